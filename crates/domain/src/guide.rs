//! A guide in one language, as it is followed: dated facts and an ordered list of steps.
//!
//! Bound together from a [`crate::manuscript`], which is what editors change and packs carry. Read here, never changed.

use crate::codes::{Fault, Level, Obstacle, Referral, Service};
use crate::day::Day;
use crate::ident::Slug;
use crate::languages::Language;
use serde::{Deserialize, Serialize};

/// Why a resident got stuck: an obstacle of theirs, or a fault of the e-service. Kept apart everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// Something in the resident's way.
    Obstacle(Obstacle),
    /// Something wrong with the e-service.
    Fault(Fault),
}

impl Cause {
    /// The cause with this code; the two lists share no code.
    pub fn from_code(code: &str) -> Option<Self> {
        Obstacle::from_code(code).map(Self::Obstacle).or_else(|| Fault::from_code(code).map(Self::Fault))
    }

    /// The code, and the list it stands in.
    pub const fn list_and_code(self) -> (&'static str, &'static str) {
        match self {
            Self::Obstacle(obstacle) => (Obstacle::LIST, obstacle.code()),
            Self::Fault(fault) => (Fault::LIST, fault.code()),
        }
    }
}

/// Who acts in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Staff point and explain, the resident does it.
    Together,
    /// The resident alone.
    Resident,
}

/// What a step asks of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// An ordinary step.
    Do,
    /// A code, a password, health or money matters: staff look away.
    LookAway,
    /// Our help ends here: before the button that moves money.
    Stop,
}

/// The kind of limit a guide comes near.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nearness {
    /// None.
    None,
    /// Private matters on the screen.
    Caution,
    /// Health.
    Health,
    /// A bank.
    Bank,
    /// A payment.
    Payment,
}

/// How sure the facts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Main facts stand at the actor itself.
    High,
    /// Partly sourced.
    Medium,
    /// Mostly general knowledge.
    Low,
}

/// Whether someone has checked the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Not checked yet; the app says so.
    Draft,
    /// Checked on the given date.
    Checked,
}

/// When, by which role (never by whom) and with what result the guide was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// Draft or checked.
    pub status: Status,
    /// The day of the check.
    pub date: Day,
    /// A role, such as "redaktion".
    pub role: String,
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What the page is.
    pub title: String,
    /// Its address.
    pub url: String,
    /// When it was read.
    pub seen: Day,
}

/// A way to log in, with the day it was seen to work: e-IDs change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// What it is called.
    pub name: String,
    /// When it was read.
    pub seen: Day,
}

/// How far a guide's words in a language have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TranslationStatus {
    /// The language it is written in first.
    Source,
    /// Somebody who speaks the language has read it.
    Reviewed,
    /// Nobody has; the screen says so.
    Unreviewed,
}

/// A thing to have ready before the first step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// Its id.
    pub id: Slug,
    /// What to have.
    pub text: String,
}

/// A way on without a computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayOn {
    /// Its id.
    pub id: Slug,
    /// What to do.
    pub text: String,
    /// A number that can be dialled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// One step: one action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Never changes meaning: records refer to it.
    pub id: Slug,
    /// Who acts.
    pub who: Who,
    /// What it asks of staff.
    pub kind: StepKind,
    /// Where it is likely to go wrong, offered first when someone gets stuck.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_fail: Vec<Cause>,
    /// What to do; a Swedish button name stands between `**`.
    pub text: String,
    /// What it looks like, or why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The way round when it fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_stuck: Option<String>,
}

/// A guide in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// Its name.
    pub slug: Slug,
    /// Counts up when steps change; a record names it.
    pub version: u32,
    /// The topic it belongs to.
    pub service: Service,
    /// What one wants to do, as people say it.
    pub title: String,
    /// What has been reached at the end.
    pub goal: String,
    /// Who is responsible.
    pub actor: String,
    /// The level of government, or commercial.
    pub level: Level,
    /// The actor's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A number that can be dialled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Which limit it comes near.
    pub limit: Nearness,
    /// How sure the facts are.
    pub confidence: Confidence,
    /// Ways to log in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub login: Vec<Login>,
    /// When it was checked.
    pub checked: Checked,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// What to have ready.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Ready>,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Ways on without a computer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<WayOn>,
    /// To whom one is referred.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refer: Vec<Referral>,
    /// Other guides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Slug>,
    /// The language of its words: BCP 47, or `sv-simple`. Another than was asked for where there is no translation.
    pub language: String,
    /// How far the translation has come.
    pub translation: TranslationStatus,
}

impl Guide {
    /// The step with this id.
    pub fn step(&self, id: &Slug) -> Option<&Step> {
        self.steps.iter().find(|step| &step.id == id)
    }

    /// The language of its words.
    pub fn tongue(&self) -> Language {
        Language::from_code(&self.language).unwrap_or(Language::SWEDISH)
    }

    /// Whether the guide was last checked more than a year before `today`.
    pub fn is_old(&self, today: Day) -> bool {
        today.days() - self.checked.date.days() > 365
    }
}
