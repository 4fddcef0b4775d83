//! The main job: a help session with no hub at all, from a browser that has been restarted.

use anyhow::Result;
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, ensure, story};

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_run_and_closed_with_the_hub_gone_and_the_browser_restarted() {
    story(async |story| {
        let tablet = &mut story.tablet;
        tablet.make_ready(&story.hub).await?;
        story.hub.stop().await?;
        tablet.restart().await?;

        tablet.begin("hitta bussen", BUS).await?;
        let steps = tablet.steps().await?;
        ensure!(steps.len() > 5, "the guide has only {} steps", steps.len());
        for (step, _) in &steps {
            tablet.tick(step, true).await?;
        }
        tablet.close_with("klar-sjalv").await?;

        tablet.until_day_is(&["unsent"]).await?;
        tablet.until_parcels_are(&["unsent"]).await?;
        tablet.open("/personal").await?;
        tablet.see_text("unsent-count", "1").await?;
        ensure!(tablet.stored("drafts").await? == 0, "a closed session has left its draft");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_of_the_app_opens_with_the_hub_gone() {
    story(async |story| {
        let tablet = &mut story.tablet;
        tablet.make_ready(&story.hub).await?;
        story.hub.kill()?;
        tablet.restart().await?;
        for path in [
            "/",
            "/guide",
            "/hjalp",
            "/personal",
            "/personal/koppla",
            "/personal/dag",
            "/personal/idag",
            "/personal/skicka",
            "/personal/platser",
        ] {
            tablet.open(path).await?;
            ensure!(tablet.page_text().await?.len() > 40, "{path} is empty");
        }
        let answered: bool = tablet.script_async(ASK_THE_HUB, &[]).await?;
        ensure!(!answered, "something answered in the hub's place");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resident_reads_a_guide_without_a_network_and_without_a_trace() {
    story(async |story| {
        let phone = &mut story.tablet;
        phone.open("/").await?;
        phone.until_offline_ready().await?;
        story.hub.stop().await?;
        phone.restart().await?;
        phone.open("/").await?;
        phone.fill("search", "buss").await?;
        phone.tap(&format!("guide-{BUS}")).await?;
        leaves_no_trace(phone).await?;
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_staff_need_is_kept_where_a_page_for_staff_was_opened_and_nowhere_else() {
    story(async |story| {
        let phone = &mut story.tablet;
        phone.open("/").await?;
        phone.until_offline_ready().await?;
        let kept = phone.script_async::<Vec<String>>(KEPT, &[]).await?;
        ensure!(kept.iter().any(|path| path == "/index.html") && !kept.iter().any(|path| is_for_staff(path)), "a resident keeps {kept:?}");
        story.hub.stop().await?;
        phone.restart().await?;
        phone.open("/personal").await?;
        ensure!(phone.page_text().await?.contains("behöver nät"), "the page does not say that it needs a network");
        phone.speaks_plainly().await?;

        story.hub.start_again().await?;
        phone.open("/").await?;
        phone.tap_css("a[href=\"/personal\"]").await?;
        phone.see("enrol-code").await?;
        phone.until_offline_ready().await?;
        let kept = phone.script_async::<Vec<String>>(KEPT, &[]).await?;
        for needed in ["/index.html", "/personal.html", "/keysmith_bg.wasm"] {
            ensure!(kept.iter().any(|path| path == needed), "{needed} is not kept: {kept:?}");
        }
        story.hub.stop().await?;
        phone.restart().await?;
        phone.open("/personal/koppla").await?;
        phone.see("enrol-code").await.map(drop)
    })
    .await;
}

fn is_for_staff(path: &str) -> bool {
    path.starts_with("/personal") || path.starts_with("/keysmith")
}

/// The paths of everything that is kept of the app.
const KEPT: &str = r"
    const done = arguments[arguments.length - 1];
    caches.keys().then(async (names) => {
        const ours = names.filter((name) => name.startsWith('erum-app-'));
        const all = await Promise.all(ours.map(async (name) => (await caches.open(name)).keys()));
        done(all.flat().map((request) => new URL(request.url).pathname));
    });
";

/// Nothing says which guide was read: not the address, not the history, not what is stored.
async fn leaves_no_trace(phone: &Browser) -> Result<()> {
    let url = phone.value("location.href").await?.to_string();
    ensure!(!url.contains(BUS), "the address tells the guide: {url}");
    let kept = phone.value("JSON.stringify({...localStorage, ...sessionStorage, state: history.state})").await?.to_string();
    ensure!(!kept.contains(BUS), "the browser keeps the guide: {kept}");
    let databases = phone.script_async::<Vec<String>>(DATABASES, &[]).await?;
    ensure!(databases.is_empty(), "a resident's browser has databases: {databases:?}");
    Ok(())
}

const ASK_THE_HUB: &str = "fetch('/api/v1/packs/manifest').then(() => true, () => false).then(arguments[arguments.length - 1])";

const DATABASES: &str = "indexedDB.databases().then((all) => arguments[arguments.length - 1](all.map((one) => one.name)))";

#[tokio::test(flavor = "multi_thread")]
async fn a_session_without_a_guide_is_run_and_closed() {
    story(async |story| {
        let tablet = &mut story.tablet;
        tablet.make_ready(&story.hub).await?;
        story.hub.stop().await?;
        tablet.open("/personal").await?;
        tablet.tap("topic-skatt").await?;
        tablet.tap("topic-start").await?;
        tablet.tap("agreement-start").await?;
        tablet.see("session").await?;
        tablet.close_with("hanvisad").await?;
        tablet.until_day_is(&["unsent"]).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sessions_are_open_at_once_and_each_keeps_its_own_ticks() {
    story(async |story| {
        let tablet = &mut story.tablet;
        tablet.make_ready(&story.hub).await?;
        let first = tablet.begin("buss", BUS).await?;
        tablet.tick_first(3).await?;
        tablet.tap("switch-visitor").await?;
        let second = tablet.begin("boka tid", "1177-boka-tid").await?;
        ensure!(first != second, "the second session is the first");
        tablet.tick_first(1).await?;

        tablet.tap("switch-visitor").await?;
        tablet.see("ongoing").await?;
        ensure!(tablet.all("[data-testid=ongoing]").await?.len() == 2, "not both sessions are listed as ongoing");
        tablet.tap_css(&format!("[data-testid=ongoing][data-session-id=\"{first}\"] [data-testid=resume]")).await?;
        tablet.see_with("session", "data-session-id", &first).await?;
        let ticked = tablet.steps().await?.iter().filter(|(_, ticked)| *ticked).count();
        ensure!(ticked == 3, "the first session came back with {ticked} ticks");
        Ok(())
    })
    .await;
}
