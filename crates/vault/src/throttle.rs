//! The growing wait after wrong PINs. Knows no clock: whoever asks counts the time that has passed, on a clock that
//! nobody can set, and stores what is left, so that neither a restart nor a changed clock shortens it.
//!
//! Guards against a person at the screen. Someone with the disk is held back by the effort of a guess alone.

use serde::{Deserialize, Deserializer, Serialize};

/// Wrong PINs that cost nothing: everybody mistypes.
const FREE: u32 = 3;
/// The wait after the first that does, milliseconds; doubles with every further one.
const FIRST_MS: u64 = 5_000;
/// The longest wait, milliseconds.
const LONGEST_MS: u64 = 15 * 60_000;

/// How many PINs were wrong in a row, and how long there still is to wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Throttle {
    /// Wrong PINs since the last right one. Counted before a PIN is tried, so that no power cut undoes it.
    failures: u32,
    /// What is left to wait, milliseconds.
    #[serde(deserialize_with = "at_most_the_longest")]
    left_ms: u64,
}

/// A stored wait is never longer than the longest that is ever imposed: damage must not lock a tablet for ever.
fn at_most_the_longest<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    u64::deserialize(deserializer).map(|left_ms| left_ms.min(LONGEST_MS))
}

impl Throttle {
    /// How long there is to wait before the next attempt, milliseconds.
    pub const fn left_ms(self) -> u64 {
        self.left_ms
    }

    /// Counts an attempt, before it is made.
    #[must_use]
    pub fn counting_one(self) -> Self {
        let failures = self.failures.saturating_add(1);
        let doublings = failures.saturating_sub(FREE);
        let left_ms = if doublings == 0 { 0 } else { (FIRST_MS << (doublings - 1).min(16)).min(LONGEST_MS) };
        Self { failures, left_ms }
    }

    /// After so many milliseconds of waiting.
    #[must_use]
    pub const fn after(self, passed_ms: u64) -> Self {
        Self { left_ms: self.left_ms.saturating_sub(passed_ms), ..self }
    }
}
