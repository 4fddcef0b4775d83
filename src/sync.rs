//! Sending: carries out the plan of `erum_domain::sync` whenever something wakes it.
//!
//! Woken by the journal, by the page coming into sight, by the network coming back, by its own timer and by the
//! button. Sends every parcel without a receipt. Writes nothing itself: answers go to the journal. Draws nothing.

use crate::desk::{Access, Desk, Sending};
use crate::network::{self, NoAnswer};
use crate::{journal, platform};
use erum_domain::sync::{Answer, Next, SyncState};
use erum_domain::wire::{Parcel, SyncAnswer, SyncRequest};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;

/// Rounds in one run: far more than any backlog needs, so that a confused hub cannot keep a tablet busy for ever.
const ROUNDS: usize = 50;
/// How often the tablet says hello by itself while it is in use, milliseconds.
const HELLO_MS: i32 = 15 * 60_000;

#[derive(Default)]
struct Run {
    started: bool,
    state: SyncState,
    busy: bool,
    /// Asked for while busy: one more round afterwards.
    again: bool,
    /// The moment of the timer that is set, so that timers do not pile up.
    timer_ms: Option<i64>,
    last_hello_ms: i64,
    /// The version of packs that the hub told last.
    packs: String,
}

thread_local! {
    static RUN: RefCell<Run> = RefCell::new(Run::default());
}

/// Starts sending, and wakes it from now on. Once started, only wakes it.
pub(crate) fn start(desk: Desk) {
    hello(desk);
    if RUN.with_borrow_mut(|run| std::mem::replace(&mut run.started, true)) {
        return;
    }
    platform::on_visible(move || hello(desk));
    platform::on_window("online", move || wake(desk, true));
    platform::every_ms(HELLO_MS, move || hello(desk));
}

/// Starts over with a tablet that has just been made known: old troubles and waits are no longer true.
pub(crate) fn begin_anew(desk: Desk) {
    RUN.with_borrow_mut(|run| run.state = SyncState::default());
    desk.sending.set(Sending::default());
    start(desk);
    wake(desk, true);
}

/// Sends what is unsent; `asked` when a person wants it now, whatever the plan says.
pub(crate) fn wake(desk: Desk, asked: bool) {
    let busy = RUN.with_borrow_mut(|run| {
        run.again |= run.busy && asked;
        std::mem::replace(&mut run.busy, true)
    });
    if !busy {
        spawn_local(run(desk, asked));
    }
}

fn hello(desk: Desk) {
    let due = RUN.with_borrow(|run| platform::now_ms().abs_diff(run.last_hello_ms) > u64::from(HELLO_MS.unsigned_abs()) / 2);
    wake(desk, due);
}

async fn run(desk: Desk, mut asked: bool) {
    for _ in 0..ROUNDS {
        let next = plan(desk, asked);
        asked = false;
        match next {
            Next::Send(count) => send(desk, count).await,
            Next::Wait(ms) => {
                wake_after(desk, ms);
                break;
            }
            Next::Rest => break,
        }
    }
    let again = RUN.with_borrow_mut(|run| {
        run.busy = false;
        std::mem::take(&mut run.again)
    });
    if again {
        wake(desk, true);
    }
}

fn plan(desk: Desk, asked: bool) -> Next {
    // Locked or not: parcels are sealed to the hub, and the token is all it takes to hand them over.
    let may_send = matches!(desk.access.get_untracked(), Access::Writer | Access::Locked) && desk.device.with_untracked(Option::is_some);
    if !may_send {
        return Next::Rest;
    }
    RUN.with_borrow(|run| run.state.next(unsent(desk).len(), asked, platform::now_ms()))
}

fn unsent(desk: Desk) -> Vec<Parcel> {
    desk.parcels
        .with_untracked(|parcels| parcels.iter().filter(|stored| stored.receipt.is_none()).map(|stored| stored.parcel.clone()).collect())
}

async fn send(desk: Desk, count: usize) {
    let Some(device) = desk.device.get_untracked() else { return };
    let parcels = unsent(desk).into_iter().take(count).collect();
    let request = SyncRequest { device: device.id, next_number: device.next_number, device_time_ms: platform::now_ms(), parcels };
    desk.sending.update(|sending| sending.busy = true);
    let answer: Result<SyncAnswer, NoAnswer> = network::post("/api/v1/sync", &request, Some(&device.token)).await;
    let now = platform::now_ms();
    let mut meant = meaning(&answer);
    if let Ok(answer) = &answer {
        look_for_packs(&answer.packs);
        ask_for_news(desk, &device.token, &answer.snapshot);
    }
    if let Ok(answer) = answer
        && journal::settle(desk, &answer, now).await.is_err()
    {
        // Receipts that could not be stored are no receipts: the same is sent again, later.
        meant = Answer::Nothing;
    }
    let state = RUN.with_borrow_mut(|run| {
        run.last_hello_ms = now;
        run.state = run.state.after(meant, now, platform::jitter());
        run.state
    });
    desk.sending.set(Sending { busy: false, trouble: state.trouble });
}

/// Fetches what the unit's tablets are told of one another, when it is other than what this one has.
fn ask_for_news(desk: Desk, token: &str, hash: &str) {
    if !journal::wants_news(desk, hash) {
        return;
    }
    let token = token.to_owned();
    spawn_local(async move {
        if let Ok(snapshot) = network::get_with("/api/v1/snapshot", &token).await {
            // What is not stored is told again at the next contact.
            journal::take_news(desk, snapshot).await.unwrap_or_default();
        }
    });
}

/// Has the service worker look for packs when the hub tells of others than the last time.
fn look_for_packs(version: &str) {
    if RUN.with_borrow_mut(|run| std::mem::replace(&mut run.packs, version.to_owned()) != version) {
        platform::call_boot("erumFreshPacks");
    }
}

fn meaning(answer: &Result<SyncAnswer, NoAnswer>) -> Answer {
    match answer {
        Ok(_) => Answer::Receipts,
        Err(NoAnswer::Nothing) => Answer::Nothing,
        Err(NoAnswer::Garbage) => Answer::Garbage,
        Err(NoAnswer::Problem(status, wait, _)) => Answer::Status(*status, *wait),
    }
}

fn wake_after(desk: Desk, ms: i64) {
    let at = platform::now_ms() + ms;
    let is_new = RUN.with_borrow_mut(|run| {
        let sooner = run.timer_ms.is_none_or(|set| at < set || set < platform::now_ms());
        if sooner {
            run.timer_ms = Some(at);
        }
        sooner
    });
    if is_new {
        platform::after_ms(ms + 20, move || {
            RUN.with_borrow_mut(|run| run.timer_ms = None);
            wake(desk, false);
        });
    }
}
