//! The packs on disk: only files that the manifest lists are ever opened.

use erum_domain::pack::Manifest;
use std::io::{Error, ErrorKind};
use std::path::Path;

/// The list's file name.
pub const MANIFEST: &str = "manifest.json";

/// The manifest as it stands on disk, and read.
///
/// # Errors
/// When it is not there or not a manifest.
pub async fn manifest(dir: &Path) -> Result<(Vec<u8>, Manifest), Error> {
    let bytes = tokio::fs::read(dir.join(MANIFEST)).await?;
    let manifest = serde_json::from_slice(&bytes).map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
    Ok((bytes, manifest))
}

/// The hash of the manifest being served; empty when there is none.
pub async fn version(dir: &Path) -> String {
    match manifest(dir).await {
        Ok((_, manifest)) => manifest.version,
        Err(error) => {
            if error.kind() != ErrorKind::NotFound {
                tracing::warn!(%error, "the packs' manifest cannot be read");
            }
            String::new()
        }
    }
}

/// The bytes of a listed pack; `None` when it is not listed.
///
/// # Errors
/// When it, or the manifest, cannot be read.
pub async fn file(dir: &Path, name: &str) -> Result<Option<Vec<u8>>, Error> {
    let (_, manifest) = manifest(dir).await?;
    let listed = manifest.files.iter().any(|file| file.name == name);
    if !listed || !is_plain(name) {
        return Ok(None);
    }
    tokio::fs::read(dir.join(name)).await.map(Some)
}

/// Whether a name is that of a file right here, whatever a manifest may list.
fn is_plain(name: &str) -> bool {
    !name.starts_with('.') && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}
