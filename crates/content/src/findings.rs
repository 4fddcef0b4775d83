//! What was found, and where. Says nothing about files: where a key stands in one is found by whoever has the file.

use crate::problem::Problem;
use serde::{Deserialize, Serialize};

/// Which part of a guide a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// What holds in every language: `guide.toml`.
    Facts,
    /// The words of a language: `<language>.toml`.
    Words(String),
    /// How people ask: `search.toml`.
    Phrases,
}

/// Something that is wrong, or worth a second look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Where.
    pub part: Part,
    /// Under which key: `steps.hamta-appen.text`. What stands in a list is named by its id, or by its place from 0:
    /// `sources.0.url`. Empty for the part as a whole.
    pub key: String,
    /// What.
    pub problem: Problem,
}

/// Whether nothing found stands in the way of publishing.
pub fn may_be_published(findings: &[Finding]) -> bool {
    !findings.iter().any(|finding| finding.problem.is_wrong())
}

/// The findings about one part, being written.
pub(crate) struct Findings<'a> {
    part: Part,
    all: &'a mut Vec<Finding>,
}

impl<'a> Findings<'a> {
    pub(crate) const fn of(part: Part, all: &'a mut Vec<Finding>) -> Self {
        Self { part, all }
    }

    pub(crate) fn add(&mut self, key: impl Into<String>, problem: Problem) {
        self.all.push(Finding { part: self.part.clone(), key: key.into(), problem });
    }

    pub(crate) fn add_all(&mut self, key: &str, problems: impl IntoIterator<Item = Problem>) {
        for problem in problems {
            self.add(key, problem);
        }
    }
}
