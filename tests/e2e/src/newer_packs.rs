//! Packs that are newer than the app's: a copy of the built ones with some words changed and the list made right, or with
//! one byte that the list does not know of.

use crate::newer::copy_folder;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A copy of an app's packs, with one of their files changed.
///
/// # Errors
/// When the packs are not shaped as this file expects.
pub fn newer_packs_of(app: &Path, file: &str, change: impl Fn(&mut Value)) -> Result<TempDir> {
    let copy = tempfile::Builder::new().prefix("erum-packs-").tempdir()?;
    copy_folder(&app.join("packs"), copy.path())?;
    let path = copy.path().join(file);
    let mut content: Value = serde_json::from_slice(&fs::read(&path)?)?;
    change(&mut content);
    fs::write(&path, serde_json::to_vec(&content)?)?;
    relist(copy.path())?;
    Ok(copy)
}

/// Changes one byte of a file, and leaves the list as it was.
///
/// # Errors
/// When there is no such file.
pub fn damage(packs: &Path, file: &str) -> Result<()> {
    let path = packs.join(file);
    let mut bytes = fs::read(&path)?;
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    Ok(fs::write(path, bytes)?)
}

/// Writes the list anew: hashes, sizes and the version over them.
fn relist(packs: &Path) -> Result<()> {
    let path = packs.join("manifest.json");
    let mut manifest: Value = serde_json::from_slice(&fs::read(&path)?)?;
    let mut lines = String::new();
    for file in manifest["files"].as_array_mut().context("the list of packs has no files")? {
        let name = file["name"].as_str().context("a pack has no name")?.to_owned();
        let bytes = fs::read(packs.join(&name))?;
        let hash = hex(&bytes);
        lines += &format!("{name} {hash}\n");
        *file = json!({ "name": name, "sha256": hash, "bytes": bytes.len() });
    }
    manifest["version"] = json!(hex(lines.as_bytes()));
    Ok(fs::write(path, serde_json::to_vec(&manifest)?)?)
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
