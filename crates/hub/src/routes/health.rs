//! `/healthz` and `/readyz`, for whoever watches the machine. They tell nothing about what is stored.

use crate::Hub;
use crate::problem::ApiError;
use axum::extract::State;
use std::sync::Arc;

/// The process is up.
pub async fn up() -> &'static str {
    "ok\n"
}

/// The database answers and the app is there.
///
/// # Errors
/// [`ApiError::NotReady`] without the app; the store's own when it does not answer.
pub async fn ready(State(hub): State<Arc<Hub>>) -> Result<&'static str, ApiError> {
    hub.store.ready().await?;
    let app = tokio::fs::try_exists(hub.config.app.join("index.html")).await?;
    if app { Ok("ready\n") } else { Err(ApiError::NotReady) }
}
