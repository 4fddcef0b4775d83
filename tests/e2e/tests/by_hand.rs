//! What a tablet cannot send goes by hand, as a file: nobody can read it on the way, and it counts once however often it
//! comes.

use anyhow::Result;
use erum_domain::codes::Outcome;
use erum_e2e::browser::Viewport;
use erum_e2e::locks::PIN;
use erum_e2e::seized::{self, Canary};
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Context, Story, ensure, story, wait};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Nine sessions counted, and a tablet with two that it could not send. The hub is away.
async fn two_that_wait(story: &mut Story) -> Result<()> {
    story.seed(9, Outcome::DoneAlone).await?;
    story.tablet.make_ready(&story.hub).await?;
    story.hub.stop().await?;
    story.tablet.help("klar-sjalv").await?;
    story.tablet.help("klar-sjalv").await
}

/// The file of the tablet that cannot send, which is then put away.
async fn a_file_from_a_tablet_put_away(story: &mut Story, folder: &TempDir) -> Result<PathBuf> {
    two_that_wait(story).await?;
    story.tablet.walk_to("/personal/skicka").await?;
    let file = story.tablet.export_to(folder.path()).await?;
    story.tablet.quit().await?;
    story.hub.start_again().await?;
    Ok(file)
}

/// A colleague's tablet of the same unit.
async fn another_tablet(story: &Story) -> Result<Browser> {
    let other = Browser::start(story.hub.origin(), Viewport::Tablet).await?;
    other.make_ready(&story.hub).await?;
    Ok(other)
}

/// How often the hub was handed a file, whatever came of it.
fn times_handed_in(story: &Story) -> usize {
    story.hub.log_text().matches("/api/v1/hand-in").count()
}

async fn hand_in(story: &Story, other: &Browser, file: &Path) -> Result<()> {
    let before = times_handed_in(story);
    other.choose_file(file).await?;
    wait::until("the hub to be handed the file", async || Ok((times_handed_in(story) > before).then_some(()))).await?;
    other.see_text("handed-in", "2 tillfällen").await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_can_read_the_file_and_a_locked_tablet_saves_it_too() {
    let folder = tempfile::tempdir().expect("a folder");
    story(async |story| {
        two_that_wait(story).await?;
        let tablet = &story.tablet;
        tablet.walk_to("/personal/skicka").await?;
        let open = std::fs::read_to_string(tablet.export_to(folder.path()).await?)?;
        tablet.lock().await?;
        tablet.tap("unlock-forgotten").await?;
        let second = tempfile::tempdir()?;
        let locked = std::fs::read_to_string(tablet.export_to(second.path()).await?)?;
        ensure!(open == locked, "the locked tablet saves something else");
        ensure!(tablet.shows("unlock").await?, "saving the file has unlocked the tablet");

        let device = tablet.device_row().await?;
        let device = device["id"].as_str().context("the tablet has no id")?.to_owned();
        let token = tablet.device_row().await?["token"].as_str().context("the tablet has no token")?.to_owned();
        let scanned = |name: &str, value: &str| seized::scan(folder.path(), None, &[Canary::new(name, value)]);
        ensure!(!scanned("device", &device)?.hits.is_empty(), "the scan is blind: the file names its tablet");
        for secret in [BUS, "klar-sjalv", "aldreboende", "uppsokande", "\"session\"", PIN, &token] {
            let report = scanned("secret", secret)?;
            ensure!(report.hits.is_empty(), "whoever finds the file can read {secret}:\n{report}");
        }
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_handed_in_by_another_tablet_counts_once_however_often_it_comes() {
    let folder = tempfile::tempdir().expect("a folder");
    story(async |story| {
        let file = a_file_from_a_tablet_put_away(story, &folder).await?;
        let mut other = another_tablet(story).await?;
        hand_in(story, &other, &file).await?;
        other.passes_axe("a file handed in").await?;
        other.speaks_plainly().await?;
        story.desk().await?.until_total("11").await?;
        hand_in(story, &other, &file).await?;
        story.desk().await?.until_total("11").await?;
        other.quit().await?;

        // The first tablet is found and sends after all.
        story.tablet.open_again().await?;
        story.tablet.open("/personal/skicka").await?;
        story.tablet.until_parcels_are(&["known", "known"]).await?;
        story.desk().await?.until_total("11").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_handed_in_at_the_hub_itself_counts_once_too() {
    let folder = tempfile::tempdir().expect("a folder");
    story(async |story| {
        let file = a_file_from_a_tablet_put_away(story, &folder).await?;
        let first = story.hub.hand_in(&file)?;
        ensure!(first.contains("2 new"), "{first}");
        let second = story.hub.hand_in(&file)?;
        ensure!(second.contains("2 known"), "{second}");
        story.desk().await?.until_total("11").await?;
        story.tablet.open_again().await?;
        story.tablet.open("/personal/skicka").await?;
        story.tablet.until_parcels_are(&["known", "known"]).await?;
        story.desk().await?.until_total("11").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_none_is_told_so_and_so_is_a_hub_out_of_reach() {
    let folder = tempfile::tempdir().expect("a folder");
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        let tablet = &story.tablet;
        for (name, text) in [("brev.json", "Hej! Här kommer filen."), ("annan.json", r#"{"v":1,"parcels":"nej"}"#)] {
            let path = folder.path().join(name);
            std::fs::write(&path, text)?;
            tablet.open("/personal/skicka").await?;
            tablet.choose_file(&path).await?;
            tablet.see_text("hand-in-error", "ingen fil från eRUM").await?;
        }
        tablet.speaks_plainly().await?;
        tablet.passes_axe("a file that is none").await?;
        ensure!(times_handed_in(story) == 0, "the hub was troubled with it");

        story.hub.stop().await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.walk_to("/personal/skicka").await?;
        let file = story.tablet.export_to(folder.path()).await?;
        story.tablet.choose_file(&file).await?;
        story.tablet.see_text("hand-in-error", "Ingen kontakt").await?;
        story.tablet.until_parcels_are(&["unsent"]).await
    })
    .await;
}
