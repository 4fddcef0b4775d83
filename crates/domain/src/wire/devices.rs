//! What coordinators see of their tablets, and what they may do: bodies between the coordinators' page and the hub.
//!
//! Days, not times: when a tablet was last heard of is for finding lost ones, not for following those who carry it.

use crate::day::Day;
use crate::ident::{Id, Slug};
use crate::record::Refusal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// `GET /api/v1/devices?unit=…`, and the answer to everything that is done to a tablet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DevicesAnswer {
    /// The hub's day.
    pub today: Day,
    /// The unit's tablets in the order they were enrolled; then those that are known only by records handed in.
    pub devices: Vec<DeviceShown>,
    /// Records kept aside, by reason. Not those that wait for a tablet of the list to be looked at.
    pub aside: Vec<AsideShown>,
    /// Records of a kind or version that the hub does not know yet.
    pub unread: u64,
}

/// A tablet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceShown {
    /// Its id.
    pub id: Id,
    /// The day it was enrolled; none when the unit never had such a tablet.
    pub enrolled: Option<Day>,
    /// The day it was last heard of.
    pub last_contact: Option<Day>,
    /// Whether it was revoked.
    pub revoked: bool,
    /// How many times it turned out to be a copy.
    pub copies: u64,
    /// Records of it that wait to be accepted or discarded.
    pub waiting: u64,
}

/// Records kept aside for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsideShown {
    /// The reason; none when it was not written down.
    pub reason: Option<Refusal>,
    /// How many.
    pub records: u64,
}

/// `POST /api/v1/devices/code`: asks for a one-time code that enrols a tablet in the unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeRequest {
    /// The unit.
    pub unit: Slug,
}

/// The code, told once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeAnswer {
    /// As it is typed.
    pub code: String,
    /// How many minutes it works.
    pub minutes: u32,
}

/// Codes are never printed, not even by accident.
impl fmt::Debug for CodeAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeAnswer(…)")
    }
}

/// `POST /api/v1/devices/revoke`, `…/accept`, `…/discard`: revokes the tablet; counts what waits of it; deletes that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceRequest {
    /// The unit.
    pub unit: Slug,
    /// The tablet.
    pub device: Id,
}
