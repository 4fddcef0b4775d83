//! Writes the packs with their list, and the interface's words. Same content, same bytes; all of them or none.

use super::words::Catalogues;
use crate::paths::Paths;
use crate::precache::hashes::{hex, sha256};
use anyhow::{Context, Result};
use erum_domain::directory::Unit;
use erum_domain::manuscript::Manuscript;
use erum_domain::pack::{self, Leads, Manifest};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Writes guides and places.
pub(super) fn write(paths: &Paths, guides: &[Manuscript], units: &[Unit], leads: &Leads) -> Result<()> {
    let mut files = pack::files(guides, units, leads)?;
    let manifest = Manifest::of(&files, |bytes| hex(&sha256(bytes)));
    files.insert("manifest.json".to_owned(), serde_json::to_vec(&manifest)?);
    swap_in(&paths.packs(), &files)
}

/// Writes the interface's words, which belong to the app.
pub(super) fn write_words(paths: &Paths, words: &Catalogues) -> Result<()> {
    let file = |(name, words): (&String, &super::words::Words)| anyhow::Ok((format!("{name}.json"), serde_json::to_vec(words)?));
    swap_in(&paths.words(), &words.iter().map(file).collect::<Result<_>>()?)
}

/// Writes into a folder beside and swaps it in, so that nobody ever sees half a set.
fn swap_in(place: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    let beside = place.with_extension("new");
    if beside.exists() {
        fs::remove_dir_all(&beside)?;
    }
    fs::create_dir_all(&beside).with_context(|| format!("cannot make {}", beside.display()))?;
    for (name, bytes) in files {
        fs::write(beside.join(name), bytes)?;
    }
    if place.exists() {
        fs::remove_dir_all(place)?;
    }
    fs::rename(&beside, place).with_context(|| format!("cannot put {} in place", place.display()))
}
