//! `content/words/<lang>.json`: the interface's words, checked against the code lists and against each other.
//!
//! Whether a key is used by the app is proved where the app is compiled, not here.

pub(super) mod codes;
mod plurals;

use super::SOURCE_LANGUAGE;
use super::report::{File, Report};
use crate::paths::{Paths, children, has_ending};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The words of a language by key.
pub(super) type Words = BTreeMap<String, String>;

/// Every language's words, the source language first.
pub(super) fn read(paths: &Paths, report: &mut Report) -> Vec<(String, Words)> {
    let root = paths.join("content/words");
    let mut files: Vec<_> = children(&root).into_iter().filter(|path| has_ending(path, &["json"])).collect();
    files.sort_by_key(|path| (path.file_stem().is_some_and(|stem| stem != SOURCE_LANGUAGE), path.clone()));
    let mut languages: Vec<(String, Words)> = Vec::new();
    for path in files {
        let language = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let mut file = report.about(paths, &path, &text);
        let Some(words) = parse(&text, &mut file) else { continue };
        plurals::check(&language, &words, &text, &mut file);
        match languages.first() {
            Some((_, source)) => check_against(source, &words, &text, &mut file),
            None => codes::check(&words, &text, &mut file),
        }
        languages.push((language, words));
    }
    if languages.first().is_none_or(|(language, _)| language != SOURCE_LANGUAGE) {
        let path = root.join(format!("{SOURCE_LANGUAGE}.json"));
        report.about(paths, &path, "").wrong(None, "", "is missing or cannot be read", "write the interface's Swedish words there");
        languages.clear();
    }
    languages
}

/// Where a key stands in the file.
fn place(text: &str, key: &str) -> Option<usize> {
    text.find(&format!("\"{key}\""))
}

fn parse(text: &str, file: &mut File<'_>) -> Option<Words> {
    let pairs: Pairs = match serde_json::from_str(text) {
        Ok(pairs) => pairs,
        Err(error) => {
            let before = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
            file.wrong(Some(before), "", &error.to_string(), "write one flat object: \"key\": \"words\"");
            return None;
        }
    };
    let mut words = Words::new();
    for (key, value) in pairs.0 {
        if value.trim().is_empty() {
            file.wrong(place(text, &key), &key, "is empty", "write the words, or remove the key");
        }
        if words.insert(key.clone(), value).is_some() {
            file.wrong(text.rfind(&format!("\"{key}\"")), &key, "stands twice", "keep one of the two");
        }
    }
    Some(words)
}

/// A translation has no key of its own and the same placeholders; what it lacks is shown in Swedish.
fn check_against(source: &Words, words: &Words, text: &str, file: &mut File<'_>) {
    let (theirs, ours) = (placeholders(source), placeholders(words));
    for (key, found) in &ours {
        match theirs.get(key) {
            None => file.wrong(place(text, key), key, "stands in no Swedish file", "correct the key or remove it"),
            Some(wanted) if wanted != found => {
                let wanted: Vec<&str> = wanted.iter().copied().collect();
                let todo = format!("use exactly these: {}", wanted.join(" "));
                file.wrong(place(text, key).or_else(|| text.find(key)), key, "has other placeholders than the Swedish words", &todo);
            }
            Some(_) => {}
        }
    }
    let missing = theirs.keys().filter(|key| !ours.contains_key(**key)).count();
    if missing > 0 {
        file.look_at(None, "", &format!("{missing} keys are not translated"), "they are shown in Swedish");
    }
}

/// The placeholders of each key; the forms of a plural count as one.
fn placeholders(words: &Words) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (key, value) in words {
        let names = found.entry(plurals::family(key).map_or(key.as_str(), |(base, _)| base)).or_default();
        names.extend(value.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name.trim()));
    }
    found
}

/// A flat JSON object in the order it is written, keys that stand twice included.
struct Pairs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Flat;
        impl<'de> Visitor<'de> for Flat {
            type Value = Pairs;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of words")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Flat)
    }
}
