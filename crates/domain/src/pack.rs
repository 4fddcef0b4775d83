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

/// The file of what to do first when something is missing: [`Leads`].
pub const LEADS_FILE: &str = "before.json";

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

/// How people ask, by guide and language. The first phrase in a language that the guide is written in is its title.
pub type Phrases = BTreeMap<Slug, BTreeMap<String, Vec<String>>>;

/// What helps to get what must be at hand, by the id of [`Guide::before`]. What is not here is not asked for.
pub type Leads = BTreeMap<Slug, Vec<Slug>>;

/// What the app shows in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The language that was asked for.
    pub language: String,
    /// All guides, in the order they are listed; in another language where there is no translation.
    pub guides: Vec<Guide>,
    /// All units.
    pub units: Vec<Unit>,
    /// What helps to get what is missing.
    pub leads: Leads,
}

impl Pack {
    /// Binds facts to the first words there are, in the order given; a guide that nobody has words for is left out.
    pub fn bind(language: &str, facts: &[Facts], words: &[LanguageWords], units: Vec<Unit>, leads: Leads) -> Self {
        let bound = |facts: &Facts| {
            let (of, found) = words.iter().find_map(|of| of.guides.get(&facts.slug).map(|found| (of, found)))?;
            Some(facts.in_words(found, &of.language))
        };
        Self { language: language.to_owned(), guides: facts.iter().filter_map(bound).collect(), units, leads }
    }

    /// Whether one is asked for a thing before the guide begins, and the guides that help to get it. `None`: only told of.
    pub fn leads_of(&self, guide: &Guide, thing: &Slug) -> Option<Vec<&Guide>> {
        let found = self.leads.get(thing)?.iter().filter(|slug| **slug != guide.slug);
        Some(found.filter_map(|slug| self.guide(slug)).collect())
    }

    /// Whether every step has its words: facts and words may be of different packs when these change while they are read.
    pub fn is_whole(&self) -> bool {
        self.guides.iter().flat_map(|guide| &guide.steps).all(|step| !step.text.is_empty())
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
pub fn files(manuscripts: &[Manuscript], units: &[Unit], leads: &Leads) -> Result<BTreeMap<String, Vec<u8>>, serde_json::Error> {
    let mut sorted: Vec<&Manuscript> = manuscripts.iter().collect();
    sorted.sort_by_cached_key(|one| place_in_list(one));
    let facts: Vec<&Facts> = sorted.iter().map(|one| &one.facts).collect();
    let phrases: Phrases = sorted.iter().map(|one| (one.facts.slug.clone(), asked_for(one))).collect();
    let mut files = BTreeMap::from([
        (FACTS_FILE.to_owned(), serde_json::to_vec(&facts)?),
        (PHRASES_FILE.to_owned(), serde_json::to_vec(&phrases)?),
        (PLACES_FILE.to_owned(), serde_json::to_vec(units)?),
        (LEADS_FILE.to_owned(), serde_json::to_vec(leads)?),
    ]);
    for language in manuscripts.iter().flat_map(|one| one.words.keys()).collect::<BTreeSet<_>>() {
        let guides = sorted.iter().filter_map(|one| Some((one.facts.slug.clone(), one.words.get(language)?.clone()))).collect();
        let words = LanguageWords { language: language.clone(), guides };
        files.insert(words_file(language), serde_json::to_vec(&words)?);
    }
    Ok(files)
}

/// Titles first, so that who asks in a language finds what is called so, before all words in it are fetched.
fn asked_for(manuscript: &Manuscript) -> BTreeMap<String, Vec<String>> {
    let mut asked: BTreeMap<String, Vec<String>> =
        manuscript.words.iter().map(|(language, words)| (language.clone(), vec![words.title.clone()])).collect();
    for (language, phrases) in &manuscript.phrases {
        asked.entry(language.clone()).or_default().extend(phrases.iter().cloned());
    }
    asked
}

/// The guides that the files were made of, in the order they are listed: what editors begin with.
///
/// # Errors
/// When a file is missing or not what [`files`] writes.
pub fn manuscripts(file: impl Fn(&str) -> Option<Vec<u8>>, languages: &[String]) -> Result<Vec<Manuscript>, serde_json::Error> {
    fn read<T: serde::de::DeserializeOwned>(bytes: Option<Vec<u8>>) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&bytes.unwrap_or_default())
    }
    let facts: Vec<Facts> = read(file(FACTS_FILE))?;
    let mut phrases: Phrases = read(file(PHRASES_FILE))?;
    let mut written = languages.iter().map(|language| read(file(&words_file(language)))).collect::<Result<Vec<LanguageWords>, _>>()?;
    let whole = |facts: Facts| {
        let mut phrases = phrases.remove(&facts.slug).unwrap_or_default();
        let words: BTreeMap<String, Words> =
            written.iter_mut().filter_map(|of| Some((of.language.clone(), of.guides.remove(&facts.slug)?))).collect();
        for language in words.keys() {
            phrases.get_mut(language).filter(|phrases| !phrases.is_empty()).map(|phrases| phrases.remove(0));
        }
        phrases.retain(|_, phrases| !phrases.is_empty());
        Manuscript { facts, words, phrases }
    };
    Ok(facts.into_iter().map(whole).collect())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manuscript::{StepWords, Translation};

    fn manuscript() -> Manuscript {
        let facts = serde_json::json!({
            "slug": "ringa", "version": 2, "service": "grundverktyg", "actor": "Ingen", "level": "cooperation", "limit": "none",
            "confidence": "low", "checked": { "status": "draft", "date": "2026-11-21", "role": "redaktion" }, "sources": [],
            "steps": [{ "id": "lyft-luren", "who": "together", "kind": "do" }]
        });
        let facts: Facts = serde_json::from_value(facts).expect("the facts are facts");
        let translation = Translation { status: crate::guide::TranslationStatus::Source, made: "Skriven".to_owned() };
        let step = StepWords { text: "Lyft luren.".to_owned(), hint: None, if_stuck: None };
        let steps = BTreeMap::from([(facts.steps[0].id.clone(), step)]);
        let (before, otherwise) = (BTreeMap::new(), BTreeMap::new());
        let words = Words { title: "Ringa".to_owned(), goal: "Svar.".to_owned(), translation, before, steps, otherwise };
        let phrases = BTreeMap::from([("sv".to_owned(), vec!["telefon".to_owned()]), ("so".to_owned(), vec!["wac".to_owned()])]);
        Manuscript { facts, words: BTreeMap::from([("sv".to_owned(), words)]), phrases }
    }

    #[test]
    fn the_files_give_back_what_they_were_made_of() {
        let made = vec![manuscript()];
        let files = files(&made, &[], &Leads::new()).expect("the files are written");
        let read = manuscripts(|name| files.get(name).cloned(), &["sv".to_owned()]).expect("the files are read");
        assert_eq!(read, made);
    }

    #[test]
    fn a_guide_without_a_translation_is_shown_in_the_language_that_steps_in() {
        let files = files(&[manuscript()], &[], &Leads::new()).expect("the files are written");
        let facts: Vec<Facts> = serde_json::from_slice(&files[FACTS_FILE]).expect("facts");
        let swedish: LanguageWords = serde_json::from_slice(&files["words-sv.json"]).expect("words");
        let arabic = LanguageWords { language: "ar".to_owned(), guides: BTreeMap::new() };
        let pack = Pack::bind("ar", &facts, &[arabic, swedish], Vec::new(), Leads::new());
        assert_eq!((pack.language.as_str(), pack.guides[0].language.as_str()), ("ar", "sv"));
        assert_eq!(pack.guides[0].steps[0].text, "Lyft luren.");
        assert!(Pack::bind("ar", &facts, &[], Vec::new(), Leads::new()).guides.is_empty());
    }

    #[test]
    fn the_list_changes_with_any_byte() {
        let hash = |bytes: &[u8]| format!("{bytes:?}");
        let files = BTreeMap::from([("a".to_owned(), vec![1]), ("b".to_owned(), vec![2])]);
        let other = BTreeMap::from([("a".to_owned(), vec![1]), ("b".to_owned(), vec![3])]);
        assert_ne!(Manifest::of(&files, hash).version, Manifest::of(&other, hash).version);
    }
}
