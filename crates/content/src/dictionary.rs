//! Swedish spelling from a dictionary in Hunspell's form and the project's own words. Knows words; never says which one was
//! meant. Reads no file: whoever has them hands over their texts. Behind the feature `dictionary`, so that no page carries it.

use crate::Speller;
use spellbook::Dictionary;
use std::collections::BTreeSet;

/// A dictionary, and words that it does not have.
#[derive(Debug)]
pub struct Swedish {
    dictionary: Dictionary,
    own: BTreeSet<String>,
}

/// Why there is no spelling.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DictionaryError {
    /// The two files are no dictionary.
    #[error("no dictionary: {0}")]
    NoDictionary(String),
    /// The project's words are not in order, so that two people add the same word at different places.
    #[error("`{0}` stands before `{1}`. Sort the list as `LC_ALL=C sort -u` does")]
    OutOfOrder(String, String),
}

impl Swedish {
    /// Reads `.aff` and `.dic` as Hunspell has them, and a list of words: one a line, sorted, lines with `#` are remarks.
    ///
    /// # Errors
    /// [`DictionaryError`].
    pub fn read(affixes: &str, words: &str, own: &str) -> Result<Self, DictionaryError> {
        let own: Vec<&str> = own.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        if let Some(pair) = own.windows(2).find(|pair| pair[0] >= pair[1]) {
            return Err(DictionaryError::OutOfOrder(pair[0].to_owned(), pair[1].to_owned()));
        }
        let dictionary = Dictionary::new(affixes, words).map_err(|error| DictionaryError::NoDictionary(error.to_string()))?;
        Ok(Self { dictionary, own: own.into_iter().map(str::to_owned).collect() })
    }
}

/// No Swedish word is longer, in bytes. Taking a longer one apart, as a compound of any words there are, costs milliseconds.
const LONGEST: usize = 80;

impl Speller for Swedish {
    fn knows(&self, word: &str) -> bool {
        if word.len() > LONGEST {
            return false;
        }
        let own = |word: &str| self.own.contains(word) || self.own.contains(&word.to_lowercase());
        let known = |word: &str| self.dictionary.check(word) || own(word) || word.strip_suffix('s').is_some_and(own);
        // A name joined with a word by a hyphen, of which the list knows one and the dictionary the other: "eRUM-fönster".
        known(word) || (word.contains('-') && word.split('-').all(|part| !part.is_empty() && known(part)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(own: &str) -> Result<Swedish, DictionaryError> {
        Swedish::read("SET UTF-8\n", "2\nringa\nhjälp\n", own)
    }

    #[test]
    fn a_word_is_known_from_the_dictionary_or_the_list() {
        let swedish = read("# Ord.\nFreja\nrekommendera\n").unwrap();
        assert!(["ringa", "Ringa", "hjälp", "Freja", "Frejas", "Rekommendera", "Freja-hjälp"].iter().all(|word| swedish.knows(word)));
        assert!(["rinnga", "freja", "Freja-", "Freja-hjälpp", &["hjälp"; 20].join("-")].iter().all(|word| !swedish.knows(word)));
    }

    #[test]
    fn a_list_out_of_order_and_what_is_no_dictionary_are_refused() {
        assert_eq!(read("b\na\n").unwrap_err(), DictionaryError::OutOfOrder("b".to_owned(), "a".to_owned()));
        assert!(matches!(Swedish::read("SFX nonsense", "x", "").unwrap_err(), DictionaryError::NoDictionary(_)));
    }
}
