//! `cargo xtask content`: reads `content/`, says everything that is wrong with it, and compiles it to packs.
//!
//! Writes all packs or none. Never changes a word, never invents one.

mod fields;
mod guide_files;
mod guides;
mod packs;
mod places;
mod report;
mod words;

use crate::args::Args;
use crate::paths::Paths;
use crate::{lock, say};
use anyhow::{Result, bail};
use erum_domain::pack::Pack;
use report::Report;

/// The language that everything is written in first.
const SOURCE_LANGUAGE: &str = "sv";

pub(crate) fn command(paths: &Paths, mut args: Args) -> Result<()> {
    let only_check = args.flag("--check");
    args.finish()?;
    let _only_one = lock::hold(paths)?;
    compile(paths, only_check)
}

/// Checks everything and, unless `only_check`, writes the packs.
pub(crate) fn compile(paths: &Paths, only_check: bool) -> Result<()> {
    say::timed("content", || {
        let mut report = Report::default();
        let packs = read(paths, &mut report);
        report.print();
        if report.errors() > 0 {
            bail!("{} in content/. Nothing was written", report.summary());
        }
        let guides = packs.first().map_or(0, |pack| pack.guides.len());
        let units = packs.first().map_or(0, |pack| pack.units.len());
        if !only_check {
            packs::write(paths, &packs)?;
        }
        let done = if only_check { "checked" } else { "compiled" };
        Ok(((), format!("{done} {guides} guides, {units} units, {} language(s), {}", packs.len(), report.summary())))
    })
}

/// Every language's pack, the source language first. Worth using only when the report has no errors.
fn read(paths: &Paths, report: &mut Report) -> Vec<Pack> {
    let words = words::read(paths, report);
    let units = places::read(paths, report);
    let written = guides::read(paths, report);
    words
        .into_iter()
        .map(|(language, words)| {
            let guides = guides::in_language(&written, &language);
            Pack { language, words, guides, units: units.clone() }
        })
        .collect()
}

#[cfg(test)]
mod tests;
