//! `content/guides/<slug>/`: joins a guide's facts with its words, language by language, and checks both.
//!
//! Never mends anything: a guide with one error is in no pack.

mod facts;
mod joined;

use super::SOURCE_LANGUAGE;
use super::fields::{Read, read_toml};
use super::guide_files::WordsFile;
use super::report::Report;
use crate::paths::{Paths, children, has_ending};
use erum_domain::codes::Service;
use erum_domain::guide::Guide;
use facts::Facts;
use std::path::Path;

/// A guide in one language.
pub(super) struct Written {
    language: String,
    guide: Guide,
}

/// Every guide that has no error, in every language it is written in.
pub(super) fn read(paths: &Paths, report: &mut Report) -> Vec<Written> {
    let root = paths.join("content/guides");
    let folders: Vec<_> = children(&root).into_iter().filter(|path| path.is_dir()).collect();
    if folders.is_empty() {
        report.about(paths, &root, "").wrong(None, "", "there are no guides", "add a folder with guide.toml and sv.toml");
    }
    let known: Vec<String> = folders.iter().map(|folder| file_name(folder)).collect();
    folders.iter().flat_map(|folder| read_folder(paths, folder, &known, report)).collect()
}

fn read_folder(paths: &Paths, folder: &Path, known: &[String], report: &mut Report) -> Vec<Written> {
    let file = folder.join("guide.toml");
    let facts = read_toml(paths, &file, report).and_then(|read| {
        let Read { value, text } = read;
        let mut about = report.about(paths, &file, &text);
        Facts::checked(value, &file_name(folder), known, &mut about)
    });
    let languages = word_files(paths, folder, report);
    if !languages.iter().any(|(language, _)| language == SOURCE_LANGUAGE) {
        let path = folder.join("sv.toml");
        report.about(paths, &path, "").wrong(None, "", "is missing", "write the guide's Swedish words there");
    }
    let mut written = Vec::new();
    for (language, path) in languages {
        let Some(Read { value, text }) = read_toml::<WordsFile>(paths, &path, report) else { continue };
        let mut about = report.about(paths, &path, &text);
        let whole = joined::check_words(&value, &language, &mut about);
        let Some(facts) = &facts else { continue };
        let ids_fit = joined::check_ids(facts, &value, &mut about);
        let guide = joined::join(facts, &value);
        let publishable = joined::check_limits(&guide, &value, &mut about);
        if whole && ids_fit && publishable {
            written.push(Written { language, guide });
        }
    }
    written
}

/// The language files of a guide; anything else in the folder is pointed out.
fn word_files(paths: &Paths, folder: &Path, report: &mut Report) -> Vec<(String, std::path::PathBuf)> {
    let mut found = Vec::new();
    for path in children(folder) {
        if has_ending(&path, &["toml"]) {
            let language = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            if language != "guide" {
                found.push((language, path));
            }
        } else {
            report.about(paths, &path, "").look_at(None, "", "is no part of a guide", "keep only guide.toml and <language>.toml here");
        }
    }
    found
}

/// The guides of a language as they are listed: by topic, then by title.
pub(super) fn in_language(written: &[Written], language: &str) -> Vec<Guide> {
    let mut guides: Vec<Guide> = written.iter().filter(|one| one.language == language).map(|one| one.guide.clone()).collect();
    let place = |guide: &Guide| Service::ALL.iter().position(|service| *service == guide.service);
    guides.sort_by_cached_key(|guide| (place(guide), swedish_order(&guide.title), guide.slug.clone()));
    guides
}

/// A key that sorts å, ä and ö last, as in a Swedish list.
fn swedish_order(title: &str) -> String {
    title
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'å' => '\u{e000}',
            'ä' => '\u{e001}',
            'ö' => '\u{e002}',
            other => other,
        })
        .collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
