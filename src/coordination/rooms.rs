//! The parts of the coordinators' page, and the way from one to another. Which one is open is state: no address names it.
//!
//! Whoever has written in a guide and not saved is asked before it is left.

use super::office::Office;
use crate::words::{Word, t, t_count, w};
use leptos::prelude::*;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// The counts.
    Statistics,
    /// The units' tablets.
    Tablets,
    /// The list of guides.
    Guides,
    /// What came from the field and waits.
    Queue,
    /// Where guides fail.
    Failing,
    /// One guide, being edited.
    Guide,
}

/// Those that can be gone to, with their names for tests.
const ROOMS: [(Room, Word, &str); 5] = [
    (Room::Statistics, w::ROOMS_STATISTICS, "room-statistics"),
    (Room::Tablets, w::ROOMS_TABLETS, "room-tablets"),
    (Room::Guides, w::ROOMS_GUIDES, "room-guides"),
    (Room::Queue, w::ROOMS_QUEUE, "room-queue"),
    (Room::Failing, w::ROOMS_FAILING, "room-failing"),
];

impl Office {
    /// Goes to another part, unless a guide would be left unsaved: then one is asked first.
    pub(super) fn go(self, room: Room) {
        if self.room.get_untracked() == Room::Guide && self.work.is_dirty() {
            self.leaving.set(Some(room));
        } else {
            self.go_now(room);
        }
    }

    /// Goes there. What was not saved is given up.
    pub(super) fn go_now(self, room: Room) {
        self.leaving.set(None);
        if room != Room::Guide {
            self.work.put_away();
        }
        match room {
            Room::Guides => self.ask_lines(),
            Room::Queue => self.ask_queue(),
            Room::Statistics | Room::Tablets | Room::Failing | Room::Guide => {}
        }
        self.room.set(room);
    }
}

/// The way to every part.
#[component]
pub(super) fn Rooms() -> impl IntoView {
    let office = Office::get();
    let waiting = move || {
        let count = office.waiting();
        (count > 0).then(|| {
            view! {
                <span class="rooms__count" data-testid="queue-count">
                    <span aria-hidden="true">{count}</span>
                    <span class="visually-hidden">{t_count(w::ROOMS_WAITING, count, &[])}</span>
                </span>
            }
        })
    };
    let link = move |(room, word, name): (Room, Word, &'static str)| {
        let here = move || match office.room.get() {
            Room::Guide => room == Room::Guides,
            open => open == room,
        };
        view! {
            <li>
                <button type="button" class="rooms__room" data-testid=name aria-current=move || here().then_some("page") on:click=move |_| office.go(room)>
                    {t(word)}
                    {move || (room == Room::Queue).then(waiting)}
                </button>
            </li>
        }
    };
    view! {
        <nav class="rooms no-print" aria-label=t(w::ROOMS_LABEL)>
            <ul class="rooms__list" role="list">{ROOMS.map(link).collect_view()}</ul>
        </nav>
    }
}
