//! What stands where the counts will be. Seen only when they take their time.

use crate::words::{t, w};
use leptos::prelude::*;

/// Empty cards, and a word for those who listen.
#[component]
pub(super) fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton" data-testid="skeleton">
            <p class="visually-hidden" role="status">{t(w::SAMORDNING_LOADING)}</p>
            <div class="skeleton__figures" aria-hidden="true"><i></i><i></i><i></i><i></i></div>
            <div class="skeleton__cards" aria-hidden="true"><i></i><i></i></div>
        </div>
    }
}
