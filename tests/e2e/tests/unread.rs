//! Nobody can tell what a resident reads: not who listens on the line, not who runs the hub, not from its log.
//!
//! Two who read different guides in one language ask for the same, to the last header.

use anyhow::Result;
use erum_domain::guide::Guide;
use erum_e2e::browser::Viewport;
use erum_e2e::guides::{guide, guides, link};
use erum_e2e::listener::{Asked, same};
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Context, Plan, Story, ensure, paths, story_with, wait};
use serde_json::{Value, json};

/// As different from the bus guide as may be: longer, with things to get first, and about something to keep to oneself.
const OTHER: &str = "bedrageri-misstankt";
const WORKER: &str = "/sw.js";

/// Reads the guide from where it stands to its end.
async fn read_to_the_end(phone: &Browser) -> Result<()> {
    while !phone.shows("guide-home").await? {
        phone.tap("guide-next").await?;
    }
    Ok(())
}

/// The last that a page asks for by itself: what finds other ways of asking. Its letters have come, too.
async fn at_rest(phone: &Browser, story: &Story) -> Result<()> {
    phone.script_async::<Value>("document.fonts.ready.then(() => arguments[arguments.length - 1](null))", &[]).await?;
    was_asked(story, "/packs/phrases.json").await
}

async fn was_asked(story: &Story, path: &str) -> Result<()> {
    let proxy = story.proxy()?;
    wait::until(format!("{path} to be asked for"), async || Ok(proxy.was_asked(path).then_some(()))).await
}

/// The sign on the tab, which the browser asks for when it likes: how often has nothing to do with what is read.
async fn without_the_tabs_sign(phone: &Browser) -> Result<()> {
    phone.cdp("Network.enable", json!({})).await?;
    phone.cdp("Network.setBlockedURLs", json!({ "urls": ["*/icons/favicon.svg"] })).await.map(drop)
}

/// What one resident does, and all that goes over the line meanwhile, by phase.
async fn a_visit(story: &Story, guide: &Guide, language: &str) -> Result<Vec<(&'static str, Vec<Asked>)>> {
    let proxy = story.proxy()?;
    proxy.hold_back(Some(WORKER));
    proxy.overheard();
    let phone = Browser::start(story.hub.origin(), Viewport::Phone).await?;
    without_the_tabs_sign(&phone).await?;
    phone.open(&link(guide, Some(1), language)?).await?;
    phone.see_with("guide-place", "data-place", "1").await?;
    read_to_the_end(&phone).await?;
    at_rest(&phone, story).await?;
    // Asked for once, and awaited ever after: what is kept is kept later.
    was_asked(story, WORKER).await?;
    let mut heard = vec![("by a link", proxy.overheard())];
    phone.driver()?.refresh().await?;
    phone.until_started().await?;
    phone.see("search").await?;
    at_rest(&phone, story).await?;
    heard.push(("loaded anew before anything is kept", proxy.overheard()));
    proxy.hold_back(None);
    phone.until_offline_ready().await?;
    // What the worker does at the end of its beginning: it looks for newer guides.
    was_asked(story, "/api/v1/packs/manifest").await?;
    heard.push(("until it works without a network", proxy.overheard()));
    // As it opens from a camera: in a page of its own.
    phone.goto("/robots.txt").await?;
    phone.open(&link(guide, Some(2), language)?).await?;
    phone.see_with("guide-place", "data-place", "2").await?;
    read_to_the_end(&phone).await?;
    phone.open("/").await?;
    phone.see("search").await?;
    heard.push(("by a link again", proxy.overheard()));
    Ok(heard)
}

/// The hub's lines without their times, in no order.
fn without_times(log: &str) -> Result<Vec<String>> {
    let line = |line: &str| {
        let mut fields: serde_json::Map<String, Value> = serde_json::from_str(line).with_context(|| format!("in the log: {line}"))?;
        for time in ["timestamp", "ms"] {
            fields.remove(time).with_context(|| format!("{time} is not in the log's line: {line}"))?;
        }
        Ok(Value::Object(fields).to_string())
    };
    let mut lines = log.lines().filter(|line| line.contains("\"request\"")).map(line).collect::<Result<Vec<_>>>()?;
    lines.sort();
    Ok(lines)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_read_different_guides_ask_for_the_same_and_the_log_tells_no_difference() {
    story_with(Plan { proxy: true, ..Plan::default() }, async |story| {
        let begun = story.hub.log_text().len();
        let first = a_visit(story, &guide(BUS, "ar")?, "ar").await?;
        let between = story.hub.log_text().len();
        let second = a_visit(story, &guide(OTHER, "ar")?, "ar").await?;
        for ((when, one), (_, other)) in first.into_iter().zip(second) {
            ensure!(one.iter().any(|asked| asked.path.ends_with(".json")) || when == "by a link again", "{when}: nothing was overheard");
            for asked in one.iter().chain(&other) {
                let told = asked.to_string();
                ensure!(!told.contains(BUS) && !told.contains(OTHER) && !told.contains("g="), "{when}: {told}");
            }
            same(when, one, other)?;
        }
        let log = story.hub.log_text();
        let (one, other) = (without_times(&log[begun..between])?, without_times(&log[between..])?);
        ensure!(one.len() > 20, "the hub has logged only {} requests", one.len());
        ensure!(one == other, "the log tells who reads what:\n{one:#?}\n{other:#?}");
        Ok(())
    })
    .await;
}

/// Reads a guide by a link in a browser that keeps nothing, so that everything it needs goes over the line.
async fn asked_for(story: &Story, phone: &Browser, guide: &Guide, language: &str) -> Result<Vec<Asked>> {
    phone.goto("/robots.txt").await?;
    phone.cdp("Network.clearBrowserCache", json!({})).await?;
    story.proxy()?.overheard();
    phone.open(&link(guide, None, language)?).await?;
    phone.see_with("guide-place", "data-place", "0").await?;
    phone.script_async::<Value>(LEAF_THROUGH, &[]).await?;
    at_rest(phone, story).await?;
    Ok(story.proxy()?.overheard())
}

/// Goes to the guide's end, one step a frame, so that each is drawn.
const LEAF_THROUGH: &str = r"
    const done = arguments[arguments.length - 1];
    const leaf = () => {
        const next = document.querySelector('[data-testid=guide-next]');
        if (!next) return done(null);
        next.click();
        requestAnimationFrame(() => setTimeout(leaf, 0));
    };
    leaf();
";

#[tokio::test(flavor = "multi_thread")]
async fn no_guide_asks_for_anything_that_another_does_not() {
    story_with(Plan { proxy: true, ..Plan::default() }, async |story| {
        story.proxy()?.hold_back(Some(WORKER));
        let phone = &story.tablet;
        without_the_tabs_sign(phone).await?;
        let languages: &[&str] = if paths::deep() { &["sv", "sv-simple", "en", "ar", "fa", "so", "ti", "uk", "fi"] } else { &["sv"] };
        let mut found = Vec::new();
        for language in languages {
            let all = guides(language)?;
            // The very first visit asks for the worker as well.
            asked_for(story, phone, &all[0], language).await?;
            let usual = asked_for(story, phone, &all[0], language).await?;
            for guide in &all[1..] {
                let these = asked_for(story, phone, guide, language).await?;
                found.extend(same(&format!("{} in {language}", guide.slug), usual.clone(), these).err().map(|told| format!("{told:#}")));
            }
        }
        ensure!(found.is_empty(), "{} guides can be told on the line:\n{}", found.len(), found.join("\n\n"));
        Ok(())
    })
    .await;
}
