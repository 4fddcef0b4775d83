//! A municipality's directory: places and their hours, the book bus, how far our help goes, who answers for what.
//!
//! Residents' and staff's pages show the same: nothing here may know the desk. Says what is not known, and guesses nothing.

mod answers;
mod clock;
mod hours;
mod levels;
mod paper;
mod point;
mod source;
mod stops;

pub(crate) use answers::{Answers, Numbers};
pub(crate) use levels::{LevelHere, OwnLevels};
pub(crate) use paper::PrintIt;
pub(crate) use point::Points;
pub(crate) use stops::BookBus;

use erum_domain::directory::Unit;
use leptos::prelude::*;

/// What the municipality is called in other languages than Swedish, each in its own.
#[component]
pub(crate) fn OtherNames(unit: &'static Unit) -> impl IntoView {
    let others = unit.names.iter().filter(|(language, _)| language.as_str() != "sv");
    others.map(|(language, name)| view! { <span class="other-name" lang=language.clone() dir="ltr">{name.as_str()}</span> }).collect_view()
}

/// A part of the page, under a heading that can be gone to.
#[component]
pub(crate) fn Part(id: &'static str, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="part" aria-labelledby=id>
            <h2 class="part__title" id=id tabindex="-1">{title}</h2>
            {children()}
        </section>
    }
}
