//! Progress in plain lines: which step, what it did, how many seconds. Never draws, never overwrites a line.

use anyhow::Result;
use std::time::Instant;

/// One line at once: `step  what`.
pub(crate) fn line(step: &str, what: &str) {
    println!("{step:>9}  {what}");
}

/// Says that something long begins.
pub(crate) fn begins(step: &str, what: &str) {
    line(step, &format!("{what} …"));
}

/// Runs a step, and says what it did and how long it took.
pub(crate) fn timed<T>(step: &str, work: impl FnOnce() -> Result<(T, String)>) -> Result<T> {
    let start = Instant::now();
    let (value, what) = work()?;
    line(step, &format!("{what} ({})", seconds(start)));
    Ok(value)
}

/// How long ago, as people read it.
pub(crate) fn seconds(start: Instant) -> String {
    format!("{:.1} s", start.elapsed().as_secs_f64())
}
