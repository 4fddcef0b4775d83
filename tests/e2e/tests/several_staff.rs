//! Several members of staff share a tablet: each opens it with a sign and a PIN of their own, all of it without a network.

use anyhow::Result;
use erum_e2e::holding::OpenSession;
use erum_e2e::locks::PIN;
use erum_e2e::page::id;
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Context, Story, bail, client, ensure, paths, story, wait};
use std::time::Duration;

const MINE: &str = "Grön gran";
const COLLEAGUES: &str = "Grön fågel";
/// The bird's place among the symbols.
const BIRD: u8 = 2;
const COLLEAGUES_PIN: &str = "myrmark-1177x";
const NEW_PIN: &str = "vinterbete-05";

/// What no change of locks may touch.
#[derive(Debug, PartialEq, Eq)]
struct Whole {
    session: OpenSession,
    day: Vec<(String, String)>,
}

/// One session closed, one open, and the hub out of reach.
async fn on_a_journey(story: &mut Story) -> Result<Whole> {
    let tablet = &story.tablet;
    tablet.make_ready(&story.hub).await?;
    story.hub.stop().await?;
    tablet.help("klar-sjalv").await?;
    tablet.begin("buss", BUS).await?;
    tablet.tick_first(2).await?;
    look(tablet).await
}

/// What an open tablet holds.
async fn look(tablet: &Browser) -> Result<Whole> {
    let day = tablet.day_list(1).await?;
    tablet.walk_to("/personal").await?;
    tablet.tap("resume").await?;
    let session = tablet.open_session().await?;
    ensure!(!tablet.shows("unreadable").await?, "something cannot be read any more");
    Ok(Whole { session, day })
}

async fn is_whole(tablet: &Browser, before: &Whole) -> Result<()> {
    let now = look(tablet).await?;
    ensure!(now == *before, "there was {before:?}, and now there is {now:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_is_added_without_a_network_and_each_pin_opens_by_its_own_sign_only() {
    story(async |story| {
        let whole = on_a_journey(story).await?;
        let tablet = &story.tablet;
        tablet.add_colleague(BIRD, COLLEAGUES_PIN).await?;
        tablet.passes_axe("the ways in").await?;
        tablet.lock().await?;
        let mut members = tablet.members().await?;
        members.sort();
        ensure!(members == [COLLEAGUES, MINE], "the locked page shows {members:?}");
        tablet.passes_axe("a locked tablet of two").await?;

        for (sign, others) in [(MINE, COLLEAGUES_PIN), (COLLEAGUES, PIN)] {
            tablet.choose_member(sign).await?;
            ensure!(!tablet.opens_with(others).await?, "{sign} opens with the other's PIN");
        }
        tablet.unlock_as(COLLEAGUES, COLLEAGUES_PIN).await?;
        is_whole(tablet, &whole).await?;
        tablet.lock().await?;
        tablet.unlock_as(MINE, PIN).await?;
        is_whole(tablet, &whole).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_pin_opens_the_old_one_does_not_and_nothing_is_lost() {
    story(async |story| {
        let whole = on_a_journey(story).await?;
        let tablet = &mut story.tablet;
        tablet.change_pin(MINE, NEW_PIN).await?;
        is_whole(tablet, &whole).await?;
        tablet.restart().await?;
        tablet.open_locked("/personal").await?;
        ensure!(!tablet.opens_with(PIN).await?, "the old PIN still opens");
        ensure!(tablet.opens_with(NEW_PIN).await?, "the new PIN does not open");
        is_whole(tablet, &whole).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_that_is_taken_away_is_gone_the_other_opens_and_the_last_one_stays() {
    story(async |story| {
        let whole = on_a_journey(story).await?;
        let tablet = &mut story.tablet;
        tablet.add_colleague(BIRD, COLLEAGUES_PIN).await?;
        tablet.remove_member(MINE).await?;
        let last = tablet.see("key-remove").await?;
        ensure!(!last.enabled, "the last sign can be taken away");
        is_whole(tablet, &whole).await?;
        tablet.restart().await?;
        tablet.open_locked("/personal").await?;
        ensure!(tablet.members().await? == [COLLEAGUES], "the locked page shows {:?}", tablet.members().await?);
        ensure!(!tablet.opens_with(PIN).await?, "the PIN of the sign that is gone opens the other");
        tablet.unlock(COLLEAGUES_PIN).await?;
        is_whole(tablet, &whole).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_that_is_taken_is_not_offered_whichever_way_one_comes_to_it() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.to_keys().await?;
        tablet.tap("keys-add").await?;
        let enabled = async |test_id: &str| Ok::<bool, anyhow::Error>(tablet.see(test_id).await?.enabled);
        ensure!(!enabled("symbol-0").await?, "the taken symbol is offered in its colour");
        tablet.tap("colour-blue").await?;
        ensure!(enabled("symbol-0").await?, "the symbol is not offered in another colour");
        tablet.tap("symbol-0").await?;
        tablet.see_text("sign-chosen", "Blå gran").await?;
        ensure!(!enabled("colour-green").await?, "the taken colour is offered with its symbol");
        tablet.choose_pin(COLLEAGUES_PIN).await?;
        tablet.tap("keys-yes").await?;
        tablet.see("keys-done").await?;
        tablet.lock().await?;
        tablet.unlock_as("Blå gran", COLLEAGUES_PIN).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pin_that_anybody_would_guess_is_refused_in_words() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.to_keys().await?;
        tablet.tap("keys-add").await?;
        for simple in ["111111", "123456", "abcdef", "987654"] {
            tablet.choose_pin(simple).await?;
            tablet.see_text("pin-wrong", "för lätt att gissa").await?;
            ensure!(!tablet.see("keys-yes").await?.enabled, "{simple} can be chosen");
        }
        tablet.choose_pin("1a2b3").await?;
        tablet.see_text("pin-wrong", "Minst sex").await?;
        tablet.fill("pin-new", COLLEAGUES_PIN).await?;
        tablet.see_text("pin-wrong", "inte lika").await?;
        ensure!(!tablet.see("keys-yes").await?.enabled, "two different PINs can be chosen");
        tablet.fill("pin-again", COLLEAGUES_PIN).await?;
        wait::until("the PIN to be good enough", async || Ok(tablet.see("keys-yes").await?.enabled.then_some(()))).await?;
        tablet.passes_axe("a colleague being added").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_pin_that_a_power_cut_ends_leaves_one_of_the_two_and_everything_whole() {
    let rounds = if paths::deep() { 60 } else { 8 };
    story(async |story| {
        let whole = on_a_journey(story).await?;
        let tablet = &mut story.tablet;
        let (mut now, mut next) = (PIN, NEW_PIN);
        let mut changed = 0;
        for round in 1..=rounds {
            tablet.to_keys().await?;
            tablet.tap_in_row("key", MINE, "key-change").await?;
            tablet.choose_pin(next).await?;
            let delay = yes_and_be_killed(tablet, 3_000).await?;
            let told = async {
                tablet.open_again().await?;
                tablet.open_locked("/personal").await?;
                let is_new = !tablet.opens_with(now).await?;
                if is_new {
                    ensure!(tablet.opens_with(next).await?, "neither the old nor the new PIN opens");
                } else {
                    tablet.lock().await?;
                    ensure!(!tablet.opens_with(next).await?, "both the old and the new PIN open");
                    tablet.unlock(now).await?;
                }
                is_whole(tablet, &whole).await?;
                Ok(is_new)
            };
            if told.await.with_context(|| format!("round {round}, killed after {delay} ms"))? {
                (now, next) = (next, now);
                changed += 1;
            }
        }
        said(&format!("{changed} of {rounds} changes were on disk when the browser died"))
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_a_sign_away_that_a_power_cut_ends_leaves_it_or_not_and_everything_whole() {
    let rounds = if paths::deep() { 60 } else { 8 };
    story(async |story| {
        let whole = on_a_journey(story).await?;
        let tablet = &mut story.tablet;
        let mut there = false;
        let mut removed = 0;
        for round in 1..=rounds {
            if !there {
                tablet.add_colleague(BIRD, COLLEAGUES_PIN).await?;
            }
            tablet.to_keys().await?;
            tablet.tap_in_row("key", COLLEAGUES, "key-remove").await?;
            let delay = yes_and_be_killed(tablet, 600).await?;
            let told = async {
                tablet.open_again().await?;
                tablet.open_locked("/personal").await?;
                let members = tablet.members().await?;
                let there = members.len() == 2;
                if there {
                    tablet.unlock_as(COLLEAGUES, COLLEAGUES_PIN).await?;
                    is_whole(tablet, &whole).await?;
                    tablet.lock().await?;
                    tablet.choose_member(MINE).await?;
                } else {
                    ensure!(members == [MINE], "{members:?} are left");
                    ensure!(!tablet.opens_with(COLLEAGUES_PIN).await?, "the PIN of the sign that is gone still opens");
                }
                tablet.unlock(PIN).await?;
                is_whole(tablet, &whole).await?;
                Ok(there)
            };
            there = told.await.with_context(|| format!("round {round}, killed after {delay} ms"))?;
            removed += usize::from(!there);
        }
        said(&format!("{removed} of {rounds} removals were on disk when the browser died"))
    })
    .await;
}

/// Says yes on the page of the ways in and pulls the plug at some moment of the work that follows, or just after it.
async fn yes_and_be_killed(tablet: &mut Browser, within_ms: u64) -> Result<u64> {
    let random = u64::from_str_radix(&client::random_id().to_string()[..8], 16)?;
    let delay = random % within_ms;
    let plug = tablet.plug();
    tablet.tap("keys-yes").await?;
    let (begun, latest) = (std::time::Instant::now(), Duration::from_millis(delay));
    // A machine may be quick: once it is done there is nothing left to cut into.
    while begun.elapsed() < latest && !tablet.shows("keys-done").await? {}
    plug.pull();
    tablet.is_dead().await?;
    Ok(delay)
}

/// How often a chance fell which way: both should occur, and no single run can promise it.
fn said(words: &str) -> Result<()> {
    use std::io::Write;
    Ok(writeln!(std::io::stderr(), "         {words}")?)
}

/// Ready for a journey, by hand, so that the recovery code is known.
async fn with_a_recovery_code(story: &mut Story) -> Result<(String, Whole)> {
    let tablet = &story.tablet;
    tablet.open("/personal/koppla").await?;
    let code = tablet.enrol_with(&story.hub.enrolment_code()?).await?.context("no recovery code was shown")?;
    tablet.until_offline_ready().await?;
    tablet.choose_day("aldreboende", "uppsokande").await?;
    story.hub.stop().await?;
    story.tablet.help("klar-sjalv").await?;
    story.tablet.begin("buss", BUS).await?;
    story.tablet.tick_first(2).await?;
    Ok((code, look(&story.tablet).await?))
}

async fn by_paper(tablet: &Browser) -> Result<()> {
    tablet.tap("unlock-forgotten").await?;
    tablet.see_css("[data-testid=unlock-pin][type=text]").await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_forgets_the_pin_comes_in_by_the_recovery_code_and_chooses_another() {
    story(async |story| {
        let (code, whole) = with_a_recovery_code(story).await?;
        let tablet = &story.tablet;
        tablet.lock().await?;
        by_paper(tablet).await?;
        tablet.passes_axe("unlocking by paper").await?;
        // As people type what stands on paper.
        tablet.try_pin(&code.to_lowercase().replace('-', " ")).await?;
        tablet.see("keys-by-paper").await?;
        ensure!(tablet.path().await? == "/personal/nycklar", "the code leads to {}", tablet.path().await?);
        tablet.change_pin(MINE, NEW_PIN).await?;
        is_whole(tablet, &whole).await?;
        tablet.lock().await?;
        ensure!(!tablet.opens_with(PIN).await?, "the forgotten PIN still opens");
        tablet.unlock(NEW_PIN).await?;
        is_whole(tablet, &whole).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_recovery_code_makes_the_old_paper_worthless() {
    story(async |story| {
        let (old, whole) = with_a_recovery_code(story).await?;
        let tablet = &story.tablet;
        tablet.to_keys().await?;
        tablet.tap("keys-code").await?;
        let new = tablet.see("recovery-code").await?.text;
        tablet.passes_axe("a recovery code").await?;
        ensure!(new.trim() != old.trim(), "the new code is the old one");
        tablet.tap("recovery-done").await?;
        tablet.see("keys-done").await?;
        tablet.lock().await?;
        by_paper(tablet).await?;
        ensure!(!tablet.opens_with(&old).await?, "the old paper still opens");
        tablet.see_text("unlock-error", "återställningskod").await?;
        ensure!(tablet.opens_with(&new).await?, "the new paper does not open");
        is_whole(tablet, &whole).await?;
        tablet.lock().await?;
        tablet.unlock(PIN).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_that_was_lost_to_the_lock_is_told_until_a_new_one_is_on_paper() {
    story(async |story| {
        with_a_recovery_code(story).await?;
        let tablet = &mut story.tablet;
        tablet.to_keys().await?;
        tablet.tap("keys-code").await?;
        tablet.see("recovery-code").await?;
        // The page is gone before anybody has written it down.
        tablet.open("/personal").await?;
        tablet.see("code-unwritten").await?;
        let found = tablet.shoot("kod-inte-pa-papper").await?;
        ensure!(found.is_empty(), "{}", found.join("\n"));
        tablet.tap("code-to-keys").await?;
        tablet.tap("keys-code").await?;
        tablet.see("recovery-code").await?;
        tablet.tap("recovery-done").await?;
        tablet.see("keys-done").await?;
        tablet.open("/personal").await?;
        tablet.see("search").await?;
        ensure!(!tablet.shows("code-unwritten").await?, "a code that is on paper is asked for");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistyped_recovery_code_is_told_at_once_and_costs_no_attempt() {
    story(async |story| {
        let (code, _) = with_a_recovery_code(story).await?;
        let tablet = &story.tablet;
        tablet.lock().await?;
        by_paper(tablet).await?;
        for mistyped in [&code[..code.len() - 1], "1234", &format!("{code}7")] {
            tablet.try_pin(mistyped).await?;
            tablet.see("unlock-not-a-code").await?;
            if tablet.wrong_pins().await? != 0 || tablet.shows("unlock-error").await? {
                bail!("{mistyped} was tried");
            }
        }
        tablet.passes_axe("a mistyped code").await?;
        ensure!(tablet.now(&id("unlock-wait")).await?.is_none(), "a mistyped code costs a wait");
        tablet.try_pin(&code).await?;
        tablet.see("keys-by-paper").await.map(drop)
    })
    .await;
}
