//! Identifiers: slugs from the content, and random ids. Neither can carry free text.
//!
//! Both refuse what does not fit when they are parsed, so that no sentence, name or number of a person can
//! travel in a field meant for an identifier.

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Why a text is no identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentError {
    /// Not 2–48 characters of `a-z`, `0-9` and single inner hyphens, starting with a letter or digit.
    #[error("not a slug: 2 to 48 of a-z, 0-9 and hyphens inside")]
    Slug,
    /// Five digits or more in a row, or eight in all: could be the number of a person, so no slug may hold it.
    #[error("not a slug: more than four digits in a row, or more than seven in all")]
    Digits,
    /// Not 32 lower-case hexadecimal digits.
    #[error("not an id: 32 hexadecimal digits")]
    Hex,
}

/// A name from the content: of a guide, a step, a unit. Source of the form: `content.md`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// Longest slug, in characters.
    pub const MAX: usize = 48;

    /// Parses a slug.
    ///
    /// # Errors
    /// [`IdentError::Slug`] or [`IdentError::Digits`] when the text is not one.
    pub fn parse(text: &str) -> Result<Self, IdentError> {
        check(text).map(|()| Self(text.to_owned()))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        check(&text).map(|()| Self(text)).map_err(serde::de::Error::custom)
    }
}

/// Whether a text is a slug, in one pass: packs and copies hold them by the thousand.
fn check(text: &str) -> Result<(), IdentError> {
    // As if a hyphen stood before it, so that none may lead.
    let (mut last, mut in_a_row, mut in_all, mut too_many) = (b'-', 0, 0, false);
    for &byte in text.as_bytes() {
        match byte {
            b'0'..=b'9' => (in_a_row, in_all) = (in_a_row + 1, in_all + 1),
            b'a'..=b'z' => in_a_row = 0,
            b'-' if last != b'-' => in_a_row = 0,
            _ => return Err(IdentError::Slug),
        }
        too_many |= in_a_row > 4 || in_all > 7;
        last = byte;
    }
    if last == b'-' || !(2..=Slug::MAX).contains(&text.len()) {
        return Err(IdentError::Slug);
    }
    if too_many { Err(IdentError::Digits) } else { Ok(()) }
}

/// A random 128-bit id, written as 32 hexadecimal digits. Says nothing about when or where it was made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; 16]);

impl Id {
    /// An id from 16 random bytes, which the caller draws.
    pub const fn from_random(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Parses 32 lower-case hexadecimal digits.
    ///
    /// # Errors
    /// [`IdentError::Hex`] for anything else.
    pub fn parse(text: &str) -> Result<Self, IdentError> {
        let digits = text.as_bytes();
        if digits.len() != 32 {
            return Err(IdentError::Hex);
        }
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = hex_digit(pair[0])? << 4 | hex_digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

fn hex_digit(digit: u8) -> Result<u8, IdentError> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(IdentError::Hex),
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Digits)
    }
}

/// Reads an id where its digits stand, without a text of its own for each.
struct Digits;

impl Visitor<'_> for Digits {
    type Value = Id;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("32 hexadecimal digits")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Id, E> {
        Id::parse(text).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sentence_a_name_or_a_personal_number_is_no_slug() {
        for text in ["", "a", "Anna", "anna svensson", "åsele", "-a", "a-", "a--b", "19121212-1212", "191212121212"] {
            assert!(Slug::parse(text).is_err(), "{text}");
        }
        assert!(Slug::parse("1177-boka-tid").is_ok());
        let long = "ab".repeat(24);
        assert!(Slug::parse(&long).is_ok() && Slug::parse(&format!("{long}c")).is_err());
    }

    #[test]
    fn what_could_be_a_persons_number_is_told_apart_from_what_is_no_slug() {
        for text in ["ar-12345", "12345-", "1234-1234", "a1b2c3d4e5f6g7h8"] {
            let why = if text.ends_with('-') { IdentError::Slug } else { IdentError::Digits };
            assert_eq!(Slug::parse(text), Err(why), "{text}");
        }
        assert!(["ar-1234", "123-1234", "1a2b3c4d5e6f7"].iter().all(|text| Slug::parse(text).is_ok()));
    }

    proptest! {
        #[test]
        fn an_id_survives_being_written(bytes: [u8; 16]) {
            let id = Id::from_random(bytes);
            prop_assert_eq!(Id::parse(&id.to_string()), Ok(id));
            prop_assert_eq!(serde_json::from_value::<Id>(serde_json::json!(id)).unwrap(), id);
        }

        #[test]
        fn any_text_is_a_slug_or_refused_but_never_a_panic(text in ".{0,60}") {
            if let Ok(slug) = Slug::parse(&text) {
                prop_assert_eq!(slug.as_str(), text.as_str());
            }
        }
    }
}
