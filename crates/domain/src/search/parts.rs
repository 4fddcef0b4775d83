//! Which words have which letters side by side, to find those that contain a part without reading them all.
//!
//! May name a word that does not contain it, never leaves out one that does. Knows words by their positions only.

/// So many neighbours are passed over at once.
const SOME: usize = 8;

/// Words in the order in which they were added.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Bits of `pairs`, of each word, and of so many words together.
    of_each: Vec<u64>,
    of_some: Vec<u64>,
}

impl Parts {
    pub(super) fn push(&mut self, letters: &[char]) {
        let pairs = pairs(letters);
        if self.of_each.len().is_multiple_of(SOME) {
            self.of_some.push(0);
        }
        self.of_each.push(pairs);
        self.of_some.last_mut().into_iter().for_each(|of_some| *of_some |= pairs);
    }

    /// All words with these letters in them, in order, and a few others.
    pub(super) fn may_contain(&self, part: &[char]) -> Vec<usize> {
        let wanted = pairs(part);
        let mut found = Vec::new();
        for (some, from) in self.of_some.iter().zip((0..).step_by(SOME)) {
            if wanted & !*some == 0 {
                let until = self.of_each.len().min(from + SOME);
                found.extend((from..until).filter(|word| wanted & !self.of_each[*word] == 0));
            }
        }
        found
    }
}

/// Which letters stand side by side, as bits. Different pairs may share a bit: it says what is not there, never what is.
fn pairs(letters: &[char]) -> u64 {
    letters.windows(2).fold(0, |bits, pair| bits | 1 << (u32::from(pair[0]).wrapping_mul(37).wrapping_add(u32::from(pair[1])) % 64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn letters(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    fn containing(words: &[String], part: &str) -> Vec<usize> {
        let mut parts = Parts::default();
        words.iter().for_each(|word| parts.push(&letters(word)));
        parts.may_contain(&letters(part))
    }

    #[test]
    fn words_with_other_letters_are_passed_over() {
        let words = ["bank", "banken", "blodbank", "buss", "lakarbesok", "буквар", "banan", "ban", "besok"].map(str::to_owned);
        assert_eq!(containing(&words, "bank"), [0, 1, 2]);
        assert_eq!(containing(&words, "besok"), [4, 8]);
        assert_eq!(containing(&words, "b").len(), words.len(), "one letter stands beside none");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_word_is_left_out_that_contains_the_part(words in prop::collection::vec("[a-dаб]{0,9}", 0..40), part in "[a-dаб]{0,4}") {
            let named = containing(&words, &part);
            let contains = |word: &String| word.contains(&part);
            prop_assert!((0..words.len()).filter(|at| contains(&words[*at])).all(|at| named.contains(&at)));
            prop_assert!(named.is_sorted());
        }
    }
}
