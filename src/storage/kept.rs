//! What is kept on the tablet besides drafts: the tablet itself, the ways in, parcels, and the day's own list.
//!
//! Only shapes; who may change them is the journal's business. What is not sealed says so, and holds ids, numbers and the
//! token only.

use erum_domain::ident::{Id, Slug};
use erum_domain::record::{Refusal, SessionRecord};
use erum_domain::session::HelpSession;
use erum_domain::sync::{Contact, contact};
use erum_domain::wire::{Parcel, Policy, ReceiptStatus};
use erum_vault::slots::Slot;
use serde::{Deserialize, Serialize};

/// Who this tablet is to the hub, readable while it is locked. One, under the key [`Device::KEY`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Device {
    /// Its id; a new one when the hub noticed that it is a restored copy.
    pub(crate) id: Id,
    /// Its token: it can hand over parcels, and nothing more.
    pub(crate) token: String,
    /// The number its next record gets, from 1.
    pub(crate) next_number: u64,
    /// The ordinal its next visitor gets, from 1 to 99 and round again.
    pub(crate) next_visitor: u32,
    /// When the hub last answered, by the hub's clock.
    pub(crate) last_contact_ms: Option<i64>,
    /// How far this tablet's clock is off, when that is worth telling.
    #[serde(default)]
    pub(crate) clock_error_ms: Option<i64>,
    /// Whether the hub noticed a restored copy, until staff have read it.
    #[serde(default)]
    pub(crate) restored: bool,
    /// Numbers the hub lacks and this tablet no longer holds.
    #[serde(default)]
    pub(crate) gone: Vec<u64>,
    /// Those of them that staff have read about.
    #[serde(default)]
    pub(crate) gone_read: Vec<u64>,
    /// What the unit has decided.
    #[serde(default)]
    pub(crate) policy: Policy,
    /// Whether the hub has revoked this tablet: it hands over what it holds and then wipes itself.
    #[serde(default)]
    pub(crate) revoked: bool,
    /// When it was first seen, by this tablet's clock, that contact is far overdue.
    #[serde(default)]
    pub(crate) overdue_since_ms: Option<i64>,
    /// Whether it gave up its keys because there was no contact for too long.
    #[serde(default)]
    pub(crate) gave_up: bool,
}

/// Under which the session that is on the screen is named, among what is sealed.
pub(crate) const OPEN_KEY: &str = "open";

impl Device {
    /// Its key in the store.
    pub(crate) const KEY: &'static str = "device";

    /// How long ago contact was, by the hub's clock as far as this tablet knows how wrong its own is.
    pub(crate) fn contact(&self, now_ms: i64) -> Contact {
        contact(self.last_contact_ms, now_ms - self.clock_error_ms.unwrap_or(0), self.policy)
    }
}

/// Where this tablet belongs. Sealed. One, under the key [`Home::KEY`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Home {
    /// The unit it belongs to.
    pub(crate) unit: Slug,
    /// The unit's name in Swedish.
    pub(crate) unit_name: String,
    /// The public key that parcels are sealed to, base 64.
    pub(crate) hub_key: String,
}

impl Home {
    /// Its key in the store.
    pub(crate) const KEY: &'static str = "home";
}

/// The key of the day's setting in the store of the home.
pub(crate) const SETTING_KEY: &str = "day-setting";

/// The key of what the unit's tablets are told of one another in the store of the home.
pub(crate) const SNAPSHOT_KEY: &str = "snapshot";

/// The key of the wait after wrong PINs in the store of the device.
pub(crate) const THROTTLE_KEY: &str = "throttle";

/// What a member of staff knows their way in by. Never a name: places in the lists of `components/sign.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Sign {
    /// Which picture.
    pub(crate) symbol: u8,
    /// Which colour.
    pub(crate) colour: u8,
}

/// A way in: somebody's PIN, or, without a sign, the recovery code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptSlot {
    /// Its id.
    pub(crate) id: Id,
    /// Whose it is.
    pub(crate) sign: Option<Sign>,
    /// The lock itself.
    pub(crate) slot: Slot,
    /// It is opened by a recovery code of which nobody has said yet that it is on paper.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) unwritten: bool,
}

/// What the hub said of a parcel, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptReceipt {
    /// By the hub's clock, milliseconds since 1970 (UTC).
    pub(crate) at_ms: i64,
    /// What became of it.
    pub(crate) status: ReceiptStatus,
    /// Why it was kept aside.
    pub(crate) reason: Option<Refusal>,
}

/// A parcel, with its receipt once it has one. A parcel without is the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredParcel {
    /// The device id whose numbering it belongs to: a tablet that is enrolled anew begins again from 1.
    pub(crate) device: Id,
    /// As it is sent: sealed to the hub.
    pub(crate) parcel: Parcel,
    /// The beginning of the day it was made on: not when, for this is not sealed.
    pub(crate) made_ms: i64,
    /// The hub's word.
    pub(crate) receipt: Option<KeptReceipt>,
}

/// What has become of a closed session on this tablet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DayState {
    /// It counts.
    Counts,
    /// It was taken back.
    Withdrawn,
    /// It is being worked on again; it counts until that is closed.
    Reopened,
    /// A later record corrects it.
    Corrected,
}

/// A closed session on the day's own list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DayItem {
    /// The record that was made of it.
    pub(crate) record: SessionRecord,
    /// The session as it was, so that it can be opened again.
    pub(crate) session: HelpSession,
    /// When it was closed.
    pub(crate) closed_ms: i64,
    /// What has become of it.
    pub(crate) state: DayState,
}
