//! What is passed over: the app's own files, which hold every code and step for everyone and tell nothing of a day.
//!
//! Never by trust: a cached body is passed over when the service worker's list names its address and its bytes are
//! those of the built file. V8's compiled code of such a file cannot be compared: there a canary is passed over only
//! when it stands in that file too.

use crate::newer;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The files of a build that may lie on every tablet.
#[derive(Debug)]
pub struct Built {
    files: BTreeMap<String, Vec<u8>>,
}

impl Built {
    /// Reads a dist folder: what its service worker's list names, and the packs.
    ///
    /// # Errors
    /// When it is not a built app.
    pub fn read(dist: &Path) -> Result<Self> {
        let worker = fs::read_to_string(dist.join("sw.js")).with_context(|| format!("{} is not a built app", dist.display()))?;
        let mut files = BTreeMap::new();
        for path in newer::listed(&worker)? {
            let file = dist.join(path.trim_start_matches('/'));
            files.insert(path, fs::read(&file).with_context(|| format!("read {}", file.display()))?);
        }
        Ok(Self { files })
    }

    /// The built file at an address of the app.
    pub(super) fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    #[cfg(test)]
    pub(super) fn with(path: &str, bytes: &[u8]) -> Self {
        Self { files: BTreeMap::from([(path.to_owned(), bytes.to_vec())]) }
    }
}
