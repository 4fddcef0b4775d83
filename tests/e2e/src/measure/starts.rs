//! From the address to a page that can be used: a resident's first visit, an enrolled tablet's first over the wire, and its
//! cold start without a network. On a tablet that page asks for the PIN; what unlocking takes is measured apart.
//!
//! A resident's browser is new in each run. A tablet's starts on a copy of the same profile: enrolled, one session open. For
//! a first visit everything that a browser keeps of the app itself is taken out of the copy.

use super::line::CountingLine;
use super::{Metrics, RUNS, SLOWER, median};
use crate::browser::{Browser, Viewport};
use crate::hub::{Hub, free_port};
use crate::newer::copy_folder;
use crate::paths;
use crate::tablet::BUS;
use crate::wait;
use anyhow::{Context, Result};
use serde_json::json;
use std::path::Path;
use tempfile::TempDir;

/// What Chromium keeps of an app, as opposed to what an app keeps of its own.
const KEPT_OF_THE_APP: [&str; 5] = ["Cache", "Code Cache", "Service Worker", "GPUCache", "DawnWebGPUCache"];

/// Where an enrolled tablet with a session starts.
const TABLETS_PAGE: &str = "/personal/tillfalle";

/// Notes when the PIN or a resident's errand can be typed, or a guide be read, counted from the navigation.
pub(super) const NOTE_WHEN_USABLE: &str = r#"
    const look = () => {
        const started = document.documentElement?.dataset.started === 'true';
        if (window.erumUsable || !started || !document.querySelector('[data-testid="unlock-pin"], [data-testid="search"], [data-testid="guide-place"]')) return;
        window.erumUsable = performance.now();
        seeing.disconnect();
    };
    const seeing = new MutationObserver(look);
    seeing.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-started'] });
"#;

/// What the page itself had to fetch before it could be used: page, styles, programs, one pack; fonts and pictures apart.
const CRITICAL_BYTES: &str = r"
    const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const critical = entries.filter((entry) => entry.startTime <= window.erumUsable && !/\.(woff2?|svg|png|webmanifest)$/.test(entry.name) && !entry.name.includes('/api/'));
    return critical.reduce((sum, entry) => sum + entry.transferSize, 0);
";

/// Measures all starts.
///
/// # Errors
/// When a run does not reach it.
pub async fn measure(metrics: &mut Metrics) -> Result<()> {
    let port = free_port()?;
    let line = CountingLine::start(port).await?;
    let mut hub = Hub::start_with(port, line.origin(), paths::app()).await?;
    let nobody = tempfile::Builder::new().prefix("erum-bench-").tempdir()?;
    let mut phone = Browser::start(&line.origin(), Viewport::Phone).await?;
    phone.quit().await?;
    phone.before_pages(NOTE_WHEN_USABLE);
    let resident = first_visits(&mut phone, nobody.path(), "/", &line).await?;
    metrics.insert("first_visit_kb".into(), median(&resident.bytes));
    metrics.insert("critical_path_kb".into(), median(&resident.critical));

    let mut tablet = Browser::start(&line.origin(), Viewport::Tablet).await?;
    let travelled = prepare(&hub, &mut tablet).await?;
    let fresh = copy_without_app(travelled.path())?;
    let staff = first_visits(&mut tablet, fresh.path(), TABLETS_PAGE, &line).await?;
    metrics.insert("staff_first_visit_kb".into(), median(&staff.bytes));
    metrics.insert("staff_critical_path_kb".into(), median(&staff.critical));
    metrics.insert("first_checklist_ms".into(), median(&staff.usable));
    hub.stop().await?;
    let mut cold = Vec::new();
    for _ in 0..RUNS {
        cold.push(start_on(&mut tablet, travelled.path(), TABLETS_PAGE).await?);
        tablet.quit().await?;
    }
    metrics.insert("offline_cold_start_ms".into(), median(&cold));
    Ok(())
}

/// What first visits took, run by run.
#[derive(Default)]
struct Visits {
    /// Everything until the app needs no network any more, kB.
    bytes: Vec<f64>,
    /// What came before the page could be used, kB.
    critical: Vec<f64>,
    /// Milliseconds until then.
    usable: Vec<f64>,
}

async fn first_visits(browser: &mut Browser, profile: &Path, path: &str, line: &CountingLine) -> Result<Visits> {
    let mut visits = Visits::default();
    for _ in 0..RUNS {
        line.came();
        visits.usable.push(start_on(browser, profile, path).await?);
        visits.critical.push(browser.script::<f64>(CRITICAL_BYTES, &[]).await? / 1_000.0);
        browser.until_offline_ready().await?;
        visits.bytes.push(line.came() as f64 / 1_000.0);
        browser.quit().await?;
    }
    Ok(visits)
}

/// A tablet on its way: enrolled, one session open, the app kept for use without a network. Leaves it closed.
async fn prepare(hub: &Hub, tablet: &mut Browser) -> Result<TempDir> {
    tablet.make_ready(hub).await?;
    tablet.begin("buss", BUS).await?;
    tablet.tick_first(1).await?;
    // Once more from the cache, so that the browser has compiled what it will start from.
    tablet.restart().await?;
    tablet.open(TABLETS_PAGE).await?;
    tablet.see("session").await?;
    tablet.quit().await?;
    let copy = tempfile::Builder::new().prefix("erum-bench-").tempdir()?;
    copy_folder(&tablet.profile(), copy.path())?;
    tablet.before_pages(NOTE_WHEN_USABLE);
    Ok(copy)
}

fn copy_without_app(profile: &Path) -> Result<TempDir> {
    let copy = tempfile::Builder::new().prefix("erum-bench-").tempdir()?;
    copy_folder(profile, copy.path())?;
    for name in KEPT_OF_THE_APP {
        let folder = copy.path().join("Default").join(name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).with_context(|| format!("remove {}", folder.display()))?;
        }
    }
    Ok(copy)
}

/// Starts the browser on a copy of the profile and returns the milliseconds to a page that can be used.
pub(super) async fn start_on(tablet: &mut Browser, profile: &Path, path: &str) -> Result<f64> {
    std::fs::remove_dir_all(tablet.profile())?;
    copy_folder(profile, &tablet.profile())?;
    tablet.open_again().await?;
    tablet.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await?;
    until_usable(tablet, path).await
}

/// Goes to a page and returns the milliseconds until it can be used.
pub(super) async fn until_usable(browser: &Browser, path: &str) -> Result<f64> {
    browser.goto(path).await?;
    wait::until("a page that can be used", async || {
        let usable = browser.value("window.erumUsable ?? null").await?;
        Ok(usable.as_f64())
    })
    .await
}
