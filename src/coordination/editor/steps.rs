//! The steps as cards that can be added, moved and taken away, and the shorter lists beside them: what to have ready, ways on.
//!
//! Moving is done with buttons. The id of a step that was published is shown and locked: records refer to it.

use super::chips::ChipsField;
use super::field::{ChoiceField, Kind, TextField};
use super::names::options;
use super::said::{SaidAt, SaidOfStep};
use super::words::Beside;
use super::work::Work;
use crate::components::icon::icon;
use crate::components::when::When;
use crate::platform;
use crate::words::{Word, label, t, t_with, w};
use erum_domain::codes::{Fault, Obstacle};
use erum_domain::ident::Slug;
use erum_domain::manuscript::fields::{Fields, Place};
use erum_domain::manuscript::naming::{id_for, is_fresh};
use leptos::prelude::*;
use serde_json::json;

/// All steps.
#[component]
pub(super) fn Steps(work: Work, language: String) -> impl IntoView {
    let ids = work.fields.with_untracked(|fields| fields.ids("steps"));
    let last = ids.len().saturating_sub(1);
    let cards = ids
        .into_iter()
        .enumerate()
        .map(|(index, id)| view! { <StepCard work language=language.clone() id index last={index == last} /> })
        .collect_view();
    let place = Place::facts("steps");
    view! {
        <section class="steps-edit" id=place.to_string() tabindex="-1">
            <h2 class="card__title">{t(w::FACT_STEPS)}</h2>
            <p class="quiet">{t(w::STEPS_HINT)}</p>
            <SaidAt work place=place.clone() />
            <ol class="steps-edit__list" role="list">{cards}</ol>
            <button type="button" class="button button--small" data-testid="add-steps" on:click=move |_| add(work, "steps")>{icon("plus")} {t(w::STEP_ADD)}</button>
        </section>
    }
}

#[component]
fn StepCard(work: Work, language: String, id: Slug, index: usize, last: bool) -> impl IntoView {
    let more = RwSignal::new(false);
    let number = (index + 1).to_string();
    let title = format!("step-title-{id}");
    let text = |key: &str| format!("steps.{id}.{key}");
    let choices = id.clone();
    view! {
        <li class="card step-edit" id=format!("step-{id}") tabindex="-1" data-testid=format!("step-edit-{id}") aria-labelledby=title.clone()>
            <div class="step-edit__head">
                <h3 class="step-edit__title" id=title.clone()>{t_with(w::STEP_NUMBER, &[("number", &number)])}</h3>
                <Movers work list="steps" id=id.clone() first={index == 0} last number=number.clone() />
            </div>
            <SaidOfStep work id=id.clone() />
            <SaidAt work place=Place::words(&language, &format!("steps.{id}")) />
            <Beside work language=language.clone() key=text("text") label=t(w::STEP_TEXT) />
            <Beside work language=language.clone() key=text("hint") label=t(w::STEP_HINT) />
            <Beside work language=language.clone() key=text("if_stuck") label=t(w::STEP_IF_STUCK) />
            <div class="step-edit__choices">
                <ChoiceField work place=Place::step(&id, "who") label=w::STEP_WHO options=options("who") />
                <ChoiceField work place=Place::step(&id, "kind") label=w::STEP_KIND options=options("kind") />
            </div>
            <button type="button" class="button button--small button--quiet" data-testid=format!("more-{id}") aria-expanded=move || more.get().to_string() on:click=move |_| more.update(|open| *open = !*open)>
                {t(w::STEP_MORE)}
            </button>
            <When holds=move || more.get()>
                <MoreOfStep work id=choices.clone() />
            </When>
        </li>
    }
}

/// What is seldom changed: where it may go wrong, and its id.
#[component]
fn MoreOfStep(work: Work, id: Slug) -> impl IntoView {
    let obstacles = Obstacle::ALL.iter().map(|code| (json!({ "obstacle": code }), format!("may-{}", code.code()), label(*code)));
    let faults = Fault::ALL.iter().map(|code| (json!({ "fault": code }), format!("may-{}", code.code()), label(*code)));
    view! {
        <div class="step-edit__more">
            <ChipsField work place=Place::step(&id, "may_fail") label=t(w::STEP_MAY_FAIL_OBSTACLES) options=obstacles.collect() />
            <ChipsField work place=Place::step(&id, "may_fail") label=t(w::STEP_MAY_FAIL_FAULTS) options=faults.collect() />
            <StepId work id />
        </div>
    }
}

/// The id: shown; typed only while nobody has got the step.
#[component]
fn StepId(work: Work, id: Slug) -> impl IntoView {
    let used = work.answer.with_untracked(|answer| answer.as_ref().is_some_and(|answer| is_used(answer, &id)));
    if used {
        return view! { <p class="quiet" data-testid="step-id-locked">{t_with(w::STEP_ID_LOCKED, &[("id", id.as_str())])}</p> }.into_any();
    }
    let bad = RwSignal::new(false);
    let shown = if is_fresh(&id) { String::new() } else { id.to_string() };
    let name = format!("step-id-{id}");
    let rename = move |event| {
        let typed = event_target_value(&event);
        let taken = work.fields.with_untracked(|fields| fields.ids("steps"));
        match Slug::parse(typed.trim()).ok().filter(|to| *to == id || !taken.contains(to)) {
            Some(to) if to != id => work.rebuild(|fields| fields.rename("steps", &id, &to)),
            Some(_) => bad.set(false),
            None => bad.set(true),
        }
    };
    view! {
        <div class="write">
            <label class="write__label" for=name.clone()>{t(w::STEP_ID)}</label>
            <p class="write__hint">{t(w::STEP_ID_HINT)}</p>
            <input class="write__text" id=name type="text" data-testid="step-id" autocomplete="off" spellcheck="false" prop:value=shown on:change=rename />
            <When holds=move || bad.get()><p class="said said--wrong" role="alert">{icon("octagon-x")} <span>{t(w::STEP_ID_BAD)}</span></p></When>
        </div>
    }
    .into_any()
}

/// Whether tablets have, or ever had, a step with this id.
fn is_used(answer: &super::work::Answer, id: &Slug) -> bool {
    let built_in = answer.built_in.iter().flat_map(|built_in| &built_in.facts.steps);
    answer.used_steps.contains(id) || built_in.into_iter().any(|step| step.id == *id)
}

/// A shorter list whose members have an id and a text.
#[derive(Clone, Copy)]
pub(super) struct Member {
    /// Its key.
    pub(super) list: &'static str,
    /// What it is called.
    pub(super) title: Word,
    /// What to add.
    pub(super) add: Word,
    /// What to think of.
    pub(super) hint: Word,
    /// Whether each may have a number that can be dialled.
    pub(super) phone: bool,
}

/// The list.
#[component]
pub(super) fn Members(work: Work, language: String, member: Member) -> impl IntoView {
    let ids = work.fields.with_untracked(|fields| fields.ids(member.list));
    let last = ids.len().saturating_sub(1);
    let row = |(index, id): (usize, Slug)| {
        let number = (index + 1).to_string();
        let phone = Place::facts(&format!("{}.{id}.phone", member.list));
        let key = format!("{}.{id}", member.list);
        view! {
            <li class="members__one">
                <Beside work language=language.clone() key label=number.clone() />
                {member.phone.then(|| view! { <TextField work place=phone label=t(w::FACT_PHONE) kind=Kind::Phone /> })}
                <Movers work list=member.list id first={index == 0} last={index == last} number />
            </li>
        }
    };
    let rows = ids.into_iter().enumerate().map(row).collect_view();
    let place = Place::facts(member.list);
    view! {
        <section class="card" id=place.to_string() tabindex="-1">
            <h2 class="card__title">{t(member.title)}</h2>
            <p class="quiet">{t(member.hint)}</p>
            <SaidAt work place=place.clone() />
            <ol class="members" role="list">{rows}</ol>
            {(member.list == "before").then(|| view! { <KnownThings work /> })}
            <button type="button" class="button button--small button--quiet" data-testid=format!("add-{}", member.list) on:click=move |_| add(work, member.list)>
                {icon("plus")} {t(member.add)}
            </button>
        </section>
    }
}

/// Things that other guides ask for too: the same id, so that the same way on is offered when it is missing.
#[component]
fn KnownThings(work: Work) -> impl IntoView {
    let office = crate::coordination::office::Office::get();
    let now = work.fields.with_untracked(|fields| fields.ids("before"));
    let mut known: Vec<(&Slug, &str)> = Vec::new();
    for thing in office.pack.guides.iter().flat_map(|guide| &guide.before) {
        if office.pack.leads.contains_key(&thing.id) && !now.contains(&thing.id) && known.iter().all(|(id, _)| **id != thing.id) {
            known.push((&thing.id, &thing.text));
        }
    }
    let options = known.iter().map(|(id, text)| view! { <option value=id.to_string()>{(*text).to_owned()}</option> }).collect_view();
    let add = move |event| {
        let Ok(id) = Slug::parse(&event_target_value(&event)) else { return };
        let text = known.iter().find(|(known, _)| **known == id).map(|(_, text)| (*text).to_owned()).unwrap_or_default();
        work.rebuild(|fields| {
            fields.add_to("before", &id);
            fields.set(Place::words("sv", &format!("before.{id}")), json!(text));
        });
    };
    view! {
        <label class="write">
            <span class="write__label">{t(w::BEFORE_ADD_KNOWN)}</span>
            <select class="control__select write__choice" data-testid="add-before-known" on:change=add>
                <option value="">{t(w::LIST_CHOOSE)}</option>
                {options}
            </select>
        </label>
    }
}

/// Up, down, and away.
#[component]
fn Movers(work: Work, list: &'static str, id: Slug, first: bool, last: bool, number: String) -> impl IntoView {
    let asked = RwSignal::new(false);
    let name = |word: Word| t_with(word, &[("number", &number)]);
    let (up, down, away) = (name(w::MOVE_UP), name(w::MOVE_DOWN), name(w::MOVE_AWAY));
    let id = StoredValue::new(id);
    let shift = move |by: isize| {
        let id = id.get_value();
        work.rebuild(|fields| fields.shift(list, &id, by));
        if list == "steps" {
            platform::after_ms(50, move || platform::go_to(&format!("step-{id}")));
        }
    };
    let remove = move |_| work.rebuild(|fields| fields.remove_from(list, &id.get_value()));
    view! {
        <div class="movers">
            <button type="button" class="button button--small button--quiet" disabled=first aria-label=up data-testid="move-up" on:click=move |_| shift(-1)>{icon("arrow-up")} {t(w::MOVE_UP_SHORT)}</button>
            <button type="button" class="button button--small button--quiet" disabled=last aria-label=down data-testid="move-down" on:click=move |_| shift(1)>{icon("arrow-down")} {t(w::MOVE_DOWN_SHORT)}</button>
            <button type="button" class="button button--small button--quiet" aria-label=away data-testid="move-away" on:click=move |_| asked.set(true)>{icon("trash-2")} {t(w::LIST_TAKE_AWAY)}</button>
            <When holds=move || asked.get()>
                <div class="movers__ask" role="status">
                    <span>{t(w::MOVE_AWAY_ASK)}</span>
                    <button type="button" class="button button--small button--stop" data-testid="yes" on:click=remove>{t(w::MOVE_AWAY_YES)}</button>
                    <button type="button" class="button button--small button--quiet" data-testid="no" on:click=move |_| asked.set(false)>{t(w::SAMORDNING_TABLET_NO)}</button>
                </div>
            </When>
        </div>
    }
}

/// Adds something without words, last, and goes there.
fn add(work: Work, list: &'static str) {
    let taken = |fields: &Fields, id: &Slug| fields.ids(list).contains(id);
    let id = work.fields.with_untracked(|fields| id_for("", |id| taken(fields, id)));
    let Some(id) = id else { return };
    let language = work.language.get_untracked();
    work.rebuild(|fields| fields.add_to(list, &id));
    let place = match list {
        "steps" => Place::words(&language, &format!("steps.{id}.text")),
        _ => Place::words(&language, &format!("{list}.{id}")),
    };
    platform::after_ms(50, move || platform::go_to(place.as_str()));
}
