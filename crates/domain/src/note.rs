//! The only free text there is beside guides themselves: short, about a guide or a place, never about a person.
//!
//! Whoever writes one uses [`Screened::write`], which refuses what looks like personal data and says what it saw. One
//! that is read has only been held to its form: the hub screens it again (`Record::screened`). Decides nothing
//! about what personal data is; that is [`crate::screening`].

use crate::codes::Personal;
use crate::screening::{self, Seen};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;

/// A short text of one line, trimmed, without control characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Screened<const MAX: usize>(String);

/// What staff say of a step or a place.
pub type Note = Screened<280>;

/// What the owner of an e-service has answered.
pub type Statement = Screened<600>;

/// Why a typed text cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// So many characters too many.
    TooLong(usize),
    /// What was seen in it; the places are those of the text as it was typed.
    Personal(Vec<Seen>),
}

/// Why a text is no note. Never repeats the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a note: 1 to {0} characters, trimmed, none of them control characters")]
pub struct NotANote(usize);

impl<const MAX: usize> Screened<MAX> {
    /// Most characters.
    pub const MAX: usize = MAX;

    /// A note of what was typed; none when there was nothing in it.
    ///
    /// # Errors
    /// [`Unkept`] when it is too long, or when personal data is seen in it.
    pub fn write(typed: &str) -> Result<Option<Self>, Unkept> {
        let text = tidied(typed);
        if text.is_empty() {
            return Ok(None);
        }
        let seen = screening::scan(typed);
        let over = text.chars().count().saturating_sub(Self::MAX);
        match (seen.is_empty(), over) {
            (false, _) => Err(Unkept::Personal(seen)),
            (true, 0) => Ok(Some(Self(text))),
            (true, over) => Err(Unkept::TooLong(over)),
        }
    }

    /// The kinds of personal data that are seen in it.
    pub fn kinds(&self) -> BTreeSet<Personal> {
        screening::kinds(&self.0)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn parse(text: String) -> Result<Self, NotANote> {
        let length = (1..=Self::MAX).contains(&text.chars().count());
        if length && text.trim() == text && !text.contains(is_forbidden) { Ok(Self(text)) } else { Err(NotANote(MAX)) }
    }
}

/// One line, trimmed: what breaks lines becomes a space, what else controls is left out.
fn tidied(typed: &str) -> String {
    let shown = typed.chars().filter_map(|c| match c {
        _ if c.is_whitespace() => Some(' '),
        _ if is_forbidden(c) => None,
        _ => Some(c),
    });
    shown.collect::<String>().trim().to_owned()
}

/// Control characters, line ends, and what turns the direction of text round, so that a line reads as something else.
fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl<'de, const MAX: usize> Deserialize<'de> for Screened<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_typed_is_trimmed_and_brought_onto_one_line() {
        assert_eq!(Note::write(" Knappen är\n\tborta. "), Ok(Some(Screened("Knappen är  borta.".to_owned()))));
        assert_eq!(Note::write(" \n "), Ok(None));
    }

    #[test]
    fn a_text_that_is_too_long_says_by_how_much() {
        assert!(matches!(Note::write(&"å".repeat(Note::MAX)), Ok(Some(_))));
        assert_eq!(Note::write(&"å".repeat(Note::MAX + 3)), Err(Unkept::TooLong(3)));
    }

    #[test]
    fn personal_data_is_refused_with_its_kind_and_its_place() {
        let typed = "  Nekas: 19121212-1212";
        let Err(Unkept::Personal(seen)) = Note::write(typed) else { panic!("the number was not seen") };
        assert_eq!(seen[0].kind, Personal::PersonalNumber);
        assert_eq!(&typed[seen[0].start..seen[0].end], "19121212-1212");
    }

    #[test]
    fn what_is_read_must_have_the_form_already() {
        let read = |text: &str| serde_json::from_value::<Note>(text.into());
        for text in ["", " a", "a ", "a\nb", "a\u{0}b", "a\u{202e}b"] {
            assert!(read(text).is_err(), "{text:?}");
        }
        assert!(read(&"å".repeat(Note::MAX)).is_ok() && read(&"å".repeat(Note::MAX + 1)).is_err());
    }

    proptest! {
        #[test]
        fn every_note_that_is_written_is_read(typed in any::<String>()) {
            if let Ok(Some(note)) = Note::write(&typed) {
                let json = serde_json::to_string(&note).expect("a text is JSON");
                prop_assert_eq!(serde_json::from_str::<Note>(&json).ok(), Some(note));
            }
        }

        #[test]
        fn in_a_note_that_was_written_nothing_is_seen_later(typed in "([0-9]{1,6}|[-+ .\u{200b}\n\u{202e}\u{0}]|[A-ZÅa-z@]{1,6}|heter | 070-)*") {
            if let Ok(Some(note)) = Note::write(&typed) {
                prop_assert!(note.kinds().is_empty(), "{:?} as {:?}", typed, note);
            }
        }
    }
}
