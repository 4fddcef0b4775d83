//! The words that slips are made of: short, concrete Swedish nouns, easily spelt and heard.
//!
//! Knows nothing of guides. The list is part of every slip ever written: it is never changed, not even its order. Every two
//! words differ by three letters at least, so that one wrong letter always lies nearest to the word that was meant.

use super::COUNT;

const LIST: &str = include_str!("words.txt");

/// The word with this number.
pub(super) fn word(number: u16) -> &'static str {
    LIST.lines().nth(usize::from(number)).unwrap_or_default()
}

/// The number of a folded word.
pub(super) fn number(folded: &str) -> Option<u16> {
    all().find_map(|(number, word)| (word == folded).then_some(number))
}

/// All words with their numbers.
pub(super) fn all() -> impl Iterator<Item = (u16, &'static str)> {
    (0..COUNT).zip(LIST.lines())
}

/// How many letters are more, less, other or swapped with their neighbour.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let other = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut cost = other.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(rows[i - 2][j - 2] + 1);
            }
            row.push(cost);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_short_plain_and_there_once() {
        assert_eq!(LIST.lines().count(), usize::from(COUNT));
        assert!(LIST.lines().all(|word| (3..=9).contains(&word.len()) && word.bytes().all(|letter| letter.is_ascii_lowercase())));
        assert!(LIST.lines().is_sorted_by(|a, b| a < b), "in the order of the alphabet, each once");
        assert!(all().all(|(at, word)| number(word) == Some(at) && super::word(at) == word));
    }

    #[test]
    fn no_two_words_are_nearer_than_three_letters_and_none_begins_another() {
        for (at, a) in all() {
            for (_, b) in all().skip(usize::from(at) + 1) {
                assert!(distance(a, b) >= 3 && !b.starts_with(a), "{a} and {b}");
            }
        }
    }

    #[test]
    fn no_word_sounds_like_another() {
        let heard = |word: &str| {
            let mut heard: Vec<char> = word.replace("ck", "k").replace('x', "ks").chars().collect();
            heard.dedup();
            heard.into_iter().collect::<String>()
        };
        for (at, a) in all() {
            assert!(all().skip(usize::from(at) + 1).all(|(_, b)| distance(&heard(a), &heard(b)) >= 2), "{a}");
        }
    }

    #[test]
    fn no_word_is_spelt_otherwise_than_it_is_heard() {
        let hard = ["hj", "dj", "lj", "gj", "tj", "sj", "stj", "sch", "ch", "ske", "ski", "sky", "ge", "gi", "gy", "ke", "ki", "ky"];
        assert!(LIST.lines().all(|word| !hard.iter().any(|start| word.starts_with(start))));
        assert!(LIST.lines().all(|word| !word.replace("ck", "k").contains(['c', 'q', 'w', 'z'])));
    }

    #[test]
    fn the_list_is_never_changed() {
        let sum = LIST.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        assert_eq!(sum, 0x78b3_cb1f_2c16_3412, "what was written on paper with these words would lead elsewhere");
    }
}
