//! How a guide stands after everything that was done to it. Pure: the same deeds give the same answer.

use crate::store::guides::Revision;
use erum_domain::ident::Slug;
use erum_domain::wire::editing::{Deed, Progress};
use std::collections::BTreeMap;

/// How a guide stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The newest revision; 0 when nothing was done.
    pub newest: u32,
    /// The revision that tablets get.
    pub published: Option<u32>,
    /// The revision that is worked on, and how far it has come.
    pub draft: Option<(u32, Progress)>,
    /// The hash of the built-in guide that the editors have seen. Means nothing where there is neither edit nor draft.
    pub base: Option<String>,
    /// The highest version that was ever published here; 0 for none.
    pub highest: u32,
    /// The newest revision that has a text.
    pub last_text: Option<u32>,
}

impl Standing {
    /// After these deeds, in their order.
    pub fn of<'a>(deeds: impl IntoIterator<Item = &'a Revision>) -> Self {
        deeds.into_iter().fold(Self::default(), Self::after)
    }

    fn after(mut self, deed: &Revision) -> Self {
        let revision = deed.line.revision;
        match deed.line.deed {
            Deed::Draft => self.draft = Some((revision, Progress::Draft)),
            Deed::Checked => self.draft = Some((revision, Progress::Checked)),
            Deed::Published => {
                (self.published, self.draft) = (Some(revision), None);
                self.highest = self.highest.max(deed.version.unwrap_or(0));
            }
            Deed::Discarded => self.draft = None,
            Deed::Removed => (self.published, self.draft) = (None, None),
            Deed::Seen => {}
        }
        self.newest = revision;
        self.base.clone_from(&deed.base);
        if deed.version.is_some() {
            self.last_text = Some(revision);
        }
        self
    }

    /// Whether editors have anything of their own here.
    pub const fn is_edited(&self) -> bool {
        self.published.is_some() || self.draft.is_some()
    }
}

/// How all guides stand to which anything was done.
pub fn of_all(deeds: Vec<(Slug, Revision)>) -> BTreeMap<Slug, Standing> {
    let mut all: BTreeMap<Slug, Standing> = BTreeMap::new();
    for (guide, deed) in deeds {
        let standing = all.entry(guide).or_default();
        *standing = std::mem::take(standing).after(&deed);
    }
    all
}
