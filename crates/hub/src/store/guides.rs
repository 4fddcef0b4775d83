//! What the hub remembers of guides: everything that editors did, in order; the ids of steps that tablets have got; what
//! owners of e-services answered; and which reports from the field are settled.
//!
//! Nothing that was done to a guide is ever changed or taken away: how it stands follows from all of it
//! ([`editing::standing`](crate::editing::standing)). Never says who did it.

use crate::store::StoreError;
use async_trait::async_trait;
use erum_domain::day::Day;
use erum_domain::ident::{Id, Slug};
use erum_domain::manuscript::Manuscript;
use erum_domain::wire::editing::{OwnerAnswer, RevisionLine};
use erum_domain::wire::queue::Settled;

/// What was done to a guide, without the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// What, when, and from what.
    pub line: RevisionLine,
    /// The hash of the built-in guide that the editors had seen; none when there was none.
    pub base: Option<String>,
    /// The version of the guide; none when there is no text.
    pub version: Option<u32>,
}

/// Something that is to be done to a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRevision {
    /// The guide.
    pub guide: Slug,
    /// What, when, and from what; with the number it gets if nobody else is first.
    pub line: RevisionLine,
    /// The hash of the built-in guide that the editors have seen.
    pub base: Option<String>,
    /// The text, where there is one.
    pub manuscript: Option<Manuscript>,
    /// The steps that tablets get by it.
    pub steps: Vec<KnownStep>,
}

/// A step that tablets have got.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KnownStep {
    /// The guide.
    pub guide: Slug,
    /// The step.
    pub step: Slug,
    /// A hash of what it asks for.
    pub meaning: String,
}

/// Guides, as the hub remembers them.
#[async_trait]
pub trait GuideStore: Send + Sync {
    /// Everything that was done to all guides, by guide and in order.
    async fn deeds(&self) -> Result<Vec<(Slug, Revision)>, StoreError>;
    /// The text of a revision; `None` when there is no such revision, or no text in it.
    async fn manuscript(&self, guide: &Slug, revision: u32) -> Result<Option<Manuscript>, StoreError>;
    /// Writes down what is done, all or nothing; `false`, and nothing done, when its number is not the next.
    async fn add_revision(&self, new: &NewRevision) -> Result<bool, StoreError>;
    /// How many times anything was published or taken back: another number means that tablets get something else.
    async fn publications(&self) -> Result<u64, StoreError>;

    /// The steps that tablets have got, of all guides.
    async fn known_steps(&self) -> Result<Vec<KnownStep>, StoreError>;
    /// Tablets get these steps now; one that is known means from now on what it means here.
    async fn remember_steps(&self, steps: &[KnownStep]) -> Result<(), StoreError>;

    /// All answers of owners, by guide, newest first.
    async fn owner_answers(&self) -> Result<Vec<(Slug, OwnerAnswer)>, StoreError>;
    /// Keeps an answer; another of the same guide and day gives way to it.
    async fn put_owner_answer(&self, guide: &Slug, answer: &OwnerAnswer) -> Result<(), StoreError>;
    /// Deletes the answer of a day; whether there was one.
    async fn delete_owner_answer(&self, guide: &Slug, day: Day) -> Result<bool, StoreError>;

    /// The JSON of every flag and correction of the unit that is not settled.
    async fn open_reports(&self, unit: &Slug) -> Result<Vec<String>, StoreError>;
    /// These reports need no more attention; how many were open. What is no open report of the unit's is passed over.
    async fn settle(&self, unit: &Slug, records: &[Id], how: Settled, day: Day) -> Result<u64, StoreError>;
}
