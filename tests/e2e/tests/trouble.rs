//! Two tabs, a full tablet, a wrong clock, a lost database, a newer schema, a crash: each has a plain message.

use anyhow::Result;
use erum_domain::codes::Outcome;
use erum_e2e::scripts::{HOLD_CONNECTIONS, NO_RANDOMNESS, clock_wrong_by};
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, ensure, story};
use serde_json::json;

const YEAR_MS: i64 = 365 * 86_400_000;

#[tokio::test(flavor = "multi_thread")]
async fn of_two_tabs_one_writes_and_the_other_says_so_and_can_take_over() {
    story(async |story| {
        story.seed(9, Outcome::DoneAlone).await?;
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.begin("buss", BUS).await?;
        tablet.tick_first(2).await?;
        let first = tablet.tab().await?;

        let second = tablet.new_tab().await?;
        tablet.open("/personal").await?;
        tablet.see("other-tab").await?;
        tablet.speaks_plainly().await?;
        ensure!(!tablet.shows("search").await?, "the second tab offers to begin a session all the same");

        tablet.tap("take-over").await?;
        tablet.until_gone("other-tab").await?;
        tablet.to_tab(&first).await?;
        tablet.see("other-tab").await?;
        tablet.to_tab(&second).await?;
        tablet.open("/personal/tillfalle").await?;
        let ticked = tablet.steps().await?.iter().filter(|(_, ticked)| *ticked).count();
        ensure!(ticked == 2, "the session came over with {ticked} ticks");
        tablet.close_with("klar-sjalv").await?;
        tablet.until_parcels_are(&["stored"]).await?;
        story.desk().await?.until_total("10").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_that_has_taken_over_also_sends() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.new_tab().await?;
        tablet.open("/personal").await?;
        tablet.tap("take-over").await?;
        tablet.until_gone("other-tab").await?;
        tablet.see("unlock").await?;
        tablet.unlock_if_locked().await?;
        // Without loading the page anew: what was taken over must be whole.
        tablet.help("klar-sjalv").await?;
        tablet.tap("to-sending").await?;
        tablet.until_parcels_are(&["stored"]).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_tablet_a_tick_does_not_show_and_the_earlier_ones_stay() {
    story(async |story| {
        let tablet = &mut story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.begin("buss", BUS).await?;
        let ticked = tablet.tick_first(2).await?;
        // Chromium remembers for half a minute how much room there was: it has to look anew.
        tablet.restart().await?;
        quota(tablet, Some(1)).await?;
        tablet.open("/personal/tillfalle").await?;
        let next = tablet.steps().await?.into_iter().map(|(step, _)| step).nth(2).unwrap_or_default();
        tablet.tap(&format!("tick-{next}")).await?;
        tablet.see("quota-error").await?;
        tablet.see_with("saved", "data-state", "failed").await?;
        tablet.speaks_plainly().await?;
        tablet.passes_axe("a full tablet").await?;
        let shown: Vec<String> = tablet.steps().await?.into_iter().filter(|(_, ticked)| *ticked).map(|(step, _)| step).collect();
        ensure!(shown == ticked, "what is shown is not what is saved: {shown:?}");

        quota(tablet, None).await?;
        tablet.tick(&next, true).await?;
        tablet.open("/personal/tillfalle").await?;
        let kept = tablet.steps().await?.iter().filter(|(_, ticked)| *ticked).count();
        ensure!(kept == 3, "{kept} ticks are left");
        Ok(())
    })
    .await;
}

async fn quota(tablet: &Browser, bytes: Option<u64>) -> Result<()> {
    let mut params = json!({ "origin": tablet.origin });
    if let Some(bytes) = bytes {
        params["quotaSize"] = json!(bytes);
    }
    tablet.cdp("Storage.overrideQuotaForOrigin", params).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_a_year_slow_is_told_and_the_record_counts_today() {
    a_wrong_clock_is_told_and_the_record_counts_today(-YEAR_MS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_a_year_fast_is_told_and_the_record_counts_today() {
    a_wrong_clock_is_told_and_the_record_counts_today(YEAR_MS).await;
}

async fn a_wrong_clock_is_told_and_the_record_counts_today(wrong_ms: i64) {
    story(async |story| {
        story.seed(9, Outcome::DoneAlone).await?;
        story.tablet.before_every_page(&clock_wrong_by(wrong_ms)).await?;
        story.tablet.make_ready(&story.hub).await?;
        story.hub.stop().await?;
        story.tablet.help("klar-sjalv").await?;
        story.hub.start_again().await?;
        story.tablet.until_parcels_are(&["stored"]).await?;
        story.tablet.see("clock-warning").await?;
        story.tablet.speaks_plainly().await?;
        story.tablet.passes_axe("a wrong clock").await?;
        story.desk().await?.until_total("10").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_is_saved_although_the_browser_has_dropped_the_database() {
    story(async |story| {
        let tablet = &mut story.tablet;
        tablet.before_every_page(HOLD_CONNECTIONS).await?;
        tablet.make_ready(&story.hub).await?;
        tablet.begin("buss", BUS).await?;
        tablet.tick_first(1).await?;
        let cut: usize =
            tablet.script("window.erumConnections.forEach((one) => one.close()); return window.erumConnections.length", &[]).await?;
        ensure!(cut > 0, "there was no connection to cut");
        let next = tablet.steps().await?.into_iter().map(|(step, _)| step).nth(1).unwrap_or_default();
        tablet.tick(&next, true).await?;
        tablet.open("/personal/tillfalle").await?;
        let kept = tablet.steps().await?.iter().filter(|(_, ticked)| *ticked).count();
        ensure!(kept == 2, "{kept} ticks are left");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn data_of_a_newer_app_is_left_alone_and_the_app_says_so() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.goto("/healthz").await?;
        let upgraded: bool = tablet.script_async(NEWER_SCHEMA, &[]).await?;
        ensure!(upgraded, "the database could not be made newer");
        tablet.open("/personal").await?;
        tablet.see("schema-error").await?;
        tablet.speaks_plainly().await?;
        tablet.passes_axe("data of a newer app").await?;
        ensure!(!tablet.shows("search").await?, "the app offers to begin a session all the same");
        Ok(())
    })
    .await;
}

const NEWER_SCHEMA: &str = r"
    const done = arguments[arguments.length - 1];
    const opening = indexedDB.open('erum', 9999);
    opening.onerror = opening.onblocked = () => done(false);
    opening.onsuccess = () => { opening.result.close(); done(true); };
";

#[tokio::test(flavor = "multi_thread")]
async fn after_a_crash_a_panel_says_that_ticks_are_safe_and_leads_back_to_them() {
    story(async |story| {
        story.may_panic();
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        let session = tablet.begin("buss", BUS).await?;
        let ticked = tablet.tick_first(2).await?;
        // Without randomness there are no ids, and the app can only stop: a real panic in the real program.
        tablet.script::<()>(NO_RANDOMNESS, &[]).await?;
        tablet.tap(&format!("select-{}", ticked[1])).await?;
        tablet.tap(&format!("flag-{}", ticked[1])).await?;
        tablet.tap("reason-fel-uppgift").await?;
        let panel = tablet.see_css(".crash").await?;
        ensure!(panel.text.contains("sparat"), "the panel does not say that ticks are safe: {}", panel.text);
        tablet.passes_axe("the crash panel").await?;
        tablet.tap_css(".crash button").await?;
        tablet.see("unlock").await?;
        tablet.unlock_if_locked().await?;
        tablet.see_with("session", "data-session-id", &session).await?;
        let kept = tablet.steps().await?.iter().filter(|(_, ticked)| *ticked).count();
        ensure!(kept == 2, "{kept} ticks are left");
        Ok(())
    })
    .await;
}
