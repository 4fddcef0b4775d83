//! A tablet that nobody touches, or that is out of sight: it locks by itself, at once covered, and nothing is lost.

use anyhow::Result;
use erum_e2e::holding::OpenSession;
use erum_e2e::locks::PIN;
use erum_e2e::tablet::BUS;
use erum_e2e::{Story, ensure, story, wait};

/// As short as the hub allows.
const LOCK_AFTER_S: u32 = 5;

/// In the middle of helping somebody, on a tablet that has not been told to lock soon.
async fn in_a_session(story: &Story) -> Result<OpenSession> {
    story.tablet.make_ready(&story.hub).await?;
    story.tablet.begin("buss", BUS).await?;
    story.tablet.tick_first(2).await?;
    story.tablet.open_session().await
}

/// From now on: the hub tells it at its next contact, which is now.
async fn locks_soon(story: &mut Story) -> Result<()> {
    story.hub.stop().await?;
    story.hub.lock_after(LOCK_AFTER_S);
    story.hub.start_again().await?;
    story.tablet.network_is_back().await?;
    wait::until("the tablet to learn when to lock", async || {
        let device = story.tablet.device_row().await?;
        Ok((device["policy"]["lock_after_s"] == LOCK_AFTER_S).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tablet_that_nobody_touches_locks_itself_and_loses_nothing_of_the_open_session() {
    story(async |story| {
        let session = in_a_session(story).await?;
        locks_soon(story).await?;
        let tablet = &story.tablet;
        tablet.until_locked().await?;
        tablet.unlock(PIN).await?;
        tablet.still_has(&session).await?;
        // A touch begins the time anew: ticking and unticking outlasts it.
        let step = &session.steps[2].0;
        for ticked in [true, false, true] {
            tablet.tick(step, ticked).await?;
        }
        tablet.until_locked().await?;
        tablet.unlock(PIN).await?;
        ensure!(tablet.steps().await?[2].1, "what was ticked before it locked is lost");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn out_of_sight_the_page_is_covered_at_once_and_soon_locked() {
    story(async |story| {
        let session = in_a_session(story).await?;
        let tablet = &story.tablet;
        ensure!(tablet.now("html[data-veiled]").await?.is_none(), "the page is covered while it is looked at");
        tablet.out_of_sight().await?;
        tablet.see_css("html[data-veiled]").await?;
        ensure!(tablet.page_text().await?.trim().is_empty(), "something can be read of a covered page");
        tablet.into_sight().await?;
        tablet.see_css("html:not([data-veiled])").await?;
        tablet.still_has(&session).await?;

        locks_soon(story).await?;
        let tablet = &story.tablet;
        tablet.out_of_sight().await?;
        tablet.until_locked().await?;
        tablet.into_sight().await?;
        tablet.unlock(PIN).await?;
        tablet.still_has(&session).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_turned_to_the_visitor_stays_up_when_the_tablet_locks_and_shows_the_guide_only() {
    story(async |story| {
        let session = in_a_session(story).await?;
        story.tablet.tap("show-visitor").await?;
        story.tablet.see("visitor-view").await?;
        // Within the time it is one tap back.
        story.tablet.tap("visitor-close").await?;
        story.tablet.until_gone("visitor-view").await?;
        story.tablet.still_has(&session).await?;

        let title = story.tablet.see_css("#session-title").await?.text;
        story.tablet.tap("show-visitor").await?;
        story.tablet.see("visitor-view").await?;
        locks_soon(story).await?;
        let tablet = &story.tablet;
        // Behind the guide. The visitor's touches are none of staff's: they do not put it off.
        tablet.tap_css("[data-testid=visitor-view] .full-screen__foot button:last-child").await?;
        tablet.see("unlock").await?;
        let guide = tablet.see("visitor-view").await?;
        ensure!(guide.text.contains(&title), "the guide is gone: {}", guide.text);
        let html = tablet.value("document.documentElement.outerHTML").await?.to_string();
        for word in [session.id.as_str(), "Besökare 1", "data-ticked"] {
            ensure!(!html.contains(word), "behind the guide the page still tells {word}");
        }
        tablet.passes_axe("a guide on a locked tablet").await?;
        tablet.tap_css("[data-testid=visitor-view] .full-screen__foot button:first-child").await?;

        tablet.tap("visitor-close").await?;
        tablet.until_gone("visitor-view").await?;
        tablet.until_locked().await?;
        tablet.unlock(PIN).await?;
        tablet.still_has(&session).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_how_it_went_comes_back_after_a_look_at_the_steps_and_after_a_lock() {
    story(async |story| {
        let session = in_a_session(story).await?;
        let tablet = &story.tablet;
        let chosen = async |part: &str| tablet.see_with(part, "aria-pressed", "true").await.map(drop);
        tablet.tap("to-finish").await?;
        tablet.tap("outcome-hinder-kvarstar").await?;
        tablet.tap("obstacle-minne-koder").await?;
        chosen("obstacle-minne-koder").await?;
        tablet.tap("finish-back").await?;
        tablet.still_has(&session).await?;
        tablet.tap("to-finish").await?;
        chosen("obstacle-minne-koder").await?;
        tablet.see("saved-preview").await?;
        tablet.tap("fault-ej-pausbar").await?;
        chosen("fault-ej-pausbar").await?;
        tablet.lock().await?;
        tablet.unlock(PIN).await?;
        tablet.see("close-session").await?;
        chosen("obstacle-minne-koder").await?;
        chosen("fault-ej-pausbar").await?;
        tablet.tap("close-session").await?;
        tablet.until_gone("close-session").await?;
        tablet.until_parcels_are(&["stored"]).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_several_visitors_it_comes_back_to_the_one_who_sits_there_not_to_the_one_ticked_last() {
    story(async |story| {
        let sits_here = in_a_session(story).await?;
        let tablet = &story.tablet;
        tablet.tap("switch-visitor").await?;
        tablet.begin("läkartid", "1177-boka-tid").await?;
        tablet.tick_first(1).await?;
        tablet.tap("switch-visitor").await?;
        tablet.tap_css("[data-testid=\"ongoing\"]:last-child [data-testid=\"resume\"]").await?;
        tablet.still_has(&sits_here).await?;
        tablet.lock().await?;
        tablet.unlock(PIN).await?;
        tablet.still_has(&sits_here).await
    })
    .await;
}
