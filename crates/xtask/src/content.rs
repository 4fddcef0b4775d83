//! `cargo xtask content`: reads `content/`, says everything that is wrong with it, and compiles it to packs.
//!
//! Writes all packs or none. Never changes a word, never invents one.

mod fields;
mod guide_files;
mod guides;
mod leads;
mod locator;
mod packs;
mod places;
mod report;
mod spelling;
mod translated;
mod words;

use crate::args::Args;
use crate::paths::Paths;
use crate::{lock, say, tools};
use anyhow::{Result, bail};
use erum_content::Speller;
use erum_domain::day::{DAY_MS, Day};
use erum_domain::directory::Unit;
use erum_domain::manuscript::Manuscript;
use erum_domain::pack::Leads;
use report::Report;
use std::collections::BTreeMap;
use std::time::SystemTime;
use words::Catalogues;

pub(crate) fn command(paths: &Paths, mut args: Args) -> Result<()> {
    let only_check = args.flag("--check");
    args.finish()?;
    let _only_one = lock::hold(paths)?;
    if let Err(error) = tools::dictionary() {
        say::line("content", &format!("spelling: not run: {error:#}"));
    }
    compile(paths, only_check)
}

/// Checks everything and, unless `only_check`, writes the packs. Spells where there is a dictionary; installs none.
pub(crate) fn compile(paths: &Paths, only_check: bool) -> Result<()> {
    let swedish = tools::dictionary_if_there().map(|file| spelling::read(paths, &file)).transpose()?;
    let speller = swedish.as_ref().map(|swedish| swedish as &dyn Speller);
    compile_with(paths, only_check, &Judges { today: today()?, speller })
}

/// Checks everything, after seeing to a dictionary; why nothing was spelt, if so.
pub(crate) fn check(paths: &Paths) -> Result<Option<String>> {
    let missing = tools::dictionary().err().map(|error| format!("{error:#}"));
    compile(paths, true).map(|()| missing)
}

/// What content is judged with.
struct Judges<'a> {
    today: Day,
    speller: Option<&'a dyn Speller>,
}

/// The day it is in Sweden, or the next between ten in the evening and midnight in winter: nobody who writes after midnight
/// is told that today is still to come.
fn today() -> Result<Day> {
    const TWO_HOURS_MS: i64 = DAY_MS / 12;
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    Ok(Day::from_local_ms(i64::try_from(since_1970.as_millis())? + TWO_HOURS_MS))
}

fn compile_with(paths: &Paths, only_check: bool, judges: &Judges<'_>) -> Result<()> {
    say::timed("content", || {
        let mut report = Report::default();
        let Content { words, units, guides, leads } = read(paths, judges, &mut report);
        report.print();
        if report.errors() > 0 {
            bail!("{} in content/. Nothing was written", report.summary());
        }
        if !only_check {
            packs::write(paths, &guides, &units, &leads)?;
            packs::write_words(paths, &words)?;
        }
        let done = if only_check { "checked" } else { "compiled" };
        let spelt = if judges.speller.is_some() { "" } else { ", spelling not run" };
        let (units, languages) = (units.len(), languages(&guides));
        Ok(((), format!("{done} {} guides ({languages}), {units} units, {}{spelt}", guides.len(), report.summary())))
    })
}

/// In how many guides each language is: `ar 19, en 43`.
fn languages(guides: &[Manuscript]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for language in guides.iter().flat_map(|guide| guide.words.keys()) {
        *counts.entry(language).or_default() += 1;
    }
    counts.iter().map(|(language, count)| format!("{language} {count}")).collect::<Vec<_>>().join(", ")
}

/// All that `content/` holds.
struct Content {
    words: Catalogues,
    units: Vec<Unit>,
    guides: Vec<Manuscript>,
    leads: Leads,
}

/// Reads everything. Worth using only when the report has no errors.
fn read(paths: &Paths, judges: &Judges<'_>, report: &mut Report) -> Content {
    let words = words::read(paths, judges.speller, report);
    let (units, guides) = (places::read(paths, report), guides::read(paths, judges, report));
    let leads = leads::read(paths, &guides, report);
    translated::check(paths, report);
    Content { words, units, guides, leads }
}

#[cfg(test)]
mod mutated;
#[cfg(test)]
mod slips;
#[cfg(test)]
mod tests;
