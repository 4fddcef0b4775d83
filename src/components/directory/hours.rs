//! Opening hours: how a place stands now, its week, and the days that differ.
//!
//! What has not been collected is not drawn here: the card says it once, with all else that is missing.

use super::clock::{span_text, ticking, time_text};
use super::source::OwnSource;
use crate::platform;
use crate::words::{t, t_with, w};
use erum_domain::directory::ServicePoint;
use erum_domain::directory::clock::Weekday;
use erum_domain::directory::opening::{Exception, Opening, State, Weekly};
use leptos::prelude::*;

/// Open now, or when it opens.
#[component]
pub(super) fn StateNow(point: &'static ServicePoint) -> impl IntoView {
    point.opening.as_ref().map(|_| {
        let now = ticking();
        let shown = move || {
            let (name, class, words) = in_words(point.state_at(now.get()))?;
            Some(view! { <p class=class data-testid="place-state" data-state=name>{words}</p> })
        };
        view! { <div class="site__state">{shown}</div> }
    })
}

/// The state's name for tests, its look, and what to say.
fn in_words(state: State) -> Option<(&'static str, &'static str, String)> {
    Some(match state {
        State::OpenNow { until: Some(until) } => ("open", "tag", t_with(w::PLACES_OPEN, &[("time", &time_text(until.time))])),
        State::OpenNow { until: None } => ("open", "tag", t(w::PLACES_OPEN_ALWAYS).to_owned()),
        State::OpensAt(opens) => {
            let values = [("day", platform::near_day_text(opens.day)), ("time", time_text(opens.time))];
            ("closed", "tag tag--withdrawn", t_with(w::PLACES_OPENS, &values.each_ref().map(|(name, value)| (*name, value.as_str()))))
        }
        State::Closed => ("closed", "tag tag--withdrawn", t(w::PLACES_CLOSED).to_owned()),
        State::NotCollected => return None,
    })
}

/// The week, seasons that have not passed, and days that differ and are still to come.
#[component]
pub(super) fn Hours(point: &'static ServicePoint, opening: &'static Opening) -> impl IntoView {
    let today = platform::today();
    let rows = opening.weekly.iter().filter(|row| row.is_ahead(today)).map(|row| view! { <Row row /> }).collect_view();
    let mut differing: Vec<&'static Exception> = opening.exceptions.iter().filter(|one| one.last_day() >= today).collect();
    differing.sort_by_key(|one| one.date);
    let differing = differing.into_iter().map(|exception| view! { <Differing exception /> }).collect_view();
    view! {
        <details class="more" data-testid="place-hours">
            <summary>{t(w::PLACES_HOURS)}</summary>
            <dl class="hours">{rows}{differing}</dl>
            {opening.note.as_deref().map(|note| view! { <p lang="sv" dir="ltr">{note}</p> })}
            <OwnSource point source=&opening.source seen=opening.seen />
        </details>
    }
}

#[component]
fn Row(row: &'static Weekly) -> impl IntoView {
    let season = row.is_of_a_season().then(|| {
        let day = |day: Option<_>| day.map_or_else(String::new, platform::day_text);
        format!("{} – {}", day(row.first), day(row.last))
    });
    view! {
        <div>
            <dt>{days_text(&row.days)}</dt>
            <dd>
                <bdi>{span_text(row.from, row.to)}</bdi>
                {season.map(|season| view! { <span class="hours__note">{season}</span> })}
                {row.note.as_deref().map(|note| view! { <span class="hours__note"><bdi lang="sv">{note}</bdi></span> })}
            </dd>
        </div>
    }
}

#[component]
fn Differing(exception: &'static Exception) -> impl IntoView {
    let last = exception.last.map(|last| format!(" – {}", platform::day_text(last)));
    let hours = exception.hours.iter().map(|span| span_text(span.from, span.to)).collect::<Vec<_>>().join(", ");
    let hours = if hours.is_empty() { t(w::PLACES_SHUT).to_owned() } else { hours };
    view! {
        <div>
            <dt>{platform::day_text(exception.date)} {last}</dt>
            <dd><bdi>{hours}</bdi> {exception.note.as_deref().map(|note| view! { <span class="hours__note"><bdi lang="sv">{note}</bdi></span> })}</dd>
        </div>
    }
}

/// Days of the week: those in a row as the first and the last of them.
fn days_text(days: &[Weekday]) -> String {
    let open: Vec<usize> = (0..7).filter(|index| days.contains(&Weekday::ALL[*index])).collect();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for day in open {
        match runs.last_mut().filter(|(_, last)| last + 1 == day) {
            Some((_, last)) => *last = day,
            None => runs.push((day, day)),
        }
    }
    let name = |index: usize| platform::weekday_text(Weekday::ALL[index].on_or_after(platform::today()));
    let run = |(first, last): (usize, usize)| match last - first {
        0 => name(first),
        1 => format!("{}, {}", name(first), name(last)),
        _ => format!("{}–{}", name(first), name(last)),
    };
    runs.into_iter().map(run).collect::<Vec<_>>().join(", ")
}
