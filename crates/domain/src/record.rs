//! What leaves the tablet: records. Person-free by construction: dates, coded values, ids from guides.
//!
//! Golden files of every version stand in `crates/domain/golden`; versions are only ever added. A record of an
//! unknown kind, or of a newer version, is kept unread; a record that says something impossible is refused with
//! the reason, and whoever refuses it keeps it aside so that nothing is lost.

use crate::codes::{Fault, FlagReason, Form, LengthClass, Limit, Obstacle, Outcome, PlaceKind, Referral, Service, SupportLanguage};
use crate::day::{Day, Quarter};
use crate::guide::Cause;
use crate::ident::{Id, Slug};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The version of every kind written by this code.
pub const RECORD_VERSION: u32 = 1;

/// Most bytes of one record's JSON. A session with as many marks as it may hold stays under it.
pub const RECORD_MAX_BYTES: usize = 16 * 1024;

/// Highest version of a guide: four digits, so that no longer number can hide in one.
pub const GUIDE_VERSION_MAX: u32 = 9_999;

/// Most stuck marks in one record.
pub const STUCK_MAX: usize = 100;

/// A guide in a version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideRef {
    /// Its name.
    pub slug: Slug,
    /// Its version.
    pub version: u32,
}

/// Where it stuck, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stuck {
    /// The step.
    pub step: Slug,
    /// The obstacle or fault.
    pub cause: Cause,
}

/// One errand, coarse on purpose (rule 2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionRecord {
    /// [`RECORD_VERSION`] when written.
    pub v: u32,
    /// Random.
    pub id: Id,
    /// The local day it was closed.
    pub date: Day,
    /// The kind of place.
    pub place: PlaceKind,
    /// The form of the meeting.
    pub form: Form,
    /// The topic.
    pub service: Service,
    /// The guide followed, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<GuideRef>,
    /// How it ended.
    pub outcome: Outcome,
    /// Where it stuck; only with a guide.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub stuck: BTreeSet<Stuck>,
    /// What stood in the way, besides what is marked at a step.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub obstacles: BTreeSet<Obstacle>,
    /// What was wrong with the e-service, besides what is marked at a step.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub faults: BTreeSet<Fault>,
    /// The limit met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// To whom the resident was referred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral: Option<Referral>,
    /// Support with language, coarse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<SupportLanguage>,
    /// How long it took, as a class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<LengthClass>,
    /// Whether the resident came back with an errand begun before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub returning: bool,
    /// The record this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Id>,
}

/// Says that a record should not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// [`RECORD_VERSION`] when written.
    pub v: u32,
    /// Random.
    pub id: Id,
    /// The record withdrawn.
    pub withdraws: Id,
}

/// Says that a step of a guide is no longer right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideFlag {
    /// [`RECORD_VERSION`] when written.
    pub v: u32,
    /// Random.
    pub id: Id,
    /// The local day it was seen.
    pub date: Day,
    /// The guide and version.
    pub guide: GuideRef,
    /// The step.
    pub step: Slug,
    /// Why, coded.
    pub reason: FlagReason,
}

/// Any record of a kind this code knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Record {
    /// A help session.
    Session(SessionRecord),
    /// A withdrawal.
    Withdrawal(Withdrawal),
    /// A flag on a guide.
    GuideFlag(GuideFlag),
}

impl Record {
    /// The record's own id.
    pub const fn id(&self) -> Id {
        match self {
            Self::Session(record) => record.id,
            Self::Withdrawal(record) => record.id,
            Self::GuideFlag(record) => record.id,
        }
    }

    /// The record that this one corrects or withdraws.
    pub const fn names(&self) -> Option<Id> {
        match self {
            Self::Session(record) => record.replaces,
            Self::Withdrawal(record) => Some(record.withdraws),
            Self::GuideFlag(_) => None,
        }
    }

    /// The quarter a session was held in; none for other kinds.
    pub fn session_quarter(&self) -> Option<Quarter> {
        match self {
            Self::Session(record) => Some(record.date.quarter()),
            Self::Withdrawal(_) | Self::GuideFlag(_) => None,
        }
    }

    /// The JSON that is sent and stored.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What came of reading a record's JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A record that can be counted.
    Known(Box<Record>),
    /// A kind or version this code does not know: keep it as it is.
    Unknown,
    /// Nothing that can be counted: keep it aside, with the reason.
    Refused(Refusal),
}

/// Why a record is refused. Coded: a reason never repeats what the record said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// No JSON object with a kind and a version.
    #[error("not a record")]
    NotARecord,
    /// A known kind with a field missing, unknown or out of its coded list.
    #[error("a field is missing, unknown or outside its list")]
    BadField,
    /// Over [`RECORD_MAX_BYTES`].
    #[error("too large")]
    TooLarge,
    /// Values that cannot stand together.
    #[error("the values do not fit together")]
    Contradiction,
    /// A day that cannot be: in the future, or years ago.
    #[error("a day that cannot be right")]
    BadDay,
    /// The id inside is not the id it was sent under.
    #[error("the record carries another id than its parcel")]
    OtherId,
    /// Not sealed, so that it was never meant for the hub alone.
    #[error("not a sealed parcel")]
    NotSealed,
    /// Sealed to a key that the hub does not have.
    #[error("sealed to another key")]
    OtherKey,
    /// Corrects or withdraws a record that is no longer kept, because its quarter is closed.
    #[error("names a record that is no longer kept")]
    TooLate,
    /// Sealed to the hub, but changed on the way or moved to another id.
    #[error("damaged on the way")]
    Damaged,
}

#[derive(Deserialize)]
struct Envelope {
    kind: String,
    v: u32,
}

/// Reads a record's JSON. Never panics, never guesses.
pub fn read(json: &str) -> Reading {
    if json.len() > RECORD_MAX_BYTES {
        return Reading::Refused(Refusal::TooLarge);
    }
    // An array of the right length would pass for an object.
    let object = json.trim_start().starts_with('{');
    let Some(envelope) = serde_json::from_str::<Envelope>(json).ok().filter(|_| object) else {
        return Reading::Refused(Refusal::NotARecord);
    };
    let known = matches!(envelope.kind.as_str(), "session" | "withdrawal" | "guide_flag");
    if !known || envelope.v > RECORD_VERSION {
        return Reading::Unknown;
    }
    match serde_json::from_str::<Record>(json) {
        Err(_) => Reading::Refused(Refusal::BadField),
        Ok(record) => match contradiction(&record) {
            true => Reading::Refused(Refusal::Contradiction),
            false => Reading::Known(Box::new(record)),
        },
    }
}

fn contradiction(record: &Record) -> bool {
    match record {
        Record::Session(session) => {
            let limit_fits = crate::limits::limit_meant_by(session.outcome, session.limit) == session.limit;
            let stuck_fits = session.stuck.len() <= STUCK_MAX && (session.guide.is_some() || session.stuck.is_empty());
            let version_fits = session.guide.as_ref().is_none_or(|guide| guide.version <= GUIDE_VERSION_MAX);
            !version_fits || !limit_fits || !stuck_fits || session.replaces == Some(session.id) || session.v == 0
        }
        Record::Withdrawal(withdrawal) => withdrawal.withdraws == withdrawal.id || withdrawal.v == 0,
        Record::GuideFlag(flag) => flag.v == 0 || flag.guide.version > GUIDE_VERSION_MAX,
    }
}
