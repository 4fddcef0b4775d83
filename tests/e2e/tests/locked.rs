//! A locked tablet: it shows nothing, counts every wrong PIN, still sends, and gives everything back to the right PIN.

use anyhow::Result;
use erum_domain::codes::Outcome;
use erum_e2e::holding::OpenSession;
use erum_e2e::locks::PIN;
use erum_e2e::scripts::{KEYSMITH_NEVER_ANSWERS, NO_RANDOMNESS, clock_wrong_by};
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Story, ensure, story, wait};

const WRONG: &str = "inte-den-har-7";
const YEAR_MS: i64 = 365 * 86_400_000;

/// In the middle of helping somebody: what is open, and the guide's title.
async fn in_a_session(story: &Story) -> Result<(OpenSession, String)> {
    let tablet = &story.tablet;
    tablet.make_ready(&story.hub).await?;
    tablet.begin("buss", BUS).await?;
    tablet.tick_first(2).await?;
    let title = tablet.see_css("#session-title").await?.text;
    ensure!(title.len() > 5, "the session's guide has no title: {title:?}");
    Ok((tablet.open_session().await?, title))
}

/// Neither what is seen nor what the page is made of names the guide, its steps or the visitor.
async fn tells_nothing(tablet: &Browser, session: &OpenSession, title: &str) -> Result<()> {
    let html = tablet.value("document.documentElement.outerHTML").await?.to_string();
    let text = tablet.page_text().await?;
    let mut told: Vec<&str> = [title, BUS, session.id.as_str(), "Besökare"].into_iter().filter(|word| html.contains(word)).collect();
    told.extend(session.steps.iter().map(|(step, _)| step.as_str()).filter(|step| html.contains(*step)));
    ensure!(told.is_empty(), "the page tells {told:?}:\n{text}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tablet_that_starts_again_tells_nothing_until_it_is_unlocked_and_then_goes_on_where_it_was() {
    story(async |story| {
        let (session, title) = in_a_session(story).await?;
        let tablet = &mut story.tablet;
        let seen = tells_nothing(tablet, &session, &title).await;
        ensure!(seen.is_err(), "on the open session there was nothing to tell: this story could not fail");

        tablet.open_locked("/personal/tillfalle").await?;
        tablet.until_locked().await?;
        tells_nothing(tablet, &session, &title).await?;
        tablet.passes_axe("a locked tablet").await?;
        tablet.speaks_plainly().await?;
        tablet.unlock(PIN).await?;
        tablet.still_has(&session).await?;

        tablet.restart().await?;
        for path in ["/personal", "/personal/idag", "/personal/tillfalle"] {
            tablet.open_locked(path).await?;
            tablet.until_locked().await?;
            tells_nothing(tablet, &session, &title).await?;
        }
        tablet.unlock(PIN).await?;
        tablet.still_has(&session).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lock_button_locks_at_once_and_the_right_pin_leads_back() {
    story(async |story| {
        let (session, title) = in_a_session(story).await?;
        let tablet = &story.tablet;
        tablet.lock().await?;
        tells_nothing(tablet, &session, &title).await?;
        ensure!(!tablet.shows("lock").await?, "a locked tablet offers to lock");
        tablet.unlock(PIN).await?;
        tablet.still_has(&session).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_pin_opens_nothing_and_is_told_as_such() {
    story(async |story| {
        let (session, title) = in_a_session(story).await?;
        let tablet = &story.tablet;
        tablet.lock().await?;
        for wrong in 1..=2 {
            ensure!(!tablet.opens_with(WRONG).await?, "another PIN opened the tablet");
            ensure!(tablet.wrong_pins().await? == wrong, "{wrong} wrong PINs are counted as {}", tablet.wrong_pins().await?);
        }
        tablet.see_text("unlock-error", "inte rätt PIN").await?;
        ensure!(!tablet.shows("unlock-wait").await?, "two mistyped PINs already cost a wait");
        tells_nothing(tablet, &session, &title).await?;
        tablet.passes_axe("a wrong PIN").await?;
        tablet.unlock(PIN).await?;
        ensure!(tablet.wrong_pins().await? == 0, "wrong PINs are still counted after the right one");
        tablet.still_has(&session).await
    })
    .await;
}

/// Three wrong PINs, which cost nothing.
async fn three_wrong_pins(tablet: &Browser) -> Result<()> {
    for _ in 0..3 {
        ensure!(!tablet.opens_with(WRONG).await?, "another PIN opened the tablet");
    }
    ensure!(!tablet.shows("unlock-wait").await?, "three mistyped PINs already cost a wait");
    Ok(())
}

/// The page tells to wait, and no PIN can be tried.
async fn makes_one_wait(tablet: &Browser) -> Result<()> {
    tablet.see("unlock-wait").await?;
    tablet.fill("unlock-pin", PIN).await?;
    let button = tablet.see("unlock-submit").await?;
    // Looked at before the wait is over, or this says nothing.
    ensure!(!button.enabled || !tablet.shows("unlock-wait").await?, "a PIN can be tried during the wait");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fourth_wrong_pin_makes_it_wait_and_neither_a_restart_nor_a_changed_clock_shortens_that() {
    story(async |story| {
        let (session, _) = in_a_session(story).await?;
        let tablet = &mut story.tablet;
        // Without contact, so that the clock of the tablet is all there is.
        story.hub.stop().await?;
        tablet.lock().await?;
        three_wrong_pins(tablet).await?;
        // The fifth and sixth, too: ten and twenty seconds, so that a slow machine restarts within them.
        for _ in 4..=6 {
            ensure!(!tablet.opens_with(WRONG).await?, "another PIN opened the tablet");
            makes_one_wait(tablet).await?;
            wait::until_within(std::time::Duration::from_secs(60), "the wait to be over", async || {
                let last = tablet.wrong_pins().await? == 6;
                Ok((last || !tablet.shows("unlock-wait").await?).then_some(()))
            })
            .await?;
        }
        tablet.quit().await?;
        tablet.before_pages(&clock_wrong_by(YEAR_MS));
        tablet.open_again().await?;
        tablet.open_locked("/personal/tillfalle").await?;
        makes_one_wait(tablet).await?;
        tablet.restart().await?;
        tablet.open_locked("/personal/tillfalle").await?;
        makes_one_wait(tablet).await?;
        wait::until_within(std::time::Duration::from_secs(60), "the wait to be over", async || {
            Ok((!tablet.shows("unlock-wait").await?).then_some(()))
        })
        .await?;
        tablet.unlock(PIN).await?;
        ensure!(tablet.wrong_pins().await? == 0, "wrong PINs are still counted after the right one");
        tablet.still_has(&session).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_that_a_power_cut_ends_is_counted_all_the_same() {
    story(async |story| {
        let (session, _) = in_a_session(story).await?;
        let tablet = &mut story.tablet;
        tablet.lock().await?;
        three_wrong_pins(tablet).await?;
        // The attempt lasts until the power is cut: nothing ever answers it.
        tablet.script::<()>(KEYSMITH_NEVER_ANSWERS, &[]).await?;
        tablet.try_pin(PIN).await?;
        wait::until("the attempt to be counted before it is over", async || Ok((tablet.wrong_pins().await? == 4).then_some(()))).await?;
        tablet.plug().pull();
        tablet.is_dead().await?;
        tablet.open_again().await?;
        tablet.open_locked("/personal/tillfalle").await?;
        ensure!(tablet.wrong_pins().await? == 4, "the attempt is forgotten");
        makes_one_wait(tablet).await?;
        tablet.unlock(PIN).await?;
        tablet.still_has(&session).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn records_are_sent_while_the_tablet_is_locked() {
    story(async |story| {
        story.seed(9, Outcome::DoneAlone).await?;
        story.tablet.make_ready(&story.hub).await?;
        story.hub.stop().await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.lock().await?;
        story.tablet.see_text("unlock", "1 tillfälle väntar").await?;
        story.hub.start_again().await?;
        story.tablet.network_is_back().await?;
        story.tablet.until_all_receipted().await?;
        ensure!(story.tablet.shows("unlock").await?, "sending has unlocked the tablet");
        story.desk().await?.until_total("10").await?;

        // And by a tablet that nobody has unlocked since it was started.
        story.tablet.unlock(PIN).await?;
        story.hub.stop().await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.quit().await?;
        story.hub.start_again().await?;
        story.tablet.open_again().await?;
        story.tablet.open_locked("/personal").await?;
        story.tablet.until_all_receipted().await?;
        story.tablet.until_locked().await?;
        story.desk().await?.until_total("11").await?;
        story.tablet.unlock(PIN).await?;
        story.tablet.until_parcels_are(&["stored", "stored"]).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_after_a_crash_names_nothing_of_the_session_and_leads_to_the_lock() {
    story(async |story| {
        story.may_panic();
        let (session, title) = in_a_session(story).await?;
        let tablet = &story.tablet;
        let step = session.steps[1].0.clone();
        tablet.script::<()>(NO_RANDOMNESS, &[]).await?;
        tablet.tap(&format!("select-{step}")).await?;
        tablet.tap(&format!("flag-{step}")).await?;
        tablet.tap("reason-fel-uppgift").await?;
        tablet.see_css(".crash").await?;
        tells_nothing(tablet, &session, &title).await?;
        tablet.tap_css(".crash button").await?;
        tablet.until_locked().await?;
        tells_nothing(tablet, &session, &title).await?;
        tablet.unlock(PIN).await?;
        tablet.still_has(&session).await
    })
    .await;
}
