//! All words of all documents, each with the texts that it stands in.
//!
//! Sorted by letters, so that words which begin alike stand together. What is read of every word at a keystroke lies close
//! together, and apart from the rest. Made once; knows nothing of queries.

use super::endings;
use super::letters::fold;
use super::parts::Parts;
use super::shape::{Has, MOST_LETTERS};
use std::collections::BTreeMap;
use std::ops::Range;

/// Neighbours that begin alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shelf {
    pub(super) from: usize,
    pub(super) until: usize,
    /// What they begin with.
    pub(super) first: char,
    /// What they have together.
    pub(super) has: Has,
}

/// With how many letters the words on a shelf begin alike: with two, the shelves are few and what is on them differs much.
const SHELVED_BY: usize = 2;

/// The known words, by their positions.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// The letters of all words, one word after the other, and where each ends.
    letters: Vec<char>,
    ends: Vec<usize>,
    /// Bits of `endings::places`.
    endings: Vec<u32>,
    /// With how many letters a word begins like the one before.
    shared: Vec<u8>,
    has: Vec<Has>,
    parts: Parts,
    /// Words that begin with the same two letters.
    shelves: Vec<Shelf>,
    /// The texts that a word stands in, in order, each once.
    texts: Vec<Vec<u32>>,
}

impl Vocabulary {
    pub(super) fn of(places: BTreeMap<String, Vec<u32>>) -> Self {
        let mut places = places;
        without_prefixes(&mut places);
        let mut known = Self::default();
        for (word, texts) in places {
            known.push(&word, texts);
        }
        known
    }

    fn push(&mut self, word: &str, texts: Vec<u32>) {
        let from = self.letters.len();
        self.letters.extend(word.chars().take(MOST_LETTERS));
        let before = self.len().checked_sub(1).map(|before| self.letters(before)).unwrap_or_default();
        let letters = &self.letters[from..];
        let shared = alike(before, letters);
        let (word, first) = (self.len(), letters.first().copied().unwrap_or_default());
        if shared < SHELVED_BY {
            self.shelves.push(Shelf { from: word, until: word, first, has: Has::default() });
        }
        let has = Has::of(letters);
        if let Some(shelf) = self.shelves.last_mut() {
            *shelf = Shelf { until: word + 1, has: shelf.has.with(has), ..*shelf };
        }
        self.has.push(has);
        self.shared.push(u8::try_from(shared).unwrap_or(u8::MAX));
        self.endings.push(endings::places(letters));
        self.parts.push(letters);
        self.ends.push(self.letters.len());
        self.texts.push(texts);
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn letters(&self, word: usize) -> &[char] {
        let from = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[from..self.ends[word]]
    }

    /// Where an ending may begin, as bits of `endings::places`.
    pub(super) fn endings(&self, word: usize) -> u32 {
        self.endings[word]
    }

    /// With how many letters a word begins like the one before.
    pub(super) fn shared(&self, word: usize) -> usize {
        usize::from(self.shared[word])
    }

    /// Which letters a word has.
    pub(super) fn has(&self, word: usize) -> Has {
        self.has[word]
    }

    /// All words, by what they begin with.
    pub(super) fn shelves(&self) -> &[Shelf] {
        &self.shelves
    }

    /// The texts that a word stands in, in order, each once.
    pub(super) fn texts(&self, word: usize) -> &[u32] {
        &self.texts[word]
    }

    /// The word itself.
    pub(super) fn position(&self, letters: &[char]) -> Option<usize> {
        let at = self.first(0, |word| word >= letters);
        (at < self.len() && self.letters(at) == letters).then_some(at)
    }

    /// All words that begin so.
    pub(super) fn beginning_with(&self, start: &[char]) -> Range<usize> {
        let from = self.first(0, |word| word >= start);
        from..self.first(from, |word| !word.starts_with(start))
    }

    /// The words that may have these letters somewhere within: all that have them, and a few others.
    pub(super) fn may_contain(&self, part: &[char]) -> Vec<usize> {
        self.parts.may_contain(part)
    }

    /// The first word from a position on that lies behind a border.
    fn first(&self, from: usize, is_behind: impl Fn(&[char]) -> bool) -> usize {
        let (mut from, mut until) = (from, self.len());
        while from < until {
            let middle = from.midpoint(until);
            if is_behind(self.letters(middle)) {
                until = middle;
            } else {
                from = middle + 1;
            }
        }
        from
    }
}

/// With how many letters two words begin alike.
pub(super) fn alike(a: &[char], b: &[char]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x == y).count()
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
        assert_eq!(known.texts(bank), [0, 1]);
    }

    #[test]
    fn words_that_begin_alike_stand_together() {
        let known = Vocabulary::of(["bank", "bankid", "buss"].map(|word| (word.to_owned(), vec![0])).into());
        assert_eq!(known.beginning_with(&['b', 'a']), 0..2);
        assert_eq!(known.beginning_with(&['x']), 3..3);
    }
}
