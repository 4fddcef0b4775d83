//! `content/guides/<slug>/`: joins a guide's facts with its words, language by language, and checks both.
//!
//! Never mends anything: a guide with one error is in no pack.

mod facts;
mod joined;

use super::fields::{Read, read_toml};
use super::guide_files::{PhrasesFile, WordsFile};
use super::report::Report;
use crate::paths::{Paths, children, has_ending};
use erum_domain::manuscript::{Facts, Manuscript, SOURCE_LANGUAGE, Words};
use std::collections::BTreeMap;
use std::path::Path;

/// The file of how people ask.
const PHRASES: &str = "search";

/// Every guide that has no error.
pub(super) fn read(paths: &Paths, report: &mut Report) -> Vec<Manuscript> {
    let root = paths.join("content/guides");
    let folders: Vec<_> = children(&root).into_iter().filter(|path| path.is_dir()).collect();
    if folders.is_empty() {
        report.about(paths, &root, "").wrong(None, "", "there are no guides", "add a folder with guide.toml and sv.toml");
    }
    let known: Vec<String> = folders.iter().map(|folder| file_name(folder)).collect();
    folders.iter().filter_map(|folder| read_folder(paths, folder, &known, report)).collect()
}

fn read_folder(paths: &Paths, folder: &Path, known: &[String], report: &mut Report) -> Option<Manuscript> {
    let file = folder.join("guide.toml");
    let facts = read_toml(paths, &file, report).and_then(|read| {
        let Read { value, text } = read;
        let mut about = report.about(paths, &file, &text);
        facts::checked(value, &file_name(folder), known, &mut about)
    });
    let languages = word_files(paths, folder, report);
    if !languages.iter().any(|(language, _)| language == SOURCE_LANGUAGE) {
        let path = folder.join("sv.toml");
        report.about(paths, &path, "").wrong(None, "", "is missing", "write the guide's Swedish words there");
    }
    let words = languages.into_iter().map(|(language, path)| {
        let words = read_words(paths, &path, &language, facts.as_ref(), report);
        words.map(|words| (language, words))
    });
    let words: Vec<Option<(String, Words)>> = words.collect();
    let phrases = read_phrases(paths, folder, report);
    Some(Manuscript { facts: facts?, words: words.into_iter().collect::<Option<_>>()?, phrases: phrases? })
}

/// A language's words, or `None` after saying everything that is wrong with them.
fn read_words(paths: &Paths, path: &Path, language: &str, facts: Option<&Facts>, report: &mut Report) -> Option<Words> {
    let Read { value, text } = read_toml::<WordsFile>(paths, path, report)?;
    let mut about = report.about(paths, path, &text);
    let whole = joined::check_words(&value, language, &mut about);
    let facts = facts?;
    let ids_fit = joined::check_ids(facts, &value, &mut about);
    let words = joined::words_of(&value)?;
    let publishable = joined::check_limits(&facts.in_words(&words, language), &value, &mut about);
    (whole && ids_fit && publishable).then_some(words)
}

fn read_phrases(paths: &Paths, folder: &Path, report: &mut Report) -> Option<BTreeMap<String, Vec<String>>> {
    let Read { value, .. } = read_toml::<PhrasesFile>(paths, &folder.join("search.toml"), report)?;
    let texts = |phrases: Vec<toml::Spanned<String>>| phrases.into_iter().map(toml::Spanned::into_inner).collect();
    Some(value.into_iter().map(|(language, phrases)| (language, texts(phrases))).collect())
}

/// The language files of a guide; anything else in the folder is pointed out.
fn word_files(paths: &Paths, folder: &Path, report: &mut Report) -> Vec<(String, std::path::PathBuf)> {
    let mut found = Vec::new();
    for path in children(folder) {
        if has_ending(&path, &["toml"]) {
            let language = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            if language != "guide" && language != PHRASES {
                found.push((language, path));
            }
        } else {
            report.about(paths, &path, "").look_at(
                None,
                "",
                "is no part of a guide",
                "keep only guide.toml, search.toml and <language>.toml here",
            );
        }
    }
    found
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
