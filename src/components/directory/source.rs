//! Where something is known from, and when it was read: small, under what it belongs to.
//!
//! No link: a tap on it would tell a stranger's site that somebody reads this.

use crate::platform;
use crate::words::{t_with, w};
use erum_domain::day::Day;
use erum_domain::directory::ServicePoint;
use leptos::prelude::*;

/// The source of a part, where it is another than that of the whole, which stands there anyway.
#[component]
pub(super) fn OwnSource(point: &'static ServicePoint, source: &'static str, seen: Day) -> impl IntoView {
    let differs = point.source != source || point.seen != seen;
    differs.then(|| view! { <Source source seen /> })
}

/// The site's name, or the source as it is called, and the day.
#[component]
pub(super) fn Source(source: &'static str, seen: Day) -> impl IntoView {
    let words = t_with(w::PLACES_SOURCE, &[("source", site(source)), ("day", &platform::day_text(seen))]);
    view! { <p class="site__source">{words}</p> }
}

/// `www.example.org/far/down` is told as `example.org`.
fn site(source: &str) -> &str {
    let Some((_, address)) = source.split_once("://") else { return source };
    let host = address.split('/').next().unwrap_or(address);
    host.strip_prefix("www.").unwrap_or(host)
}
