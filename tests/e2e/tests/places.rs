//! Where help is to be had: one municipality at a time, remembered on the device, corrected by staff; all without a network.

use anyhow::Result;
use erum_e2e::page::id;
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Story, ensure, story};

/// Without a network from here on, and started anew.
async fn without_a_network(story: &mut Story, path: &str) -> Result<()> {
    story.tablet.open(path).await?;
    story.tablet.until_offline_ready().await?;
    story.hub.kill()?;
    story.tablet.restart().await?;
    story.tablet.open(path).await
}

async fn focus(browser: &Browser) -> Result<String> {
    browser.script("return document.activeElement?.id ?? ''", &[]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resident_chooses_a_municipality_and_finds_it_again_without_a_network() {
    story(async |story| {
        without_a_network(story, "/hjalp").await?;
        let phone = &mut story.tablet;
        phone.tap("unit-asele").await?;
        phone.see_with("directory", "data-unit", "asele").await?;
        ensure!(phone.path().await? == "/hjalp", "the address tells the municipality");
        ensure!(focus(phone).await? == "places-title", "the focus did not come along");
        phone.see_css("[lang=\"sma\"]").await?;
        phone.restart().await?;
        phone.open("/hjalp").await?;
        phone.see_with("directory", "data-unit", "asele").await?;
        phone.tap("unit-change").await?;
        phone.see("unit-asele").await?;
        let kept = phone.value("Object.keys(localStorage).sort().join()").await?;
        ensure!(kept == "", "still in local storage: {kept}");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_collected_is_said_once_on_each_card() {
    story(async |story| {
        let phone = &mut story.tablet;
        phone.open("/hjalp").await?;
        phone.tap("unit-storuman").await?;
        phone.see("directory").await?;
        let cards = phone.all("[data-testid^=\"place-\"].card").await?;
        ensure!(cards.len() > 2, "there are only {} places", cards.len());
        for card in &cards {
            let said = card.text.matches("inte insamlat").count();
            ensure!(said <= 1, "{} says {said} times that something is not collected", card.id());
            ensure!(card.text.contains("Källa: "), "{} does not say where it is known from", card.id());
        }
        let dialled = phone.all("[data-testid=\"numbers\"] a[href^=\"tel:\"]").await?;
        ensure!(dialled.iter().any(|number| number.attr("href") == "tel:1177"), "1177 cannot be called");
        phone.speaks_plainly().await?;
        phone.passes_axe("a municipality").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_for_a_topic_is_found_by_a_few_letters() {
    story(async |story| {
        let phone = &story.tablet;
        phone.open("/hjalp").await?;
        phone.tap("unit-lycksele").await?;
        phone.fill("answers-filter", "pens").await?;
        phone.see("answer-pension").await?;
        phone.until_gone("answer-skatt").await?;
        phone.fill("answers-filter", "xyzxyz").await?;
        phone.see("answers-none").await.map(drop)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_says_how_far_our_help_goes_where_the_reader_lives_and_leads_there_and_back() {
    story(async |story| {
        let phone = &story.tablet;
        phone.open("/").await?;
        phone.fill("search", "buss").await?;
        phone.tap(&format!("guide-{BUS}")).await?;
        phone.tap("choose-unit").await?;
        phone.tap("unit-asele").await?;
        phone.see("directory").await?;
        phone.tap("places-back").await?;
        phone.see_text("own-level", "Åsele").await?;
        phone.see_with("own-level", "data-known", "false").await.map(drop)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_correct_an_entry_without_a_network_and_the_library_receives_it() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.hub.stop().await?;
        let tablet = &story.tablet;
        tablet.open("/personal").await?;
        tablet.tap("to-directory").await?;
        tablet.see_with("directory", "data-unit", "asele").await?;
        ensure!(tablet.now(&id("correct-storuman-bibliotek")).await?.is_none(), "another municipality's place can be corrected");
        tablet.tap("correct-asele-bibliotek").await?;
        tablet.fill("correction-note", "Ring Berit på 070-174 06 05").await?;
        tablet.see_text("correction-note-seen", "Ta bort det").await?;
        let fields = tablet.all("[data-testid^=\"field-\"]").await?;
        ensure!(!fields.is_empty() && fields.iter().all(|field| !field.enabled), "a number of somebody's could be sent");
        tablet.passes_axe("a correction that cannot be sent").await?;
        tablet.fill("correction-note", "Öppet till klockan 18 på torsdagar, se bibliotekets webbplats").await?;
        tablet.until_gone("correction-note-seen").await?;
        tablet.tap("field-opening-hours").await?;
        tablet.see("correction-thanks").await?;
        tablet.see_with("unsent-count", "data-count", "1").await?;
        story.hub.start_again().await?;
        tablet.until_parcels_are(&["stored"]).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_finds_no_guide_is_led_to_where_there_is_help() {
    story(async |story| {
        let phone = &story.tablet;
        phone.open("/").await?;
        phone.fill("search", "xqzvbw").await?;
        phone.tap("search-places").await?;
        phone.see("unit-asele").await.map(drop)
    })
    .await;
}
