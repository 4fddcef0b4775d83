//! The only place where something can be written: what looks like a person's data is told at once and never sent.

use anyhow::Result;
use erum_domain::day::Day;
use erum_e2e::client::now_ms;
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Fault, Plan, Story, ensure, story, story_with};
use std::path::Path;

const NUMBER: &str = "19121212-1212";
const HARMLESS: &str = "Knappen heter nu Hitta resa. Ring 0771-567 567.";

/// A session with the panel of a step that is no longer right.
async fn at_the_panel(story: &Story) -> Result<()> {
    let tablet = &story.tablet;
    tablet.make_ready(&story.hub).await?;
    tablet.begin("buss", BUS).await?;
    let step = tablet.steps().await?.remove(0).0;
    tablet.tap(&format!("flag-{step}")).await?;
    tablet.see("flag-note").await.map(drop)
}

async fn can_be_sent(tablet: &Browser) -> Result<bool> {
    let reasons = tablet.all("[data-testid^=\"reason-\"]").await?;
    ensure!(!reasons.is_empty(), "no reason is offered");
    Ok(reasons.iter().all(|reason| reason.enabled))
}

/// Every byte that the hub keeps. It must have been stopped.
fn kept_by(story: &Story) -> Result<String> {
    let copy = story.hub.copy_of_data()?;
    let mut kept = String::new();
    for entry in std::fs::read_dir(copy.path())? {
        let path = entry?.path();
        if Path::is_file(&path) {
            kept.push_str(&String::from_utf8_lossy(&std::fs::read(path)?));
        }
    }
    Ok(kept)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_personal_number_in_a_note_is_told_calmly_and_can_be_sent_only_when_it_is_gone() {
    story(async |story| {
        at_the_panel(story).await?;
        let tablet = &story.tablet;
        ensure!(can_be_sent(tablet).await?, "an empty note stands in the way");
        let words = [("Nekas: 19121212-1212", "personnummer"), ("Hon heter Berit", "namn"), ("Ring 070-174 06 05", "telefonnummer")];
        for (typed, told) in words {
            tablet.fill("flag-note", typed).await?;
            tablet.see_text("flag-note-seen", told).await?;
            tablet.see_text("flag-note-seen", "Ta bort det").await?;
            ensure!(!can_be_sent(tablet).await?, "{typed:?} could be sent");
        }
        tablet.speaks_plainly().await?;
        tablet.passes_axe("a note that cannot be sent").await?;
        tablet.fill("flag-note", HARMLESS).await?;
        tablet.until_gone("flag-note-seen").await?;
        tablet.tap("reason-fel-uppgift").await?;
        tablet.see("flag-thanks").await?;
        tablet.until_parcels_are(&["stored"]).await?;
        story.hub.stop().await?;
        let kept = kept_by(story)?;
        ensure!(kept.contains("Hitta resa") && !kept.contains(NUMBER), "the note is not on the hub as it was sent");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flag_needs_no_note() {
    story(async |story| {
        at_the_panel(story).await?;
        story.tablet.tap("reason-steg-saknas").await?;
        story.tablet.see("flag-thanks").await?;
        story.tablet.until_parcels_are(&["stored"]).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_tablet_should_not_have_sent_is_neither_stored_nor_logged() {
    story_with(Plan { proxy: true, ..Plan::default() }, async |story| {
        at_the_panel(story).await?;
        // A tablet that does not ask: the flag becomes another one on the way.
        let hub_key = story.hub.device().await?.hub_key().to_owned();
        let date = Day::from_local_ms(now_ms());
        let flag = format!(
            r#"{{"kind":"guide_flag","v":1,"id":"ID","date":"{date}","guide":{{"slug":"{BUS}","version":1}},"step":"hitta-resa","reason":"fel-uppgift","note":"{NUMBER}"}}"#
        );
        story.proxy()?.set_once(Fault::Instead(hub_key, flag));
        story.tablet.fill("flag-note", HARMLESS).await?;
        story.tablet.tap("reason-fel-uppgift").await?;
        story.tablet.see("flag-thanks").await?;
        story.tablet.until_parcels_are(&["stored"]).await?;
        story.hub.stop().await?;
        let kept = kept_by(story)?;
        ensure!(kept.contains("withheld") && !kept.contains(NUMBER), "the number is on the hub");
        ensure!(!story.hub.log_text().contains(NUMBER), "the number is in the log");
        Ok(())
    })
    .await;
}
