//! The guide as it was when a session began: a newer one may be published while the session is open.
//!
//! Kept once for each guide and version that a session is open with, sealed, and deleted with the last of them.

use super::storage;
use crate::desk::Desk;
use crate::storage::{Change, StorageError, Store};
use erum_domain::guide::Guide;
use erum_domain::ident::Id;
use erum_domain::record::GuideRef;
use erum_domain::session::{About, HelpSession};
use leptos::prelude::*;

fn key(guide: &GuideRef) -> String {
    format!("guide-{}-{}", guide.slug, guide.version)
}

/// Puts the guide that a session begins with, unless another session has it.
pub(super) fn keep(desk: Desk, session: &HelpSession) -> Result<Vec<Change>, StorageError> {
    let (About::Guide(begun), Some(guide)) = (&session.about, desk.guide_of(session)) else { return Ok(Vec::new()) };
    if others(desk, begun, session.id) { Ok(Vec::new()) } else { Ok(vec![Change::put(Store::Home, key(begun), guide)?]) }
}

/// Deletes the guide that a session began with, unless another session has it.
pub(super) fn let_go(desk: Desk, session: Id) -> Vec<Change> {
    let about = desk.read_draft_untracked(session, |draft| draft.about.clone());
    match about {
        Some(About::Guide(begun)) if !others(desk, &begun, session) => vec![Change::delete(Store::Home, key(&begun))],
        _ => Vec::new(),
    }
}

fn others(desk: Desk, begun: &GuideRef, session: Id) -> bool {
    let same = |draft: &HelpSession| draft.id != session && matches!(&draft.about, About::Guide(other) if other == begun);
    desk.drafts.with_untracked(|drafts| drafts.iter().any(same))
}

/// The guides of open sessions that have changed since, as they were. One that is not kept is followed as it is now.
pub(super) async fn read(desk: Desk, drafts: &[HelpSession]) -> Result<Vec<&'static Guide>, StorageError> {
    let mut kept: Vec<&'static Guide> = Vec::new();
    for draft in drafts {
        let About::Guide(begun) = &draft.about else { continue };
        let changed = desk.pack.guide(&begun.slug).is_none_or(|guide| guide.version != begun.version);
        if changed && !kept.iter().any(|guide| guide.slug == begun.slug && guide.version == begun.version) {
            let guide: Option<Guide> = storage()?.get(Store::Home, &key(begun)).await.unwrap_or_default();
            // Lives as long as the page, like the pack.
            kept.extend(guide.map(|guide| &*Box::leak(Box::new(guide))));
        }
    }
    Ok(kept)
}
