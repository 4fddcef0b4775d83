//! Fonts, icons and axe-core: npm packages at the versions of package-lock.json. No script of theirs is ever run.

use super::{debian, once_per_file};
use crate::paths::Paths;
use crate::{process, say};
use anyhow::{Context, Result};
use std::fs;

/// Fills node_modules when package-lock.json has changed since, or when it is not there.
pub(super) fn ensure(paths: &Paths) -> Result<()> {
    if !paths.join("node_modules").is_dir() {
        fs::remove_file(paths.notes().join("npm")).ok();
    }
    once_per_file(paths, "package-lock.json", "npm", || {
        debian::ensure("npm", "npm")?;
        say::begins("tools", "npm ci: fonts, icons, axe-core");
        let mut command = process::program("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        process::output(command.current_dir(paths.root()))
            .map(drop)
            .context("npm packages could not be installed. By hand: npm ci --ignore-scripts")
    })
}
