//! `/api/v1/devices…`: a coordinator sees the tablets of a unit, makes a code for a new one, revokes one, and decides
//! about what waits to be looked at. Everything that is done is answered with the list as it is then.

use crate::Hub;
use crate::auth::Coordinator;
use crate::body::Body;
use crate::clock::day_of;
use crate::intake::{Judged, judge_accepted};
use crate::problem::ApiError;
use crate::secret::{hash_code, new_code};
use crate::store::{CODE_LIVES_MS, DeviceLine, HubStore, StoreError};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use erum_domain::ident::Slug;
use erum_domain::wire::devices::{AsideShown, CodeAnswer, CodeRequest, DeviceRequest, DeviceShown, DevicesAnswer};
use serde::Deserialize;
use std::sync::Arc;

/// One unit, said in the query.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfUnit {
    /// Its id.
    pub unit: Slug,
}

/// The unit's tablets and what was kept aside.
///
/// # Errors
/// No session, no unit, a unit outside the session.
pub async fn list(
    State(hub): State<Arc<Hub>>,
    coordinator: Coordinator,
    wanted: Result<Query<OfUnit>, QueryRejection>,
) -> Result<Json<DevicesAnswer>, ApiError> {
    let Ok(Query(wanted)) = wanted else { return Err(ApiError::BadQuery) };
    listed(&hub, &coordinator.unit(&wanted.unit)?.id).await
}

/// A one-time code for a tablet of the unit. Told once.
///
/// # Errors
/// No session, a unit outside it.
pub async fn code(
    State(hub): State<Arc<Hub>>,
    coordinator: Coordinator,
    Body(request): Body<CodeRequest>,
) -> Result<Json<CodeAnswer>, ApiError> {
    let unit = coordinator.unit(&request.unit)?;
    let code = new_code()?;
    let hashed = hash_code(&code).ok_or(StoreError::Damaged("a new code"))?;
    hub.store.add_enrolment(&unit.id, &hashed, hub.now_ms() + CODE_LIVES_MS).await?;
    Ok(Json(CodeAnswer { code, minutes: u32::try_from(CODE_LIVES_MS / 60_000).unwrap_or(0) }))
}

/// From now on the tablet may only push, into review.
///
/// # Errors
/// No session, a unit outside it, no such tablet.
pub async fn revoke(
    State(hub): State<Arc<Hub>>,
    coordinator: Coordinator,
    Body(request): Body<DeviceRequest>,
) -> Result<Json<DevicesAnswer>, ApiError> {
    let unit = coordinator.unit(&request.unit)?;
    hub.store.revoke_device(&unit.id, request.device, hub.now_ms()).await?;
    listed(&hub, &unit.id).await
}

/// What waits of the tablet is judged, and counted when it can be.
///
/// # Errors
/// No session, a unit outside it.
pub async fn accept(
    State(hub): State<Arc<Hub>>,
    coordinator: Coordinator,
    Body(request): Body<DeviceRequest>,
) -> Result<Json<DevicesAnswer>, ApiError> {
    let unit = coordinator.unit(&request.unit)?;
    let keys = hub.store.hub_keys().await?;
    let waiting = hub.store.waiting(&unit.id, request.device).await?;
    let judged: Vec<Judged> = waiting.into_iter().map(|waiting| judge_accepted(waiting, &keys)).collect();
    hub.store.accept(&unit.id, request.device, &judged, hub.now_ms()).await?;
    listed(&hub, &unit.id).await
}

/// What waits of the tablet is deleted.
///
/// # Errors
/// No session, a unit outside it.
pub async fn discard(
    State(hub): State<Arc<Hub>>,
    coordinator: Coordinator,
    Body(request): Body<DeviceRequest>,
) -> Result<Json<DevicesAnswer>, ApiError> {
    let unit = coordinator.unit(&request.unit)?;
    hub.store.discard(&unit.id, request.device, hub.now_ms()).await?;
    listed(&hub, &unit.id).await
}

async fn listed(hub: &Hub, unit: &Slug) -> Result<Json<DevicesAnswer>, ApiError> {
    let store: &dyn HubStore = hub.store.as_ref();
    let aside = store.aside(unit).await?;
    let known = store.devices(unit).await?.into_iter().map(shown);
    let strangers = aside.strangers.into_iter().map(|(id, waiting)| DeviceShown {
        id,
        enrolled: None,
        last_contact: None,
        revoked: false,
        copies: 0,
        waiting,
    });
    Ok(Json(DevicesAnswer {
        today: day_of(hub.now_ms()),
        devices: known.chain(strangers).collect(),
        aside: aside.by_reason.into_iter().map(|(reason, records)| AsideShown { reason, records }).collect(),
        unread: aside.unread,
    }))
}

fn shown(line: DeviceLine) -> DeviceShown {
    let (enrolled, last_contact) = (Some(day_of(line.enrolled_ms)), Some(day_of(line.last_contact_ms)));
    DeviceShown { id: line.id, enrolled, last_contact, revoked: line.revoked, copies: line.copies, waiting: line.waiting }
}
