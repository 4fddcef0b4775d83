//! All words of all documents, each with the texts that it stands in.
//!
//! Sorted by letters, so that words which begin alike stand together. Made once; knows nothing of queries.

use super::letters::fold;
use super::shape::Shape;
use std::collections::BTreeMap;
use std::ops::Range;

/// A known word.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) shape: Shape,
    /// The texts that it stands in, in order, each once.
    pub(super) texts: Vec<u32>,
}

#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) words: Vec<Word>,
}

impl Vocabulary {
    pub(super) fn of(places: BTreeMap<String, Vec<u32>>) -> Self {
        let mut places = places;
        without_prefixes(&mut places);
        let words = places.into_iter().map(|(word, texts)| Word { shape: Shape::of(&word), texts });
        Self { words: words.collect() }
    }

    /// The word itself.
    pub(super) fn position(&self, letters: &[char]) -> Option<usize> {
        self.words.binary_search_by(|word| word.shape.letters.as_ref().cmp(letters)).ok()
    }

    /// All words that begin so.
    pub(super) fn beginning_with(&self, start: &[char]) -> Range<usize> {
        let from = self.words.partition_point(|word| word.shape.letters.as_ref() < start);
        let count = self.words[from..].partition_point(|word| word.shape.letters.starts_with(start));
        from..from + count
    }
}

/// The words of a text, folded; an Arabic article goes, for *the doctor* is asked for as *doctor*.
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(|word| without_article(word).to_owned()).collect()
}

fn without_article(word: &str) -> &str {
    let long_enough = |rest: &&str, least: usize| rest.chars().count() >= least;
    ["وال", "بال", "فال", "كال"]
        .into_iter()
        .find_map(|article| word.strip_prefix(article).filter(|rest| long_enough(rest, 4)))
        .or_else(|| ["ال", "لل"].into_iter().find_map(|article| word.strip_prefix(article).filter(|rest| long_enough(rest, 3))))
        .unwrap_or(word)
}

/// *And*, *with*, *to* written as the first letter of the next word, in Arabic and Tigrinya.
pub(super) fn without_prefix(word: &[char]) -> Option<&[char]> {
    match word {
        ['و' | 'ب' | 'ل' | 'ف' | 'ك', rest @ ..] if rest.len() >= 3 => Some(rest),
        ['ን' | 'ብ' | 'ዝ' | 'ክ' | 'እ', rest @ ..] if rest.len() >= 2 => Some(rest),
        _ => None,
    }
}

/// Where the rest is a known word, the texts are that word's too.
fn without_prefixes(places: &mut BTreeMap<String, Vec<u32>>) {
    let found: Vec<(String, Vec<u32>)> = places
        .iter()
        .filter_map(|(word, texts)| {
            let letters: Vec<char> = word.chars().collect();
            let rest: String = without_prefix(&letters)?.iter().collect();
            places.contains_key(&rest).then(|| (rest, texts.clone()))
        })
        .collect();
    add(places, found);
}

/// More places of words, known or not.
pub(super) fn add(places: &mut BTreeMap<String, Vec<u32>>, more: impl IntoIterator<Item = (String, Vec<u32>)>) {
    for (word, texts) in more {
        let known = places.entry(word).or_default();
        known.extend(texts);
        known.sort_unstable();
        known.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arabic_article_is_no_part_of_the_word() {
        assert_eq!(words("الطبيب والطبيب للطبيب"), ["طبيب", "طبيب", "طبيب"]);
        assert_eq!(words("الان"), ["الان"], "too short to be an article and a word");
    }

    #[test]
    fn and_or_with_before_a_known_word_counts_as_that_word() {
        let known = Vocabulary::of(BTreeMap::from([("بنك".to_owned(), vec![1]), ("وبنك".to_owned(), vec![0])]));
        let bank = known.position(&['ب', 'ن', 'ك']).unwrap();
        assert_eq!(known.words[bank].texts, [0, 1]);
    }

    #[test]
    fn words_that_begin_alike_stand_together() {
        let known = Vocabulary::of(["bank", "bankid", "buss"].map(|word| (word.to_owned(), vec![0])).into());
        assert_eq!(known.beginning_with(&['b', 'a']), 0..2);
        assert_eq!(known.beginning_with(&['x']), 3..3);
    }
}
