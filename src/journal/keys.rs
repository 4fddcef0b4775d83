//! The ways in: the first ones, a colleague's, a new PIN, taking one away, a new recovery code.
//!
//! Whatever takes a PIN out of use also changes the data key, and everything sealed is sealed anew with it: in one
//! transaction, so that a tablet that loses power has either the old or the new. Never stores a PIN or a code.

use super::{put_slot, storage, turn};
use crate::desk::{Access, Desk};
use crate::keysmith::{Keysmith, NoKeysmith};
use crate::platform;
use crate::storage::{Change, KeptSlot, Sign, StorageError, Store};
use erum_domain::ident::Id;
use erum_vault::keysmith::{Answer, Ask, CarriedKey, Cost};
use erum_vault::recovery;
use erum_vault::sealed::DataKey;
use leptos::prelude::*;

/// The shortest PIN, in characters. Six digits are a million tries of a second each.
pub(crate) const PIN_SHORTEST: usize = 6;

/// Why the ways in are as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeysTrouble {
    /// Another way in has this sign.
    SignTaken,
    /// It is the last one: without it only the recovery code would open the tablet.
    LastOne,
    /// The helper program could not be started.
    NoKeysmith,
    /// Storage failed.
    Storage(StorageError),
}

impl From<NoKeysmith> for KeysTrouble {
    fn from(_cause: NoKeysmith) -> Self {
        Self::NoKeysmith
    }
}

impl From<StorageError> for KeysTrouble {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

/// Whether a PIN is one that anybody would try first: one character repeated, or characters in a row.
pub(crate) fn is_too_simple(pin: &str) -> bool {
    let codes: Vec<i64> = pin.chars().map(|letter| i64::from(u32::from(letter))).collect();
    let all_apart_by = |step: i64| codes.windows(2).all(|pair| pair[1] - pair[0] == step);
    all_apart_by(0) || all_apart_by(1) || all_apart_by(-1)
}

/// What a tablet begins with: the data key, the first member's way in, and the recovery code with its own.
pub(super) struct Beginning {
    pub(super) key: DataKey,
    pub(super) slots: Vec<KeptSlot>,
    /// As it is printed. Shown once.
    pub(super) recovery: String,
}

pub(super) async fn beginning(sign: Sign, pin: String) -> Result<Beginning, NoKeysmith> {
    let keysmith = Keysmith::hire().await?;
    let key = DataKey::from_random(platform::random_bytes());
    let first = pin_slot(&keysmith, sign, pin, &key, platform::random_id()).await?;
    let (recovery, slot) = recovery_slot(&keysmith, &key).await?;
    Ok(Beginning { key, slots: vec![first, slot], recovery })
}

async fn pin_slot(keysmith: &Keysmith, sign: Sign, pin: String, key: &DataKey, id: Id) -> Result<KeptSlot, NoKeysmith> {
    let cost = Cost::Pin(keysmith.trial_ms().await?);
    make_slot(keysmith, Some(sign), pin, cost, key, id).await
}

async fn recovery_slot(keysmith: &Keysmith, key: &DataKey) -> Result<(String, KeptSlot), NoKeysmith> {
    let code = recovery::new_code(platform::random_bytes());
    let pin = recovery::as_typed(&code).ok_or(NoKeysmith)?;
    let slot = make_slot(keysmith, None, pin, Cost::Recovery, key, platform::random_id()).await?;
    Ok((code, slot))
}

async fn make_slot(
    keysmith: &Keysmith,
    sign: Option<Sign>,
    pin: String,
    cost: Cost,
    key: &DataKey,
    id: Id,
) -> Result<KeptSlot, NoKeysmith> {
    let ask = Ask::MakeSlot { id: id.to_string(), pin, cost, key: CarriedKey::of(key), seed: platform::random_bytes() };
    match keysmith.ask(&ask).await? {
        Answer::Slot(slot) => Ok(KeptSlot { id, sign, slot, unwritten: sign.is_none() }),
        _ => Err(NoKeysmith),
    }
}

/// Adds a colleague's way in. Nobody else's changes.
pub(crate) async fn add_slot(desk: Desk, sign: Sign, pin: String) -> Result<(), KeysTrouble> {
    let _turn = turn().await;
    let key = key_in_hand(desk)?;
    if desk.slots.with_untracked(|slots| slots.iter().any(|kept| kept.sign == Some(sign))) {
        return Err(KeysTrouble::SignTaken);
    }
    let keysmith = Keysmith::hire().await?;
    let kept = pin_slot(&keysmith, sign, pin, &key, platform::random_id()).await?;
    storage()?.write(&[put_slot(&kept)?]).await?;
    desk.slots.update(|slots| slots.push(kept));
    Ok(())
}

/// Gives a way in another PIN. The old one opens nothing any more, not even a copy of the disk made from now on.
pub(crate) async fn change_pin(desk: Desk, slot: Id, pin: String) -> Result<(), KeysTrouble> {
    let _turn = turn().await;
    let sign = desk.slots.with_untracked(|slots| slots.iter().find(|kept| kept.id == slot).and_then(|kept| kept.sign));
    let sign = sign.ok_or(KeysTrouble::Storage(StorageError::Unreadable))?;
    let keysmith = Keysmith::hire().await?;
    let new = DataKey::from_random(platform::random_bytes());
    let changed = pin_slot(&keysmith, sign, pin, &new, slot).await?;
    rotate(desk, &keysmith, new, slot, Some(changed)).await
}

/// Takes a way in away.
pub(crate) async fn remove_slot(desk: Desk, slot: Id) -> Result<(), KeysTrouble> {
    let _turn = turn().await;
    if desk.slots.with_untracked(|slots| slots.iter().filter(|kept| kept.sign.is_some()).count() < 2) {
        return Err(KeysTrouble::LastOne);
    }
    let keysmith = Keysmith::hire().await?;
    rotate(desk, &keysmith, DataKey::from_random(platform::random_bytes()), slot, None).await
}

/// Makes a new recovery code; the old paper is worth nothing then. Answers with the code as it is printed.
pub(crate) async fn new_recovery_code(desk: Desk) -> Result<String, KeysTrouble> {
    let _turn = turn().await;
    let keysmith = Keysmith::hire().await?;
    let new = DataKey::from_random(platform::random_bytes());
    let (code, slot) = recovery_slot(&keysmith, &new).await?;
    let old = desk.slots.with_untracked(|slots| slots.iter().find(|kept| kept.sign.is_none()).map(|kept| kept.id));
    rotate(desk, &keysmith, new, old.unwrap_or(slot.id), Some(slot)).await?;
    Ok(code)
}

/// Notes that the recovery code is on paper: until then the tablet reminds of it, for it may lock while the code is shown.
pub(crate) async fn code_is_on_paper(desk: Desk) -> Result<(), StorageError> {
    let _turn = turn().await;
    let kept = desk.slots.with_untracked(|slots| slots.iter().find(|kept| kept.unwritten).cloned());
    let Some(kept) = kept.map(|kept| KeptSlot { unwritten: false, ..kept }) else { return Ok(()) };
    storage()?.write(&[put_slot(&kept)?]).await?;
    desk.slots.update(|slots| slots.iter_mut().filter(|slot| slot.id == kept.id).for_each(|slot| slot.unwritten = false));
    Ok(())
}

fn key_in_hand(desk: Desk) -> Result<DataKey, StorageError> {
    let open = desk.access.get_untracked() == Access::Writer;
    storage()?.key().filter(|_| open).ok_or(StorageError::Locked)
}

/// Changes the data key: `leaving` is left behind, `coming` takes its place, all others open the new key with their old
/// PINs, and everything sealed is sealed anew. One transaction.
async fn rotate(desk: Desk, keysmith: &Keysmith, new: DataKey, leaving: Id, coming: Option<KeptSlot>) -> Result<(), KeysTrouble> {
    let current = key_in_hand(desk)?;
    let staying: Vec<KeptSlot> = desk.slots.with_untracked(|slots| slots.iter().filter(|kept| kept.id != leaving).cloned().collect());
    let slots = staying.iter().map(|kept| (kept.slot.clone(), platform::random_bytes())).collect();
    let ask = Ask::Rekey { slots, current: CarriedKey::of(&current), new: CarriedKey::of(&new) };
    let Answer::Slots(rekeyed) = keysmith.ask(&ask).await? else { return Err(KeysTrouble::NoKeysmith) };
    let rekeyed = |kept: &KeptSlot| {
        let slot = rekeyed.iter().find(|slot| slot.id() == kept.id.to_string())?;
        Some(KeptSlot { slot: slot.clone(), ..kept.clone() })
    };
    let slots: Vec<KeptSlot> = staying.iter().filter_map(rekeyed).chain(coming).collect();
    let mut changes = storage()?.sealed_anew().await?;
    changes.extend(desk.slots.with_untracked(|old| old.iter().map(|kept| Change::delete(Store::Keys, kept.id)).collect::<Vec<_>>()));
    for kept in &slots {
        changes.push(put_slot(kept)?);
    }
    storage()?.write_under(new, &changes).await?;
    desk.slots.set(slots);
    Ok(())
}
