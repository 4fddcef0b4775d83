//! What the page knows: who may come in, what is asked for, and the hub's latest answer to it.
//!
//! Every change of it is made here. A link's token is kept only until the hub has answered.

use super::door::{self, Door, Words};
use super::editor::Work;
use super::rooms::Room;
use crate::network::{self, NoAnswer};
use crate::platform;
use crate::words::{t, w};
use erum_domain::day::Quarter;
use erum_domain::ident::Slug;
use erum_domain::pack::Pack;
use erum_domain::wire::editing::GuidesAnswer;
use erum_domain::wire::queue::QueueAnswer;
use erum_domain::wire::{SessionAnswer, StatisticsAnswer, UnitName};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;

/// The title's id, wherever it stands: where the focus goes when the page becomes another.
pub(super) const TITLE: &str = "desk-title";

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// One unit, or all.
    pub(super) unit: Option<Slug>,
    /// Which quarter.
    pub(super) quarter: Quarter,
}

impl Wanted {
    fn first() -> Self {
        Self { unit: None, quarter: platform::today().quarter() }
    }

    fn path(&self) -> String {
        let unit = self.unit.as_ref().map(|unit| format!("&unit={unit}")).unwrap_or_default();
        format!("/api/v1/statistics?quarter={}{unit}", self.quarter)
    }

    /// Where it is told where guides fail.
    pub(super) fn failing_path(&self) -> String {
        self.path().replace("/statistics?", "/failing?")
    }
}

/// All of it. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub(super) struct Office {
    /// Guides' titles and steps.
    pub(super) pack: &'static Pack,
    pub(super) door: RwSignal<Door>,
    pub(super) units: RwSignal<Vec<UnitName>>,
    pub(super) wanted: RwSignal<Wanted>,
    /// The answer to what is wanted now; none until it has come.
    pub(super) answer: RwSignal<Option<StatisticsAnswer>>,
    /// The latest question got no proper answer.
    pub(super) trouble: RwSignal<Option<Words>>,
    /// Which part of the page is shown.
    pub(super) room: RwSignal<Room>,
    /// Where somebody wants to go who has not saved a guide.
    pub(super) leaving: RwSignal<Option<Room>>,
    /// The guide in hand. Outlives the end of a session: what was written stays until it is saved or given up.
    pub(super) work: Work,
    /// All guides in a list; none until it has come.
    pub(super) lines: RwSignal<Option<GuidesAnswer>>,
    /// What waits, by unit; none until it has come.
    pub(super) queue: RwSignal<Option<Vec<(UnitName, QueueAnswer)>>>,
    token: StoredValue<Option<String>>,
}

thread_local! {
    /// For answers that come when no component is being drawn.
    static OFFICE: Cell<Option<Office>> = const { Cell::new(None) };
}

impl Office {
    /// Opens the office and asks the hub who this is.
    pub(super) fn open(pack: &'static Pack, token: Option<String>) -> Self {
        let office = Self {
            pack,
            door: RwSignal::new(Door::Busy),
            units: RwSignal::default(),
            wanted: RwSignal::new(Wanted::first()),
            answer: RwSignal::default(),
            trouble: RwSignal::default(),
            room: RwSignal::new(Room::Statistics),
            leaving: RwSignal::default(),
            work: Work::new(),
            lines: RwSignal::default(),
            queue: RwSignal::default(),
            token: StoredValue::new(token),
        };
        OFFICE.set(Some(office));
        office.enter();
        platform::hold_back_when(move || office.work.is_dirty());
        // A new link opened in this very tab only changes the fragment.
        platform::on_window("hashchange", move || {
            if let Some(token) = door::take_token() {
                office.token.set_value(Some(token));
                office.enter();
            }
        });
        platform::on_visible(move || {
            if office.door.get_untracked() == Door::In {
                office.ask();
            }
        });
        office
    }

    /// The office that everything on the page shares.
    pub(super) fn get() -> Self {
        expect_context()
    }

    /// The office, where this runs within the page.
    pub(super) fn get_if_any() -> Option<Self> {
        OFFICE.get()
    }

    /// The session has ended while somebody was writing: back to the door, with what is written kept in hand.
    pub(super) fn session_ended(self) {
        self.leave_to(Door::Out(None));
    }

    /// Goes in, with the link's token or with the session that is there.
    pub(super) fn enter(self) {
        self.door.set(Door::Busy);
        spawn_local(async move {
            match door::session(self.token.get_value()).await {
                Ok(SessionAnswer { units }) => {
                    self.token.set_value(None);
                    self.units.set(units);
                    self.door.set(Door::In);
                    self.choose(Wanted::first());
                    self.ask_queue();
                }
                // There simply is no session: our own words say it better.
                Err(NoAnswer::Problem(401, ..)) => self.leave_to(Door::Out(None)),
                Err(NoAnswer::Problem(403 | 404 | 410, _, words)) => self.leave_to(Door::Out(words)),
                Err(NoAnswer::Problem(_, _, words)) => self.door.set(Door::NoContact(words)),
                Err(NoAnswer::Nothing | NoAnswer::Garbage) => self.door.set(Door::NoContact(None)),
            }
        });
    }

    /// Ends the session. Stays in when the hub did not hear of it.
    pub(super) fn log_out(self) {
        spawn_local(async move {
            match door::end_session().await {
                Ok(()) => {
                    self.work.put_away();
                    self.room.set(Room::Statistics);
                    self.leave_to(Door::LoggedOut);
                }
                Err(NoAnswer::Problem(_, _, words)) => self.trouble.set(Some(words)),
                Err(NoAnswer::Nothing | NoAnswer::Garbage) => self.trouble.set(Some(None)),
            }
        });
    }

    fn leave_to(self, door: Door) {
        self.token.set_value(None);
        self.answer.set(None);
        self.trouble.set(None);
        self.units.set(Vec::new());
        self.lines.set(None);
        self.queue.set(None);
        self.door.set(door);
        platform::after_ms(0, || platform::focus(TITLE));
    }

    /// What to say of an answer that is none. Leaves when there is no session any more.
    pub(super) fn heard(self, no_answer: NoAnswer) -> Option<Words> {
        match no_answer {
            NoAnswer::Problem(401, ..) => {
                self.leave_to(Door::Out(None));
                None
            }
            NoAnswer::Problem(_, _, words) => Some(words),
            NoAnswer::Nothing | NoAnswer::Garbage => Some(None),
        }
    }

    /// The same as one sentence, where it stands beside what was asked for.
    pub(super) fn in_words(self, no_answer: NoAnswer) -> String {
        match self.heard(no_answer).flatten() {
            Some(problem) => format!("{}. {}", problem.title, problem.detail),
            None => t(w::SAMORDNING_NO_CONTACT).to_owned(),
        }
    }

    /// Asks for something else. What was shown goes at once, so that it is never taken for the answer.
    pub(super) fn choose(self, wanted: Wanted) {
        self.wanted.set(wanted);
        self.answer.set(None);
        self.trouble.set(None);
        self.ask();
    }

    /// Asks the hub for what is wanted. What is shown stays until the answer differs.
    pub(super) fn ask(self) {
        spawn_local(async move {
            let wanted = self.wanted.get_untracked();
            let answer = network::get::<StatisticsAnswer>(&wanted.path()).await;
            if self.door.get_untracked() != Door::In || self.wanted.get_untracked() != wanted {
                return;
            }
            match answer {
                Ok(answer) => {
                    self.trouble.set(None);
                    if self.answer.with_untracked(|shown| shown.as_ref() != Some(&answer)) {
                        self.answer.set(Some(answer));
                    }
                }
                Err(NoAnswer::Problem(401, ..)) => self.leave_to(Door::Out(None)),
                Err(NoAnswer::Problem(403, _, words)) => self.leave_to(Door::Out(words)),
                Err(NoAnswer::Problem(_, _, words)) => self.trouble.set(Some(words)),
                Err(NoAnswer::Nothing | NoAnswer::Garbage) => self.trouble.set(Some(None)),
            }
        });
    }
}
