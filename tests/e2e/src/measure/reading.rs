//! A resident with an old phone and a village's network: from the link on a note to a guide that can be read, and coming
//! back without a network.
//!
//! The browser is new in each run and the line as slow as the budget says, with two rounds for the connection to come about.

use super::line::CountingLine;
use super::starts::{NOTE_WHEN_USABLE, start_on, until_usable};
use super::{Metrics, RUNS, SLOWER, median};
use crate::browser::{Browser, Viewport};
use crate::hub::{Hub, free_port};
use crate::newer::copy_folder;
use crate::paths;
use anyhow::Result;
use serde_json::json;
use std::time::Duration;

/// From a request to the first of its answer, milliseconds.
const ROUND_MS: u32 = 150;
/// 1.6 Mbit in a second, in bytes.
const BYTES_A_SECOND: u32 = 1_600_000 / 8;
/// What a QR code on a note leads to.
const NOTE: &str = "/#g=1177-boka-tid.sv";

/// Measures both.
///
/// # Errors
/// When a run does not get there.
pub async fn measure(metrics: &mut Metrics) -> Result<()> {
    let port = free_port()?;
    let line = CountingLine::start_far(port, Duration::from_millis(2 * u64::from(ROUND_MS))).await?;
    let mut hub = Hub::start_with(port, line.origin(), paths::app()).await?;
    let mut phone = Browser::start(&line.origin(), Viewport::Phone).await?;
    phone.open("/").await?;
    phone.until_offline_ready().await?;
    phone.quit().await?;
    let been_here = tempfile::Builder::new().prefix("erum-bench-").tempdir()?;
    copy_folder(&phone.profile(), been_here.path())?;
    phone.before_pages(NOTE_WHEN_USABLE);

    let mut readable = Vec::new();
    for _ in 0..RUNS {
        readable.push(first_visit(&mut phone).await?);
        phone.quit().await?;
    }
    hub.stop().await?;
    let mut back = Vec::new();
    for _ in 0..RUNS {
        back.push(start_on(&mut phone, been_here.path(), "/").await?);
        phone.quit().await?;
    }
    metrics.insert("readable_guide_ms".into(), median(&readable));
    metrics.insert("back_offline_ms".into(), median(&back));
    Ok(())
}

/// A browser that has never been here, on a slow line.
async fn first_visit(phone: &mut Browser) -> Result<f64> {
    std::fs::remove_dir_all(phone.profile())?;
    phone.open_again().await?;
    phone.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await?;
    let line = json!({ "offline": false, "latency": ROUND_MS, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND });
    phone.cdp("Network.enable", json!({})).await?;
    phone.cdp("Network.emulateNetworkConditions", line).await?;
    until_usable(phone, NOTE).await
}
