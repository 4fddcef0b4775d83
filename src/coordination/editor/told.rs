//! What the hub finds in a guide, as this page reads it: also a code that it has no words for yet. Judges nothing.

use erum_content::{Part, Problem};
use erum_domain::manuscript::fields::Place;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::coordination) struct Told {
    part: Part,
    key: String,
    problem: Value,
}

impl Told {
    /// The field it is about.
    pub(super) fn place(&self) -> Place {
        match &self.part {
            Part::Facts => Place::facts(&self.key),
            Part::Words(language) => Place::words(language, &self.key),
            Part::Phrases => Place::phrases(&self.key),
        }
    }

    /// Whether it stands in the way of publishing. What is not known here does not: the hub judges once more.
    pub(super) fn is_wrong(&self) -> bool {
        serde_json::from_value::<Problem>(self.problem.clone()).is_ok_and(|problem| problem.is_wrong())
    }

    /// Its stable code.
    pub(super) fn code(&self) -> &str {
        self.problem.get("code").and_then(Value::as_str).unwrap_or_default()
    }

    /// What it says besides its code.
    pub(super) fn values(&self) -> impl Iterator<Item = (&str, String)> {
        let fields = self.problem.as_object().into_iter().flatten().filter(|(name, _)| *name != "code");
        fields.map(|(name, value)| (name.as_str(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
    }
}
