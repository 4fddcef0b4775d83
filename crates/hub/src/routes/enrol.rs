//! `POST /api/v1/enrol`: a one-time code becomes a device with a token. The token is told once and kept hashed.

use crate::Hub;
use crate::body::Body;
use crate::problem::ApiError;
use crate::secret::{hash, hash_code, new_id, new_token};
use crate::store::{NewDevice, Redeemed};
use axum::Json;
use axum::extract::{ConnectInfo, FromRequestParts, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use erum_domain::wire::{EnrolAnswer, EnrolRequest};
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// Where the request came from, when that is known.
#[derive(Clone, Copy, Debug)]
pub struct Peer(Option<IpAddr>);

impl FromRequestParts<Arc<Hub>> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, hub: &Arc<Hub>) -> Result<Self, Infallible> {
        let direct = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let forwarded = hub.config.behind_proxy.then(|| last_forwarded(&parts.headers)).flatten();
        Ok(Self(forwarded.or(direct)))
    }
}

/// The address that our own proxy wrote, which is the last one; those before it are whatever the caller claims.
fn last_forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let line = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    line.rsplit(',').next()?.trim().parse().ok()
}

/// Enrols a device.
///
/// # Errors
/// A code that is unknown, spent or expired; too many attempts.
pub async fn enrol(
    State(hub): State<Arc<Hub>>,
    Peer(peer): Peer,
    Body(request): Body<EnrolRequest>,
) -> Result<Json<EnrolAnswer>, ApiError> {
    let now_ms = hub.now_ms();
    hub.attempts.begin(peer, now_ms).map_err(ApiError::TooManyAttempts)?;
    let code = hash_code(&request.code).ok_or(ApiError::CodeUnknown)?;
    let token = new_token()?;
    let device = NewDevice { id: new_id()?, token_hash: hash(token.as_bytes()) };
    let unit = match hub.store.enrol(&code, device, now_ms).await? {
        Redeemed::Done(unit) => unit,
        Redeemed::Unknown => return Err(ApiError::CodeUnknown),
        Redeemed::Spent => return Err(ApiError::CodeSpent),
        Redeemed::Expired => return Err(ApiError::CodeExpired),
    };
    hub.attempts.forgive(peer);
    let hub_key = hub.store.hub_keys().await?.public().to_owned();
    let policy = hub.config.policy;
    Ok(Json(EnrolAnswer { device: device.id, token, unit: unit.id, unit_name: unit.name, hub_time_ms: now_ms, hub_key, policy }))
}
