//! The visitor's half of the tablet: the step in hand, large, and the way to show it over the whole screen.
//!
//! Holds the guide only: no tick, no mark, nothing about the visitor.

use super::Worktop;
use crate::components::icon::icon;
use crate::components::shown::{Large, place_words};
use crate::desk::Showing;
use crate::words::{t, w};
use erum_domain::guide::Guide;
use leptos::prelude::*;

/// The visitor's half.
#[component]
pub(super) fn VisitorCard(guide: &'static Guide) -> impl IntoView {
    let worktop: Worktop = expect_context();
    let index = Memo::new(move |_| worktop.in_hand());
    view! {
        <section class="card visitor" aria-label=t(w::VISITOR_LABEL)>
            <p class="eyebrow">{move || place_words(guide, index.get())}</p>
            {move || guide.steps.get(index.get()).map(|step| view! { <Large step /> })}
            <button type="button" class="button button--quiet" data-testid="show-visitor" on:click=move |_| worktop.desk.showing.set(Some(Showing { guide, step: index.get_untracked() }))>
                {icon("maximize")} {t(w::VISITOR_FULL_SCREEN)}
            </button>
        </section>
    }
}
