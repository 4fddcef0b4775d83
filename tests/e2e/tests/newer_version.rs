//! A newer version of the app: offered between sessions, never in the middle of one, and it keeps everything.

use anyhow::Result;
use erum_e2e::newer::{NEWER, newer_version_of};
use erum_e2e::scripts::{CLOCK_THAT_CAN_JUMP, clock_wrong_by};
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Story, ensure, paths, story, wait};
use tempfile::TempDir;

const VERSION: &str = r"
    const done = arguments[arguments.length - 1];
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => done(event.data);
    const worker = navigator.serviceWorker.controller;
    if (worker) worker.postMessage('VERSION', [channel.port2]); else done('');
";

async fn version(tablet: &Browser) -> Result<String> {
    tablet.script_async(VERSION, &[]).await
}

/// The hub gets a newer build of the app. The folder lives as long as the story.
async fn publish(story: &mut Story) -> Result<TempDir> {
    let newer = newer_version_of(&paths::app())?;
    story.hub.stop().await?;
    story.hub.serve_app(newer.path());
    story.hub.start_again().await?;
    Ok(newer)
}

async fn until_newer_is_there(tablet: &Browser) -> Result<()> {
    wait::until("the newer version to be there", async || {
        let ready = tablet.value("window.erumWorker?.updateReady === true").await?;
        Ok((ready == true).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_waits_for_the_open_session_and_then_keeps_everything() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        let session = story.tablet.begin("buss", BUS).await?;
        story.tablet.tick_first(3).await?;
        let _newer = publish(story).await?;
        let tablet = &story.tablet;
        let before = version(tablet).await?;

        tablet.open("/personal/tillfalle").await?;
        until_newer_is_there(tablet).await?;
        ensure!(!tablet.shows("update-offer").await?, "a newer version is offered in the middle of a session");
        tablet.tap("switch-visitor").await?;
        tablet.see("ongoing").await?;
        ensure!(!tablet.shows("update-offer").await?, "a newer version is offered while a session is open");
        ensure!(version(tablet).await? == before, "the version changed in the middle of a session");
        tablet.open("/personal/tillfalle").await?;
        tablet.see_with("session", "data-session-id", &session).await?;
        ensure!(tablet.steps().await?.iter().filter(|(_, ticked)| *ticked).count() == 3, "ticks are gone");

        tablet.close_with("klar-sjalv").await?;
        tablet.see("update-offer").await?;
        apply(tablet).await?;
        tablet.until_day_is(&["sent"]).await
    })
    .await;
}

/// Takes the newer version by the button and waits until the page has come back with it.
async fn apply(tablet: &Browser) -> Result<()> {
    // Asking the old worker again and again would keep it busy, and a busy worker is not replaced: the page tells.
    tablet.script::<()>("window.erumOldPage = true", &[]).await?;
    tablet.tap("update-apply").await?;
    wait::until("the page to come back", async || {
        let old = tablet.value("window.erumOldPage ?? null").await;
        Ok(old.ok().filter(serde_json::Value::is_null))
    })
    .await?;
    tablet.until_started().await?;
    let now = version(tablet).await?;
    ensure!(now == NEWER, "the page came back with {now}");
    tablet.unlock_if_locked().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_is_offered_when_the_open_session_was_left_half_an_hour_ago() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.begin("buss", BUS).await?;
        story.tablet.tick_first(1).await?;
        let _newer = publish(story).await?;
        let tablet = &mut story.tablet;
        tablet.before_every_page(&clock_wrong_by(31 * 60_000)).await?;
        tablet.open("/personal").await?;
        tablet.see("update-offer").await?;
        apply(tablet).await?;
        tablet.open("/personal/tillfalle").await?;
        ensure!(tablet.steps().await?.iter().filter(|(_, ticked)| *ticked).count() == 1, "the tick is gone");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_is_not_offered_in_a_session_however_long_the_app_has_been_open() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        let _newer = publish(story).await?;
        let tablet = &mut story.tablet;
        tablet.before_every_page(CLOCK_THAT_CAN_JUMP).await?;
        tablet.open("/personal").await?;
        tablet.see("update-offer").await?;
        // Forty minutes pass at the counter before the next visitor comes.
        tablet.script::<()>("window.erumClockAhead = 40 * 60000", &[]).await?;
        tablet.begin("buss", BUS).await?;
        tablet.tick_first(2).await?;
        ensure!(!tablet.shows("update-offer").await?, "a newer version is offered in the middle of a session");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_came_half_is_not_used() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        let newer = newer_version_of(&paths::app())?;
        // One file is not what the list says: a transfer cut short, or somebody's filter in between.
        std::fs::write(newer.path().join("manifest.webmanifest"), "{}")?;
        story.hub.stop().await?;
        story.hub.serve_app(newer.path());
        story.hub.start_again().await?;
        let tablet = &mut story.tablet;
        let before = version(tablet).await?;
        let refused: bool = tablet.script_async(UPDATE, &[]).await?;
        ensure!(refused, "a half version was installed");
        ensure!(version(tablet).await? == before, "a half version runs");
        story.hub.stop().await?;
        tablet.restart().await?;
        tablet.open("/personal").await
    })
    .await;
}

/// Looks for a new version and tells whether installing it failed.
const UPDATE: &str = r"
    const done = arguments[arguments.length - 1];
    navigator.serviceWorker.getRegistration().then(async (registration) => {
        await registration.update();
        const worker = registration.installing ?? registration.waiting;
        if (!worker) return done(false);
        const told = () => { if (worker.state === 'redundant') done(true); else if (worker.state !== 'installing') done(false); };
        worker.addEventListener('statechange', told);
        told();
    });
";
