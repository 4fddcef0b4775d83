//! When to lock: after some minutes without a touch, and sooner when the page is out of sight. Covers the page the moment
//! it is hidden, so that the switcher between apps shows nothing.
//!
//! Elapsed time is the longer of two clocks: one stands still while a tablet sleeps, the other can be set back.

use crate::desk::{Access, Desk};
use crate::{journal, platform};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;

/// How often the time is looked at, milliseconds.
const LOOK_MS: i32 = 1_000;
/// Out of sight this long, the tablet locks even if it would wait longer otherwise, seconds.
const HIDDEN_S: f64 = 60.0;

/// A moment on both clocks, milliseconds.
#[derive(Clone, Copy, Default)]
struct Moment {
    steady: f64,
    wall: f64,
}

impl Moment {
    fn now() -> Self {
        Self { steady: platform::steady_ms(), wall: js_sys::Date::now() }
    }

    fn seconds_since(self) -> f64 {
        let now = Self::now();
        (now.steady - self.steady).max(now.wall - self.wall) / 1_000.0
    }
}

thread_local! {
    static STARTED: Cell<bool> = const { Cell::new(false) };
    static TOUCHED: Cell<Moment> = Cell::new(Moment::default());
    static HIDDEN: Cell<Option<Moment>> = const { Cell::new(None) };
}

/// Begins to watch, from the moment of unlocking.
pub(crate) fn begin(desk: Desk) {
    TOUCHED.set(Moment::now());
    if STARTED.replace(true) {
        return;
    }
    for event in ["pointerdown", "keydown", "wheel", "input"] {
        platform::on_window(event, move || touched(desk));
    }
    platform::on_visibility(move |visible| if visible { seen(desk) } else { hidden() });
    platform::on_window("pageshow", move || seen(desk));
    platform::on_window("pagehide", hidden);
    platform::every_ms(LOOK_MS, move || {
        look(desk);
    });
}

/// The visitor's touches are none of ours.
fn touched(desk: Desk) {
    if desk.showing.with_untracked(Option::is_none) {
        TOUCHED.set(Moment::now());
    }
}

fn hidden() {
    platform::veil(true);
    if HIDDEN.get().is_none() {
        HIDDEN.set(Some(Moment::now()));
    }
}

/// Comes into sight: first whether it should have locked meanwhile, then the page.
fn seen(desk: Desk) {
    if look(desk) {
        return;
    }
    HIDDEN.set(None);
    platform::veil(false);
}

/// Whether it is time to lock; then it does.
fn look(desk: Desk) -> bool {
    let limit = desk.device.with_untracked(|device| device.as_ref().map(|device| f64::from(device.policy.lock_after_s)));
    let Some(limit) = limit.filter(|_| desk.access.get_untracked() == Access::Writer) else { return false };
    let idle = TOUCHED.get().seconds_since() >= limit;
    let away = HIDDEN.get().is_some_and(|since| since.seconds_since() >= limit.min(HIDDEN_S));
    let shown = desk.showing.with_untracked(Option::is_some);
    if !(idle || away) {
        return false;
    }
    spawn_local(journal::lock(desk));
    // With a guide up, only the key goes: the page may come into sight again.
    !shown
}
