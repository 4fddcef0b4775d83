//! Guides that are newer than the app: they come at the next contact, all at once or not at all, and an open session keeps
//! the guide it began with.

use anyhow::Result;
use erum_e2e::newer_packs::newer_packs_of;
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Plan, Story, ensure, paths, story, story_with, wait};
use serde_json::{Value, json};
use tempfile::TempDir;

const NEW_TITLE: &str = "Res med en nyare guide";

fn retitle(words: &mut Value) {
    words["guides"][BUS]["title"] = json!(NEW_TITLE);
}

/// The hub serves these packs from now on.
async fn publish(story: &mut Story, packs: &TempDir) -> Result<()> {
    story.hub.stop().await?;
    story.hub.serve_packs(packs.path());
    story.hub.start_again().await
}

/// Asks the worker to look at once, as every contact does, and says what came of it.
async fn look(browser: &Browser) -> Result<String> {
    const LOOK: &str = r"
        const done = arguments[arguments.length - 1];
        const channel = new MessageChannel();
        channel.port1.onmessage = (event) => done(event.data);
        navigator.serviceWorker.controller.postMessage('PACKS', [channel.port2]);
    ";
    browser.script_async(LOOK, &[]).await
}

async fn finds(browser: &Browser, title: &str) -> Result<bool> {
    browser.fill("search", "buss").await?;
    let found = browser.see(&format!("guide-{BUS}")).await?;
    Ok(found.text.contains(title))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_published_on_the_hub_reaches_a_tablet_at_its_next_contact_and_stays_without_a_network() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.until_offline_ready().await?;
        ensure!(!finds(&story.tablet, NEW_TITLE).await?, "the newer guide is there before it was published");
        let packs = newer_packs_of(&paths::app(), "words-sv.json", retitle)?;
        publish(story, &packs).await?;
        let tablet = &mut story.tablet;
        tablet.open("/personal/skicka").await?;
        tablet.tap("send-now").await?;
        tablet.see("new-guides").await?;
        story.hub.stop().await?;
        tablet.open("/personal").await?;
        ensure!(finds(tablet, NEW_TITLE).await?, "the newer guide is not there without a network");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resident_is_offered_newer_guides_and_goes_back_with_the_hub_to_the_apps_own() {
    story(async |story| {
        story.tablet.open("/").await?;
        story.tablet.until_offline_ready().await?;
        let packs = newer_packs_of(&paths::app(), "words-sv.json", retitle)?;
        publish(story, &packs).await?;
        let phone = &story.tablet;
        phone.open("/").await?;
        phone.see("new-guides").await?;
        phone.tap("new-guides-show").await?;
        // Everything is drawn anew meanwhile, also the field.
        wait::until("the newer guide to be shown", async || Ok(finds(phone, NEW_TITLE).await.ok().filter(|found| *found))).await?;
        // The editor takes it back.
        let own = newer_packs_of(&paths::app(), "words-sv.json", |_| ())?;
        publish(story, &own).await?;
        ensure!(look(&story.tablet).await? == "new", "the app's own packs were not taken back");
        story.tablet.open("/").await?;
        ensure!(!finds(&story.tablet, NEW_TITLE).await?, "the guide that was taken back is still there");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn packs_with_one_wrong_byte_are_refused_and_the_old_ones_stay() {
    story_with(Plan { proxy: true, ..Plan::default() }, async |story| {
        story.tablet.open("/").await?;
        story.tablet.until_offline_ready().await?;
        let packs = newer_packs_of(&paths::app(), "words-sv.json", retitle)?;
        story.proxy()?.damage(Some("/api/v1/packs/words-sv.json"));
        publish(story, &packs).await?;
        ensure!(look(&story.tablet).await? == "failed", "packs with a wrong byte were taken");
        story.tablet.open("/").await?;
        ensure!(!finds(&story.tablet, NEW_TITLE).await?, "half of the newer packs is in use");
        // Without the fault on the line they come.
        story.proxy()?.damage(None);
        ensure!(look(&story.tablet).await? == "new", "whole packs were refused");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn packs_of_a_form_that_the_app_does_not_know_are_left_alone() {
    story(async |story| {
        story.tablet.open("/").await?;
        story.tablet.until_offline_ready().await?;
        let packs = newer_packs_of(&paths::app(), "words-sv.json", retitle)?;
        let manifest = packs.path().join("manifest.json");
        let text = std::fs::read_to_string(&manifest)?.replace("\"form\":1", "\"form\":2");
        std::fs::write(&manifest, text)?;
        publish(story, &packs).await?;
        ensure!(look(&story.tablet).await? == "unknown", "packs of another form were taken");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_session_keeps_the_guide_it_began_with_and_says_that_there_is_a_newer_one() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.until_offline_ready().await?;
        story.tablet.begin("buss", BUS).await?;
        let before = story.tablet.steps().await?;
        story.tablet.tick_first(2).await?;
        let packs = newer_packs_of(&paths::app(), "facts.json", |facts| {
            let guides = facts.as_array_mut().into_iter().flatten();
            for guide in guides.filter(|guide| guide["slug"] == BUS) {
                guide["version"] = json!(guide["version"].as_u64().unwrap_or_default() + 1);
                guide["steps"].as_array_mut().into_iter().for_each(|steps| steps.truncate(3));
            }
        })?;
        publish(story, &packs).await?;
        let tablet = &story.tablet;
        wait::until("the worker to answer", async || Ok((look(tablet).await? != "failed").then_some(()))).await?;
        tablet.open("/personal/tillfalle").await?;
        tablet.see("session").await?;
        let after = tablet.steps().await?;
        ensure!(after.len() == before.len(), "the open session follows the newer guide: {} steps", after.len());
        ensure!(after.iter().filter(|(_, ticked)| *ticked).count() == 2, "ticks are gone");
        tablet.see("guide-changed").await?;
        tablet.close_with("klar-sjalv").await?;
        tablet.begin("buss", BUS).await?;
        ensure!(tablet.steps().await?.len() == 3, "a new session does not follow the newer guide");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_session_keeps_its_words_too_where_only_those_were_put_right() {
    story(async |story| {
        const HINT: &str = "Sidan ser ut på ett nytt sätt sedan i går.";
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.until_offline_ready().await?;
        story.tablet.begin("buss", BUS).await?;
        let step = story.tablet.steps().await?.remove(0).0;
        let packs = newer_packs_of(&paths::app(), "words-sv.json", |words| words["guides"][BUS]["steps"][&step]["hint"] = json!(HINT))?;
        publish(story, &packs).await?;
        let tablet = &story.tablet;
        wait::until("the worker to answer", async || Ok((look(tablet).await? != "failed").then_some(()))).await?;
        tablet.open("/personal/tillfalle").await?;
        tablet.see("guide-changed").await?;
        let shown = format!("step-{step}");
        ensure!(!tablet.see(&shown).await?.text.contains(HINT), "the open session shows the newer words");
        tablet.close_with("klar-sjalv").await?;
        tablet.begin("buss", BUS).await?;
        tablet.see_text(&shown, HINT).await?;
        ensure!(!tablet.shows("guide-changed").await?, "a session that began with the newer guide says that there is a newer one");
        Ok(())
    })
    .await;
}
