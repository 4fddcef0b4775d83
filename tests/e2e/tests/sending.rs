//! Home again: records are sent without a touch, receipted, counted once, corrected and withdrawn.

use erum_domain::codes::Outcome;
use erum_e2e::tablet::BUS;
use erum_e2e::{Plan, ensure, story, story_with};

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_sent_without_a_touch_receipted_and_counted_exactly_once() {
    story(async |story| {
        story.seed(9, Outcome::DoneAlone).await?;
        story.tablet.make_ready(&story.hub).await?;
        story.hub.stop().await?;
        story.tablet.restart().await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["unsent"]).await?;

        story.hub.start_again().await?;
        story.tablet.until_parcels_are(&["stored"]).await?;
        let receipt = story.tablet.see("receipt").await?.text;
        ensure!(receipt.contains('1'), "the receipt has no number: {receipt:?}");
        let has_time = receipt.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ':')).any(|word| word.len() >= 4);
        ensure!(has_time, "the receipt has no time: {receipt:?}");
        story.tablet.until_day_is(&["sent"]).await?;

        let desk = story.desk().await?;
        desk.until_total("10").await?;
        ensure!(desk.count("table-services", "resor").await?.as_deref() == Some("10"), "the service is not counted once");
        ensure!(desk.count("table-outcomes", "klar-sjalv").await?.as_deref() == Some("10"), "the outcome is not counted once");
        ensure!(desk.count("table-guides", BUS).await?.as_deref() == Some("10"), "the guide is not counted once");

        // Opening the app again, and asking it to send, changes nothing.
        story.tablet.restart().await?;
        story.tablet.open("/personal/skicka").await?;
        story.tablet.tap("send-now").await?;
        story.tablet.until_parcels_are(&["stored"]).await?;
        story.desk().await?.until_total("10").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_record_counts_as_corrected_and_a_withdrawn_one_not_at_all() {
    story(async |story| {
        story.seed(6, Outcome::DoneAlone).await?;
        story.seed(6, Outcome::DoneWithSupport).await?;
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_day_is(&["sent", "sent"]).await?;
        story.desk().await?.until_total("14").await?;

        // Without a network: one is corrected, the other withdrawn.
        story.hub.stop().await?;
        let tablet = &story.tablet;
        tablet.tap("day-correct").await?;
        tablet.tap("outcome-klar-med-stod").await?;
        tablet.tap("close-session").await?;
        tablet.until_gone("close-session").await?;
        // What was corrected has given its place on the list to the correction.
        tablet.until_day_is(&["sent", "unsent"]).await?;
        tablet.tap_css("[data-testid=day-item][data-state=sent] [data-testid=day-withdraw]").await?;
        tablet.until_day_is(&["unsent", "withdrawn"]).await?;

        story.hub.start_again().await?;
        story.tablet.until_parcels_are(&["stored", "stored", "stored", "stored"]).await?;
        let desk = story.desk().await?;
        desk.until_total("13").await?;
        ensure!(desk.count("table-outcomes", "klar-sjalv").await?.as_deref() == Some("6"), "klar-sjalv is not 6");
        ensure!(desk.count("table-outcomes", "klar-med-stod").await?.as_deref() == Some("7"), "klar-med-stod is not 7");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_tap_on_close_makes_no_second_record() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        let tablet = &story.tablet;
        tablet.begin("buss", BUS).await?;
        tablet.tap("to-finish").await?;
        tablet.tap("outcome-klar-sjalv").await?;
        tablet
            .script::<()>("const button = document.querySelector('[data-testid=close-session]'); button.click(); button.click()", &[])
            .await?;
        tablet.until_gone("close-session").await?;
        tablet.until_day_is(&["sent"]).await?;
        ensure!(tablet.stored("parcels").await? == 1, "two taps made two records");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_session_is_opened_again_with_its_ticks() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.hub.stop().await?;
        let tablet = &story.tablet;
        tablet.help("paborjad").await?;
        tablet.until_day_is(&["unsent"]).await?;
        tablet.tap("day-undo").await?;
        tablet.see("session").await?;
        let ticked = tablet.steps().await?.iter().filter(|(_, ticked)| *ticked).count();
        ensure!(ticked == 2, "it was opened again with {ticked} ticks");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_that_is_taken_back_counts_again() {
    story(async |story| {
        story.seed(9, Outcome::DoneAlone).await?;
        story.tablet.make_ready(&story.hub).await?;
        let tablet = &story.tablet;
        tablet.help("klar-sjalv").await?;
        tablet.until_day_is(&["sent"]).await?;
        tablet.tap("day-withdraw").await?;
        tablet.until_day_is(&["withdrawn"]).await?;
        tablet.until_parcels_are(&["stored", "stored"]).await?;
        story.desk().await?.until_total("9").await?;
        let tablet = &story.tablet;
        tablet.until_day_is(&["withdrawn"]).await?;
        tablet.tap("day-restore").await?;
        tablet.until_day_is(&["sent"]).await?;
        story.desk().await?.until_total("10").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_people_get_stuck_is_counted_per_cause() {
    story(async |story| {
        story.seed(9, Outcome::DoneAlone).await?;
        story.tablet.make_ready(&story.hub).await?;
        let tablet = &story.tablet;
        tablet.begin("buss", BUS).await?;
        tablet.stuck("hamta-appen", "minne-koder").await?;
        tablet.close_with("hinder-kvarstar").await?;
        tablet.until_day_is(&["sent"]).await?;
        let desk = story.desk().await?;
        desk.until_total("10").await?;
        let shown = desk.count("table-obstacles", "minne-koder").await?;
        ensure!(shown.as_deref().is_some_and(|count| count != "1"), "one of few must not be told as one: {shown:?}");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_delivered_twice_counts_once() {
    let plan = Plan { proxy: true, ..Plan::default() };
    story_with(plan, async |story| {
        story.seed(9, Outcome::DoneAlone).await?;
        story.tablet.make_ready(&story.hub).await?;
        story.proxy()?.set(erum_e2e::Fault::Twice);
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["known"]).await?;
        story.desk().await?.until_total("10").await
    })
    .await;
}
