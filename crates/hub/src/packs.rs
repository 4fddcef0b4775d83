//! What tablets get: the packs on disk, with published edits in the place of built-in guides, made once and kept in memory.
//!
//! Without edits the files go out byte by byte as they stand on disk. Looked at anew whenever somebody asks: another list on
//! disk, or another number of publications in the database – also another hub's – makes them again, and readers meet the
//! old ones or the new ones, never both. What cannot be read never takes the place of what could.

pub mod disk;

use crate::editing::steps;
use crate::secret::{hash, hex};
use crate::store::guides::KnownStep;
use crate::store::{HubStore, StoreError};
use axum::body::Bytes;
use disk::{Disk, DiskError};
use erum_domain::ident::Slug;
use erum_domain::manuscript::Manuscript;
use erum_domain::pack::{self, LEADS_FILE, Leads, Manifest, PLACES_FILE};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// The list's file name.
pub const MANIFEST: &str = "manifest.json";

/// Why there are no packs.
#[derive(Debug, thiserror::Error)]
pub enum PacksError {
    /// None could be read since the hub was started.
    #[error("the packs cannot be read")]
    Disk(#[from] DiskError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The packs with the edits could not be written.
    #[error("the packs cannot be made")]
    Made(#[source] serde_json::Error),
}

/// A file to be sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its bytes.
    pub bytes: Bytes,
    /// Its tag. Weak: gzip comes later and changes bytes.
    pub tag: String,
}

impl Sent {
    fn new(bytes: Vec<u8>) -> Self {
        Self { tag: format!("W/\"{}\"", hex(&hash(&bytes)[..16])), bytes: bytes.into() }
    }
}

/// The packs as they are served.
#[derive(Debug)]
pub struct Served {
    /// The list.
    pub manifest: Sent,
    /// Changes when any file does.
    pub version: String,
    /// The files, by name.
    pub files: BTreeMap<String, Sent>,
    /// What they were made of: on disk.
    pub disk: Arc<Disk>,
    /// All guides that tablets get.
    pub guides: BTreeMap<Slug, Manuscript>,
    publications: u64,
}

/// Makes packs, and keeps those that are served.
#[derive(Debug)]
pub struct Packs {
    dir: PathBuf,
    served: RwLock<Option<Arc<Served>>>,
    /// One at a time makes them.
    making: tokio::sync::Mutex<()>,
    /// What was last said about packs that cannot be made, so that it is said once.
    complained: Mutex<Option<String>>,
}

impl Packs {
    /// The packs in this directory.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into(), served: RwLock::default(), making: tokio::sync::Mutex::default(), complained: Mutex::default() }
    }

    /// The packs as they are now.
    ///
    /// # Errors
    /// [`PacksError`] when there are none, and none could be read before.
    pub async fn now(&self, store: &dyn HubStore) -> Result<Arc<Served>, PacksError> {
        let listed = disk::list(&self.dir).await;
        let publications = store.publications().await?;
        if let Some(served) = self.fresh(&listed, publications) {
            self.complain(served.disk.complaint());
            return Ok(served);
        }
        let _one_at_a_time = self.making.lock().await;
        // Somebody may have made them, and others may have published, while this one waited.
        let publications = store.publications().await?;
        if let Some(served) = self.fresh(&listed, publications) {
            return Ok(served);
        }
        let disk = self.read(listed).await?;
        let last = self.last().filter(|last| Arc::ptr_eq(&last.disk, &disk));
        if let Some(last) = last.as_ref().filter(|last| last.publications == publications) {
            return Ok(last.clone());
        }
        let served = match make(disk, publications, store).await {
            Ok(served) => Arc::new(served),
            Err(error) => {
                self.complain(Some(error.to_string()));
                return self.last().ok_or(error);
            }
        };
        remember(store, &served.guides).await?;
        if last.is_none() {
            self.complain(served.disk.complaint());
        }
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = Some(served.clone());
        Ok(served)
    }

    fn last(&self) -> Option<Arc<Served>> {
        self.served.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn fresh(&self, listed: &Result<Vec<u8>, DiskError>, publications: u64) -> Option<Arc<Served>> {
        let same = |served: &Arc<Served>| listed.as_ref().is_ok_and(|listed| *listed == served.disk.list);
        self.last().filter(|served| served.publications == publications && same(served))
    }

    /// The packs on disk; those that were read before where they cannot be read now.
    async fn read(&self, listed: Result<Vec<u8>, DiskError>) -> Result<Arc<Disk>, DiskError> {
        let read = match listed {
            Ok(list) => Disk::read(&self.dir, list).await,
            Err(error) => Err(error),
        };
        match (read, self.last()) {
            (Ok(disk), _) => Ok(Arc::new(disk)),
            (Err(error), last) => {
                self.complain(error.is_worth_saying().then(|| error.to_string()));
                last.map(|served| served.disk.clone()).ok_or(error)
            }
        }
    }

    /// Says what is wrong, unless it was said last.
    fn complain(&self, complaint: Option<String>) {
        let mut last = self.complained.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(complaint) = complaint.as_ref().filter(|_| *last != complaint) {
            tracing::warn!(complaint, "packs cannot be made anew; those from before are served");
        }
        *last = complaint;
    }
}

async fn make(disk: Arc<Disk>, publications: u64, store: &dyn HubStore) -> Result<Served, PacksError> {
    let edits = if disk.built_in.is_some() { published(store).await? } else { Vec::new() };
    let mut guides = disk.built_in.clone().unwrap_or_default();
    if edits.is_empty() {
        let files = disk.files.iter().map(|(name, bytes)| (name.clone(), Sent::new(bytes.clone()))).collect();
        let (manifest, version) = (Sent::new(disk.list.clone()), disk.manifest.version.clone());
        return Ok(Served { manifest, version, files, disk, guides, publications });
    }
    guides.extend(edits.into_iter().map(|edit| (edit.facts.slug.clone(), edit)));
    let files = with_edits(&disk, &guides).map_err(PacksError::Made)?;
    let manifest = Manifest::of(&files, |bytes| hex(&hash(bytes)));
    let list = serde_json::to_vec(&manifest).map_err(PacksError::Made)?;
    let files = files.into_iter().map(|(name, bytes)| (name, Sent::new(bytes))).collect();
    Ok(Served { manifest: Sent::new(list), version: manifest.version, files, disk, guides, publications })
}

/// The files of these guides. Places, what leads to what, and files that this code does not know, stay as they are on disk.
fn with_edits(disk: &Disk, guides: &BTreeMap<Slug, Manuscript>) -> Result<BTreeMap<String, Vec<u8>>, serde_json::Error> {
    let all: Vec<Manuscript> = guides.values().cloned().collect();
    let mut files = pack::files(&all, &[], &Leads::new())?;
    for others in [PLACES_FILE, LEADS_FILE] {
        files.remove(others);
    }
    for (name, bytes) in disk.files.iter().filter(|(name, _)| disk::language_of(name).is_none()) {
        files.entry(name.clone()).or_insert_with(|| bytes.clone());
    }
    Ok(files)
}

/// The edits that are published now.
///
/// # Errors
/// The store's.
pub async fn published(store: &dyn HubStore) -> Result<Vec<Manuscript>, StoreError> {
    let mut edits = Vec::new();
    for (guide, standing) in crate::editing::standing::of_all(store.deeds().await?) {
        if let Some(revision) = standing.published {
            edits.extend(store.manuscript(&guide, revision).await?);
        }
    }
    Ok(edits)
}

/// Writes down which steps tablets get, so that no id is given to another step later.
async fn remember(store: &dyn HubStore, guides: &BTreeMap<Slug, Manuscript>) -> Result<(), StoreError> {
    let known = store.known_steps().await?;
    let served = guides.values().flat_map(steps::of);
    let new: Vec<KnownStep> = served.filter(|step| known.binary_search(step).is_err()).collect();
    if new.is_empty() { Ok(()) } else { store.remember_steps(&new).await }
}

/// Whether a name is that of a file right here, whatever a manifest may list.
fn is_plain(name: &str) -> bool {
    !name.starts_with('.') && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// The path of a file right here.
fn in_dir(dir: &Path, name: &str) -> Option<PathBuf> {
    is_plain(name).then(|| dir.join(name))
}
