//! The knowledge bank's whole round: what an editor publishes reaches tablets, and what tablets say of a step reaches the
//! editors, the other tablets, and goes away again when it has been put right.
//!
//! The editor's page has stories of its own; here its requests are made by hand, as a logged-in coordinator.

use anyhow::Result;
use erum_e2e::hub::UNIT;
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Story, ensure, story};
use serde_json::{Value, json};

const NEW_TITLE: &str = "Res med buss på ett nytt sätt";

/// A request in the name of whoever is logged in: the status and the answer.
async fn ask(desk: &Browser, method: &str, path: &str, body: Option<Value>) -> Result<(u64, Value)> {
    const ASK: &str = r"
        const [method, path, body, done] = arguments;
        const headers = body === null ? {} : { 'Content-Type': 'application/json' };
        fetch(path, { method, headers, body: body === null ? undefined : JSON.stringify(body) })
            .then(async (answer) => done([answer.status, await answer.json()]), () => done([0, null]));
    ";
    desk.script_async(ASK, &[json!(method), json!(path), json!(body)]).await
}

async fn done(desk: &Browser, path: &str, body: Value) -> Result<Value> {
    let (status, answer) = ask(desk, "POST", path, Some(body)).await?;
    ensure!(status == 200, "{path}: {status} {answer}");
    Ok(answer)
}

async fn contact(tablet: &Browser) -> Result<()> {
    tablet.open("/personal/skicka").await?;
    tablet.tap("send-now").await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_editor_publishes_reaches_the_tablet_at_its_next_contact_and_is_used_without_a_network() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.until_offline_ready().await?;
        let desk = story.desk().await?;
        let (_, guide) = ask(desk, "GET", &format!("/api/v1/guides/{BUS}"), None).await?;
        let mut manuscript = guide["built_in"].clone();
        manuscript["words"]["sv"]["title"] = json!(NEW_TITLE);
        let answer = done(desk, &format!("/api/v1/guides/{BUS}/draft"), json!({ "revision": 0, "manuscript": manuscript })).await?;
        ensure!(answer["revision"] == 1, "the draft is no revision: {answer}");
        done(desk, &format!("/api/v1/guides/{BUS}/checked"), json!({ "revision": 1 })).await?;
        done(desk, &format!("/api/v1/guides/{BUS}/publish"), json!({ "revision": 2 })).await?;

        contact(&story.tablet).await?;
        story.tablet.see("new-guides").await?;
        story.hub.stop().await?;
        let tablet = &story.tablet;
        tablet.open("/personal").await?;
        tablet.fill("search", "buss").await?;
        tablet.see_text(&format!("guide-{BUS}"), NEW_TITLE).await?;
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flag_reaches_the_queue_and_the_units_tablets_and_is_gone_when_it_has_been_put_right() {
    story(async |story| {
        let step = flagged(story).await?;
        let desk = story.desk().await?;
        let (_, queue) = ask(desk, "GET", &format!("/api/v1/queue?unit={UNIT}"), None).await?;
        let group = &queue["flags"][0];
        ensure!(group["guide"] == BUS && group["step"] == step, "the flag is not in the queue: {queue}");
        let records = group["records"].clone();

        let at_the_step = format!("flagged-{step}");
        // A page that is opened makes contact by itself.
        story.tablet.open("/personal/tillfalle").await?;
        story.tablet.see_text(&at_the_step, "inte kontrollerat än").await?;

        let desk = story.desk().await?;
        let settled = json!({ "unit": UNIT, "records": records, "how": "fixed" });
        let queue = done(desk, "/api/v1/queue/settle", settled).await?;
        ensure!(queue["flags"].as_array().is_some_and(Vec::is_empty), "the flag is still in the queue: {queue}");
        // The tablet may have heard of it before it is opened anew: the flag does not have to be seen once more.
        story.tablet.open("/personal/tillfalle").await?;
        story.tablet.see(&format!("tick-{step}")).await?;
        story.tablet.until_gone(&at_the_step).await
    })
    .await;
}

/// Says of the first step that it is no longer right, and sees to it that the hub has it.
async fn flagged(story: &Story) -> Result<String> {
    let tablet = &story.tablet;
    tablet.make_ready(&story.hub).await?;
    tablet.begin("buss", BUS).await?;
    let step = tablet.steps().await?.remove(0).0;
    tablet.tap(&format!("flag-{step}")).await?;
    tablet.tap("reason-fel-uppgift").await?;
    tablet.see("flag-thanks").await?;
    tablet.until_parcels_are(&["stored"]).await?;
    Ok(step)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_owner_of_an_e_service_answers_stands_in_the_guide() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.begin("buss", BUS).await?;
        let desk = story.desk().await?;
        let answer = json!({ "day": "2026-11-20", "text": "Knappen är tillbaka i nästa version av appen." });
        done(desk, &format!("/api/v1/guides/{BUS}/answer"), answer).await?;
        story.tablet.open("/personal/tillfalle").await?;
        story.tablet.see_text("owner-answer", "nästa version").await?;
        Ok(())
    })
    .await;
}
