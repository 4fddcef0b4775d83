//! Identifiers: slugs from the content, and random ids. Neither can carry free text.
//!
//! Both refuse what does not fit when they are parsed, so that no sentence, name or number of a person can
//! travel in a field meant for an identifier.

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
        let edge = |c: Option<char>| c.is_some_and(|c| c != '-');
        let letters = text.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
        let length = (2..=Self::MAX).contains(&text.len());
        let edges = edge(text.chars().next()) && edge(text.chars().next_back());
        if !letters || !length || !edges || text.contains("--") {
            return Err(IdentError::Slug);
        }
        let numbers = || text.split(|c: char| !c.is_ascii_digit()).map(str::len);
        if numbers().any(|digits| digits > 4) || numbers().sum::<usize>() > 7 { Err(IdentError::Digits) } else { Ok(Self(text.to_owned())) }
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
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
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
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
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
    }

    proptest! {
        #[test]
        fn an_id_survives_being_written(bytes: [u8; 16]) {
            let id = Id::from_random(bytes);
            prop_assert_eq!(Id::parse(&id.to_string()), Ok(id));
        }

        #[test]
        fn any_text_is_a_slug_or_refused_but_never_a_panic(text in ".{0,60}") {
            if let Ok(slug) = Slug::parse(&text) {
                prop_assert_eq!(slug.as_str(), text.as_str());
            }
        }
    }
}
