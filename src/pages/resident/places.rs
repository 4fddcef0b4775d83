//! Where do I get help? Places and who answers for what, municipality by municipality; what is not known says so.

use crate::components::phone::Phone;
use crate::components::shell::{PageTitle, ResidentShell};
use crate::shelf::Shelf;
use crate::words::{label, t, t_with, w};
use erum_domain::directory::{Answer, ServicePoint, Unit};
use leptos::prelude::*;
use leptos_router::components::A;

/// The page.
#[component]
pub(crate) fn Places() -> impl IntoView {
    let mut units: Vec<&'static Unit> = Shelf::get().pack.units.iter().collect();
    units.sort_by_key(|unit| unit.name());
    let units = units.into_iter().map(|unit| view! { <OneUnit unit /> }).collect_view();
    view! {
        <ResidentShell>
            <A href="/" attr:class="button button--quiet">{t(w::GUIDE_BACK)}</A>
            <PageTitle id="places-title" text=t(w::PLACES_TITLE).to_owned() />
            <p class="lead">{t(w::PLACES_LEAD)}</p>
            {units}
        </ResidentShell>
    }
}

#[component]
fn OneUnit(unit: &'static Unit) -> impl IntoView {
    let other_names = unit
        .names
        .iter()
        .filter(|(language, _)| language.as_str() != "sv")
        .map(|(language, name)| view! { <span class="other-name" lang=language.clone()>{name.as_str()}</span> })
        .collect_view();
    let points = unit.points.iter().map(|point| view! { <Point point /> }).collect_view();
    let answers = unit.answers.iter().map(|answer| view! { <Answers answer /> }).collect_view();
    let own = unit
        .levels
        .iter()
        .map(|own| view! { <li><b>{label(own.service)}</b> " – " {label(own.level)} ". " {own.why.as_str()}</li> })
        .collect_view();
    view! {
        <details class="card unit" data-testid=format!("unit-{}", unit.id)>
            <summary class="unit__name">{unit.name()} " " {other_names}</summary>
            <h3 class="card__subtitle">{t(w::PLACES_POINTS)}</h3>
            <ul class="points">{points}</ul>
            <h3 class="card__subtitle">{t(w::PLACES_OWN_LEVEL)}</h3>
            <ul class="bullets">{own}</ul>
            <p class="quiet">{t(w::GUIDE_LEVEL_UNKNOWN)}</p>
            <h3 class="card__subtitle">{t(w::PLACES_ANSWERS)}</h3>
            <ul class="answers">{answers}</ul>
        </details>
    }
}

#[component]
fn Point(point: &'static ServicePoint) -> impl IntoView {
    let fact = |name: &'static str, fact: &'static Option<String>| {
        let words = fact.as_deref().unwrap_or_else(|| t(w::PLACES_NOT_COLLECTED));
        view! { <li>{name} ": " {words}</li> }
    };
    view! {
        <li class="point-of-service">
            <b>{point.name.as_str()}</b>
            <ul class="facts">
                {point.offers.iter().map(|offer| view! { <li>{offer.as_str()}</li> }).collect_view()}
                {fact(t(w::PLACES_HOURS), &point.hours)}
                {fact(t(w::PLACES_ADDRESS), &point.address)}
                <li>{t(w::PLACES_PHONE)} ": " {match point.phone.as_deref() { Some(number) => view! { <Phone number /> }.into_any(), None => t(w::PLACES_NOT_COLLECTED).into_any() }}</li>
            </ul>
        </li>
    }
}

#[component]
fn Answers(answer: &'static Answer) -> impl IntoView {
    view! {
        <li>
            <b>{label(answer.service)}</b> ": " {t_with(w::GUIDE_ACTOR, &[("actor", &answer.actor), ("level", label(answer.level))])}
            {answer.phone.as_deref().map(|number| view! { " " <Phone number /> })}
        </li>
    }
}
