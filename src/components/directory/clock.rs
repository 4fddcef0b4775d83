//! Times and days as the language that is spoken writes them, and the moment that "open now" is asked about.
//!
//! Reads the device's clock and time zone, and nothing else.

use crate::{platform, words};
use erum_domain::directory::clock::{Moment, Time};
use leptos::prelude::*;
use std::time::Duration;

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(15);

/// The moment, for as long as whoever asks is shown. Changes once a minute.
pub(super) fn ticking() -> ReadSignal<Moment> {
    let (now, set_now) = signal(platform::moment());
    let look = move || {
        let moment = platform::moment();
        if now.try_get_untracked().is_some_and(|shown| shown != moment) {
            set_now.try_set(moment);
        }
    };
    if let Ok(handle) = set_interval_with_handle(look, LOOK) {
        on_cleanup(move || handle.clear());
    }
    now
}

/// A time of day: with a point where Swedes and Finns read it, else with a colon.
pub(super) fn time_text(time: Time) -> String {
    let (hour, minute) = time.hour_and_minute();
    let mark = if matches!(words::language().tag(), "sv" | "fi") { '.' } else { ':' };
    format!("{hour:02}{mark}{minute:02}")
}

/// From one time to another.
pub(super) fn span_text(from: Time, to: Time) -> String {
    format!("{}–{}", time_text(from), time_text(to))
}
