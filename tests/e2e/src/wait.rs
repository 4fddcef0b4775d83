//! Waiting for a state, never for a time.

use anyhow::{Result, bail};
use std::fmt::Display;
use std::time::{Duration, Instant};

/// How long a state may take before it counts as missing.
pub const DEADLINE: Duration = Duration::from_secs(15);

/// How often it is looked for.
const EVERY: Duration = Duration::from_millis(30);

/// Looks until the probe finds something, [`DEADLINE`] at most.
///
/// # Errors
/// When the probe fails, or the deadline passes; the message says what was waited for.
pub async fn until<T>(what: impl Display, probe: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    until_within(DEADLINE, what, probe).await
}

/// Looks until the probe finds something, within a time of its own.
///
/// # Errors
/// As [`until`].
pub async fn until_within<T>(deadline: Duration, what: impl Display, mut probe: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let begun = Instant::now();
    let deadline = deadline.mul_f64(patience());
    loop {
        if let Some(found) = probe().await? {
            return Ok(found);
        }
        if begun.elapsed() > deadline {
            bail!("waited {:.0} s for {what}", deadline.as_secs_f64());
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// `ERUM_PATIENCE=3` makes every deadline three times as long, for a slow machine.
fn patience() -> f64 {
    std::env::var("ERUM_PATIENCE").ok().and_then(|value| value.parse().ok()).unwrap_or(1.0)
}
