//! What editors of guides see and do: bodies between the coordinators' page and the hub, under `/api/v1/guides`.
//!
//! Every change names the revision it was made from. When somebody else has changed the guide since, nothing is changed,
//! and the answer says how the guide stands now. `F` is a finding, which this crate does not judge.

pub mod picking;

use crate::codes::Service;
use crate::day::Day;
use crate::guide::{Checked, TranslationStatus};
use crate::ident::Slug;
use crate::manuscript::Manuscript;
use crate::note::Statement;
use crate::wire::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// `GET /api/v1/guides`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuidesAnswer {
    /// The hub's day.
    pub today: Day,
    /// All guides, also those that are not published yet or no longer, by name.
    pub guides: Vec<GuideLine>,
}

/// A guide in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideLine {
    /// Its name.
    pub slug: Slug,
    /// Its topic.
    pub service: Service,
    /// Its Swedish title.
    pub title: String,
    /// Who is responsible for the e-service.
    pub actor: String,
    /// What tablets get.
    pub published: Published,
    /// Work that is not published yet.
    pub draft: Option<Progress>,
    /// Whether the program has brought a built-in guide that the editors have not seen.
    pub newer_built_in: bool,
    /// Of what is published, or else of the draft: its version.
    pub version: u32,
    /// Of what is published, or else of the draft: when it was checked.
    pub checked: Checked,
    /// Of what is published, or else of the draft: its languages.
    pub languages: Vec<LanguageLine>,
    /// Open flags on it, in the units of the session.
    pub flags: u64,
}

/// Which guide tablets get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Published {
    /// The one that came with the program.
    BuiltIn,
    /// One that was edited here.
    Edit,
    /// None.
    Nothing,
}

/// How far work on a guide has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// Being written.
    Draft,
    /// Marked as checked; it can be published.
    Checked,
}

/// A language of a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageLine {
    /// BCP 47, or `sv-simple`.
    pub language: String,
    /// How far the words have come.
    pub status: TranslationStatus,
}

/// `GET /api/v1/guides/{slug}`, and the answer to everything that is done to a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideAnswer<F> {
    /// Its name.
    pub slug: Slug,
    /// The newest revision, which the next change must name; 0 when nobody has changed the guide.
    pub revision: u32,
    /// The guide that came with the program.
    pub built_in: Option<Manuscript>,
    /// The edit that is published, if any. Without one tablets get the built-in guide.
    pub published: Option<Edition>,
    /// What is worked on.
    pub draft: Option<Edition>,
    /// Whether the program has brought a built-in guide that the editors have not seen.
    pub newer_built_in: bool,
    /// Everything that was done, newest first.
    pub history: Vec<RevisionLine>,
    /// What the owner of the e-service has answered, newest first.
    pub answers: Vec<OwnerAnswer>,
    /// Ids of steps that were published at any time. One that is not in the guide now may come back only as it was.
    pub used_steps: BTreeSet<Slug>,
    /// What is to be said about the draft; without one, about what tablets get.
    pub findings: Vec<F>,
    /// Which of its step ids cannot be published.
    pub steps: Vec<StepTrouble>,
    /// Whether the hub has a dictionary, so that misspelt words are among what is found.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub spelling: bool,
}

/// A guide as it was at a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The revision.
    pub revision: u32,
    /// What was done.
    pub deed: Deed,
    /// The day.
    pub day: Day,
    /// The guide.
    pub manuscript: Manuscript,
}

/// A line of a guide's history. Says what was done and on which day, never by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionLine {
    /// 1, 2, 3 …
    pub revision: u32,
    /// What was done.
    pub deed: Deed,
    /// The revision that it was made from; none when it was made from the built-in guide, or from nothing.
    pub made_from: Option<u32>,
    /// The day.
    pub day: Day,
}

/// What was done to a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// A draft was saved.
    Draft,
    /// The draft was marked as checked.
    Checked,
    /// It was published.
    Published,
    /// The draft was thrown away.
    Discarded,
    /// The edit was taken back: tablets get the built-in guide, or none where there is none.
    Removed,
    /// A newer built-in guide was seen; the edit stays.
    Seen,
}

/// Why the id of a step cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTrouble {
    /// The step.
    pub step: Slug,
    /// Why.
    pub why: StepWhy,
}

/// Why the id of a step cannot be published: records of years refer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepWhy {
    /// It is, or was, the id of another step of this guide than the words tell of: a new step needs an id that was never used
    /// in it.
    Reused,
    /// It is a published step under a new id: the id stays, whatever the words become.
    Renamed,
    /// It stands twice in the guide.
    Twice,
}

/// `POST …/draft`: saves a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveRequest {
    /// The newest revision that the editor knows; 0 for none.
    pub revision: u32,
    /// The guide. That it is checked, and its version, is decided by the hub.
    pub manuscript: Manuscript,
}

/// `POST …/checked`, `…/publish`, `…/discard` and `…/remove`: marks the draft as checked, publishes what is checked, throws
/// the draft away, returns to the built-in guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionRequest {
    /// The newest revision that the editor knows.
    pub revision: u32,
}

/// `POST …/back`: makes a new draft of an earlier revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackRequest {
    /// The newest revision that the editor knows.
    pub revision: u32,
    /// The revision to go back to; 0 for the built-in guide.
    pub to: u32,
}

/// `POST …/newer`: what to do about a newer built-in guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewerRequest {
    /// The newest revision that the editor knows.
    pub revision: u32,
    /// What to do.
    pub keep: Keep,
}

/// What to keep when the program has brought a newer built-in guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// The edit, with its draft; the newer one is seen.
    Edit,
    /// The built-in guide; edit and draft are taken back.
    BuiltIn,
}

/// `POST …/findings`: a guide as it stands in the editor, not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingsRequest {
    /// The guide.
    pub manuscript: Manuscript,
}

/// What is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingsAnswer<F> {
    /// Findings.
    pub findings: Vec<F>,
    /// Which of its step ids cannot be published.
    pub steps: Vec<StepTrouble>,
}

/// Why nothing was changed (409 when somebody else was first, 422 when something is wrong), and how the guide stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unchanged<F> {
    /// The problem.
    #[serde(flatten)]
    pub problem: Problem,
    /// The guide as it stands now.
    pub guide: GuideAnswer<F>,
}

/// A dated answer from the owner of an e-service, in the name of the guide's own actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerAnswer {
    /// The day of the answer.
    pub day: Day,
    /// What was answered.
    pub text: Statement,
}

/// `POST …/answer`: writes down what the owner answered. Another answer of the same day takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerRequest {
    /// The day of the answer.
    pub day: Day,
    /// What was answered.
    pub text: Statement,
}

/// `POST …/answer/delete`: the answer of that day goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerDay {
    /// The day.
    pub day: Day,
}
