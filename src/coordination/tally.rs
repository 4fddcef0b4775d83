//! One coded list as a table whose rows are also bars.

use super::shown::{mark, stripe, text};
use crate::words::{Word, label_of, t, w};
use erum_domain::disclosure::{Shown, ShownRow};
use leptos::prelude::*;

/// A table of a coded list and how it looks.
#[derive(Clone, Copy)]
pub(super) struct List {
    /// The list's name, as its words know it.
    pub(super) codes: &'static str,
    /// What the table is called.
    pub(super) title: Word,
    /// For tests and links to it.
    pub(super) name: &'static str,
    /// What there is to know before one reads it.
    pub(super) hint: Option<Word>,
    /// What is said when it is empty.
    pub(super) nothing: Word,
}

impl List {
    /// A list whose cells sum to a total: an empty table is one held back.
    pub(super) const fn of_parts(codes: &'static str, title: Word, name: &'static str) -> Self {
        Self { codes, title, name, hint: None, nothing: w::SAMORDNING_ALL_HIDDEN }
    }

    /// A list whose cells need not sum to anything: in an empty table nothing was met.
    pub(super) const fn of_met(codes: &'static str, title: Word, name: &'static str) -> Self {
        Self { codes, title, name, hint: None, nothing: w::SAMORDNING_NONE }
    }
}

/// The table, as a card.
#[component]
pub(super) fn Tally(list: List, rows: Vec<ShownRow>) -> impl IntoView {
    let title_id = format!("{}-title", list.name);
    let body = match longest(rows.iter().map(|row| row.count)) {
        None => view! { <p class="quiet" data-testid=list.name>{t(list.nothing)}</p> }.into_any(),
        Some(longest) => view! {
            {list.hint.map(|hint| view! { <p class="quiet">{t(hint)}</p> })}
            <table class="tally" role="table" data-testid=list.name aria-labelledby=title_id.clone()>
                <thead class="visually-hidden" role="rowgroup">
                    <tr role="row"><th role="columnheader" scope="col">{t(list.title)}</th><th role="columnheader" scope="col">{t(w::SAMORDNING_COUNT_COLUMN)}</th></tr>
                </thead>
                <tbody role="rowgroup">{rows.into_iter().map(|row| one(list, &row, longest)).collect_view()}</tbody>
            </table>
        }
        .into_any(),
    };
    view! {
        <section class=format!("card tally-card tally-card--{}", list.codes) aria-labelledby=title_id.clone()>
            <h2 class="card__title" id=title_id.clone()>{t(list.title)}</h2>
            {body}
        </section>
    }
}

fn one(list: List, row: &ShownRow, longest: u64) -> impl IntoView + use<> {
    view! {
        <tr class=row_class(row.count) role="row" data-testid=format!("row-{}", row.code) data-count=mark(row.count)>
            <th class="tally__label" role="rowheader" scope="row">{label_of(list.codes, &row.code)}</th>
            <td class="tally__value" role="cell">{stripe(row.count, longest)}<span class="tally__count">{text(row.count)}</span></td>
        </tr>
    }
}

/// A row that only says that its count is held back takes less room.
pub(super) const fn row_class(count: Shown) -> &'static str {
    if count.exactly().is_some() { "tally__row" } else { "tally__row tally__row--held" }
}

/// The largest count shown, which all bars are measured by; none when there are no counts at all.
pub(super) fn longest(counts: impl Iterator<Item = Shown>) -> Option<u64> {
    counts.map(|count| count.exactly().unwrap_or(0)).max()
}
