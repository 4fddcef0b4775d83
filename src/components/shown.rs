//! A guide shown to the visitor over the whole screen, one step at a time, in the visitor's language beside the Swedish.
//!
//! Lies beside the pages, not in one: it stays up when the tablet locks behind it. Holds the guide only: no tick, no mark,
//! nothing about the visitor.

use crate::components::honesty;
use crate::components::icon::icon;
use crate::components::rich::rich;
use crate::desk::{Access, Desk, Showing, Tongue};
use crate::platform;
use crate::words::{t, t_with, w};
use erum_domain::guide::{Guide, Step, StepKind};
use leptos::ev::Event;
use leptos::html::Dialog;
use leptos::prelude::*;

/// What is shown, if anything is.
#[component]
pub(crate) fn Shown() -> impl IntoView {
    let desk = Desk::get();
    move || desk.showing.get().map(|showing| view! { <FullScreen showing /> })
}

/// Puts the guide away. A tablet that locked behind it is loaded anew, and asks for the PIN.
fn put_away(desk: Desk) {
    if desk.access.get_untracked() == Access::Locked {
        platform::reload();
    } else {
        desk.showing.set(None);
    }
}

/// Which step of how many.
pub(crate) fn place_words(guide: &Guide, index: usize) -> String {
    t_with(w::VISITOR_PLACE, &[("step", &(index + 1).to_string()), ("steps", &guide.steps.len().to_string())])
}

/// What the visitor should know of the text: that it is in another language than asked for, or that nobody has reviewed it.
#[component]
pub(crate) fn Honesty(
    /// The visitor's language; none when it is the page's own Swedish.
    tongue: Option<Tongue>,
    /// The guide as it is shown to the visitor.
    guide: &'static Guide,
) -> impl IntoView {
    tongue.map(|tongue| {
        let asked = tongue.language;
        honesty::of_translation(guide, tongue.words).map(|told| {
            view! { <p class="visitor__honest" lang=asked.tag() dir=asked.direction() data-testid="visitor-honest">{told.into_text()}</p> }
        })
    })
}

/// A step, large, in one language. Says with the words of that language what the visitor does alone.
#[component]
pub(crate) fn Large(step: &'static Step, tongue: Option<Tongue>, guide: &'static Guide) -> impl IntoView {
    let spoken = guide.tongue();
    let alone = tongue.map_or_else(|| t(w::VISITOR_ALONE), |tongue| tongue.words.t(w::VISITOR_ALONE));
    let own = (step.kind == StepKind::LookAway).then_some(alone);
    view! {
        <div class="visitor__step" lang=spoken.tag() dir=spoken.direction()>
            <p class="visitor__text">{rich(&step.text)}</p>
            {own.map(|own| view! { <p class="visitor__own">{own}</p> })}
            {step.hint.as_ref().map(|hint| view! { <p class="visitor__hint">{rich(hint)}</p> })}
            <Honesty tongue guide />
        </div>
    }
}

#[component]
fn FullScreen(showing: Showing) -> impl IntoView {
    let desk = Desk::get();
    let Showing { guide, step, tongue } = showing;
    let dialog = NodeRef::<Dialog>::new();
    let looking_at = RwSignal::new(step);
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            dialog.show_modal().unwrap_or_default();
        }
    });
    let last = guide.steps.len().saturating_sub(1);
    let say = move |word| tongue.map_or_else(|| t(word), |tongue| tongue.words.t(word));
    let spoken = tongue.map_or_else(|| guide.tongue(), |tongue| tongue.language);
    let in_theirs = move || {
        let swedish = guide.steps.get(looking_at.get())?;
        let tongue = tongue?;
        Some(match tongue.step(guide, &swedish.id) {
            Some((tongue, guide, step)) => view! { <Large step tongue=Some(tongue) guide /> }.into_any(),
            None => view! { <Honesty tongue=Some(tongue) guide /> }.into_any(),
        })
    };
    view! {
        <dialog class="full-screen" class:full-screen--two=tongue.is_some() data-testid="visitor-view" node_ref=dialog aria-label=t(w::VISITOR_LABEL) on:close=move |_: Event| put_away(desk)>
            <div class="full-screen__head">
                <p class="eyebrow">{guide.title.as_str()} " · " {move || place_words(guide, looking_at.get())}</p>
                <button type="button" class="button button--quiet" data-testid="visitor-close" on:click=move |_| put_away(desk)>{icon("x")} {t(w::VISITOR_CLOSE)}</button>
            </div>
            <div class="full-screen__step" aria-live="polite">
                {in_theirs}
                {move || guide.steps.get(looking_at.get()).map(|step| view! { <Large step tongue=None guide /> })}
            </div>
            <div class="full-screen__foot" lang=spoken.tag() dir=spoken.direction()>
                <button type="button" class="button button--outline" data-testid="visitor-back" disabled=move || looking_at.get() == 0 on:click=move |_| looking_at.update(|at| *at = at.saturating_sub(1))>{say(w::GUIDE_BACK)}</button>
                <button type="button" class="button" data-testid="visitor-next" disabled=move || looking_at.get() == last on:click=move |_| looking_at.update(|at| *at = (*at + 1).min(last))>{say(w::GUIDE_NEXT)}</button>
            </div>
        </dialog>
    }
}
