//! Packs that are newer than the app's: a copy of the built ones with some of them changed and the list made right.

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
    newer_packs_with(app, |name, content| {
        if name == file {
            change(content);
        }
    })
}

/// A copy of an app's packs, with each of their files changed, by name.
///
/// # Errors
/// When the packs are not shaped as this file expects.
pub fn newer_packs_with(app: &Path, change: impl Fn(&str, &mut Value)) -> Result<TempDir> {
    let copy = tempfile::Builder::new().prefix("erum-packs-").tempdir()?;
    copy_folder(&app.join("packs"), copy.path())?;
    for name in listed(copy.path())? {
        let path = copy.path().join(&name);
        let mut content: Value = serde_json::from_slice(&fs::read(&path)?)?;
        change(&name, &mut content);
        fs::write(&path, serde_json::to_vec(&content)?)?;
    }
    relist(copy.path())?;
    Ok(copy)
}

/// The names of the packs.
fn listed(packs: &Path) -> Result<Vec<String>> {
    let manifest: Value = serde_json::from_slice(&fs::read(packs.join("manifest.json"))?)?;
    let files = manifest["files"].as_array().context("the list of packs has no files")?;
    files.iter().map(|file| Ok(file["name"].as_str().context("a pack has no name")?.to_owned())).collect()
}

/// Writes the list anew: hashes, sizes and the version over them.
fn relist(packs: &Path) -> Result<()> {
    let path = packs.join("manifest.json");
    let mut manifest: Value = serde_json::from_slice(&fs::read(&path)?)?;
    let mut lines = String::new();
    let names = listed(packs)?;
    for (file, name) in manifest["files"].as_array_mut().into_iter().flatten().zip(names) {
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
