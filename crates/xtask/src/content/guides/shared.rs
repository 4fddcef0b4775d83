//! Phrases that several guides answer to, in one language. Worth a look, never wrong: people do mean either.

use erum_content::{Finding, Part, Problem};
use erum_domain::ident::Slug;
use erum_domain::manuscript::{Facts, Manuscript};
use std::collections::BTreeMap;

/// Each with the guide it is told of, which is the later by name. Guides that name one another share words by nature, and
/// so do those of one authority share its name.
pub(super) fn phrases(guides: &[Manuscript]) -> Vec<(Slug, Finding)> {
    let mut earlier: BTreeMap<(&str, String), Vec<&Facts>> = BTreeMap::new();
    let mut found = Vec::new();
    for guide in guides {
        for (language, phrases) in &guide.phrases {
            for (index, phrase) in phrases.iter().enumerate() {
                let plain = phrase.trim().to_lowercase();
                let others = earlier.entry((language, plain.clone())).or_default();
                if let Some(other) = others.iter().find(|other| are_strangers(other, &guide.facts, &plain)) {
                    let problem = Problem::SharedPhrase { phrase: phrase.clone(), guide: other.slug.clone() };
                    let finding = Finding { part: Part::Phrases, key: format!("{language}.{index}"), problem };
                    found.push((guide.facts.slug.clone(), finding));
                }
                others.push(&guide.facts);
            }
        }
    }
    found
}

fn are_strangers(one: &Facts, other: &Facts, phrase: &str) -> bool {
    let related = one.related.contains(&other.slug) || other.related.contains(&one.slug);
    let of_an_actor = [one, other].iter().any(|facts| facts.actor.to_lowercase().contains(phrase));
    one.slug != other.slug && !related && !of_an_actor
}
