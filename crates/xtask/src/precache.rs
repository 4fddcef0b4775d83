//! The last step of a build: which files the app needs offline (into `sw.js`), which inline scripts may run
//! (`csp.json`), that nothing points elsewhere, and every text compressed. Changes nothing that is hashed.

mod csp;
pub(crate) mod hashes;
mod list;
mod origins;
mod squeeze;

use crate::args::Args;
use crate::build::{Mode, PAGES};
use crate::paths::{Paths, files_below, has_ending};
use crate::say;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub(crate) fn command(paths: &Paths, mut args: Args) -> Result<()> {
    let mode = if args.flag("--dev") { Mode::Dev } else { Mode::Release };
    args.finish()?;
    fs::copy(paths.join("public/sw.js"), paths.dist().join("sw.js")).context("build first: cargo xtask build")?;
    make(paths, &paths.dist(), mode)
}

/// Works on a folder that has everything else.
pub(crate) fn make(paths: &Paths, dist: &Path, mode: Mode) -> Result<()> {
    say::timed("precache", || {
        remove_compressed(dist)?;
        origins::check(dist)?;
        write_csp(dist)?;
        let list = list::of(dist)?;
        list::write_into(&dist.join("sw.js"), &list)?;
        let (count, bytes) = squeeze::all(paths, dist, if mode == Mode::Dev { 9 } else { 11 })?;
        let offline = format!("{} files offline, {} more for staff", list.files.len(), list.staff.len());
        Ok(((), format!("version {}: {offline}; {count} compressed, {} kB as brotli", list.version, bytes / 1024)))
    })
}

fn remove_compressed(dist: &Path) -> Result<()> {
    for path in files_below(dist).iter().filter(|path| has_ending(path, &["br", "gz"])) {
        fs::remove_file(path)?;
    }
    Ok(())
}

/// The hashes of each page's inline scripts, for the hub's Content-Security-Policy.
fn write_csp(dist: &Path) -> Result<()> {
    let mut pages = BTreeMap::new();
    for page in PAGES {
        let name = format!("{page}.html");
        let html = fs::read_to_string(dist.join(&name)).with_context(|| format!("there is no {name} in {}", dist.display()))?;
        pages.insert(name, csp::script_hashes(&html));
    }
    fs::write(dist.join("csp.json"), serde_json::to_vec(&pages)?).context("cannot write csp.json")
}
