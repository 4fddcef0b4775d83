//! `content/translated.toml`: the guides that must be in every language of the app, and whether their files are there.
//!
//! Holds for files only. On the hub a guide may be published in the languages that it has: not every editor has nine.

use super::fields::{Read, read_toml};
use super::report::Report;
use crate::paths::Paths;
use erum_domain::languages::LANGUAGES;
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TranslatedFile {
    guides: Vec<Spanned<String>>,
}

/// Looks for the file of every language of every guide that is named. What stands in it is judged with the guide.
pub(super) fn check(paths: &Paths, report: &mut Report) {
    let path = paths.join("content/translated.toml");
    let Some(Read { value: TranslatedFile { guides }, text }) = read_toml(paths, &path, report) else { return };
    let mut file = report.about(paths, &path, &text);
    let mut met = BTreeSet::new();
    for slug in &guides {
        let (at, slug) = (Some(slug.span().start), slug.get_ref());
        let folder = paths.join("content/guides").join(slug);
        if !met.insert(slug) {
            file.wrong(at, "guides", &format!("`{slug}` stands twice"), "keep one of the two");
        } else if !folder.is_dir() {
            let todo = "name a folder in content/guides, or bring the guide back";
            file.wrong(at, "guides", &format!("there is no guide `{slug}`"), todo);
        } else {
            for language in LANGUAGES.iter().filter(|language| !folder.join(format!("{}.toml", language.code)).is_file()) {
                let missing = format!("content/guides/{slug}/{}.toml", language.code);
                let todo = format!("write {missing}; a guide that newcomers need must not lose a language");
                file.wrong(at, "guides", &format!("`{slug}` has no words in {}", language.code), &todo);
            }
        }
    }
}
