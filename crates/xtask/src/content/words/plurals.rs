//! Plural families of i18next JSON v4: `key_one`, `key_other` … as CLDR has them for each language.

use super::{Words, place};
use crate::content::report::File;
use std::collections::{BTreeMap, BTreeSet};

const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The family a key belongs to, and which form it is; `None` for a key without plural.
pub(super) fn family(key: &str) -> Option<(&str, &str)> {
    let (base, form) = key.rsplit_once('_')?;
    FORMS.contains(&form).then_some((base, form))
}

/// The forms that a language distinguishes (CLDR, cardinal).
fn forms_of(language: &str) -> &'static [&'static str] {
    match language.split('-').next().unwrap_or(language) {
        "ar" => &FORMS,
        "ru" | "uk" | "pl" => &["one", "few", "many", "other"],
        "se" | "sma" | "smj" => &["one", "two", "other"],
        "ja" | "ko" | "th" | "vi" | "zh" => &["other"],
        _ => &["one", "other"],
    }
}

/// Every family has the forms of its language; `_zero` is extra everywhere, as i18next allows.
pub(super) fn check(language: &str, words: &Words, text: &str, file: &mut File<'_>) {
    let wanted: BTreeSet<&str> = forms_of(language).iter().copied().collect();
    let mut families: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (base, form) in words.keys().filter_map(|key| family(key)) {
        families.entry(base).or_default().insert(form);
    }
    for (base, found) in families {
        let at = found.iter().next().and_then(|form| place(text, &format!("{base}_{form}")));
        for form in wanted.difference(&found) {
            file.wrong(at, base, &format!("has no form `{base}_{form}`"), &format!("add it: {language} needs it"));
        }
        for form in found.difference(&wanted).filter(|form| **form != "zero") {
            file.wrong(place(text, &format!("{base}_{form}")), base, &format!("{language} has no form `{form}`"), "remove it");
        }
    }
}
