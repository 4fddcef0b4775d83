//! `cargo xtask content`: reads `content/`, says everything that is wrong with it, and compiles it to packs.
//!
//! Writes all packs or none. Never changes a word, never invents one.

mod fields;
mod guide_files;
mod guides;
mod leads;
mod packs;
mod places;
mod report;
mod words;

use crate::args::Args;
use crate::paths::Paths;
use crate::{lock, say};
use anyhow::{Result, bail};
use erum_domain::directory::Unit;
use erum_domain::manuscript::Manuscript;
use erum_domain::pack::Leads;
use report::Report;
use std::collections::BTreeSet;
use words::Catalogues;

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
        let Content { words, units, guides, leads } = read(paths, &mut report);
        report.print();
        if report.errors() > 0 {
            bail!("{} in content/. Nothing was written", report.summary());
        }
        if !only_check {
            packs::write(paths, &guides, &units, &leads)?;
            packs::write_words(paths, &words)?;
        }
        let languages: BTreeSet<&String> = guides.iter().flat_map(|guide| guide.words.keys()).collect();
        let done = if only_check { "checked" } else { "compiled" };
        let (guides, units, languages) = (guides.len(), units.len(), languages.len());
        Ok(((), format!("{done} {guides} guides, {units} units, {languages} language(s), {}", report.summary())))
    })
}

/// All that `content/` holds.
struct Content {
    words: Catalogues,
    units: Vec<Unit>,
    guides: Vec<Manuscript>,
    leads: Leads,
}

/// Reads everything. Worth using only when the report has no errors.
fn read(paths: &Paths, report: &mut Report) -> Content {
    let (words, units, guides) = (words::read(paths, report), places::read(paths, report), guides::read(paths, report));
    let leads = leads::read(paths, &guides, report);
    Content { words, units, guides, leads }
}

#[cfg(test)]
mod tests;
