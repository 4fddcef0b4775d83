//! Fetching what is to be read: guides and places in a language, and the words of the interface.
//!
//! Packs are fetched whole, so that nobody who carries the bytes can tell which guide is read. Keeps nothing itself: the
//! service worker has every file, also without a network.

use crate::network::{self, NoAnswer};
use crate::words::Catalogue;
use erum_domain::directory::Unit;
use erum_domain::languages::Language;
use erum_domain::manuscript::{Facts, SOURCE_LANGUAGE};
use erum_domain::pack::{FACTS_FILE, LEADS_FILE, LanguageWords, Leads, PHRASES_FILE, PLACES_FILE, Pack, Phrases, STEPS_IN, words_file};
use futures::future::{try_join, try_join4};
use std::collections::BTreeMap;

/// For whom words are, besides everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Nobody else.
    Everyone,
    /// Staff, whose own words are Swedish.
    Staff,
    /// Coordinators, whose own words are Swedish.
    Coordinator,
}

impl Reader {
    /// The files besides everyone's, in `/words`.
    const fn files(self) -> &'static [&'static str] {
        match self {
            Self::Everyone => &[],
            Self::Staff => &["staff-sv"],
            Self::Coordinator => &["staff-sv", "samordning-sv"],
        }
    }
}

/// Guides and words at once: all that is needed to show something.
pub(crate) async fn open(language: Language, reader: Reader) -> Result<(&'static Pack, Catalogue), NoAnswer> {
    try_join(pack(language), catalogue(language, reader)).await
}

/// All guides and places. It lives as long as the page.
pub(crate) async fn pack(language: Language) -> Result<&'static Pack, NoAnswer> {
    let mut pack = fetched(language).await?;
    if !pack.is_whole() {
        // Newer packs were taken into use between two files: the second time all are of one kind.
        pack = fetched(language).await?;
    }
    Ok(Box::leak(Box::new(pack)))
}

async fn fetched(language: Language) -> Result<Pack, NoAnswer> {
    let (facts, first, units, leads) = try_join4(
        network::get::<Vec<Facts>>(&pack_path(FACTS_FILE)),
        words_in(language.code),
        network::get::<Vec<Unit>>(&pack_path(PLACES_FILE)),
        network::get::<Leads>(&pack_path(LEADS_FILE)),
    )
    .await?;
    let mut words = vec![first];
    for code in STEPS_IN.into_iter().filter(|code| *code != language.code) {
        let lacks_words = facts.iter().any(|facts| words.iter().all(|of: &LanguageWords| !of.guides.contains_key(&facts.slug)));
        if lacks_words {
            words.push(words_in(code).await?);
        }
    }
    Ok(Pack::bind(language.code, &facts, &words, units, leads))
}

/// How people ask for guides, in all languages.
pub(crate) async fn phrases() -> Result<Phrases, NoAnswer> {
    network::get(&pack_path(PHRASES_FILE)).await
}

async fn words_in(code: &str) -> Result<LanguageWords, NoAnswer> {
    network::get(&pack_path(&words_file(code))).await
}

fn pack_path(file: &str) -> String {
    format!("/packs/{file}")
}

/// The interface's words. What only staff and coordinators read is Swedish in every language.
pub(crate) async fn catalogue(language: Language, reader: Reader) -> Result<Catalogue, NoAnswer> {
    debug_assert!(reader == Reader::Everyone || language.code == SOURCE_LANGUAGE);
    let mut words: BTreeMap<String, String> = network::get(&format!("/words/{}.json", language.code)).await?;
    for file in reader.files() {
        words.extend(network::get::<BTreeMap<String, String>>(&format!("/words/{file}.json")).await?);
    }
    Ok(Catalogue::new(language, words))
}
