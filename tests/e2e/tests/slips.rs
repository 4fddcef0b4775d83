//! Four words on paper: typed at home they lead to the step, misspelt ones are told and mended, and at the library they say
//! that somebody has come back and nothing else.

use crate::ready::{as_sent, shown_record};
use anyhow::Result;
use erum_domain::guide::Guide;
use erum_domain::record::Record;
use erum_domain::slip::{self, Reading};
use erum_e2e::guides::{as_shown, guide, guides, slip, step};
use erum_e2e::locks::PIN;
use erum_e2e::page::id;
use erum_e2e::seized::{self, Built, Canary};
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Context, Hub, bail, ensure, paths, story};
use serde_json::Value;

/// A guide that staff are not asked anything special about before it begins.
const OTHER: &str = "1177-boka-tid";

async fn type_words(browser: &Browser, words: &str) -> Result<()> {
    if !browser.shows("slip-words").await? {
        browser.tap("slip-open").await?;
    }
    browser.fill("slip-words", words).await?;
    browser.tap("slip-go").await
}

async fn stands_at(phone: &Browser, guide: &Guide, number: usize) -> Result<()> {
    phone.see_with("guide-place", "data-place", &number.to_string()).await?;
    let words = if number == 0 { guide.title.as_str() } else { step(guide, number)?.text.as_str() };
    let title = phone.see_css("#guide-title").await?.text;
    ensure!(title.trim() == as_shown(words).trim(), "{title:?} is shown instead of {words:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn four_words_from_a_slip_lead_to_the_step_with_the_hub_stopped() {
    story(async |story| {
        story.tablet.open("/").await?;
        story.tablet.until_offline_ready().await?;
        story.hub.stop().await?;
        story.tablet.restart().await?;
        let phone = &story.tablet;
        for (slug, number) in [(BUS, 4), (OTHER, 1), (BUS, 0)] {
            let guide = guide(slug, "sv")?;
            let words = slip(&guide, Some(number).filter(|number| *number > 0))?.to_string();
            phone.open("/").await?;
            type_words(phone, &words).await?;
            stands_at(phone, &guide, number).await?;
        }
        let told = phone.value("JSON.stringify([location.href, history.state, {...localStorage, ...sessionStorage}])").await?.to_string();
        ensure!(!told.contains(BUS) && !told.contains(slip(&guide(BUS, "sv")?, None)?.words()[0]), "the page tells of the slip: {told}");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_finds_the_phone_finds_neither_the_words_nor_where_they_led() {
    story(async |story| {
        let bus = guide(BUS, "sv")?;
        let words = slip(&bus, Some(2))?.to_string();
        let phone = &mut story.tablet;
        phone.open("/").await?;
        type_words(phone, &words).await?;
        stands_at(phone, &bus, 2).await?;
        phone.until_offline_ready().await?;
        phone.quit().await?;
        let sought = [Canary::new("words", &words), Canary::new("guide", BUS), Canary::new("step", step(&bus, 2)?.id.as_str())];
        let report = seized::scan(&phone.profile(), Some(&Built::read(&paths::app())?), &sought)?;
        ensure!(report.hits.is_empty() && report.kept_forms.is_empty(), "the phone tells what was on the slip:\n{report}");
        phone.open_again().await
    })
    .await;
}

/// The words with one letter wrong, so that one of them is on no slip: that one and all four.
fn misspelt(words: [&str; 4], all: &[Guide]) -> Result<(String, String)> {
    let wrong = words.iter().enumerate().flat_map(|(at, word)| {
        let letters = ('a'..='z').map(move |letter| format!("{}{letter}", &word[..word.len() - 1]));
        letters.map(move |wrong| (at, wrong))
    });
    for (at, wrong) in wrong {
        let mut typed = words.map(str::to_owned);
        typed[at].clone_from(&wrong);
        let typed = typed.join(" ");
        if matches!(slip::read(&typed, all), Reading::Unknown(..)) {
            return Ok((wrong, typed));
        }
    }
    bail!("no letter of {words:?} can be wrong")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_letter_is_told_and_what_was_meant_is_offered_and_leads_there() {
    story(async |story| {
        let phone = &story.tablet;
        let (all, bus) = (guides("sv")?, guide(BUS, "sv")?);
        let meant = slip(&bus, Some(3))?;
        let (wrong, typed) = misspelt(meant.words(), &all)?;
        phone.open("/").await?;
        type_words(phone, &typed).await?;
        phone.see_text("slip-wrong", &wrong).await?;
        phone.speaks_plainly().await?;
        phone.passes_axe("a slip with a wrong letter").await?;
        ensure!(phone.shows("search").await?, "wrong words led somewhere");
        // Two words in each other's place: all are on slips, but not on this one.
        let [first, second, third, check] = meant.words();
        type_words(phone, &format!("{second} {first} {third} {check}")).await?;
        phone.see("slip-wrong").await?;
        ensure!(!phone.see("slip-wrong").await?.text.contains(&wrong), "the answer is to words that stand there no more");
        type_words(phone, &format!("{first} {second} {third}")).await?;
        phone.see_text("slip-wrong", "fyra").await?;

        type_words(phone, &typed).await?;
        phone.see_text("slip-wrong", &wrong).await?;
        let offered = phone.all(&id("slip-near")).await?;
        let at = offered.iter().position(|near| near.text.contains(&meant.to_string()));
        let at = at.with_context(|| format!("{meant} is not offered for {typed:?}: {offered:?}"))?;
        ensure!(offered[at].text.contains(&bus.title), "it is not said where {meant} leads: {}", offered[at].text);
        phone.tap_css(&format!("li:nth-child({}) > {}", at + 1, id("slip-near"))).await?;
        stands_at(phone, &bus, 3).await
    })
    .await;
}

/// Closes the open session and returns its record, as the page shows it and the hub got it.
async fn record_of(tablet: &Browser, hub: &Hub) -> Result<serde_json::Map<String, Value>> {
    tablet.tick_first(2).await?;
    tablet.close_with("klar-sjalv").await?;
    tablet.until_all_receipted().await?;
    tablet.walk_to("/personal/vad-sparas").await?;
    tablet.see("what-real").await?;
    let (sent, record) = as_sent(&shown_record(tablet).await?)?;
    let Record::Session(_) = record else { bail!("no session: {sent}") };
    ensure!(hub.holds(&sent)?, "the hub does not have what the page shows: {sent}");
    let Value::Object(fields) = serde_json::from_str(&sent)? else { bail!("no record: {sent}") };
    Ok(fields)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_on_the_staffs_page_opens_its_guide_and_the_record_says_that_somebody_came_back_and_nothing_else() {
    story(async |story| {
        let tablet = &story.tablet;
        let bus = guide(BUS, "sv")?;
        tablet.make_ready(&story.hub).await?;
        tablet.begin("buss", BUS).await?;
        let mut without = record_of(tablet, &story.hub).await?;

        tablet.walk_to("/personal").await?;
        type_words(tablet, &slip(&bus, Some(3))?.to_string()).await?;
        tablet.see("agreement").await?;
        tablet.tap("agreement-start").await?;
        tablet.see("session").await?;
        let steps: Vec<String> = tablet.steps().await?.into_iter().map(|(step, _)| step).collect();
        let expected: Vec<String> = bus.steps.iter().map(|step| step.id.to_string()).collect();
        ensure!(steps == expected, "the slip opened another guide: {steps:?}");
        let mut with = record_of(tablet, &story.hub).await?;

        let (no, yes) = (without.remove("returning"), with.remove("returning"));
        ensure!(yes == Some(Value::Bool(true)), "the record does not say that somebody came back: {yes:?}");
        ensure!(no.is_none_or(|no| no == Value::Bool(false)), "every record says that somebody came back");
        ensure!(without.remove("id") != with.remove("id"), "the two are one record");
        ensure!(with == without, "with a slip the record says\n{with:?}\nand without\n{without:?}");
        Ok(())
    })
    .await;
}

/// The step in hand, by its id.
async fn in_hand(tablet: &Browser) -> Result<String> {
    let step = tablet.see_css("[data-testid^=step-][aria-current=step]").await?;
    Ok(step.attr("data-testid").trim_start_matches("step-").to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_another_day_is_not_asked_for_again_neither_in_the_list_nor_on_the_next_note() {
    story(async |story| {
        let tablet = &story.tablet;
        let bus = guide(BUS, "sv")?;
        tablet.make_ready(&story.hub).await?;
        tablet.walk_to("/personal").await?;
        type_words(tablet, &slip(&bus, Some(3))?.to_string()).await?;
        tablet.see("agreement").await?;
        tablet.tap("agreement-start").await?;
        tablet.see("session").await?;
        let (third, fourth) = (bus.steps[2].id.to_string(), bus.steps[3].id.to_string());
        ensure!(in_hand(tablet).await? == third, "the list opens at {}", in_hand(tablet).await?);
        tablet.tap(&format!("tick-{third}")).await?;
        tablet.see_with(&format!("step-{third}"), "data-ticked", "true").await?;
        ensure!(in_hand(tablet).await? == fourth, "after the third step comes {}", in_hand(tablet).await?);
        // Neither after a lock.
        tablet.lock().await?;
        tablet.unlock(PIN).await?;
        tablet.see("session").await?;
        ensure!(in_hand(tablet).await? == fourth, "after a lock the list opens at {}", in_hand(tablet).await?);
        tablet.tap("to-slip").await?;
        let words = tablet.see("note-words").await?.text;
        ensure!(words == slip(&bus, Some(4))?.to_string(), "the next note leads elsewhere: {words}");
        Ok(())
    })
    .await;
}
