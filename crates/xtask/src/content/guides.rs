//! `content/guides/<slug>/`: reads a guide's files, has them judged, and says where everything found stands.
//!
//! Never mends anything and judges nothing itself: that is done in `erum-content`, as on the hub and in the editor.

mod facts;
mod words;

use super::Judges;
use super::fields::{Read, read_toml};
use super::guide_files::PhrasesFile;
use super::locator::Locator;
use super::report::Report;
use crate::paths::{Paths, children, has_ending};
use erum_content::{Asked, Finding, Part, Problem, Surroundings};
use erum_domain::ident::Slug;
use erum_domain::manuscript::{Manuscript, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The file of how people ask.
const PHRASES: &str = "search";

/// Every guide that could be read. Worth using only when the report has no errors.
pub(super) fn read(paths: &Paths, judges: &Judges<'_>, report: &mut Report) -> Vec<Manuscript> {
    let root = paths.join("content/guides");
    let folders: Vec<_> = children(&root).into_iter().filter(|path| path.is_dir()).collect();
    if folders.is_empty() {
        report.about(paths, &root, "").wrong(None, "", "there are no guides", "add a folder with guide.toml and sv.toml");
    }
    let known: BTreeSet<Slug> = folders.iter().filter_map(|folder| Slug::parse(&file_name(folder)).ok()).collect();
    let around = Surroundings { known: &known, today: judges.today, speller: judges.speller };
    let guides: Vec<Manuscript> = folders.iter().filter_map(|folder| read_folder(paths, folder, &around, report)).collect();
    // Told of the later of two, by name.
    let mut asked = Asked::default();
    for guide in &guides {
        tell(paths, &root.join(guide.facts.slug.as_str()), &asked.shared_with(guide), report);
        asked.add(guide);
    }
    guides
}

fn read_folder(paths: &Paths, folder: &Path, around: &Surroundings<'_>, report: &mut Report) -> Option<Manuscript> {
    let file = folder.join("guide.toml");
    let facts = read_toml(paths, &file, report).and_then(|Read { value, text }| {
        let mut about = report.about(paths, &file, &text);
        facts::read(value, &file_name(folder), &mut about)
    });
    let files = word_files(paths, folder, report);
    let words: BTreeMap<String, Option<Words>> = files
        .into_iter()
        .map(|(language, path)| {
            let words = read_words(paths, &path, &language, report);
            (language, words)
        })
        .collect();
    let phrases: Option<PhrasesFile> = read_toml(paths, &folder.join("search.toml"), report).map(|read| read.value);
    let unread: Vec<String> = words.iter().filter(|(_, words)| words.is_none()).map(|(language, _)| language.clone()).collect();
    let words = words.into_iter().filter_map(|(language, words)| Some((language, words?))).collect();
    let guide = Manuscript { facts: facts?, words, phrases: phrases.unwrap_or_default() };
    let mut findings = erum_content::check(&guide, around);
    // A language that is there and cannot be read has been told about.
    findings.retain(|finding| !matches!(&finding.problem, Problem::MissingLanguage { language } if unread.contains(language)));
    tell(paths, folder, &findings, report);
    Some(guide)
}

fn read_words(paths: &Paths, path: &Path, language: &str, report: &mut Report) -> Option<Words> {
    let Read { value, text } = read_toml(paths, path, report)?;
    words::read(value, language, &text, &mut report.about(paths, path, &text))
}

/// Says of each finding where it stands.
fn tell(paths: &Paths, folder: &Path, findings: &[Finding], report: &mut Report) {
    let parts: BTreeSet<&Part> = findings.iter().map(|finding| &finding.part).collect();
    for part in parts {
        let path = folder.join(match part {
            Part::Facts => "guide.toml".to_owned(),
            Part::Words(language) => format!("{language}.toml"),
            Part::Phrases => format!("{PHRASES}.toml"),
        });
        // Empty where the finding is that the file is not there.
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let places = Locator::of(&text);
        let mut file = report.about(paths, &path, &text);
        for Finding { key, problem, .. } in findings.iter().filter(|finding| finding.part == *part) {
            file.tell(places.find(key), key, problem);
        }
    }
}

/// The language files of a guide; anything else in the folder is pointed out.
fn word_files(paths: &Paths, folder: &Path, report: &mut Report) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for path in children(folder) {
        if has_ending(&path, &["toml"]) {
            let language = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            if language != "guide" && language != PHRASES {
                found.push((language, path));
            }
        } else {
            let todo = "keep only guide.toml, search.toml and <language>.toml here";
            report.about(paths, &path, "").look_at(None, "", "is no part of a guide", todo);
        }
    }
    found
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
