//! A tablet that is lost, or has been away too long: it wipes itself, but never what the hub has not got.
//!
//! Revoked: when the last parcel has its receipt, everything goes. Without contact for twice the agreed time: the keys and
//! what they open go, unsent parcels stay. The tablet's clock may be wrong, so the second is announced a day ahead.

use super::{put_device, storage, turn};
use crate::desk::{Access, Desk};
use crate::storage::{Change, Device, StorageError, Store};
use crate::{platform, preferences};
use erum_domain::day::DAY_MS;
use erum_domain::sync::Contact;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;

/// How often a locked tablet looks, milliseconds.
const LOOK_EVERY_MS: i32 = 60 * 60_000;

thread_local! {
    static LOOKING: Cell<bool> = const { Cell::new(false) };
}

/// Wipes everything once a revoked tablet has handed over all it held. The page is then loaded anew and says so.
pub(super) async fn wipe_if_revoked(desk: Desk) -> Result<(), StorageError> {
    let done = desk.device.with_untracked(|device| device.as_ref().is_some_and(|device| device.revoked));
    if !done || desk.unsent_now() > 0 {
        return Ok(());
    }
    storage()?.destroy().await?;
    preferences::forget_staff_tablet();
    preferences::remember_wiped();
    desk.access.set(Access::Closed);
    platform::reload();
    Ok(())
}

/// Looks whether contact is far overdue: notes it the first time, and a day later gives up the keys and what they open.
pub(super) async fn look(desk: Desk) -> Result<(), StorageError> {
    let Some(device) = desk.device.get_untracked().filter(|device| !device.gave_up) else { return Ok(()) };
    let now = platform::now_ms();
    let over = matches!(device.contact(now), Contact::Over(_));
    let noted = device.overdue_since_ms.filter(|since| over && now >= *since);
    match noted {
        Some(since) if now - since >= DAY_MS => give_up(desk, device).await,
        noted => {
            let noted = noted.or(over.then_some(now));
            if noted == device.overdue_since_ms {
                return Ok(());
            }
            let device = Device { overdue_since_ms: noted, ..device };
            storage()?.write(&[put_device(&device)?]).await?;
            desk.device.set(Some(device));
            Ok(())
        }
    }
}

/// Looks again for as long as the tablet is locked: one that is never loaded anew, in a bag or in a finder's hands, gives up
/// all the same.
pub(super) fn keep_looking(desk: Desk) {
    let again = move || {
        spawn_local(async move {
            let _turn = turn().await;
            if desk.access.get_untracked() != Access::Locked {
                return;
            }
            // Not noted, it is looked at again.
            look(desk).await.unwrap_or_default();
            if desk.slots.with_untracked(Vec::is_empty) {
                platform::reload();
            }
        });
    };
    if !LOOKING.replace(true) {
        platform::on_visible(again);
        platform::every_ms(LOOK_EVERY_MS, again);
    }
}

async fn give_up(desk: Desk, device: Device) -> Result<(), StorageError> {
    let storage = storage()?;
    let device = Device { gave_up: true, overdue_since_ms: None, ..device };
    let mut changes = vec![put_device(&device)?];
    for store in [Store::Keys, Store::Home, Store::Drafts, Store::Day] {
        changes.extend(storage.ids(store).await?.into_iter().map(|id| Change::delete(store, id)));
    }
    let (sent, unsent): (Vec<_>, Vec<_>) = desk.parcels.get_untracked().into_iter().partition(|stored| stored.receipt.is_some());
    changes.extend(sent.iter().map(|stored| Change::delete(Store::Parcels, stored.parcel.id)));
    storage.hold(None);
    storage.write(&changes).await?;
    desk.parcels.set(unsent);
    desk.slots.set(Vec::new());
    desk.device.set(Some(device));
    Ok(())
}
