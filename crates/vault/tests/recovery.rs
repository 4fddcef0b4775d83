//! The code on paper: however it is typed it opens its slot, and what cannot be a code is told before anything is tried.

#[path = "support/arbitrary.rs"]
mod arbitrary;

use arbitrary::{cases, key, seed, slow_cases};
use erum_vault::effort::Effort;
use erum_vault::recovery::{as_typed, new_code};
use erum_vault::slots::{Slot, SlotError};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A letter as somebody may write it who reads it off paper.
fn as_somebody_writes(letter: char, how: u8) -> char {
    match (letter, how % 4) {
        ('0', 1) => 'O',
        ('0', 2) => 'o',
        ('1', 1) => 'I',
        ('1', 2) => 'l',
        ('1', 3) => 'L',
        (letter, 3) => letter.to_ascii_lowercase(),
        (letter, _) => letter,
    }
}

/// The code as typed: letters in their many forms, with anything between them that is no letter.
fn typed(code: &str, hows: &[u8], gaps: &[&str]) -> String {
    let letters = code.chars().filter(|letter| *letter != '-').enumerate();
    letters.map(|(at, letter)| format!("{}{}", gaps[at % gaps.len()], as_somebody_writes(letter, hows[at % hows.len()]))).collect()
}

fn gaps() -> impl Strategy<Value = Vec<&'static str>> {
    vec(select(&["", "", " ", "-", "  ", "\u{2013}", "\u{2011}", "\u{a0}", "\t", "\n", "\u{2212}"][..]), 1..9)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_code_is_five_groups_of_four_letters_that_cannot_be_mistaken(seed in seed()) {
        let code = new_code(seed);
        let groups: Vec<&str> = code.split('-').collect();
        prop_assert_eq!(groups.len(), 5);
        prop_assert!(groups.iter().all(|group| group.len() == 4 && group.chars().all(|letter| LETTERS.contains(letter))), "{}", code);
    }

    #[test]
    fn however_a_code_is_typed_it_is_the_same(seed in seed(), hows in vec(any::<u8>(), 1..21), gaps in gaps()) {
        let code = new_code(seed);
        let plain = code.replace('-', "");
        prop_assert_eq!(as_typed(&code), Some(plain.clone()));
        prop_assert_eq!(as_typed(&typed(&code, &hows, &gaps)), Some(plain.clone()));
        prop_assert_eq!(as_typed(&plain), Some(plain));
    }

    #[test]
    fn one_letter_more_or_less_or_none_of_the_alphabet_is_no_code(seed in seed(), place in any::<Index>(), wrong in "[UuÅåÄÖ!?.,_*£\u{200b}\u{131}\u{17f}]") {
        let plain = new_code(seed).replace('-', "");
        let place = place.index(20);
        let replaced = format!("{}{wrong}{}", &plain[..place], &plain[place + 1..]);
        for typed in [replaced, format!("{plain}{wrong}"), format!("{plain}A"), format!("{wrong}{plain}"), plain[1..].to_owned()] {
            prop_assert_eq!(as_typed(&typed), None, "{:?}", typed);
        }
    }

    #[test]
    fn any_text_is_a_code_or_none_without_a_panic(text in any::<String>(), nearly in "[0-9A-Za-z -]{18,26}") {
        for text in [text, nearly] {
            if let Some(code) = as_typed(&text) {
                prop_assert!(code.len() == 20 && code.chars().all(|letter| LETTERS.contains(letter)), "{:?}", code);
                prop_assert_eq!(as_typed(&code), Some(code));
            }
        }
    }

    #[test]
    fn a_hundred_bits_of_the_seed_are_in_the_code(seed in seed(), letter in 0_usize..20, bit in 0_u8..5) {
        let mut other = seed;
        other[letter] ^= 1 << bit;
        let changed = new_code(seed).chars().zip(new_code(other).chars()).filter(|(one, other)| one != other).count();
        prop_assert_eq!(changed, 1);
    }
}

proptest! {
    #![proptest_config(slow_cases())]

    #[test]
    fn a_typed_code_opens_its_slot_and_another_does_not(key in key(), seeds in (seed(), seed()), hows in vec(any::<u8>(), 1..21)) {
        let (code, other) = (new_code(seeds.0), new_code(seeds.1));
        prop_assume!(code != other);
        let slot = Slot::new("papper", &as_typed(&code).expect("a code"), Effort::RECOVERY, &key, seeds.1);
        let open = |text: &str| slot.open(&as_typed(text).expect("a code"));
        prop_assert_eq!(open(&typed(&code, &hows, &["", " "])), Ok(key));
        prop_assert_eq!(open(&other), Err(SlotError::WrongPin));
    }
}
