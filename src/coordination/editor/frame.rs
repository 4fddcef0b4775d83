//! A frame with a page of its own in it, as wide as a phone or a tablet: what depends on the width of a screen is drawn as it
//! will be there. Holds the same origin and the same styles, and no script.

use erum_domain::languages::Language;
use leptos::prelude::*;
use leptos::tachys::view::{Mountable, Render};

/// What stands in the frame before anything is drawn in it.
const PAGE: &str = "<!doctype html><html><head></head><body></body></html>";

/// The frame. What is drawn in it belongs to this component, and goes with it.
#[component]
pub(super) fn Frame(name: &'static str, title: &'static str, language: Language, draw: impl Fn() -> AnyView + 'static) -> impl IntoView {
    let frame: NodeRef<leptos::html::Iframe> = NodeRef::new();
    let owner = Owner::current();
    let drawn = StoredValue::new_local(None);
    let fill = move |_| {
        let Some(page) = frame.get_untracked().and_then(|frame| frame.content_document()) else { return };
        let (Some(head), Some(body)) = (page.head(), page.body()) else { return };
        if let Some(root) = page.document_element() {
            root.set_attribute("lang", language.tag()).unwrap_or_default();
            root.set_attribute("dir", language.direction()).unwrap_or_default();
        }
        take_from_this_page(&head, "link[rel=stylesheet], style");
        take_from_this_page(&body, "#icons");
        let view = match &owner {
            Some(owner) => owner.with(&draw),
            None => draw(),
        };
        let mut state = view.build();
        state.mount(&body, None);
        drawn.set_value(Some(state));
    };
    view! {
        <div class="frame__room" tabindex="0" role="region" aria-label=title>
            <iframe class=format!("frame frame--{name}") data-testid=format!("frame-{name}") title=title srcdoc=PAGE node_ref=frame on:load=fill></iframe>
        </div>
    }
}

/// Copies what a selector finds: the styles, which are also those of residents' and staff's pages, and the icons.
fn take_from_this_page(into: &web_sys::Node, selector: &str) {
    let Ok(found) = crate::platform::document().query_selector_all(selector) else { return };
    for at in 0..found.length() {
        if let Some(copy) = found.item(at).and_then(|one| one.clone_node_with_deep(true).ok()) {
            into.append_child(&copy).map(drop).unwrap_or_default();
        }
    }
}
