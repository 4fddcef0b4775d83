//! Saying about a step that it stuck here, and why.
//!
//! Coded values only: there is nowhere to write.

use super::Worktop;
use super::step::Panel;
use crate::components::choice::Chip;
use crate::components::notice::{Notice, Tone};
use crate::components::rich::rich;
use crate::components::when::When;
use crate::words::{cause_label, t, w};
use erum_domain::codes::{Fault, Obstacle};
use erum_domain::guide::{Cause, Step};
use erum_domain::record::Stuck;
use erum_domain::session::Move;
use leptos::prelude::*;

/// Obstacles that are offered for any step, after the step's own.
const USUAL: [Obstacle; 4] = [Obstacle::Knowledge, Obstacle::OfficialLanguage, Obstacle::Swedish, Obstacle::Function];

/// Why it stuck: the step's likely causes first, the rest one tap away; then the way round.
#[component]
pub(super) fn StuckPanel(step: &'static Step, panel: RwSignal<Panel>) -> impl IntoView {
    let all = RwSignal::new(false);
    let likely = |cause: &Cause| step.may_fail.contains(cause) || matches!(cause, Cause::Obstacle(obstacle) if USUAL.contains(obstacle));
    let obstacles =
        move |all: bool| Obstacle::ALL.iter().map(|obstacle| Cause::Obstacle(*obstacle)).filter(move |cause| all || likely(cause));
    let faults = move |all: bool| {
        Fault::ALL
            .iter()
            .map(|fault| Cause::Fault(*fault))
            .filter(move |cause| all || likely(cause) || matches!(cause, Cause::Fault(Fault::Outage)))
    };
    let chips = move |causes: Vec<Cause>| causes.into_iter().map(|cause| view! { <CauseChip step cause /> }).collect_view();
    view! {
        <div class="panel" role="group" aria-label=t(w::SESSION_STUCK)>
            <h3 class="panel__title">{t(w::SESSION_OBSTACLES)}</h3>
            <div class="chips">{move || chips(obstacles(all.get()).collect())}</div>
            <h3 class="panel__title">{t(w::SESSION_FAULTS)}</h3>
            <div class="chips">{move || chips(faults(all.get()).collect())}</div>
            <div class="panel__foot">
                <When holds=move || !all.get()>
                    <button type="button" class="button button--quiet button--small" data-testid="causes-all" on:click=move |_| all.set(true)>{t(w::SESSION_MORE_CAUSES)}</button>
                </When>
                <button type="button" class="button button--small" data-testid="stuck-done" on:click=move |_| panel.set(Panel::Closed)>{t(w::SESSION_PANEL_DONE)}</button>
            </div>
            {step.if_stuck.as_ref().map(|way| view! { <Notice tone=Tone::Attention><b>{t(w::GUIDE_IF_STUCK)}</b> " " {rich(way)}</Notice> })}
        </div>
    }
}

#[component]
fn CauseChip(step: &'static Step, cause: Cause) -> impl IntoView {
    let worktop: Worktop = expect_context();
    let on = Memo::new(move |_| worktop.read(|session| session.stuck.contains(&Stuck { step: step.id.clone(), cause })).unwrap_or(false));
    let press = move || {
        let step = step.id.clone();
        worktop.make(if on.get_untracked() { Move::Unstuck(step, cause) } else { Move::Stuck(step, cause) });
    };
    view! { <Chip name=format!("cause-{}", cause.list_and_code().1) title=cause_label(cause) on=on.into() on_press=press /> }
}
