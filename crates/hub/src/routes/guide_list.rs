//! `GET /api/v1/guides`: all guides in a list, and how each of them stands.

use crate::Hub;
use crate::auth::Coordinator;
use crate::clock::day_of;
use crate::editing::standing::{self, Standing};
use crate::editing::state::is_newer;
use crate::packs::Served;
use crate::problem::ApiError;
use crate::queue::Reports;
use crate::store::HubStore;
use axum::Json;
use axum::extract::State;
use erum_domain::ident::Slug;
use erum_domain::manuscript::{Manuscript, SOURCE_LANGUAGE};
use erum_domain::wire::editing::{GuideLine, GuidesAnswer, LanguageLine, Published};
use std::collections::BTreeSet;
use std::sync::Arc;

/// All guides, also drafts of new ones and those that were taken back.
///
/// # Errors
/// No session, no packs.
pub async fn list(State(hub): State<Arc<Hub>>, coordinator: Coordinator) -> Result<Json<GuidesAnswer>, ApiError> {
    let store: &dyn HubStore = hub.store.as_ref();
    let served = hub.packs.now(store).await?;
    let mut bodies = Vec::new();
    for unit in &coordinator.units {
        bodies.extend(store.open_reports(&unit.id).await?);
    }
    let reports = Reports::of(&bodies);
    let standings = standing::of_all(store.deeds().await?);
    let nothing_done = Standing::default();
    let mut guides = Vec::new();
    for slug in served.guides.keys().chain(standings.keys()).collect::<BTreeSet<_>>() {
        let standing = standings.get(slug).unwrap_or(&nothing_done);
        if let Some(shown) = shown(store, &served, slug, standing).await? {
            guides.push(line(&served, &shown, standing, reports.flags_on(slug)));
        }
    }
    Ok(Json(GuidesAnswer { today: day_of(hub.now_ms()), guides }))
}

/// What tablets get, or else the newest text there is.
async fn shown(store: &dyn HubStore, served: &Served, slug: &Slug, standing: &Standing) -> Result<Option<Manuscript>, ApiError> {
    match (served.guides.get(slug), standing.last_text) {
        (Some(now), _) => Ok(Some(now.clone())),
        (None, Some(last)) => Ok(store.manuscript(slug, last).await?),
        (None, None) => Ok(None),
    }
}

fn line(served: &Served, shown: &Manuscript, standing: &Standing, flags: u64) -> GuideLine {
    let Manuscript { facts, words, .. } = shown;
    let built_in = served.disk.built_in.as_ref().and_then(|guides| guides.get(&facts.slug));
    let edit = served.guides.get(&facts.slug).filter(|_| standing.published.is_some());
    let published = match (edit, built_in) {
        (Some(_), _) => Published::Edit,
        (None, Some(_)) => Published::BuiltIn,
        (None, None) => Published::Nothing,
    };
    GuideLine {
        slug: facts.slug.clone(),
        service: facts.service,
        title: words.get(SOURCE_LANGUAGE).map(|words| words.title.clone()).unwrap_or_default(),
        actor: facts.actor.clone(),
        published,
        draft: standing.draft.map(|(_, progress)| progress),
        newer_built_in: is_newer(standing, built_in, edit),
        version: facts.version,
        checked: facts.checked.clone(),
        languages: words
            .iter()
            .map(|(language, words)| LanguageLine { language: language.clone(), status: words.translation.status })
            .collect(),
        flags,
    }
}
