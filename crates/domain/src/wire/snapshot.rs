//! What tablets need to know of one another: one body for each unit, fetched whole when its hash has changed.
//!
//! Holds no note, and no count but "several": it goes to every tablet of the unit.

use crate::codes::FlagReason;
use crate::day::Day;
use crate::ident::Slug;
use crate::note::Statement;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/snapshot`, with the token of a device that is not revoked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotAnswer {
    /// Its hash, as the answer to a sync tells it.
    pub hash: String,
    /// Open flags of the unit.
    #[serde(default)]
    pub flags: Vec<OpenFlag>,
    /// The latest answer of each e-service's owner.
    #[serde(default)]
    pub answers: Vec<GuideAnswered>,
}

/// That a step is said to be no longer right, and that somebody is to look at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenFlag {
    /// The guide.
    pub guide: Slug,
    /// The step.
    pub step: Slug,
    /// Why.
    pub reason: FlagReason,
    /// The day it was first said.
    pub first: Day,
    /// Whether it was said more than once.
    #[serde(default)]
    pub several: bool,
}

/// What the owner of an e-service has answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideAnswered {
    /// The guide.
    pub guide: Slug,
    /// The day of the answer.
    pub day: Day,
    /// Who answered: the guide's own actor.
    pub actor: String,
    /// What was answered.
    pub text: Statement,
}
