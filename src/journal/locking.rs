//! Unlocking with a PIN, and locking: the key comes into memory here, and goes.
//!
//! An attempt is counted on disk before it is made, so that no power cut undoes it; the wait that follows is counted on a
//! clock that nobody can set. Never tells a damaged lock from a wrong PIN by guessing: the vault says which it is.

use super::opening::{fetch, fill};
use super::{overdue, storage, turn};
use crate::desk::{Access, Desk};
use crate::keysmith::Keysmith;
use crate::storage::{Change, Fetched, StorageError, Store, THROTTLE_KEY};
use crate::{platform, sync, vigil};
use erum_domain::ident::Id;
use erum_vault::keysmith::{Answer, Ask};
use erum_vault::throttle::Throttle;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;

/// What is left of a wait is stored this often, milliseconds: a restart repeats no more than this.
const STORE_EVERY_MS: f64 = 5_000.0;

thread_local! {
    /// Whether a wait is being counted down.
    static COUNTING: Cell<bool> = const { Cell::new(false) };
}

/// Why the tablet did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnlockTrouble {
    /// Another PIN. How long to wait stands in `desk.throttle`.
    WrongPin,
    /// There is still some time to wait.
    Wait,
    /// This way in is damaged; another one or the recovery code will do.
    Damaged,
    /// The helper program could not be started.
    NoKeysmith,
    /// Storage failed.
    Storage(StorageError),
}

/// Opens the tablet by one of its ways in. The recovery code is a PIN in all but name.
pub(crate) async fn unlock(desk: Desk, slot: Id, pin: String) -> Result<(), UnlockTrouble> {
    let _turn = turn().await;
    if desk.access.get_untracked() != Access::Locked {
        return Ok(());
    }
    let before = desk.throttle.get_untracked();
    if before.left_ms() > 0 {
        return Err(UnlockTrouble::Wait);
    }
    // It may have lain in a bag with its page open for all the time that it may be without contact.
    // Not noted, as on a full tablet, it is looked at again the next time.
    overdue::look(desk).await.unwrap_or_default();
    if desk.slots.with_untracked(Vec::is_empty) {
        platform::reload();
        return Ok(());
    }
    let kept = desk.slots.with_untracked(|slots| slots.iter().find(|kept| kept.id == slot).cloned());
    let Some(kept) = kept.filter(|kept| kept.slot.id() == kept.id.to_string()) else { return Err(UnlockTrouble::Damaged) };
    let keysmith = Keysmith::hire().await.map_err(|_cause| UnlockTrouble::NoKeysmith)?;
    store_throttle(before.counting_one()).await?;
    // The keysmith takes its second elsewhere; meanwhile what it may open is brought from the disk.
    let ask = Ask::OpenSlot { slot: kept.slot, pin };
    let (answer, day) = futures::join!(keysmith.ask(&ask), fetch());
    drop(keysmith);
    match answer {
        Ok(Answer::Key(key)) => {
            let storage = storage().map_err(UnlockTrouble::Storage)?;
            storage.hold(Some(key.key()));
            if let Err(trouble) = opened(desk, day).await {
                // Still locked: nothing may lie about that opens it.
                storage.hold(None);
                return Err(trouble);
            }
            desk.throttle.set(Throttle::default());
            desk.me.set(kept.sign.map(|_| slot));
            desk.access.set(Access::Writer);
            vigil::begin(desk);
            sync::unlocked(desk);
            Ok(())
        }
        Ok(Answer::WrongPin) => {
            desk.throttle.set(before.counting_one());
            resume_wait(desk);
            Err(UnlockTrouble::WrongPin)
        }
        // Nothing was guessed at.
        other => {
            store_throttle(before).await?;
            Err(if other.is_ok() { UnlockTrouble::Damaged } else { UnlockTrouble::NoKeysmith })
        }
    }
}

/// What follows a right PIN: the wrong ones are forgotten, and the desk is filled.
async fn opened(desk: Desk, day: Result<Fetched, StorageError>) -> Result<(), UnlockTrouble> {
    store_throttle(Throttle::default()).await?;
    fill(desk, &day.map_err(UnlockTrouble::Storage)?).await.map_err(UnlockTrouble::Storage)
}

/// A full tablet opens all the same, for it must be possible to send and to make room: it counts until it is restarted.
async fn store_throttle(throttle: Throttle) -> Result<(), UnlockTrouble> {
    match put_throttle(throttle).await {
        Ok(()) | Err(StorageError::Full) => Ok(()),
        Err(error) => Err(UnlockTrouble::Storage(error)),
    }
}

async fn put_throttle(throttle: Throttle) -> Result<(), StorageError> {
    storage()?.write(&[Change::put(Store::Device, THROTTLE_KEY, &throttle)?]).await
}

/// Counts what is left of a wait down, on the screen and on disk.
pub(super) fn resume_wait(desk: Desk) {
    // One counts: two would let the time pass twice as fast.
    if desk.throttle.get_untracked().left_ms() == 0 || COUNTING.replace(true) {
        return;
    }
    // Not Leptos' own: a tablet that is started during a wait comes here before anything is mounted.
    spawn_local(async move {
        let (mut looked, mut stored) = (platform::steady_ms(), platform::steady_ms());
        loop {
            platform::sleep_ms(1_000).await;
            let now = platform::steady_ms();
            let throttle = desk.throttle.get_untracked();
            if desk.access.get_untracked() != Access::Locked || throttle.left_ms() == 0 {
                break;
            }
            let throttle = throttle.after((now - looked) as u64);
            looked = now;
            desk.throttle.set(throttle);
            if throttle.left_ms() == 0 || now - stored >= STORE_EVERY_MS {
                stored = now;
                // Not stored, a restart repeats more of the wait than it had to. Nothing worse.
                put_throttle(throttle).await.unwrap_or_default();
            }
            if throttle.left_ms() == 0 {
                break;
            }
        }
        COUNTING.set(false);
    });
}

/// Locks: waits for what is being written, lets go of the key and loads the page anew, for memory cannot be trusted to be
/// wiped. While the visitor is shown a guide, that stays up, and the page is loaded anew when it is put away.
pub(crate) async fn lock(desk: Desk) {
    if desk.access.get_untracked() != Access::Writer || desk.home.with_untracked(Option::is_none) {
        return;
    }
    let _turn = turn().await;
    if let Ok(storage) = storage() {
        storage.hold(None);
    }
    if desk.showing.get_untracked().is_none() {
        platform::reload();
        return;
    }
    desk.access.set(Access::Locked);
    desk.home.set(None);
    desk.setting.set(None);
    desk.drafts.set(Vec::new());
    desk.begun.set(Vec::new());
    desk.snapshot.set(None);
    desk.closed.set(Vec::new());
    desk.open.set(None);
    desk.chosen.set(None);
    desk.latest.set(None);
    desk.me.set(None);
}
