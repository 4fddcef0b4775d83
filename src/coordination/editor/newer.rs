//! The program has brought a newer built-in guide than the one that the edit was made from: what differs, and which stays.

use super::difference::Difference;
use super::work::{Work, text_of};
use crate::components::icon::icon;
use crate::components::when::When;
use crate::words::{t, w};
use erum_domain::manuscript::fields::Fields;
use erum_domain::wire::editing::Keep;
use leptos::prelude::*;

/// The question, where there is one.
#[component]
pub(super) fn Newer(work: Work) -> impl IntoView {
    let newer = Memo::new(move |_| work.answer.with(|answer| answer.as_ref().is_some_and(|answer| answer.newer_built_in)));
    view! { <When holds=move || newer.get()><Question work /></When> }
}

#[component]
fn Question(work: Work) -> impl IntoView {
    let open = RwSignal::new(false);
    let texts = move || {
        work.answer.with_untracked(|answer| {
            let answer = answer.as_ref()?;
            Some((Fields::of(text_of(answer)?), Fields::of(answer.built_in.as_ref()?)))
        })
    };
    let shown = move || open.get().then(texts).flatten().map(|(ours, built_in)| view! { <Difference before=ours after=built_in /> });
    view! {
        <section class="card at-once no-print" data-testid="newer">
            <h2 class="card__title">{icon("circle-alert")} {t(w::NEWER_TITLE)}</h2>
            <p>{t(w::NEWER_TEXT)}</p>
            <button type="button" class="button button--small button--quiet" data-testid="newer-show" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                {t(w::NEWER_SHOW)}
            </button>
            {shown}
            <div class="row__actions">
                <button type="button" class="button button--small" data-testid="newer-keep" disabled=move || work.busy.get() on:click=move |_| work.meet_newer(Keep::Edit)>{t(w::NEWER_KEEP)}</button>
                <button type="button" class="button button--small button--outline" data-testid="newer-take" disabled=move || work.busy.get() on:click=move |_| work.meet_newer(Keep::BuiltIn)>{t(w::NEWER_TAKE)}</button>
            </div>
        </section>
    }
}
