//! The browser is killed outright, again and again: what had shown "Sparat" is there, and nothing is half.

use anyhow::Result;
use erum_e2e::scripts::WATCH_WRITES;
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Context, bail, client, ensure, paths, story};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// What the tablet had shown as saved before it died.
#[derive(Debug, Default)]
struct Shown {
    ticked: BTreeMap<String, bool>,
    under_way: Option<(String, bool)>,
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tick_that_had_shown_saved_is_there_after_the_browser_is_killed() {
    let rounds = if paths::deep() { 200 } else { 10 };
    story(async |story| {
        let tablet = &mut story.tablet;
        tablet.make_ready(&story.hub).await?;
        let session = tablet.begin("buss", BUS).await?;
        let mut shown = Shown { ticked: tablet.steps().await?.into_iter().collect(), under_way: None };
        let mut ticks = 0;
        for round in 1..=rounds {
            let delay = some_ms(30..1_500);
            ticks += tick_until_killed(tablet, &mut shown, delay).await?;
            tablet.open_again().await?;
            tablet.open("/personal/tillfalle").await?;
            tablet.see_with("session", "data-session-id", &session).await?;
            compare(&mut shown, &tablet.steps().await?).with_context(|| format!("round {round}, killed after {delay} ms"))?;
            nothing_is_half(tablet).await.with_context(|| format!("round {round}, killed after {delay} ms"))?;
        }
        ensure!(ticks > rounds, "only {ticks} ticks were shown as saved in {rounds} rounds: too few to prove anything");
        Ok(())
    })
    .await;
}

/// Ticks and unticks for as long as the browser lives; returns how many had shown as saved.
async fn tick_until_killed(tablet: &mut Browser, shown: &mut Shown, delay_ms: u64) -> Result<usize> {
    let plug = tablet.plug();
    let killing = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(delay_ms)).await;
        plug.pull();
    });
    let steps: Vec<String> = shown.ticked.keys().cloned().collect();
    let mut saved = 0;
    for step in steps.iter().cycle() {
        let wanted = !shown.ticked[step];
        shown.under_way = Some((step.clone(), wanted));
        match tablet.tick(step, wanted).await {
            Ok(()) => {
                shown.ticked.insert(step.clone(), wanted);
                shown.under_way = None;
                saved += 1;
            }
            Err(_) if killing.is_finished() => break,
            Err(error) => return Err(error),
        }
    }
    tablet.is_dead().await?;
    Ok(saved)
}

/// All that had shown as saved is there. The one move under way may have reached the disk or not.
fn compare(shown: &mut Shown, found: &[(String, bool)]) -> Result<()> {
    let under_way = shown.under_way.take();
    ensure!(found.len() == shown.ticked.len(), "the session came back with {} steps", found.len());
    for (step, ticked) in found {
        let saved = shown.ticked.insert(step.clone(), *ticked);
        let may_differ = under_way.as_ref().is_some_and(|(moving, to)| moving == step && to == ticked);
        if saved != Some(*ticked) && !may_differ {
            bail!("{step} had shown as saved with {saved:?} and came back as {ticked}");
        }
    }
    Ok(())
}

#[test]
fn a_lost_tick_would_be_noticed_and_the_one_under_way_may_go_either_way() {
    let shown = || Shown {
        ticked: BTreeMap::from([("first".to_owned(), true), ("second".to_owned(), false)]),
        under_way: Some(("second".to_owned(), true)),
    };
    let found = |first, second| [("first".to_owned(), first), ("second".to_owned(), second)];
    assert!(compare(&mut shown(), &found(true, false)).is_ok());
    assert!(compare(&mut shown(), &found(true, true)).is_ok());
    assert!(compare(&mut shown(), &found(false, true)).is_err());
    assert!(compare(&mut shown(), &found(true, true)[..1]).is_err());
}

/// One draft, and nothing that the app could not open with its key.
async fn nothing_is_half(tablet: &Browser) -> Result<()> {
    let drafts = tablet.stored("drafts").await?;
    ensure!(drafts == 1, "{drafts} drafts");
    ensure!(!tablet.shows("unreadable").await?, "something that was stored cannot be read");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_killed_while_closing_is_open_or_closed_and_never_both() {
    let rounds = if paths::deep() { 50 } else { 4 };
    story(async |story| {
        let tablet = &mut story.tablet;
        tablet.make_ready(&story.hub).await?;
        story.hub.stop().await?;
        let mut closed = 0;
        for round in 1..=rounds {
            if tablet.stored("drafts").await? == 0 {
                tablet.begin("buss", BUS).await?;
                tablet.tick_first(1).await?;
            } else {
                tablet.open("/personal/tillfalle").await?;
            }
            close_and_be_killed(tablet, some_ms(0..400)).await?;
            tablet.open_again().await?;
            tablet.open("/personal").await?;
            let (drafts, parcels, day) = (tablet.stored("drafts").await?, tablet.stored("parcels").await?, tablet.stored("day").await?);
            ensure!(parcels == day, "round {round}: {parcels} parcels and {day} on the day's list");
            ensure!(drafts + parcels == closed + 1, "round {round}: {drafts} drafts, {parcels} parcels, {closed} closed before");
            closed = parcels;
        }
        Ok(())
    })
    .await;
}

async fn close_and_be_killed(tablet: &mut Browser, delay_ms: u64) -> Result<()> {
    tablet.tap("to-finish").await?;
    tablet.tap("outcome-klar-sjalv").await?;
    tablet.see("saved-preview").await?;
    let plug = tablet.plug();
    let pressed = tablet.tap("close-session");
    let killed = async {
        tokio::time::sleep(Duration::from_millis(delay_ms)).await;
        plug.pull();
    };
    // The press may succeed or die with the browser; both are the point.
    let (_pressed, ()) = tokio::join!(pressed, killed);
    tablet.is_dead().await
}

#[derive(Debug, Deserialize)]
struct Write {
    mode: String,
    durability: String,
    stores: Vec<String>,
}

#[tokio::test(flavor = "multi_thread")]
async fn every_write_is_strict_and_a_session_closes_in_one_transaction() {
    story(async |story| {
        let tablet = &mut story.tablet;
        tablet.before_every_page(WATCH_WRITES).await?;
        tablet.make_ready(&story.hub).await?;
        tablet.begin("buss", BUS).await?;
        tablet.tick_first(3).await?;
        tablet.close_with("klar-sjalv").await?;
        let all: Vec<Write> = tablet.script("return window.erumWrites", &[]).await?;
        let writes: Vec<&Write> = all.iter().filter(|write| write.mode == "readwrite").collect();
        ensure!(writes.len() >= 5, "only {} writes were seen: {all:?}", writes.len());
        let weak: Vec<_> = writes.iter().filter(|write| write.durability != "strict").collect();
        ensure!(weak.is_empty(), "not strict: {weak:?}");
        let closing: Vec<_> = writes.iter().filter(|write| write.stores.iter().any(|store| store == "day")).collect();
        let whole = closing.first().is_some_and(|write| ["drafts", "parcels"].iter().all(|store| write.stores.iter().any(|s| s == store)));
        ensure!(whole, "closing is not one transaction over draft, parcel and day: {closing:?}");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_killed_outright_still_has_what_it_receipted() {
    story(async |story| {
        story.seed(9, erum_domain::codes::Outcome::DoneAlone).await?;
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["stored"]).await?;
        story.hub.kill()?;
        story.hub.start_again().await?;
        story.desk().await?.until_total("10").await
    })
    .await;
}

/// A random number of milliseconds in a range.
fn some_ms(range: std::ops::Range<u64>) -> u64 {
    let id = client::random_id().to_string();
    let random = u64::from_str_radix(&id[..8], 16).unwrap_or_default();
    range.start + random % (range.end - range.start)
}
