//! `content/words/<lang>.json`: the interface's words, checked against the code lists and against each other.
//!
//! What everyone reads is in every language; what only staff and coordinators read (`staff/`, `samordning/`) need not be.
//! Whether a key is used by the app is proved where the app is compiled, not here.

pub(super) mod codes;
mod plurals;

use super::report::{File, Report};
use crate::paths::{Paths, children, has_ending};
use erum_content::Speller;
use erum_domain::manuscript::SOURCE_LANGUAGE;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

/// The words of a language by key.
pub(super) type Words = BTreeMap<String, String>;

/// Catalogues by the name of their file: `sv`, `staff-sv`.
pub(super) type Catalogues = BTreeMap<String, Words>;

/// Ends the keys of what is said in Swedish in every language.
const IN_SWEDISH: &str = "-sv";

/// For whom words are: the folder, and what its files are called in the app. Everyone's come first.
const READERS: [(&str, &str); 3] = [("", ""), ("staff", "staff-"), ("samordning", "samordning-")];

/// Every catalogue.
pub(super) fn read(paths: &Paths, speller: Option<&dyn Speller>, report: &mut Report) -> Catalogues {
    let mut catalogues = Catalogues::new();
    let mut swedish = Words::new();
    for (folder, prefix) in READERS {
        let root = paths.join("content/words").join(folder);
        let languages = read_folder(paths, &root, speller, report);
        if let Some((_, source)) = languages.first() {
            for key in source.keys().filter(|key| swedish.contains_key(*key)) {
                let path = root.join("sv.json");
                report.about(paths, &path, "").wrong(None, key, "stands in two folders", "keep one of the two");
            }
            swedish.extend(source.clone());
        } else if folder.is_empty() {
            let path = root.join("sv.json");
            report.about(paths, &path, "").wrong(None, "", "is missing or cannot be read", "write the interface's Swedish words there");
        }
        catalogues.extend(languages.into_iter().map(|(language, words)| (format!("{prefix}{language}"), words)));
    }
    let text = std::fs::read_to_string(paths.join("content/words/sv.json")).unwrap_or_default();
    codes::check(&swedish, &text, &mut report.about(paths, &paths.join("content/words/sv.json"), &text));
    catalogues
}

/// Every language's words in a folder, the source language first.
fn read_folder(paths: &Paths, root: &Path, speller: Option<&dyn Speller>, report: &mut Report) -> Vec<(String, Words)> {
    let mut files: Vec<_> = children(root).into_iter().filter(|path| has_ending(path, &["json"])).collect();
    files.sort_by_key(|path| (path.file_stem().is_some_and(|stem| stem != SOURCE_LANGUAGE), path.clone()));
    let mut languages: Vec<(String, Words)> = Vec::new();
    for path in files {
        let language = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let mut file = report.about(paths, &path, &text);
        let Some(words) = parse(&text, &mut file) else { continue };
        for (key, value) in words.iter().filter(|(key, _)| language == SOURCE_LANGUAGE || !key.ends_with(IN_SWEDISH)) {
            for problem in erum_content::interface(&language, value, speller) {
                file.tell(place(&text, key), key, &problem);
            }
        }
        plurals::check(&language, &words, &text, &mut file);
        if let Some((_, source)) = languages.first() {
            check_against(source, &words, &text, &mut file);
        }
        languages.push((language, words));
    }
    if languages.first().is_some_and(|(language, _)| language != SOURCE_LANGUAGE) {
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

/// A translation has every key, no other, and the same placeholders.
fn check_against(source: &Words, words: &Words, text: &str, file: &mut File<'_>) {
    let (theirs, ours) = (placeholders(source), placeholders(words));
    for (key, found) in &ours {
        match theirs.get(key) {
            None => file.wrong(place(text, key), key, "stands in no Swedish file", "correct the key or remove it"),
            Some(_) if key.ends_with(IN_SWEDISH) && source.get(*key) != words.get(*key) => {
                file.wrong(place(text, key), key, "is not the Swedish", "write it as in sv.json: it is said in Swedish in every language");
            }
            Some(wanted) if wanted != found => {
                let wanted: Vec<&str> = wanted.iter().copied().collect();
                let todo = format!("use exactly these: {}", wanted.join(" "));
                file.wrong(place(text, key).or_else(|| text.find(key)), key, "has other placeholders than the Swedish words", &todo);
            }
            Some(_) => {}
        }
    }
    for key in theirs.keys().filter(|key| !ours.contains_key(**key)) {
        file.wrong(None, key, "is not translated", "add it");
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
