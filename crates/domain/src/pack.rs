//! Packs: guides, words and places as sent to tablets and phones, whole, never one guide at a time.

use crate::directory::Unit;
use crate::guide::Guide;
use crate::ident::Slug;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// BCP 47, or `sv-simple`.
    pub language: String,
    /// The interface's words by key.
    pub words: BTreeMap<String, String>,
    /// All guides, in the order they are listed.
    pub guides: Vec<Guide>,
    /// All units.
    pub units: Vec<Unit>,
}

impl Pack {
    /// The guide with this name.
    pub fn guide(&self, slug: &Slug) -> Option<&Guide> {
        self.guides.iter().find(|guide| &guide.slug == slug)
    }

    /// The unit with this id.
    pub fn unit(&self, id: &Slug) -> Option<&Unit> {
        self.units.iter().find(|unit| &unit.id == id)
    }
}

/// One file of packs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackFile {
    /// Its name: `sv.json`.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// The list of packs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// SHA-256 over the names and hashes below, hexadecimal: changes when any pack does.
    pub version: String,
    /// The packs.
    pub files: Vec<PackFile>,
}
