//! A newer version of the app: a copy of the build with one file changed and the worker's list made right.
//!
//! The worker's list is one line of `sw.js`, `const PRECACHE = {"version": …, "files": [[path, sha256], …], "staff": […]};`.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::Path;
use tempfile::TempDir;

/// A file that people never see, so that changing it changes nothing else.
const CHANGED: &str = "manifest.webmanifest";
const MARK: &str = "const PRECACHE = ";

#[derive(Deserialize, Serialize)]
struct Precache {
    version: String,
    files: Vec<(String, String)>,
    staff: Vec<(String, String)>,
    #[serde(default)]
    rare: Vec<(String, String)>,
}

/// The name of the newer version.
pub const NEWER: &str = "en-nyare-version";

/// Copies a build and makes the copy a newer version.
///
/// # Errors
/// When the build is not shaped as this file expects.
pub fn newer_version_of(app: &Path) -> Result<TempDir> {
    let copy = tempfile::Builder::new().prefix("erum-newer-").tempdir()?;
    copy_folder(app, copy.path())?;
    let changed = copy.path().join(CHANGED);
    fs::OpenOptions::new().append(true).open(&changed).with_context(|| format!("open {}", changed.display()))?.write_all(b"\n")?;
    let hash = Sha256::digest(fs::read(&changed)?).iter().map(|byte| format!("{byte:02x}")).collect();
    let worker = copy.path().join("sw.js");
    fs::write(&worker, restamped(&fs::read_to_string(&worker)?, hash)?)?;
    for stale in [&changed, &worker] {
        for packed in ["br", "gz", "zst"] {
            // A packed copy, where the build made one, would still be the old file.
            fs::remove_file(format!("{}.{packed}", stale.display())).ok();
        }
    }
    Ok(copy)
}

/// The addresses that a worker's list names.
///
/// # Errors
/// When it has no list.
pub fn listed(worker: &str) -> Result<Vec<String>> {
    let (_, list) = list_of(worker)?;
    Ok(list.files.into_iter().chain(list.staff).map(|(path, _)| path).collect())
}

fn list_of(worker: &str) -> Result<(std::ops::Range<usize>, Precache)> {
    let begin = worker.find(MARK).context("sw.js has no list")? + MARK.len();
    let end = begin + worker[begin..].find(";\n").context("the list of sw.js does not end")?;
    let list = serde_json::from_str(&worker[begin..end]).context("the list of sw.js is not JSON")?;
    Ok((begin..end, list))
}

fn restamped(worker: &str, hash: String) -> Result<String> {
    let (place, mut list) = list_of(worker)?;
    list.version = NEWER.to_owned();
    let path = format!("/{CHANGED}");
    let entry = list.files.iter_mut().find(|(name, _)| *name == path);
    entry.with_context(|| format!("{path} is not in the list of sw.js"))?.1 = hash;
    Ok(format!("{}{}{}", &worker[..place.start], serde_json::to_string(&list)?, &worker[place.end..]))
}

/// Copies a folder and everything in it.
///
/// # Errors
/// When something cannot be read or written.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()? {
            kind if kind.is_dir() => copy_folder(&entry.path(), &target)?,
            kind if kind.is_file() => drop(fs::copy(entry.path(), target)?),
            // Chromium's lock is a dangling link; a copy of it would lock the copy.
            _ => {}
        }
    }
    Ok(())
}
