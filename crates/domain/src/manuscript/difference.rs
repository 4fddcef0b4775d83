//! What tells two texts of a guide apart: field by field, and word by word within a field. And, where two editors have
//! changed the same guide, what each of them changed.
//!
//! Decides nothing: which of two texts stays is for people.

use super::fields::{Fields, Place};
use serde_json::Value;
use std::collections::BTreeSet;

/// A field that is not the same in two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub place: Place,
    /// How it was; none when there was no such field.
    pub before: Option<Value>,
    /// How it is.
    pub after: Option<Value>,
}

/// What is not the same, by the field's name.
pub fn changes(before: &Fields, after: &Fields) -> Vec<Change> {
    let places: BTreeSet<&Place> = before.iter().chain(after.iter()).map(|(place, _)| place).collect();
    let change = |place: &Place| {
        let (before, after) = (before.get(place).cloned(), after.get(place).cloned());
        (before != after).then(|| Change { place: place.clone(), before, after })
    };
    places.into_iter().filter_map(change).collect()
}

/// A field that two editors have left different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The field.
    pub place: Place,
    /// How I have it.
    pub mine: Option<Value>,
    /// How the other has saved it.
    pub theirs: Option<Value>,
    /// Whether I changed it at all.
    pub i_changed: bool,
    /// Whether the other changed it.
    pub they_changed: bool,
}

impl Meeting {
    /// Whether both changed it, to different texts.
    pub const fn is_both(&self) -> bool {
        self.i_changed && self.they_changed
    }
}

/// Where mine and theirs differ, both made from the same text.
pub fn meetings(base: &Fields, mine: &Fields, theirs: &Fields) -> Vec<Meeting> {
    let meeting = |Change { place, before, after }| {
        let was = base.get(&place);
        let (i_changed, they_changed) = (was != before.as_ref(), was != after.as_ref());
        Meeting { place, mine: before, theirs: after, i_changed, they_changed }
    };
    changes(mine, theirs).into_iter().map(meeting).collect()
}

/// Theirs with some fields as I have them. What is said of a step that comes back comes with it.
pub fn merged(mine: &Fields, theirs: &Fields, keep_mine: &BTreeSet<Place>) -> Fields {
    let mut both = theirs.clone();
    for place in keep_mine {
        both.set(place.clone(), mine.get(place).cloned().unwrap_or(Value::Null));
    }
    let lists = ["steps", "otherwise", "before"];
    let listed: Vec<_> = lists.iter().flat_map(|list| both.ids(list).into_iter().map(move |id| (*list, id))).collect();
    for (list, id) in listed {
        let named = format!("{list}.{id}");
        if theirs.ids(list).contains(&id) {
            continue;
        }
        let of_it = |place: &Place| place.key() == named || place.key().starts_with(&format!("{named}."));
        for (place, value) in mine.iter().filter(|(place, _)| of_it(place)) {
            both.set(place.clone(), value.clone());
        }
    }
    both
}

/// Whether what was saved is what was sent, but for reviews that the hub took back.
pub fn is_as_sent(sent: &Fields, saved: &Fields) -> bool {
    let is_review = |change: &Change| change.place.key() == "translation.status" && change.after == Some("unreviewed".into());
    changes(sent, saved).iter().all(is_review)
}

/// What was typed since it was sent, with what the hub made of the fields that nobody has touched since.
pub fn carried_on(typed: &Fields, sent: &Fields, saved: &Fields) -> Fields {
    let mut both = typed.clone();
    for Change { place, before, after } in changes(sent, saved) {
        if typed.get(&place) == before.as_ref() {
            both.set(place, after.unwrap_or(Value::Null));
        }
    }
    both
}

/// Some words of a text, and whether they stayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// In the earlier text only.
    Gone(String),
    /// In the later text only.
    New(String),
}

/// Longest texts, in words, that are compared word by word; longer ones are shown whole.
const WORDS_MAX: usize = 400;

/// Two texts as one, word by word.
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    if old.len() > WORDS_MAX || new.len() > WORDS_MAX {
        return joined([Piece::Gone(before.to_owned()), Piece::New(after.to_owned())]);
    }
    let common = common_from(&old, &new);
    let (mut i, mut j) = (0, 0);
    let mut all = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            all.push(Piece::Same(old[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if j >= new.len() || i < old.len() && common[i + 1][j] >= common[i][j + 1] {
            all.push(Piece::Gone(old[i].to_owned()));
            i += 1;
        } else {
            all.push(Piece::New(new[j].to_owned()));
            j += 1;
        }
    }
    joined(all)
}

/// Words with the spaces that follow them, so that together they are the text.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// How many words two texts have in common from each place on.
fn common_from(old: &[&str], new: &[&str]) -> Vec<Vec<usize>> {
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    common
}

/// Pieces of one kind beside each other as one; empty ones left out.
fn joined(pieces: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (all.last_mut(), piece) {
            (_, Piece::Same(text) | Piece::Gone(text) | Piece::New(text)) if text.is_empty() => {}
            (Some(Piece::Same(last)), Piece::Same(text))
            | (Some(Piece::Gone(last)), Piece::Gone(text))
            | (Some(Piece::New(last)), Piece::New(text)) => last.push_str(&text),
            (_, piece) => all.push(piece),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        pairs.iter().for_each(|(key, text)| fields.set(Place::words("sv", key), json!(text)));
        fields
    }

    #[test]
    fn a_changed_word_is_told_with_what_it_was() {
        let same = |text: &str| Piece::Same(text.to_owned());
        let told = pieces("Tryck på Logga in nu", "Tryck på Fortsätt nu");
        assert_eq!(told, [same("Tryck på "), Piece::Gone("Logga in ".to_owned()), Piece::New("Fortsätt ".to_owned()), same("nu")]);
        assert_eq!(pieces("", "Nytt"), [Piece::New("Nytt".to_owned())]);
        assert!(pieces("", "").is_empty());
    }

    #[test]
    fn two_editors_see_who_changed_what() {
        let base = fields(&[("title", "A"), ("goal", "B")]);
        let (mine, theirs) = (fields(&[("title", "A1"), ("goal", "B")]), fields(&[("title", "A2"), ("goal", "B2")]));
        let met = meetings(&base, &mine, &theirs);
        let both: Vec<(&str, bool)> = met.iter().map(|one| (one.place.key(), one.is_both())).collect();
        assert_eq!(both, [("goal", false), ("title", true)]);
        let kept = merged(&mine, &theirs, &BTreeSet::from([Place::words("sv", "title")]));
        assert_eq!((kept.text(&Place::words("sv", "title")), kept.text(&Place::words("sv", "goal"))), ("A1", "B2"));
    }

    #[test]
    fn a_review_that_the_hub_took_back_is_taken_over_and_what_was_typed_since_stays() {
        let read = |goal: &str, status: &str| fields(&[("goal", goal), ("translation.status", status)]);
        let (sent, saved) = (read("A", "reviewed"), read("A", "unreviewed"));
        assert!(is_as_sent(&sent, &saved) && is_as_sent(&sent, &sent));
        assert!(!is_as_sent(&sent, &read("B", "unreviewed")), "somebody else's words");
        assert!(!is_as_sent(&saved, &sent), "the hub reviews nothing");
        assert_eq!(carried_on(&read("A1", "reviewed"), &sent, &saved), read("A1", "unreviewed"));
        assert_eq!(carried_on(&read("A1", "reviewed"), &sent, &sent), read("A1", "reviewed"));
    }

    #[test]
    fn a_step_that_the_other_removed_comes_back_with_its_words() {
        let mut mine = fields(&[("steps.logga-in.text", "Logga in.")]);
        mine.set(Place::facts("steps"), json!(["logga-in"]));
        mine.set(Place::facts("steps.logga-in.who"), json!("resident"));
        let theirs = fields(&[("title", "A")]);
        let kept = merged(&mine, &theirs, &BTreeSet::from([Place::facts("steps")]));
        assert_eq!(kept.text(&Place::words("sv", "steps.logga-in.text")), "Logga in.");
        assert_eq!(kept.text(&Place::facts("steps.logga-in.who")), "resident");
    }

    proptest! {
        #[test]
        fn the_pieces_are_both_texts(before in "[ab ]{0,20}", after in "[ab ]{0,20}") {
            let told = pieces(&before, &after);
            let of = |old: bool| told.iter().map(|piece| match piece {
                Piece::Same(text) => text.as_str(),
                Piece::Gone(text) => if old { text } else { "" },
                Piece::New(text) => if old { "" } else { text },
            }).collect::<String>();
            prop_assert_eq!(of(true), before);
            prop_assert_eq!(of(false), after);
        }
    }
}
