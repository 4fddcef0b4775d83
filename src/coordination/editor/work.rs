//! The guide in hand: what is typed, what the hub has of it, and every question to the hub about it.
//!
//! What is typed is never written over by an answer, and stays when the hub cannot be reached or the session has ended.
//! Nothing of it is stored on the device.

use super::super::office::Office;
use super::tabs::Tab;
use super::told::Told;
use crate::network::{self, NoAnswer};
use crate::platform;
use crate::words::{Word, t, w};
use erum_domain::ident::Slug;
use erum_domain::languages::Language;
use erum_domain::manuscript::Manuscript;
use erum_domain::manuscript::fields::{Fields, Place};
use erum_domain::wire::editing::{FindingsAnswer, FindingsRequest, GuideAnswer, StepTrouble};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

/// A guide as the hub tells of it.
pub(in crate::coordination) type Answer = GuideAnswer<Told>;

/// How long one has to have stopped typing before what is typed is judged, milliseconds.
const PAUSE_MS: i64 = 1_200;

/// All of it. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub(in crate::coordination) struct Work {
    /// Which guide.
    pub(super) slug: StoredValue<Option<Slug>>,
    /// The hub's latest answer about it.
    pub(super) answer: RwSignal<Option<Answer>>,
    /// As it stands in the editor.
    pub(super) fields: RwSignal<Fields>,
    /// As the hub has it.
    pub(super) saved: RwSignal<Fields>,
    /// Counts up when the fields became others than those that were typed: then they are drawn anew.
    pub(super) drawn: RwSignal<u32>,
    /// Which part of the editor is open.
    pub(super) tab: RwSignal<Tab>,
    /// The language being edited.
    pub(super) language: RwSignal<String>,
    /// What is to be said about it.
    pub(super) told: RwSignal<Vec<Told>>,
    /// Which of its step ids cannot be published.
    pub(super) troubled: RwSignal<Vec<StepTrouble>>,
    /// What somebody else has saved meanwhile.
    pub(super) theirs: RwSignal<Option<Answer>>,
    /// Why the latest question got no proper answer, and what to do.
    pub(super) trouble: RwSignal<Option<String>>,
    /// What was done last.
    pub(super) done: RwSignal<Option<Word>>,
    pub(super) busy: RwSignal<bool>,
    typed: StoredValue<u32>,
}

impl Work {
    /// Nothing in hand.
    pub(in crate::coordination) fn new() -> Self {
        Self {
            slug: StoredValue::new(None),
            answer: RwSignal::default(),
            fields: RwSignal::default(),
            saved: RwSignal::default(),
            drawn: RwSignal::new(0),
            tab: RwSignal::new(Tab::Words),
            language: RwSignal::new(Language::SWEDISH.code.to_owned()),
            told: RwSignal::default(),
            troubled: RwSignal::default(),
            theirs: RwSignal::default(),
            trouble: RwSignal::default(),
            done: RwSignal::default(),
            busy: RwSignal::new(false),
            typed: StoredValue::new(0),
        }
    }

    /// Takes a guide in hand, opened at a part, and asks the hub for it.
    pub(in crate::coordination) fn open(self, slug: Slug, tab: Tab, step: Option<Slug>) {
        self.put_away();
        self.slug.set_value(Some(slug));
        self.tab.set(tab);
        self.ask(step);
    }

    /// Asks once more for a guide that did not come.
    pub(super) fn open_again(self) {
        self.ask(None);
    }

    /// Takes what the hub answered about a guide that was just begun.
    pub(in crate::coordination) fn begin_with(self, answer: Answer) {
        self.put_away();
        self.slug.set_value(Some(answer.slug.clone()));
        self.take(answer);
    }

    /// Lays it away; what was not saved is given up.
    pub(in crate::coordination) fn put_away(self) {
        self.slug.set_value(None);
        self.answer.set(None);
        self.fields.set(Fields::default());
        self.saved.set(Fields::default());
        self.theirs.set(None);
        self.trouble.set(None);
        self.done.set(None);
        self.told.set(Vec::new());
        self.troubled.set(Vec::new());
        self.busy.set(false);
        self.language.set(Language::SWEDISH.code.to_owned());
    }

    /// Whether something is written that is not saved. Does not track.
    pub(in crate::coordination) fn is_dirty(self) -> bool {
        self.fields.with_untracked(|fields| self.saved.with_untracked(|saved| fields != saved))
    }

    /// Whether something is written that is not saved. Tracks.
    pub(super) fn has_unsaved(self) -> Memo<bool> {
        Memo::new(move |_| self.fields.with(|fields| self.saved.with(|saved| fields != saved)))
    }

    /// Where addresses about it begin.
    pub(super) fn path(self, rest: &str) -> String {
        let slug = self.slug.with_value(|slug| slug.as_ref().map(Slug::to_string).unwrap_or_default());
        format!("/api/v1/guides/{slug}{rest}")
    }

    /// What is typed into one field.
    pub(super) fn write(self, place: Place, value: Value) {
        self.fields.update(|fields| fields.set(place, value));
        self.changed();
    }

    /// A change of which steps there are, or their order: drawn anew.
    pub(super) fn rebuild(self, change: impl FnOnce(&mut Fields)) {
        self.fields.update(change);
        self.drawn.update(|drawn| *drawn += 1);
        self.changed();
    }

    /// The guide as it stands in the editor. None when something in it cannot be: nothing that the editor offers.
    pub(super) fn manuscript(self) -> Option<Manuscript> {
        let decided = self.answer.with_untracked(|answer| answer.as_ref().and_then(|answer| text_of(answer).cloned()))?;
        self.fields.with_untracked(|fields| fields.whole(&decided).ok())
    }

    fn changed(self) {
        self.done.set(None);
        self.typed.update_value(|typed| *typed = typed.wrapping_add(1));
        let typed = self.typed.get_value();
        platform::after_ms(PAUSE_MS, move || {
            if self.typed.get_value() == typed && self.slug.with_value(Option::is_some) {
                self.judge();
            }
        });
    }

    /// Asks what is to be said about what is typed. Without an answer what was said before stands.
    fn judge(self) {
        let Some(manuscript) = self.manuscript() else { return };
        let typed = self.typed.get_value();
        let path = self.path("/findings");
        spawn_local(async move {
            let answer = network::post::<_, FindingsAnswer<Told>>(&path, &FindingsRequest { manuscript }, None).await;
            if let Ok(answer) = answer
                && self.typed.get_value() == typed
                && self.path("/findings") == path
            {
                self.told.set(answer.findings);
                self.troubled.set(answer.steps);
            }
        });
    }

    fn ask(self, step: Option<Slug>) {
        self.trouble.set(None);
        let path = self.path("");
        spawn_local(async move {
            let answer = network::get::<Answer>(&path).await;
            if self.path("") != path {
                return;
            }
            match answer {
                Ok(answer) => {
                    self.take(answer);
                    if let Some(step) = step {
                        platform::after_ms(100, move || platform::go_to(&format!("step-{step}")));
                    }
                }
                Err(no_answer) => self.trouble.set(Some(words_of(no_answer))),
            }
        });
    }

    /// Takes the hub's answer as what is in hand, in place of what was typed.
    pub(super) fn take(self, answer: Answer) {
        let fields = text_of(&answer).map(Fields::of).unwrap_or_default();
        let same = self.fields.with_untracked(|typed| *typed == fields);
        self.learn(answer);
        if !same {
            self.fields.set(fields);
            self.drawn.update(|drawn| *drawn += 1);
        }
        self.typed.update_value(|typed| *typed = typed.wrapping_add(1));
    }

    /// Takes the hub's answer as what the hub has; what is typed stays.
    pub(super) fn learn(self, answer: Answer) {
        self.saved.set(text_of(&answer).map(Fields::of).unwrap_or_default());
        self.told.set(answer.findings.clone());
        self.troubled.set(answer.steps.clone());
        self.theirs.set(None);
        self.trouble.set(None);
        self.answer.set(Some(answer));
    }
}

/// What is edited: the draft, else what tablets get.
pub(super) fn text_of(answer: &Answer) -> Option<&Manuscript> {
    answer.draft.as_ref().map(|draft| &draft.manuscript).or_else(|| on_tablets(answer))
}

/// What tablets get.
pub(super) fn on_tablets(answer: &Answer) -> Option<&Manuscript> {
    answer.published.as_ref().map(|published| &published.manuscript).or(answer.built_in.as_ref())
}

/// Why there is no answer, and that nothing is lost.
pub(super) fn words_of(no_answer: NoAnswer) -> String {
    match no_answer {
        NoAnswer::Problem(401, ..) => {
            // The door shows which link to open; what is written waits here.
            Office::get_if_any().into_iter().for_each(|office| office.session_ended());
            t(w::EDITOR_LOGGED_OUT).to_owned()
        }
        NoAnswer::Problem(_, _, Some(problem)) => format!("{}. {}", problem.title, problem.detail),
        NoAnswer::Problem(..) | NoAnswer::Nothing | NoAnswer::Garbage => t(w::EDITOR_NO_CONTACT).to_owned(),
    }
}
