//! A card that leads to another page of residents' pages: a picture, what it is, and what one finds there.

use crate::components::icon::icon;
use crate::words::{Word, t};
use leptos::prelude::*;
use leptos_router::components::A;

/// The card.
#[component]
pub(crate) fn LinkCard(
    /// Where it leads.
    href: &'static str,
    /// For tests.
    name: &'static str,
    /// Drawn by `icon` where it is called, so that the build finds its name.
    picture: AnyView,
    /// What it is.
    title: Word,
    /// What one finds there.
    #[prop(optional)]
    hint: Option<Word>,
) -> impl IntoView {
    view! {
        <A href=href attr:class="card link-card" attr:data-testid=name>
            {picture}
            <span class="row__words">
                <span class="row__title">{t(title)}</span>
                {hint.map(|hint| view! { <span class="row__hint">{t(hint)}</span> })}
            </span>
            {icon("chevron-right")}
        </A>
    }
}
