//! A guide as fields, each with a name of its own: what an editor types into, what two editors' texts are compared by, and
//! what findings are about.
//!
//! What stands in a list with ids is named by its id (`facts.steps.logga-in.who`), so that moving a step changes one field:
//! the order. Version and check are no fields: the hub decides them. Judges nothing.

mod whole;

use super::{Manuscript, SOURCE_LANGUAGE};
use crate::ident::Slug;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The name of a field: `facts.phone`, `words.sv.steps.logga-in.text`, `phrases.so`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(String);

impl Place {
    /// Something that holds in every language.
    pub fn facts(key: &str) -> Self {
        Self(joined(&["facts", key]))
    }

    /// Words in a language.
    pub fn words(language: &str, key: &str) -> Self {
        Self(joined(&["words", language, key]))
    }

    /// How people ask in a language.
    pub fn phrases(language: &str) -> Self {
        Self(joined(&["phrases", language]))
    }

    /// Something of a step in no language.
    pub fn step(id: &Slug, key: &str) -> Self {
        Self::facts(&format!("steps.{id}.{key}"))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What comes after the first word, and the first word: `facts`, `words` or `phrases`.
    pub fn part_and_key(&self) -> (&str, &str) {
        self.0.split_once('.').unwrap_or((&self.0, ""))
    }

    /// The language, where it is about words or phrases.
    pub fn language(&self) -> Option<&str> {
        match self.part_and_key() {
            ("facts", _) => None,
            (_, key) => key.split('.').next(),
        }
    }

    /// The key within its part: `steps.logga-in.text`.
    pub fn key(&self) -> &str {
        match self.part_and_key() {
            ("words", rest) => rest.split_once('.').map_or("", |(_, key)| key),
            (_, key) => key,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(".")
}

/// Lists whose members have ids.
const BY_ID: [&str; 2] = ["steps", "otherwise"];
/// What the hub decides.
const NOT_EDITED: [&str; 3] = ["slug", "version", "checked"];

/// A whole guide as fields. What is not said has no field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<Place, Value>);

impl Fields {
    /// The fields of a guide.
    pub fn of(manuscript: &Manuscript) -> Self {
        let mut fields = Self::default();
        let facts = serde_json::to_value(&manuscript.facts).unwrap_or_default();
        for (key, value) in entries(facts).filter(|(key, _)| !NOT_EDITED.contains(&key.as_str())) {
            if BY_ID.contains(&key.as_str()) { fields.take_list(&key, value) } else { fields.set(Place::facts(&key), value) }
        }
        for (language, words) in &manuscript.words {
            let words = serde_json::to_value(words).unwrap_or_default();
            fields.take_words(language, "", words);
        }
        for (language, phrases) in &manuscript.phrases {
            fields.set(Place::phrases(language), json!(phrases));
        }
        fields
    }

    fn take_list(&mut self, list: &str, members: Value) {
        let members = if let Value::Array(members) = members { members } else { Vec::new() };
        let id_of = |member: &Value| member.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        self.set(Place::facts(list), members.iter().map(|member| json!(id_of(member))).collect());
        for member in members {
            let id = id_of(&member);
            for (key, value) in entries(member).filter(|(key, _)| key != "id") {
                self.set(Place::facts(&joined(&[list, &id, &key])), value);
            }
        }
    }

    fn take_words(&mut self, language: &str, key: &str, value: Value) {
        if !value.is_object() {
            return self.set(Place::words(language, key), value);
        }
        for (name, value) in entries(value) {
            self.take_words(language, &joined(&[key, &name]), value);
        }
    }

    /// What stands in a field.
    pub fn get(&self, place: &Place) -> Option<&Value> {
        self.0.get(place)
    }

    /// The text of a field; empty when there is none.
    pub fn text(&self, place: &Place) -> &str {
        self.get(place).and_then(Value::as_str).unwrap_or_default()
    }

    /// The texts of a list.
    pub fn texts(&self, place: &Place) -> Vec<String> {
        let list = self.get(place).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(|one| one.as_str().map(str::to_owned)).collect()
    }

    /// The ids of a list of facts: `steps`, `before`, `otherwise`, `related`.
    pub fn ids(&self, list: &str) -> Vec<Slug> {
        self.texts(&Place::facts(list)).iter().filter_map(|id| Slug::parse(id).ok()).collect()
    }

    /// Writes a field. Nothing, an empty text or an empty list takes it away, unless it has to be there.
    pub fn set(&mut self, place: Place, value: Value) {
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(list) => list.is_empty(),
            _ => false,
        };
        if empty && !has_to_be(&place) {
            self.0.remove(&place);
        } else {
            self.0.insert(place, value);
        }
    }

    /// All fields by name.
    pub fn iter(&self) -> impl Iterator<Item = (&Place, &Value)> {
        self.0.iter()
    }

    /// The languages that there are words in, Swedish first.
    pub fn languages(&self) -> Vec<String> {
        let all: BTreeSet<&str> = self.0.keys().filter(|place| place.part_and_key().0 == "words").filter_map(Place::language).collect();
        let mut all: Vec<String> = all.into_iter().map(str::to_owned).collect();
        all.sort_by_key(|language| language != SOURCE_LANGUAGE);
        all
    }

    /// Begins words in a language: what every guide says, still empty.
    pub fn begin_language(&mut self, language: &str, made: &str) {
        for key in ["title", "goal"] {
            self.set(Place::words(language, key), json!(""));
        }
        let status = if language == SOURCE_LANGUAGE { "source" } else { "unreviewed" };
        self.set(Place::words(language, "translation.status"), json!(status));
        self.set(Place::words(language, "translation.made"), json!(made));
    }

    /// Puts a new id last in a list.
    pub fn add_to(&mut self, list: &str, id: &Slug) {
        let mut ids = self.texts(&Place::facts(list));
        ids.push(id.to_string());
        self.set(Place::facts(list), json!(ids));
        if list == "steps" {
            self.set(Place::step(id, "who"), json!("together"));
            self.set(Place::step(id, "kind"), json!("do"));
        }
    }

    /// Takes an id out of a list, with all that is said of it in every language.
    pub fn remove_from(&mut self, list: &str, id: &Slug) {
        let ids: Vec<String> = self.texts(&Place::facts(list)).into_iter().filter(|one| one != id.as_str()).collect();
        self.set(Place::facts(list), json!(ids));
        self.0.retain(|place, _| !is_of(place, list, id));
    }

    /// Moves an id up (-1) or down (1) in a list.
    pub fn shift(&mut self, list: &str, id: &Slug, by: isize) {
        let mut ids = self.texts(&Place::facts(list));
        let Some(at) = ids.iter().position(|one| one == id.as_str()) else { return };
        if let Some(to) = at.checked_add_signed(by).filter(|to| *to < ids.len()) {
            ids.swap(at, to);
            self.set(Place::facts(list), json!(ids));
        }
    }

    /// Gives what stands under an id another one, in every language.
    pub fn rename(&mut self, list: &str, from: &Slug, to: &Slug) {
        let renamed = |one: String| if one == from.as_str() { to.to_string() } else { one };
        let ids: Vec<String> = self.texts(&Place::facts(list)).into_iter().map(renamed).collect();
        self.set(Place::facts(list), json!(ids));
        let moved: Vec<Place> = self.0.keys().filter(|place| is_of(place, list, from)).cloned().collect();
        for place in moved {
            let (start, end) = (format!("{list}.{from}"), format!("{list}.{to}"));
            let name = place.0.replacen(&start, &end, 1);
            if let Some(value) = self.0.remove(&place) {
                self.0.insert(Place(name), value);
            }
        }
    }
}

/// What a guide cannot be read without.
fn has_to_be(place: &Place) -> bool {
    match place.part_and_key().0 {
        "facts" => ["actor", "sources", "steps"].contains(&place.key()),
        "words" => ["title", "goal", "translation.status", "translation.made"].contains(&place.key()),
        _ => false,
    }
}

/// Whether a field is about the member of a list with this id.
fn is_of(place: &Place, list: &str, id: &Slug) -> bool {
    let start = format!("{list}.{id}");
    place.part_and_key().0 != "phrases" && place.key().strip_prefix(&start).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn entries(value: Value) -> impl Iterator<Item = (String, Value)> {
    let map = if let Value::Object(map) = value { map } else { Map::new() };
    map.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> Slug {
        Slug::parse(text).expect("a slug")
    }

    fn manuscript() -> Manuscript {
        serde_json::from_value(json!({
            "facts": {
                "slug": "ringa", "version": 2, "service": "grundverktyg", "actor": "Ingen", "level": "cooperation", "limit": "none",
                "confidence": "low", "checked": { "status": "draft", "date": "2026-11-21", "role": "redaktion" }, "phone": "1177",
                "sources": [{ "title": "Sidan", "url": "https://example.org", "seen": "2026-11-21" }], "before": ["telefon"],
                "steps": [
                    { "id": "lyft-luren", "who": "together", "kind": "do", "may_fail": [{ "obstacle": "kunskap" }] },
                    { "id": "sla-numret", "who": "resident", "kind": "look-away" }
                ],
                "otherwise": [{ "id": "besok", "phone": "0771-1" }]
            },
            "words": { "sv": {
                "title": "Ringa", "goal": "Svar.", "translation": { "status": "source", "made": "Skriven" },
                "before": { "telefon": "Ha telefonen framme." },
                "steps": { "lyft-luren": { "text": "Lyft luren.", "hint": "Den gröna." }, "sla-numret": { "text": "Slå numret." } },
                "otherwise": { "besok": "Gå dit." }
            } },
            "phrases": { "so": ["wac"] }
        }))
        .expect("a guide")
    }

    #[test]
    fn the_fields_give_back_the_guide_they_were_made_of() {
        let made = manuscript();
        assert_eq!(Fields::of(&made).whole(&made).expect("a guide"), made);
    }

    #[test]
    fn every_field_has_the_name_that_findings_know_it_by() {
        let fields = Fields::of(&manuscript());
        assert_eq!(fields.text(&Place::words("sv", "steps.lyft-luren.hint")), "Den gröna.");
        assert_eq!(fields.text(&Place::facts("otherwise.besok.phone")), "0771-1");
        assert_eq!(fields.text(&Place::step(&slug("sla-numret"), "who")), "resident");
        assert_eq!(fields.ids("steps"), [slug("lyft-luren"), slug("sla-numret")]);
        assert!(fields.get(&Place::facts("version")).is_none(), "the hub decides the version");
    }

    #[test]
    fn moving_a_step_changes_one_field() {
        let before = Fields::of(&manuscript());
        let mut after = before.clone();
        after.shift("steps", &slug("sla-numret"), -1);
        let changed: Vec<&Place> = before.iter().filter(|(place, value)| after.get(place) != Some(value)).map(|(place, _)| place).collect();
        assert_eq!(changed, [&Place::facts("steps")]);
        after.shift("steps", &slug("sla-numret"), -1);
        assert_eq!(after.ids("steps"), [slug("sla-numret"), slug("lyft-luren")], "the first cannot go higher");
    }

    #[test]
    fn a_step_is_removed_with_all_its_words_and_leaves_another_with_the_same_beginning() {
        let made = manuscript();
        let mut fields = Fields::of(&made);
        fields.rename("steps", &slug("sla-numret"), &slug("lyft-luren-igen"));
        assert_eq!(fields.text(&Place::words("sv", "steps.lyft-luren-igen.text")), "Slå numret.");
        fields.remove_from("steps", &slug("lyft-luren"));
        let left = fields.whole(&made).expect("a guide");
        assert_eq!(left.words["sv"].steps.keys().map(Slug::as_str).collect::<Vec<_>>(), ["lyft-luren-igen"]);
        assert_eq!(left.facts.steps.len(), 1);
    }

    #[test]
    fn an_emptied_field_is_no_field_but_a_title_stays() {
        let made = manuscript();
        let mut fields = Fields::of(&made);
        fields.set(Place::words("sv", "steps.lyft-luren.hint"), json!(""));
        fields.set(Place::words("sv", "title"), json!(""));
        let whole = fields.whole(&made).expect("a guide");
        assert_eq!(whole.words["sv"].steps[&slug("lyft-luren")].hint, None);
        assert_eq!(whole.words["sv"].title, "");
    }

    #[test]
    fn a_new_step_without_words_is_a_guide_that_can_be_saved() {
        let made = manuscript();
        let mut fields = Fields::of(&made);
        fields.add_to("steps", &slug("nytt-steg"));
        fields.set(Place::words("sv", "steps.nytt-steg.hint"), json!("Bara en ledtråd."));
        fields.begin_language("en", "Skriven");
        let whole = fields.whole(&made).expect("a guide");
        assert_eq!(whole.facts.steps.len(), 3);
        assert_eq!(whole.words["sv"].steps[&slug("nytt-steg")].text, "");
        assert_eq!(fields.languages(), ["sv", "en"]);
    }
}
