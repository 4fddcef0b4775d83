//! Nine languages: chosen by residents, offered where the browser wishes for one, beside the Swedish for a visitor.

use anyhow::Result;
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Context, ensure, story};

const RESIDENTS: [(&str, &str); 9] = [
    ("sv-simple", "ltr"),
    ("en", "ltr"),
    ("ar", "rtl"),
    ("fa", "rtl"),
    ("so", "ltr"),
    ("ti", "ltr"),
    ("uk", "ltr"),
    ("fi", "ltr"),
    ("sv", "ltr"),
];

async fn choose(phone: &Browser, code: &str) -> Result<()> {
    phone.tap("language").await?;
    phone.tap(&format!("language-{code}")).await?;
    phone.see_css(&format!("html[lang={}]", if code == "sv-simple" { "sv" } else { code })).await.map(drop)
}

async fn place(phone: &Browser) -> Result<String> {
    Ok(phone.see("guide-place").await?.attr("data-place").to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_is_followed_in_every_language_with_the_hub_stopped_and_the_step_is_kept_at_every_change() {
    story(async |story| {
        story.tablet.open("/").await?;
        story.tablet.until_offline_ready().await?;
        story.hub.stop().await?;
        let phone = &story.tablet;
        phone.fill("search", "buss").await?;
        phone.tap(&format!("guide-{BUS}")).await?;
        phone.tap("guide-next").await?;
        phone.tap("guide-next").await?;
        let mut seen = Vec::new();
        for (code, direction) in RESIDENTS {
            choose(phone, code).await?;
            ensure!(place(phone).await? == "2", "{code}: the step was lost");
            ensure!(phone.value("document.documentElement.dir").await? == direction, "{code}: lines run the wrong way");
            seen.push(phone.see_css("#guide-title").await?.text);
            ensure!(!phone.page_text().await?.contains("{{"), "{code}: a placeholder is left");
        }
        let all = seen.len();
        seen.sort();
        seen.dedup();
        ensure!(seen.len() == all, "two languages say the same: {seen:?}");
        phone.open("/").await?;
        phone.see_css("html[lang=sv]").await?;
        Ok(())
    })
    .await;
}

/// Latin letters in the page's own part that do not stand in a direction of their own, and how many do.
const LATIN: &str = r"
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const [loose, apart] = [[], []];
    while (walker.nextNode()) {
        const text = walker.currentNode;
        if (/[A-Za-zÅÄÖåäö]{2,}/.test(text.data)) (text.parentElement.closest('bdi, [dir=ltr]') ? apart : loose).push(text.data);
    }
    return [loose, apart.length];
";

#[tokio::test(flavor = "multi_thread")]
async fn swedish_names_stand_apart_among_letters_that_run_from_right_to_left() {
    story(async |story| {
        let phone = &story.tablet;
        for code in ["ar", "fa"] {
            phone.open("/").await?;
            choose(phone, code).await?;
            phone.fill("search", "bankid").await?;
            phone.tap("guide-bankid-skaffa").await?;
            let mut seen = 0;
            for _step in 0..3 {
                phone.tap("guide-next").await?;
                let (loose, apart): (Vec<String>, usize) = phone.script(LATIN, &[]).await?;
                ensure!(loose.is_empty(), "{code}: stands among the others: {loose:?}");
                seen += apart;
            }
            ensure!(seen > 0, "{code}: no Swedish name was met");
        }
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chosen_language_is_there_the_next_time_and_a_guide_without_translation_says_so() {
    story(async |story| {
        let phone = &story.tablet;
        phone.open("/").await?;
        choose(phone, "ar").await?;
        phone.open("/").await?;
        phone.see_css("html[lang=ar][dir=rtl]").await?;
        phone.fill("search", "lagfart").await?;
        phone.tap("guide-lantmateriet-fastighet").await?;
        phone.see("other-language").await?;
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_reads_the_step_in_their_language_beside_the_swedish_and_no_tick_is_lost() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.until_offline_ready().await?;
        story.hub.stop().await?;
        let tablet = &story.tablet;
        tablet.begin("buss", BUS).await?;
        tablet.tick_first(2).await?;
        tablet.tap("visitor-language").await?;
        tablet.tap("language-ar").await?;
        tablet.see_css(".visitor [lang=ar][dir=rtl]").await?;
        ensure!(tablet.steps().await?.iter().filter(|(_, ticked)| *ticked).count() == 2, "ticks are gone");
        tablet.tap("show-visitor").await?;
        tablet.see_css(".full-screen [lang=ar] .visitor__text").await?;
        tablet.see_css(".full-screen [lang=sv] .visitor__text").await?;
        tablet.tap("visitor-next").await?;
        tablet.tap("visitor-close").await?;
        tablet.until_gone("visitor-view").await?;
        tablet.close_with("klar-sjalv").await?;
        tablet.begin("buss", BUS).await?;
        ensure!(tablet.all(".visitor [lang=ar]").await?.is_empty(), "the next visitor gets the last one's language");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_got_first_and_the_errand_goes_on_afterwards() {
    story(async |story| {
        let phone = &story.tablet;
        phone.open("/").await?;
        phone.fill("search", "1177 boka tid").await?;
        phone.tap("guide-1177-boka-tid").await?;
        phone.tap("before-e-legitimation-no").await?;
        phone.tap("lead-freja-skaffa").await?;
        phone.see_text("guide-place", "").await?;
        while !phone.shows("guide-then").await? {
            phone.tap("guide-next").await?;
        }
        phone.tap("guide-then").await?;
        phone.see("before-e-legitimation-no").await?;
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_and_the_way_back_lead_on_after_the_language_was_changed() {
    story(async |story| {
        let phone = &story.tablet;
        for (page, way) in [("/", "to-places"), ("/hjalp", "places-back")] {
            phone.open("/").await?;
            phone.open(page).await?;
            choose(phone, "ar").await?;
            phone.tap(way).await?;
            let to = if page == "/" { "unit-asele" } else { "search" };
            phone.see(to).await.with_context(|| format!("from {page} by {way}"))?;
            phone.script::<()>("history.back()", &[]).await?;
            let back = if page == "/" { "search" } else { "unit-asele" };
            phone.see(back).await.with_context(|| format!("back to {page}"))?;
            choose(phone, "sv").await?;
        }
        Ok(())
    })
    .await;
}
