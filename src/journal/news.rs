//! What the unit's tablets are told of one another: open flags on steps, and what owners of e-services have answered.
//!
//! Sealed like all that tells of the unit. A locked tablet cannot take it in, and is told again at the next contact.

use super::{storage, turn};
use crate::desk::{Access, Desk};
use crate::storage::{Change, SNAPSHOT_KEY, StorageError, Store};
use erum_domain::wire::snapshot::SnapshotAnswer;
use leptos::prelude::*;

/// Whether the hub tells of news that this tablet does not have and can keep.
pub(crate) fn wants_news(desk: Desk, hash: &str) -> bool {
    let has = desk.snapshot.with_untracked(|snapshot| snapshot.as_ref().is_some_and(|snapshot| snapshot.hash == hash));
    !hash.is_empty() && !has && desk.access.get_untracked() == Access::Writer && desk.home.with_untracked(Option::is_some)
}

/// Stores what is told now in place of what was told before, and shows it.
pub(crate) async fn take_news(desk: Desk, snapshot: SnapshotAnswer) -> Result<(), StorageError> {
    let _turn = turn().await;
    if desk.access.get_untracked() != Access::Writer {
        return Ok(());
    }
    storage()?.write(&[Change::put(Store::Home, SNAPSHOT_KEY, &snapshot)?]).await?;
    desk.snapshot.set(Some(snapshot));
    Ok(())
}
