//! The check word: four words belong together, or they do not.
//!
//! Numbers of words are counted modulo a prime, and each place has its own weight. So one wrong word is always found,
//! whichever it is, and so are two words that changed places.

use super::COUNT;

/// Of the first three words. The fourth weighs minus one: all differ, and none is nought.
const WEIGHTS: [u32; 3] = [2, 3, 4];
/// So that four words with the number nought do not belong together by themselves.
const START: u32 = 101;

/// The word that belongs to these three.
pub(super) fn word_for(three: [u16; 3]) -> u16 {
    let sum = three.iter().zip(WEIGHTS).fold(START, |sum, (word, weight)| sum + u32::from(*word) * weight);
    u16::try_from(sum % u32::from(COUNT)).unwrap_or_default()
}

/// Whether four words belong together.
pub(super) fn holds(words: [u16; 4]) -> bool {
    let [first, second, third, check] = words;
    word_for([first, second, third]) == check
}

/// The word that would have to stand in this place for the others to be right: exactly one.
pub(super) fn instead(words: [u16; 4], place: usize) -> Option<[u16; 4]> {
    (0..COUNT).find_map(|word| {
        let mut other = words;
        *other.get_mut(place)? = word;
        holds(other).then_some(other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn right() -> impl Strategy<Value = [u16; 4]> {
        (0..COUNT, 0..COUNT, 0..COUNT).prop_map(|(a, b, c)| [a, b, c, word_for([a, b, c])])
    }

    #[test]
    fn their_number_is_a_prime_and_no_two_places_weigh_the_same() {
        assert!((2..COUNT).take_while(|divisor| divisor * divisor <= COUNT).all(|divisor| !COUNT.is_multiple_of(divisor)));
        let weights = [WEIGHTS[0], WEIGHTS[1], WEIGHTS[2], u32::from(COUNT) - 1];
        assert!((0..4).all(|a| !weights[a].is_multiple_of(u32::from(COUNT)) && (0..a).all(|b| weights[a] != weights[b])));
    }

    proptest! {
        #[test]
        fn any_one_other_word_is_found(words in right(), place in 0..4_usize, word in 0..COUNT) {
            let mut wrong = words;
            wrong[place] = word;
            prop_assert_eq!(holds(wrong), wrong == words);
            prop_assert_eq!(instead(wrong, place), Some(words));
        }

        #[test]
        fn two_words_that_changed_places_are_found(words in right(), a in 0..4_usize, b in 0..4_usize) {
            let mut swapped = words;
            swapped.swap(a, b);
            prop_assert_eq!(holds(swapped), swapped == words);
        }
    }
}
