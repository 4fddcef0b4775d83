//! The guides that were found, in places that stay: while somebody types, only the words in them change.
//!
//! Rows made anew at every letter were felt on an old phone: each has its styles, boxes and listeners. Writing into the
//! nodes by hand was measured as well, and is no quicker than these signals. Knows no query.

use crate::finding::Finding;
use erum_domain::guide::Guide;
use erum_domain::ident::Slug;
use leptos::prelude::*;

/// Most guides shown for a search: more is no answer.
pub(crate) const MOST: usize = 8;

/// What was found, best first.
#[component]
pub(crate) fn Found(found: Memo<Vec<usize>>, on_guide: Callback<Slug>) -> impl IntoView {
    let places = (0..MOST).map(|place| view! { <Place found place on_guide /> }).collect_view();
    view! { <ul class="results" hidden=move || found.with(Vec::is_empty)>{places}</ul> }
}

#[component]
fn Place(found: Memo<Vec<usize>>, place: usize, on_guide: Callback<Slug>) -> impl IntoView {
    let finding = Finding::get();
    let at = Memo::new(move |_| found.with(|found| found.get(place).copied()));
    view! { <Row guide=Signal::derive(move || at.get().and_then(|at| finding.guide(at))) on_guide /> }
}

/// A guide that can be chosen; out of sight while there is none.
#[component]
pub(crate) fn Row(guide: Signal<Option<&'static Guide>>, on_guide: Callback<Slug>) -> impl IntoView {
    let is_empty = Memo::new(move |_| guide.get().is_none());
    // Nearly always the page's own, so that it is seldom written anew.
    let tongue = Memo::new(move |_| guide.get().map(Guide::tongue));
    let choose = move |_| guide.get_untracked().into_iter().for_each(|guide| on_guide.run(guide.slug.clone()));
    view! {
        <li hidden=move || is_empty.get()>
            // No icon: eight more drawings at every keystroke were felt as well. The sheet draws the arrow.
            <button type="button" class="result result--leads" data-testid=move || guide.get().map(|guide| format!("guide-{}", guide.slug)) on:click=choose>
                <span class="result__words">
                    // The line begins where the page's lines do, whatever language stands in it.
                    <span class="result__title">
                        <bdi lang=move || tongue.get().map(|tongue| tongue.tag()) dir=move || tongue.get().map(|tongue| tongue.direction())>
                            {move || guide.get().map_or("", |guide| &guide.title)}
                        </bdi>
                    </span>
                    <span class="result__actor"><bdi lang="sv" dir="ltr">{move || guide.get().map_or("", |guide| &guide.actor)}</bdi></span>
                </span>
            </button>
        </li>
    }
}
