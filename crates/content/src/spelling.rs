//! Swedish spelling. Button names, addresses, numbers and the names of whoever answers for a service are not spelt:
//! they stand as their owners write them.

use crate::Speller;
use crate::problem::Problem;
use crate::texts;
use erum_domain::manuscript::Facts;
use std::collections::BTreeSet;

/// The words of the guide's actor and of its ways to log in.
pub(crate) fn names_in(facts: &Facts) -> BTreeSet<String> {
    let names = facts.login.iter().map(|login| login.name.as_str()).chain([facts.actor.as_str()]);
    names.flat_map(words).map(str::to_lowercase).collect()
}

/// Each word once that nobody knows.
pub(crate) fn problems(text: &str, names: &BTreeSet<String>, speller: &dyn Speller) -> Vec<Problem> {
    let outside = texts::marked(text).filter(|(inside, _)| !inside).map(|(_, part)| part);
    let unknown = outside.flat_map(words).filter(|word| !is_name(word, names) && !speller.knows(word));
    let once: BTreeSet<&str> = unknown.collect();
    once.into_iter().map(|word| Problem::Misspelt { word: word.to_owned() }).collect()
}

/// A name, also as its owner's: "Skatteverkets".
fn is_name(word: &str, names: &BTreeSet<String>) -> bool {
    let word = word.to_lowercase();
    names.contains(&word) || word.strip_suffix('s').is_some_and(|owner| names.contains(owner))
}

/// The words that can be spelt. What follows a colon is an ending: "BankID:t".
fn words(text: &str) -> impl Iterator<Item = &str> {
    let chunks = text.split_whitespace().filter(|chunk| !texts::is_address(chunk));
    let parts = chunks.flat_map(|chunk| chunk.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | ':' | '\'' | '’'))));
    let bare = parts.map(|part| part.split(':').next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric()));
    bare.filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Knows(&'static [&'static str]);

    impl Speller for Knows {
        fn knows(&self, word: &str) -> bool {
            self.0.contains(&word.to_lowercase().as_str())
        }
    }

    #[test]
    fn words_are_spelt_and_names_buttons_addresses_and_numbers_are_not() {
        let names = BTreeSet::from(["freja".to_owned()]);
        let speller = Knows(&["ring", "och", "tryck", "på", "e-post"]);
        let text = "Ring 1177 och Frejas e-post: tryck på **Loggga in** (polissen.se), rinng, rinng.";
        assert_eq!(problems(text, &names, &speller), [Problem::Misspelt { word: "rinng".to_owned() }]);
    }
}
