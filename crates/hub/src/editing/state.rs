//! One guide as an editor meets it: what came with the program, what tablets get, what is worked on, and all that was done.

use super::standing::Standing;
use super::steps;
use crate::packs::Served;
use crate::secret::{hash, hex};
use crate::store::guides::Revision;
use crate::store::{HubStore, StoreError};
use erum_content::{Asked, Finding, Speller, Surroundings, Swedish};
use erum_domain::day::Day;
use erum_domain::ident::Slug;
use erum_domain::manuscript::Manuscript;
use erum_domain::wire::editing::{Edition, GuideAnswer, OwnerAnswer, StepTrouble};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A guide, and what it is judged against.
#[derive(Clone, Debug)]
pub struct State {
    /// Its name.
    pub slug: Slug,
    /// How it stands.
    pub standing: Standing,
    /// The guide that came with the program.
    pub built_in: Option<Manuscript>,
    /// The published edit.
    pub published: Option<Edition>,
    /// What is worked on.
    pub draft: Option<Edition>,
    /// The hub's day.
    pub today: Day,
    deeds: Vec<Revision>,
    answers: Vec<OwnerAnswer>,
    known_steps: BTreeMap<Slug, String>,
    served: Arc<Served>,
    spelling: Option<Arc<Swedish>>,
}

impl State {
    /// The guide as it is now, among the packs that are served.
    ///
    /// # Errors
    /// The store's.
    pub async fn load(store: &dyn HubStore, served: Arc<Served>, slug: &Slug, today: Day) -> Result<Self, StoreError> {
        let deeds = store.deeds().await?.into_iter().filter(|(guide, _)| guide == slug);
        let deeds: Vec<Revision> = deeds.map(|(_, deed)| deed).collect();
        let standing = Standing::of(&deeds);
        let published = edition(store, slug, &deeds, standing.published).await?;
        let draft = edition(store, slug, &deeds, standing.draft.map(|(revision, _)| revision)).await?;
        let answers = store.owner_answers().await?.into_iter().filter(|(guide, _)| guide == slug);
        let steps = store.known_steps().await?.into_iter().filter(|known| &known.guide == slug);
        Ok(Self {
            slug: slug.clone(),
            built_in: served.disk.built_in.as_ref().and_then(|guides| guides.get(slug).cloned()),
            published,
            draft,
            today,
            answers: answers.map(|(_, answer)| answer).collect(),
            known_steps: steps.map(|known| (known.step, known.meaning)).collect(),
            served,
            spelling: None,
            standing,
            deeds,
        })
    }

    /// Judged with a dictionary as well, where there is one.
    pub fn spelt(self, spelling: Option<Arc<Swedish>>) -> Self {
        Self { spelling, ..self }
    }

    /// Whether there is, or ever was, such a guide.
    pub fn exists(&self) -> bool {
        self.built_in.is_some() || !self.deeds.is_empty()
    }

    /// What tablets get.
    pub fn now(&self) -> Option<&Manuscript> {
        self.published.as_ref().map(|edition| &edition.manuscript).or(self.built_in.as_ref())
    }

    /// The hash of the built-in guide.
    pub fn base_now(&self) -> Option<String> {
        self.built_in.as_ref().map(base_of)
    }

    /// Whether the program has brought a built-in guide that the editors have not seen.
    pub fn has_newer_built_in(&self) -> bool {
        is_newer(&self.standing, self.built_in.as_ref(), self.published.as_ref().map(|edition| &edition.manuscript))
    }

    /// Everything that is to be said about a text of this guide.
    pub fn findings(&self, manuscript: &Manuscript) -> Vec<Finding> {
        let known: BTreeSet<Slug> = self.served.guides.keys().chain([&self.slug]).cloned().collect();
        let speller = self.spelling.as_deref().map(|swedish| swedish as &dyn Speller);
        let mut findings = erum_content::check(manuscript, &Surroundings { known: &known, today: self.today, speller });
        let mut asked = Asked::default();
        self.served.guides.values().for_each(|guide| asked.add(guide));
        findings.extend(asked.shared_with(manuscript));
        findings
    }

    /// Which ids of its steps cannot be published.
    pub fn troubles(&self, manuscript: &Manuscript) -> Vec<StepTrouble> {
        steps::troubles(manuscript, self.now(), &self.known_steps)
    }

    /// As it is told.
    pub fn told(&self) -> GuideAnswer<Finding> {
        let judged = self.draft.as_ref().map(|draft| &draft.manuscript).or(self.now());
        GuideAnswer {
            slug: self.slug.clone(),
            revision: self.standing.newest,
            built_in: self.built_in.clone(),
            published: self.published.clone(),
            draft: self.draft.clone(),
            newer_built_in: self.has_newer_built_in(),
            history: self.deeds.iter().rev().map(|deed| deed.line.clone()).collect(),
            answers: self.answers.clone(),
            used_steps: self.known_steps.keys().cloned().collect(),
            findings: judged.map(|manuscript| self.findings(manuscript)).unwrap_or_default(),
            steps: judged.map(|manuscript| self.troubles(manuscript)).unwrap_or_default(),
            spelling: self.spelling.is_some(),
        }
    }
}

/// The hash that says which built-in guide was seen.
pub fn base_of(manuscript: &Manuscript) -> String {
    hex(&hash(&serde_json::to_vec(manuscript).unwrap_or_default()))
}

/// Whether there is a built-in guide that the editors of a guide have not seen, and do not have already.
pub fn is_newer(standing: &Standing, built_in: Option<&Manuscript>, published: Option<&Manuscript>) -> bool {
    let Some(built_in) = built_in.filter(|_| standing.is_edited()) else { return false };
    published != Some(built_in) && standing.base.as_ref() != Some(&base_of(built_in))
}

async fn edition(store: &dyn HubStore, slug: &Slug, deeds: &[Revision], wanted: Option<u32>) -> Result<Option<Edition>, StoreError> {
    let Some(deed) = deeds.iter().find(|deed| Some(deed.line.revision) == wanted) else { return Ok(None) };
    let manuscript = store.manuscript(slug, deed.line.revision).await?.ok_or(StoreError::Damaged("a guide without its text"))?;
    let line = &deed.line;
    Ok(Some(Edition { revision: line.revision, deed: line.deed, day: line.day, manuscript }))
}
