//! How people ask for a guide. Misspellings are welcome here; only what cannot be meant is told.

use crate::findings::Findings;
use crate::problem::Problem;
use crate::{joined, markup, people, texts};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn check(phrases: &BTreeMap<String, Vec<String>>, found: &mut Findings<'_>) {
    for (language, phrases) in phrases {
        if !joined::is_a_code(language) {
            found.add(language, Problem::BadLanguage { language: language.clone() });
        }
        let mut seen = BTreeSet::new();
        for (index, phrase) in phrases.iter().enumerate() {
            let key = format!("{language}.{index}");
            if !texts::says_something(phrase) {
                found.add(&key, Problem::Empty);
            } else if !seen.insert(phrase.trim().to_lowercase()) {
                found.add(&key, Problem::DoubledPhrase { phrase: phrase.clone() });
            }
            found.add_all(&key, markup::problems(phrase, language));
            found.add_all(&key, people::problems(phrase));
        }
    }
}
