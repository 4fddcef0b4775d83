//! Taking the tablet's data in hand: the lease, the database, what is in it, and what has had its time.
//!
//! Reads what is open at start, and what is sealed when somebody unlocks. Clears out only what has a receipt and is a week old.

use super::{STORAGE, begun, locking, overdue, storage, turn};
use crate::desk::{Access, Desk};
use crate::storage::{
    Change, DayItem, DayState, Device, Fetched, Home, KeptSlot, OPEN_KEY, SETTING_KEY, SNAPSHOT_KEY, Storage, StorageError, Store,
    StoredParcel, THROTTLE_KEY,
};
use crate::{lease, platform, sync};
use erum_domain::day::DAY_MS;
use erum_domain::ident::Id;
use erum_domain::session::{DaySetting, HelpSession};
use leptos::prelude::*;

/// How long closed sessions and receipted parcels are kept, so that they can be corrected or sent again.
const KEPT_MS: i64 = 7 * DAY_MS;

/// What can wait until the first screen stands, milliseconds.
const AFTER_FIRST_SCREEN_MS: i64 = 500;

/// Sending, and asking the browser to keep what is stored.
async fn begin_housekeeping(desk: Desk) {
    if desk.device.with_untracked(Option::is_some) {
        sync::start(desk);
        platform::ask_to_persist().await;
    }
}

/// Takes the data in hand if no other tab has it, and fills the desk.
pub(crate) async fn take_over_desk(desk: Desk) {
    let access = if lease::try_now().await { open_and_fill(desk).await } else { Access::OtherTab };
    desk.access.set(access);
    lease::when_asked_for(move || leptos::task::spawn_local(hand_over(desk)));
}

/// Stops writing here, waits for what is being written, and only then lets the other tab begin.
async fn hand_over(desk: Desk) {
    desk.access.set(Access::OtherTab);
    let _turn = turn().await;
    let was_open = storage().is_ok_and(|storage| storage.key().is_some());
    if let Ok(storage) = storage() {
        storage.hold(None);
    }
    lease::release();
    if was_open {
        // What this tab still has in memory is no longer its own.
        platform::reload();
    }
}

/// Takes the data over from the tab that has it.
pub(crate) async fn take_over_from_other_tab(desk: Desk) {
    lease::take_over().await;
    let access = open_and_fill(desk).await;
    desk.access.set(access);
}

async fn open_and_fill(desk: Desk) -> Access {
    match try_open(desk).await {
        Ok(access) => {
            platform::after_ms(AFTER_FIRST_SCREEN_MS, move || leptos::task::spawn_local(begin_housekeeping(desk)));
            access
        }
        Err(error) => Access::Failed(error),
    }
}

/// Reads what is not sealed. What is, waits for somebody to unlock the tablet; a tablet without a way in has nothing sealed.
async fn try_open(desk: Desk) -> Result<Access, StorageError> {
    let opened = Storage::open().await?;
    STORAGE.set(Some(opened.clone()));
    desk.device.set(opened.get(Store::Device, Device::KEY).await?);
    let (mut parcels, bad_parcels) = opened.all::<StoredParcel>(Store::Parcels).await?;
    parcels.sort_by_key(|stored| stored.parcel.number);
    desk.parcels.set(parcels);
    let (mut slots, bad_slots) = opened.all::<KeptSlot>(Store::Keys).await?;
    let found = slots.len();
    // A way in under another's id would be given the next key in that one's place.
    slots.retain(|kept| kept.slot.id() == kept.id.to_string());
    let bad_slots = bad_slots + found - slots.len();
    desk.slots.set(slots);
    desk.throttle.set(opened.get(Store::Device, THROTTLE_KEY).await.unwrap_or_default().unwrap_or_default());
    desk.unreadable.set(bad_parcels + bad_slots);
    overdue::look(desk).await?;
    if desk.slots.with_untracked(Vec::is_empty) {
        return Ok(Access::Writer);
    }
    locking::resume_wait(desk);
    overdue::keep_looking(desk);
    Ok(Access::Locked)
}

/// What is sealed and may be much: fetched while a PIN is being tried, and opened when it was right.
pub(super) async fn fetch() -> Result<Fetched, StorageError> {
    storage()?.fetch(Store::Day).await
}

/// Reads what is sealed, once the storage holds the key, and fills the desk with it. Nothing may be written between fetching
/// the day's list and this: whoever calls has the turn.
pub(super) async fn fill(desk: Desk, day: &Fetched) -> Result<(), StorageError> {
    let opened = storage()?;
    let home: Option<Home> = opened.get(Store::Home, Home::KEY).await?;
    // A setting that cannot be read is simply chosen again.
    let setting: Option<DaySetting> = opened.get(Store::Home, SETTING_KEY).await.unwrap_or_default();
    let (mut drafts, bad_drafts) = opened.all::<HelpSession>(Store::Drafts).await?;
    let (mut closed, bad_closed) = opened.unseal::<DayItem>(day);
    drafts.sort_by_key(|session| session.started_ms);
    closed.sort_by_key(|item| std::cmp::Reverse(item.closed_ms));
    // Told anew at the next contact when it cannot be read.
    desk.snapshot.set(opened.get(Store::Home, SNAPSHOT_KEY).await.unwrap_or_default());
    desk.begun.set(begun::read(desk, &drafts).await?);
    desk.home.set(home);
    desk.setting.set(setting);
    let open: Option<Id> = opened.get(Store::Home, OPEN_KEY).await.unwrap_or_default();
    desk.open.set(on_the_screen(&drafts, open));
    desk.drafts.set(drafts);
    desk.closed.set(closed);
    desk.unreadable.update(|unreadable| *unreadable += bad_drafts + bad_closed);
    Ok(())
}

/// The session where one was before the app was locked, closed or killed. Where nobody can tell which of several it was,
/// none: the next to look must not see another visitor's.
fn on_the_screen(drafts: &[HelpSession], open: Option<Id>) -> Option<Id> {
    let noted = drafts.iter().find(|session| Some(session.id) == open);
    noted
        .or(match drafts {
            [only] => Some(only),
            _ => None,
        })
        .map(|session| session.id)
}

/// Deletes what has a receipt and is older than a week. Only after contact with a hub whose clock agrees: a tablet
/// with a wrong clock must not take this week for last year.
pub(super) async fn clear_out(desk: Desk) -> Result<(), StorageError> {
    let _turn = turn().await;
    let old = platform::now_ms() - KEPT_MS;
    let has_gone = |stored: &StoredParcel| stored.receipt.is_some_and(|receipt| receipt.at_ms < old) && stored.made_ms < old;
    let is_over = |item: &DayItem| item.closed_ms < old && item.state != DayState::Reopened;
    let gone = desk.parcels.with_untracked(|parcels| {
        parcels.iter().filter(|stored| has_gone(stored)).map(|stored| Change::delete(Store::Parcels, stored.parcel.id)).collect::<Vec<_>>()
    });
    let over = desk.closed.with_untracked(|closed| {
        closed.iter().filter(|item| is_over(item)).map(|item| Change::delete(Store::Day, item.record.id)).collect::<Vec<_>>()
    });
    if gone.is_empty() && over.is_empty() {
        return Ok(());
    }
    storage()?.write(&gone.into_iter().chain(over).collect::<Vec<_>>()).await?;
    desk.parcels.update(|parcels| parcels.retain(|stored| !has_gone(stored)));
    desk.closed.update(|closed| closed.retain(|item| !is_over(item)));
    Ok(())
}
