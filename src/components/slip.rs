//! The field for the four words of a slip: leads to the place they mean, says what is wrong with them, suggests what is near.
//!
//! Residents and staff use it: nothing here may know the desk. Nothing that is typed is kept or sent.

use crate::components::icon::icon;
use crate::components::notice::{Notice, Tone};
use crate::components::rich::mixed;
use crate::components::when::When;
use crate::words::{Word, t, t_with, w};
use erum_domain::guide::Guide;
use erum_domain::slip::{self, Near, Place, Reading, Since};
use leptos::prelude::*;

/// What the words meant, once somebody has asked.
type Answer = RwSignal<Option<Reading<'static>>>;

/// The card, closed until it is needed.
#[component]
pub(crate) fn SlipCard(
    /// All guides.
    guides: &'static [Guide],
    /// What it is called.
    title: &'static str,
    /// Called with the place that the slip means.
    on_place: Callback<Place<'static>>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let answer: Answer = RwSignal::new(None);
    let go = Callback::new(move |place: Place<'static>| match place.since {
        Since::Same => on_place.run(place),
        // Said first: what one sees may be another step than on the slip.
        Since::Changed | Since::StepGone => answer.set(Some(Reading::Found(place))),
    });
    let ask = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match typed.with_untracked(|typed| slip::read(typed, guides)) {
            Reading::Found(place) => go.run(place),
            other => answer.set(Some(other)),
        }
    };
    // An answer to other words than those that stand there would mislead.
    let type_words = move |text: String| {
        typed.set(text);
        answer.set(None);
    };
    view! {
        <details class="card slip" data-testid="slip">
            <summary class="link-card" data-testid="slip-open">
                {icon("ticket-check")} <span class="row__words"><span class="row__title">{title}</span></span> {icon("chevron-down")}
            </summary>
            <form class="form" on:submit=ask>
                <label class="field">
                    <span class="field__label">{t(w::SLIP_WORDS)}</span>
                    // Swedish words in whatever language the page is.
                    <input class="field__input" data-testid="slip-words" lang="sv" dir="ltr" autocomplete="off" autocapitalize="none" spellcheck="false"
                        enterkeyhint="go" aria-describedby="slip-hint" prop:value=typed on:input:target=move |event| type_words(event.target().value()) />
                    <span class="field__hint" id="slip-hint">{t(w::SLIP_HINT)}</span>
                </label>
                <button class="button button--wide" data-testid="slip-go">{t(w::SLIP_GO)}</button>
            </form>
            {move || answer.get().map(|reading| view! { <Said reading on_place go /> })}
        </details>
    }
}

/// What is to be said of the words, and the ways on.
#[component]
fn Said(reading: Reading<'static>, on_place: Callback<Place<'static>>, go: Callback<Place<'static>>) -> impl IntoView {
    match reading {
        Reading::Found(place) => view! { <Changed place on_place /> }.into_any(),
        Reading::NotFour(_) => told(w::SLIP_NOT_FOUR).into_any(),
        Reading::NoGuide => told(w::SLIP_NO_GUIDE).into_any(),
        Reading::Mixed(near) => view! { {told(w::SLIP_MIXED)} <Suggested near go /> }.into_any(),
        Reading::Unknown(unknown, near) => {
            let text = t_with(w::SLIP_UNKNOWN, &[("words", &unknown.join(", "))]);
            view! { <Notice tone=Tone::Attention name="slip-wrong">{text}</Notice> <Suggested near go /> }.into_any()
        }
    }
}

fn told(word: Word) -> impl IntoView {
    view! { <Notice tone=Tone::Attention name="slip-wrong">{t(word)}</Notice> }
}

/// The guide is not as it was when the slip was written.
#[component]
fn Changed(place: Place<'static>, on_place: Callback<Place<'static>>) -> impl IntoView {
    let text = if place.since == Since::StepGone { t(w::SLIP_STEP_GONE) } else { t(w::SLIP_CHANGED) };
    view! {
        <Notice tone=Tone::Calm name="slip-changed">{text}</Notice>
        <button type="button" class="card link-card" data-testid="slip-changed-go" on:click=move |_| on_place.run(place)>
            <Where place />
            {icon("chevron-right")}
        </button>
    }
}

/// What may have been meant. Only whoever holds the slip can say.
#[component]
fn Suggested(near: Vec<Near<'static>>, go: Callback<Place<'static>>) -> impl IntoView {
    let any = !near.is_empty();
    let choices = near
        .into_iter()
        .map(|Near { slip, place }| {
            view! {
                <li>
                    <button type="button" class="card link-card" data-testid="slip-near" on:click=move |_| go.run(place)>
                        <span class="row__words"><span class="row__title" lang="sv" dir="ltr">{slip.to_string()}</span> <Where place /></span>
                        {icon("chevron-right")}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! { <When holds=move || any><p class="card__text">{t(w::SLIP_NEAR)}</p></When> <ul class="results">{choices}</ul> }
}

/// Guide and step, in words.
#[component]
pub(crate) fn Where(place: Place<'static>) -> impl IntoView {
    let tongue = place.guide.tongue();
    let step = place
        .step
        .map(|step| t_with(w::VISITOR_PLACE, &[("step", &(step + 1).to_string()), ("steps", &place.guide.steps.len().to_string())]));
    view! {
        <span class="row__words">
            <span class="row__title" lang=tongue.tag() dir=tongue.direction()>{mixed(&place.guide.title)}</span>
            {step.map(|step| view! { <span class="row__hint">{step}</span> })}
        </span>
    }
}
