//! THE door for writing: every change to the tablet's data goes through here, one at a time.
//!
//! Stores first and shows afterwards: a signal on the desk changes only when the transaction is complete. Decides
//! nothing about sessions (that is `erum_domain::session`) and draws nothing.

mod begun;
mod closing;
mod enrolment;
mod handover;
mod keys;
mod locking;
mod news;
mod opening;
mod overdue;
mod receipts;

pub(crate) use closing::{close, closing_day, correct, discard, flag, reopen, restore, withdraw};
pub(crate) use enrolment::{EnrolTrouble, FirstSlot, acknowledge, enrol};
pub(crate) use handover::{HandInTrouble, export, hand_in_file};
pub(crate) use keys::{KeysTrouble, PIN_SHORTEST, add_slot, change_pin, code_is_on_paper, is_too_simple, new_recovery_code, remove_slot};
pub(crate) use locking::{UnlockTrouble, lock, unlock};
pub(crate) use news::{take_news, wants_news};
pub(crate) use opening::{take_over_desk, take_over_from_other_tab};
pub(crate) use receipts::settle;

use crate::desk::{Access, Chosen, Desk, Saving};
use crate::storage::{Change, Device, Home, KeptSlot, OPEN_KEY, SETTING_KEY, Storage, StorageError, Store};
use crate::{platform, sync};
use erum_domain::ident::Id;
use erum_domain::session::{About, DaySetting, HelpSession, Move};
use futures::lock::{Mutex, MutexGuard};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

/// A wait that people notice, milliseconds.
const NOTICEABLE_MS: i64 = 300;

thread_local! {
    static STORAGE: RefCell<Option<Storage>> = const { RefCell::new(None) };
    /// Changes build on what is stored, so they are made one after the other.
    static TURN: &'static Mutex<()> = Box::leak(Box::new(Mutex::new(())));
}

async fn turn() -> MutexGuard<'static, ()> {
    TURN.with(|turn| *turn).lock().await
}

fn storage() -> Result<Storage, StorageError> {
    STORAGE.with_borrow(Clone::clone).ok_or(StorageError::Refused)
}

/// Writes, and tells the desk how it went.
async fn write(desk: Desk, changes: Result<Vec<Change>, StorageError>) -> Result<(), StorageError> {
    // Looked at within the turn: another tab may have taken over while this change waited for it.
    let may_write = if desk.access.get_untracked() == Access::Writer { storage() } else { Err(StorageError::Blocked) };
    let written = match (may_write, changes) {
        (Ok(storage), Ok(changes)) => storage.write(&changes).await,
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    desk.saving.set(Some(match written {
        Ok(()) => Saving::Saved(platform::now_ms()),
        Err(error) => Saving::Failed(error),
    }));
    written
}

/// Begins a session and opens it.
pub(crate) async fn begin(desk: Desk, chosen: &Chosen, setting: DaySetting) -> Result<(), StorageError> {
    let _turn = turn().await;
    let Some(mut device) = desk.device.get_untracked() else { return Err(StorageError::Refused) };
    let (id, visitor, now) = (platform::random_id(), device.next_visitor, platform::now_ms());
    let mut session = match &chosen.about {
        About::Topic(topic) => HelpSession::with_topic(id, *topic, visitor, setting, now),
        About::Guide(begun) => {
            let guide = desk.pack.guide(&begun.slug).ok_or(StorageError::Unreadable)?;
            HelpSession::with_guide(id, guide, visitor, setting, now)
        }
    };
    session.returning = chosen.returning;
    session.done_before = chosen.step.and_then(|step| u32::try_from(step).ok()).unwrap_or(0);
    device.next_visitor = device.next_visitor % 99 + 1;
    let changes =
        begun::keep(desk, &session).and_then(|kept| Ok([kept, vec![put_draft(&session)?, put_device(&device)?, put_open(id)?]].concat()));
    write(desk, changes).await?;
    desk.device.set(Some(device));
    desk.drafts.update(|drafts| drafts.push(session));
    desk.open.set(Some(id));
    desk.next_visitor();
    Ok(())
}

/// Goes on with a session among those that are open. Which one is noted, so that after a lock nobody sees another visitor's.
pub(crate) async fn resume(desk: Desk, session: Id) {
    let _turn = turn().await;
    desk.next_visitor();
    desk.open.set(Some(session));
    // Not noted, the list is shown after a lock, where there are several.
    write(desk, put_open(session).map(|open| vec![open])).await.unwrap_or_default();
}

/// Makes a move in a session. The move shows only when it is on disk.
pub(crate) async fn make_move(desk: Desk, session: Id, step_move: Move) -> Result<(), StorageError> {
    let _turn = turn().await;
    let Some(before) = desk.draft(session) else { return Err(StorageError::Unreadable) };
    // A move that the rules forbid is not offered; one that arrives late, after a step is gone, changes nothing.
    let Ok(after) = before.after(&step_move, desk.guide_of(&before), platform::now_ms()) else { return Ok(()) };
    say_if_it_takes_long(desk, write(desk, put_draft(&after).map(|draft| vec![draft]))).await?;
    // "Sparat" first; then the checklist and the visitor's half, which take longer to draw.
    platform::breathe().await;
    desk.drafts.update(|drafts| drafts.iter_mut().filter(|draft| draft.id == session).for_each(|draft| *draft = after.clone()));
    Ok(())
}

/// Says "Sparar" only of a save that can be noticed: drawing it takes longer than most saves.
async fn say_if_it_takes_long<T>(desk: Desk, save: impl Future<Output = T>) -> T {
    let mut save = pin!(save);
    // The disk is asked first: the rest is made ready while it works.
    if let Poll::Ready(outcome) = poll_fn(|context| Poll::Ready(save.as_mut().poll(context))).await {
        return outcome;
    }
    let written = Rc::new(Cell::new(false));
    let over = Rc::clone(&written);
    platform::after_ms(NOTICEABLE_MS, move || {
        if !over.get() {
            desk.saving.set(Some(Saving::Writing));
        }
    });
    let outcome = save.await;
    written.set(true);
    outcome
}

/// Chooses place and form of the day.
pub(crate) async fn choose_setting(desk: Desk, setting: DaySetting) -> Result<(), StorageError> {
    let _turn = turn().await;
    write(desk, Change::put(Store::Home, SETTING_KEY, &setting).map(|change| vec![change])).await?;
    desk.setting.set(Some(setting));
    Ok(())
}

/// Sends what is unsent now, whatever the plan says: somebody asked.
pub(crate) fn send_now(desk: Desk) {
    sync::wake(desk, true);
}

fn put_draft(session: &HelpSession) -> Result<Change, StorageError> {
    Change::put(Store::Drafts, session.id, session)
}

fn put_open(session: Id) -> Result<Change, StorageError> {
    Change::put(Store::Home, OPEN_KEY, &session)
}

fn put_home(home: &Home) -> Result<Change, StorageError> {
    Change::put(Store::Home, Home::KEY, home)
}

fn put_slot(slot: &KeptSlot) -> Result<Change, StorageError> {
    Change::put(Store::Keys, slot.id, slot)
}

fn put_device(device: &Device) -> Result<Change, StorageError> {
    Change::put(Store::Device, Device::KEY, device)
}
