//! A QR code on the screen and on paper: drawn here, without a network.
//!
//! Says what it leads to in words. Always dark on white, whatever the looks of the page: readers need it so.

use crate::qr;
use leptos::prelude::*;

/// A QR code of a text; nothing when the text is too long for one.
#[component]
pub(crate) fn Qr(
    /// What it says to whoever reads it.
    text: String,
    /// What it is, in words.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    qr::draw(&text).map(|drawing| {
        view! {
            // In no direction of writing, for readers know only one.
            <svg class="qr" role="img" aria-label=label dir="ltr" viewBox=format!("0 0 {0} {0}", drawing.size) shape-rendering="crispEdges" data-testid="qr">
                <path d=drawing.path fill="currentColor"></path>
            </svg>
        }
    })
}
