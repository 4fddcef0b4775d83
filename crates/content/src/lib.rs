//! Judges what editors write: whether a guide may be published, and what to look at once more.
//!
//! Pure: the same judgement in `cargo xtask content`, on the hub and in the editor. Never mends anything, never invents a
//! word, reads no file: a speller and the day are arguments.
#![forbid(unsafe_code)]

use erum_domain::day::Day;
use erum_domain::ident::Slug;
use erum_domain::manuscript::Manuscript;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which part of a guide a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// What holds in every language: `guide.toml`.
    Facts,
    /// The words of a language: `<language>.toml`.
    Words(String),
    /// How people ask: `search.toml`.
    Phrases,
}

/// Something that is wrong, or worth a second look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Where.
    pub part: Part,
    /// Under which key: `steps.hamta-appen.text`.
    pub key: String,
    /// What.
    pub problem: Problem,
}

/// What can be found. English here, for whoever works on files; the editor's page has Swedish words for each code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum Problem {
    /// Nothing is written.
    #[error("is empty")]
    Empty,
}

impl Problem {
    /// Whether it must be put right before the guide may be published.
    pub const fn is_wrong(&self) -> bool {
        match self {
            Self::Empty => true,
        }
    }

    /// What to do about it.
    pub const fn todo(&self) -> &'static str {
        match self {
            Self::Empty => "write it",
        }
    }
}

/// Knows how Swedish words are spelt.
pub trait Speller {
    /// Whether a word is spelt as in a dictionary.
    fn knows(&self, word: &str) -> bool;
}

/// What a guide is judged against.
pub struct Surroundings<'a> {
    /// All guides there are, this one among them.
    pub known: &'a BTreeSet<Slug>,
    /// The day of the judgement.
    pub today: Day,
    /// Swedish spelling, where a dictionary is at hand.
    pub speller: Option<&'a dyn Speller>,
}

/// Everything that is wrong with a guide or worth a second look, in the order it stands.
pub fn check(manuscript: &Manuscript, _around: &Surroundings<'_>) -> Vec<Finding> {
    let empty = |(language, words): (&String, &erum_domain::manuscript::Words)| {
        words.title.trim().is_empty().then(|| Finding {
            part: Part::Words(language.clone()),
            key: "title".to_owned(),
            problem: Problem::Empty,
        })
    };
    manuscript.words.iter().filter_map(empty).collect()
}

/// Whether nothing found stands in the way of publishing.
pub fn may_be_published(findings: &[Finding]) -> bool {
    !findings.iter().any(|finding| finding.problem.is_wrong())
}
