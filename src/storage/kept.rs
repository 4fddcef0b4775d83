//! What is kept on the tablet besides drafts: the tablet itself, parcels, and the day's own list.
//!
//! Only shapes; who may change them is the journal's business.

use erum_domain::ident::{Id, Slug};
use erum_domain::record::{Refusal, SessionRecord};
use erum_domain::session::HelpSession;
use erum_domain::wire::{Parcel, ReceiptStatus};
use serde::{Deserialize, Serialize};

/// Who this tablet is to the hub. One, under the key [`Device::KEY`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Device {
    /// Its id; a new one when the hub noticed that it is a restored copy.
    pub(crate) id: Id,
    /// Its token.
    pub(crate) token: String,
    /// The unit it belongs to.
    pub(crate) unit: Slug,
    /// The unit's name.
    pub(crate) unit_name: String,
    /// The number the next record gets, from 1.
    pub(crate) next_number: u64,
    /// The ordinal the next visitor gets, from 1.
    pub(crate) next_visitor: u32,
    /// When the hub last answered.
    #[serde(default)]
    pub(crate) last_contact_ms: Option<i64>,
    /// How far the clock was off then, when staff should know.
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
}

impl Device {
    /// Its key in the store.
    pub(crate) const KEY: &'static str = "device";
}

/// The key of the day's setting in the store of the device.
pub(crate) const SETTING_KEY: &str = "day-setting";

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
    /// As it is sent.
    pub(crate) parcel: Parcel,
    /// When it was made.
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
