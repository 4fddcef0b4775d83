//! Reading TOML so that one wrong value does not hide the next: every value knows its place in the file.
//!
//! Parses only; what a value means is checked elsewhere.

use super::report::{File, Report, advice};
use crate::paths::Paths;
use erum_domain::guide::Cause;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use std::path::Path;
use toml::Spanned;

/// A value that has been read, or why it could not be.
#[derive(Clone, Debug)]
pub(super) enum Held<T> {
    Good(T),
    Bad(String),
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Held<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = toml::Value::deserialize(deserializer)?;
        Ok(T::deserialize(value).map_or_else(|error| Self::Bad(error.message().to_owned()), Self::Good))
    }
}

/// A value with its place in the file.
pub(super) type Field<T> = Spanned<Held<T>>;

/// The value, or `None` after saying what is wrong with it.
pub(super) fn take<T>(field: Field<T>, key: &str, file: &mut File<'_>) -> Option<T> {
    let at = field.span().start;
    match field.into_inner() {
        Held::Good(value) => Some(value),
        Held::Bad(message) => {
            file.wrong(Some(at), key, &message, advice(&message));
            None
        }
    }
}

/// All values of a list, or `None` after saying what is wrong with each that is.
pub(super) fn take_all<T>(fields: Vec<Field<T>>, key: &str, file: &mut File<'_>) -> Option<Vec<T>> {
    let taken: Vec<Option<T>> = fields.into_iter().map(|field| take(field, key, file)).collect();
    taken.into_iter().collect()
}

/// A cause as content writes it: only its code.
#[derive(Clone, Copy, Debug)]
pub(super) struct CauseCode(pub(super) Cause);

impl<'de> Deserialize<'de> for CauseCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Cause::from_code(&code).map(Self).ok_or_else(|| serde::de::Error::custom(format!("`{code}` is no code of an obstacle or a fault")))
    }
}

/// A file that was read: what it says, and its text for finding lines.
pub(super) struct Read<T> {
    pub(super) value: T,
    pub(super) text: String,
}

/// Reads and parses a TOML file, or says why not.
pub(super) fn read_toml<T: DeserializeOwned>(paths: &Paths, path: &Path, report: &mut Report) -> Option<Read<T>> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            report.about(paths, path, "").wrong(None, "", &format!("cannot be read ({error})"), "add the file, in UTF-8");
            return None;
        }
    };
    match toml::from_str(&text) {
        Ok(value) => Some(Read { value, text }),
        Err(error) => {
            let at = error.span().map(|span| span.start);
            report.about(paths, path, &text).wrong(at, "", error.message(), advice(error.message()));
            None
        }
    }
}
