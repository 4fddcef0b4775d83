//! Showing something only while something holds: Leptos' `Show` with one compiled form instead of one for every use,
//! which keeps the program small enough for a village's network.

use leptos::prelude::*;

/// What has to hold, whatever it was made of.
pub(crate) struct Condition(Memo<bool>);

impl<F: Fn() -> bool + Send + Sync + 'static> From<F> for Condition {
    fn from(holds: F) -> Self {
        Self(Memo::new(move |_| holds()))
    }
}

/// The children while it holds, else the fallback. Draws anew only when that changes.
#[component]
pub(crate) fn When(#[prop(into)] holds: Condition, #[prop(into, optional)] fallback: ViewFn, children: ChildrenFn) -> impl IntoView {
    move || if holds.0.get() { children().into_any() } else { fallback.run() }
}
