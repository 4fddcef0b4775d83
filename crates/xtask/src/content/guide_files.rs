//! The files of a guide, exactly as they are written. No checks, no meaning.

use super::fields::{CauseCode, Field};
use erum_domain::codes::{Level, Referral, Service};
use erum_domain::day::Day;
use erum_domain::guide::{Confidence, Nearness, Status, StepKind, TranslationStatus, Who};
use erum_domain::ident::Slug;
use erum_domain::manuscript::StepWords;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// `guide.toml`: what does not depend on language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GuideFile {
    pub(super) slug: Field<Slug>,
    pub(super) version: Field<u32>,
    pub(super) service: Field<Service>,
    pub(super) actor: Field<String>,
    pub(super) level: Field<Level>,
    pub(super) url: Option<Field<String>>,
    pub(super) phone: Option<Field<String>>,
    pub(super) limit: Field<Nearness>,
    pub(super) confidence: Field<Confidence>,
    #[serde(default)]
    pub(super) before: Vec<Field<Slug>>,
    #[serde(default)]
    pub(super) refer: Vec<Field<Referral>>,
    #[serde(default)]
    pub(super) related: Vec<Field<Slug>>,
    #[serde(default)]
    pub(super) login: Vec<LoginEntry>,
    pub(super) checked: CheckedEntry,
    #[serde(default)]
    pub(super) sources: Vec<SourceEntry>,
    #[serde(default)]
    pub(super) steps: Vec<StepEntry>,
    #[serde(default)]
    pub(super) otherwise: Vec<WayOnEntry>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LoginEntry {
    pub(super) name: Field<String>,
    pub(super) seen: Field<Day>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckedEntry {
    pub(super) status: Field<Status>,
    pub(super) date: Field<Day>,
    pub(super) role: Field<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceEntry {
    pub(super) title: Field<String>,
    pub(super) url: Field<String>,
    pub(super) seen: Field<Day>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepEntry {
    pub(super) id: Field<Slug>,
    pub(super) who: Field<Who>,
    pub(super) kind: Field<StepKind>,
    #[serde(default)]
    pub(super) may_fail: Vec<Field<CauseCode>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WayOnEntry {
    pub(super) id: Field<Slug>,
    pub(super) phone: Option<Field<String>>,
}

/// `<lang>.toml`: the words, keyed by the ids of `guide.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsFile {
    pub(super) language: Spanned<String>,
    pub(super) title: String,
    pub(super) goal: String,
    pub(super) translation: TranslationEntry,
    #[serde(default)]
    pub(super) before: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) steps: BTreeMap<String, StepWords>,
    #[serde(default)]
    pub(super) otherwise: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TranslationEntry {
    pub(super) status: Field<TranslationStatus>,
    pub(super) made: String,
}

/// `search.toml`: how people ask, by language.
pub(super) type PhrasesFile = BTreeMap<String, Vec<String>>;
