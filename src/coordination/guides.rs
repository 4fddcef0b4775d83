//! The page's main story: guide by guide, the steps where most people get stuck.

use super::office::Office;
use super::shown::{mark, number, share, stripe, text};
use super::tally::{longest, row_class};
use crate::components::rich::plain;
use crate::words::{t, t_with, w};
use erum_domain::disclosure::{ShownGuide, ShownStep};
use erum_domain::guide::Guide;
use leptos::prelude::*;

/// All guides that were followed, as one table.
#[component]
pub(super) fn Guides(guides: Vec<ShownGuide>) -> impl IntoView {
    let office = Office::get();
    let longest = longest(guides.iter().flat_map(|guide| guide.steps.iter().map(|step| step.stuck))).unwrap_or(0);
    let body = if guides.is_empty() {
        view! { <p class="quiet" data-testid="table-guides">{t(w::SAMORDNING_NONE)}</p> }.into_any()
    } else {
        view! {
            <p class="quiet">{t(w::SAMORDNING_GUIDES_HINT)}</p>
            <table class="tally tally--steps" role="table" data-testid="table-guides" aria-labelledby="guides-title">
                <thead class="visually-hidden" role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{t(w::SAMORDNING_STEP_COLUMN)}</th>
                        <th role="columnheader" scope="col">{t(w::SAMORDNING_COUNT_COLUMN)}</th>
                        <th role="columnheader" scope="col">{t(w::SAMORDNING_SHARE_COLUMN)}</th>
                    </tr>
                </thead>
                {guides.into_iter().map(|guide| group(office.pack.guide(&guide.guide), &guide, longest)).collect_view()}
            </table>
        }
        .into_any()
    };
    view! {
        <section class="card tally-card" aria-labelledby="guides-title">
            <h2 class="card__title" id="guides-title">{t(w::SAMORDNING_GUIDES)}</h2>
            {body}
        </section>
    }
}

/// A guide and its steps. `known` is the guide in today's pack, where it may be gone.
fn group(known: Option<&'static Guide>, guide: &ShownGuide, longest: u64) -> impl IntoView + use<> {
    let title = known.map_or(t(w::SAMORDNING_GUIDE_UNKNOWN), |known| known.title.as_str());
    let nothing = if guide.sessions.exactly().is_some() { w::SAMORDNING_GUIDE_NONE } else { w::SAMORDNING_GUIDE_FEW };
    let nothing = guide.steps.is_empty().then(|| {
        view! { <tr class="tally__row" role="row"><td class="quiet" role="cell" colspan="3">{t(nothing)}</td></tr> }
    });
    view! {
        <tbody class="tally__group" role="rowgroup">
            <tr class="tally__head" role="row" data-testid=format!("row-{}", guide.guide) data-count=mark(guide.sessions)>
                <th role="rowheader" scope="rowgroup" colspan="3">
                    {title}
                    <span class="tally__note">{t_with(w::SAMORDNING_GUIDE_SESSIONS, &[("count", &text(guide.sessions))])}</span>
                </th>
            </tr>
            {nothing}
            {guide.steps.iter().map(|step| row(known, guide, step, longest)).collect_view()}
        </tbody>
    }
}

fn row(known: Option<&'static Guide>, guide: &ShownGuide, step: &ShownStep, longest: u64) -> impl IntoView + use<> {
    view! {
        <tr class=row_class(step.stuck) role="row" data-testid=format!("row-{}--{}", guide.guide, step.step) data-count=mark(step.stuck)>
            <th class="tally__label" role="rowheader" scope="row">{step_text(known, step)}</th>
            <td class="tally__value" role="cell">{stripe(step.stuck, longest)}<span class="tally__count">{text(step.stuck)}</span></td>
            <td class="tally__share" role="cell">{step.percent.map(share)}</td>
        </tr>
    }
}

fn step_text(known: Option<&Guide>, step: &ShownStep) -> String {
    known.and_then(|known| known.step(&step.step)).map_or_else(|| t(w::SAMORDNING_STEP_UNKNOWN).to_owned(), |step| plain(&step.text))
}

/// The step where most people got stuck, in one sentence; none when no step's count may be shown.
pub(super) fn in_one_sentence(office: Office, guides: &[ShownGuide]) -> Option<String> {
    let steps = guides.iter().flat_map(|guide| guide.steps.iter().map(move |step| (guide, step)));
    let stuck = steps.filter_map(|(guide, step)| Some((guide, step, step.stuck.exactly().filter(|count| *count > 0)?)));
    let (guide, step, count) = stuck.reduce(|most, next| if next.2 > most.2 { next } else { most })?;
    let known = office.pack.guide(&guide.guide)?;
    let step = step_text(Some(known), step);
    let values = [("step", step.trim_end_matches('.')), ("guide", &known.title), ("count", &number(count))];
    Some(t_with(w::SAMORDNING_MOST_STUCK, &values))
}
