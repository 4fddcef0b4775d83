//! What is needed to search: guides in the language that is spoken, and how people ask for them in all languages.
//!
//! Made once the first screen stands, for nobody types before. Nothing that is searched for is kept.

use crate::library;
use crate::platform;
use erum_domain::guide::Guide;
use erum_domain::pack::{Pack, Phrases};
use erum_domain::search::{Document, Field, Index};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What can wait until the first screen stands, milliseconds.
const AFTER_FIRST_SCREEN_MS: i64 = 200;

/// Where to look things up. None until it has been made.
#[derive(Clone, Copy)]
pub(crate) struct Finding {
    pack: &'static Pack,
    index: RwSignal<Option<&'static Index>>,
}

impl Finding {
    /// Makes the index soon.
    pub(crate) fn soon(pack: &'static Pack) -> Self {
        let finding = Self { pack, index: RwSignal::new(None) };
        platform::after_ms(AFTER_FIRST_SCREEN_MS, move || spawn_local(finding.make()));
        finding
    }

    /// The one of this app.
    pub(crate) fn get() -> Self {
        expect_context()
    }

    /// Where the guides that fit stand, best first. Tracks: what is typed before the index stands is found as soon as it does.
    pub(crate) fn find(self, query: &str) -> Vec<usize> {
        self.index.get().map(|index| index.find(query)).unwrap_or_default()
    }

    /// The guide that stands there.
    pub(crate) fn guide(self, at: usize) -> Option<&'static Guide> {
        self.pack.guides.get(at)
    }

    /// Whether the index stands. Tracks.
    pub(crate) fn is_ready(self) -> bool {
        self.index.with(Option::is_some)
    }

    async fn make(self) {
        // Without the other ways of asking, titles are found all the same.
        let phrases = library::phrases().await.unwrap_or_default();
        let documents = self.pack.guides.iter().map(|guide| document(guide, &phrases));
        // Lives as long as the page; another language makes another.
        let index: &'static Index = Box::leak(Box::new(Index::new(documents)));
        self.index.set(Some(index));
    }
}

fn document<'a>(guide: &'a Guide, phrases: &'a Phrases) -> Document<'a> {
    let own = [(Field::Title, guide.title.as_str()), (Field::Actor, guide.actor.as_str()), (Field::Goal, guide.goal.as_str())];
    let asked = phrases.get(&guide.slug).into_iter().flat_map(|by_language| by_language.values().flatten());
    Document { texts: own.into_iter().chain(asked.map(|phrase| (Field::Phrase, phrase.as_str()))).collect() }
}
