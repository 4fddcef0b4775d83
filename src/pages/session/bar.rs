//! The bar under the checklist: how far, that it is saved and since when, the next visitor, and the end.

use super::Worktop;
use crate::components::icon::icon;
use crate::components::when::When;
use crate::desk::Saving;
use crate::words::{t, t_with, w};
use crate::{journal, platform};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// The bar.
#[component]
pub(super) fn Bar() -> impl IntoView {
    view! {
        <div class="bar">
            <Progress />
            <Saved />
            <Discard />
            <A href="/personal" attr:class="button button--outline" attr:data-testid="switch-visitor">{t(w::SESSION_SWITCH)}</A>
            <A href="/personal/avsluta" attr:class="button" attr:data-testid="to-finish">{t(w::SESSION_FINISH)}</A>
        </div>
    }
}

#[component]
fn Progress() -> impl IntoView {
    let worktop: Worktop = expect_context();
    let steps = worktop.guide.map_or(0, |guide| guide.steps.len());
    let done = Memo::new(move |_| worktop.guide.map_or(0, |guide| guide.steps.iter().filter(|step| worktop.is_ticked(&step.id)).count()));
    let words = move || t_with(w::SESSION_PROGRESS, &[("done", &done.get().to_string()), ("steps", &steps.to_string())]);
    view! {
        <When holds=move || steps.gt(&0)>
            <span class="bar__count">{words}</span>
            <progress class="progress" max=steps value=move || done.get() aria-label=t(w::SESSION_PROGRESS_LABEL)></progress>
        </When>
    }
}

/// "Sparat 14.02": said only of what is on disk. Announced to screen readers.
#[component]
fn Saved() -> impl IntoView {
    let worktop: Worktop = expect_context();
    let desk = worktop.desk;
    // An unseen space comes and goes, so that the same words count as news to a screen reader at every save.
    let odd = StoredValue::new(false);
    let saved = move |at| {
        odd.update_value(|odd| *odd = !*odd);
        let words = t_with(w::SAVE_SAVED, &[("time", &platform::clock_text(at))]);
        if odd.get_value() { words + "\u{a0}" } else { words }
    };
    let state = Memo::new(move |_| match desk.saving.get() {
        Some(Saving::Writing) => "saving",
        Some(Saving::Failed(_)) => "failed",
        Some(Saving::Saved(_)) | None => "saved",
    });
    // Between a write and the words for it stands this alone: nothing but the text is drawn anew.
    let words = move || match desk.saving.get() {
        Some(Saving::Writing) => t(w::SAVE_SAVING).to_owned(),
        Some(Saving::Failed(_)) => t(w::SAVE_NOT_SAVED).to_owned(),
        Some(Saving::Saved(at)) => saved(at),
        None => worktop.read(|session| saved(session.touched_ms)).unwrap_or_default(),
    };
    view! { <span class="bar__saved" role="status" data-testid="saved" data-state=move || state.get()>{words}</span> }
}

/// Throwing a session away that was begun by mistake. Asks once.
#[component]
fn Discard() -> impl IntoView {
    let worktop: Worktop = expect_context();
    let asking = RwSignal::new(false);
    let navigate = use_navigate();
    let discard = move |_| {
        let navigate = navigate.clone();
        spawn_local(async move {
            if journal::discard(worktop.desk, worktop.id).await.is_ok() {
                navigate("/personal", Default::default());
            }
        });
    };
    let discard = StoredValue::new(discard);
    view! {
        <When
            holds=move || asking.get()
            fallback=move || view! { <button type="button" class="button button--quiet" data-testid="discard" on:click=move |_| asking.set(true)>{icon("trash-2")} {t(w::SESSION_DISCARD)}</button> }
        >
            <span class="bar__ask" role="group" aria-label=t(w::SESSION_DISCARD_ASK)>
                <span>{t(w::SESSION_DISCARD_ASK)}</span>
                <button type="button" class="button button--small button--stop" data-testid="discard-yes" on:click=move |event| discard.with_value(|discard| discard(event))>{t(w::SESSION_DISCARD_YES)}</button>
                <button type="button" class="button button--small button--quiet" data-testid="discard-no" on:click=move |_| asking.set(false)>{t(w::SESSION_DISCARD_NO)}</button>
            </span>
        </When>
    }
}
