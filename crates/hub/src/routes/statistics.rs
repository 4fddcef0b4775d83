//! `GET /api/v1/statistics`: protected counts for a coordinator. Raw counts never leave this file.

use crate::Hub;
use crate::auth::Coordinator;
use crate::clock::day_of;
use crate::problem::ApiError;
use crate::store::HubStore;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use erum_domain::day::Quarter;
use erum_domain::disclosure::protect;
use erum_domain::ident::Slug;
use erum_domain::record::{Reading, read};
use erum_domain::statistics::{Ledger, Statistics, count};
use erum_domain::wire::{StatisticsAnswer, UnitName};
use serde::Deserialize;
use std::sync::Arc;

/// What is asked for; both may be left out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    unit: Option<Slug>,
    quarter: Option<String>,
}

/// The counts of a quarter.
///
/// # Errors
/// No session, a unit outside it, a quarter that is none.
pub async fn statistics(
    State(hub): State<Arc<Hub>>,
    coordinator: Coordinator,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Json<StatisticsAnswer>, ApiError> {
    let Ok(Query(wanted)) = wanted else { return Err(ApiError::BadQuery) };
    let quarter = match &wanted.quarter {
        Some(text) => Quarter::parse(text).ok_or(ApiError::BadQuery)?,
        None => day_of(hub.now_ms()).quarter(),
    };
    let units = match &wanted.unit {
        Some(id) => vec![coordinator.unit(id)?],
        None => summed(&coordinator.units),
    };
    Ok(Json(counted(hub.store.as_ref(), &units, quarter).await?))
}

/// The units that may stand in one sum: invented ones are never added to real ones.
fn summed(units: &[UnitName]) -> Vec<&UnitName> {
    let only_samples = units.iter().all(|unit| unit.sample);
    units.iter().filter(|unit| only_samples || !unit.sample).collect()
}

async fn counted(store: &dyn HubStore, units: &[&UnitName], quarter: Quarter) -> Result<StatisticsAnswer, ApiError> {
    let (from, to) = quarter.days();
    let mut counts = Statistics::default();
    let (mut quarantined, mut restored_devices) = (0, 0);
    for unit in units {
        let books = store.books(&unit.id).await?;
        let ledger = ledger(&books.records);
        counts.add(&count(ledger.counted().filter(|session| (from..=to).contains(&session.date))));
        // What was folded is counted already; what came since waits among the records for the next folding.
        books.closed.iter().filter(|closed| closed.quarter == quarter).for_each(|closed| counts.add(&closed.counts));
        let concerns = store.concerns(&unit.id).await?;
        quarantined += concerns.quarantined;
        restored_devices += concerns.restored_devices;
    }
    Ok(StatisticsAnswer { from, to, statistics: protect(&counts), quarantined, restored_devices })
}

/// All the unit's records: a withdrawal or a correction may concern any day.
fn ledger(records: &[String]) -> Ledger {
    let mut ledger = Ledger::default();
    for body in records {
        if let Reading::Known(record) = read(body) {
            ledger.add(&record);
        }
    }
    ledger
}
