//! "Var det tar stopp": guide by guide, the steps where help sessions got stuck and why, this quarter and the last four, and the
//! form that the owner of an e-service can be given.
//!
//! Shows protected counts as the hub sends them; works out nothing that was held back.

mod form;
mod table;

use super::controls::Controls;
use super::entrance::NoContact;
use super::office::{Office, TITLE, Wanted};
use crate::components::icon::icon;
use crate::components::shell::PageTitle;
use crate::network;
use crate::platform;
use crate::words::{t, t_with, w};
use erum_domain::ident::Slug;
use erum_domain::languages::Language;
use erum_domain::wire::queue::{FailingAnswer, FailingPeriod};
use form::OwnerForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use table::GuideTable;

/// Where guides failed.
#[component]
pub(super) fn Failing() -> impl IntoView {
    let office = Office::get();
    let answer = RwSignal::new(None::<FailingAnswer>);
    let form = RwSignal::new(None::<Slug>);
    Effect::new(move |_| {
        let wanted = office.wanted.get();
        answer.set(None);
        ask(office, wanted, answer);
    });
    let trouble = move || office.trouble.get().map(|words| view! { <NoContact words retry=|office| office.wanted.update(|_| {}) /> });
    let body = move || match (answer.get(), form.get()) {
        (None, _) => view! { <p class="quiet late" role="status">{t(w::SAMORDNING_LOADING)}</p> }.into_any(),
        (Some(answer), Some(guide)) => view! { <OnPaper answer guide form /> }.into_any(),
        (Some(answer), None) => view! { <Both answer form /> }.into_any(),
    };
    view! {
        <div class="desk__top no-print">
            <PageTitle id=TITLE text=t(w::ROOMS_FAILING).to_owned() />
            {move || form.get().is_none().then(|| view! { <Controls /> })}
        </div>
        {trouble}
        {body}
    }
}

fn ask(office: Office, wanted: Wanted, answer: RwSignal<Option<FailingAnswer>>) {
    spawn_local(async move {
        let told = network::get::<FailingAnswer>(&wanted.failing_path()).await;
        if office.wanted.get_untracked() != wanted {
            return;
        }
        match told {
            Ok(told) => {
                office.trouble.set(None);
                answer.try_set(Some(told));
            }
            Err(no_answer) => office.could_not(no_answer),
        }
    });
}

/// Days in words.
fn period(period: &FailingPeriod) -> String {
    // On paper, which lies long, and over a turn of the year: with its years.
    let date = |day| platform::date_text(day, Language::SWEDISH);
    t_with(w::SAMORDNING_PERIOD, &[("from", &date(period.from)), ("to", &date(period.to))])
}

/// All guides, the quarter beside the year.
#[component]
fn Both(answer: FailingAnswer, form: RwSignal<Option<Slug>>) -> impl IntoView {
    let FailingAnswer { quarter, year } = answer;
    let mut guides: Vec<Slug> = quarter.guides.iter().chain(&year.guides).map(|guide| guide.guide.clone()).collect();
    let mut met = std::collections::BTreeSet::new();
    guides.retain(|guide| met.insert(guide.clone()));
    let nothing = guides.is_empty().then(|| view! { <p class="card" data-testid="failing-none">{t(w::FAILING_NONE)}</p> });
    let of = |period: &FailingPeriod, slug: &Slug| period.guides.iter().find(|guide| guide.guide == *slug).cloned();
    let tables =
        guides.into_iter().map(|slug| view! { <GuideTable quarter=of(&quarter, &slug) year=of(&year, &slug) slug form /> }).collect_view();
    view! {
        <p class="lead">{t(w::FAILING_LEAD)}</p>
        <p class="quiet">{t_with(w::FAILING_PERIODS, &[("quarter", &period(&quarter)), ("year", &period(&year))])}</p>
        {nothing}
        {tables}
        <p class="quiet desk__foot">{t(w::SAMORDNING_PROTECTED)}</p>
    }
}

/// The form for one guide's owner.
#[component]
fn OnPaper(answer: FailingAnswer, guide: Slug, form: RwSignal<Option<Slug>>) -> impl IntoView {
    view! {
        <div class="row__actions no-print">
            <button type="button" class="button button--small button--quiet" data-testid="form-back" on:click=move |_| form.set(None)>{icon("chevron-left")} {t(w::FORM_BACK)}</button>
            <button type="button" class="button button--small" data-testid="form-print" on:click=|_| platform::print()>{icon("printer")} {t(w::SAMORDNING_PRINT)}</button>
        </div>
        <p class="quiet no-print">{t(w::FORM_HINT)}</p>
        <OwnerForm answer guide />
    }
}
