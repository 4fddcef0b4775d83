//! What residents' pages share: the pack, the guide being read, and the municipality that was chosen. In memory only; a reload
//! forgets it, but for the municipality, which is a preference.
//!
//! Not the desk: what that holds of a tablet would bring its types into every phone's program.

use crate::preferences;
use erum_domain::directory::Unit;
use erum_domain::ident::Slug;
use erum_domain::link::{Broken, Link};
use erum_domain::pack::Pack;
use leptos::prelude::*;

/// A guide being read by a resident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The guide.
    pub(crate) guide: Slug,
    /// Nought is what to have ready; the steps follow.
    pub(crate) place: usize,
    /// The guide one came from, to get what was missing for it.
    pub(crate) then: Option<Slug>,
}

/// All of it. Copied into every resident's page.
#[derive(Clone, Copy)]
pub(crate) struct Shelf {
    /// Guides and places, in the language that is spoken.
    pub(crate) pack: &'static Pack,
    /// The guide a resident reads. Outlives a change of language.
    pub(crate) reading: RwSignal<Option<Reading>>,
    /// The municipality whose places are looked at.
    unit: RwSignal<Option<Slug>>,
    /// Whether the places are looked at on the way from a guide.
    pub(crate) from_guide: StoredValue<bool>,
    /// The link one came by, until it has been followed; a broken one, until its page is left.
    pub(crate) arrived: RwSignal<Option<Result<Link, Broken>>>,
    /// Whether everything kept here has just been forgotten, to say so once.
    forgotten: StoredValue<bool>,
}

impl Shelf {
    /// A shelf with a pack and nothing taken down yet.
    pub(crate) fn new(pack: &'static Pack) -> Self {
        Self {
            pack,
            reading: RwSignal::new(None),
            unit: RwSignal::new(preferences::unit()),
            from_guide: StoredValue::new(false),
            arrived: RwSignal::new(None),
            forgotten: StoredValue::new(false),
        }
    }

    /// The same guide in hand, in another language.
    pub(crate) const fn with(self, pack: &'static Pack) -> Self {
        Self { pack, ..self }
    }

    /// The municipality that was chosen, if there is one and it is still known. Tracks.
    pub(crate) fn own_unit(&self) -> Option<&'static Unit> {
        self.unit.with(|unit| self.pack.unit(unit.as_ref()?))
    }

    /// Chooses a municipality and remembers it; or forgets it.
    pub(crate) fn choose_unit(&self, unit: Option<&Unit>) {
        let id = unit.map(|unit| unit.id.clone());
        preferences::set_unit(id.as_ref());
        self.unit.set(id);
    }

    /// Forgets what it holds in memory of what was chosen and read.
    pub(crate) fn forget(&self) {
        self.reading.set(None);
        self.unit.set(None);
        self.forgotten.set_value(true);
    }

    /// Whether everything has just been forgotten; asked once.
    pub(crate) fn take_forgotten(&self) -> bool {
        let forgotten = self.forgotten.get_value();
        self.forgotten.set_value(false);
        forgotten
    }

    /// Whether somebody came from a guide to look at places; asked once.
    pub(crate) fn take_from_guide(&self) -> bool {
        let came = self.from_guide.get_value();
        self.from_guide.set_value(false);
        came
    }

    /// The shelf of this app.
    pub(crate) fn get() -> Self {
        expect_context()
    }
}
