//! The recovery code: 100 random bits on paper, printed once at enrolment, that open a tablet whose PINs are forgotten.
//!
//! Twenty characters of Crockford's base 32 in groups of four. Case, spaces, hyphens and the usual misreadings do not
//! matter. The code is a slot's PIN in all but name.

use crate::Seed;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters, of five bits each.
const LENGTH: usize = 20;

/// A new code, as it is printed: five groups of four, with hyphens.
pub fn new_code(seed: Seed) -> String {
    let letters: Vec<char> = seed.iter().take(LENGTH).map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A typed code in the one form that opens its slot; `None` when it cannot be a code, so that a slip of the pen is told
/// at once and costs no attempt.
pub fn as_typed(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(LENGTH);
    for letter in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')) {
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let known = u8::try_from(letter).is_ok_and(|byte| ALPHABET.contains(&byte));
        if !known || plain.len() == LENGTH {
            return None;
        }
        plain.push(letter);
    }
    (plain.len() == LENGTH).then_some(plain)
}
