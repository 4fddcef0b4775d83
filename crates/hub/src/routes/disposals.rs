//! `GET /api/v1/disposals?unit=…`: the disposal log as a table for a spreadsheet. What went and why, never what it said.

use super::devices::OfUnit;
use crate::Hub;
use crate::auth::Coordinator;
use crate::disposals;
use crate::problem::ApiError;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use std::sync::Arc;

/// The unit's log.
///
/// # Errors
/// No session, no unit, a unit outside the session.
pub async fn csv(
    State(hub): State<Arc<Hub>>,
    coordinator: Coordinator,
    wanted: Result<Query<OfUnit>, QueryRejection>,
) -> Result<impl IntoResponse, ApiError> {
    let Ok(Query(wanted)) = wanted else { return Err(ApiError::BadQuery) };
    let unit = coordinator.unit(&wanted.unit)?;
    let lines = hub.store.disposals(&unit.id).await?;
    let name = format!("attachment; filename=\"gallringslogg-{}.csv\"", unit.id);
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], disposals::csv(&lines)))
}
