//! A new guide: what it is called, who is responsible and what it is about. Its name is made of the Swedish title and can be
//! changed now, never later. Saved as a draft at once, so that nobody else takes the name.

use super::super::editor::begin;
use super::super::office::Office;
use super::super::rooms::Room;
use crate::components::icon::icon;
use crate::components::when::When;
use crate::network::NoAnswer;
use crate::platform;
use crate::words::{label, t, w};
use erum_domain::codes::{Level, Service};
use erum_domain::guide::{Checked, Confidence, Nearness, Status, TranslationStatus};
use erum_domain::ident::Slug;
use erum_domain::manuscript::naming::id_for;
use erum_domain::manuscript::{Facts, Manuscript, SOURCE_LANGUAGE, Translation, Words};
use erum_domain::wire::editing::SaveRequest;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

/// The few questions.
#[component]
pub(super) fn NewGuide(making: RwSignal<bool>) -> impl IntoView {
    let office = Office::get();
    let (title, actor) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (topic, own_name) = (RwSignal::new(Service::Other), RwSignal::new(None::<String>));
    let (wrong, busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let taken = move |slug: &Slug| {
        office.lines.with(|lines| lines.as_ref().is_some_and(|lines| lines.guides.iter().any(|line| line.slug == *slug)))
    };
    let made = Memo::new(move |_| {
        title.with(|title| id_for(title, taken).filter(|_| !title.trim().is_empty())).map(|slug| slug.to_string()).unwrap_or_default()
    });
    let name = move || own_name.get().unwrap_or_else(|| made.get());
    let go = move |_| {
        let Ok(slug) = Slug::parse(&name()) else { return wrong.set(Some(t(w::NEW_BAD_NAME).to_owned())) };
        if taken(&slug) {
            return wrong.set(Some(t(w::NEW_TAKEN).to_owned()));
        }
        if title.with(|title| title.trim().is_empty()) {
            return wrong.set(Some(t(w::NEW_NO_TITLE).to_owned()));
        }
        let manuscript = skeleton(slug, title.get().trim(), actor.get().trim(), topic.get());
        busy.set(true);
        spawn_local(async move {
            match begin(SaveRequest { revision: 0, manuscript }).await {
                Ok(answer) => {
                    making.set(false);
                    office.go_now(Room::Guide);
                    office.work.begin_with(answer);
                }
                Err(NoAnswer::Problem(409, ..)) => wrong.set(Some(t(w::NEW_TAKEN).to_owned())),
                Err(no_answer) => wrong.set(Some(office.in_words(no_answer))),
            }
            busy.try_set(false);
        });
    };
    let topics = Service::ALL
        .iter()
        .map(|one| view! { <option value=one.code() selected={*one == Service::Other}>{label(*one)}</option> })
        .collect_view();
    view! {
        <section class="card new-guide" data-testid="new-guide-form">
            <h2 class="card__title">{t(w::BANK_NEW)}</h2>
            <label class="write">
                <span class="write__label">{t(w::FACT_TITLE)}</span>
                <input class="write__text" type="text" data-testid="new-title" autocomplete="off" prop:value=title on:input=move |event| title.set(event_target_value(&event)) />
            </label>
            <label class="write">
                <span class="write__label">{t(w::FACT_ACTOR)}</span>
                <input class="write__text" type="text" data-testid="new-actor" autocomplete="off" prop:value=actor on:input=move |event| actor.set(event_target_value(&event)) />
            </label>
            <label class="write">
                <span class="write__label">{t(w::FACT_SERVICE)}</span>
                <select class="control__select write__choice" data-testid="new-topic" on:change=move |event| topic.set(Service::from_code(&event_target_value(&event)).unwrap_or(Service::Other))>{topics}</select>
            </label>
            <label class="write">
                <span class="write__label">{t(w::NEW_NAME)}</span>
                <span class="write__hint">{t(w::NEW_NAME_HINT)}</span>
                <input class="write__text" type="text" data-testid="new-name" autocomplete="off" spellcheck="false" prop:value=name on:input=move |event| own_name.set(Some(event_target_value(&event))) />
            </label>
            <When holds=move || wrong.get().is_some()><p class="said said--wrong" role="alert" data-testid="new-wrong">{icon("octagon-x")} <span>{move || wrong.get()}</span></p></When>
            <div class="row__actions">
                <button type="button" class="button button--small" data-testid="new-begin" disabled=busy on:click=go>{t(w::NEW_BEGIN)}</button>
                <button type="button" class="button button--small button--quiet" on:click=move |_| making.set(false)>{t(w::SAMORDNING_TABLET_NO)}</button>
            </div>
        </section>
    }
}

/// A guide with nothing in it yet.
fn skeleton(slug: Slug, title: &str, actor: &str, service: Service) -> Manuscript {
    let translation = Translation { status: TranslationStatus::Source, made: t(w::WORDS_MADE).to_owned() };
    let words = Words {
        title: title.to_owned(),
        goal: String::new(),
        translation,
        before: BTreeMap::new(),
        steps: BTreeMap::new(),
        otherwise: BTreeMap::new(),
    };
    let facts = Facts {
        slug,
        version: 1,
        service,
        actor: actor.to_owned(),
        level: Level::Cooperation,
        url: None,
        phone: None,
        limit: Nearness::None,
        confidence: Confidence::Low,
        login: Vec::new(),
        checked: Checked { status: Status::Draft, date: platform::today(), role: "redaktion".to_owned() },
        sources: Vec::new(),
        before: Vec::new(),
        steps: Vec::new(),
        otherwise: Vec::new(),
        refer: Vec::new(),
        related: Vec::new(),
    };
    Manuscript { facts, words: BTreeMap::from([(SOURCE_LANGUAGE.to_owned(), words)]), phrases: BTreeMap::new() }
}
