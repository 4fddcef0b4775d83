//! The interface's words: typed keys over a catalogue (i18next JSON v4), with plurals from `Intl`.
//!
//! Keys are made by `build.rs` from the Swedish files in `content/words`. No visible word stands in code. The catalogue is
//! set before anything is shown, and set anew, with everything drawn anew, when somebody chooses another language.

use erum_domain::codes::Coded;
use erum_domain::guide::Cause;
use erum_domain::languages::Language;
use js_sys::{Intl, Object};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

/// A key whose word has no count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word(&'static str);

/// A key whose word depends on a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted(&'static str);

/// Every key.
pub(crate) mod w {
    use super::{Counted, Word};
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// The words of a language. Lives as long as the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Catalogue {
    language: Language,
    words: &'static BTreeMap<String, String>,
}

thread_local! {
    static CATALOGUE: Cell<Option<Catalogue>> = const { Cell::new(None) };
    /// The rules of the language that counted last: making them anew for every count was felt while typing.
    static PLURALS: RefCell<Option<(Language, Intl::PluralRules)>> = const { RefCell::new(None) };
}

impl Catalogue {
    /// The catalogue of a language.
    pub(crate) fn new(language: Language, words: BTreeMap<String, String>) -> Self {
        Self { language, words: Box::leak(Box::new(words)) }
    }

    /// Speaks from now on, until another does.
    pub(crate) fn speak(self) {
        CATALOGUE.set(Some(self));
    }

    /// The word for a key.
    pub(crate) fn t(self, word: Word) -> &'static str {
        self.look_up(word.0).unwrap_or(word.0)
    }

    /// The word for a key, with `{{name}}` filled in.
    pub(crate) fn t_with(self, word: Word, values: &[(&str, &str)]) -> String {
        self.fill(self.t(word), values)
    }

    /// What people call a value of a coded list.
    pub(crate) fn label<C: Coded>(self, value: C) -> &'static str {
        self.look_up(&format!("code.{}.{}", C::LIST, value.code())).unwrap_or("…")
    }

    /// The language it is in.
    pub(crate) const fn language(self) -> Language {
        self.language
    }

    fn look_up(self, key: &str) -> Option<&'static str> {
        self.words.get(key).map(String::as_str)
    }

    /// Among letters from right to left, what is filled in is kept apart from what surrounds it: names are often Swedish.
    fn fill(self, template: &str, values: &[(&str, &str)]) -> String {
        let (before, after) = if self.language.from_right { ("\u{2068}", "\u{2069}") } else { ("", "") };
        let filled =
            |text: String, (name, value): &(&str, &str)| text.replace(&format!("{{{{{name}}}}}"), &format!("{before}{value}{after}"));
        values.iter().fold(template.to_owned(), filled)
    }
}

/// The words of the language that is spoken; none before anything is shown.
pub(crate) fn spoken() -> Option<Catalogue> {
    CATALOGUE.get()
}

/// The language that is spoken.
pub(crate) fn language() -> Language {
    CATALOGUE.get().map_or(Language::SWEDISH, |catalogue| catalogue.language)
}

fn look_up(key: &str) -> Option<&'static str> {
    CATALOGUE.get()?.look_up(key)
}

/// The word for a key.
pub(crate) fn t(word: Word) -> &'static str {
    look_up(word.0).unwrap_or(word.0)
}

/// The word for a key, with `{{name}}` filled in.
pub(crate) fn t_with(word: Word, values: &[(&str, &str)]) -> String {
    fill(t(word), values)
}

/// The word for a key and a count; `{{count}}` and other names are filled in.
pub(crate) fn t_count(word: Counted, count: u64, values: &[(&str, &str)]) -> String {
    let form = |form: &str| look_up(&format!("{}_{form}", word.0));
    // None at all may have words of its own in any language, as i18next has it.
    let none = (count == 0).then(|| form("zero")).flatten();
    let by_rule = none.or_else(|| form(&plural_category(count)));
    let template = by_rule.or_else(|| form("other")).unwrap_or(word.0);
    let count = count.to_string();
    fill(&fill(template, &[("count", &count)]), values)
}

/// What people call a value of a coded list.
pub(crate) fn label<C: Coded>(value: C) -> &'static str {
    label_of(C::LIST, value.code())
}

/// What people call a cause.
pub(crate) fn cause_label(cause: Cause) -> &'static str {
    let (list, code) = cause.list_and_code();
    label_of(list, code)
}

/// What people call a code of a list; `…` when the list has no such code, as with statistics of a newer hub.
pub(crate) fn label_of(list: &str, code: &str) -> &'static str {
    look_up(&format!("code.{list}.{code}")).unwrap_or("…")
}

fn fill(template: &str, values: &[(&str, &str)]) -> String {
    CATALOGUE.get().map_or_else(|| template.to_owned(), |catalogue| catalogue.fill(template, values))
}

fn plural_category(count: u64) -> String {
    let language = language();
    PLURALS.with_borrow_mut(|kept| {
        if kept.as_ref().is_none_or(|(of, _)| *of != language) {
            let rules = Intl::PluralRules::new(&js_sys::Array::of1(&JsValue::from_str(language.tag())), &Object::new());
            *kept = Some((language, rules));
        }
        kept.as_ref().map_or_else(String::new, |(_, rules)| rules.select(count as f64).into())
    })
}
