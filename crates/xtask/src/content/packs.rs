//! Writes the packs and their list. Same content, same bytes; all of them or none.

use crate::paths::Paths;
use crate::precache::hashes::{hex, sha256};
use anyhow::{Context, Result};
use erum_domain::pack::{Manifest, Pack, PackFile};
use std::fs;

/// Writes into a folder beside and swaps it in, so that nobody ever sees half a set.
pub(super) fn write(paths: &Paths, packs: &[Pack]) -> Result<()> {
    let (place, beside) = (paths.packs(), paths.join("target/packs.new"));
    if beside.exists() {
        fs::remove_dir_all(&beside)?;
    }
    fs::create_dir_all(&beside).with_context(|| format!("cannot make {}", beside.display()))?;
    let mut files = Vec::new();
    for pack in packs {
        let bytes = serde_json::to_vec(pack)?;
        let name = format!("{}.json", pack.language);
        fs::write(beside.join(&name), &bytes)?;
        files.push(PackFile { name, sha256: hex(&sha256(&bytes)), bytes: bytes.len() as u64 });
    }
    let version = version(&files);
    fs::write(beside.join("manifest.json"), serde_json::to_vec(&Manifest { version, files })?)?;
    if place.exists() {
        fs::remove_dir_all(&place)?;
    }
    fs::rename(&beside, &place).with_context(|| format!("cannot put {} in place", place.display()))
}

/// SHA-256 over the lines `<name> <sha256>`.
fn version(files: &[PackFile]) -> String {
    let lines: String = files.iter().map(|file| format!("{} {}\n", file.name, file.sha256)).collect();
    hex(&sha256(lines.as_bytes()))
}
