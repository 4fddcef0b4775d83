//! Names of buttons, which stand in Swedish in every language: where one has got another name in the Swedish words, and how the
//! other languages follow. Changes nothing but what stands between `**`.

use super::SOURCE_LANGUAGE;
use super::fields::{Fields, Place};
use crate::ident::Slug;
use serde_json::json;

/// A button that is called something else in the Swedish words of a step than it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The step.
    pub step: Slug,
    /// As it was called.
    pub old: String,
    /// As it is called.
    pub new: String,
}

impl Fields {
    /// Buttons that have another name in Swedish than before, while some other language still has the old one.
    pub fn renamed_buttons(&self, before: &Self) -> Vec<Renamed> {
        let mut found = Vec::new();
        for step in self.ids("steps") {
            for key in STEP_TEXTS {
                let place = Place::words(SOURCE_LANGUAGE, &format!("steps.{step}.{key}"));
                let (old, new) = (buttons(before.text(&place)), buttons(self.text(&place)));
                let pairs = old.iter().zip(&new).filter(|(old, new)| old != new && old.len() * new.len() > 0);
                for (old, new) in pairs.filter(|_| old.len() == new.len()) {
                    let renamed = Renamed { step: step.clone(), old: (*old).to_owned(), new: (*new).to_owned() };
                    if self.has_old_name(&renamed) && !found.contains(&renamed) {
                        found.push(renamed);
                    }
                }
            }
        }
        found
    }

    fn has_old_name(&self, renamed: &Renamed) -> bool {
        self.in_translations(&renamed.step).any(|place| buttons(self.text(&place)).contains(&renamed.old.as_str()))
    }

    /// Gives a button its new name in every language.
    pub fn rename_button(&mut self, renamed: &Renamed) {
        let (old, new) = (format!("**{}**", renamed.old), format!("**{}**", renamed.new));
        let places: Vec<Place> = self.in_translations(&renamed.step).collect();
        for place in places {
            let text = self.text(&place).replace(&old, &new);
            self.set(place, json!(text));
        }
    }

    /// The texts of a step in other languages than Swedish.
    fn in_translations(&self, step: &Slug) -> impl Iterator<Item = Place> {
        let languages = self.languages().into_iter().filter(|language| language != SOURCE_LANGUAGE);
        let start = format!("steps.{step}.");
        let all: Vec<Place> =
            languages.flat_map(|language| STEP_TEXTS.map(|key| Place::words(&language, &format!("{start}{key}")))).collect();
        all.into_iter().filter(|place| self.get(place).is_some())
    }
}

/// What is written of a step.
const STEP_TEXTS: [&str; 3] = ["text", "hint", "if_stuck"];

/// The names between `**`.
fn buttons(text: &str) -> Vec<&str> {
    text.split("**").enumerate().filter(|(index, _)| index % 2 == 1).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_gets_its_new_name_in_every_language() {
        let place = |language: &str| Place::words(language, "steps.lyft-luren.text");
        let mut before = Fields::default();
        before.add_to("steps", &Slug::parse("lyft-luren").expect("a slug"));
        before.begin_language("sv", "-");
        before.begin_language("ar", "-");
        before.set(place("sv"), json!("Tryck på **Logga in**."));
        before.set(place("ar"), json!("اضغط **Logga in**."));
        let mut after = before.clone();
        after.set(place("sv"), json!("Tryck på **Fortsätt**."));
        let renamed = after.renamed_buttons(&before);
        assert_eq!(renamed.len(), 1);
        after.rename_button(&renamed[0]);
        assert_eq!(after.text(&place("ar")), "اضغط **Fortsätt**.");
        assert!(after.renamed_buttons(&before).is_empty());
    }
}
