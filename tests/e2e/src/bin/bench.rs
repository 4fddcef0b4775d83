//! The bench: measures, prints, and writes `target/bench/latest.json`. Judges nothing; `cargo xtask bench` does.

use anyhow::{Context, Result};
use erum_e2e::measure::{self, Metrics, RUNS, SLOWER};
use erum_e2e::paths;
use serde_json::json;
use std::io::Write;
use std::time::Instant;

#[tokio::main]
async fn main() -> Result<()> {
    let mut metrics = Metrics::new();
    let begun = Instant::now();
    say("the hub's pace")?;
    measure::hub::measure(&mut metrics).await.context("the hub's pace")?;
    say("saving a tick")?;
    measure::ticks::measure(&mut metrics).await.context("saving a tick")?;
    say("starting")?;
    measure::starts::measure(&mut metrics).await.context("starting")?;
    for (name, value) in &metrics {
        say(&format!("{value:10.1}  {name}"))?;
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
