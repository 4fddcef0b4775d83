//! How long each part may take (`ci-budget.toml`, reviewed like code), and the table that shows it.

use crate::paths::Paths;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Seconds on two cores, with tools and registry already there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Budget {
    total: f64,
    parts: BTreeMap<String, f64>,
}

impl Budget {
    pub(super) fn read(paths: &Paths) -> Result<Self> {
        let text = std::fs::read_to_string(paths.join("ci-budget.toml")).context("cannot read ci-budget.toml")?;
        toml::from_str(&text).context("cannot understand ci-budget.toml")
    }

    /// One line for each part and one for all.
    pub(super) fn table<'a>(&self, parts: impl Iterator<Item = (&'a str, f64, &'a str)>) -> String {
        let mut text = format!("{:<10}{:>9}{:>9}\n", "part", "seconds", "budget");
        let mut all = 0.0;
        for (name, seconds, word) in parts {
            all += seconds;
            line(&mut text, name, seconds, self.parts.get(name).copied(), word);
        }
        line(&mut text, "total", all, Some(self.total), "");
        text
    }
}

fn line(text: &mut String, name: &str, seconds: f64, most: Option<f64>, word: &str) {
    let budget = most.map_or_else(|| "–".to_owned(), |most| format!("{most:.0}"));
    let over = if most.is_some_and(|most| seconds > most) { "  OVER" } else { "" };
    // Writing into a String cannot fail.
    writeln!(text, "{name:<10}{seconds:>9.1}{budget:>9}  {word}{over}").ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_takes_too_long_is_marked_and_others_are_not() {
        let budget = Budget { total: 10.0, parts: BTreeMap::from([("fmt".to_owned(), 1.0)]) };
        let table = budget.table([("fmt", 2.0, "passed"), ("new", 3.0, "FAILED")].into_iter());
        let marked: Vec<&str> = table.lines().filter(|line| line.ends_with("OVER")).collect();
        assert_eq!(marked.len(), 1);
        assert!(marked[0].starts_with("fmt"));
    }

    #[test]
    fn the_committed_budget_knows_every_part() {
        let budget = Budget::read(&Paths::of_this_checkout()).unwrap();
        assert!(super::super::PARTS.iter().all(|part| budget.parts.contains_key(part.name)));
        assert!(budget.parts.values().sum::<f64>() <= budget.total);
    }
}
