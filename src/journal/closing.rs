//! Closing a session and what may be done with it afterwards: correct, withdraw, take back, flag a guide or a place.
//!
//! Each is one transaction in which the record's parcel, the day's list and the running number change together.

use super::{begun, put_device, put_draft, put_open, turn, write};
use crate::desk::{Desk, Saving};
use crate::keysmith::Keysmith;
use crate::storage::{Change, DayItem, DayState, Device, StorageError, Store, StoredParcel};
use crate::{platform, sync};
use erum_domain::codes::{CorrectedField, FlagReason};
use erum_domain::day::{DAY_MS, Day};
use erum_domain::ident::{Id, Slug};
use erum_domain::note::Note;
use erum_domain::record::{DirectoryCorrection, GuideFlag, GuideRef, RECORD_VERSION, Record, SessionRecord, Withdrawal};
use erum_domain::session::{Ending, HelpSession};
use erum_domain::wire::Parcel;
use erum_vault::keysmith::{Answer, Ask};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Closes a session as the record with this id, which has been shown: stores its parcel and its copy on the day's list, and
/// deletes the draft, at once.
pub(crate) async fn close(desk: Desk, session: Id, ending: &Ending, id: Id) -> Result<(), StorageError> {
    let _turn = turn().await;
    let Some(draft) = desk.draft(session) else { return Err(StorageError::Unreadable) };
    let now = platform::now_ms();
    let corrected = draft.replaces.and_then(|id| item(desk, id));
    let record = draft.close(ending, now, closing_day(desk, &draft), id);
    // What was said on the way is in the record now: a correction begins with that.
    let session_as_it_was = HelpSession { telling: None, ..draft };
    let closed = DayItem { record: record.clone(), session: session_as_it_was, closed_ms: now, state: DayState::Counts };
    let corrected = corrected.map(|item| DayItem { state: DayState::Corrected, ..item });
    let changed: Vec<DayItem> = corrected.into_iter().chain([closed]).collect();
    let rest = vec![begun::let_go(session), Change::delete(Store::Drafts, session)];
    hand_in(desk, &Record::Session(record.clone()), changed, rest).await?;
    desk.latest.set(Some(record));
    desk.drafts.update(|drafts| drafts.retain(|draft| draft.id != session));
    desk.open.set(None);
    Ok(())
}

/// The day a session is closed on: today, but a correction keeps the day of what it corrects.
pub(crate) fn closing_day(desk: Desk, draft: &HelpSession) -> Day {
    draft.replaces.and_then(|id| item(desk, id)).map_or_else(platform::today, |item| item.record.date)
}

/// Opens a closed session again: it counts as it is until it is closed anew, which then corrects it.
pub(crate) async fn reopen(desk: Desk, record: Id) -> Result<(), StorageError> {
    let _turn = turn().await;
    let Some(item) = item_that_is(desk, record, DayState::Counts)? else { return Ok(()) };
    let now = platform::now_ms();
    let lasted = item.closed_ms - item.session.started_ms;
    let draft = HelpSession {
        id: platform::random_id(),
        started_ms: now - lasted,
        touched_ms: now,
        replaces: Some(record),
        ..item.session.clone()
    };
    let reopened = DayItem { state: DayState::Reopened, ..item };
    let changes = put_draft(&draft).and_then(|put| Ok(vec![put, put_item(&reopened)?, put_open(draft.id)?]));
    write(desk, changes).await?;
    show_items(desk, vec![reopened]);
    desk.next_visitor();
    desk.open.set(Some(draft.id));
    desk.drafts.update(|drafts| drafts.push(draft));
    Ok(())
}

/// Throws a draft away unrecorded. A session that was opened again simply counts as before.
pub(crate) async fn discard(desk: Desk, session: Id) -> Result<(), StorageError> {
    let _turn = turn().await;
    let Some(draft) = desk.draft(session) else { return Ok(()) };
    let kept = draft.replaces.and_then(|id| item(desk, id)).map(|item| DayItem { state: DayState::Counts, ..item });
    let gone = [begun::let_go(session), Change::delete(Store::Drafts, session)].map(Ok);
    let changes = kept.iter().map(put_item).chain(gone).collect();
    write(desk, changes).await?;
    show_items(desk, kept.into_iter().collect());
    desk.drafts.update(|drafts| drafts.retain(|draft| draft.id != session));
    desk.open.set(None);
    Ok(())
}

/// Withdraws a closed session: it no longer counts.
pub(crate) async fn withdraw(desk: Desk, record: Id) -> Result<(), StorageError> {
    let _turn = turn().await;
    let Some(item) = item_that_is(desk, record, DayState::Counts)? else { return Ok(()) };
    let withdrawal = Withdrawal { v: RECORD_VERSION, id: platform::random_id(), withdraws: record };
    hand_in(desk, &Record::Withdrawal(withdrawal), vec![DayItem { state: DayState::Withdrawn, ..item }], vec![]).await
}

/// Takes a withdrawal back: the same session counts again, as a new record in the old one's place.
pub(crate) async fn restore(desk: Desk, record: Id) -> Result<(), StorageError> {
    let _turn = turn().await;
    let Some(item) = item_that_is(desk, record, DayState::Withdrawn)? else { return Ok(()) };
    let anew = SessionRecord { id: platform::random_id(), replaces: Some(record), ..item.record.clone() };
    let counts = DayItem { record: anew.clone(), state: DayState::Counts, ..item.clone() };
    hand_in(desk, &Record::Session(anew), vec![DayItem { state: DayState::Corrected, ..item }, counts], vec![]).await
}

/// Says that a step of a guide is no longer right. A [`Note`] can only be made of words in which nothing is seen.
pub(crate) async fn flag(desk: Desk, guide: GuideRef, step: Slug, reason: FlagReason, note: Option<Note>) -> Result<(), StorageError> {
    let _turn = turn().await;
    let (id, date, withheld) = (platform::random_id(), platform::today(), BTreeSet::new());
    let flag = GuideFlag { v: RECORD_VERSION, id, date, guide, step, reason, note, withheld };
    hand_in(desk, &Record::GuideFlag(flag), vec![], vec![]).await
}

/// Says that an entry of the directory is no longer right. Only of this tablet's own municipality.
pub(crate) async fn correct(desk: Desk, point: Slug, field: CorrectedField, note: Option<Note>) -> Result<(), StorageError> {
    let _turn = turn().await;
    let ours = desk.own_unit_now().is_some_and(|unit| unit.point(&point).is_some());
    if !ours {
        return Err(StorageError::Refused);
    }
    let (id, date, withheld) = (platform::random_id(), platform::today(), BTreeSet::new());
    let correction = DirectoryCorrection { v: RECORD_VERSION, id, date, point, field, note, withheld };
    hand_in(desk, &Record::DirectoryCorrection(correction), vec![], vec![]).await
}

/// Numbers a record, stores its parcel with everything that changes along with it, shows it and wakes the sending.
async fn hand_in(desk: Desk, record: &Record, items: Vec<DayItem>, rest: Vec<Change>) -> Result<(), StorageError> {
    let Some((device, home)) = desk.device.get_untracked().zip(desk.home.get_untracked()) else { return Err(StorageError::Refused) };
    let body = sealed_to_hub(&home.hub_key, record.id(), record.to_json()).await;
    let body = body.inspect_err(|error| desk.saving.set(Some(Saving::Failed(*error))))?;
    let parcel = Parcel { id: record.id(), number: device.next_number, body };
    let made_ms = i64::from(platform::today().days()) * DAY_MS;
    let stored = StoredParcel { device: device.id, parcel, made_ms, receipt: None };
    let device = Device { next_number: device.next_number + 1, ..device };
    let mut changes = rest;
    changes.push(Change::put(Store::Parcels, stored.parcel.id, &stored)?);
    changes.push(put_device(&device)?);
    for item in &items {
        changes.push(put_item(item)?);
    }
    write(desk, Ok(changes)).await?;
    desk.device.set(Some(device));
    desk.parcels.update(|parcels| parcels.push(stored));
    show_items(desk, items);
    sync::wake(desk, false);
    Ok(())
}

/// A record as a parcel's body: from here on only the hub can read it.
pub(super) async fn sealed_to_hub(hub_key: &str, id: Id, json: String) -> Result<String, StorageError> {
    if cfg!(feature = "unsealed") {
        return Ok(json);
    }
    let ask = Ask::SealParcel { hub: hub_key.to_owned(), id: id.to_string(), plain: json, seed: platform::random_bytes() };
    let keysmith = Keysmith::hire().await.map_err(|_cause| StorageError::NotSealed)?;
    match keysmith.ask(&ask).await {
        Ok(Answer::Body(body)) => Ok(body),
        _ => Err(StorageError::NotSealed),
    }
}

fn put_item(item: &DayItem) -> Result<Change, StorageError> {
    Change::put(Store::Day, item.record.id, item)
}

fn item(desk: Desk, record: Id) -> Option<DayItem> {
    desk.closed.with_untracked(|closed| closed.iter().find(|item| item.record.id == record).cloned())
}

/// The item if it still is as it was when the button was drawn: a second tap finds the first one's work and does nothing.
fn item_that_is(desk: Desk, record: Id, state: DayState) -> Result<Option<DayItem>, StorageError> {
    let item = item(desk, record).ok_or(StorageError::Unreadable)?;
    Ok(Some(item).filter(|item| item.state == state))
}

/// Shows changed and new items, newest first.
fn show_items(desk: Desk, items: Vec<DayItem>) {
    if items.is_empty() {
        return;
    }
    desk.closed.update(|closed| {
        closed.retain(|known| items.iter().all(|item| item.record.id != known.record.id));
        closed.extend(items);
        closed.sort_by_key(|item| std::cmp::Reverse(item.closed_ms));
    });
}
