//! The built app's guides, read from its packs as the app reads them: what stories compare a page with.
//!
//! Reads files only; says nothing of what a browser shows.

use crate::paths;
use anyhow::{Context, Result};
use erum_domain::guide::{Guide, Step};
use erum_domain::ident::Slug;
use erum_domain::languages::Language;
use erum_domain::link::Link;
use erum_domain::manuscript::Facts;
use erum_domain::pack::{FACTS_FILE, LanguageWords, Pack, STEPS_IN, words_file};
use erum_domain::slip::Slip;
use serde::de::DeserializeOwned;

/// All guides in a language; in the one that steps in for it where there is no translation. Without places and leads.
///
/// # Errors
/// When a pack of the built app is missing or damaged.
pub fn guides(language: &str) -> Result<Vec<Guide>> {
    let facts: Vec<Facts> = read(FACTS_FILE)?;
    let codes = std::iter::once(language).chain(STEPS_IN.into_iter().filter(|code| *code != language));
    let words = codes.map(|code| read(&words_file(code))).collect::<Result<Vec<LanguageWords>>>()?;
    Ok(Pack::bind(language, &facts, &words, Vec::new(), Default::default()).guides)
}

/// One guide in a language.
///
/// # Errors
/// When there is no such guide.
pub fn guide(slug: &str, language: &str) -> Result<Guide> {
    guides(language)?.into_iter().find(|guide| guide.slug.as_str() == slug).with_context(|| format!("no guide {slug}"))
}

/// A step by its place in the guide: the first is number one, as people and pages count.
///
/// # Errors
/// When the guide has none in this place.
pub fn step(guide: &Guide, number: usize) -> Result<&Step> {
    number.checked_sub(1).and_then(|at| guide.steps.get(at)).with_context(|| format!("{} has no step {number}", guide.slug))
}

/// What stands on a page of a step's text, with what is set in bold.
pub fn as_shown(text: &str) -> String {
    text.replace("**", "")
}

/// The path of a link to a guide, to a step by its number or to the beginning, in a language.
///
/// # Errors
/// When the guide has no such step, or nobody speaks the language.
pub fn link(guide: &Guide, number: Option<usize>, language: &str) -> Result<String> {
    let step = number.map(|number| step(guide, number)).transpose()?.map(|step| step.id.clone());
    let language = Language::from_code(language).with_context(|| format!("no language {language}"))?;
    Ok(format!("/#{}", Link { guide: guide.slug.clone(), step, language }.fragment()))
}

/// The four words for a step by its number, or for the beginning.
///
/// # Errors
/// When the guide has no such step.
pub fn slip(guide: &Guide, number: Option<usize>) -> Result<Slip> {
    let step: Option<&Slug> = number.map(|number| step(guide, number)).transpose()?.map(|step| &step.id);
    Ok(Slip::of(guide, step))
}

fn read<T: DeserializeOwned>(name: &str) -> Result<T> {
    let path = paths::app().join("packs").join(name);
    let bytes = std::fs::read(&path).with_context(|| format!("read {} (ERUM_DIST)", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} is no pack", path.display()))
}
