//! A tablet that is lost, too long away, or emptied by somebody: it gives up what it must, never what the hub has not got,
//! and says what happened.

use anyhow::Result;
use erum_domain::codes::Outcome;
use erum_e2e::locks::PIN;
use erum_e2e::scripts::{CLOCK_THAT_CAN_JUMP, DELETE_DATABASE, clock_wrong_by};
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Context, Story, ensure, story, wait};
use serde_json::{Value, json};

const HOUR_MS: i64 = 3_600_000;

/// One session that waits for the hub, which is away, and one that is open. Returns the parcel's body as it is stored.
async fn with_something_waiting(story: &mut Story) -> Result<String> {
    story.seed(9, Outcome::DoneAlone).await?;
    story.tablet.make_ready(&story.hub).await?;
    story.hub.stop().await?;
    story.tablet.help("klar-sjalv").await?;
    story.tablet.begin("buss", BUS).await?;
    story.tablet.tick_first(2).await?;
    let parcels = story.tablet.stored_parcels().await?;
    let body = parcels.first().and_then(|parcel| parcel["parcel"]["body"].as_str()).context("no parcel waits")?;
    Ok(body.to_owned())
}

/// Nothing is stored, nor does anything say that this was a tablet of staff's.
async fn is_empty(tablet: &Browser) -> Result<()> {
    let stored = tablet.database().await?;
    let left: Vec<_> = stored.iter().filter(|(_, values)| values.as_array().is_none_or(|values| !values.is_empty())).collect();
    ensure!(left.is_empty(), "still stored: {left:?}");
    let kept = tablet.value("Object.keys(localStorage).sort().join()").await?;
    ensure!(kept == "erum.wiped", "still in local storage: {kept}");
    Ok(())
}

async fn a_revoked_tablet_hands_over_what_waits_and_wipes_itself(locked: bool) {
    story(async |story| {
        let body = with_something_waiting(story).await?;
        let device = story.tablet.device_row().await?;
        story.hub.revoke(device["id"].as_str().context("the tablet has no id")?)?;
        if locked {
            story.tablet.lock().await?;
        }
        ensure!(!story.hub.holds(&body)?, "the hub has the parcel already: this story could not fail");
        story.hub.start_again().await?;
        story.tablet.network_is_back().await?;
        let tablet = &story.tablet;
        tablet.see("was-wiped").await?;
        tablet.until_started().await?;
        is_empty(tablet).await?;
        tablet.speaks_plainly().await?;
        tablet.passes_axe("a wiped tablet").await?;
        ensure!(story.hub.holds(&body)?, "what waited was not handed over");
        story.desk().await?.until_total("9").await?;

        // It still says so the next time, until it is somebody's tablet again.
        let tablet = &mut story.tablet;
        tablet.restart().await?;
        tablet.open_locked("/personal").await?;
        tablet.see("was-wiped").await?;
        tablet.enrol_with(&story.hub.enrolment_code()?).await?.context("a wiped tablet kept a way in")?;
        tablet.choose_day("aldreboende", "uppsokande").await?;
        tablet.open("/personal/koppla").await?;
        tablet.see("enrol-code").await?;
        ensure!(!tablet.shows("was-wiped").await?, "a tablet in use says that it was wiped");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_tablet_hands_over_what_it_holds_and_wipes_itself_in_the_middle_of_a_session() {
    a_revoked_tablet_hands_over_what_waits_and_wipes_itself(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_tablet_hands_over_what_it_holds_and_wipes_itself_although_it_is_locked() {
    a_revoked_tablet_hands_over_what_waits_and_wipes_itself(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_long_without_contact_no_session_begins_but_an_open_one_is_finished() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.begin("buss", BUS).await?;
        tablet.tick_first(2).await?;
        let session = tablet.open_session().await?;
        story.hub.stop().await?;

        tablet.without_contact_for(45).await?;
        tablet.open("/personal").await?;
        tablet.see("search").await?;

        tablet.without_contact_for(46).await?;
        tablet.open("/personal").await?;
        tablet.see_text("needs-contact", "46 dagar").await?;
        ensure!(!tablet.shows("search").await?, "a new session is offered all the same");
        ensure!(tablet.all("[data-testid^=topic-]").await?.is_empty(), "topics are offered all the same");
        tablet.speaks_plainly().await?;
        tablet.passes_axe("contact is needed").await?;
        tablet.tap("resume").await?;
        tablet.still_has(&session).await?;
        tablet.close_with("klar-sjalv").await?;
        tablet.until_day_is(&["unsent"]).await?;

        story.tablet.walk_to("/personal").await?;
        story.tablet.see("contact-now").await?;
        story.hub.start_again().await?;
        story.tablet.network_is_back().await?;
        story.tablet.see("search").await?;
        story.tablet.until_day_is(&["sent"]).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn far_too_long_without_contact_is_announced_a_day_ahead_and_then_only_what_is_unsent_stays() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["stored"]).await?;
        story.hub.stop().await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.begin("buss", BUS).await?;
        let tablet = &mut story.tablet;
        tablet.without_contact_for(91).await?;
        tablet.open("/personal").await?;
        tablet.see_text("needs-contact", "91 dagar").await?;
        tablet.see_text("needs-contact", "efter ett dygn").await?;
        tablet.passes_axe("giving up is announced").await?;

        tablet.quit().await?;
        tablet.before_pages(&clock_wrong_by(23 * HOUR_MS));
        tablet.open_again().await?;
        tablet.open("/personal").await?;
        tablet.see("ongoing").await?;
        ensure!(tablet.day_list(2).await?.len() == 2, "the day's list is not whole before the day is over");

        // Two hours more than those twenty-three.
        tablet.quit().await?;
        tablet.before_pages(&clock_wrong_by(2 * HOUR_MS));
        tablet.open_again().await?;
        tablet.open_locked("/personal").await?;
        tablet.see_text("gave-up", "1 tillfälle").await?;
        tablet.speaks_plainly().await?;
        tablet.passes_axe("a tablet that gave up").await?;
        for store in ["keys", "home", "drafts", "day"] {
            ensure!(tablet.stored(store).await? == 0, "{store} is still there");
        }
        let left = tablet.stored_parcels().await?;
        ensure!(left.len() == 1 && left[0]["receipt"].is_null(), "of the parcels there is {left:?}");

        // It still sends.
        story.hub.start_again().await?;
        story.tablet.network_is_back().await?;
        story.tablet.until_all_receipted().await?;
        let sent = story.tablet.stored_parcels().await?;
        ensure!(sent.len() == 1 && sent[0]["receipt"]["status"] == "stored", "what waited is {sent:?}");
        // And is somebody's tablet again with a new code, PIN and paper.
        let code = story.hub.enrolment_code()?;
        story.tablet.enrol_with(&code).await?.context("no new recovery code")?;
        story.tablet.walk_to("/personal/skicka").await?;
        story.tablet.until_parcels_are(&["known"]).await?;
        story.tablet.lock().await?;
        story.tablet.unlock(PIN).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tablet_whose_data_has_vanished_says_so_with_the_last_day_and_number() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.help("klar-sjalv").await?;
        tablet.help("klar-sjalv").await?;
        tablet.until_parcels_are(&["stored", "stored"]).await?;
        let today: Value = tablet.value("new Date().toLocaleDateString('sv', { day: 'numeric', month: 'long' })").await?;
        tablet.goto("/healthz").await?;
        let deleted: bool = tablet.script_async(DELETE_DATABASE, &[]).await?;
        ensure!(deleted, "the database could not be deleted");
        tablet.open_locked("/personal").await?;
        tablet.see_text("vanished", today.as_str().context("no day")?).await?;
        tablet.see_text("vanished", "nummer 2").await?;
        ensure!(!tablet.shows("unlock").await?, "there is nothing to unlock");
        tablet.speaks_plainly().await?;
        tablet.passes_axe("data that has vanished").await?;

        tablet.enrol_with(&story.hub.enrolment_code()?).await?.context("no new recovery code")?;
        tablet.open("/personal/koppla").await?;
        tablet.see("enrol-code").await?;
        ensure!(!tablet.shows("vanished").await?, "a tablet in use says that its data has vanished");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn data_that_vanishes_under_an_open_tablet_is_told_at_the_next_tap_and_nothing_is_called_saved() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.begin("buss", BUS).await?;
        let step = tablet.tick_first(1).await?.len();
        let next = tablet.steps().await?.remove(step).0;
        let deleted: bool = tablet.script_async(DELETE_DATABASE, &[]).await?;
        ensure!(deleted, "the database could not be deleted");
        tablet.tap(&format!("tick-{next}")).await?;
        tablet.see("vanished-error").await?;
        tablet.see_with("saved", "data-state", "failed").await?;
        tablet.see_with(&format!("step-{next}"), "data-ticked", "false").await?;
        tablet.speaks_plainly().await?;
        let there: Value = tablet
            .script_async("const done = arguments[0]; indexedDB.databases().then((all) => done(all.map((one) => one.name)))", &[])
            .await?;
        ensure!(!there.as_array().is_some_and(|names| names.contains(&json!("erum"))), "an empty database stands in its place: {there}");
        tablet.open_locked("/personal").await?;
        tablet.see("vanished").await.map(drop)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_tablet_whose_page_is_never_loaded_anew_gives_up_as_well() {
    story(async |story| {
        const DAY_MS: i64 = 24 * HOUR_MS;
        story.tablet.make_ready(&story.hub).await?;
        story.hub.stop().await?;
        let tablet = &mut story.tablet;
        tablet.quit().await?;
        tablet.before_pages(CLOCK_THAT_CAN_JUMP);
        tablet.open_again().await?;
        tablet.open_locked("/personal").await?;
        tablet.see("unlock").await?;
        let looks_at = async |ahead_ms: i64| {
            tablet.out_of_sight().await?;
            tablet.script::<Value>("window.erumClockAhead = arguments[0]", &[json!(ahead_ms)]).await?;
            tablet.into_sight().await
        };
        looks_at(91 * DAY_MS).await?;
        wait::until("it to be noted", async || Ok((!tablet.device_row().await?["overdue_since_ms"].is_null()).then_some(()))).await?;
        ensure!(tablet.stored("keys").await? > 0, "it gave up without a day's notice");
        looks_at(92 * DAY_MS + HOUR_MS).await?;
        tablet.see("gave-up").await?;
        ensure!(tablet.stored("keys").await? == 0, "the keys are still there");
        Ok(())
    })
    .await;
}
