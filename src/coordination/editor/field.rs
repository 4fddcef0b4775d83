//! One field of a guide: a label, what is typed or chosen, and what is to be said about it, beside it.
//!
//! Knows a field by its name and writes through [`Work`]; draws what was there once, so that typing is never disturbed.

use super::said::SaidAt;
use super::work::Work;
use crate::words::{Word, t};
use erum_domain::languages::Language;
use erum_domain::manuscript::fields::Place;
use leptos::prelude::*;
use serde_json::json;

/// How a text is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words for people, as many lines as they need.
    Text,
    /// One line: a name, an address.
    Line,
    /// A telephone number.
    Phone,
    /// An address of a page.
    Url,
}

/// A text.
#[component]
pub(super) fn TextField(
    work: Work,
    place: Place,
    #[prop(into)] label: String,
    kind: Kind,
    /// What to think of.
    #[prop(optional)]
    hint: Option<Word>,
) -> impl IntoView {
    let id = place.to_string();
    let text = work.fields.with_untracked(|fields| fields.text(&place).to_owned());
    let tongue = place.language().and_then(Language::from_code).unwrap_or(Language::SWEDISH);
    let (said, hinted) = (format!("{id}-said"), format!("{id}-hint"));
    let described = if hint.is_some() { format!("{hinted} {said}") } else { said.clone() };
    let target = place.clone();
    let write = move |event| work.write(target.clone(), json!(event_target_value(&event)));
    let input = if kind == Kind::Text {
        view! {
            <textarea
                class="write__text" id=id.clone() rows="2" data-testid=id.clone() lang=tongue.tag() dir=tongue.direction() aria-describedby=described
                autocomplete="off" prop:value=text on:input=write
            ></textarea>
        }
        .into_any()
    } else {
        let (mode, direction) = match kind {
            Kind::Phone => ("tel", "ltr"),
            Kind::Url => ("url", "ltr"),
            Kind::Text | Kind::Line => ("text", tongue.direction()),
        };
        view! {
            <input
                class="write__text" id=id.clone() type="text" inputmode=mode data-testid=id.clone() lang=tongue.tag() dir=direction
                aria-describedby=described autocomplete="off" prop:value=text on:input=write
            />
        }
        .into_any()
    };
    view! {
        <div class="write">
            <label class="write__label" for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="write__hint" id=hinted>{t(hint)}</p> })}
            {input}
            <div id=said><SaidAt work place=place.clone() /></div>
        </div>
    }
}

/// One of several.
#[component]
pub(super) fn ChoiceField(
    work: Work,
    place: Place,
    label: Word,
    /// Codes and what they are called.
    options: Vec<(String, String)>,
    #[prop(optional)] hint: Option<Word>,
) -> impl IntoView {
    let id = place.to_string();
    let now = work.fields.with_untracked(|fields| fields.text(&place).to_owned());
    let target = place.clone();
    let write = move |event| work.write(target.clone(), json!(event_target_value(&event)));
    let options = options
        .into_iter()
        .map(|(code, text)| {
            let chosen = code == now;
            view! { <option value=code selected=chosen>{text}</option> }
        })
        .collect_view();
    let hinted = format!("{id}-hint");
    view! {
        <div class="write">
            <label class="write__label" for=id.clone()>{t(label)}</label>
            {hint.map(|hint| view! { <p class="write__hint" id=hinted.clone()>{t(hint)}</p> })}
            <select class="control__select write__choice" id=id.clone() data-testid=id aria-describedby=hint.map(|_| hinted) on:change=write>{options}</select>
            <SaidAt work place=place.clone() />
        </div>
    }
}
