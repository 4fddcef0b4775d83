//! What a day's work writes and nobody may find. Holds invented values only; never what a person wrote.

/// A value to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canary {
    /// What it is, for the report: "place", "stuck step".
    pub name: String,
    /// How it is written in the app's own data.
    pub value: String,
}

impl Canary {
    /// A value under a name.
    pub fn new(name: &str, value: &str) -> Self {
        Self { name: name.to_owned(), value: value.to_owned() }
    }
}
