//! `cargo xtask bench`: lets `tests/e2e` measure, asks for guides as people do, and holds the numbers against `budgets.toml`.

use crate::args::Args;
use crate::build::{self, Mode};
use crate::paths::Paths;
use crate::{finding, process, stories};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;

/// One number that must not grow unnoticed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    name: String,
    most: f64,
    unit: String,
    /// Why this much and no more.
    why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budgets {
    budget: Vec<Budget>,
}

#[derive(Debug, Deserialize)]
struct Measured {
    metrics: BTreeMap<String, f64>,
}

pub(crate) fn command(paths: &Paths, args: Args) -> Result<()> {
    args.finish()?;
    let budgets = fs::read_to_string(paths.join("budgets.toml")).context("cannot read budgets.toml")?;
    let budgets: Budgets = toml::from_str(&budgets).context("cannot understand budgets.toml")?;
    build::app_if_changed(paths, Mode::Release)?;
    build::hub(paths)?;
    let words = ["run", "--quiet", "--locked", "--profile", "server", "--package", "erum-e2e", "--bin", "bench"];
    process::run(&mut stories::cargo(paths, &words, false)?)?;
    let latest = fs::read(paths.join("target/bench/latest.json")).context("the measurement left no target/bench/latest.json")?;
    let mut measured: Measured = serde_json::from_slice(&latest).context("cannot understand target/bench/latest.json")?;
    let (first, among_three) = finding::missed(paths)?;
    measured.metrics.extend([("search_missed_first".to_owned(), first), ("search_missed_three".to_owned(), among_three)]);
    let (table, wrong) = compared(&budgets.budget, &measured.metrics);
    println!("{table}");
    if wrong > 0 { bail!("{wrong} of {} budgets are not kept", budgets.budget.len()) } else { Ok(()) }
}

/// The table, and how many budgets are broken. A number that was not measured breaks its budget.
fn compared(budgets: &[Budget], metrics: &BTreeMap<String, f64>) -> (String, usize) {
    let width = budgets.iter().map(|budget| budget.name.len()).max().unwrap_or(0);
    let mut wrong = 0;
    let mut lines = Vec::new();
    for budget in budgets {
        let Budget { name, most, unit, why } = budget;
        let (value, kept) = match metrics.get(name) {
            Some(value) => (format!("{value:.1}"), *value <= *most),
            None => ("missing".to_owned(), false),
        };
        let remark = if kept { String::new() } else { format!("  OVER: {why}") };
        wrong += usize::from(!kept);
        lines.push(format!("{name:<width$} {value:>10} of {most:>8} {unit}{remark}"));
    }
    for (name, value) in metrics.iter().filter(|(name, _)| budgets.iter().all(|budget| budget.name != **name)) {
        lines.push(format!("{name:<width$} {value:>10.1}    (no budget)"));
    }
    (lines.join("\n"), wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_over_its_budget_and_a_missing_one_are_counted() {
        let budget = |name: &str| Budget { name: name.to_owned(), most: 5.0, unit: "ms".to_owned(), why: "people wait".to_owned() };
        let metrics = BTreeMap::from([("tick".to_owned(), 5.0), ("open".to_owned(), 5.1), ("new".to_owned(), 1.0)]);
        let (table, wrong) = compared(&[budget("tick"), budget("open"), budget("gone")], &metrics);
        assert_eq!(wrong, 2);
        assert_eq!(table.matches("OVER: people wait").count(), 2);
        assert!(table.contains("(no budget)"));
    }
}
