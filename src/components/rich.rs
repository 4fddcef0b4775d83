//! Text from guides: what stands between `**` is the name of a button on a Swedish page.
//!
//! Such a name is set in bold and kept apart from the text around it, whose direction may be another. Never HTML.

use leptos::prelude::*;

/// The text with its button names set apart.
pub(crate) fn rich(text: &str) -> impl IntoView + use<> {
    text.split("**")
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(index, part)| {
            let part = part.to_owned();
            if index % 2 == 1 { view! { <b class="button-name"><bdi lang="sv">{part}</bdi></b> }.into_any() } else { part.into_any() }
        })
        .collect_view()
}

/// The text without marks, for labels that are only heard.
pub(crate) fn plain(text: &str) -> String {
    text.replace("**", "")
}
