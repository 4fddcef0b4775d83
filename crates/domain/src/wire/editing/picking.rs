//! Which guides of the list somebody wants to see. Pure; shows nothing.

use super::{GuideLine, Progress, Published};
use crate::codes::Service;
use crate::guide::{Status, TranslationStatus};

/// How a guide stands, as editors look for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Work that is not published.
    Draft,
    /// Checked work that can be published.
    Checked,
    /// Tablets get what was edited here.
    Edited,
    /// As it came with the program.
    BuiltIn,
    /// The program has brought a newer one.
    Newer,
    /// Somebody says that a step is not right.
    Flagged,
    /// Nobody has checked what tablets get.
    Unchecked,
    /// Words in some language that nobody has reviewed.
    Unreviewed,
}

impl Stand {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Draft, "draft"),
        (Self::Checked, "checked"),
        (Self::Edited, "edited"),
        (Self::BuiltIn, "built-in"),
        (Self::Newer, "newer"),
        (Self::Flagged, "flagged"),
        (Self::Unchecked, "unchecked"),
        (Self::Unreviewed, "unreviewed"),
    ];

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(stand, _)| stand)
    }

    /// Whether a guide stands so.
    pub fn is_of(self, line: &GuideLine) -> bool {
        match self {
            Self::Draft => line.draft == Some(Progress::Draft),
            Self::Checked => line.draft == Some(Progress::Checked),
            Self::Edited => line.published == Published::Edit,
            Self::BuiltIn => line.published == Published::BuiltIn && line.draft.is_none(),
            Self::Newer => line.newer_built_in,
            Self::Flagged => line.flags > 0,
            Self::Unchecked => line.checked.status == Status::Draft,
            Self::Unreviewed => line.languages.iter().any(|language| language.status == TranslationStatus::Unreviewed),
        }
    }
}

/// What is looked for; nothing chosen is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    /// Words in the title, the actor or the name.
    pub text: String,
    /// The topic.
    pub topic: Option<Service>,
    /// How it stands.
    pub stand: Option<Stand>,
}

impl Pick {
    /// Whether a guide is looked for. Every word has to be there, in whatever order.
    pub fn takes(&self, line: &GuideLine) -> bool {
        let said = format!("{} {} {}", line.title, line.actor, line.slug).to_lowercase();
        self.text.to_lowercase().split_whitespace().all(|word| said.contains(word))
            && self.topic.is_none_or(|topic| topic == line.service)
            && self.stand.is_none_or(|stand| stand.is_of(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> GuideLine {
        serde_json::from_value(serde_json::json!({
            "slug": "pass-boka-tid", "service": "polis", "title": "Boka tid för pass", "actor": "Polisen", "published": "built-in",
            "draft": "checked", "newer_built_in": false, "version": 1, "flags": 0,
            "checked": { "status": "draft", "date": "2026-11-21", "role": "redaktion" },
            "languages": [{ "language": "sv", "status": "source" }, { "language": "en", "status": "unreviewed" }]
        }))
        .expect("a line")
    }

    #[test]
    fn words_are_found_in_title_and_actor_in_any_order() {
        let takes = |text: &str| Pick { text: text.to_owned(), ..Pick::default() }.takes(&line());
        assert!(takes("") && takes("POLISEN pass") && takes(" boka ") && !takes("boka körkort"));
    }

    #[test]
    fn topic_and_state_narrow_it_down() {
        let takes = |topic, stand| Pick { text: String::new(), topic, stand }.takes(&line());
        assert!(takes(Some(Service::Police), Some(Stand::Checked)) && takes(None, Some(Stand::Unreviewed)));
        assert!(!takes(Some(Service::Care), None) && !takes(None, Some(Stand::Flagged)) && !takes(None, Some(Stand::BuiltIn)));
    }

    #[test]
    fn every_state_is_known_by_its_name() {
        assert!(Stand::ALL.into_iter().all(|(stand, name)| Stand::from_name(name) == Some(stand)));
    }
}
