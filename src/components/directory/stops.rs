//! The book bus: its next stop of all, large, and the next time at each of the others.
//!
//! Shown only where a timetable has been collected.

use super::Part;
use super::clock::{span_text, ticking, time_text};
use super::source::Source;
use crate::components::icon::icon;
use crate::platform;
use crate::words::{t, t_with, w};
use erum_domain::directory::Unit;
use erum_domain::directory::stops::Coming;
use leptos::prelude::*;

/// The part of the page about the bus.
#[component]
pub(crate) fn BookBus(unit: &'static Unit) -> impl IntoView {
    let now = ticking();
    let has_stops = unit.points.iter().any(|point| !point.stops.is_empty());
    has_stops.then(|| {
        let coming = move || {
            let coming = unit.coming_stops(now.get());
            let (next, others) = coming.split_first().map_or((None, [].as_slice()), |(next, others)| (Some(*next), others));
            let others = others.iter().map(|coming| view! { <Later coming=*coming /> }).collect_view();
            view! { {next.map(|coming| view! { <Next coming /> })} <ul class="rows">{others}</ul> }
        };
        view! { <Part id="part-bus" title=t(w::PLACES_BUS)>{coming}</Part> }
    })
}

#[component]
fn Next(coming: Coming<'static>) -> impl IntoView {
    let Coming { stop, here, .. } = coming;
    let title = if here { t_with(w::PLACES_BUS_HERE, &[("time", &time_text(stop.to))]) } else { t(w::PLACES_BUS_NEXT).to_owned() };
    view! {
        <div class="card next-stop" data-testid="next-stop" data-here=here.to_string()>
            <span class="site__picture">{icon("bus")}</span>
            <div>
                <p class="next-stop__title">{title}</p>
                <p class="next-stop__place"><bdi lang="sv">{stop.place.as_str()}</bdi></p>
                <p>{when(coming)}</p>
                {stop.note.as_deref().map(|note| view! { <p><bdi lang="sv">{note}</bdi></p> })}
                <Source source=&stop.source seen=stop.seen />
            </div>
        </div>
    }
}

#[component]
fn Later(coming: Coming<'static>) -> impl IntoView {
    view! {
        <li class="row">
            <span class="row__words">
                <span class="row__title"><bdi lang="sv">{coming.stop.place.as_str()}</bdi></span>
                <span class="row__hint">{when(coming)}</span>
                {coming.stop.note.as_deref().map(|note| view! { <span class="row__hint"><bdi lang="sv">{note}</bdi></span> })}
            </span>
        </li>
    }
}

fn when(coming: Coming<'static>) -> String {
    format!("{} {}", platform::near_day_text(coming.day), span_text(coming.stop.from, coming.stop.to))
}
