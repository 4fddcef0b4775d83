//! From the tap on a step to the page saying "Sparat", beside one raw strict write of the same bytes, in turn.

use super::{Metrics, SLOWER, median, quantile};
use crate::browser::{Browser, Viewport};
use crate::hub::Hub;
use crate::tablet::BUS;
use anyhow::{Result, ensure};
use serde::Deserialize;
use serde_json::json;
use std::time::Duration;

const TAPS: usize = 200;
/// Taps whose median is compared with the median of the raw writes between them: eight blocks.
const BLOCK: usize = 25;

#[derive(Debug, Deserialize)]
struct Measured {
    saved: Vec<f64>,
    /// Until the step itself is drawn as ticked.
    ticked: Vec<f64>,
    /// Until the app asks for its transaction, until that is complete, until the page says so: the parts of `saved`.
    before: Vec<f64>,
    writing: Vec<f64>,
    after: Vec<f64>,
    painted: Vec<f64>,
    raw: Vec<f64>,
    bytes: f64,
}

const MEASURE: &str = r#"
    const done = arguments[arguments.length - 1];
    const taps = arguments[0];
    const find = (id) => document.querySelector(`[data-testid="${id}"]`);
    const request = (asked) => new Promise((resolve, reject) => { asked.onsuccess = () => resolve(asked.result); asked.onerror = () => reject(asked.error); });
    const idle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 200 }));
    const afterPaint = () => new Promise((resolve) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(null);
    }));
    let asked, completed;
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...given) {
        const begun = performance.now();
        const made = transaction.apply(this, given);
        if (this.name === 'erum' && made.mode === 'readwrite') {
            asked = begun;
            made.addEventListener('complete', () => { completed = performance.now(); });
        }
        return made;
    };
    const tap = async (step) => {
        const wanted = find(`step-${step}`).dataset.ticked === 'true' ? 'false' : 'true';
        let begun;
        window.addEventListener('click', () => { begun = performance.now(); }, { capture: true, once: true });
        const before = find('saved').textContent;
        let ended = 0;
        const drawn = new Promise((resolve) => {
            const seeing = new MutationObserver(() => {
                const state = find('saved')?.dataset.state;
                const ticked = find(`step-${step}`)?.dataset.ticked === wanted;
                // "Sparat" stood there before the tap as well: it counts once it is said anew, with or without its unseen space.
                if (state === 'saved' && find('saved').textContent !== before) ended ||= performance.now();
                if (!ended || !ticked) return;
                seeing.disconnect();
                resolve(performance.now());
            });
            seeing.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
        });
        find(`tick-${step}`).click();
        const ticked = await drawn - begun;
        return { ticked, saved: ended - begun, before: asked - begun, writing: completed - asked, after: ended - completed, painted: await afterPaint() - begun };
    };
    const write = (database, row) => new Promise((resolve, reject) => {
        const begun = performance.now();
        const writing = database.transaction(['drafts'], 'readwrite', { durability: 'strict' });
        writing.oncomplete = () => resolve(performance.now() - begun);
        writing.onabort = () => reject(writing.error);
        writing.objectStore('drafts').put(row);
        writing.commit();
    });
    (async () => {
        const app = await request(indexedDB.open('erum'));
        const [row] = await request(app.transaction('drafts').objectStore('drafts').getAll());
        app.close();
        const opening = indexedDB.open('erum-bench', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('drafts', { keyPath: 'id' });
        const bench = await request(opening);
        const steps = [...document.querySelectorAll('[data-testid^="tick-"]')].map((button) => button.dataset.testid.slice(5));
        const found = { saved: [], ticked: [], before: [], writing: [], after: [], painted: [], raw: [], bytes: row.bytes.length };
        for (let i = -10; i < taps; i += 1) {
            const parts = await tap(steps[(i + 10) % steps.length]);
            await idle();
            const raw = await write(bench, row);
            await idle();
            if (i < 0) continue; // until everything is warm
            for (const part in parts) found[part].push(parts[part]);
            found.raw.push(raw);
        }
        bench.close();
        done(found);
    })().catch((error) => done({ saved: [], ticked: [], before: [], writing: [], after: [], painted: [], raw: [], bytes: 0 }));
"#;

/// Measures taps, raw writes and the memory that the page then holds.
///
/// # Errors
/// When a tap is never saved.
pub async fn measure(metrics: &mut Metrics) -> Result<()> {
    let hub = Hub::start().await?;
    let tablet = Browser::start(hub.origin(), Viewport::Tablet).await?;
    tablet.make_ready(&hub).await?;
    tablet.begin("buss", BUS).await?;
    tablet.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await?;
    tablet.driver()?.set_script_timeout(Duration::from_secs(300)).await?;
    let found: Measured = tablet.script_async(MEASURE, &[json!(TAPS)]).await?;
    ensure!(found.saved.len() == TAPS, "only {} taps were measured", found.saved.len());
    // Block by block, so that whatever else the machine does for a while weighs on both sides of the same ratio.
    let blocks = found.saved.chunks(BLOCK).zip(found.raw.chunks(BLOCK));
    let ratio = median(&blocks.map(|(saved, raw)| median(saved) / median(raw)).collect::<Vec<_>>());
    let numbers = [
        ("saved_p50_ms", median(&found.saved)),
        ("saved_p95_ms", quantile(&found.saved, 0.95)),
        ("ticked_p50_ms", median(&found.ticked)),
        ("saved_before_write_p50_ms", median(&found.before)),
        ("saved_writing_p50_ms", median(&found.writing)),
        ("saved_after_write_p50_ms", median(&found.after)),
        ("saved_painted_p50_ms", median(&found.painted)),
        ("saved_painted_p95_ms", quantile(&found.painted, 0.95)),
        ("raw_write_p50_ms", median(&found.raw)),
        ("raw_write_p95_ms", quantile(&found.raw, 0.95)),
        ("raw_write_bytes", found.bytes),
        ("saved_to_raw_ratio", ratio),
    ];
    metrics.extend(numbers.map(|(name, value)| (name.to_owned(), value)));
    memory(&tablet, metrics).await
}

async fn memory(tablet: &Browser, metrics: &mut Metrics) -> Result<()> {
    tablet.cdp("HeapProfiler.collectGarbage", json!({})).await?;
    let heap = tablet.cdp("Runtime.getHeapUsage", json!({})).await?;
    let kb = |name: &str| heap[name].as_f64().unwrap_or(f64::NAN) / 1_000.0;
    metrics.insert("js_heap_kb".into(), kb("usedSize"));
    metrics.insert("js_buffers_kb".into(), kb("backingStorageSize"));
    Ok(())
}
