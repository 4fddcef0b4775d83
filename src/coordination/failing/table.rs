//! One guide: its steps, how large a share got stuck there in the quarter and in the year, and why.

use super::super::editor::Tab;
use super::super::office::Office;
use super::super::shown::{mark, share, text};
use crate::components::icon::icon;
use crate::components::rich::plain;
use crate::words::{Word, label_of, t, t_with, w};
use erum_domain::codes::{Fault, Obstacle};
use erum_domain::disclosure::{Shown, ShownRow};
use erum_domain::failing::{FailingGuide, FailingStep};
use erum_domain::guide::Guide;
use erum_domain::ident::Slug;
use leptos::prelude::*;

/// The guide.
#[component]
pub(super) fn GuideTable(
    slug: Slug,
    quarter: Option<FailingGuide>,
    year: Option<FailingGuide>,
    form: RwSignal<Option<Slug>>,
) -> impl IntoView {
    let office = Office::get();
    let known = office.pack.guide(&slug);
    let title = known.map_or_else(|| t(w::SAMORDNING_GUIDE_UNKNOWN).to_owned(), |guide| guide.title.clone());
    let sessions = |of: &Option<FailingGuide>| of.as_ref().map_or_else(|| text(Shown::Exactly(0)), |guide| text(guide.sessions));
    let counted = t_with(w::FAILING_SESSIONS, &[("quarter", &sessions(&quarter)), ("year", &sessions(&year))]);
    let steps = steps_of(&quarter, &year);
    let body = if steps.is_empty() {
        let told = year.as_ref().or(quarter.as_ref()).is_some_and(|guide| guide.sessions.exactly().is_some());
        view! { <p class="quiet">{t(if told { w::SAMORDNING_GUIDE_NONE } else { w::SAMORDNING_GUIDE_FEW })}</p> }.into_any()
    } else {
        let rows = steps.iter().map(|step| row(known, step, of_step(&quarter, step), of_step(&year, step))).collect_view();
        view! { <Table rows=rows.into_any() /> }.into_any()
    };
    let (opened, printed) = (slug.clone(), slug.clone());
    view! {
        <section class="card failing" data-testid=format!("failing-{slug}")>
            <h2 class="card__title">{title}</h2>
            <p class="quiet">{known.map(|guide| guide.actor.as_str())} " · " {counted}</p>
            {body}
            <div class="row__actions">
                <button type="button" class="button button--small button--outline" data-testid=format!("form-{slug}") on:click=move |_| form.set(Some(printed.clone()))>
                    {icon("printer")} {t(w::FAILING_FORM)}
                </button>
                <button type="button" class="button button--small button--quiet" data-testid=format!("answers-{slug}") on:click=move |_| office.open_guide(opened.clone(), Tab::Answers, None)>
                    {t(w::FAILING_ANSWER)}
                </button>
            </div>
        </section>
    }
}

/// The frame of the table, wide enough to be read and no wider than the screen.
#[component]
fn Table(rows: AnyView) -> impl IntoView {
    let head = |word: Word| view! { <th role="columnheader" scope="col">{t(word)}</th> };
    view! {
        <table class="failing__table" role="table">
            <thead role="rowgroup">
                <tr role="row">{head(w::SAMORDNING_STEP_COLUMN)} {head(w::FAILING_QUARTER)} {head(w::FAILING_YEAR)} {head(w::FAILING_OBSTACLES)} {head(w::FAILING_FAULTS)}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}

/// The steps of either period, those of the quarter first.
pub(super) fn steps_of(quarter: &Option<FailingGuide>, year: &Option<FailingGuide>) -> Vec<Slug> {
    let mut steps: Vec<Slug> = Vec::new();
    for step in quarter.iter().chain(year).flat_map(|guide| &guide.steps) {
        if !steps.contains(&step.step) {
            steps.push(step.step.clone());
        }
    }
    steps
}

/// A step in a period.
pub(super) fn of_step<'a>(guide: &'a Option<FailingGuide>, step: &Slug) -> Option<&'a FailingStep> {
    guide.as_ref()?.steps.iter().find(|one| one.step == *step)
}

/// How many got stuck, with the share where it may be told. A step that is not there is one where nobody did, where the
/// guide's own count is told.
pub(super) fn stuck(step: Option<&FailingStep>) -> String {
    match step {
        None => "–".to_owned(),
        Some(FailingStep { stuck, percent: Some(percent), .. }) => {
            t_with(w::FAILING_SHARE, &[("share", &share(*percent)), ("count", &text(*stuck))])
        }
        Some(FailingStep { stuck, .. }) => text(*stuck),
    }
}

/// What a step says.
pub(super) fn words_of(known: Option<&Guide>, step: &Slug) -> String {
    known.and_then(|guide| guide.step(step)).map_or_else(|| t(w::SAMORDNING_STEP_UNKNOWN).to_owned(), |step| plain(&step.text))
}

/// Why, the commonest first.
pub(super) fn causes(list: &str, rows: &[ShownRow]) -> String {
    let each: Vec<String> = rows.iter().map(|row| format!("{}: {}", label_of(list, &row.code), text(row.count))).collect();
    if each.is_empty() { "–".to_owned() } else { each.join(", ") }
}

fn row(known: Option<&Guide>, step: &Slug, quarter: Option<&FailingStep>, year: Option<&FailingStep>) -> impl IntoView + use<> {
    // The year says more, and is told more often.
    let why = year.or(quarter);
    let (obstacles, faults) = why.map(|step| (step.obstacles.as_slice(), step.faults.as_slice())).unwrap_or_default();
    let cell = |word: Word, text: String| view! { <td role="cell"><span class="failing__what" aria-hidden="true">{t(word)}</span> <span>{text}</span></td> };
    view! {
        <tr role="row" data-testid=format!("failing-step-{step}") data-count=quarter.map(|step| mark(step.stuck))>
            <th role="rowheader" scope="row">{words_of(known, step)}</th>
            {cell(w::FAILING_QUARTER, stuck(quarter))}
            {cell(w::FAILING_YEAR, stuck(year))}
            {cell(w::FAILING_OBSTACLES, causes(Obstacle::LIST, obstacles))}
            {cell(w::FAILING_FAULTS, causes(Fault::LIST, faults))}
        </tr>
    }
}
