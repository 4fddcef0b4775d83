//! Judges what editors write: whether a guide may be published, and what to look at once more.
//!
//! Pure: the same judgement in `cargo xtask content`, on the hub and in the editor. Never mends anything, never invents a
//! word, reads no file: a speller and the day are arguments. Modules in reading order.
#![forbid(unsafe_code)]

mod findings;
mod problem;

mod texts;

mod addresses;
mod facts;

mod joined;
mod wording;

mod languages;
mod lengths;
mod markup;
mod people;
mod scripts;
mod spelling;

#[cfg(feature = "dictionary")]
mod dictionary;

mod phrases;
mod shared;

use erum_domain::day::Day;
use erum_domain::ident::Slug;
use erum_domain::manuscript::Manuscript;
use std::collections::BTreeSet;

#[cfg(feature = "dictionary")]
pub use dictionary::{DictionaryError, Swedish};
pub use findings::{Finding, Part, may_be_published};
pub use joined::REQUIRED_LANGUAGES;
pub use problem::Problem;
pub use shared::Asked;
pub use wording::interface;

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
pub fn check(manuscript: &Manuscript, around: &Surroundings<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    facts::check(&manuscript.facts, around, &mut findings::Findings::of(Part::Facts, &mut findings));
    joined::check_languages(manuscript, &mut findings);
    for (language, words) in &manuscript.words {
        let mut found = findings::Findings::of(Part::Words(language.clone()), &mut findings);
        joined::check(manuscript, language, words, &mut found);
        wording::check(manuscript, language, words, around, &mut found);
    }
    phrases::check(&manuscript.phrases, &mut findings::Findings::of(Part::Phrases, &mut findings));
    findings
}

#[cfg(test)]
mod tests;
