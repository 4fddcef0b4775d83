//! At home, on a phone of one's own: kept on the home screen, gone on with another day, and forgotten at one tap. On a
//! library's tablet nothing of that touches what staff have there.

use anyhow::Result;
use erum_domain::guide::Guide;
use erum_e2e::browser::Viewport;
use erum_e2e::guides::{as_shown, guide, step};
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, ensure, story};
use serde_json::{Value, json};

/// Another guide, to be kept a place in after the first has been followed to its end.
const OTHER: &str = "1177-boka-tid";

/// What a resident can have chosen, as it is kept.
const CHOSEN: [&str; 4] = ["erum.language", "erum.place", "erum.unit", "erum.text-size"];

/// Chooses a language and opens the start page anew: that links lead on at once is a story among those of languages.
async fn choose(phone: &Browser, code: &str) -> Result<()> {
    phone.tap("language").await?;
    phone.tap(&format!("language-{code}")).await?;
    phone.see_css(&format!("html[lang={code}]")).await?;
    phone.open("/").await?;
    phone.see_css(&format!("html[lang={code}]")).await.map(drop)
}

async fn stands_at(phone: &Browser, guide: &Guide, number: usize) -> Result<()> {
    phone.see_with("guide-place", "data-place", &number.to_string()).await?;
    let (title, words) = (phone.see_css("#guide-title").await?.text, as_shown(&step(guide, number)?.text));
    ensure!(title.trim() == words.trim(), "{title:?} is shown instead of {words:?}");
    Ok(())
}

/// Finds a guide by typing and follows it to a step.
async fn follow_to(phone: &Browser, query: &str, guide: &Guide, number: usize) -> Result<()> {
    phone.fill("search", query).await?;
    phone.tap(&format!("guide-{}", guide.slug)).await?;
    for at in 0..number {
        phone.see_with("guide-place", "data-place", &at.to_string()).await?;
        phone.tap("guide-next").await?;
    }
    stands_at(phone, guide, number).await
}

/// The names of what local storage holds.
async fn kept(browser: &Browser) -> Result<Vec<String>> {
    browser.script("return Object.keys(localStorage).sort()", &[]).await
}

/// As far as a browser without a window can tell.
async fn could_be_installed(phone: &Browser) -> Result<()> {
    let manifest = phone.cdp("Page.getAppManifest", json!({})).await?;
    ensure!(manifest["url"].as_str().is_some_and(|url| url.ends_with(".webmanifest")), "there is no manifest: {manifest}");
    ensure!(manifest["errors"].as_array().is_none_or(Vec::is_empty), "the manifest has errors: {}", manifest["errors"]);
    let answer = phone.cdp("Page.getInstallabilityErrors", json!({})).await?;
    let errors: Vec<&Value> = answer["installabilityErrors"].as_array().into_iter().flatten().collect();
    ensure!(errors.is_empty(), "Chromium would not install it: {errors:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_is_gone_on_with_another_day_in_the_same_language_without_a_network_until_its_end() {
    story(async |story| {
        let phone = &mut story.tablet;
        phone.set_viewport(Viewport::Phone).await?;
        phone.open("/").await?;
        phone.until_offline_ready().await?;
        could_be_installed(phone).await?;
        story.hub.stop().await?;
        let bus = guide(BUS, "ar")?;
        let last_but_one = bus.steps.len() - 1;
        choose(phone, "ar").await?;
        ensure!(!phone.shows("go-on").await?, "there is nothing to go on with");
        follow_to(phone, "buss", &bus, last_but_one).await?;
        ensure!(!kept(phone).await?.contains(&"erum.place".to_owned()), "the place is kept without being asked to");
        phone.tap("guide-another-day").await?;
        phone.see_text("go-on", &bus.title).await?;

        phone.restart().await?;
        phone.open("/").await?;
        phone.see_css("html[lang=ar][dir=rtl]").await?;
        phone.tap("go-on").await?;
        stands_at(phone, &bus, last_but_one).await?;
        phone.tap("guide-next").await?;
        stands_at(phone, &bus, bus.steps.len()).await?;
        phone.tap("guide-next").await?;
        phone.see("guide-home").await?;
        ensure!(!phone.shows("guide-another-day").await?, "there is nowhere to go on from");
        phone.tap("guide-home").await?;
        phone.see("search").await?;
        ensure!(!phone.shows("go-on").await?, "a guide that was followed to its end is to be gone on with");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_tap_forgets_everything_that_was_chosen_on_a_phone() {
    story(async |story| {
        let phone = &mut story.tablet;
        phone.set_viewport(Viewport::Phone).await?;
        phone.open("/").await?;
        phone.until_offline_ready().await?;
        story.hub.stop().await?;
        phone.tap("to-about").await?;
        phone.see("kept-nothing").await?;
        ensure!(!phone.shows("forget-all").await?, "there is nothing to forget");
        phone.open("/").await?;
        choose(phone, "ar").await?;
        phone.tap("text-size").await?;
        phone.tap("to-places").await?;
        phone.tap("unit-asele").await?;
        phone.see("directory").await?;
        phone.tap("places-back").await?;
        let other = guide(OTHER, "ar")?;
        follow_to(phone, "boka tid", &other, 2).await?;
        phone.tap("guide-another-day").await?;
        phone.see("go-on").await?;
        let mut before: Vec<&str> = CHOSEN.to_vec();
        before.sort_unstable();
        ensure!(kept(phone).await? == before, "more or less is kept than was chosen: {:?}", kept(phone).await?);

        phone.tap("to-about").await?;
        for name in ["kept-place", "kept-unit", "kept-language", "kept-text-size"] {
            phone.see(name).await?;
        }
        phone.tap("forget-all").await?;
        phone.see("forgotten").await?;
        phone.see_css("html[lang=sv][dir=ltr]").await?;
        phone.see("kept-nothing").await?;
        ensure!(kept(phone).await?.is_empty(), "still kept: {:?}", kept(phone).await?);
        is_as_new(phone).await?;
        phone.restart().await?;
        phone.open("/").await?;
        is_as_new(phone).await
    })
    .await;
}

/// The start page is in Swedish, in the usual size, without a municipality and with nothing to go on with.
async fn is_as_new(phone: &Browser) -> Result<()> {
    phone.open("/").await?;
    phone.see_css("html[lang=sv][data-text=normal]").await?;
    phone.see("search").await?;
    ensure!(!phone.shows("go-on").await?, "there is still something to go on with");
    phone.tap("to-places").await?;
    phone.see("unit-asele").await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_staff_tablet_keeps_no_place_of_a_resident_and_forgetting_there_leaves_the_journal_alone() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.help("klar-sjalv").await?;
        tablet.until_all_receipted().await?;
        story.hub.stop().await?;
        let tablet = &story.tablet;
        tablet.help("klar-med-stod").await?;
        tablet.begin("buss", BUS).await?;
        tablet.tick_first(2).await?;
        let session = tablet.open_session().await?;
        let database = tablet.database().await?;
        let (day, staff) = (tablet.day_list(2).await?, tablet.value("localStorage.getItem('erum.staff-tablet')").await?);
        ensure!(!staff.is_null(), "the tablet does not know that it is one of staff's");

        tablet.open("/").await?;
        follow_to(tablet, "buss", &guide(BUS, "sv")?, 2).await?;
        ensure!(!tablet.shows("guide-another-day").await?, "a place would be kept on a tablet that others use");
        tablet.open("/").await?;
        choose(tablet, "ar").await?;
        tablet.tap("to-about").await?;
        tablet.tap("forget-all").await?;
        tablet.see("forgotten").await?;
        let left = kept(tablet).await?;
        ensure!(CHOSEN.iter().all(|name| !left.iter().any(|left| left == name)), "still kept: {left:?}");
        ensure!(tablet.value("localStorage.getItem('erum.staff-tablet')").await? == staff, "it is nobody's tablet any more");

        ensure!(tablet.database().await? == database, "forgetting has touched the tablet's data");
        tablet.open("/personal").await?;
        ensure!(tablet.day_list(2).await? == day, "the day's list is another");
        tablet.to("/personal").await?;
        tablet.tap("resume").await?;
        tablet.still_has(&session).await
    })
    .await;
}

/// How much listens on the window and the document.
async fn listening(browser: &Browser) -> Result<usize> {
    let mut all = 0;
    for target in ["window", "document"] {
        let found = browser.cdp("Runtime.evaluate", json!({ "expression": target })).await?;
        let listeners = browser.cdp("DOMDebugger.getEventListeners", json!({ "objectId": found["result"]["objectId"] })).await?;
        all += listeners["listeners"].as_array().map_or(0, Vec::len);
    }
    Ok(all)
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_were_left_listen_no_more() {
    story(async |story| {
        let phone = &story.tablet;
        phone.open("/").await?;
        phone.until_offline_ready().await?;
        let mut heard = Vec::new();
        for _ in 0..3 {
            for page in ["to-install", "to-about", "to-places"] {
                phone.tap(page).await?;
                phone.until_gone("search").await?;
                phone.tap_css("a[href=\"/\"]").await?;
                phone.see("search").await?;
            }
            heard.push(listening(phone).await?);
        }
        ensure!(heard[0] > 0 && heard.iter().all(|count| *count == heard[0]), "with every round of pages more listens: {heard:?}");
        Ok(())
    })
    .await;
}
