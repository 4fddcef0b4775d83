//! Text from guides: what stands between `**` is the name of a button on a Swedish page.
//!
//! Such a name is set in bold and kept apart from the text around it, whose direction may be another; and so are Swedish names
//! and numbers among letters that run from right to left. Never HTML.

use erum_domain::mixed::pieces;
use leptos::prelude::*;

/// The text with its button names set apart.
pub(crate) fn rich(text: &str) -> impl IntoView + use<> {
    text.split("**")
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(index, part)| {
            if index % 2 == 0 {
                return mixed(part);
            }
            let part = part.to_owned();
            view! { <b class="button-name"><bdi lang="sv">{part}</bdi></b> }.into_any()
        })
        .collect_view()
}

/// The text with what runs in the other direction set apart.
pub(crate) fn mixed(text: &str) -> AnyView {
    let drawn = pieces(text).into_iter().map(|piece| {
        let text = piece.text.to_owned();
        if piece.apart {
            // Numbers are read in the language around them.
            view! { <bdi dir="ltr" lang=piece.has_letters.then_some("sv")>{text}</bdi> }.into_any()
        } else {
            text.into_any()
        }
    });
    drawn.collect_view().into_any()
}

/// The text without marks, for labels that are only heard.
pub(crate) fn plain(text: &str) -> String {
    text.replace("**", "")
}
