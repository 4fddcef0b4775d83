//! How people ask for a guide, one way on each line, also in languages that the guide is not written in.

use super::said::SaidAt;
use super::work::Work;
use crate::coordination::tongues::in_swedish;
use crate::words::{t, w};
use erum_domain::languages::LANGUAGES;
use erum_domain::languages::Language;
use erum_domain::manuscript::fields::Place;
use leptos::prelude::*;
use serde_json::json;

/// All languages, Swedish first.
#[component]
pub(super) fn PhraseFields(work: Work) -> impl IntoView {
    // Easy Swedish is asked for in the same words as Swedish.
    let languages = LANGUAGES.into_iter().filter(|language| language.code != "sv-simple");
    view! {
        <section class="card">
            <h2 class="card__title">{t(w::EDITOR_TAB_PHRASES)}</h2>
            <p class="quiet">{t(w::PHRASES_HINT)}</p>
            <div class="two-columns">{languages.map(|language| view! { <InLanguage work language /> }).collect_view()}</div>
        </section>
    }
}

#[component]
fn InLanguage(work: Work, language: Language) -> impl IntoView {
    let place = Place::phrases(language.code);
    let (id, target) = (place.to_string(), place.clone());
    let text = work.fields.with_untracked(|fields| fields.texts(&place).join("\n"));
    let rows = (text.lines().count() + 1).clamp(3, 10).to_string();
    let write = move |event| {
        let typed = event_target_value(&event);
        let phrases: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        work.write(target.clone(), json!(phrases));
    };
    view! {
        <div class="write">
            <label class="write__label" for=id.clone()>{in_swedish(language.code)}</label>
            <textarea class="write__text" id=id.clone() data-testid=id rows=rows lang=language.tag() dir=language.direction() autocomplete="off" prop:value=text on:input=write></textarea>
            <SaidAt work place=place.clone() />
        </div>
    }
}
