//! Lists without ids: ways to log in and sources, each with the day it was seen, and other guides.
//!
//! A day is never left empty: what is emptied keeps its day.

use super::names::guide_title;
use super::said::SaidAt;
use super::work::Work;
use crate::components::icon::icon;
use crate::platform;
use crate::words::{Word, t, t_with, w};
use erum_domain::day::Day;
use erum_domain::ident::Slug;
use erum_domain::manuscript::fields::Place;
use leptos::prelude::*;
use serde_json::{Map, Value, json};

/// A list whose members have a few texts and a day.
#[derive(Clone, Copy)]
pub(super) struct Dated {
    /// The list's key in the facts.
    pub(super) key: &'static str,
    /// What it is called.
    pub(super) title: Word,
    /// What to add.
    pub(super) add: Word,
    /// The texts of a member: key and label.
    pub(super) texts: &'static [(&'static str, Word)],
}

impl Dated {
    fn place(self) -> Place {
        Place::facts(self.key)
    }

    fn members(self, work: Work) -> Vec<Value> {
        work.fields.with_untracked(|fields| fields.get(&self.place()).and_then(Value::as_array).cloned().unwrap_or_default())
    }

    fn fresh(self) -> Value {
        let mut member: Map<String, Value> = self.texts.iter().map(|(key, _)| ((*key).to_owned(), json!(""))).collect();
        member.insert("seen".to_owned(), json!(platform::today()));
        Value::Object(member)
    }
}

/// The list.
#[component]
pub(super) fn DatedList(work: Work, list: Dated) -> impl IntoView {
    let rows = list.members(work).into_iter().enumerate().map(|(index, member)| view! { <Row work list index member /> }).collect_view();
    let add = move |_| {
        let mut members = list.members(work);
        members.push(list.fresh());
        work.rebuild(|fields| fields.set(list.place(), json!(members)));
    };
    view! {
        <section class="card" id=list.place().to_string() tabindex="-1">
            <h2 class="card__title">{t(list.title)}</h2>
            <ol class="members" role="list">{rows}</ol>
            <SaidAt work place=list.place() />
            <button type="button" class="button button--small button--quiet" data-testid=format!("add-{}", list.key) on:click=add>{icon("plus")} {t(list.add)}</button>
        </section>
    }
}

#[component]
fn Row(work: Work, list: Dated, index: usize, member: Value) -> impl IntoView {
    let set = move |key: &'static str, value: Value| {
        let mut members = list.members(work);
        if let Some(Value::Object(member)) = members.get_mut(index) {
            member.insert(key.to_owned(), value);
        }
        work.write(list.place(), json!(members));
    };
    let remove = move |_| {
        let mut members = list.members(work);
        if index < members.len() {
            members.remove(index);
        }
        work.rebuild(|fields| fields.set(list.place(), json!(members)));
    };
    let text_of = |key: &str| member.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let texts = list.texts.iter().map(|(key, label)| {
        let id = format!("{}.{index}.{key}", list.place());
        view! {
            <label class="write">
                <span class="write__label">{t(*label)}</span>
                <input class="write__text" id=id.clone() data-testid=id type="text" autocomplete="off" prop:value=text_of(key) on:input=move |event| set(key, json!(event_target_value(&event))) />
            </label>
        }
    });
    let write_day = move |event| {
        if let Ok(day) = Day::parse(&event_target_value(&event)) {
            set("seen", json!(day));
        }
    };
    view! {
        <li class="members__one members__one--dated">
            {texts.collect_view()}
            <label class="write write--day">
                <span class="write__label">{t(w::LIST_SEEN)}</span>
                <input class="write__text" type="date" prop:value=text_of("seen") on:change=write_day />
            </label>
            <button type="button" class="button button--small button--quiet members__remove" on:click=remove>
                {icon("trash-2")} {t_with(w::LIST_REMOVE, &[("number", &(index + 1).to_string())])}
            </button>
        </li>
    }
}

/// Other guides that belong to this one.
#[component]
pub(super) fn RelatedList(work: Work, known: Vec<(Slug, String)>) -> impl IntoView {
    let place = Place::facts("related");
    let now = work.fields.with_untracked(|fields| fields.ids("related"));
    let own = work.slug.get_value();
    let row = |slug: &Slug| {
        let (gone, title) = (slug.clone(), guide_title(slug, &known));
        let remove = move |_| work.rebuild(|fields| fields.remove_from("related", &gone));
        view! {
            <li class="row">
                <span class="row__words row__title">{title.clone()}</span>
                <button type="button" class="button button--small button--quiet" on:click=remove aria-label=t_with(w::RELATED_REMOVE, &[("guide", &title)])>
                    {icon("trash-2")} {t(w::LIST_TAKE_AWAY)}
                </button>
            </li>
        }
    };
    let rows = now.iter().map(row).collect_view();
    let free = known.iter().filter(|(slug, _)| !now.contains(slug) && Some(slug) != own.as_ref());
    let options = free.map(|(slug, title)| view! { <option value=slug.to_string()>{title.clone()}</option> }).collect_view();
    let add = move |event| {
        if let Ok(slug) = Slug::parse(&event_target_value(&event)) {
            work.rebuild(|fields| fields.add_to("related", &slug));
        }
    };
    view! {
        <section class="card" id=place.to_string() tabindex="-1">
            <h2 class="card__title">{t(w::FACT_RELATED)}</h2>
            <ul class="rows" role="list">{rows}</ul>
            <SaidAt work place=place.clone() />
            <label class="write">
                <span class="write__label">{t(w::RELATED_ADD)}</span>
                <select class="control__select write__choice" data-testid="add-related" on:change=add>
                    <option value="">{t(w::LIST_CHOOSE)}</option>
                    {options}
                </select>
            </label>
        </section>
    }
}
