//! Coming by a link, as a QR code gives it: exactly there, in its language, and nothing tells afterwards where one has been.

use anyhow::Result;
use erum_domain::guide::Guide;
use erum_e2e::guides::{as_shown, guide, link, step};
use erum_e2e::seized::{self, Built, Canary};
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Context, ensure, paths, story};
use serde_json::json;

/// Another guide than the one of most stories.
const OTHER: &str = "bankid-skaffa";

/// Stands at a step of a guide, both told by their words; at the guide's beginning when there is no number.
async fn stands_at(phone: &Browser, guide: &Guide, number: Option<usize>) -> Result<()> {
    phone.see_with("guide-place", "data-place", &number.unwrap_or_default().to_string()).await?;
    let words = number.map(|number| step(guide, number)).transpose()?.map_or(guide.title.as_str(), |step| step.text.as_str());
    let title = phone.see_css("#guide-title").await?.text;
    ensure!(title.trim() == as_shown(words).trim(), "{title:?} is shown instead of {words:?}");
    Ok(())
}

/// What a page and its browser could tell of where one has been: address, history, storage, title.
async fn all_that_could_tell(phone: &Browser) -> Result<String> {
    const TOLD: &str =
        "JSON.stringify([location.href, document.referrer, document.title, history.state, {...localStorage, ...sessionStorage}])";
    let page = phone.value(TOLD).await?;
    let history = phone.cdp("Page.getNavigationHistory", json!({})).await?;
    // Not what was typed there: only the browser itself knows that.
    let addresses: Vec<_> = history["entries"].as_array().into_iter().flatten().map(|entry| &entry["url"]).collect();
    Ok(format!("{page} {addresses:?}"))
}

/// Neither guide nor step stands anywhere, in no coding of an address.
async fn nothing_tells(phone: &Browser, guide: &Guide, number: usize) -> Result<()> {
    let told = all_that_could_tell(phone).await?;
    for secret in ["#g=", "#", "g%3D", guide.slug.as_str(), step(guide, number)?.id.as_str()] {
        ensure!(!told.contains(secret), "{secret:?} stands in {told}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_exactly_its_guide_at_its_step_in_its_language_and_the_page_does_not_tell_so() {
    story(async |story| {
        let phone = &story.tablet;
        let bus = guide(BUS, "ar")?;
        phone.open(&link(&bus, Some(2), "ar")?).await?;
        stands_at(phone, &bus, Some(2)).await?;
        phone.see_css("html[lang=ar][dir=rtl]").await?;
        nothing_tells(phone, &bus, 2).await?;
        phone.tap("guide-next").await?;
        stands_at(phone, &bus, Some(3)).await?;
        // One step back of the browser's leads to no link that would be followed anew.
        phone.script::<()>("history.back()", &[]).await?;
        phone.see("search").await?;
        nothing_tells(phone, &bus, 2).await?;
        ensure!(!phone.shows("broken-link").await?, "the start page speaks of a link that was followed");
        phone.open(&link(&bus, None, "ar")?).await?;
        stands_at(phone, &bus, None).await
    })
    .await;
}

/// Where a browser itself notes every address before a page has a say. No page can take one out of there again.
const BROWSERS_OWN_LISTS: [&str; 4] = ["History: ", "Sessions: ", "Other: segmentation_platform/", "Log: chrome_debug.log"];

#[tokio::test(flavor = "multi_thread")]
async fn a_followed_link_is_kept_in_nothing_that_is_ours() {
    story(async |story| {
        let bus = guide(BUS, "ar")?;
        let path = link(&bus, Some(2), "ar")?;
        let any_link = format!("{}/#g=", story.hub.origin());
        let phone = &mut story.tablet;
        phone.open(&path).await?;
        stands_at(phone, &bus, Some(2)).await?;
        phone.until_offline_ready().await?;
        phone.quit().await?;
        let sought = [
            Canary::new("link", path.trim_start_matches("/#")),
            Canary::new("beginning of a link", &any_link),
            Canary::new("guide", BUS),
            Canary::new("step", step(&bus, 2)?.id.as_str()),
        ];
        let report = seized::scan(&phone.profile(), Some(&Built::read(&paths::app())?), &sought)?;
        let own = |place: &str| BROWSERS_OWN_LISTS.iter().any(|list| place.starts_with(list));
        let ours: Vec<_> = report.hits.keys().filter(|hit| !own(&hit.place)).collect();
        ensure!(ours.is_empty(), "the link is kept: {ours:#?}");
        ensure!(report.missing(&sought[..1]).is_empty(), "a scan that does not see the browser's own list sees nothing");
        phone.open_again().await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_leads_nowhere_leads_to_the_start_page_which_says_so_once() {
    story(async |story| {
        let phone = &story.tablet;
        for path in ["/#g=finns-inte.steg.sv", "/#g=a.b.c.d", "/hjalp#g=finns-inte.sv", "/guide#g=Inte%20en%20guide.sv"] {
            phone.goto("/robots.txt").await?;
            phone.open(path).await?;
            phone.see("broken-link").await?;
            ensure!(phone.path().await? == "/", "{path} leads to {}", phone.path().await?);
            phone.speaks_plainly().await?;
            let told = all_that_could_tell(phone).await?;
            ensure!(!told.contains('#') && !told.contains("finns-inte"), "{path} is still told: {told}");
        }
        phone.passes_axe("a link that leads nowhere").await?;
        phone.tap("to-places").await?;
        phone.tap("places-back").await?;
        phone.see("search").await?;
        ensure!(!phone.shows("broken-link").await?, "it is said again to whoever has gone on");
        // Another kind of fragment is no link of ours, and not ours to speak of.
        phone.goto("/robots.txt").await?;
        phone.open("/#main").await?;
        phone.see("search").await?;
        ensure!(!phone.shows("broken-link").await?, "any fragment is taken for a link");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opened_while_the_page_is_open_is_followed_without_loading_it_anew() {
    story(async |story| {
        let phone = &story.tablet;
        let (bus, other) = (guide(BUS, "sv")?, guide(OTHER, "ar")?);
        phone.open("/").await?;
        phone.script::<()>("window.erumSamePage = true", &[]).await?;
        phone.goto(&link(&bus, Some(3), "sv")?).await?;
        stands_at(phone, &bus, Some(3)).await?;
        nothing_tells(phone, &bus, 3).await?;
        // Over an open guide, in another language.
        let over = link(&other, Some(1), "ar")?.replacen('/', "/guide", 1);
        phone.goto(&over).await?;
        stands_at(phone, &other, Some(1)).await?;
        phone.see_css("html[lang=ar][dir=rtl]").await?;
        nothing_tells(phone, &other, 1).await?;
        phone.goto("/guide#g=finns-inte.sv").await?;
        phone.see("broken-link").await?;
        ensure!(phone.value("window.erumSamePage === true").await? == true, "the page was loaded anew");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_in_another_language_is_followed_on_whatever_page_it_is_opened() {
    story(async |story| {
        let phone = &story.tablet;
        let bus = guide(BUS, "ar")?;
        for page in ["/hjalp", "/"] {
            phone.open(page).await?;
            phone.see_css("html[lang=sv]").await?;
            phone.goto(&link(&bus, Some(1), "ar")?.replacen('/', page, 1)).await?;
            phone.see_css("html[lang=ar]").await?;
            stands_at(phone, &bus, Some(1)).await.with_context(|| format!("opened on {page}"))?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_chosen_earlier_stays_chosen_after_a_visit_by_a_link_in_another() {
    story(async |story| {
        let phone = &story.tablet;
        let bus = guide(BUS, "ar")?;
        phone.open("/").await?;
        phone.tap("language").await?;
        phone.tap("language-en").await?;
        phone.see_css("html[lang=en]").await?;
        // By a page of its own, and while a page is open.
        for before in ["/robots.txt", "/hjalp"] {
            phone.goto(before).await?;
            phone.goto(&link(&bus, Some(1), "ar")?.replacen('/', if before == "/hjalp" { before } else { "/" }, 1)).await?;
            phone.see_css("html[lang=ar]").await?;
            stands_at(phone, &bus, Some(1)).await.with_context(|| format!("from {before}"))?;
            let chosen = phone.value("localStorage.getItem('erum.language')").await?;
            ensure!(chosen == "\"en\"", "the link has chosen {chosen} for good");
            phone.open("/").await?;
            phone.see_css("html[lang=en]").await?;
        }
        Ok(())
    })
    .await;
}
