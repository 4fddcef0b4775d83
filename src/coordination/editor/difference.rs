//! Two texts of a guide as people see what changed: field by field, words taken away and words added marked by line and by a
//! spoken word, not by colour alone.

use super::names::{name_of, value_text};
use crate::words::{t, w};
use erum_domain::manuscript::difference::{Change, Piece, changes, pieces};
use erum_domain::manuscript::fields::Fields;
use leptos::prelude::*;

/// What is not the same in two texts.
#[component]
pub(super) fn Difference(before: Fields, after: Fields) -> impl IntoView {
    let all = changes(&before, &after);
    if all.is_empty() {
        return view! { <p class="quiet" data-testid="no-difference">{t(w::DIFFERENCE_NONE)}</p> }.into_any();
    }
    let rows = all.iter().map(|change| row(change, &before, &after)).collect_view();
    view! { <dl class="differences" data-testid="differences">{rows}</dl> }.into_any()
}

fn row(change: &Change, before: &Fields, after: &Fields) -> impl IntoView + use<> {
    let known = if after.get(&change.place).is_some() { after } else { before };
    let old = value_text(&change.place, change.before.as_ref(), before);
    let new = value_text(&change.place, change.after.as_ref(), after);
    view! {
        <div class="differences__row" data-testid="difference" data-place=change.place.to_string()>
            <dt class="differences__name">{name_of(&change.place, known)}</dt>
            <dd class="differences__text">{marked(&old, &new)}</dd>
        </div>
    }
}

/// Two texts as one.
pub(super) fn marked(before: &str, after: &str) -> impl IntoView + use<> {
    let piece = |piece: Piece| match piece {
        Piece::Same(text) => text.into_any(),
        Piece::Gone(text) => {
            view! { <del class="gone"><span class="visually-hidden">{t(w::DIFFERENCE_GONE)} " "</span>{text}</del> " " }.into_any()
        }
        Piece::New(text) => {
            view! { <ins class="new"><span class="visually-hidden">{t(w::DIFFERENCE_NEW)} " "</span>{text}</ins> " " }.into_any()
        }
    };
    pieces(before, after).into_iter().map(piece).collect_view()
}
