//! Guards the ids of steps. Records of years refer to them, so that an id never comes to mean another step: one that
//! was taken away may come back as it was, a new step needs a new id, and a step keeps its id whatever its words become.
//!
//! Of a step that stays it sees when it got the very words of another. Cannot see that its words were turned into something
//! else that is new: that is the editors' care.

use crate::secret::{hash, hex};
use crate::store::guides::KnownStep;
use erum_domain::ident::Slug;
use erum_domain::manuscript::{Manuscript, SOURCE_LANGUAGE};
use erum_domain::wire::editing::{StepTrouble, StepWhy};
use std::collections::{BTreeMap, BTreeSet};

/// The steps of a guide and what they mean.
pub fn of(manuscript: &Manuscript) -> Vec<KnownStep> {
    let known = |id: &Slug| KnownStep { guide: manuscript.facts.slug.clone(), step: id.clone(), meaning: meaning(manuscript, id) };
    manuscript.facts.steps.iter().map(|step| known(&step.id)).collect()
}

/// A hash of what a step asks for: of its Swedish text.
fn meaning(manuscript: &Manuscript, step: &Slug) -> String {
    hex(&hash(text(manuscript, step).as_bytes()))
}

fn text<'a>(manuscript: &'a Manuscript, step: &Slug) -> &'a str {
    let words = manuscript.words.get(SOURCE_LANGUAGE).and_then(|words| words.steps.get(step));
    words.map_or("", |words| words.text.trim())
}

/// Which ids of a guide cannot be published beside what tablets get now and what they have got before.
pub fn troubles(manuscript: &Manuscript, now: Option<&Manuscript>, known: &BTreeMap<Slug, String>) -> Vec<StepTrouble> {
    let ids = |of: &Manuscript| of.facts.steps.iter().map(|step| step.id.clone()).collect::<BTreeSet<Slug>>();
    let (here, there) = (ids(manuscript), now.map(ids).unwrap_or_default());
    let gone: BTreeSet<&str> =
        now.into_iter().flat_map(|now| there.difference(&here).map(|id| text(now, id))).filter(|text| !text.is_empty()).collect();
    let mut met = BTreeSet::new();
    let why = |id: &Slug| match known.get(id) {
        _ if !met.insert(id.clone()) => Some(StepWhy::Twice),
        _ if there.contains(id) => now.is_some_and(|now| has_anothers_words(manuscript, id, now)).then_some(StepWhy::Reused),
        Some(meant) => (*meant != meaning(manuscript, id)).then_some(StepWhy::Reused),
        None => gone.contains(text(manuscript, id)).then_some(StepWhy::Renamed),
    };
    let mut why = why;
    let trouble = |id: &Slug| Some(StepTrouble { step: id.clone(), why: why(id)? });
    manuscript.facts.steps.iter().map(|step| &step.id).filter_map(trouble).collect()
}

/// Whether a step that stays says what another says now. Two that were published with the same words may keep them.
fn has_anothers_words(manuscript: &Manuscript, id: &Slug, now: &Manuscript) -> bool {
    let new = text(manuscript, id);
    let mut others = now.facts.steps.iter().map(|step| &step.id).filter(|other| *other != id);
    !new.is_empty() && new != text(now, id) && others.any(|other| text(now, other) == new)
}

/// Whether a record of one guide could be of the other: the same steps in the same order, of the same kind, by the same.
pub fn are_alike(one: &Manuscript, other: &Manuscript) -> bool {
    let steps = |of: &Manuscript| of.facts.steps.iter().map(|step| (step.id.clone(), step.kind, step.who)).collect::<Vec<_>>();
    steps(one) == steps(other)
}
