//! The directory on paper: what is folded away on the screen is unfolded first, for paper cannot be tapped.

use crate::components::icon::icon;
use crate::platform;
use crate::words::{t, w};
use leptos::ev;
use leptos::prelude::*;

/// The button that prints it. However printing is asked for, everything is unfolded before.
#[component]
pub(crate) fn PrintIt() -> impl IntoView {
    let before = window_event_listener(ev::beforeprint, |_| platform::unfold(".directory details"));
    on_cleanup(move || before.remove());
    view! {
        <button type="button" class="button button--quiet" data-testid="directory-print" on:click=|_| platform::print()>{icon("printer")} {t(w::GUIDE_PRINT)}</button>
    }
}
