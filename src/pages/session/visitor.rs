//! What the visitor sees: the step in hand, large; on the tablet's other half, or over the whole screen.
//!
//! Holds the guide only: no tick, no mark, nothing about the visitor.

use super::Worktop;
use crate::components::icon::icon;
use crate::components::rich::rich;
use crate::words::{t, t_with, w};
use erum_domain::guide::{Guide, Step, StepKind};
use leptos::ev::Event;
use leptos::html::Dialog;
use leptos::prelude::*;

/// The visitor's half.
#[component]
pub(super) fn VisitorCard(guide: &'static Guide) -> impl IntoView {
    let worktop: Worktop = expect_context();
    let index = Memo::new(move |_| worktop.in_hand());
    view! {
        <section class="card visitor" aria-label=t(w::VISITOR_LABEL)>
            <p class="eyebrow">{move || place_words(guide, index.get())}</p>
            {move || guide.steps.get(index.get()).map(|step| view! { <Large step /> })}
            <button type="button" class="button button--quiet" data-testid="show-visitor" on:click=move |_| worktop.shown.set(true)>
                {icon("maximize")} {t(w::VISITOR_FULL_SCREEN)}
            </button>
        </section>
        <FullScreen guide index />
    }
}

fn place_words(guide: &Guide, index: usize) -> String {
    t_with(w::VISITOR_PLACE, &[("step", &(index + 1).to_string()), ("steps", &guide.steps.len().to_string())])
}

#[component]
fn Large(step: &'static Step) -> impl IntoView {
    let own = (step.kind == StepKind::LookAway).then(|| t(w::VISITOR_ALONE));
    view! {
        <p class="visitor__text">{rich(&step.text)}</p>
        {own.map(|own| view! { <p class="visitor__own">{own}</p> })}
        {step.hint.as_ref().map(|hint| view! { <p class="visitor__hint">{rich(hint)}</p> })}
    }
}

/// Over the whole screen, turned to the visitor: large, one step at a time.
#[component]
fn FullScreen(guide: &'static Guide, index: Memo<usize>) -> impl IntoView {
    let worktop: Worktop = expect_context();
    let dialog = NodeRef::<Dialog>::new();
    let looking_at = RwSignal::new(0);
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if worktop.shown.get() {
            looking_at.set(index.get_untracked());
            dialog.show_modal().unwrap_or_default();
        } else {
            dialog.close();
        }
    });
    let last = guide.steps.len().saturating_sub(1);
    view! {
        <dialog class="full-screen" data-testid="visitor-view" node_ref=dialog aria-label=t(w::VISITOR_LABEL) on:close=move |_: Event| worktop.shown.set(false)>
            <div class="full-screen__head">
                <p class="eyebrow">{guide.title.as_str()} " · " {move || place_words(guide, looking_at.get())}</p>
                <button type="button" class="button button--quiet" data-testid="visitor-close" on:click=move |_| worktop.shown.set(false)>{icon("x")} {t(w::VISITOR_CLOSE)}</button>
            </div>
            <div class="full-screen__step" aria-live="polite">{move || guide.steps.get(looking_at.get()).map(|step| view! { <Large step /> })}</div>
            <div class="full-screen__foot">
                <button type="button" class="button button--outline" disabled=move || looking_at.get() == 0 on:click=move |_| looking_at.update(|at| *at = at.saturating_sub(1))>{t(w::GUIDE_BACK)}</button>
                <button type="button" class="button" disabled=move || looking_at.get() == last on:click=move |_| looking_at.update(|at| *at = (*at + 1).min(last))>{t(w::GUIDE_NEXT)}</button>
            </div>
        </dialog>
    }
}
