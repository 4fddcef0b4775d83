//! What the bench measures, each in its own file: starting, reading, unlocking, searching, saving a tick, and the hub's pace.
//!
//! Measures only; what is too much stands in `budgets.toml`.

pub mod hub;
pub mod line;
pub mod reading;
pub mod searching;
pub mod starts;
pub mod ticks;
pub mod unlocking;

use std::collections::BTreeMap;

/// How many times everything is measured that is measured whole: medians of fewer say little.
pub const RUNS: usize = 9;

/// How much slower the page's processor is made, to be like a tablet's.
pub const SLOWER: u32 = 4;

/// Numbers by name; the unit stands at the end of the name.
pub type Metrics = BTreeMap<String, f64>;

/// The value that this share of all values does not exceed.
pub fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    let index = (share * last as f64).round() as usize;
    sorted.get(index.min(last)).copied().unwrap_or(f64::NAN)
}

/// The middle value.
pub fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_were_measured() {
        let values = [5.0, 1.0, 4.0, 2.0, 3.0];
        assert_eq!(median(&values), 3.0);
        assert_eq!(quantile(&values, 0.95), 5.0);
        assert_eq!(quantile(&values, 0.0), 1.0);
        assert!(median(&[]).is_nan());
    }
}
