//! What the keysmith is asked and answers. In the browser it is a worker: stretching a PIN takes a second, in which the
//! screen must not freeze, and much memory, which goes back when the worker ends. Here it is a plain function.

use crate::Seed;
use crate::bytes::Fixed;
use crate::effort::Effort;
use crate::parcels::{self, HubPublic, ParcelError};
use crate::sealed::DataKey;
use crate::slots::{Slot, SlotError};
use serde::{Deserialize, Serialize};

/// A data key on its way between page and worker, within the device's memory. Never stored, never printed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CarriedKey(Fixed<32>);

impl CarriedKey {
    /// Wraps a key for the way.
    pub const fn of(key: &DataKey) -> Self {
        Self(Fixed(*key.bytes()))
    }

    /// The key.
    pub const fn key(&self) -> DataKey {
        DataKey::from_random(self.0.0)
    }
}

/// What a new slot costs to guess at.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cost {
    /// A PIN, on a device where [`Effort::TRIAL`] takes so many milliseconds.
    Pin(f64),
    /// A recovery code.
    Recovery,
}

/// A task for the keysmith.
#[derive(Clone, Serialize, Deserialize)]
pub enum Ask {
    /// Stretch once, so that whoever asks can time it.
    Trial,
    /// Make a slot for a key.
    MakeSlot {
        /// Its random id.
        id: String,
        /// Its PIN, or the recovery code as typed into one form.
        pin: String,
        /// What a guess costs.
        cost: Cost,
        /// What it opens.
        key: CarriedKey,
        /// Fresh randomness.
        seed: Seed,
    },
    /// Open a slot.
    OpenSlot {
        /// The slot.
        slot: Slot,
        /// What was typed.
        pin: String,
    },
    /// Make slots open a new key, without their PINs. Damaged ones are left out: nothing could open them.
    Rekey {
        /// The slots that stay, each with fresh randomness.
        slots: Vec<(Slot, Seed)>,
        /// The key so far.
        current: CarriedKey,
        /// The key from now on.
        new: CarriedKey,
    },
    /// Seal a record to the hub.
    SealParcel {
        /// The hub's public key.
        hub: String,
        /// The parcel's id.
        id: String,
        /// The record's JSON.
        plain: String,
        /// Fresh randomness.
        seed: Seed,
    },
}

/// What came of it.
#[derive(Clone, Serialize, Deserialize)]
pub enum Answer {
    /// Done; nothing to hand over.
    Done,
    /// A slot.
    Slot(Slot),
    /// The data key.
    Key(CarriedKey),
    /// The slot is whole; the PIN is another.
    WrongPin,
    /// The slot is damaged.
    Damaged,
    /// The slots for the new key.
    Slots(Vec<Slot>),
    /// A parcel's body.
    Body(String),
    /// The hub's key is none.
    BadKey,
}

/// Does a task.
pub fn answer(ask: Ask) -> Answer {
    match ask {
        Ask::Trial => {
            drop(Effort::TRIAL.stretch("", &[0; 16]));
            Answer::Done
        }
        Ask::MakeSlot { id, pin, cost, key, seed } => {
            let effort = match cost {
                Cost::Pin(trial_ms) => Effort::for_pin(trial_ms),
                Cost::Recovery => Effort::RECOVERY,
            };
            Answer::Slot(Slot::new(&id, &pin, effort, &key.key(), seed))
        }
        Ask::OpenSlot { slot, pin } => match slot.open(&pin) {
            Ok(key) => Answer::Key(CarriedKey::of(&key)),
            Err(SlotError::WrongPin) => Answer::WrongPin,
            Err(SlotError::Damaged) => Answer::Damaged,
        },
        Ask::Rekey { slots, current, new } => {
            let (current, new) = (current.key(), new.key());
            Answer::Slots(slots.into_iter().filter_map(|(slot, seed)| slot.with_key(&current, &new, seed).ok()).collect())
        }
        Ask::SealParcel { hub, id, plain, seed } => match sealed_parcel(&hub, &id, &plain, seed) {
            Ok(body) => Answer::Body(body),
            Err(_no_key) => Answer::BadKey,
        },
    }
}

fn sealed_parcel(hub: &str, id: &str, plain: &str, seed: Seed) -> Result<String, ParcelError> {
    parcels::seal(HubPublic::parse(hub)?, id, plain.as_bytes(), seed)
}
