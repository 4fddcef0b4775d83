//! What residents' pages share: the pack, and the guide being read. In memory only; a reload forgets it.
//!
//! Not the desk: what that holds of a tablet would bring its types into every phone's program.

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
    /// The link one came by, until it has been followed; a broken one, until its page is left.
    pub(crate) arrived: RwSignal<Option<Result<Link, Broken>>>,
}

impl Shelf {
    /// A shelf with a pack and nothing taken down yet.
    pub(crate) fn new(pack: &'static Pack) -> Self {
        Self { pack, reading: RwSignal::new(None), arrived: RwSignal::new(None) }
    }

    /// The same guide in hand, in another language.
    pub(crate) const fn with(self, pack: &'static Pack) -> Self {
        Self { pack, ..self }
    }

    /// The shelf of this app.
    pub(crate) fn get() -> Self {
        expect_context()
    }
}
