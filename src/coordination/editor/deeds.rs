//! What is done to the guide in hand: saved, checked, published, thrown away, taken back. Each is one question to the hub.
//!
//! When somebody else was first nothing is done: their text is laid beside what is typed here.

use super::told::Told;
use super::work::{Answer, Work, text_of, words_of};
use crate::network::{self, NoAnswer};
use crate::words::{Word, t, w};
use erum_domain::ident::Slug;
use erum_domain::manuscript::SOURCE_LANGUAGE;
use erum_domain::manuscript::difference::{carried_on, is_as_sent};
use erum_domain::manuscript::fields::{Fields, Place};
use erum_domain::manuscript::naming::{id_for, is_fresh};
use erum_domain::wire::editing::{BackRequest, Keep, NewerRequest, RevisionRequest, SaveRequest};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;

impl Work {
    /// Saves what is typed as a draft.
    pub(super) fn save(self) {
        self.save_upon(self.revision());
    }

    /// Saves it as made from a revision, which may be somebody else's that one has seen.
    pub(super) fn save_upon(self, revision: u32) {
        self.name_what_is_new();
        let Some(manuscript) = self.manuscript() else { return self.trouble.set(Some(t(w::EDITOR_NOT_WHOLE).to_owned())) };
        let sent = self.fields.get_untracked();
        self.ask_for("/draft", SaveRequest { revision, manuscript }, w::EDITOR_SAVED, Some(sent));
    }

    /// Marks the draft as checked.
    pub(super) fn mark_as_checked(self) {
        self.ask_for("/checked", RevisionRequest { revision: self.revision() }, w::EDITOR_CHECKED_DONE, None);
    }

    /// Publishes what is checked.
    pub(super) fn publish(self) {
        self.ask_for("/publish", RevisionRequest { revision: self.revision() }, w::EDITOR_PUBLISHED_DONE, None);
    }

    /// Throws the draft away.
    pub(super) fn discard(self) {
        self.ask_for("/discard", RevisionRequest { revision: self.revision() }, w::EDITOR_DISCARDED_DONE, None);
    }

    /// Returns to the built-in guide.
    pub(super) fn remove(self) {
        self.ask_for("/remove", RevisionRequest { revision: self.revision() }, w::EDITOR_REMOVED_DONE, None);
    }

    /// Makes a draft of an earlier text.
    pub(super) fn go_back(self, to: u32) {
        self.ask_for("/back", BackRequest { revision: self.revision(), to }, w::EDITOR_BACK_DONE, None);
    }

    /// Answers a newer built-in guide.
    pub(super) fn meet_newer(self, keep: Keep) {
        let done = if keep == Keep::Edit { w::NEWER_KEPT } else { w::NEWER_TAKEN };
        self.ask_for("/newer", NewerRequest { revision: self.revision(), keep }, done, None);
    }

    /// The newest revision that is known here.
    pub(super) fn revision(self) -> u32 {
        self.answer.with_untracked(|answer| answer.as_ref().map_or(0, |answer| answer.revision))
    }

    /// Steps and other things that got an id before they had words get one that says what they are.
    fn name_what_is_new(self) {
        let used = self.answer.with_untracked(|answer| answer.as_ref().map(|answer| answer.used_steps.clone()).unwrap_or_default());
        let renames = self.fields.with_untracked(|fields| {
            let mut renames: Vec<(&'static str, Slug, Slug)> = Vec::new();
            for (list, key) in [("steps", ".text"), ("before", ""), ("otherwise", "")] {
                let mut taken = fields.ids(list);
                for id in fields.ids(list).into_iter().filter(is_fresh) {
                    let text = fields.text(&Place::words(SOURCE_LANGUAGE, &format!("{list}.{id}{key}")));
                    let free = |new: &Slug| taken.contains(new) || list == "steps" && used.contains(new);
                    if let Some(to) = id_for(text, free).filter(|to| !is_fresh(to)) {
                        taken.push(to.clone());
                        renames.push((list, id, to));
                    }
                }
            }
            renames
        });
        if !renames.is_empty() {
            self.rebuild(|fields| renames.iter().for_each(|(list, from, to)| fields.rename(list, from, to)));
        }
    }

    fn ask_for<B: Serialize + 'static>(self, rest: &str, body: B, done: Word, sent: Option<Fields>) {
        let path = self.path(rest);
        let (guide, rest) = (self.path(""), rest.to_owned());
        self.busy.set(true);
        self.trouble.set(None);
        self.done.set(None);
        spawn_local(async move {
            let answer = network::post::<B, Answer>(&path, &body, None).await;
            if self.path(&rest) != path {
                return;
            }
            match answer {
                Ok(answer) => self.was_done(answer, done, sent),
                Err(NoAnswer::Problem(409, _, Some(problem))) if problem.kind.ends_with("guide-changed") => {
                    self.meet(&guide, done, sent).await;
                }
                Err(no_answer) => self.trouble.set(Some(words_of(no_answer))),
            }
            self.busy.set(false);
        });
    }

    fn was_done(self, answer: Answer, done: Word, sent: Option<Fields>) {
        // What was typed while the answer was on its way stays, and is not saved yet.
        match sent.filter(|sent| self.fields.with_untracked(|fields| fields != sent)) {
            Some(sent) => {
                self.learn(answer);
                self.carry_on(&sent);
            }
            None => self.take(answer),
        }
        self.done.set(Some(done));
    }

    /// Takes over what the hub made of what was sent: a review it took back would else be given again by the next save.
    fn carry_on(self, sent: &Fields) {
        let typed = self.fields.get_untracked();
        let both = self.saved.with_untracked(|saved| carried_on(&typed, sent, saved));
        if both != typed {
            self.rebuild(|fields| *fields = both);
        }
    }

    /// Somebody else was first – or this very save, whose answer was lost on the way.
    async fn meet(self, guide: &str, done: Word, sent: Option<Fields>) {
        match network::get::<Answer>(guide).await {
            Ok(answer) => {
                let saved = text_of(&answer).map(Fields::of);
                let has_mine = sent.as_ref().zip(saved.as_ref()).is_some_and(|(sent, saved)| is_as_sent(sent, saved));
                if has_mine { self.was_done(answer, done, sent) } else { self.theirs.set(Some(answer)) }
            }
            Err(no_answer) => self.trouble.set(Some(words_of(no_answer))),
        }
    }
}

/// A guide that there was not: saved as a draft at once, so that nobody else takes its name.
pub(in crate::coordination) async fn begin(request: SaveRequest) -> Result<Answer, NoAnswer> {
    let path = format!("/api/v1/guides/{}/draft", request.manuscript.facts.slug);
    network::post::<_, erum_domain::wire::editing::GuideAnswer<Told>>(&path, &request, None).await
}
