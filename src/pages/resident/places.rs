//! Where do I get help? One municipality at a time: its places, its numbers, and who answers for what.
//!
//! Which municipality is state, never in the address, and a preference on this device. What is not known says so.

use crate::components::directory::{Answers, BookBus, Numbers, OtherNames, OwnLevels, Part, Points, PrintIt};
use crate::components::icon::icon;
use crate::components::shell::{PageTitle, ResidentShell};
use crate::platform;
use crate::shelf::Shelf;
use crate::words::{t, w};
use erum_domain::directory::Unit;
use leptos::prelude::*;
use leptos_router::components::A;

/// The page.
#[component]
pub(crate) fn Places() -> impl IntoView {
    let shelf = Shelf::get();
    // Whoever came from a guide goes back to it, with the municipality chosen.
    let back = if shelf.take_from_guide() { "/guide" } else { "/" };
    let shown = move || match shelf.own_unit() {
        Some(unit) => view! { <Directory unit /> }.into_any(),
        None => view! { <Choose /> }.into_any(),
    };
    view! {
        <ResidentShell>
            <A href=back attr:class="button button--quiet" attr:data-testid="places-back">{t(w::GUIDE_BACK)}</A>
            {shown}
        </ResidentShell>
    }
}

#[component]
fn Choose() -> impl IntoView {
    let mut units: Vec<&'static Unit> = Shelf::get().pack.units.iter().collect();
    units.sort_by_key(|unit| unit.name());
    let units = units.into_iter().map(|unit| view! { <ChooseOne unit /> }).collect_view();
    view! {
        <div class="directory">
            <PageTitle id="places-title" text=t(w::PLACES_TITLE).to_owned() />
            <p class="lead">{t(w::PLACES_LEAD)}</p>
            <ul class="results">{units}</ul>
            <p class="quiet">{t(w::PLACES_KEPT_HERE)}</p>
        </div>
    }
}

#[component]
fn ChooseOne(unit: &'static Unit) -> impl IntoView {
    let shelf = Shelf::get();
    view! {
        <li>
            <button type="button" class="result" data-testid=format!("unit-{}", unit.id) on:click=move |_| shelf.choose_unit(Some(unit))>
                <span class="result__words"><span class="result__title"><bdi lang="sv">{unit.name()}</bdi></span> <span><OtherNames unit /></span></span>
                {icon("chevron-right")}
            </button>
        </li>
    }
}

#[component]
fn Directory(unit: &'static Unit) -> impl IntoView {
    let shelf = Shelf::get();
    view! {
        <div class="directory" data-testid="directory" data-unit=unit.id.to_string()>
            <p class="eyebrow">{t(w::PLACES_TITLE)}</p>
            <div class="directory__head">
                <div lang="sv" dir="ltr"><PageTitle id="places-title" text=unit.name().to_owned() /> <OtherNames unit /></div>
                <div class="links">
                    <button type="button" class="button button--quiet" data-testid="unit-change" on:click=move |_| shelf.choose_unit(None)>{t(w::PLACES_CHANGE)}</button>
                    <PrintIt />
                </div>
            </div>
            <nav class="chips" aria-label=t(w::PLACES_TITLE)>
                {[("part-points", w::PLACES_POINTS), ("part-call", w::PLACES_CALL), ("part-level", w::PLACES_OWN_LEVEL), ("part-answers", w::PLACES_ANSWERS)]
                    .map(|(id, word)| view! { <button type="button" class="chip" on:click=move |_| platform::focus(id)>{t(word)}</button> })
                    .collect_view()}
            </nav>
            <BookBus unit />
            <Part id="part-points" title=t(w::PLACES_POINTS)><Points unit /></Part>
            <Part id="part-call" title=t(w::PLACES_CALL)><Numbers unit /></Part>
            <Part id="part-level" title=t(w::PLACES_OWN_LEVEL)><OwnLevels unit /></Part>
            <Part id="part-answers" title=t(w::PLACES_ANSWERS)><Answers unit /></Part>
        </div>
    }
}
