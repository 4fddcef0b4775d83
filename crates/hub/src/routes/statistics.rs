//! `GET /api/v1/statistics` and `…/failing`: protected counts for a coordinator. Raw counts never leave this file.

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
use erum_domain::failing::{failing_in_all, failing_in_quarter};
use erum_domain::folding::Aggregate;
use erum_domain::ident::Slug;
use erum_domain::record::{Reading, read};
use erum_domain::statistics::{Ledger, Statistics, count};
use erum_domain::wire::queue::{FailingAnswer, FailingPeriod};
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
    let quarter = wanted.quarter_or(day_of(hub.now_ms()).quarter())?;
    let units = wanted.units(&coordinator)?;
    Ok(Json(counted(hub.store.as_ref(), &units, quarter).await?))
}

impl Wanted {
    fn quarter_or(&self, now: Quarter) -> Result<Quarter, ApiError> {
        self.quarter.as_ref().map_or(Ok(now), |text| Quarter::parse(text).ok_or(ApiError::BadQuery))
    }

    fn units<'a>(&self, coordinator: &'a Coordinator) -> Result<Vec<&'a UnitName>, ApiError> {
        match &self.unit {
            Some(id) => Ok(vec![coordinator.unit(id)?]),
            None => Ok(summed(&coordinator.units)),
        }
    }
}

/// The units that may stand in one sum: invented ones are never added to real ones.
fn summed(units: &[UnitName]) -> Vec<&UnitName> {
    let only_samples = units.iter().all(|unit| unit.sample);
    units.iter().filter(|unit| only_samples || !unit.sample).collect()
}

async fn counted(store: &dyn HubStore, units: &[&UnitName], quarter: Quarter) -> Result<StatisticsAnswer, ApiError> {
    let (from, to) = quarter.days();
    let counts = Books::of(store, units).await?.counts(quarter);
    let (mut quarantined, mut restored_devices) = (0, 0);
    for unit in units {
        let concerns = store.concerns(&unit.id).await?;
        quarantined += concerns.quarantined;
        restored_devices += concerns.restored_devices;
    }
    Ok(StatisticsAnswer { from, to, statistics: protect(&counts), quarantined, restored_devices })
}

/// Where guides failed, in a quarter and in the last four. Which four follows from the hub's day alone: whoever could
/// choose could take one year from another.
///
/// # Errors
/// No session, a unit outside it, a quarter that is none.
pub async fn failing(
    State(hub): State<Arc<Hub>>,
    coordinator: Coordinator,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Json<FailingAnswer>, ApiError> {
    let Ok(Query(wanted)) = wanted else { return Err(ApiError::BadQuery) };
    let now = day_of(hub.now_ms()).quarter();
    let quarter = wanted.quarter_or(now)?;
    let books = Books::of(hub.store.as_ref(), &wanted.units(&coordinator)?).await?;
    let last_four: Vec<Quarter> = std::iter::successors(Some(now), |quarter| Some(quarter.previous())).take(4).collect();
    let year: Vec<Statistics> = last_four.iter().map(|quarter| books.counts(*quarter)).collect();
    let (from, to) = quarter.days();
    let first = last_four.last().map_or(from, |quarter| quarter.days().0);
    let quarter = FailingPeriod { from, to, guides: failing_in_quarter(&books.counts(quarter)) };
    let year = FailingPeriod { from: first, to: now.days().1, guides: failing_in_all(&year) };
    Ok(Json(FailingAnswer { quarter, year }))
}

/// All that is to be counted of some units, each read at one moment.
struct Books(Vec<(Ledger, Vec<Aggregate>)>);

impl Books {
    async fn of(store: &dyn HubStore, units: &[&UnitName]) -> Result<Self, ApiError> {
        let mut all = Vec::new();
        for unit in units {
            let books = store.books(&unit.id).await?;
            all.push((ledger(&books.records), books.closed));
        }
        Ok(Self(all))
    }

    fn counts(&self, quarter: Quarter) -> Statistics {
        let (from, to) = quarter.days();
        let mut counts = Statistics::default();
        for (ledger, closed) in &self.0 {
            counts.add(&count(ledger.counted().filter(|session| (from..=to).contains(&session.date))));
            // What was folded is counted already; what came since waits among the records for the next folding.
            closed.iter().filter(|closed| closed.quarter == quarter).for_each(|closed| counts.add(&closed.counts));
        }
        counts
    }
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
