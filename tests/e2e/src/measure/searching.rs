//! From a keystroke to the guides that fit, with three hundred guides: the real ones, and others made of their words.
//!
//! The others come as a publication of the hub does, so that the program is the one that is used.

use super::{Metrics, SLOWER, median, quantile};
use crate::browser::{Browser, Viewport};
use crate::hub::Hub;
use crate::newer_packs::newer_packs_with;
use crate::paths;
use crate::wait;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::path::Path;

const GUIDES: usize = 300;

/// What is typed, letter by letter: found at once, found after a slip, never found, and in other scripts.
const TYPED: [&str; 6] = ["tid hos läkaren", "förnya recpet", "flyttanmälan", "xqzvbw trollkarl", "موعد عند الطبيب", "запис до лікаря"];

/// How often all of it is typed. What counts for a letter is its median: once in a while the machine does something else.
const ROUNDS: usize = 9;

/// Types letter by letter, and for each tells the milliseconds until the list is laid out anew.
const TYPE: &str = r#"
    const [texts, done] = [arguments[0], arguments[arguments.length - 1]];
    const field = document.querySelector('[data-testid="search"]');
    const { port1, port2 } = new MessageChannel();
    const turn = () => new Promise((go) => { port1.onmessage = go; port2.postMessage(0); });
    const times = [];
    (async () => {
        for (const text of texts) {
            for (let end = 1; end <= text.length; end += 1) {
                field.value = text.slice(0, end);
                const begun = performance.now();
                field.dispatchEvent(new Event('input', { bubbles: true }));
                await turn();
                void document.body.offsetHeight;
                times.push(performance.now() - begun);
                await turn();
            }
        }
        done(times);
    })();
"#;

/// Measures keystrokes.
///
/// # Errors
/// When the guides do not come.
pub async fn measure(metrics: &mut Metrics) -> Result<()> {
    metrics.insert("packs_kb".into(), packed_bytes(&paths::app().join("packs"))? / 1_000.0);
    let mut hub = Hub::start().await?;
    let packs = newer_packs_with(&paths::app(), multiply)?;
    hub.stop().await?;
    hub.serve_packs(packs.path());
    hub.start_again().await?;
    let phone = Browser::start(hub.origin(), Viewport::Phone).await?;
    phone.open("/").await?;
    phone.until_offline_ready().await?;
    wait::until("the guides to come", async || {
        Ok((phone.value("document.documentElement.dataset.packs ?? null").await? == "new").then_some(()))
    })
    .await?;
    phone.open("/").await?;
    phone.fill("search", "läkare").await?;
    phone.see("guide-1177-boka-tid").await?;
    phone.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await?;
    let mut rounds: Vec<Vec<f64>> = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(phone.script_async(TYPE, &[json!(TYPED)]).await?);
    }
    let letters = rounds.first().map_or(0, Vec::len);
    ensure!(rounds.iter().all(|round| round.len() == letters), "not every letter was measured in every round");
    let usual: Vec<f64> = (0..letters).map(|letter| median(&rounds.iter().map(|round| round[letter]).collect::<Vec<_>>())).collect();
    metrics.insert("keystroke_p50_ms".into(), median(&usual));
    metrics.insert("keystroke_p95_ms".into(), quantile(&usual, 0.95));
    metrics.insert("keystroke_longest_ms".into(), quantile(&rounds.concat(), 1.0));
    Ok(())
}

/// Bytes of the packs as they travel.
fn packed_bytes(packs: &Path) -> Result<f64> {
    let mut sum = 0;
    for file in std::fs::read_dir(packs)? {
        let file = file?;
        if file.file_name().to_string_lossy().ends_with(".json.br") {
            sum += file.metadata()?.len();
        }
    }
    ensure!(sum > 0, "the packs are not compressed");
    Ok(sum as f64)
}

/// As many guides as are wanted: copies under other names, whose words are drawn apart so that each is its own.
fn multiply(file: &str, content: &mut Value) {
    match content {
        Value::Array(guides) if file == "facts.json" => {
            let real = guides.clone();
            for (number, guide) in real.iter().cycle().enumerate().take(GUIDES).skip(real.len()) {
                let mut copy = guide.clone();
                copy["slug"] = json!(format!("{}-{}", guide["slug"].as_str().unwrap_or_default(), number / real.len()));
                guides.push(copy);
            }
        }
        Value::Object(by_slug) if file == "phrases.json" => more(by_slug, altered),
        Value::Object(words) if file.starts_with("words-") => {
            if let Some(guides) = words.get_mut("guides").and_then(Value::as_object_mut) {
                more(guides, altered);
            }
        }
        _ => {}
    }
}

fn more(by_slug: &mut serde_json::Map<String, Value>, alter: impl Fn(&Value, usize) -> Value) {
    let real: Vec<(String, Value)> = by_slug.iter().map(|(slug, value)| (slug.clone(), value.clone())).collect();
    let copies = GUIDES.div_ceil(real.len());
    for copy in 1..copies {
        for (slug, value) in &real {
            by_slug.insert(format!("{slug}-{copy}"), alter(value, copy));
        }
    }
}

/// Every so many-th long word of a copy is a new one: seven times the text has about three times the words (Heaps' law).
const NEW_WORD: usize = 3;

/// The same texts with other words: a letter is put into some words of more than five, another for every copy.
fn altered(value: &Value, copy: usize) -> Value {
    match value {
        Value::String(text) => {
            let letter = char::from(b'a' + u8::try_from(copy * 3 % 26).unwrap_or(0));
            let words = text.split(' ').map(|word| match word.char_indices().nth(3) {
                Some((at, _)) if word.chars().count() > 5 && (word.len() + copy).is_multiple_of(NEW_WORD) => {
                    format!("{}{letter}{}", &word[..at], &word[at..])
                }
                _ => word.to_owned(),
            });
            json!(words.collect::<Vec<_>>().join(" "))
        }
        Value::Array(all) => all.iter().map(|one| altered(one, copy)).collect(),
        // How far a translation has come is a code, not a text.
        Value::Object(all) => {
            all.iter().map(|(key, one)| (key.clone(), if key == "status" { one.clone() } else { altered(one, copy) })).collect()
        }
        other => other.clone(),
    }
}
