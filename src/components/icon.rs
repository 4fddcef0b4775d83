//! Icons from the one sprite, which stands in the page itself: were it fetched, what is fetched when would tell which page
//! somebody reads. An icon never stands without its word, so it is hidden from screen readers.

use leptos::prelude::*;

/// The icon with this Lucide name. The build collects the names from these calls.
pub(crate) fn icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=format!("#{name}")></use>
        </svg>
    }
}
