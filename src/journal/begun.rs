//! The guide as it was when a session began: a newer one may be published while the session is open.
//!
//! Sealed, beside the draft and under its random id, and deleted with it: a guide's name as a key could be read without the seal.

use super::storage;
use crate::desk::Desk;
use crate::storage::{Change, StorageError, Store};
use erum_domain::guide::Guide;
use erum_domain::ident::Id;
use erum_domain::session::{About, HelpSession};

fn key(session: Id) -> String {
    format!("begun-{session}")
}

/// Puts the guide that a session begins with.
pub(super) fn keep(desk: Desk, session: &HelpSession) -> Result<Vec<Change>, StorageError> {
    desk.guide_of(session).map(|guide| Change::put(Store::Home, key(session.id), guide)).into_iter().collect()
}

/// Deletes the guide that a session began with.
pub(super) fn let_go(session: Id) -> Change {
    Change::delete(Store::Home, key(session))
}

/// The guides of open sessions that are others now, as they were: also where only words or a telephone number changed, which
/// no version tells. One that is not kept is followed as it is now.
pub(super) async fn read(desk: Desk, drafts: &[HelpSession]) -> Result<Vec<(Id, &'static Guide)>, StorageError> {
    let mut kept: Vec<(Id, &'static Guide)> = Vec::new();
    for draft in drafts {
        let About::Guide(begun) = &draft.about else { continue };
        let then: Option<Guide> = storage()?.get(Store::Home, &key(draft.id)).await.unwrap_or_default();
        if let Some(then) = then.filter(|then| desk.pack.guide(&begun.slug) != Some(then)) {
            // Lives as long as the page, like the pack.
            kept.push((draft.id, Box::leak(Box::new(then))));
        }
    }
    Ok(kept)
}
