//! The outcome, and what may be added to it. Coded values only.

use super::Sheet;
use crate::components::choice::{Chip, Choice};
use crate::components::when::When;
use crate::words::{Word, label, t, w};
use erum_domain::codes::{Coded, Fault, Limit, Obstacle, Outcome, Referral, SupportLanguage};
use erum_domain::session::Move;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// Obstacles offered at once; the rest are one tap away.
const USUAL_OBSTACLES: [Obstacle; 7] = [
    Obstacle::OfficialLanguage,
    Obstacle::NoEid,
    Obstacle::ForgottenCodes,
    Obstacle::Function,
    Obstacle::Trust,
    Obstacle::Swedish,
    Obstacle::Network,
];
/// Faults offered at once.
const USUAL_FAULTS: [Fault; 4] = [Fault::NoPause, Fault::NoHumanContact, Fault::OneEidOnly, Fault::Outage];

const fn hint_for(outcome: Outcome) -> Option<Word> {
    match outcome {
        Outcome::DoneAlone => Some(w::FINISH_HINT_ALONE),
        Outcome::DeclinedPayment => Some(w::FINISH_HINT_PAYMENT),
        Outcome::DeclinedOther => Some(w::FINISH_HINT_OTHER_LIMIT),
        Outcome::ObstacleRemains => Some(w::FINISH_HINT_OBSTACLE),
        Outcome::ServiceFault => Some(w::FINISH_HINT_FAULT),
        _ => None,
    }
}

/// The outcome: exactly one.
#[component]
pub(super) fn Outcomes() -> impl IntoView {
    let sheet: Sheet = expect_context();
    let choices = Outcome::ALL
        .iter()
        .copied()
        .map(|outcome| {
            let chosen = Signal::derive(move || sheet.outcome.get() == Some(outcome));
            let name = format!("outcome-{}", outcome.code());
            let choose = move || sheet.outcome.set(Some(outcome));
            match hint_for(outcome) {
                Some(hint) => {
                    view! { <Choice group="outcome" name title=label(outcome) hint=t(hint) chosen on_choose=choose /> }.into_any()
                }
                None => view! { <Choice group="outcome" name title=label(outcome) chosen on_choose=choose /> }.into_any(),
            }
        })
        .collect_view();
    view! { <fieldset class="group"><legend class="visually-hidden">{t(w::FINISH_TITLE)}</legend><div class="choices">{choices}</div></fieldset> }
}

/// Which limit, when it was not a payment.
#[component]
pub(super) fn LimitChoice() -> impl IntoView {
    let sheet: Sheet = expect_context();
    let limits = || Limit::ALL.iter().copied().filter(|limit| *limit != Limit::Payment);
    let chips = move || limits().map(|limit| view! { <OneOf value=limit chosen=sheet.limit /> }).collect_view();
    view! {
        <When holds=move || sheet.outcome.get() == Some(Outcome::DeclinedOther)>
            <section class="card card--small"><h2 class="card__title">{t(w::FINISH_LIMIT)}</h2><div class="chips">{chips}</div></section>
        </When>
    }
}

/// Everything that may be left out.
#[component]
pub(super) fn Extras() -> impl IntoView {
    let sheet: Sheet = expect_context();
    let referrals = Referral::ALL.iter().copied().map(|referral| view! { <OneOf value=referral chosen=sheet.referral /> }).collect_view();
    view! {
        <section class="card card--small">
            <h2 class="card__title">{t(w::FINISH_OBSTACLES)} <Optional /></h2>
            <AnyOf all=Obstacle::ALL usual=&USUAL_OBSTACLES chosen=sheet.obstacles />
        </section>
        <section class="card card--small">
            <h2 class="card__title">{t(w::FINISH_FAULTS)} <Optional /></h2>
            <AnyOf all=Fault::ALL usual=&USUAL_FAULTS chosen=sheet.faults />
        </section>
        <details class="card card--small more">
            <summary class="card__title" data-testid="finish-more">{t(w::FINISH_MORE)} <Optional /></summary>
            <h3 class="card__subtitle">{t(w::FINISH_SUPPORT)}</h3>
            <div class="chips"><Support /></div>
            <h3 class="card__subtitle">{t(w::FINISH_REFERRAL)}</h3>
            <div class="chips">{referrals}</div>
            <h3 class="card__subtitle">{t(w::FINISH_RETURNING)}</h3>
            <div class="chips"><Returning /></div>
        </details>
    }
}

#[component]
fn Optional() -> impl IntoView {
    view! { <span class="optional">{t(w::FINISH_OPTIONAL)}</span> }
}

/// A chip of a list of which at most one is chosen; pressing it again takes it back.
#[component]
fn OneOf<C: Coded + PartialEq + Send + Sync>(value: C, chosen: RwSignal<Option<C>>) -> impl IntoView {
    let on = Signal::derive(move || chosen.get() == Some(value));
    let press = move || chosen.update(|chosen| *chosen = if *chosen == Some(value) { None } else { Some(value) });
    view! { <Chip name=format!("{}-{}", C::LIST, value.code()) title=label(value) on on_press=press /> }
}

/// Chips of which any may be on: the usual ones first, the rest on demand.
#[component]
fn AnyOf<C: Coded + PartialEq + Send + Sync>(all: &'static [C], usual: &'static [C], chosen: RwSignal<BTreeSet<C>>) -> impl IntoView {
    let everything = RwSignal::new(false);
    let rest = move || {
        all.iter()
            .copied()
            .filter(move |value| !usual.contains(value) && (everything.get() || chosen.with_untracked(|chosen| chosen.contains(value))))
    };
    let chip = move |value: C| {
        let on = Signal::derive(move || chosen.with(|chosen| chosen.contains(&value)));
        let press = move || {
            chosen.update(|chosen| {
                if !chosen.remove(&value) {
                    chosen.insert(value);
                }
            });
        };
        view! { <Chip name=format!("{}-{}", C::LIST, value.code()) title=label(value) on on_press=press /> }
    };
    view! {
        <div class="chips">
            {usual.iter().copied().map(chip).collect_view()}
            {move || rest().map(chip).collect_view()}
            <When holds=move || !everything.get()>
                <button type="button" class="chip chip--more" data-testid=format!("{}-more", C::LIST) on:click=move |_| everything.set(true)>{t(w::FINISH_SHOW_ALL)}</button>
            </When>
        </div>
    }
}

/// Support with language: a move in the session, saved at once.
#[component]
fn Support() -> impl IntoView {
    let sheet: Sheet = expect_context();
    SupportLanguage::ALL
        .iter()
        .copied()
        .map(|support| {
            let on = Signal::derive(move || sheet.session().is_some_and(|session| session.support == Some(support)));
            let press = move || spawn_local(sheet.make(Move::Support((!on.get_untracked()).then_some(support))));
            view! { <Chip name=format!("support-{}", support.code()) title=label(support) on on_press=press /> }
        })
        .collect_view()
}

/// Whether the errand had been begun before: a move in the session, saved at once.
#[component]
fn Returning() -> impl IntoView {
    let sheet: Sheet = expect_context();
    let on = Signal::derive(move || sheet.session().is_some_and(|session| session.returning));
    let press = move || spawn_local(sheet.make(Move::Returning(!on.get_untracked())));
    view! { <Chip name="returning".to_owned() title=t(w::FINISH_RETURNING_YES) on on_press=press /> }
}
