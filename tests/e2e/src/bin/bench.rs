//! The bench: measures, prints, and writes `target/bench/latest.json`. Judges nothing; `cargo xtask bench` does.
//!
//! `bench hub`, `bench ticks`, `bench unlocking`, `bench searching`, `bench reading` or `bench starts` measures that part only and writes nothing.

use anyhow::{Context, Result};
use erum_e2e::measure::{self, Metrics, RUNS, SLOWER};
use erum_e2e::paths;
use serde_json::json;
use std::io::Write;
use std::time::Instant;

#[tokio::main]
async fn main() -> Result<()> {
    let only = std::env::args().nth(1);
    let wanted = |part: &str| only.as_deref().is_none_or(|only| only == part);
    let mut metrics = Metrics::new();
    let begun = Instant::now();
    if wanted("hub") {
        say("the hub's pace")?;
        measure::hub::measure(&mut metrics).await.context("the hub's pace")?;
    }
    if wanted("ticks") {
        say("saving a tick")?;
        measure::ticks::measure(&mut metrics).await.context("saving a tick")?;
    }
    if wanted("unlocking") {
        say("unlocking")?;
        measure::unlocking::measure(&mut metrics).await.context("unlocking")?;
    }
    if wanted("searching") {
        say("searching")?;
        measure::searching::measure(&mut metrics).await.context("searching")?;
    }
    if wanted("reading") {
        say("reading at home")?;
        measure::reading::measure(&mut metrics).await.context("reading at home")?;
    }
    if wanted("starts") {
        say("starting")?;
        measure::starts::measure(&mut metrics).await.context("starting")?;
    }
    for (name, value) in &metrics {
        say(&format!("{value:10.1}  {name}"))?;
    }
    if only.is_some() {
        return Ok(());
    }
    let folder = paths::bench();
    std::fs::create_dir_all(&folder)?;
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let report = json!({ "metrics": metrics, "runs": RUNS, "cpu_slowed": SLOWER, "cores": cores, "seconds": begun.elapsed().as_secs() });
    let file = folder.join("latest.json");
    std::fs::write(&file, serde_json::to_vec_pretty(&report)?).with_context(|| format!("write {}", file.display()))
}

fn say(line: &str) -> Result<()> {
    Ok(writeln!(std::io::stderr(), "bench: {line}")?)
}
