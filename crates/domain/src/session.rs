//! A help session while it lasts: a draft and the moves that may be made on it.
//!
//! Every move returns the session as it would be; the caller saves that first and shows it afterwards.
//! A session stays on the tablet: what leaves it is the [`SessionRecord`](crate::record::SessionRecord) made by
//! [`close`](HelpSession::close).

use crate::codes::{Fault, Form, LengthClass, Limit, Obstacle, Outcome, PlaceKind, Referral, Service, SupportLanguage};
use crate::day::Day;
use crate::guide::{Cause, Guide};
use crate::ident::{Id, Slug};
use crate::limits;
use crate::record::{GuideRef, RECORD_VERSION, STUCK_MAX, SessionRecord, Stuck};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a session is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum About {
    /// A guide, in the version it had when the session began.
    Guide(GuideRef),
    /// A coded topic for which there is no guide.
    Topic(Service),
}

/// One errand being worked on. Saved whole at every move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpSession {
    /// Random; never leaves the tablet.
    pub id: Id,
    /// Guide or topic.
    pub about: About,
    /// Which topic it counts under.
    pub service: Service,
    /// "Visitor 3": an ordinal that tells open sessions apart on this tablet.
    pub visitor: u32,
    /// The kind of place.
    pub place: PlaceKind,
    /// The form of the meeting.
    pub form: Form,
    /// When it began, milliseconds since 1970 (UTC).
    pub started_ms: i64,
    /// When it was last saved, milliseconds since 1970 (UTC).
    pub touched_ms: i64,
    /// Steps ticked.
    #[serde(default)]
    pub ticked: BTreeSet<Slug>,
    /// Where it stuck.
    #[serde(default)]
    pub stuck: BTreeSet<Stuck>,
    /// The resident came back with an errand begun before.
    #[serde(default)]
    pub returning: bool,
    /// Support with language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<SupportLanguage>,
    /// The record this session reopens and will replace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Id>,
    /// How many of the guide's first steps were done another day, as a slip said; never leaves the tablet.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub done_before: u32,
    /// What has been said so far of how it went, so that it comes back after a look at the steps and after a lock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telling: Option<Telling>,
}

const fn is_none_yet(steps: &u32) -> bool {
    *steps == 0
}

/// What can be done in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// The step is done.
    Tick(Slug),
    /// It is not done after all.
    Untick(Slug),
    /// It stuck here, for this reason.
    Stuck(Slug, Cause),
    /// It did not get stuck for this reason after all.
    Unstuck(Slug, Cause),
    /// The resident came back with an errand begun before, or not.
    Returning(bool),
    /// Support with language.
    Support(Option<SupportLanguage>),
    /// How it went, as far as it has been said.
    Tell(Telling),
}

/// Why a move or a closing is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoveError {
    /// The guide has no such step.
    #[error("the guide has no step `{0}`")]
    UnknownStep(Slug),
    /// Another guide than the session began with.
    #[error("the session began with another guide")]
    OtherGuide,
    /// More stuck marks than a record may hold.
    #[error("no more than {STUCK_MAX} marks fit in a session")]
    TooManyMarks,
}

/// How a session ended, as told in three taps; all but the outcome may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Exactly one.
    pub outcome: Outcome,
    /// What stood in the way, besides what is marked at a step.
    #[serde(default)]
    pub obstacles: BTreeSet<Obstacle>,
    /// What was wrong with the e-service, besides what is marked at a step.
    #[serde(default)]
    pub faults: BTreeSet<Fault>,
    /// The limit met.
    pub limit: Option<Limit>,
    /// To whom the resident was referred.
    pub referral: Option<Referral>,
}

impl Ending {
    /// An ending of which only the outcome is known.
    pub const fn with(outcome: Outcome) -> Self {
        Self { outcome, obstacles: BTreeSet::new(), faults: BTreeSet::new(), limit: None, referral: None }
    }
}

/// An ending while it is being told: the outcome may still be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// The outcome, once it has been chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
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
}

impl Telling {
    /// The ending; none until there is an outcome.
    pub fn ending(self) -> Option<Ending> {
        let Self { outcome, obstacles, faults, limit, referral } = self;
        Some(Ending { outcome: outcome?, obstacles, faults, limit, referral })
    }
}

impl From<SessionRecord> for Telling {
    /// As it was told before, when a record is corrected.
    fn from(record: SessionRecord) -> Self {
        let SessionRecord { outcome, obstacles, faults, limit, referral, .. } = record;
        Self { outcome: Some(outcome), obstacles, faults, limit, referral }
    }
}

/// Where and how the day's sessions take place, chosen once a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaySetting {
    /// The day it was chosen for.
    pub day: Day,
    /// The kind of place.
    pub place: PlaceKind,
    /// The form of the meeting.
    pub form: Form,
}

impl HelpSession {
    /// A session that begins now, with a guide.
    pub fn with_guide(id: Id, guide: &Guide, visitor: u32, setting: DaySetting, now_ms: i64) -> Self {
        let about = About::Guide(GuideRef { slug: guide.slug.clone(), version: guide.version });
        Self::begin(id, about, guide.service, visitor, setting, now_ms)
    }

    /// A session that begins now, about a topic without a guide.
    pub fn with_topic(id: Id, topic: Service, visitor: u32, setting: DaySetting, now_ms: i64) -> Self {
        Self::begin(id, About::Topic(topic), topic, visitor, setting, now_ms)
    }

    fn begin(id: Id, about: About, service: Service, visitor: u32, setting: DaySetting, now_ms: i64) -> Self {
        Self {
            id,
            about,
            service,
            visitor,
            place: setting.place,
            form: setting.form,
            started_ms: now_ms,
            touched_ms: now_ms,
            ticked: BTreeSet::new(),
            stuck: BTreeSet::new(),
            returning: false,
            support: None,
            replaces: None,
            done_before: 0,
            telling: None,
        }
    }

    /// The session after a move made at `now_ms`. `guide` is the one the session began with, or `None` for a topic.
    ///
    /// # Errors
    /// [`MoveError`] when the guide has no such step or is another one, or there are too many marks; nothing is then changed.
    pub fn after(&self, step_move: &Move, guide: Option<&Guide>, now_ms: i64) -> Result<Self, MoveError> {
        let mut next = self.clone();
        match step_move {
            Move::Tick(step) => drop(next.ticked.insert(self.known(step, guide)?)),
            Move::Untick(step) => drop(next.ticked.remove(&self.known(step, guide)?)),
            Move::Stuck(step, cause) => drop(next.stuck.insert(Stuck { step: self.known(step, guide)?, cause: *cause })),
            Move::Unstuck(step, cause) => drop(next.stuck.remove(&Stuck { step: self.known(step, guide)?, cause: *cause })),
            Move::Returning(returning) => next.returning = *returning,
            Move::Support(support) => next.support = *support,
            Move::Tell(telling) => next.telling = Some(telling.clone()),
        }
        if next.stuck.len() > STUCK_MAX {
            return Err(MoveError::TooManyMarks);
        }
        next.touched_ms = now_ms;
        Ok(next)
    }

    fn known(&self, step: &Slug, guide: Option<&Guide>) -> Result<Slug, MoveError> {
        let guide = guide.filter(|guide| self.is_about(guide)).ok_or(MoveError::OtherGuide)?;
        guide.step(step).map(|step| step.id.clone()).ok_or_else(|| MoveError::UnknownStep(step.clone()))
    }

    /// Whether the session began with this guide, in whatever version: ids of steps never change meaning, so what was
    /// ticked in one version is ticked in the next.
    pub fn is_about(&self, guide: &Guide) -> bool {
        matches!(&self.about, About::Guide(begun) if begun.slug == guide.slug)
    }

    /// Whether the guide has changed since the session began with it.
    pub fn is_behind(&self, guide: &Guide) -> bool {
        matches!(&self.about, About::Guide(begun) if begun.slug == guide.slug && begun.version != guide.version)
    }

    /// The record of this session: what leaves the tablet, made of coded values and ids of steps only.
    /// `day` is the local day of closing; its length is a class, and none when the session was left open for hours.
    pub fn close(&self, ending: &Ending, closed_ms: i64, day: Day, record: Id) -> SessionRecord {
        let minutes = u64::try_from(closed_ms.saturating_sub(self.started_ms)).ok().map(|ms| ms.div_ceil(60_000));
        SessionRecord {
            v: RECORD_VERSION,
            id: record,
            date: day,
            place: self.place,
            form: self.form,
            service: self.service,
            guide: match &self.about {
                About::Guide(guide) => Some(guide.clone()),
                About::Topic(_) => None,
            },
            outcome: ending.outcome,
            stuck: self.stuck.clone(),
            obstacles: ending.obstacles.clone(),
            faults: ending.faults.clone(),
            limit: limits::limit_meant_by(ending.outcome, ending.limit),
            referral: ending.referral,
            support: self.support,
            length: minutes.and_then(LengthClass::from_minutes),
            returning: self.returning,
            replaces: self.replaces,
        }
    }
}
