//! Who answers for what, and where help is to be had, municipality by municipality.
//!
//! Only sourced facts: what is not known stays `None`, and the screen says so.

use crate::codes::{Level, Service, ServiceLevel};
use crate::day::Day;
use crate::ident::Slug;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A municipality's service centre and what is known around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its name in addresses and keys.
    pub id: Slug,
    /// The municipality's name by language tag: `sv`, `sma`, `sju` …
    pub names: BTreeMap<String, String>,
    /// Places where help is to be had.
    #[serde(default)]
    pub points: Vec<ServicePoint>,
    /// How far our own help goes.
    #[serde(default)]
    pub levels: Vec<OwnLevel>,
    /// Who answers for what here.
    #[serde(default)]
    pub answers: Vec<Answer>,
}

/// What kind of place a service point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Variant {
    /// Main library.
    Library,
    /// Branch library.
    Branch,
    /// Book bus.
    BookBus,
    /// The municipality's own service office.
    MunicipalOffice,
    /// A state service office.
    StateOffice,
    /// Village health room (samhällsrum).
    VillageHealthRoom,
    /// Something else.
    Other,
}

/// A place where help is to be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServicePoint {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub variant: Variant,
    /// What it helps with.
    #[serde(default)]
    pub offers: Vec<String>,
    /// Street address; `None` when not collected.
    #[serde(default)]
    pub address: Option<String>,
    /// Telephone; `None` when not collected.
    #[serde(default)]
    pub phone: Option<String>,
    /// Opening hours in words; `None` when not collected.
    #[serde(default)]
    pub hours: Option<String>,
    /// Where this is known from.
    pub source: String,
    /// When it was read.
    pub seen: Day,
}

/// How far our own help goes for a service, and the decision behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnLevel {
    /// The service.
    pub service: Service,
    /// How far.
    pub level: ServiceLevel,
    /// Why, in words for everyone.
    pub why: String,
    /// The decision or promise behind it.
    pub source: String,
}

/// Who answers for a service in this municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The service.
    pub service: Service,
    /// The responsible actor.
    pub actor: String,
    /// Its level.
    pub level: Level,
    /// A number that can be dialled.
    #[serde(default)]
    pub phone: Option<String>,
    /// Where this is known from.
    pub source: String,
    /// When it was read.
    pub seen: Day,
}

impl Unit {
    /// The municipality's Swedish name.
    pub fn name(&self) -> &str {
        self.names.get("sv").map_or(self.id.as_str(), String::as_str)
    }

    /// Our own level for a service, if it has been decided.
    pub fn level_for(&self, service: Service) -> Option<&OwnLevel> {
        self.levels.iter().find(|level| level.service == service)
    }
}
