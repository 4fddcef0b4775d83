//! One step of the checklist: its tick, its words, who acts, and, when it is in hand, what can be said about it.

use super::Worktop;
use super::flag::FlagPanel;
use super::marks::StuckPanel;
use crate::components::icon::icon;
use crate::components::rich::{plain, rich};
use crate::components::when::When;
use crate::platform;
use crate::words::{cause_label, label, t, t_count, t_with, w};
use erum_domain::guide::{Step, StepKind, Who};
use erum_domain::session::Move;
use leptos::prelude::*;

/// Which panel of a step is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Panel {
    /// None.
    #[default]
    Closed,
    /// Why it stuck here.
    Stuck,
    /// Why the step is no longer right.
    Flag,
}

/// The step in the list.
#[component]
pub(super) fn StepRow(index: usize, step: &'static Step) -> impl IntoView {
    let worktop: Worktop = expect_context();
    let ticked = Memo::new(move |_| worktop.is_ticked(&step.id));
    let in_hand = Memo::new(move |_| worktop.in_hand() == index);
    let is_limit = step.kind != StepKind::Do;
    view! {
        <li
            class="step" class:step--ticked=ticked class:step--in-hand=in_hand class:step--limit=is_limit
            data-testid=format!("step-{}", step.id) data-ticked=move || ticked.get().to_string() aria-current=move || in_hand.get().then_some("step")
        >
            <TickButton index step ticked />
            <div class="step__body">
                <button type="button" class="step__text" data-testid=format!("select-{}", step.id) on:click=move |_| worktop.tapped.set(Some(index))>
                    {limit_words(step.kind).map(|words| view! { <b class="step__limit">{words} " "</b> })}
                    {rich(&step.text)}
                </button>
                <Marks step />
                <Flagged step />
                <When holds=move || in_hand.get()><InHand step /></When>
            </div>
            <WhoActs step />
        </li>
    }
}

fn limit_words(kind: StepKind) -> Option<&'static str> {
    match kind {
        StepKind::Do => None,
        StepKind::LookAway => Some(t(w::SESSION_LOOK_AWAY)),
        StepKind::Stop => Some(t(w::SESSION_STOP)),
    }
}

#[component]
fn TickButton(index: usize, step: &'static Step, ticked: Memo<bool>) -> impl IntoView {
    let worktop: Worktop = expect_context();
    let press = move |_| {
        // The write is asked for first: what is drawn anew is drawn while the disk works.
        let step = step.id.clone();
        worktop.make(if ticked.get_untracked() { Move::Untick(step) } else { Move::Tick(step) });
        if worktop.tapped.get_untracked().is_some() {
            worktop.tapped.set(None);
        }
    };
    let name = t_with(w::SESSION_TICK, &[("number", &(index + 1).to_string()), ("step", &plain(&step.text))]);
    let face = move || match (ticked.get(), step.kind) {
        (true, _) => icon("check").into_any(),
        (false, StepKind::LookAway) => icon("eye-off").into_any(),
        (false, StepKind::Stop) => icon("hand").into_any(),
        (false, StepKind::Do) => (index + 1).to_string().into_any(),
    };
    view! {
        <button type="button" class="tick" data-testid=format!("tick-{}", step.id) aria-pressed=move || ticked.get().to_string() aria-label=name on:click=press>
            {face}
        </button>
    }
}

#[component]
fn WhoActs(step: &'static Step) -> impl IntoView {
    let (class, words) = match (step.kind, step.who) {
        (StepKind::Stop, _) => ("tag tag--limit", w::SESSION_LIMIT),
        (_, Who::Resident) => ("tag tag--resident", w::SESSION_RESIDENT_ACTS),
        (_, Who::Together) => ("tag tag--together", w::SESSION_TOGETHER),
    };
    view! { <span class=class>{t(words)}</span> }
}

/// Where it stuck, as said; shown whether the step is in hand or not.
#[component]
fn Marks(step: &'static Step) -> impl IntoView {
    let worktop: Worktop = expect_context();
    let causes = Memo::new(move |_| {
        worktop
            .read(|session| session.stuck.iter().filter(|stuck| stuck.step == step.id).map(|stuck| stuck.cause).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    view! {
        <When holds=move || causes.with(|causes| !causes.is_empty())>
            <p class="step__marks">
                {icon("flag")} {t(w::SESSION_STUCK_HERE)} ": "
                {move || causes.with(|causes| causes.iter().map(|cause| cause_label(*cause)).collect::<Vec<_>>().join(", "))}
            </p>
        </When>
    }
}

/// That somebody of the unit has said that the step is no longer right, and nobody has looked at it yet.
#[component]
fn Flagged(step: &'static Step) -> impl IntoView {
    let worktop: Worktop = expect_context();
    let words = Memo::new(move |_| {
        let guide = worktop.guide?;
        worktop.desk.snapshot.with(|snapshot| {
            let flag = snapshot.as_ref()?.flags.iter().find(|flag| flag.guide == guide.slug && flag.step == step.id)?;
            let days = u64::try_from(platform::today().days() - flag.first.days()).unwrap_or(0);
            Some(t_count(w::SESSION_FLAGGED, days, &[("reason", label(flag.reason))]))
        })
    });
    view! {
        <When holds=move || words.with(Option::is_some)>
            <p class="step__flagged" data-testid=format!("flagged-{}", step.id)>{icon("circle-alert")} {move || words.get()}</p>
        </When>
    }
}

/// More about the step in hand, and what can be said about it.
#[component]
fn InHand(step: &'static Step) -> impl IntoView {
    let panel = RwSignal::new(Panel::default());
    let toggle = move |which: Panel| panel.update(|open| *open = if *open == which { Panel::Closed } else { which });
    view! {
        {step.hint.as_ref().map(|hint| view! { <p class="step__hint">{rich(hint)}</p> })}
        {limit_hint(step.kind).map(|hint| view! { <p class="step__hint">{hint}</p> })}
        <div class="step__actions">
            <button type="button" class="chip chip--stuck" data-testid=format!("stuck-{}", step.id) aria-expanded=move || (panel.get() == Panel::Stuck).to_string() on:click=move |_| toggle(Panel::Stuck)>
                {t(w::SESSION_STUCK)}
            </button>
            <button type="button" class="chip chip--flag" data-testid=format!("flag-{}", step.id) aria-expanded=move || (panel.get() == Panel::Flag).to_string() on:click=move |_| toggle(Panel::Flag)>
                {t(w::SESSION_FLAG)}
            </button>
        </div>
        {move || match panel.get() {
            Panel::Closed => ().into_any(),
            Panel::Stuck => view! { <StuckPanel step panel /> }.into_any(),
            Panel::Flag => view! { <FlagPanel step panel /> }.into_any(),
        }}
    }
}

fn limit_hint(kind: StepKind) -> Option<&'static str> {
    match kind {
        StepKind::Do => None,
        StepKind::LookAway => Some(t(w::SESSION_LOOK_AWAY_HINT)),
        StepKind::Stop => Some(t(w::SESSION_STOP_HINT)),
    }
}
