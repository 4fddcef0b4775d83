//! A guide's facts joined with one language's words: do they fit? How the words are is judged elsewhere.

use crate::findings::{Finding, Findings, Part};
use crate::problem::Problem;
use crate::texts;
use erum_domain::guide::{StepKind, TranslationStatus};
use erum_domain::ident::Slug;
use erum_domain::limits;
use erum_domain::manuscript::{Facts, Manuscript, SOURCE_LANGUAGE, Words};
use std::collections::{BTreeMap, BTreeSet};

/// What every guide is written in: Swedish, easy Swedish, and what most others read.
pub const REQUIRED_LANGUAGES: [&str; 3] = [SOURCE_LANGUAGE, "sv-simple", "en"];

/// Every guide has these languages.
pub(crate) fn check_languages(manuscript: &Manuscript, all: &mut Vec<Finding>) {
    for language in REQUIRED_LANGUAGES.iter().filter(|language| !manuscript.words.contains_key(**language)) {
        let language = (*language).to_owned();
        Findings::of(Part::Words(language.clone()), all).add("", Problem::MissingLanguage { language });
    }
}

pub(crate) fn check(manuscript: &Manuscript, language: &str, words: &Words, found: &mut Findings<'_>) {
    let facts = &manuscript.facts;
    if !is_a_code(language) {
        found.add("language", Problem::BadLanguage { language: language.to_owned() });
    }
    if (words.translation.status == TranslationStatus::Source) != (language == SOURCE_LANGUAGE) {
        found.add("translation.status", Problem::StatusUnfit);
    }
    same_ids("before", facts.before.iter(), &words.before, found);
    same_ids("steps", facts.steps.iter().map(|step| &step.id), &words.steps, found);
    same_ids("otherwise", facts.otherwise.iter().map(|way| &way.id), &words.otherwise, found);
    check_payments(facts, language, words, found);
    if let Some(swedish) = manuscript.words.get(SOURCE_LANGUAGE).filter(|_| language != SOURCE_LANGUAGE) {
        check_buttons(swedish, words, found);
    }
}

/// Only a stop may tell of paying: what staff look away from is still a step that our guide asks for.
///
/// Hints and ways round are left alone, on purpose. They tell of money that nobody is asked for here – an allowance that may
/// have to be paid back, what Swish is, that we never help to pay – and the words that pay cannot tell the two apart: in
/// four languages sound guides would be pointed at.
fn check_payments(facts: &Facts, language: &str, words: &Words, found: &mut Findings<'_>) {
    let kinds: BTreeMap<&Slug, StepKind> = facts.steps.iter().map(|step| (&step.id, step.kind)).collect();
    for (id, step) in &words.steps {
        let is_judged = kinds.get(id).is_some_and(|kind| *kind != StepKind::Stop);
        if is_judged && limits::pays_in(language, &step.text) {
            found.add(format!("steps.{id}.text"), Problem::Pays);
        }
    }
}

/// `sv`, `sv-simple`, `sma`: it names a file and an address, so nothing else may stand there.
pub(crate) fn is_a_code(language: &str) -> bool {
    let mut parts = language.split('-');
    let lower = |part: &str, most: usize| (2..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase());
    parts.next().is_some_and(|first| lower(first, 3)) && parts.clone().count() <= 1 && parts.all(|part| lower(part, 8))
}

fn same_ids<'a, T>(list: &str, ids: impl Iterator<Item = &'a Slug>, words: &BTreeMap<Slug, T>, found: &mut Findings<'_>) {
    let ids: BTreeSet<&Slug> = ids.collect();
    for id in ids.iter().filter(|id| !words.contains_key(**id)) {
        found.add(format!("{list}.{id}"), Problem::NoWords { id: (*id).clone() });
    }
    for id in words.keys().filter(|id| !ids.contains(id)) {
        found.add(format!("{list}.{id}"), Problem::NoId { id: id.clone() });
    }
}

/// Buttons keep their Swedish names in every language, for that is what stands on them.
fn check_buttons(swedish: &Words, words: &Words, found: &mut Findings<'_>) {
    let steps = by_place(words);
    let mut wanted = by_place(swedish);
    for (place, texts) in &steps {
        let theirs: BTreeSet<&str> = wanted.remove(place).into_iter().flatten().flat_map(|(_, text)| texts::buttons(text)).collect();
        let ours: BTreeSet<&str> = texts.iter().flat_map(|(_, text)| texts::buttons(text)).collect();
        for (key, text) in texts {
            for name in texts::buttons(text).filter(|name| !theirs.contains(name)) {
                found.add(key, Problem::UnknownButton { name: name.to_owned() });
            }
        }
        // Only steps are about buttons; elsewhere a translation may say it in its own way.
        let lost = theirs.difference(&ours).filter(|name| !name.is_empty() && place.starts_with("steps."));
        for name in lost {
            let key = texts.first().map_or(place.as_str(), |(key, _)| key);
            found.add(key, Problem::ButtonLost { name: (*name).to_owned() });
        }
    }
}

/// Texts by the step, or whatever else, that they belong to: a translation may name the button in the hint instead.
fn by_place(words: &Words) -> BTreeMap<String, Vec<(String, &str)>> {
    let mut places: BTreeMap<String, Vec<(String, &str)>> = BTreeMap::new();
    for text in texts::of(words) {
        let place = text.key.splitn(3, '.').take(2).collect::<Vec<_>>().join(".");
        places.entry(place).or_default().push((text.key, text.text));
    }
    places
}
