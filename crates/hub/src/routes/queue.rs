//! `/api/v1/queue…`: what waits for the editors of a unit, and settling it. `GET /api/v1/snapshot`: what the unit's tablets
//! need to know of it.

use super::devices::OfUnit;
use crate::Hub;
use crate::auth::{Coordinator, Device};
use crate::body::Body;
use crate::clock::day_of;
use crate::editing::standing;
use crate::editing::state::is_newer;
use crate::packs::{PacksError, Served};
use crate::problem::ApiError;
use crate::queue::{Reports, snapshot as snapshot_of};
use crate::store::HubStore;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use erum_domain::day::Day;
use erum_domain::ident::Slug;
use erum_domain::manuscript::{Manuscript, SOURCE_LANGUAGE};
use erum_domain::wire::queue::{GuideToSee, QueueAnswer, SETTLED_MAX, SettleRequest};
use erum_domain::wire::snapshot::SnapshotAnswer;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Days after which a guide is to be checked again.
const CHECKED_KEPT_DAYS: i32 = 365;

/// What waits.
///
/// # Errors
/// No session, no unit, a unit outside the session.
pub async fn list(
    State(hub): State<Arc<Hub>>,
    coordinator: Coordinator,
    wanted: Result<Query<OfUnit>, QueryRejection>,
) -> Result<Json<QueueAnswer>, ApiError> {
    let Ok(Query(wanted)) = wanted else { return Err(ApiError::BadQuery) };
    listed(&hub, &coordinator.unit(&wanted.unit)?.id).await
}

/// These reports need no more attention.
///
/// # Errors
/// No session, a unit outside it, too many at once.
pub async fn settle(
    State(hub): State<Arc<Hub>>,
    coordinator: Coordinator,
    Body(asked): Body<SettleRequest>,
) -> Result<Json<QueueAnswer>, ApiError> {
    let unit = coordinator.unit(&asked.unit)?;
    if asked.records.len() > SETTLED_MAX {
        return Err(ApiError::TooManyParcels);
    }
    hub.store.settle(&unit.id, &asked.records, asked.how, day_of(hub.now_ms())).await?;
    listed(&hub, &unit.id).await
}

async fn listed(hub: &Hub, unit: &Slug) -> Result<Json<QueueAnswer>, ApiError> {
    let store: &dyn HubStore = hub.store.as_ref();
    let today = day_of(hub.now_ms());
    let reports = Reports::of(&store.open_reports(unit).await?);
    let served = served(hub).await?;
    let guides = served.as_ref().map(|served| &served.guides);
    let newer = match &served {
        Some(served) => newer(store, served).await?,
        None => Vec::new(),
    };
    let unchecked = guides.into_iter().flat_map(BTreeMap::values).filter(|guide| is_old(guide, today)).map(to_see).collect();
    let nothing = BTreeMap::new();
    let flags = reports.flag_groups(guides.unwrap_or(&nothing));
    Ok(Json(QueueAnswer { today, flags, corrections: reports.correction_groups(), newer, unchecked }))
}

/// The packs; a hub without any still has reports to show.
async fn served(hub: &Hub) -> Result<Option<Arc<Served>>, ApiError> {
    match hub.packs.now(hub.store.as_ref()).await {
        Ok(served) => Ok(Some(served)),
        Err(PacksError::Disk(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn newer(store: &dyn HubStore, served: &Served) -> Result<Vec<GuideToSee>, ApiError> {
    let mut newer = Vec::new();
    for (slug, standing) in standing::of_all(store.deeds().await?) {
        let built_in = served.disk.built_in.as_ref().and_then(|guides| guides.get(&slug));
        let now = served.guides.get(&slug);
        if is_newer(&standing, built_in, now.filter(|_| standing.published.is_some())) {
            newer.extend(now.map(to_see));
        }
    }
    Ok(newer)
}

fn is_old(guide: &Manuscript, today: Day) -> bool {
    today.days() - guide.facts.checked.date.days() > CHECKED_KEPT_DAYS
}

fn to_see(guide: &Manuscript) -> GuideToSee {
    let title = guide.words.get(SOURCE_LANGUAGE).map(|words| words.title.clone()).unwrap_or_default();
    GuideToSee { guide: guide.facts.slug.clone(), title, checked: guide.facts.checked.clone() }
}

/// What a tablet needs to know of the others of its unit.
///
/// # Errors
/// An unknown or revoked device.
pub async fn snapshot(State(hub): State<Arc<Hub>>, Device(device): Device) -> Result<Json<SnapshotAnswer>, ApiError> {
    if device.revoked {
        return Err(ApiError::DeviceRevoked);
    }
    Ok(Json(of_unit(&hub, &device.unit).await?))
}

/// The snapshot of a unit as it is now.
///
/// # Errors
/// The store's.
pub(super) async fn of_unit(hub: &Hub, unit: &Slug) -> Result<SnapshotAnswer, ApiError> {
    let reports = Reports::of(&hub.store.open_reports(unit).await?);
    let (answers, served) = (hub.store.owner_answers().await?, served(hub).await?);
    let nothing = BTreeMap::new();
    Ok(snapshot_of(&reports, &answers, served.as_ref().map_or(&nothing, |served| &served.guides)))
}
