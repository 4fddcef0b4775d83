//! The quarter in four figures.

use super::shown::{number, part, share, text};
use crate::words::{Word, t, t_with, w};
use erum_domain::codes::Outcome;
use erum_domain::disclosure::{Shown, ShownRow, ShownStatistics};
use leptos::prelude::*;

/// The four figures, or the total alone where nothing more may be said.
#[component]
pub(super) fn Figures(statistics: ShownStatistics) -> impl IntoView {
    let more = statistics.sessions.exactly().is_some_and(|total| total > 0).then(|| {
        view! {
            {figure("alone", alone(&statistics), w::SAMORDNING_ALONE)}
            {figure("declined", text(part(&statistics.outcomes, Outcome::DeclinedPayment.code())), w::SAMORDNING_DECLINED)}
            {figure("faults", met(&statistics.faults), w::SAMORDNING_FAULTS_MET)}
        }
    });
    view! {
        <dl class="figures">
            {figure("total", text(statistics.sessions), w::SAMORDNING_TOTAL)}
            {more}
        </dl>
    }
}

fn figure(name: &'static str, value: String, label: Word) -> impl IntoView {
    view! {
        <div class="figure card">
            <dt class="figure__label">{t(label)}</dt>
            <dd class="figure__value" data-testid=name>{value}</dd>
        </div>
    }
}

/// The share who managed alone; as a count where that is all that may be said.
fn alone(statistics: &ShownStatistics) -> String {
    match (part(&statistics.outcomes, Outcome::DoneAlone.code()), statistics.sessions) {
        (Shown::Exactly(alone), Shown::Exactly(total)) if total > 0 => share((alone * 100 + total / 2) / total),
        (alone, _) => text(alone),
    }
}

/// How often a fault was met. What is held back counts as one, since it is at least that.
fn met(faults: &[ShownRow]) -> String {
    let least: u64 = faults.iter().map(|row| row.count.exactly().unwrap_or(1)).sum();
    if faults.iter().all(|row| row.count.exactly().is_some()) {
        number(least)
    } else {
        t_with(w::SAMORDNING_AT_LEAST, &[("count", &number(least))])
    }
}
