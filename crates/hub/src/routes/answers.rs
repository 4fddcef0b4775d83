//! `POST /api/v1/guides/{slug}/answer…`: what the owner of an e-service has answered, on which day, in the name of the
//! guide's own actor. A text in which personal data is seen is refused and goes no further.

use super::guides::{OfGuide, load};
use crate::Hub;
use crate::auth::Coordinator;
use crate::body::Body;
use crate::problem::ApiError;
use axum::Json;
use axum::extract::State;
use erum_content::Finding;
use erum_domain::wire::editing::{AnswerDay, AnswerRequest, GuideAnswer, OwnerAnswer};
use std::sync::Arc;

/// Keeps an answer.
///
/// # Errors
/// No session, no such guide, a day to come, personal data.
pub async fn put(
    State(hub): State<Arc<Hub>>,
    _anyone: Coordinator,
    of: OfGuide,
    Body(asked): Body<AnswerRequest>,
) -> Result<Json<GuideAnswer<Finding>>, ApiError> {
    let guide = load(&hub, of).await?;
    if guide.now().is_none() {
        return Err(ApiError::NoSuchGuide);
    }
    if asked.day > guide.today {
        return Err(ApiError::DayToCome);
    }
    if !asked.text.kinds().is_empty() {
        return Err(ApiError::Personal);
    }
    hub.store.put_owner_answer(&guide.slug, &OwnerAnswer { day: asked.day, text: asked.text }).await?;
    Ok(Json(load(&hub, Ok(axum::extract::Path(guide.slug))).await?.told()))
}

/// Deletes an answer.
///
/// # Errors
/// No session, no such guide, no answer of that day.
pub async fn delete(
    State(hub): State<Arc<Hub>>,
    _anyone: Coordinator,
    of: OfGuide,
    Body(asked): Body<AnswerDay>,
) -> Result<Json<GuideAnswer<Finding>>, ApiError> {
    let guide = load(&hub, of).await?;
    if !hub.store.delete_owner_answer(&guide.slug, asked.day).await? {
        return Err(ApiError::NoSuchGuide);
    }
    Ok(Json(load(&hub, Ok(axum::extract::Path(guide.slug))).await?.told()))
}
