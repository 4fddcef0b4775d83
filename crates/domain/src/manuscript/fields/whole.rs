//! Fields put together to a guide again. Leaves out what is said of nothing, and invents no word.

use super::{BY_ID, Fields, NOT_EDITED, Place, entries};
use crate::ident::Slug;
use crate::manuscript::Manuscript;
use serde_json::{Map, Value, json};

impl Fields {
    /// The guide again, with what the hub decides taken from another text of it. What is said of an id that is in no list
    /// is left out; an id in a list of which nothing is said is an ordinary step.
    ///
    /// # Errors
    /// When a field that has to be there is missing or holds what it cannot hold.
    pub fn whole(&self, decided: &Manuscript) -> Result<Manuscript, serde_json::Error> {
        let mut facts = Map::new();
        for (key, value) in entries(serde_json::to_value(&decided.facts)?).filter(|(key, _)| NOT_EDITED.contains(&key.as_str())) {
            facts.insert(key, value);
        }
        let plain = |place: &Place| place.part_and_key().0 == "facts" && !place.key().contains('.') && !BY_ID.contains(&place.key());
        facts.extend(self.0.iter().filter(|(place, _)| plain(place)).map(|(place, value)| (place.key().to_owned(), value.clone())));
        for list in BY_ID {
            facts.insert(list.to_owned(), self.ids(list).iter().map(|id| self.member(list, id)).collect());
        }
        let mut words = Map::new();
        for language in self.languages() {
            words.insert(language.clone(), self.words_in(&language));
        }
        let phrases: Map<String, Value> = self
            .0
            .iter()
            .filter(|(place, _)| place.part_and_key().0 == "phrases")
            .map(|(place, value)| (place.key().to_owned(), value.clone()))
            .collect();
        serde_json::from_value(json!({ "facts": facts, "words": words, "phrases": phrases }))
    }

    fn member(&self, list: &str, id: &Slug) -> Value {
        let mut member = Map::new();
        member.insert("id".to_owned(), json!(id));
        if list == "steps" {
            member.insert("who".to_owned(), json!("together"));
            member.insert("kind".to_owned(), json!("do"));
        }
        let start = format!("facts.{list}.{id}.");
        for (place, value) in &self.0 {
            if let Some(key) = place.0.strip_prefix(&start) {
                member.insert(key.to_owned(), value.clone());
            }
        }
        Value::Object(member)
    }

    fn words_in(&self, language: &str) -> Value {
        let mut words = Map::new();
        let kept = |key: &str| {
            let mut parts = key.split('.');
            match (parts.next(), parts.next().and_then(|id| Slug::parse(id).ok())) {
                (Some(list @ ("before" | "steps" | "otherwise")), Some(id)) => self.ids(list).contains(&id),
                _ => true,
            }
        };
        let start = format!("words.{language}.");
        for (place, value) in &self.0 {
            if let Some(key) = place.0.strip_prefix(&start).filter(|key| kept(key)) {
                put(&mut words, key, value.clone());
            }
        }
        // A step with a hint only still has a text, which is empty: an editor sees what is missing.
        if let Some(Value::Object(steps)) = words.get_mut("steps") {
            for (_, step) in steps.iter_mut() {
                if let Value::Object(step) = step {
                    step.entry("text").or_insert_with(|| json!(""));
                }
            }
        }
        Value::Object(words)
    }
}

fn put(map: &mut Map<String, Value>, key: &str, value: Value) {
    match key.split_once('.') {
        None => drop(map.insert(key.to_owned(), value)),
        Some((first, rest)) => {
            if let Value::Object(inner) = map.entry(first).or_insert_with(|| json!({})) {
                put(inner, rest, value);
            }
        }
    }
}
