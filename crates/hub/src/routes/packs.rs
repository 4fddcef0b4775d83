//! `GET /api/v1/packs/…`: guides, words and places for anyone, whole, never one guide at a time.

use crate::Hub;
use crate::packs::{self, MANIFEST};
use crate::problem::ApiError;
use crate::secret::{hash, hex};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::io::ErrorKind;
use std::sync::Arc;

/// The list of packs.
///
/// # Errors
/// [`ApiError::NoSuchPack`] when the hub has none.
pub async fn manifest(State(hub): State<Arc<Hub>>, headers: HeaderMap) -> Result<Response, ApiError> {
    let (bytes, _) = packs::manifest(&hub.config.packs).await.map_err(absent)?;
    Ok(fresh_or_unchanged(bytes, &headers))
}

/// One pack, when the list has it.
///
/// # Errors
/// [`ApiError::NoSuchPack`] when it has not.
pub async fn file(State(hub): State<Arc<Hub>>, Path(name): Path<String>, headers: HeaderMap) -> Result<Response, ApiError> {
    if name == MANIFEST {
        return manifest(State(hub), headers).await;
    }
    let bytes = packs::file(&hub.config.packs, &name).await.map_err(absent)?;
    bytes.map(|bytes| fresh_or_unchanged(bytes, &headers)).ok_or(ApiError::NoSuchPack)
}

fn absent(error: std::io::Error) -> ApiError {
    if error.kind() == ErrorKind::NotFound { ApiError::NoSuchPack } else { ApiError::File(error) }
}

/// The bytes, or that they are what the caller has already. The tag is weak: gzip comes later and changes bytes.
fn fresh_or_unchanged(bytes: Vec<u8>, headers: &HeaderMap) -> Response {
    let tag = format!("W/\"{}\"", hex(&hash(&bytes)[..16]));
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let unchanged = known.flat_map(|line| line.split(',')).any(|one| one.trim() == tag || one.trim() == "*");
    let caching = [(header::ETAG, tag), (header::CACHE_CONTROL, "no-cache".to_owned())];
    if unchanged {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    (caching, [(header::CONTENT_TYPE, "application/json")], bytes).into_response()
}
