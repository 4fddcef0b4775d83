//! What waits for a coordinator, and what comes of it: a built-in guide newer than the edit of it, a correction of the
//! directory, and what the owner of an e-service answered, put in and taken away.

use anyhow::Result;
use erum_e2e::newer_packs::newer_packs_of;
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Story, ensure, paths, story};
use serde_json::json;
use tempfile::TempDir;

const GOAL: &str = "words.sv.goal";
const EDITED: &str = "Du vet när bussbolagets nya buss går.";

/// What phones and tablets are given of the bus guide.
async fn served(story: &Story) -> Result<String> {
    let words = reqwest::get(format!("{}/api/v1/packs/words-sv.json", story.hub.direct())).await?;
    Ok(words.json::<serde_json::Value>().await?["guides"][BUS].to_string())
}

/// The hub is put in place anew, with another built-in bus guide.
async fn update_built_in(story: &mut Story, title: &str) -> Result<TempDir> {
    let packs = newer_packs_of(&paths::app(), "words-sv.json", |words| words["guides"][BUS]["title"] = json!(title))?;
    story.hub.stop().await?;
    story.hub.serve_packs(packs.path());
    story.hub.start_again().await?;
    Ok(packs)
}

/// From the queue to the question.
async fn open_the_question(desk: &Browser) -> Result<()> {
    desk.tap("room-queue").await?;
    desk.tap_css("[data-testid=\"queue-newer\"] button").await?;
    desk.see("newer").await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_built_in_guide_never_writes_over_an_edit_and_the_editor_says_which_one_stays() {
    story(async |story| {
        let desk = story.desk().await?;
        desk.open_guide(BUS).await?;
        desk.fill(GOAL, EDITED).await?;
        for (button, reached) in [("save", "draft"), ("check", "checked"), ("publish", "published")] {
            desk.tap(button).await?;
            desk.until_stage(reached).await?;
        }

        let _first = update_built_in(story, "Åk buss från och med i höst").await?;
        ensure!(served(story).await?.contains(EDITED), "the newer built-in guide was written over the edit");
        let desk = story.desk().await?;
        open_the_question(desk).await?;
        desk.tap("newer-show").await?;
        desk.see_text("differences", "höst").await?;
        let mut found = desk.shoot("nyare-inbyggd").await?;
        desk.tap("newer-keep").await?;
        desk.until_gone("newer").await?;
        desk.until_stage("published").await?;
        ensure!(served(story).await?.contains(EDITED), "the edit that was to stay is gone");

        let _second = update_built_in(story, "Åk buss från och med i vinter").await?;
        let desk = story.desk().await?;
        open_the_question(desk).await?;
        desk.tap("newer-take").await?;
        desk.until_gone("newer").await?;
        desk.until_stage("built-in").await?;
        let now = served(story).await?;
        ensure!(now.contains("vinter") && !now.contains(EDITED), "tablets are not given the built-in guide: {now}");
        let desk = story.desk().await?;
        desk.tap("room-queue").await?;
        found.extend(desk.shoot("koen-efter").await?);
        ensure!(desk.now("[data-testid=\"queue-newer\"]").await?.is_none(), "an answered question is asked again");
        ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n\n"));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_of_the_directory_waits_in_the_queue_until_it_is_settled() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.open("/personal").await?;
        tablet.tap("to-directory").await?;
        tablet.tap("correct-asele-bibliotek").await?;
        tablet.fill("correction-note", "Öppet till klockan 18 på torsdagar").await?;
        tablet.tap("field-opening-hours").await?;
        tablet.see("correction-thanks").await?;
        tablet.until_parcels_are(&["stored"]).await?;

        let desk = story.desk().await?;
        desk.tap("room-queue").await?;
        desk.see_text("correction-asele-bibliotek", "Öppet till klockan 18").await?;
        let found = desk.shoot("rattelse-i-kon").await?;
        desk.tap_css("[data-testid=\"correction-asele-bibliotek\"] [data-testid=\"settle-fixed\"]").await?;
        desk.tap("settle-yes").await?;
        desk.until_gone("queue-corrections").await?;
        // Still so when it is asked for anew.
        let desk = story.desk().await?;
        desk.tap("room-queue").await?;
        desk.see("queue-empty").await?;
        ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n\n"));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owners_answer_is_put_in_shows_to_staff_and_can_be_taken_away() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.begin("buss", BUS).await?;
        let desk = story.desk().await?;
        desk.open_guide(BUS).await?;
        desk.tap("tab-answers").await?;
        desk.tap("answer-save").await?;
        desk.see_css("#answer-wrong .said--wrong").await?;
        desk.fill("answer-text", "Ring Berit på 070-174 06 05 så ordnar hon det.").await?;
        desk.tap("answer-save").await?;
        desk.see_css("#answer-wrong .said--wrong").await?;
        ensure!(desk.now("[data-testid=\"owner-answer\"]").await?.is_none(), "an answer with somebody's number was kept");
        desk.fill("answer-text", "Knappen är tillbaka i nästa version av appen.").await?;
        desk.tap("answer-save").await?;
        desk.see_text("owner-answer", "nästa version").await?;
        let found = desk.shoot("agarens-svar").await?;
        story.tablet.open("/personal/tillfalle").await?;
        story.tablet.see_text("owner-answer", "nästa version").await?;

        let desk = story.desk().await?;
        desk.open_guide(BUS).await?;
        desk.tap("tab-answers").await?;
        desk.tap("answer-delete").await?;
        desk.until_gone("owner-answer").await?;
        let tablet = &story.tablet;
        tablet.open("/personal/skicka").await?;
        tablet.tap("send-now").await?;
        tablet.open("/personal/tillfalle").await?;
        tablet.see("session").await?;
        tablet.until_gone("owner-answer").await?;
        ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n\n"));
        Ok(())
    })
    .await;
}
