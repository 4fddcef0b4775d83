//! From the PIN to an open tablet, and what is left of it after the key is there, with 5,000 sealed copies on the day's list.
//!
//! The copies are sealed here with the tablet's own key, which the PIN opens: the format is the app's, the bytes are real.

use super::{Metrics, SLOWER, median};
use crate::browser::{Browser, Viewport};
use crate::hub::Hub;
use crate::locks::PIN;
use anyhow::{Context, Result, ensure};
use base64ct::{Base64, Encoding};
use erum_vault::sealed::{self, DataKey, Place};
use erum_vault::slots::Slot;
use serde_json::{Value, json};

const RUNS: usize = 5;
const COPIES: u32 = 5_000;
/// Copies written in one call of a script.
const BATCH: usize = 500;
/// As `src/storage/seal.rs` binds it in.
const FORM: u32 = 1;

/// From the press of the button until the lock is gone; and from the worker's answer, the key, until then. The first
/// holds the PIN's second, which no two runs spend alike; the second is what opening takes.
const UNLOCK: &str = r#"
    const done = arguments[arguments.length - 1];
    let answered = Infinity;
    window.Worker = class extends window.Worker {
        constructor(...told) {
            super(...told);
            this.addEventListener('message', () => { answered = performance.now(); });
        }
    };
    const find = (id) => document.querySelector(`[data-testid="${id}"]`);
    const begun = performance.now();
    const seeing = new MutationObserver(() => {
        if (find('unlock')) return;
        seeing.disconnect();
        const gone = performance.now();
        done([gone - begun, gone - answered]);
    });
    seeing.observe(document.body, { subtree: true, childList: true });
    find('unlock-submit').click();
"#;

const FIRST_DAY_ROW: &str = r"
    const done = arguments[arguments.length - 1];
    const opening = indexedDB.open('erum');
    opening.onsuccess = () => {
        const asked = opening.result.transaction('day').objectStore('day').getAll();
        asked.onsuccess = () => { opening.result.close(); done([asked.result[0].id, btoa(String.fromCharCode(...asked.result[0].bytes))]); };
    };
";

const PUT_DAY_ROWS: &str = r"
    const [rows, done] = [arguments[0], arguments[arguments.length - 1]];
    const opening = indexedDB.open('erum');
    opening.onsuccess = () => {
        const writing = opening.result.transaction('day', 'readwrite');
        for (const [id, text] of rows) writing.objectStore('day').put({ id, bytes: Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) });
        writing.oncomplete = () => { opening.result.close(); done(true); };
        writing.onabort = () => done(false);
    };
";

/// Measures unlocking, then again with the copies.
///
/// # Errors
/// When the tablet does not open.
pub async fn measure(metrics: &mut Metrics) -> Result<()> {
    let hub = Hub::start().await?;
    let tablet = Browser::start(hub.origin(), Viewport::Tablet).await?;
    tablet.make_ready(&hub).await?;
    tablet.help("klar-sjalv").await?;
    tablet.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await?;
    let usual = unlockings(&tablet).await?;
    fill_day(&tablet).await?;
    let full = unlockings(&tablet).await?;
    ensure!(tablet.all("[data-testid=day-item]").await?.len() > COPIES as usize, "the copies were not opened");
    let (whole, _): (Vec<f64>, Vec<f64>) = usual.into_iter().unzip();
    let (_, opening): (Vec<f64>, Vec<f64>) = full.into_iter().unzip();
    metrics.insert("unlock_p50_ms".into(), median(&whole));
    metrics.insert("open_5000_sealed_ms".into(), median(&opening));
    Ok(())
}

async fn unlockings(tablet: &Browser) -> Result<Vec<(f64, f64)>> {
    let mut times = Vec::new();
    for run in 0..RUNS {
        // The last one shows the list, so that the copies can be counted.
        tablet.open_locked(if run + 1 == RUNS { "/personal/idag" } else { "/personal" }).await?;
        tablet.fill("unlock-pin", PIN).await?;
        times.push(tablet.script_async(UNLOCK, &[]).await?);
    }
    tablet.see("today-title").await.map(drop).or_else(|_untitled| Ok::<_, anyhow::Error>(()))?;
    Ok(times)
}

/// The tablet's data key: what its one PIN opens.
async fn key(tablet: &Browser) -> Result<DataKey> {
    let database = tablet.database().await?;
    let kept = database.get("keys").and_then(Value::as_array).context("no ways in")?;
    let member = kept.iter().find(|kept| !kept["sign"].is_null()).context("nobody's way in")?;
    let slot: Slot = serde_json::from_value(member["slot"].clone())?;
    Ok(slot.open(PIN)?)
}

async fn fill_day(tablet: &Browser) -> Result<()> {
    let key = key(tablet).await?;
    let (id, text): (String, String) = tablet.script_async(FIRST_DAY_ROW, &[]).await?;
    let bytes = Base64::decode_vec(&text).map_err(|error| anyhow::anyhow!("{error}"))?;
    let plain = sealed::open(&key, Place { store: "day", id: &id, schema: FORM }, &bytes)?;
    let item: Value = serde_json::from_slice(&plain)?;
    let rows: Vec<(String, String)> = (1..=COPIES).map(|number| copy(&key, &item, number)).collect::<Result<_>>()?;
    for rows in rows.chunks(BATCH) {
        let written: bool = tablet.script_async(PUT_DAY_ROWS, &[json!(rows)]).await?;
        ensure!(written, "the copies were not written");
    }
    Ok(())
}

fn copy(key: &DataKey, item: &Value, number: u32) -> Result<(String, String)> {
    let id = format!("{number:032x}");
    let mut item = item.clone();
    item["record"]["id"] = json!(id);
    let mut nonce = [0; 24];
    nonce[..4].copy_from_slice(&number.to_be_bytes());
    let sealed = sealed::seal(key, Place { store: "day", id: &id, schema: FORM }, &serde_json::to_vec(&item)?, nonce);
    Ok((id, Base64::encode_string(&sealed)))
}
