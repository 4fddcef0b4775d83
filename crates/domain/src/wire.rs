//! The bodies that travel between tablet and hub. Readable in one place; nothing personal fits in them.
//!
//! JSON, gzip both ways. A request with a field this code does not know is refused whole; an answer may carry
//! new fields, which older tablets pass over.

pub mod devices;
pub mod editing;
pub mod queue;
pub mod snapshot;

use crate::day::Day;
use crate::disclosure::ShownStatistics;
use crate::ident::{Id, Slug};
use crate::record::Refusal;
use crate::sync::FULL_BATCH;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Most bytes of a request, unpacked.
pub const REQUEST_MAX_BYTES: usize = 2 * 1024 * 1024;

/// Most parcels in one request.
pub const PARCELS_MAX: usize = 500;

/// `POST /api/v1/enrol`: a tablet becomes known.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolRequest {
    /// The one-time code as typed; case, spaces and hyphens do not matter.
    pub code: String,
}

/// The answer to a right code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolAnswer {
    /// The device's id.
    pub device: Id,
    /// The device's token: 256 random bits as hexadecimal digits. Sent once, kept hashed on the hub.
    pub token: String,
    /// The unit the tablet belongs to.
    pub unit: Slug,
    /// The unit's name in Swedish.
    pub unit_name: String,
    /// The hub's clock, milliseconds since 1970 (UTC).
    pub hub_time_ms: i64,
    /// The public key that parcels are sealed to, base 64.
    pub hub_key: String,
    /// What the unit has decided for its tablets.
    pub policy: Policy,
}

/// Codes and tokens are never printed, not even by accident.
impl fmt::Debug for EnrolRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolRequest(…)")
    }
}

/// Without its token.
impl fmt::Debug for EnrolAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnrolAnswer").field("device", &self.device).field("unit", &self.unit).finish_non_exhaustive()
    }
}

/// Without its token.
impl fmt::Debug for LoginRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LoginRequest(…)")
    }
}

/// What a unit has decided for its tablets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Seconds without a touch until a tablet locks itself.
    pub lock_after_s: u32,
    /// Days without contact until a tablet asks for it before new sessions; after twice as many it gives up its keys.
    pub contact_within_days: u32,
}

impl Default for Policy {
    /// Three minutes; forty-five days.
    fn default() -> Self {
        Self { lock_after_s: 180, contact_within_days: 45 }
    }
}

/// One record on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parcel {
    /// The id of the record inside.
    pub id: Id,
    /// The device's own running number, from 1. Orders nothing; shows gaps and restored copies.
    pub number: u64,
    /// The record's JSON, sealed to the hub (`erum_vault::parcels`). Opaque on the way.
    pub body: String,
}

/// `POST /api/v1/sync`, with the device's token as bearer: hands over parcels, or only says hello.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncRequest {
    /// The device id the tablet goes by.
    pub device: Id,
    /// The number its next record will get.
    pub next_number: u64,
    /// The tablet's clock, milliseconds since 1970 (UTC).
    pub device_time_ms: i64,
    /// At most [`PARCELS_MAX`].
    pub parcels: Vec<Parcel>,
}

/// What the hub did with a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReceiptStatus {
    /// Stored now.
    Stored,
    /// Had it already.
    Known,
    /// Of a kind the hub does not know yet: kept as it is.
    Kept,
    /// Could not be accepted: kept aside, for people to look at.
    Quarantined,
}

/// The hub has the parcel. Given for every parcel of a request, whatever became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The parcel's id.
    pub id: Id,
    /// The parcel's number.
    pub number: u64,
    /// What became of it.
    pub status: ReceiptStatus,
    /// Why it was kept aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Refusal>,
}

/// The hub's answer to a [`SyncRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncAnswer {
    /// The hub's clock, milliseconds since 1970 (UTC).
    pub hub_time_ms: i64,
    /// One for every parcel sent.
    pub receipts: Vec<Receipt>,
    /// The device id to go by from now on: a new one when this tablet turned out to be a restored or cloned copy.
    pub device: Id,
    /// Whether that was so.
    pub restored: bool,
    /// Numbers below `next_number` that the hub does not have (at most 100): the tablet sends again what it still holds.
    pub missing: Vec<u64>,
    /// The hash of the manifest of packs the hub serves.
    pub packs: String,
    /// The hash of the unit's snapshot; empty when there is none for this tablet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub snapshot: String,
    /// Whether this tablet was revoked: it hands over what it holds, into review, and then wipes itself.
    #[serde(default)]
    pub revoked: bool,
    /// The public key that parcels are sealed to from now on, base 64.
    #[serde(default)]
    pub hub_key: String,
    /// What the unit has decided for its tablets.
    #[serde(default)]
    pub policy: Policy,
}

/// `POST /api/v1/hand-in`, by a tablet or a coordinator of the same unit: what another tablet could not send itself.
/// Also the form of the file that a tablet exports. Handed in twice, everything is stored once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandIn {
    /// Version of this form; now 1.
    pub v: u32,
    /// The tablet that closed these records.
    pub device: Id,
    /// At most [`PARCELS_MAX`] in a request; in a file everything that waited.
    pub parcels: Vec<Parcel>,
}

impl HandIn {
    /// A file as requests that the hub takes, one after the other: each as large as one in which a tablet sends, so that
    /// also the largest records fit in it.
    pub fn in_requests(&self) -> impl Iterator<Item = Self> {
        self.parcels.chunks(FULL_BATCH).map(|parcels| Self { v: self.v, device: self.device, parcels: parcels.to_vec() })
    }
}

/// What became of a [`HandIn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandInAnswer {
    /// One for every parcel.
    pub receipts: Vec<Receipt>,
}

/// `POST /api/v1/session`: a coordinator logs in with the token of a one-time link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginRequest {
    /// From the link's fragment.
    pub token: String,
}

/// `GET /api/v1/session`, and the answer to a login: what this session may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionAnswer {
    /// The units whose statistics may be seen.
    pub units: Vec<UnitName>,
}

/// A unit and its Swedish name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitName {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Sample data, invented.
    #[serde(default)]
    pub sample: bool,
}

/// `GET /api/v1/statistics?unit=…&quarter=2026-Q4`: protected counts. Without `unit`, all that the session may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatisticsAnswer {
    /// First day counted.
    pub from: Day,
    /// Last day counted.
    pub to: Day,
    /// The counts.
    pub statistics: ShownStatistics,
    /// Parcels kept aside in quarantine for these units.
    pub quarantined: u64,
    /// Devices that turned out to be restored or cloned copies.
    pub restored_devices: u64,
}

/// An error as the hub tells it (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A stable name, `urn:erum:problem:<name>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is wrong, in Swedish, for people.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do, in Swedish, for people.
    pub detail: String,
}
