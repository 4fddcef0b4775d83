//! The knowledge bank: all guides in a list, what one looks for, and a new guide.
//!
//! Shows how each guide stands; changes none. That is the editor's.

mod new;
mod row;

use super::entrance::NoContact;
use super::office::{Office, TITLE};
use crate::components::icon::icon;
use crate::components::shell::PageTitle;
use crate::components::when::When;
use crate::network::{self, NoAnswer};
use crate::words::{Word, label, t, t_count, w};
use erum_domain::codes::Service;
use erum_domain::wire::editing::picking::{Pick, Stand};
use erum_domain::wire::editing::{GuideLine, GuidesAnswer};
use leptos::prelude::*;
use leptos::task::spawn_local;
use new::NewGuide;
use row::Row;

impl Office {
    /// Asks for the list of guides. What is shown stays until the answer has come.
    pub(super) fn ask_lines(self) {
        spawn_local(async move {
            match network::get::<GuidesAnswer>("/api/v1/guides").await {
                Ok(answer) => {
                    self.trouble.set(None);
                    self.lines.set(Some(answer));
                }
                Err(no_answer) => self.could_not(no_answer),
            }
        });
    }

    /// Says why there is no answer, or goes to the door.
    pub(super) fn could_not(self, no_answer: NoAnswer) {
        let trouble = self.heard(no_answer);
        self.trouble.set(trouble);
    }
}

/// The list.
#[component]
pub(super) fn Bank() -> impl IntoView {
    let office = Office::get();
    let pick = RwSignal::new(Pick::default());
    let making = RwSignal::new(false);
    let trouble = move || office.trouble.get().map(|words| view! { <NoContact words retry=|office| office.ask_lines() /> });
    let body = move || match office.lines.get() {
        Some(answer) => view! { <Listed answer pick /> }.into_any(),
        None => view! { <p class="quiet late" role="status">{t(w::BANK_LOADING)}</p> }.into_any(),
    };
    view! {
        <div class="desk__top">
            <PageTitle id=TITLE text=t(w::BANK_TITLE).to_owned() />
            <button type="button" class="button button--small" data-testid="new-guide" aria-expanded=move || making.get().to_string() on:click=move |_| making.update(|open| *open = !*open)>
                {icon("plus")} {t(w::BANK_NEW)}
            </button>
        </div>
        <p class="lead">{t(w::BANK_LEAD)}</p>
        {trouble}
        <When holds=move || making.get()><NewGuide making /></When>
        <Filter pick />
        {body}
    }
}

const fn stand_word(stand: Stand) -> Word {
    match stand {
        Stand::Draft => w::STAND_DRAFT,
        Stand::Checked => w::STAND_CHECKED,
        Stand::Edited => w::STAND_EDITED,
        Stand::BuiltIn => w::STAND_BUILT_IN,
        Stand::Newer => w::STAND_NEWER,
        Stand::Flagged => w::STAND_FLAGGED,
        Stand::Unchecked => w::STAND_UNCHECKED,
        Stand::Unreviewed => w::STAND_UNREVIEWED,
    }
}

/// What one looks for.
#[component]
fn Filter(pick: RwSignal<Pick>) -> impl IntoView {
    let topics = Service::ALL.iter().map(|topic| view! { <option value=topic.code()>{label(*topic)}</option> }).collect_view();
    let stands = Stand::ALL.map(|(stand, name)| view! { <option value=name>{t(stand_word(stand))}</option> }).collect_view();
    let set_text = move |event| pick.update(|pick| pick.text = event_target_value(&event));
    let set_topic = move |event| pick.update(|pick| pick.topic = Service::from_code(&event_target_value(&event)));
    let set_stand = move |event| pick.update(|pick| pick.stand = Stand::from_name(&event_target_value(&event)));
    view! {
        <div class="filter" role="search">
            <label class="control filter__text">
                <span class="control__label">{t(w::BANK_SEARCH)}</span>
                <input class="write__text" type="search" data-testid="bank-search" autocomplete="off" on:input=set_text />
            </label>
            <label class="control">
                <span class="control__label">{t(w::FACT_SERVICE)}</span>
                <select class="control__select" data-testid="bank-topic" on:change=set_topic><option value="">{t(w::BANK_ALL_TOPICS)}</option>{topics}</select>
            </label>
            <label class="control">
                <span class="control__label">{t(w::BANK_STATE)}</span>
                <select class="control__select" data-testid="bank-state" on:change=set_stand><option value="">{t(w::BANK_ALL_STATES)}</option>{stands}</select>
            </label>
        </div>
    }
}

#[component]
fn Listed(answer: GuidesAnswer, pick: RwSignal<Pick>) -> impl IntoView {
    let GuidesAnswer { today, guides } = answer;
    let guides = StoredValue::new(guides);
    let found = Memo::new(move |_| {
        pick.with(|pick| guides.with_value(|guides| guides.iter().filter(|line| pick.takes(line)).cloned().collect::<Vec<GuideLine>>()))
    });
    let rows = move || found.get().into_iter().map(|line| view! { <Row line today /> }).collect_view();
    view! {
        <p class="quiet" role="status" data-testid="bank-found">{move || t_count(w::BANK_FOUND, found.with(Vec::len) as u64, &[])}</p>
        <ul class="rows bank__rows" role="list" data-testid="bank">{rows}</ul>
        <When holds=move || found.with(Vec::is_empty)><p>{t(w::BANK_NOTHING)}</p></When>
    }
}
