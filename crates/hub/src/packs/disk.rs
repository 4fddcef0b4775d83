//! The packs on disk, read whole: only files that the manifest lists are ever opened, and only whole ones are taken.

use super::{MANIFEST, in_dir};
use crate::secret::{hash, hex};
use erum_domain::ident::Slug;
use erum_domain::manuscript::Manuscript;
use erum_domain::pack::{self, Manifest};
use std::collections::BTreeMap;
use std::io::{Error, ErrorKind};
use std::path::Path;

/// Why the packs on disk are not taken.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// There are none.
    #[error("there are no packs")]
    Absent,
    /// A file cannot be read.
    #[error("`{0}` cannot be read: {1}")]
    Unread(String, #[source] Error),
    /// The manifest is none.
    #[error("the manifest is not a manifest")]
    NoManifest,
    /// A file is not what the manifest says; it may be being replaced.
    #[error("`{0}` is not the file that the manifest lists")]
    OtherFile(String),
}

impl DiskError {
    /// Whether something is wrong, and not only missing.
    pub const fn is_worth_saying(&self) -> bool {
        !matches!(self, Self::Absent)
    }
}

/// The packs on disk.
#[derive(Debug)]
pub struct Disk {
    /// The manifest, byte by byte.
    pub list: Vec<u8>,
    /// The manifest, read.
    pub manifest: Manifest,
    /// The files that it lists.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The guides they were made of; `None` when they are of a form that this code does not take apart, so that no edit
    /// can be put among them.
    pub built_in: Option<BTreeMap<Slug, Manuscript>>,
}

/// The manifest's bytes.
///
/// # Errors
/// [`DiskError`] when it is not there or cannot be read.
pub async fn list(dir: &Path) -> Result<Vec<u8>, DiskError> {
    tokio::fs::read(dir.join(MANIFEST)).await.map_err(|error| match error.kind() {
        ErrorKind::NotFound => DiskError::Absent,
        _ => DiskError::Unread(MANIFEST.to_owned(), error),
    })
}

/// The language of a file of words.
pub fn language_of(name: &str) -> Option<&str> {
    name.strip_prefix("words-")?.strip_suffix(".json")
}

impl Disk {
    /// Reads everything that is listed.
    ///
    /// # Errors
    /// [`DiskError`] when anything of it is not there or not whole.
    pub async fn read(dir: &Path, list: Vec<u8>) -> Result<Self, DiskError> {
        let manifest: Manifest = serde_json::from_slice(&list).map_err(|_not_a_manifest| DiskError::NoManifest)?;
        let mut files = BTreeMap::new();
        for file in &manifest.files {
            let Some(path) = in_dir(dir, &file.name) else { continue };
            let bytes = tokio::fs::read(path).await.map_err(|error| DiskError::Unread(file.name.clone(), error))?;
            if hex(&hash(&bytes)) != file.sha256 {
                return Err(DiskError::OtherFile(file.name.clone()));
            }
            files.insert(file.name.clone(), bytes);
        }
        let built_in = guides(&manifest, &files);
        Ok(Self { list, manifest, files, built_in })
    }

    /// What is to be said about packs that were read.
    pub fn complaint(&self) -> Option<String> {
        self.built_in.is_none().then(|| "they are of a form that holds no guides to edit".to_owned())
    }
}

fn guides(manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Option<BTreeMap<Slug, Manuscript>> {
    let languages: Vec<String> = files.keys().filter_map(|name| language_of(name)).map(str::to_owned).collect();
    let all = pack::manuscripts(|name| files.get(name).cloned(), &languages).ok()?;
    (manifest.form == pack::FORM).then(|| all.into_iter().map(|one| (one.facts.slug.clone(), one)).collect())
}
