//! `POST /api/v1/hand-in`: a tablet or a coordinator brings what another tablet of the unit could not send itself.

use crate::Hub;
use crate::auth::{Coordinator, Device};
use crate::body::Body;
use crate::handing::{HandInError, take};
use crate::problem::ApiError;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::header;
use axum::http::request::Parts;
use erum_domain::ident::Slug;
use erum_domain::wire::{HandIn, HandInAnswer};
use serde::Deserialize;
use std::sync::Arc;

/// The unit that may be handed in for: the tablet's own, or one of the coordinator's that the query names.
#[derive(Clone, Debug)]
pub struct For(Slug);

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    unit: Option<Slug>,
}

impl FromRequestParts<Arc<Hub>> for For {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, hub: &Arc<Hub>) -> Result<Self, ApiError> {
        let named: Result<Query<Named>, QueryRejection> = Query::from_request_parts(parts, hub).await;
        let Ok(Query(Named { unit })) = named else { return Err(ApiError::BadQuery) };
        if parts.headers.contains_key(header::AUTHORIZATION) {
            let Device(device) = Device::from_request_parts(parts, hub).await?;
            return match unit {
                _ if device.revoked => Err(ApiError::DeviceRevoked),
                Some(unit) if unit != device.unit => Err(ApiError::UnitForbidden),
                _ => Ok(Self(device.unit)),
            };
        }
        let coordinator = Coordinator::from_request_parts(parts, hub).await?;
        let unit = unit.ok_or(ApiError::BadQuery)?;
        coordinator.unit(&unit)?;
        Ok(Self(unit))
    }
}

/// Takes in what was brought; a receipt for every parcel.
///
/// # Errors
/// Nobody that may; another unit's tablet; a form of another version; too much at once.
pub async fn hand_in(State(hub): State<Arc<Hub>>, For(unit): For, Body(brought): Body<HandIn>) -> Result<Json<HandInAnswer>, ApiError> {
    let receipts = take(hub.store.as_ref(), &unit, brought, hub.now_ms()).await.map_err(|error| match error {
        HandInError::Version => ApiError::HandInVersion,
        HandInError::TooMany => ApiError::TooManyParcels,
        HandInError::OtherUnit => ApiError::OtherUnitsDevice,
        HandInError::Store(error) => ApiError::Store(error),
    })?;
    Ok(Json(HandInAnswer { receipts }))
}
