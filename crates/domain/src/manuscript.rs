//! What editors change: a guide's facts in no language, its words in each, and how people ask for it.
//!
//! Packs carry facts once and words by language; [`Facts::in_words`] binds them to the guide that is followed. Holds
//! whatever was written: whether it may be published is judged elsewhere.

pub mod buttons;
pub mod difference;
pub mod fields;
pub mod naming;

use crate::codes::{Level, Referral, Service};
use crate::guide::{Cause, Checked, Confidence, Guide, Login, Nearness, Ready, Source, Step, StepKind, TranslationStatus, WayOn, Who};
use crate::ident::Slug;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The language that everything is written in first.
pub const SOURCE_LANGUAGE: &str = "sv";

/// A whole guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manuscript {
    /// What holds in every language.
    pub facts: Facts,
    /// Its words by language.
    pub words: BTreeMap<String, Words>,
    /// How people ask for it, by language, also in languages it is not written in.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub phrases: BTreeMap<String, Vec<String>>,
}

/// What a guide says in every language alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The guide's name.
    pub slug: Slug,
    /// Counts up when steps change; a record names it.
    pub version: u32,
    /// The topic it belongs to.
    pub service: Service,
    /// Who is responsible; an official name, in Swedish.
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
    /// Ids of what to have ready.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Slug>,
    /// The steps, in order.
    pub steps: Vec<StepFacts>,
    /// Ways on without a computer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<WayOnFacts>,
    /// To whom one is referred.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refer: Vec<Referral>,
    /// Other guides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Slug>,
}

/// A step without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepFacts {
    /// Never changes meaning: records refer to it.
    pub id: Slug,
    /// Who acts.
    pub who: Who,
    /// What it asks of staff.
    pub kind: StepKind,
    /// Where it is likely to go wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_fail: Vec<Cause>,
}

/// A way on without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WayOnFacts {
    /// Its id.
    pub id: Slug,
    /// A number that can be dialled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// A guide's words in one language, keyed by the ids of its facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What one wants to do, as people say it.
    pub title: String,
    /// What has been reached at the end.
    pub goal: String,
    /// Where these words come from.
    pub translation: Translation,
    /// What to have ready.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub before: BTreeMap<Slug, String>,
    /// The steps.
    #[serde(default)]
    pub steps: BTreeMap<Slug, StepWords>,
    /// Ways on without a computer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub otherwise: BTreeMap<Slug, String>,
}

/// Where words in a language come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// How far it has come.
    pub status: TranslationStatus,
    /// How it was made.
    pub made: String,
}

/// A step's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepWords {
    /// What to do; a Swedish button name stands between `**`.
    pub text: String,
    /// What it looks like, or why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The way round when it fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_stuck: Option<String>,
}

impl Facts {
    /// The guide in these words. What has no words stays empty: an editor sees what is missing.
    pub fn in_words(&self, words: &Words, language: &str) -> Guide {
        let text = |of: &BTreeMap<Slug, String>, id: &Slug| of.get(id).cloned().unwrap_or_default();
        let otherwise = self.otherwise.iter();
        Guide {
            slug: self.slug.clone(),
            version: self.version,
            service: self.service,
            title: words.title.clone(),
            goal: words.goal.clone(),
            actor: self.actor.clone(),
            level: self.level,
            url: self.url.clone(),
            phone: self.phone.clone(),
            limit: self.limit,
            confidence: self.confidence,
            login: self.login.clone(),
            checked: self.checked.clone(),
            sources: self.sources.clone(),
            before: self.before.iter().map(|id| Ready { id: id.clone(), text: text(&words.before, id) }).collect(),
            steps: self.steps.iter().map(|step| step.in_words(words)).collect(),
            otherwise: otherwise
                .map(|way| WayOn { id: way.id.clone(), text: text(&words.otherwise, &way.id), phone: way.phone.clone() })
                .collect(),
            refer: self.refer.clone(),
            related: self.related.clone(),
            language: language.to_owned(),
            translation: words.translation.status,
        }
    }
}

impl StepFacts {
    fn in_words(&self, words: &Words) -> Step {
        let StepWords { text, hint, if_stuck } = words.steps.get(&self.id).cloned().unwrap_or_default();
        Step { id: self.id.clone(), who: self.who, kind: self.kind, may_fail: self.may_fail.clone(), text, hint, if_stuck }
    }
}
