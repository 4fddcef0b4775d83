//! The words of a guide in one language, with the Swedish beside when it is another.

use super::field::{ChoiceField, Kind, TextField};
use super::names::options;
use super::said::SaidAt;
use super::steps::{Member, Members, Steps};
use super::work::Work;
use crate::components::notice::{Notice, Tone};
use crate::components::rich::rich;
use crate::coordination::tongues::in_swedish;
use crate::words::{t, t_with, w};
use erum_domain::languages::{LANGUAGES, Language};
use erum_domain::manuscript::SOURCE_LANGUAGE;
use erum_domain::manuscript::fields::Place;
use leptos::prelude::*;

/// The words, in the language that is chosen.
#[component]
pub(super) fn WordFields(work: Work) -> impl IntoView {
    let body = move || {
        let language = work.language.get();
        let begun = work.fields.with_untracked(|fields| fields.languages().contains(&language));
        if begun { view! { <InLanguage work language /> }.into_any() } else { view! { <Begin work language /> }.into_any() }
    };
    view! {
        <Languages work />
        {body}
    }
}

/// Which language is edited.
#[component]
fn Languages(work: Work) -> impl IntoView {
    let chosen = work.language.get_untracked();
    let option = |language: Language| {
        let begun = work.fields.with_untracked(|fields| fields.languages().iter().any(|known| known == language.code));
        let status = Place::words(language.code, "translation.status");
        let unreviewed = work.fields.with_untracked(|fields| fields.text(&status) == "unreviewed");
        let text = match (begun, unreviewed) {
            (false, _) => t_with(w::WORDS_NOT_WRITTEN, &[("language", &in_swedish(language.code))]),
            (true, true) => t_with(w::WORDS_NOT_REVIEWED, &[("language", &in_swedish(language.code))]),
            (true, false) => in_swedish(language.code),
        };
        view! { <option value=language.code selected={language.code == chosen}>{text}</option> }
    };
    view! {
        <label class="control words__language">
            <span class="control__label">{t(w::WORDS_LANGUAGE)}</span>
            <select class="control__select" data-testid="words-language" on:change=move |event| work.language.set(event_target_value(&event))>
                {LANGUAGES.map(option).collect_view()}
            </select>
        </label>
    }
}

/// A language that nobody has written in yet.
#[component]
fn Begin(work: Work, language: String) -> impl IntoView {
    let place = Place::words(&language, "");
    let begin = move |_| work.rebuild(|fields| fields.begin_language(&language, t(w::WORDS_MADE)));
    view! {
        <section class="card" id=place.to_string() tabindex="-1">
            <p>{t(w::WORDS_BEGIN_TEXT)}</p>
            <SaidAt work place=place.clone() />
            <button type="button" class="button button--small" data-testid="words-begin" on:click=begin>{t(w::WORDS_BEGIN)}</button>
        </section>
    }
}

#[component]
fn InLanguage(work: Work, language: String) -> impl IntoView {
    let swedish = language == SOURCE_LANGUAGE;
    let of = |key: &str| Place::words(&language, key);
    let status = (!swedish).then(|| {
        let choices = options("status").into_iter().filter(|(code, _)| code != "source").collect();
        view! {
            <section class="card">
                <h2 class="card__title">{t(w::FACT_TRANSLATION)}</h2>
                <Notice tone=Tone::Calm name="words-hint">{t(w::WORDS_TRANSLATION_HINT)}</Notice>
                <ChoiceField work place=of("translation.status") label=w::WORDS_STATUS options=choices hint=w::WORDS_STATUS_HINT />
                <TextField work place=of("translation.made") label=t(w::WORDS_MADE_LABEL) kind=Kind::Line />
            </section>
        }
    });
    let before = Member { list: "before", title: w::FACT_BEFORE, add: w::BEFORE_ADD, hint: w::FACT_BEFORE_HINT, phone: false };
    let otherwise =
        Member { list: "otherwise", title: w::FACT_OTHERWISE, add: w::OTHERWISE_ADD, hint: w::FACT_OTHERWISE_HINT, phone: true };
    view! {
        <SaidAt work place=of("translation.status") />
        <section class="card">
            <h2 class="card__title">{t(w::WORDS_ABOUT)}</h2>
            <Beside work language=language.clone() key="title" label=t(w::FACT_TITLE) />
            <Beside work language=language.clone() key="goal" label=t(w::FACT_GOAL) />
        </section>
        <Members work language=language.clone() member=before />
        <Steps work language=language.clone() />
        <Members work language=language.clone() member=otherwise />
        {status}
    }
}

/// A text, with the Swedish beside it when it is another language's.
#[component]
pub(super) fn Beside(work: Work, language: String, #[prop(into)] key: String, #[prop(into)] label: String) -> impl IntoView {
    let swedish = (language != SOURCE_LANGUAGE).then(|| {
        let text = work.fields.with_untracked(|fields| fields.text(&Place::words(SOURCE_LANGUAGE, &key)).to_owned());
        let shown = if text.is_empty() { t(w::WORDS_NO_SWEDISH).into_any() } else { rich(&text).into_any() };
        view! {
            <div class="beside__swedish">
                <p class="write__label">{t_with(w::WORDS_IN_SWEDISH, &[("what", &label)])}</p>
                <p lang="sv" dir="ltr">{shown}</p>
            </div>
        }
    });
    let class = if swedish.is_some() { "beside beside--two" } else { "beside" };
    let place = Place::words(&language, &key);
    view! {
        <div class=class>
            {swedish}
            <TextField work place label kind=Kind::Text />
        </div>
    }
}
