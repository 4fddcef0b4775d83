//! What waits for an editor of a unit: flags and corrections from the field, guides to look at, and where guides fail.
//! Bodies between the coordinators' page and the hub.
//!
//! Flags are about guides, never about residents, and their notes were screened on the tablet and on the hub. Where
//! guides fail is counted of sessions and therefore protected: see [`crate::failing`].

use crate::codes::{CorrectedField, FlagReason};
use crate::day::Day;
use crate::failing::FailingGuide;
use crate::guide::Checked;
use crate::ident::{Id, Slug};
use crate::note::Note;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// `GET /api/v1/queue?unit=…`, and the answer to settling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueAnswer {
    /// The hub's day.
    pub today: Day,
    /// Open flags by guide and step, the most flagged first.
    pub flags: Vec<FlagGroup>,
    /// Open corrections of the directory, by place and field.
    pub corrections: Vec<CorrectionGroup>,
    /// Guides whose edit is older than the built-in guide that the program has brought.
    pub newer: Vec<GuideToSee>,
    /// Guides that nobody has checked for over a year.
    pub unchecked: Vec<GuideToSee>,
}

/// Open flags on one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagGroup {
    /// The guide.
    pub guide: Slug,
    /// Its Swedish title, when there is such a guide.
    pub title: Option<String>,
    /// The step.
    pub step: Slug,
    /// What the step says in Swedish now, when there is such a step.
    pub text: Option<String>,
    /// Reasons, the commonest first.
    pub reasons: Vec<ReasonLine>,
    /// The day of the first flag.
    pub first: Day,
    /// The day of the last.
    pub last: Day,
    /// The versions of the guide that were flagged.
    pub versions: BTreeSet<u32>,
    /// What was noted, newest first.
    pub notes: Vec<NoteLine>,
    /// The records, for settling them: one that comes later is not settled unseen.
    pub records: Vec<Id>,
}

/// A reason, and how many gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonLine {
    /// The reason.
    pub reason: FlagReason,
    /// Flags that give it.
    pub flags: u64,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteLine {
    /// The day.
    pub day: Day,
    /// What it says.
    pub note: Note,
}

/// Open corrections of one field of one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionGroup {
    /// The place.
    pub point: Slug,
    /// What about it is wrong.
    pub field: CorrectedField,
    /// The day of the first correction.
    pub first: Day,
    /// The day of the last.
    pub last: Day,
    /// What was noted, newest first.
    pub notes: Vec<NoteLine>,
    /// The records.
    pub records: Vec<Id>,
}

/// A guide to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideToSee {
    /// The guide.
    pub guide: Slug,
    /// Its Swedish title.
    pub title: String,
    /// When it was checked.
    pub checked: Checked,
}

/// `POST /api/v1/queue/settle`: these need no more attention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettleRequest {
    /// The unit.
    pub unit: Slug,
    /// The records of a group, as they were listed; at most [`SETTLED_MAX`].
    pub records: Vec<Id>,
    /// What came of them.
    pub how: Settled,
}

/// Most records settled at once.
pub const SETTLED_MAX: usize = 500;

/// What came of a flag or a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Settled {
    /// The guide or the directory was put right.
    Fixed,
    /// It was right as it stood.
    WasRight,
    /// The owner of the e-service or the place was told.
    OwnerTold,
}

/// `GET /api/v1/failing?unit=…&quarter=2026-Q4`: where guides fail. Without `unit`, in all units that the session may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailingAnswer {
    /// The quarter that was asked for, or the current one.
    pub quarter: FailingPeriod,
    /// The last four quarters, the current one among them.
    pub year: FailingPeriod,
}

/// Where guides failed during some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailingPeriod {
    /// First day counted.
    pub from: Day,
    /// Last day counted.
    pub to: Day,
    /// By guide, the most followed first.
    pub guides: Vec<FailingGuide>,
}
