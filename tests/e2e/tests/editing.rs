//! The coordinator as editor: a step is put right, checked, published and taken back; two at once lose nothing; what staff say
//! in the field is settled; and the owner of an e-service gets a paper without a single small count.

use anyhow::{Context, Result};
use erum_domain::codes::{Fault, FlagReason, Outcome, Service};
use erum_domain::guide::Cause;
use erum_domain::ident::Slug;
use erum_domain::note::Note;
use erum_domain::record::{GuideFlag, GuideRef, RECORD_VERSION, Record, SessionRecord, Stuck};
use erum_e2e::client::{closed_today, random_id, today};
use erum_e2e::tablet::BUS;
use erum_e2e::{Story, ensure, story};

/// The title of the bus guide, as a field of the editor.
const TITLE: &str = "words.sv.title";

/// What has been reached at its end: no button is named there, so that no other language has to follow.
const GOAL: &str = "words.sv.goal";

/// What phones and tablets are given.
async fn served(story: &Story, file: &str) -> Result<String> {
    Ok(reqwest::get(format!("{}/api/v1/packs/{file}", story.hub.direct())).await?.text().await?)
}

/// The first step of the bus guide.
async fn first_step(story: &Story) -> Result<String> {
    let facts: serde_json::Value = serde_json::from_str(&served(story, "facts.json").await?)?;
    let guide = facts.as_array().and_then(|all| all.iter().find(|one| one["slug"] == BUS)).context("no such guide")?;
    Ok(guide["steps"][0]["id"].as_str().context("no step")?.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_put_right_checked_published_and_taken_back() {
    story(async |story| {
        let mut found = Vec::new();
        let desk = story.desk().await?;
        desk.open_guide(BUS).await?;
        desk.until_stage("built-in").await?;
        found.extend(desk.shoot("redigera").await?);
        desk.fill(GOAL, "Du vet när bussbolagets nya buss går.").await?;
        desk.until_stage("unsaved").await?;
        // Whoever has something unsaved is asked before it is left.
        desk.tap("room-statistics").await?;
        desk.tap("leaving-stay").await?;
        desk.tap("save").await?;
        desk.until_stage("draft").await?;
        desk.tap("check").await?;
        desk.until_stage("checked").await?;
        ensure!(!served(story, "words-sv.json").await?.contains("bussbolagets nya"), "a draft is on the tablets");
        let desk = story.desk().await?;
        desk.tap("publish").await?;
        desk.until_stage("published").await?;
        ensure!(served(story, "words-sv.json").await?.contains("bussbolagets nya"), "what is published is not served");

        let desk = story.desk().await?;
        desk.tap("tab-history").await?;
        desk.tap_css("[data-revision=\"3\"] [data-testid=\"changes\"]").await?;
        desk.see("no-difference").await?;
        desk.tap_css("[data-revision=\"1\"] [data-testid=\"changes\"]").await?;
        desk.see_text("differences", "bussbolagets").await?;
        found.extend(desk.shoot("redigera-historia").await?);
        desk.tap_css("[data-revision=\"0\"] [data-testid=\"go-back\"]").await?;
        desk.tap("go-back-yes").await?;
        desk.until_stage("draft").await?;
        desk.tap("discard").await?;
        desk.tap("discard-yes").await?;
        desk.until_stage("published").await?;
        desk.tap("remove").await?;
        desk.tap("remove-yes").await?;
        desk.until_stage("built-in").await?;
        ensure!(!served(story, "words-sv.json").await?.contains("bussbolagets nya"), "what was taken back is still served");
        ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n\n"));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_must_be_put_right_stands_beside_its_field_and_in_the_way() {
    story(async |story| {
        let step = first_step(story).await?;
        let desk = story.desk().await?;
        desk.open_guide(BUS).await?;
        desk.fill(&format!("words.sv.steps.{step}.text"), "Ring 070-123 45 67 och  betala.").await?;
        let beside = format!("[id=\"words.sv.steps.{step}.text-said\"] [data-wrong=\"true\"]");
        desk.see_css(&beside).await.context("nothing is said before it is saved")?;
        desk.tap("save").await?;
        desk.until_stage("draft").await?;
        desk.see("hindered").await?;
        let found = desk.shoot("redigera-fel").await?;
        desk.fill(&format!("words.sv.steps.{step}.text"), "Öppna sidan.").await?;
        desk.tap("save").await?;
        desk.until_gone("hindered").await?;
        ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n\n"));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_gets_its_new_name_in_every_language_and_a_guide_is_checked_as_it_is() {
    story(async |story| {
        let text = format!("words.sv.steps.{}.text", first_step(story).await?);
        let desk = story.desk().await?;
        desk.open_guide(BUS).await?;
        desk.fill(&text, "Gå till **tabussen.se**.").await?;
        desk.tap("rename-all").await?;
        desk.until_gone("renamed").await?;
        desk.tap("save").await?;
        desk.until_stage("draft").await?;
        desk.until_gone("hindered").await?;
        desk.tap("discard").await?;
        desk.tap("discard-yes").await?;
        desk.until_stage("built-in").await?;
        desk.tap("recheck").await?;
        desk.until_stage("draft").await?;
        desk.tap("check").await?;
        desk.until_stage("checked").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_editors_at_once_lose_nothing() {
    story(async |story| {
        let link = story.hub.coordinator_link()?;
        story.desk().await?;
        let Story { tablet: other, .. } = story;
        other.log_in(&link).await?;
        other.open_guide(BUS).await?;
        let desk = story.desk().await?;
        desk.open_guide(BUS).await?;
        desk.fill(TITLE, "Köp bussbiljett i mobilen").await?;
        desk.fill(GOAL, "Du har en biljett som gäller.").await?;
        story.tablet.fill(TITLE, "Bussbiljett i telefonen").await?;
        story.tablet.tap("save").await?;
        story.tablet.until_stage("draft").await?;

        let desk = story.desk().await?;
        desk.tap("save").await?;
        desk.see("at-once").await?;
        let found = desk.shoot("redigera-tva-samtidigt").await?;
        desk.tap_css(&format!("[data-place=\"{TITLE}\"] [data-testid=\"theirs\"]")).await?;
        desk.tap("at-once-chosen").await?;
        desk.until_stage("draft").await?;
        let value = async |test_id: &str| desk.value(&format!("document.getElementById('{test_id}').value")).await;
        ensure!(value(TITLE).await? == "Bussbiljett i telefonen", "the title that was chosen is not the other's");
        ensure!(value(GOAL).await? == "Du har en biljett som gäller.", "what only I had changed is gone");
        ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n\n"));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_outlives_a_lost_connection() {
    story(async |story| {
        let desk = story.desk().await?;
        desk.open_guide(BUS).await?;
        desk.fill(TITLE, "Biljett till bussen").await?;
        story.hub.stop().await?;
        let desk = story.desk().await?;
        desk.tap("save").await?;
        desk.see_text("editor-trouble", "finns kvar").await?;
        ensure!(desk.value(&format!("document.getElementById('{TITLE}').value")).await? == "Biljett till bussen", "the text is gone");
        story.hub.start_again().await?;
        let desk = story.desk().await?;
        desk.tap("save").await?;
        desk.until_stage("draft").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_guide_gets_its_names_from_its_words() {
    story(async |story| {
        let desk = story.desk().await?;
        desk.tap("room-guides").await?;
        desk.see("bank").await?;
        let mut found = desk.shoot("vagledningar").await?;
        desk.tap("new-guide").await?;
        desk.fill("new-title", "Låna en ljudbok").await?;
        desk.fill("new-actor", "Biblioteket").await?;
        ensure!(desk.see("new-name").await?.attr("data-testid") == "new-name", "there is no name");
        desk.tap("new-begin").await?;
        desk.until_stage("draft").await?;
        desk.tap("add-steps").await?;
        desk.fill("words.sv.steps.nytt.text", "Öppna appen **Biblio**.").await?;
        desk.tap("save").await?;
        desk.until_stage("draft").await?;
        desk.see("step-edit-oppna-appen-biblio").await.context("the step has no name of its own")?;
        desk.tap("tab-preview").await?;
        for look in ["look-phone", "look-tablet", "look-paper"] {
            desk.tap(look).await?;
            found.extend(desk.shoot(&format!("forhandsvisa-{look}")).await?);
        }
        desk.tap("tab-facts").await?;
        found.extend(desk.shoot("redigera-fakta").await?);
        desk.tap("editor-back").await?;
        desk.see_css("[data-testid=\"bank-lana-en-ljudbok\"] [data-tag=\"draft\"]").await?;
        ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n\n"));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_say_is_settled_and_the_owner_gets_a_paper_without_small_counts() {
    story(async |story| {
        let step = first_step(story).await?;
        send_flags_and_stops(story, &step).await?;
        let desk = story.desk().await?;
        desk.tap("room-queue").await?;
        desk.see_text("queue-flags", "Knappen är borta").await?;
        let mut found = desk.shoot("att-titta-pa").await?;
        desk.tap("to-step").await?;
        desk.see("editor").await?;
        desk.tap("room-failing").await?;
        desk.see(&format!("failing-{BUS}")).await?;
        found.extend(desk.shoot("var-det-tar-stopp").await?);
        desk.tap(&format!("form-{BUS}")).await?;
        let paper = desk.see("owner-form").await?.text;
        ensure!(paper.contains("<5") && !paper.contains("Knappen är borta"), "the paper says too much or too little: {paper}");
        found.extend(desk.shoot("blankett-till-agaren").await?);
        desk.tap("room-queue").await?;
        desk.tap("settle-fixed").await?;
        desk.tap("settle-yes").await?;
        desk.until_gone("queue-flags").await?;
        ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n\n"));
        Ok(())
    })
    .await;
}

/// A flag with a note, and sessions: seven stuck at the step, three of them for a fault that few met.
async fn send_flags_and_stops(story: &Story, step: &str) -> Result<()> {
    let step = Slug::parse(step)?;
    let guide = GuideRef { slug: Slug::parse(BUS)?, version: 1 };
    let note = Note::write("Knappen är borta").ok().flatten();
    let flag = GuideFlag {
        v: RECORD_VERSION,
        id: random_id(),
        date: today(),
        guide,
        step: step.clone(),
        reason: FlagReason::NoLongerThere,
        note,
        withheld: Default::default(),
    };
    let mut records = vec![Record::GuideFlag(flag)];
    for index in 0..12 {
        let mut session = SessionRecord { id: random_id(), ..closed_today(BUS, Service::Travel, Outcome::DoneWithSupport) };
        if index < 7 {
            let fault = if index < 3 { Fault::Timeout } else { Fault::Concepts };
            session.stuck = [Stuck { step: step.clone(), cause: Cause::Fault(fault) }].into_iter().collect();
        }
        records.push(Record::Session(session));
    }
    let mut device = story.hub.device().await?;
    let request = device.pack(&records);
    device.send(&request).await.map(drop)
}
