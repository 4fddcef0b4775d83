//! What a guide says in every language alike: who is responsible, where, how sure it is, and from where it is known.

use super::chips::ChipsField;
use super::field::{ChoiceField, Kind, TextField};
use super::lists::{Dated, DatedList, RelatedList};
use super::names::options;
use super::work::{Work, text_of};
use crate::coordination::office::Office;
use crate::platform;
use crate::words::{label, t, t_with, w};
use erum_domain::codes::{Coded, Level, Referral, Service};
use erum_domain::guide::Status;
use erum_domain::ident::Slug;
use erum_domain::manuscript::fields::Place;
use leptos::prelude::*;
use serde_json::json;

const LOGIN: Dated = Dated { key: "login", title: w::FACT_LOGIN, add: w::LOGIN_ADD, texts: &[("name", w::LOGIN_NAME)] };
const SOURCES: Dated =
    Dated { key: "sources", title: w::FACT_SOURCES, add: w::SOURCE_ADD, texts: &[("title", w::SOURCE_TITLE), ("url", w::SOURCE_URL)] };

/// The fields.
#[component]
pub(super) fn FactFields(work: Work) -> impl IntoView {
    let office = Office::get();
    let refer = Referral::ALL.iter().map(|code| (json!(code), format!("refer-{}", code.code()), label(*code))).collect();
    let (levels, topics) = (codes::<Level>(), codes::<Service>());
    view! {
        <div class="two-columns">
            <div>
                <section class="card">
                    <h2 class="card__title">{t(w::FACTS_WHO)}</h2>
                    <TextField work place=Place::facts("actor") label=t(w::FACT_ACTOR) kind=Kind::Line hint=w::FACT_ACTOR_HINT />
                    <ChoiceField work place=Place::facts("level") label=w::FACT_LEVEL options=levels />
                    <TextField work place=Place::facts("url") label=t(w::FACT_URL) kind=Kind::Url />
                    <TextField work place=Place::facts("phone") label=t(w::FACT_PHONE) kind=Kind::Phone />
                </section>
                <section class="card">
                    <h2 class="card__title">{t(w::FACTS_KIND)}</h2>
                    <ChoiceField work place=Place::facts("service") label=w::FACT_SERVICE options=topics />
                    <ChoiceField work place=Place::facts("limit") label=w::FACT_LIMIT options=options("limit") hint=w::FACT_LIMIT_HINT />
                    <ChoiceField work place=Place::facts("confidence") label=w::FACT_CONFIDENCE options=options("confidence") />
                    <ChipsField work place=Place::facts("refer") label=t(w::FACT_REFER) options=refer />
                </section>
                <CheckedWhen work />
            </div>
            <div>
                <DatedList work list=LOGIN />
                <DatedList work list=SOURCES />
                <RelatedList work known=known_guides(office) />
            </div>
        </div>
    }
}

/// When it was checked: told, never typed.
#[component]
fn CheckedWhen(work: Work) -> impl IntoView {
    let told = work.answer.with_untracked(|answer| {
        let checked = answer.as_ref().and_then(text_of)?.facts.checked.clone();
        let word = if checked.status == Status::Checked { w::CHECKED_ON } else { w::CHECKED_NEVER };
        Some(t_with(word, &[("day", &platform::day_text(checked.date))]))
    });
    view! { <section class="card"><h2 class="card__title">{t(w::FACT_CHECKED)}</h2><p>{told}</p><p class="quiet">{t(w::CHECKED_HINT)}</p></section> }
}

/// Every value of a coded list, as it is called.
pub(super) fn codes<C: Coded>() -> Vec<(String, String)> {
    C::all().iter().map(|code| (code.code().to_owned(), label(*code).to_owned())).collect()
}

/// Guides by name and title.
fn known_guides(office: Office) -> Vec<(Slug, String)> {
    let lines = office.lines.with_untracked(|lines| {
        lines.as_ref().map(|lines| lines.guides.iter().map(|line| (line.slug.clone(), line.title.clone())).collect::<Vec<_>>())
    });
    lines.unwrap_or_else(|| office.pack.guides.iter().map(|guide| (guide.slug.clone(), guide.title.clone())).collect())
}
