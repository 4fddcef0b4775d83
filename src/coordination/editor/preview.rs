//! The guide as it stands in the editor, as others will see it: on a phone, on a tablet, on paper.
//!
//! Residents' page is drawn by its own components; each kind of screen in a frame of its width, with its own styles.

use super::frame::Frame;
use super::sheet::Sheet;
use super::work::Work;
use crate::components::icon::icon;
use crate::components::rich::rich;
use crate::coordination::office::Office;
use crate::coordination::tongues::in_swedish;
use crate::pages::resident::{OneStep, Ready};
use crate::platform;
use crate::shelf::Shelf;
use crate::words::{Word, t, t_with, w};
use erum_domain::guide::{Guide, StepKind, Who};
use erum_domain::languages::Language;
use erum_domain::manuscript::SOURCE_LANGUAGE;
use leptos::prelude::*;

/// How it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Phone,
    Tablet,
    Paper,
}

const LOOKS: [(Look, Word, &str); 3] = [
    (Look::Phone, w::PREVIEW_PHONE, "look-phone"),
    (Look::Tablet, w::PREVIEW_TABLET, "look-tablet"),
    (Look::Paper, w::PREVIEW_PAPER, "look-paper"),
];

/// The guide as it stands in the editor. The components of residents' pages read guides that live as long as the page, so
/// each look at a preview keeps its guide: some kilobytes, until the page is closed.
fn bound(work: Work) -> Option<&'static Guide> {
    let manuscript = work.manuscript()?;
    let wanted = work.language.get_untracked();
    let language = if manuscript.words.contains_key(&wanted) { wanted } else { SOURCE_LANGUAGE.to_owned() };
    let words = manuscript.words.get(&language)?;
    Some(Box::leak(Box::new(manuscript.facts.in_words(words, &language))))
}

/// The looks.
#[component]
pub(super) fn Preview(work: Work) -> impl IntoView {
    let Some(guide) = bound(work) else { return view! { <p class="quiet">{t(w::PREVIEW_NOTHING)}</p> }.into_any() };
    let look = RwSignal::new(Look::Phone);
    let place = RwSignal::new(0_usize);
    let button = move |(one, word, name): (Look, Word, &'static str)| {
        view! { <button type="button" class="chip" data-testid=name aria-pressed=move || (look.get() == one).to_string() on:click=move |_| look.set(one)>{t(word)}</button> }
    };
    let body = move || {
        match look.get() {
        Look::Phone => view! { <OnPhone guide place /> }.into_any(),
        Look::Tablet => view! { <OnTablet guide /> }.into_any(),
        Look::Paper => view! {
            <button type="button" class="button button--small no-print" data-testid="preview-print" on:click=|_| platform::print()>{icon("printer")} {t(w::SAMORDNING_PRINT)}</button>
            <Sheet guide />
        }
        .into_any(),
    }
    };
    view! {
        <div class="chips no-print">{LOOKS.map(button).collect_view()}</div>
        <p class="quiet no-print">{t_with(w::PREVIEW_IN, &[("language", &in_swedish(&guide.language))])}</p>
        {body}
    }
    .into_any()
}

/// As a resident sees it, one step at a time.
#[component]
fn OnPhone(guide: &'static Guide, place: RwSignal<usize>) -> impl IntoView {
    // The guide is not in the pack yet: what the shelf knows of others is today's.
    provide_context(Shelf::new(Office::get().pack));
    let last = guide.steps.len();
    let shown = move || match place.get() {
        0 => view! { <Ready guide /> }.into_any(),
        at => guide.steps.get(at - 1).map(|step| view! { <OneStep guide step number=at /> }).into_any(),
    };
    let draw = move || {
        view! {
            <main class="main main--resident">
                <p class="eyebrow" lang=guide.tongue().tag() dir=guide.tongue().direction()>{guide.title.as_str()}</p>
                <div class="beads" aria-hidden="true">
                    {(1..=last).map(|bead| view! { <span class="bead" class:bead--done=move || place.get().ge(&bead)></span> }).collect_view()}
                </div>
                <div class="follow">{shown}</div>
            </main>
        }
        .into_any()
    };
    view! {
        <div class="preview__steps">
            <button type="button" class="button button--small button--outline" data-testid="preview-back" disabled=move || place.get() == 0 on:click=move |_| place.update(|at| *at -= 1)>{t(w::GUIDE_BACK)}</button>
            <button type="button" class="button button--small" data-testid="preview-next" disabled=move || place.get() == last on:click=move |_| place.update(|at| *at += 1)>{t(w::GUIDE_NEXT)}</button>
        </div>
        <Frame name="phone" title=t(w::PREVIEW_PHONE) language=guide.tongue() draw />
    }
}

/// As staff see it: the checklist.
#[component]
fn OnTablet(guide: &'static Guide) -> impl IntoView {
    let row = |(index, step): (usize, &'static erum_domain::guide::Step)| {
        let (class, who) = match (step.kind, step.who) {
            (StepKind::Stop, _) => ("tag tag--limit", w::SESSION_LIMIT),
            (_, Who::Resident) => ("tag tag--resident", w::SESSION_RESIDENT_ACTS),
            (_, Who::Together) => ("tag tag--together", w::SESSION_TOGETHER),
        };
        let face = match step.kind {
            StepKind::Do => (index + 1).to_string().into_any(),
            StepKind::LookAway => icon("eye-off").into_any(),
            StepKind::Stop => icon("hand").into_any(),
        };
        let limit = match step.kind {
            StepKind::Do => None,
            StepKind::LookAway => Some(t(w::SESSION_LOOK_AWAY)),
            StepKind::Stop => Some(t(w::SESSION_STOP)),
        };
        view! {
            <li class="step" class:step--limit={step.kind != StepKind::Do}>
                <span class="tick">{face}</span>
                <div class="step__body">
                    <div class="step__text">{limit.map(|words| view! { <b class="step__limit">{words} " "</b> })}{rich(&step.text)}</div>
                    {step.hint.as_ref().map(|hint| view! { <p class="step__hint">{rich(hint)}</p> })}
                    {step.if_stuck.as_ref().map(|way| view! { <p class="step__hint"><b><bdi>{t(w::GUIDE_IF_STUCK)}</bdi></b> " " {rich(way)}</p> })}
                </div>
                <span class=class>{t(who)}</span>
            </li>
        }
    };
    let draw = move || {
        let tongue: Language = guide.tongue();
        view! {
            <main class="main" lang=tongue.tag() dir=tongue.direction()>
                <div class="session__head"><h1 class="page-title">{guide.title.as_str()}</h1></div>
                <p class="lead">{guide.goal.as_str()}</p>
                <ol class="steps">{guide.steps.iter().enumerate().map(row).collect_view()}</ol>
            </main>
        }
        .into_any()
    };
    view! { <Frame name="tablet" title=t(w::PREVIEW_TABLET) language=guide.tongue() draw /> }
}
