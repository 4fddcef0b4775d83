//! `GET /api/v1/packs/…`: guides, words and places for anyone, whole, never one guide at a time.

use crate::Hub;
use crate::packs::{MANIFEST, PacksError, Sent, disk::DiskError};
use crate::problem::ApiError;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::io::{Error, ErrorKind};
use std::sync::Arc;

/// The list of packs.
///
/// # Errors
/// [`ApiError::NoSuchPack`] when the hub has none.
pub async fn manifest(State(hub): State<Arc<Hub>>, headers: HeaderMap) -> Result<Response, ApiError> {
    let served = hub.packs.now(hub.store.as_ref()).await?;
    Ok(fresh_or_unchanged(&served.manifest, &headers))
}

/// One pack, when the list has it.
///
/// # Errors
/// [`ApiError::NoSuchPack`] when it has not.
pub async fn file(State(hub): State<Arc<Hub>>, Path(name): Path<String>, headers: HeaderMap) -> Result<Response, ApiError> {
    if name == MANIFEST {
        return manifest(State(hub), headers).await;
    }
    let served = hub.packs.now(hub.store.as_ref()).await?;
    let found = served.files.get(&name).ok_or(ApiError::NoSuchPack)?;
    Ok(fresh_or_unchanged(found, &headers))
}

impl From<PacksError> for ApiError {
    fn from(error: PacksError) -> Self {
        match error {
            PacksError::Disk(DiskError::Absent) => Self::NoSuchPack,
            PacksError::Disk(DiskError::Unread(_, error)) => Self::File(error),
            PacksError::Disk(error) => Self::File(Error::new(ErrorKind::InvalidData, error)),
            PacksError::Store(error) => Self::Store(error),
            PacksError::Made(error) => Self::File(error.into()),
        }
    }
}

/// The bytes, or that they are what the caller has already.
fn fresh_or_unchanged(sent: &Sent, headers: &HeaderMap) -> Response {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let unchanged = known.flat_map(|line| line.split(',')).any(|one| one.trim() == sent.tag || one.trim() == "*");
    let caching = [(header::ETAG, sent.tag.clone()), (header::CACHE_CONTROL, "no-cache".to_owned())];
    if unchanged {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    (caching, [(header::CONTENT_TYPE, "application/json")], sent.bytes.clone()).into_response()
}
