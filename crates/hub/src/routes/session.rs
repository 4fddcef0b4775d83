//! `/api/v1/session`: a coordinator logs in with a one-time link, sees what the session may see, logs out.

use crate::Hub;
use crate::auth::{Coordinator, cookie_for, no_cookie, session_token};
use crate::body::Body;
use crate::problem::ApiError;
use crate::secret::{hash, new_token};
use crate::store::Redeemed;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse};
use erum_domain::wire::{LoginRequest, SessionAnswer};
use std::sync::Arc;

/// Turns a one-time link into a session.
///
/// # Errors
/// A link that is unknown, spent or expired.
pub async fn log_in(State(hub): State<Arc<Hub>>, Body(request): Body<LoginRequest>) -> Result<impl IntoResponse, ApiError> {
    let token = new_token()?;
    let link = hash(request.token.trim().as_bytes());
    let units = match hub.store.log_in(&link, &hash(token.as_bytes()), hub.now_ms()).await? {
        Redeemed::Done(units) => units,
        Redeemed::Unknown => return Err(ApiError::LinkUnknown),
        Redeemed::Spent => return Err(ApiError::LinkSpent),
        Redeemed::Expired => return Err(ApiError::LinkExpired),
    };
    Ok((AppendHeaders([(header::SET_COOKIE, cookie_for(&token))]), Json(SessionAnswer { units })))
}

/// What the session may see.
pub async fn show(coordinator: Coordinator) -> Json<SessionAnswer> {
    Json(SessionAnswer { units: coordinator.units })
}

/// Ends the session. Ending one that is not there is as good as ending one.
///
/// # Errors
/// Only the store's.
pub async fn log_out(State(hub): State<Arc<Hub>>, headers: HeaderMap) -> Result<impl IntoResponse, ApiError> {
    if let Some(token) = session_token(&headers) {
        hub.store.log_out(&hash(token.as_bytes())).await?;
    }
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(header::SET_COOKIE, no_cookie())])))
}
