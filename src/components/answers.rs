//! Who answers for a service, and how far our own help goes here (rule 6): the same words wherever it is asked.

use crate::components::directory::LevelHere;
use crate::components::phone::Phone;
use crate::desk::Desk;
use crate::words::{label, t, t_with, w};
use erum_domain::codes::{Level, Service};
use erum_domain::guide::Guide;
use leptos::prelude::*;

/// The responsible actor, its number, and our own service level; what has not been collected says so.
#[component]
pub(crate) fn WhoAnswers(service: Service, guide: Option<&'static Guide>) -> impl IntoView {
    let desk = Desk::get();
    let unit = desk.own_unit_now();
    let by_guide = guide.map(|guide| (guide.actor.as_str(), guide.level, guide.phone.as_deref()));
    let by_unit = unit.into_iter().flat_map(|unit| &unit.answers).filter(|answer| answer.service == service);
    let actors: Vec<(&'static str, Level, Option<&'static str>)> = match by_guide {
        Some(actor) => vec![actor],
        None => by_unit.map(|answer| (answer.actor.as_str(), answer.level, answer.phone.as_deref())).collect(),
    };
    let lines = actors
        .into_iter()
        .map(|(actor, level, number)| {
            let words = t_with(w::GUIDE_ACTOR, &[("actor", actor), ("level", label(level))]);
            view! { <p>{words} {number.map(|number| view! { " " <Phone number /> })}</p> }
        })
        .collect_view();
    view! {
        <h2 class="card__title">{t(w::GUIDE_WHO_ANSWERS)}</h2>
        {lines}
        <p class="quiet"><LevelHere unit service /></p>
    }
}
