//! Listening and looking for as long as a component stands, and no longer: every page has its own frame, and what the last one
//! heard must not add up behind the next.

use crate::platform;
use leptos::ev::Event;
use leptos::prelude::*;
use std::time::Duration;

/// Calls back whenever the event happens on the window.
pub(crate) fn hear(event: &'static str, run: impl Fn() + 'static) {
    let listening = window_event_listener_untyped(event, move |_: Event| run());
    on_cleanup(move || listening.remove());
}

/// Calls back every so often, and whenever the page comes into sight.
pub(crate) fn look_every(period: Duration, run: impl Fn() + Copy + 'static) {
    hear("visibilitychange", move || {
        if platform::is_in_sight() {
            run();
        }
    });
    // None where the browser gives no timers: then the page coming into sight has to do.
    if let Ok(looking) = set_interval_with_handle(run, period) {
        on_cleanup(move || looking.clear());
    }
}
