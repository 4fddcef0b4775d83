//! Taking in what the hub answered: receipts, its clock, a new device id, numbers that it lacks.
//!
//! A parcel is settled only by a receipt that names it. Nothing else an answer says can settle or delete one.

use super::{overdue, put_device, put_home, storage, turn};
use crate::desk::{Access, Desk, Saving};
use crate::preferences::{self, Heard};
use crate::storage::{Change, Device, Home, KeptReceipt, StorageError, Store, StoredParcel};
use erum_domain::ident::Id;
use erum_domain::sync::clock_error_ms;
use erum_domain::wire::SyncAnswer;
use leptos::prelude::*;

/// Stores what an answer means, in one transaction, and shows it. `now_ms` is the tablet's clock when it came.
pub(crate) async fn settle(desk: Desk, answer: &SyncAnswer, now_ms: i64) -> Result<(), StorageError> {
    let _turn = turn().await;
    let Some(device) = desk.device.get_untracked().filter(|_| may_settle(desk)) else { return Ok(()) };
    let parcels = desk.parcels.get_untracked();
    let settled: Vec<StoredParcel> = parcels.iter().filter_map(|stored| after(stored, device.id, answer)).collect();
    let held = |number: &u64| parcels.iter().any(|stored| stored.device == device.id && stored.parcel.number == *number);
    let gone = answer.missing.iter().filter(|number| !held(number)).copied().collect();
    let device = Device {
        id: answer.device,
        last_contact_ms: Some(answer.hub_time_ms),
        clock_error_ms: clock_error_ms(now_ms, answer.hub_time_ms),
        restored: device.restored || answer.restored,
        gone,
        policy: answer.policy,
        revoked: answer.revoked,
        overdue_since_ms: None,
        ..device
    };
    let mut changes = vec![put_device(&device)?];
    for stored in &settled {
        changes.push(Change::put(Store::Parcels, stored.parcel.id, stored)?);
    }
    let home = home_after(desk, answer);
    if let Some(home) = &home {
        changes.push(put_home(home)?);
    }
    let stored = storage()?.write(&changes).await;
    if let Err(error) = stored {
        desk.saving.set(Some(Saving::Failed(error)));
        return Err(error);
    }
    let clocks_agree = device.clock_error_ms.is_none();
    let number = device.next_number.saturating_sub(1);
    desk.device.set(Some(device));
    if let Some(home) = home {
        desk.home.set(Some(home));
    }
    if !settled.is_empty() {
        desk.parcels.update(|parcels| show(parcels, settled));
    }
    preferences::note_heard(Heard { at_ms: answer.hub_time_ms, number, waiting: desk.unsent_now() });
    overdue::wipe_if_revoked(desk).await?;
    if clocks_agree {
        // What cannot be cleared out now can be after the next contact.
        leptos::task::spawn_local(async move { super::opening::clear_out(desk).await.unwrap_or_default() });
    }
    Ok(())
}

/// Locked or not: what the hub says of parcels is not sealed.
fn may_settle(desk: Desk) -> bool {
    matches!(desk.access.get_untracked(), Access::Writer | Access::Locked)
}

/// The home, when the hub has a new key. A locked tablet learns of it the next time.
fn home_after(desk: Desk, answer: &SyncAnswer) -> Option<Home> {
    let home = desk.home.get_untracked().filter(|home| !answer.hub_key.is_empty() && home.hub_key != answer.hub_key)?;
    Some(Home { hub_key: answer.hub_key.clone(), ..home })
}

/// The parcel as the answer leaves it, when it changes: receipted, or to be sent again because the hub lacks it.
fn after(stored: &StoredParcel, device: Id, answer: &SyncAnswer) -> Option<StoredParcel> {
    let receipt = answer.receipts.iter().find(|receipt| receipt.id == stored.parcel.id);
    if let Some(receipt) = receipt {
        let kept = KeptReceipt { at_ms: answer.hub_time_ms, status: receipt.status, reason: receipt.reason };
        return Some(StoredParcel { receipt: Some(kept), ..stored.clone() });
    }
    let lost_by_hub = stored.receipt.is_some() && stored.device == device && answer.missing.contains(&stored.parcel.number);
    lost_by_hub.then(|| StoredParcel { receipt: None, ..stored.clone() })
}

fn show(parcels: &mut [StoredParcel], settled: Vec<StoredParcel>) {
    for changed in settled {
        if let Some(known) = parcels.iter_mut().find(|known| known.parcel.id == changed.parcel.id) {
            *known = changed;
        }
    }
}
