//! A list of codes as chips that go on and off: to whom one is referred, where a step may go wrong.

use super::work::Work;
use crate::components::choice::Chip;
use erum_domain::manuscript::fields::Place;
use leptos::prelude::*;
use serde_json::{Value, json};

/// A code that can be chosen: how it is written in the field, its name for tests, and what it is called.
pub(super) type Choosable = (Value, String, &'static str);

/// The chips of a list.
#[component]
pub(super) fn ChipsField(work: Work, place: Place, label: &'static str, options: Vec<Choosable>) -> impl IntoView {
    let chosen = {
        let place = place.clone();
        Memo::new(move |_| work.fields.with(|fields| fields.get(&place).and_then(Value::as_array).cloned().unwrap_or_default()))
    };
    let chip = |(value, name, title): Choosable| {
        let (is, place) = (value.clone(), place.clone());
        let on = Signal::derive(move || chosen.with(|chosen| chosen.contains(&is)));
        let on_press = move || {
            let mut list = chosen.get_untracked();
            match list.iter().position(|one| *one == value) {
                Some(at) => drop(list.remove(at)),
                None => list.push(value.clone()),
            }
            work.write(place.clone(), json!(list));
        };
        view! { <Chip name title on on_press /> }
    };
    view! {
        <fieldset class="write">
            <legend class="write__label">{label}</legend>
            <div class="chips">{options.into_iter().map(chip).collect_view()}</div>
        </fieldset>
    }
}
