//! Text in which two directions of writing meet: Swedish names, addresses and telephone numbers among letters that run from
//! right to left.
//!
//! Such a piece has to be drawn apart from what surrounds it: else the numbers of a telephone number, or the `+` of a name,
//! change places with their neighbours. Tells where the pieces are; whoever draws sets them apart. Knows no markup.

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What stands there.
    pub text: &'a str,
    /// Whether it runs from left to right within a text that runs from right to left.
    pub apart: bool,
    /// Whether it has letters: then it is Swedish, and to be read as such; else it is a number.
    pub has_letters: bool,
}

/// The pieces of a text, in order; together they are the text. One piece where no two directions meet.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let plain = |text| Piece { text, apart: false, has_letters: false };
    if text.is_empty() || !text.chars().any(runs_from_right) {
        return vec![plain(text)];
    }
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(runs_from_left) {
        if start > 0 {
            pieces.push(plain(&rest[..start]));
        }
        let (apart, after) = rest[start..].split_at(length(&rest[start..]));
        pieces.push(Piece { text: apart, apart: true, has_letters: apart.chars().any(char::is_alphabetic) });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(plain(rest));
    }
    pieces
}

/// Hebrew, Arabic and what is written with their letters.
const fn runs_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}') && !is_eastern_digit(c)
}

/// Digits of theirs, which run from left to right but are at home among their letters.
const fn is_eastern_digit(c: char) -> bool {
    matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

const fn runs_from_left(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}')
}

/// How many bytes belong together from here: words and numbers with what joins them, and a `+` at the end of a name.
fn length(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if runs_from_left(c) || c == '+' && end == at {
            end = at + c.len_utf8();
        } else if !matches!(c, ' ' | '\u{a0}' | '-' | '–' | '.' | '/' | '@' | '&' | '\'' | '’' | ':' | '_') {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apart(text: &str) -> Vec<&str> {
        pieces(text).into_iter().filter(|piece| piece.apart).map(|piece| piece.text).collect()
    }

    #[test]
    fn names_and_numbers_among_arabic_letters_stand_apart_whole() {
        assert_eq!(apart("ثبّت Freja+ من App Store."), ["Freja+", "App Store"]);
        assert_eq!(apart("اتصل على 0771-100 110."), ["0771-100 110"]);
        assert_eq!(apart("افتح 1177.se، ثم تابع"), ["1177.se"]);
        assert_eq!(apart("BankID"), Vec::<&str>::new(), "nothing to be kept apart from");
        assert_eq!(apart("Ring 1177 nu."), Vec::<&str>::new());
        assert_eq!(apart("لديك ٣ خيارات"), Vec::<&str>::new(), "their own digits are at home");
    }

    #[test]
    fn a_number_is_no_word_of_any_language() {
        let has_letters = |text| pieces(text).into_iter().find(|piece| piece.apart).is_some_and(|piece| piece.has_letters);
        assert!(has_letters("افتح Kivra"));
        assert!(!has_letters("اتصل على 1177"));
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "[a-zA-Z0-9 .+\\-،؟\u{627}-\u{64a}åäö]{0,40}") {
            let all = pieces(&text);
            prop_assert_eq!(all.iter().map(|piece| piece.text).collect::<String>(), text.clone());
            prop_assert!(all.iter().all(|piece| !piece.apart || !piece.text.chars().any(runs_from_right)));
        }
    }
}
