//! `/api/v1/guides…`: any coordinator sees and edits the guides of the hub. Everything that is done is answered with the
//! guide as it is then; what is not done, with the guide as it stands and why.

use crate::Hub;
use crate::auth::Coordinator;
use crate::body::Body;
use crate::clock::day_of;
use crate::editing::deeds::{self, Done, Refused};
use crate::editing::state::State as Guide;
use crate::problem::ApiError;
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use erum_content::Finding;
use erum_domain::ident::Slug;
use erum_domain::manuscript::Manuscript;
use erum_domain::wire::editing::{
    BackRequest, Edition, FindingsAnswer, FindingsRequest, GuideAnswer, NewerRequest, RevisionRequest, SaveRequest, Unchanged,
};
use std::sync::Arc;

/// Largest guide, as JSON. The longest in nine languages is a fifth of it.
const GUIDE_MAX_BYTES: usize = 512 * 1024;

/// The guide's name, said in the path.
pub type OfGuide = Result<Path<Slug>, PathRejection>;

/// One guide.
///
/// # Errors
/// No session, no such guide.
pub async fn show(State(hub): State<Arc<Hub>>, _anyone: Coordinator, of: OfGuide) -> Result<Json<GuideAnswer<Finding>>, ApiError> {
    let guide = load(&hub, of).await?;
    if guide.exists() { Ok(Json(guide.told())) } else { Err(ApiError::NoSuchGuide) }
}

/// A guide as it was at a revision, for whoever wants to see what changed.
///
/// # Errors
/// No session, no such guide or revision, or one that left no text.
pub async fn revision(
    State(hub): State<Arc<Hub>>,
    _anyone: Coordinator,
    of: Result<Path<(Slug, u32)>, PathRejection>,
) -> Result<Json<Edition>, ApiError> {
    let Ok(Path((slug, revision))) = of else { return Err(ApiError::NoSuchGuide) };
    let done = hub.store.deeds().await?.into_iter().find(|(guide, deed)| *guide == slug && deed.line.revision == revision);
    let (Some((_, done)), Some(manuscript)) = (done, hub.store.manuscript(&slug, revision).await?) else {
        return Err(ApiError::NoSuchGuide);
    };
    Ok(Json(Edition { revision, deed: done.line.deed, day: done.line.day, manuscript }))
}

/// Saves a draft, also of a guide that there was not.
///
/// # Errors
/// No session, a guide of another name or too large.
pub async fn save(State(hub): State<Arc<Hub>>, _: Coordinator, of: OfGuide, Body(asked): Body<SaveRequest>) -> Result<Response, ApiError> {
    let guide = load(&hub, of).await?;
    is_of(&guide, &asked.manuscript)?;
    let done = deeds::save(&guide, asked.revision, asked.manuscript);
    finish(&hub, guide, done).await
}

/// What is to be said about a guide that is not saved.
///
/// # Errors
/// No session, a guide of another name or too large.
pub async fn findings(
    State(hub): State<Arc<Hub>>,
    _anyone: Coordinator,
    of: OfGuide,
    Body(asked): Body<FindingsRequest>,
) -> Result<Json<FindingsAnswer<Finding>>, ApiError> {
    let guide = load(&hub, of).await?;
    is_of(&guide, &asked.manuscript)?;
    Ok(Json(FindingsAnswer { findings: guide.findings(&asked.manuscript), steps: guide.troubles(&asked.manuscript) }))
}

/// Marks the draft as checked.
///
/// # Errors
/// No session.
pub async fn check(hub: State<Arc<Hub>>, _: Coordinator, of: OfGuide, asked: Body<RevisionRequest>) -> Result<Response, ApiError> {
    simply(hub, of, asked, deeds::mark_as_checked).await
}

/// Publishes what is checked.
///
/// # Errors
/// No session.
pub async fn publish(hub: State<Arc<Hub>>, _: Coordinator, of: OfGuide, asked: Body<RevisionRequest>) -> Result<Response, ApiError> {
    simply(hub, of, asked, deeds::publish).await
}

/// Throws the draft away.
///
/// # Errors
/// No session.
pub async fn discard(hub: State<Arc<Hub>>, _: Coordinator, of: OfGuide, asked: Body<RevisionRequest>) -> Result<Response, ApiError> {
    simply(hub, of, asked, deeds::discard).await
}

/// Returns to the built-in guide.
///
/// # Errors
/// No session.
pub async fn remove(hub: State<Arc<Hub>>, _: Coordinator, of: OfGuide, asked: Body<RevisionRequest>) -> Result<Response, ApiError> {
    simply(hub, of, asked, deeds::remove).await
}

/// Makes a draft of an earlier revision.
///
/// # Errors
/// No session.
pub async fn back(State(hub): State<Arc<Hub>>, _: Coordinator, of: OfGuide, Body(asked): Body<BackRequest>) -> Result<Response, ApiError> {
    let guide = load(&hub, of).await?;
    let (from, earlier) = match asked.to {
        0 => (None, guide.built_in.clone()),
        to => (Some(to), hub.store.manuscript(&guide.slug, to).await?),
    };
    let done = deeds::back(&guide, asked.revision, from, earlier);
    finish(&hub, guide, done).await
}

/// Answers a newer built-in guide.
///
/// # Errors
/// No session.
pub async fn newer(
    State(hub): State<Arc<Hub>>,
    _: Coordinator,
    of: OfGuide,
    Body(asked): Body<NewerRequest>,
) -> Result<Response, ApiError> {
    let guide = load(&hub, of).await?;
    let done = deeds::meet_newer(&guide, asked.revision, asked.keep);
    finish(&hub, guide, done).await
}

async fn simply(
    State(hub): State<Arc<Hub>>,
    of: OfGuide,
    Body(asked): Body<RevisionRequest>,
    deed: fn(&Guide, u32) -> Done,
) -> Result<Response, ApiError> {
    let guide = load(&hub, of).await?;
    let done = deed(&guide, asked.revision);
    finish(&hub, guide, done).await
}

/// The guide as it is now.
pub(super) async fn load(hub: &Hub, of: OfGuide) -> Result<Guide, ApiError> {
    let Ok(Path(slug)) = of else { return Err(ApiError::NoSuchGuide) };
    reload(hub, &slug).await
}

/// Packs are needed for what is built in; without any, nothing can be edited.
async fn reload(hub: &Hub, slug: &Slug) -> Result<Guide, ApiError> {
    let served = hub.packs.now(hub.store.as_ref()).await?;
    let guide = Guide::load(hub.store.as_ref(), served, slug, day_of(hub.now_ms())).await?;
    Ok(guide.spelt(hub.spelling.get().await))
}

fn is_of(guide: &Guide, manuscript: &Manuscript) -> Result<(), ApiError> {
    if manuscript.facts.slug != guide.slug {
        return Err(ApiError::BadBody);
    }
    let length = serde_json::to_vec(manuscript).map_or(usize::MAX, |json| json.len());
    if length > GUIDE_MAX_BYTES { Err(ApiError::GuideTooLarge) } else { Ok(()) }
}

/// Writes down what is done. Who comes second, be it by a moment, is told how the guide stands now.
async fn finish(hub: &Hub, guide: Guide, done: Done) -> Result<Response, ApiError> {
    let done = match done {
        Ok(Some(new)) if !hub.store.add_revision(&new).await? => Err(Refused::Outdated),
        Ok(_) => Ok(()),
        Err(refused) => Err(refused),
    };
    let guide = reload(hub, &guide.slug).await?.told();
    let problem = match done {
        Ok(()) => return Ok(Json(guide).into_response()),
        Err(Refused::Outdated) => ApiError::GuideChanged,
        Err(Refused::NotNow) => ApiError::GuideNotNow,
        Err(Refused::Wrong) => ApiError::GuideWrong,
    };
    let told = |problem| Unchanged { problem, guide };
    Ok(problem.with(told))
}
