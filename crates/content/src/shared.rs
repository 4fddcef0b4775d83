//! Phrases that several guides answer to, in one language. Worth a look, never wrong: people do mean either.

use crate::findings::{Finding, Findings, Part};
use crate::problem::Problem;
use erum_domain::manuscript::{Facts, Manuscript};
use std::collections::BTreeMap;

/// How people ask for the guides there are.
#[derive(Debug, Default)]
pub struct Asked<'a> {
    guides: BTreeMap<(&'a str, String), Vec<&'a Facts>>,
}

impl<'a> Asked<'a> {
    /// Adds a guide.
    pub fn add(&mut self, guide: &'a Manuscript) {
        for (language, phrases) in &guide.phrases {
            for phrase in phrases {
                self.guides.entry((language, plain(phrase))).or_default().push(&guide.facts);
            }
        }
    }

    /// The phrases of a guide that another one answers to. Guides that name one another share words by nature, and so do
    /// those of one authority share its name.
    pub fn shared_with(&self, guide: &Manuscript) -> Vec<Finding> {
        let mut all = Vec::new();
        let mut found = Findings::of(Part::Phrases, &mut all);
        for (language, phrases) in &guide.phrases {
            for (index, phrase) in phrases.iter().enumerate() {
                let plain = plain(phrase);
                let others = self.guides.get(&(language.as_str(), plain.clone())).into_iter().flatten();
                if let Some(other) = others.into_iter().find(|other| are_strangers(other, &guide.facts, &plain)) {
                    found.add(format!("{language}.{index}"), Problem::SharedPhrase { phrase: phrase.clone(), guide: other.slug.clone() });
                }
            }
        }
        all
    }
}

fn plain(phrase: &str) -> String {
    phrase.trim().to_lowercase()
}

fn are_strangers(one: &Facts, other: &Facts, phrase: &str) -> bool {
    let related = one.related.contains(&other.slug) || other.related.contains(&one.slug);
    let of_an_actor = [one, other].iter().any(|facts| facts.actor.to_lowercase().contains(phrase));
    one.slug != other.slug && !related && !of_an_actor
}
