//! Puts everything the browser gets into one folder, beside the old one, and swaps. Makes nothing itself.

use crate::assets::icons;
use crate::build::{Mode, PAGES, STAFF, trunk_dist};
use crate::paths::{Paths, files_below};
use crate::{precache, say};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

pub(crate) fn make(paths: &Paths, mode: Mode) -> Result<()> {
    let staging = paths.join("target/dist.new");
    say::timed("assemble", || {
        if staging.exists() {
            fs::remove_dir_all(&staging)?;
        }
        copy_all(&paths.join("public"), &staging, |_| true)?;
        for page in PAGES {
            copy_page(paths, &trunk_dist(paths, page, mode), &staging, page)?;
        }
        copy_all(&paths.packs(), &staging.join("packs"), |_| true)?;
        copy_all(&paths.words(), &staging.join("words"), |_| true)?;
        copy_all(&paths.assets(), &staging, |name| !name.ends_with(".css") && !name.ends_with(".html"))?;
        let files = files_below(&staging).len();
        Ok(((), format!("{files} files put together")))
    })?;
    precache::make(paths, &staging, mode)?;
    swap(&staging, &paths.dist(), &paths.join("target/dist.old"))
}

/// The app with staff's page built without its seal, for one story. Nothing is squeezed as hard as for use.
pub(crate) fn unsealed(paths: &Paths) -> Result<()> {
    let staging = paths.join("target/dist-unsealed.new");
    if staging.exists() {
        fs::remove_dir_all(&staging)?;
    }
    copy_all(&paths.join("public"), &staging, |_| true)?;
    for page in PAGES {
        let mode = if page == STAFF { Mode::Unsealed } else { Mode::Release };
        copy_page(paths, &trunk_dist(paths, page, mode), &staging, page).context("build the app first: cargo xtask build")?;
    }
    copy_all(&paths.packs(), &staging.join("packs"), |_| true)?;
    copy_all(&paths.words(), &staging.join("words"), |_| true)?;
    copy_all(&paths.assets(), &staging, |name| !name.ends_with(".css") && !name.ends_with(".html"))?;
    precache::make(paths, &staging, Mode::Dev)?;
    swap(&staging, &paths.unsealed(), &paths.join("target/dist-unsealed.old"))
}

/// What Trunk made of a page, with the icons in it. It may call the page index.html, whatever it was called before.
fn copy_page(paths: &Paths, from: &Path, to: &Path, page: &str) -> Result<()> {
    let html = format!("{page}.html");
    let made = [from.join(&html), from.join("index.html")].into_iter().find(|path| path.is_file());
    let made = made.with_context(|| format!("Trunk made no {html} in {}", from.display()))?;
    fs::write(to.join(&html), icons::put_into(paths, &fs::read_to_string(made)?)?)?;
    copy_all(from, to, |name| !name.ends_with(".html"))
}

/// Copies a folder; another file that is already there is a mistake, for one of the two would be lost. Pages may share one.
fn copy_all(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) -> Result<()> {
    for file in files_below(from) {
        let below = file.strip_prefix(from)?;
        if !wanted(&below.to_string_lossy()) {
            continue;
        }
        let target = to.join(below);
        if target.exists() && fs::read(&target)? == fs::read(&file)? {
            continue;
        }
        if target.exists() {
            bail!("{} is there twice: once from {}", target.display(), from.display());
        }
        fs::create_dir_all(target.parent().unwrap_or(to))?;
        fs::copy(&file, &target).with_context(|| format!("cannot copy {}", file.display()))?;
    }
    Ok(())
}

fn swap(new: &Path, place: &Path, old: &Path) -> Result<()> {
    if old.exists() {
        fs::remove_dir_all(old)?;
    }
    if place.exists() {
        fs::rename(place, old).with_context(|| format!("cannot move {} away", place.display()))?;
    }
    fs::rename(new, place).with_context(|| format!("cannot put {} in place", place.display()))?;
    if old.exists() {
        fs::remove_dir_all(old)?;
    }
    Ok(())
}
