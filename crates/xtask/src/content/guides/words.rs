//! `<language>.toml`, read: a guide's words. Tells of keys that are no ids and of a file under a wrong name; judges no word.

use crate::content::fields::take;
use crate::content::guide_files::WordsFile;
use crate::content::locator::Locator;
use crate::content::report::File;
use erum_domain::ident::Slug;
use erum_domain::manuscript::{Translation, Words};
use std::collections::BTreeMap;

/// The words, or `None` after saying everything that could not be read.
pub(super) fn read(from: WordsFile, language: &str, text: &str, file: &mut File<'_>) -> Option<Words> {
    let named = from.language.get_ref() == language;
    if !named {
        let todo = format!("write \"{language}\" or rename the file");
        file.wrong(Some(from.language.span().start), "language", "is not the file's name", &todo);
    }
    let places = Locator::of(text);
    let status = take(from.translation.status, "translation.status", file);
    let before = by_id("before", from.before, &places, file);
    let steps = by_id("steps", from.steps, &places, file);
    let otherwise = by_id("otherwise", from.otherwise, &places, file);
    let translation = Translation { status: status?, made: from.translation.made };
    named.then_some(Words { title: from.title, goal: from.goal, translation, before: before?, steps: steps?, otherwise: otherwise? })
}

fn by_id<T>(list: &str, words: BTreeMap<String, T>, places: &Locator<'_>, file: &mut File<'_>) -> Option<BTreeMap<Slug, T>> {
    let mut read = Some(BTreeMap::new());
    for (id, words) in words {
        match Slug::parse(&id) {
            Ok(id) => {
                read.as_mut().map(|read| read.insert(id, words));
            }
            Err(error) => {
                let key = format!("{list}.{id}");
                file.wrong(places.find(&key), &key, &error.to_string(), "write the id as guide.toml has it");
                read = None;
            }
        }
    }
    read
}
