//! Scans a Chromium profile by hand: `seized PROFILE [--dist DIR] CANARY…` prints what was found where.
//!
//! Never writes into the profile. Ends with 1 when something was found, as `grep` ends with 0: a find is a failure.

use anyhow::{Context, Result, bail, ensure};
use erum_e2e::seized::{self, Built, Canary};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "seized PROFILE [--dist DIR] CANARY…\n\nPROFILE is a Chromium user-data-dir, closed. With --dist, cached \
                     files equal to those of the built app are passed over.";

fn main() -> Result<ExitCode> {
    let (mut profile, mut dist, mut canaries) = (None, None, Vec::new());
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--dist" => dist = Some(PathBuf::from(words.next().context("--dist wants a folder")?)),
            word if word.starts_with("--") => bail!("{word}?\n\n{USAGE}"),
            _ if profile.is_none() => profile = Some(PathBuf::from(word)),
            _ => canaries.push(Canary::new(&word, &word)),
        }
    }
    let profile = profile.context(USAGE)?;
    ensure!(!canaries.is_empty(), "nothing to look for\n\n{USAGE}");
    let built = dist.map(|dist| Built::read(&dist)).transpose()?;
    let report = seized::scan(&profile, built.as_ref(), &canaries)?;
    let missing = report.missing(&canaries).join(", ");
    let mut out = std::io::stdout().lock();
    write!(out, "{report}")?;
    if !missing.is_empty() {
        writeln!(out, "not found: {missing}")?;
    }
    Ok(if report.hits.is_empty() && report.kept_forms.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
