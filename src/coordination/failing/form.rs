//! Two pages of paper for the owner of an e-service: what happens, where in the service, how often, and room for a dated answer.
//!
//! Holds protected counts only, and no note: what staff wrote stays with the library.

use super::super::controls::counted;
use super::super::office::Office;
use super::super::queue::span;
use super::super::shown::text;
use super::period;
use super::table::{causes, of_step, steps_of, stuck, words_of};
use crate::platform;
use crate::words::{Word, label, t, t_with, w};
use erum_domain::codes::{Fault, Obstacle};
use erum_domain::directory::Unit;
use erum_domain::disclosure::Shown;
use erum_domain::failing::FailingGuide;
use erum_domain::guide::Guide;
use erum_domain::ident::Slug;
use erum_domain::languages::Language;
use erum_domain::wire::queue::{FailingAnswer, FlagGroup};
use leptos::prelude::*;

/// The form.
#[component]
pub(super) fn OwnerForm(answer: FailingAnswer, guide: Slug) -> impl IntoView {
    let known = Office::get().pack.guide(&guide);
    let find = |guides: &[FailingGuide]| guides.iter().find(|one| one.guide == guide).cloned();
    let (quarter, year) = (find(&answer.quarter.guides), find(&answer.year.guides));
    let periods = [period(&answer.quarter), period(&answer.year)];
    let title = known.map_or_else(|| t(w::SAMORDNING_GUIDE_UNKNOWN).to_owned(), |known| known.title.clone());
    view! {
        <article class="form-paper" data-testid="owner-form">
            <section class="form-paper__page">
                <p class="form-paper__eyebrow">{t(w::FORM_EYEBROW)}</p>
                <h2 class="form-paper__title">{t_with(w::FORM_TITLE, &[("guide", &title)])}</h2>
                <About known />
                <HowOften known quarter=quarter.clone() year=year.clone() periods />
                <p class="form-paper__small">{t(w::SAMORDNING_PROTECTED)} " " {t(w::FORM_NOBODY)}</p>
            </section>
            <section class="form-paper__page">
                <Why known quarter year />
                <FlagDays guide />
                <OwnAnswer known />
                <Reach />
            </section>
        </article>
    }
}

/// To whom, from whom, about what.
#[component]
fn About(known: Option<&'static Guide>) -> impl IntoView {
    let office = Office::get();
    let (units, wanted) = (office.units.get_untracked(), office.wanted.get_untracked());
    let whose: Vec<&str> = counted(&units, &wanted).into_iter().map(|unit| unit.name.as_str()).collect();
    let line = |word: Word, value: String| (!value.is_empty()).then(|| view! { <div><dt>{t(word)}</dt><dd>{value}</dd></div> });
    let of = |text: fn(&Guide) -> Option<&str>| known.and_then(text).unwrap_or_default().to_owned();
    view! {
        <dl class="form-paper__facts">
            {line(w::FORM_TO, of(|guide| Some(&guide.actor)))}
            {line(w::FORM_FROM, t_with(w::FORM_FROM_WHOM, &[("units", &whose.join(", "))]))}
            {line(w::FORM_SERVICE, of(|guide| guide.url.as_deref()))}
            {line(w::FORM_DAY, platform::date_text(platform::today(), Language::SWEDISH))}
        </dl>
    }
}

/// How often it stopped where.
#[component]
fn HowOften(
    known: Option<&'static Guide>,
    quarter: Option<FailingGuide>,
    year: Option<FailingGuide>,
    periods: [String; 2],
) -> impl IntoView {
    let sessions = |of: &Option<FailingGuide>| text(of.as_ref().map_or(Shown::Exactly(0), |guide| guide.sessions));
    let [in_quarter, in_year] = periods;
    let steps = steps_of(&quarter, &year);
    let counted = t_with(w::FORM_SESSIONS, &[("quarter", &sessions(&quarter)), ("year", &sessions(&year))]);
    if steps.is_empty() {
        return view! { <h3>{t(w::FORM_HOW_OFTEN)}</h3> <p>{counted}</p> <p>{t(nothing_told(&year))}</p> }.into_any();
    }
    let rows = steps
        .iter()
        .map(|step| {
            let cells = [stuck(of_step(&quarter, step)), stuck(of_step(&year, step))];
            view! { <tr><th scope="row">{words_of(known, step)}</th>{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
        })
        .collect_view();
    view! {
        <h3>{t(w::FORM_HOW_OFTEN)}</h3>
        <p>{counted}</p>
        <table class="form-paper__table">
            <thead><tr><th scope="col">{t(w::FORM_WHERE)}</th><th scope="col">{in_quarter}</th><th scope="col">{in_year}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Why no step is told of.
fn nothing_told(year: &Option<FailingGuide>) -> Word {
    let told = year.as_ref().is_some_and(|guide| guide.sessions.exactly().is_some());
    if told { w::SAMORDNING_GUIDE_NONE } else { w::SAMORDNING_GUIDE_FEW }
}

/// What stood in people's way, apart from what was wrong with the service.
#[component]
fn Why(known: Option<&'static Guide>, quarter: Option<FailingGuide>, year: Option<FailingGuide>) -> impl IntoView {
    let rows = steps_of(&quarter, &year)
        .iter()
        .filter_map(|step| {
            let of = of_step(&year, step).or(of_step(&quarter, step)).filter(|of| !of.obstacles.is_empty() || !of.faults.is_empty())?;
            let (faults, obstacles) = (causes(Fault::LIST, &of.faults), causes(Obstacle::LIST, &of.obstacles));
            Some(view! { <tr><th scope="row">{words_of(known, step)}</th><td>{faults}</td><td>{obstacles}</td></tr> })
        })
        .collect::<Vec<_>>();
    if rows.is_empty() {
        return view! { <h3>{t(w::FORM_WHY)}</h3> <p>{t(w::FORM_WHY_NOTHING)}</p> }.into_any();
    }
    view! {
        <h3>{t(w::FORM_WHY)}</h3>
        <table class="form-paper__table">
            <thead><tr><th scope="col">{t(w::FORM_WHERE)}</th><th scope="col">{t(w::FAILING_FAULTS)}</th><th scope="col">{t(w::FAILING_OBSTACLES)}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Steps that staff say are no longer as the guide has them, with their days.
#[component]
fn FlagDays(guide: Slug) -> impl IntoView {
    let office = Office::get();
    let wanted = office.wanted.get_untracked().unit;
    let of_guide = move || {
        office.queue.with(|queue| {
            let units = queue.iter().flatten().filter(|(unit, _)| wanted.is_none() || wanted.as_ref() == Some(&unit.id));
            let flags: Vec<FlagGroup> = units.flat_map(|(_, answer)| answer.flags.clone()).filter(|flag| flag.guide == guide).collect();
            flags
        })
    };
    let known = office.pack;
    let rows = move || {
        let flags = of_guide();
        let row = |flag: FlagGroup| {
            let reasons: Vec<&str> = flag.reasons.iter().map(|line| label(line.reason)).collect();
            view! { <li>{words_of(known.guide(&flag.guide), &flag.step)} " – " {reasons.join(", ")} ". " {span(flag.first, flag.last)}</li> }
        };
        if flags.is_empty() {
            view! { <p>{t(w::FORM_NO_FLAGS)}</p> }.into_any()
        } else {
            view! { <ul class="bullets">{flags.into_iter().map(row).collect_view()}</ul> }.into_any()
        }
    };
    view! { <h3>{t(w::FORM_FLAGS)}</h3> {rows} }
}

/// Room for the answer.
#[component]
fn OwnAnswer(known: Option<&'static Guide>) -> impl IntoView {
    let actor = known.map_or(t(w::FORM_OWNER), |guide| guide.actor.as_str());
    view! {
        <h3>{t_with(w::FORM_ANSWER, &[("actor", actor)])}</h3>
        <p>{t(w::FORM_ANSWER_TEXT)}</p>
        <div class="form-paper__room" aria-hidden="true"><i></i><i></i><i></i><i></i></div>
        <p class="form-paper__sign">{t(w::FORM_ANSWER_DAY)} <i aria-hidden="true"></i></p>
    }
}

/// How to reach us: the unit's own places, and room to write.
#[component]
fn Reach() -> impl IntoView {
    let office = Office::get();
    let (units, wanted) = (office.units.get_untracked(), office.wanted.get_untracked());
    let known = counted(&units, &wanted).into_iter().filter_map(|unit| office.pack.unit(&unit.id));
    let line = |unit: &Unit| {
        let point = unit.points.first()?;
        let parts: Vec<&str> =
            [Some(point.name.as_str()), point.address.as_deref(), point.phone.as_deref()].into_iter().flatten().collect();
        Some(view! { <li>{parts.join(", ")}</li> })
    };
    let places = known.filter_map(line).collect_view();
    view! {
        <h3>{t(w::FORM_REACH)}</h3>
        <ul class="bullets">{places}</ul>
        <p class="form-paper__sign">{t(w::FORM_REACH_WHO)} <i aria-hidden="true"></i></p>
    }
}
