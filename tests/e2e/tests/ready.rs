//! Before a journey everything stands on one page, and what is saved about a visitor can be looked at to the last letter.

use anyhow::Result;
use erum_domain::codes::Outcome;
use erum_domain::record::Record;
use erum_e2e::page::id;
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Context, bail, ensure, story, wait};

const POINTS: [&str; 9] = ["offline", "packs", "contact", "unsent", "clock", "room", "kept", "battery", "version"];

/// How every point stands, once all of them do and the verdict counts what is to do.
async fn points(tablet: &Browser) -> Result<Vec<(&'static str, String)>> {
    let mut last = String::new();
    let told = wait::until("a verdict that counts what is to do", async || {
        // Looked at in one moment: the page may still learn something.
        let seen = tablet.all("[data-testid^=\"point-\"], [data-testid=\"tablet-verdict\"]").await?;
        let attribute = |test_id: &str, name: &str| seen.iter().find(|one| one.id() == test_id).map(|one| one.attr(name).to_owned());
        let found: Vec<_> = POINTS.iter().filter_map(|name| Some((*name, attribute(&format!("point-{name}"), "data-state")?))).collect();
        let verdict = attribute("tablet-verdict", "data-to-do");
        last = format!("{found:?}, to do {verdict:?}");
        let to_do = found.iter().filter(|(_, state)| state == "mend").count().to_string();
        let stand = found.len() == POINTS.len() && found.iter().all(|(_, state)| ["good", "mend", "unknown"].contains(&state.as_str()));
        Ok((stand && verdict == Some(to_do)).then_some(found))
    });
    told.await.with_context(|| last.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn before_a_journey_every_point_stands_somehow_and_what_is_to_do_is_said() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.walk_to("/personal/platta").await?;
        for name in ["offline", "packs", "contact", "unsent", "clock", "room", "version"] {
            tablet.see_with(&format!("point-{name}"), "data-state", "good").await?;
        }
        points(tablet).await?;
        tablet.passes_axe("ready for a journey").await?;
        tablet.speaks_plainly().await?;

        story.hub.stop().await?;
        story.tablet.help("klar-sjalv").await?;
        let tablet = &story.tablet;
        tablet.walk_to("/personal/platta").await?;
        tablet.see_with("point-unsent", "data-state", "mend").await?;
        tablet.see_text("point-unsent", "Anslut till ett nät").await?;
        points(tablet).await?;
        tablet.without_contact_for(8).await?;
        tablet.open("/personal/platta").await?;
        tablet.see_with("point-contact", "data-state", "mend").await?;
        tablet.see_text("point-contact", "Anslut till ett nät innan ni åker").await?;
        // The app itself is on the tablet, network or not.
        tablet.see_with("point-offline", "data-state", "good").await?;
        let stands = points(tablet).await?;
        ensure!(stands.iter().filter(|(_, state)| state == "mend").count() >= 2, "nothing to do: {stands:?}");
        tablet.passes_axe("not ready for a journey").await?;

        story.hub.start_again().await?;
        story.tablet.tap("tablet-again").await?;
        for name in ["point-unsent", "point-contact"] {
            story.tablet.see_with(name, "data-state", "good").await?;
        }
        points(&story.tablet).await.map(drop)
    })
    .await;
}

/// The record's text as shown, in the page's only or first place for it.
pub(crate) async fn shown_record(tablet: &Browser) -> Result<String> {
    let css = id("raw-record");
    let text = wait::until("a record in full", async || {
        let text = tablet.value(&format!("document.querySelector('{css}')?.textContent ?? null")).await?;
        Ok(text.as_str().map(str::to_owned))
    });
    text.await
}

/// The text without its line breaks and indentation, as it is sent; and the record that it is.
pub(crate) fn as_sent(shown: &str) -> Result<(String, Record)> {
    let record: Record = serde_json::from_str(shown).context("what is shown is no record")?;
    let flat: String = shown.lines().map(str::trim_start).collect::<String>().replace("\": ", "\":");
    Ok((flat, record))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_of_a_visitor_is_shown_to_the_letter_until_the_next_one_comes() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.begin("buss", BUS).await?;
        tablet.tick_first(1).await?;
        tablet.stuck("oppna-tabussen", "tillgang-natet").await?;
        tablet.close_with("hinder-kvarstar").await?;
        tablet.until_day_is(&["sent"]).await?;
        let listed = tablet.see("day-item").await?.attr("data-record-id").to_owned();
        tablet.walk_to("/personal/vad-sparas").await?;
        tablet.see("what-real").await?;
        let (sent, record) = as_sent(&shown_record(tablet).await?)?;
        let Record::Session(session) = &record else { bail!("what is shown is no session: {record:?}") };
        ensure!(session.id.to_string() == listed, "it is another session's record: {sent}");
        ensure!(session.outcome == Outcome::ObstacleRemains, "another outcome was chosen: {sent}");
        ensure!(session.stuck.iter().any(|stuck| stuck.step.to_string() == "oppna-tabussen"), "where it stuck is not shown: {sent}");
        ensure!(sent == record.to_json(), "the text shown is not the text sent:\n{sent}\n{}", record.to_json());
        ensure!(story.hub.holds(&sent)?, "the hub does not have this text: {sent}");
        ensure!(!story.hub.holds(&sent.replace("hinder-kvarstar", "klar-sjalv"))?, "the hub has any text: this could not fail");
        let tablet = &story.tablet;
        tablet.passes_axe("what is saved").await?;

        // Whoever sits down next has not begun anything yet.
        tablet.tap("next-visitor").await?;
        tablet.walk_to("/personal/vad-sparas").await?;
        tablet.see("what-example").await?;
        ensure!(!tablet.shows("what-real").await?, "the earlier visitor's record is shown to whoever sits down next");

        tablet.begin("buss", BUS).await?;
        tablet.walk_to("/personal/vad-sparas").await?;
        tablet.see_text("what-example", "påhittat exempel").await?;
        ensure!(!tablet.shows("what-real").await?, "the earlier visitor's record is shown to the next");
        let (_, example) = as_sent(&shown_record(tablet).await?)?;
        ensure!(example.id() != record.id(), "the example is the earlier visitor's record");
        ensure!(!tablet.page_text().await?.contains("tabussen"), "the example tells of the earlier visitor");
        tablet.passes_axe("an example of what is saved").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_before_closing_is_what_is_sent() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.begin("buss", BUS).await?;
        tablet.tick_first(2).await?;
        tablet.tap("to-finish").await?;
        tablet.tap("outcome-klar-med-stod").await?;
        tablet.tap_css("[data-testid=preview-whole] > summary").await?;
        tablet.see("whole-record").await?;
        let (shown, record) = as_sent(&shown_record(tablet).await?)?;
        tablet.passes_axe("a record before closing").await?;
        tablet.tap("close-session").await?;
        tablet.until_gone("close-session").await?;
        tablet.until_day_is(&["sent"]).await?;
        ensure!(shown == record.to_json(), "the text shown is not of the form that is sent:\n{shown}\n{}", record.to_json());
        let listed = tablet.see("day-item").await?.attr("data-record-id").to_owned();
        ensure!(record.id().to_string() == listed, "{} was shown, and {listed} is sent", record.id());
        ensure!(story.hub.holds(&shown)?, "what was shown is not what was sent: {shown}");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_who_waited_does_not_see_what_was_saved_of_the_one_before() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.begin("buss", BUS).await?;
        let waits = tablet.open_session().await?;
        tablet.tap("switch-visitor").await?;
        tablet.help("klar-sjalv").await?;
        tablet.tap("today-what").await?;
        tablet.see("what-real").await?;
        tablet.walk_to("/personal").await?;
        tablet.tap("resume").await?;
        tablet.still_has(&waits).await?;
        tablet.walk_to("/personal/vad-sparas").await?;
        tablet.see("what-example").await?;
        ensure!(!tablet.shows("what-real").await?, "another visitor's record is shown");
        Ok(())
    })
    .await;
}
