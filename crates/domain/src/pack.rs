//! Packs: guides and places as sent to tablets and phones, whole, never one guide at a time.
//!
//! Facts go once, words by language, and how people ask for guides once for all languages. [`Pack::bind`] makes of them
//! what the app shows. The interface's own words are no pack: they belong to the program that says them.

use crate::directory::Unit;
use crate::guide::Guide;
use crate::ident::Slug;
use crate::manuscript::{Facts, Manuscript, SOURCE_LANGUAGE, Words};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The form of packs. An app takes only packs of its own form; a change that an older app cannot read counts it up.
pub const FORM: u32 = 1;

/// Which language steps in for which: the one asked for, then easy Swedish, then Swedish.
pub const STEPS_IN: [&str; 2] = ["sv-simple", SOURCE_LANGUAGE];

/// The file of what holds in every language: a list of [`Facts`], in the order guides are listed.
pub const FACTS_FILE: &str = "facts.json";
/// The file of how people ask: [`Phrases`].
pub const PHRASES_FILE: &str = "phrases.json";
/// The file of places: a list of [`Unit`].
pub const PLACES_FILE: &str = "places.json";

/// The file of a language: [`LanguageWords`].
pub fn words_file(language: &str) -> String {
    format!("words-{language}.json")
}

/// All guides' words in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageWords {
    /// BCP 47, or `sv-simple`.
    pub language: String,
    /// The words by guide. A guide that is not written in this language is not there.
    pub guides: BTreeMap<Slug, Words>,
}

/// Titles and phrases in all languages, by guide.
pub type Phrases = BTreeMap<Slug, Vec<String>>;

/// What the app shows in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The language that was asked for.
    pub language: String,
    /// All guides, in the order they are listed; in another language where there is no translation.
    pub guides: Vec<Guide>,
    /// All units.
    pub units: Vec<Unit>,
}

impl Pack {
    /// Binds facts to the first words there are, in the order given; a guide that nobody has words for is left out.
    pub fn bind(language: &str, facts: &[Facts], words: &[LanguageWords], units: Vec<Unit>) -> Self {
        let bound = |facts: &Facts| {
            let (of, found) = words.iter().find_map(|of| of.guides.get(&facts.slug).map(|found| (of, found)))?;
            Some(facts.in_words(found, &of.language))
        };
        Self { language: language.to_owned(), guides: facts.iter().filter_map(bound).collect(), units }
    }

    /// The guide with this name.
    pub fn guide(&self, slug: &Slug) -> Option<&Guide> {
        self.guides.iter().find(|guide| &guide.slug == slug)
    }

    /// The unit with this id.
    pub fn unit(&self, id: &Slug) -> Option<&Unit> {
        self.units.iter().find(|unit| &unit.id == id)
    }
}

/// The files of some guides and places, by name: the same content gives the same bytes.
///
/// # Errors
/// When something cannot be written as JSON, which nothing here should be.
pub fn files(manuscripts: &[Manuscript], units: &[Unit]) -> Result<BTreeMap<String, Vec<u8>>, serde_json::Error> {
    let mut sorted: Vec<&Manuscript> = manuscripts.iter().collect();
    sorted.sort_by_cached_key(|one| place_in_list(one));
    let facts: Vec<&Facts> = sorted.iter().map(|one| &one.facts).collect();
    let phrases: Phrases = sorted.iter().map(|one| (one.facts.slug.clone(), asked_for(one))).collect();
    let mut files = BTreeMap::from([
        (FACTS_FILE.to_owned(), serde_json::to_vec(&facts)?),
        (PHRASES_FILE.to_owned(), serde_json::to_vec(&phrases)?),
        (PLACES_FILE.to_owned(), serde_json::to_vec(units)?),
    ]);
    for language in manuscripts.iter().flat_map(|one| one.words.keys()).collect::<BTreeSet<_>>() {
        let guides = sorted.iter().filter_map(|one| Some((one.facts.slug.clone(), one.words.get(language)?.clone()))).collect();
        let words = LanguageWords { language: language.clone(), guides };
        files.insert(words_file(language), serde_json::to_vec(&words)?);
    }
    Ok(files)
}

/// Every title and phrase once.
fn asked_for(manuscript: &Manuscript) -> Vec<String> {
    let titles = manuscript.words.values().map(|words| &words.title);
    let all: BTreeSet<&String> = titles.chain(manuscript.phrases.values().flatten()).collect();
    all.into_iter().cloned().collect()
}

/// By topic, then by Swedish title as in a Swedish list: å, ä and ö last.
fn place_in_list(manuscript: &Manuscript) -> (usize, String, Slug) {
    let Facts { service, slug, .. } = &manuscript.facts;
    let topic = crate::codes::Service::ALL.iter().position(|one| one == service).unwrap_or(usize::MAX);
    let title = manuscript.words.get(SOURCE_LANGUAGE).map(|words| words.title.to_lowercase()).unwrap_or_default();
    let title = title.chars().map(|c| match c {
        'å' => '\u{e000}',
        'ä' => '\u{e001}',
        'ö' => '\u{e002}',
        other => other,
    });
    (topic, title.collect(), slug.clone())
}

/// One file of packs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackFile {
    /// Its name: `facts.json`.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// The list of packs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the packs, see [`FORM`].
    pub form: u32,
    /// SHA-256 over the names and hashes below, hexadecimal: changes when any pack does.
    pub version: String,
    /// The packs.
    pub files: Vec<PackFile>,
}

impl Manifest {
    /// The list of some files. `sha256` gives the hexadecimal hash of bytes: this crate knows no cryptography.
    pub fn of(files: &BTreeMap<String, Vec<u8>>, sha256: impl Fn(&[u8]) -> String) -> Self {
        let listed = |(name, bytes): (&String, &Vec<u8>)| PackFile { name: name.clone(), sha256: sha256(bytes), bytes: bytes.len() as u64 };
        let files: Vec<PackFile> = files.iter().map(listed).collect();
        let lines: String = files.iter().map(|file| format!("{} {}\n", file.name, file.sha256)).collect();
        Self { form: FORM, version: sha256(lines.as_bytes()), files }
    }
}
