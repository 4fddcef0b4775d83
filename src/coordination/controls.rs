//! What can be chosen: one unit or all, and a quarter. And the paper copy.

use super::office::{Office, Wanted};
use crate::platform;
use crate::words::{Word, t, t_with, w};
use erum_domain::day::Quarter;
use erum_domain::ident::Slug;
use erum_domain::wire::UnitName;
use leptos::prelude::*;

/// How many quarters can be chosen.
const QUARTERS: usize = 8;

/// The choices.
#[component]
pub(super) fn Controls() -> impl IntoView {
    let office = Office::get();
    let quarters = std::iter::successors(Some(platform::today().quarter()), |quarter| Some(quarter.previous())).take(QUARTERS);
    let options = quarters.map(|quarter| (quarter.to_string(), quarter_name(quarter))).collect();
    let chosen = office.wanted.get_untracked().quarter.to_string();
    let on_choose = move |text: String| {
        if let Some(quarter) = Quarter::parse(&text) {
            office.choose(Wanted { quarter, ..office.wanted.get_untracked() });
        }
    };
    view! {
        <div class="controls">
            <UnitChoice />
            <Select name="quarter" label=w::SAMORDNING_QUARTER options chosen on_choose />
            <button type="button" class="button button--small button--quiet" data-testid="print" on:click=|_| print()>{t(w::SAMORDNING_PRINT)}</button>
        </div>
    }
}

/// Which unit, where there are several.
#[component]
pub(super) fn UnitChoice() -> impl IntoView {
    let office = Office::get();
    let units = office.units.get_untracked();
    (units.len() > 1).then(|| {
        let all = std::iter::once((String::new(), t(w::SAMORDNING_ALL_UNITS).to_owned()));
        let options = all.chain(units.into_iter().map(|unit| (unit.id.to_string(), unit.name))).collect();
        let chosen = office.wanted.get_untracked().unit.map(|unit| unit.to_string()).unwrap_or_default();
        let on_choose = move |id: String| office.choose(Wanted { unit: Slug::parse(&id).ok(), ..office.wanted.get_untracked() });
        view! { <Select name="unit" label=w::SAMORDNING_UNIT options chosen on_choose /> }
    })
}

/// A native choice, with its label.
#[component]
fn Select(
    name: &'static str,
    label: Word,
    options: Vec<(String, String)>,
    /// The option that is chosen to begin with.
    chosen: String,
    on_choose: impl Fn(String) + 'static,
) -> impl IntoView {
    let option = |(value, text): (String, String)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }
    };
    view! {
        <label class="control">
            <span class="control__label">{t(label)}</span>
            <select class="control__select" name=name data-testid=name on:change=move |event| on_choose(event_target_value(&event))>
                {options.into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}

fn print() {
    // A browser that cannot print does nothing.
    platform::window().print().unwrap_or_default();
}

/// A quarter in words.
pub(super) fn quarter_name(quarter: Quarter) -> String {
    t_with(w::SAMORDNING_QUARTER_NAME, &[("quarter", &quarter.quarter.to_string()), ("year", &quarter.year.to_string())])
}

/// The units whose counts the hub adds up: one, or all. Invented ones are never added to real ones.
pub(super) fn counted<'a>(units: &'a [UnitName], wanted: &Wanted) -> Vec<&'a UnitName> {
    let only_samples = units.iter().all(|unit| unit.sample);
    let is_counted = |unit: &&UnitName| match &wanted.unit {
        Some(id) => unit.id == *id,
        None => only_samples || !unit.sample,
    };
    units.iter().filter(is_counted).collect()
}
