//! The hub's clock: the one place that asks the machine for the time, so that tests can set it.

use erum_domain::day::Day;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time in milliseconds since 1970 (UTC).
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The machine's clock.
pub fn system() -> Clock {
    Arc::new(now_ms)
}

/// The time now, milliseconds since 1970 (UTC). A clock set before 1970 counts as 1970.
pub fn now_ms() -> i64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX)
}

/// The day (UTC) of a moment. Off from the local day by an hour or two around midnight, which the rules for
/// plausible days allow for.
pub fn day_of(now_ms: i64) -> Day {
    Day::from_local_ms(now_ms)
}
