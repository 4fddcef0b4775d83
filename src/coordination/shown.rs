//! A protected count as people see it, as tests see it, and as a length. Never works out what the hub held back.

use crate::words::{t, t_with, w};
use erum_domain::disclosure::{SMALLEST_SHOWN, Shown, ShownRow};
use leptos::prelude::*;

/// For people.
pub(super) fn text(count: Shown) -> String {
    match count {
        Shown::Exactly(count) => number(count),
        Shown::Few => t(w::SAMORDNING_FEW).to_owned(),
        Shown::Hidden => t(w::SAMORDNING_HIDDEN).to_owned(),
    }
}

/// For tests.
pub(super) fn mark(count: Shown) -> String {
    match count {
        Shown::Exactly(count) => count.to_string(),
        Shown::Few => format!("<{SMALLEST_SHOWN}"),
        Shown::Hidden => "hidden".to_owned(),
    }
}

/// A number as Swedes write it: `1 204`.
pub(super) fn number(count: u64) -> String {
    js_sys::Number::from(count as f64).to_locale_string("sv").into()
}

/// A share in whole per cent.
pub(super) fn share(percent: u64) -> String {
    t_with(w::SAMORDNING_PERCENT, &[("percent", &percent.to_string())])
}

/// The count of a code in a table that sums to a total. A table without any row is held back whole.
pub(super) fn part(rows: &[ShownRow], code: &str) -> Shown {
    let of_code = rows.iter().find(|row| row.code == code).map(|row| row.count);
    of_code.unwrap_or(if rows.is_empty() { Shown::Hidden } else { Shown::Exactly(0) })
}

/// A count as a horizontal bar against the longest one. What is held back has one short length, hatched, whatever it
/// is. Heard from the number beside it.
pub(super) fn stripe(count: Shown, longest: u64) -> impl IntoView {
    match count.exactly() {
        Some(count) => {
            let width = format!("{:.1}%", count as f64 * 100.0 / longest.max(1) as f64);
            view! { <svg class="stripe" aria-hidden="true" focusable="false"><rect class="stripe__fill" width=width height="100%" rx="4"></rect></svg> }.into_any()
        }
        None => view! {
            <svg class="stripe" aria-hidden="true" focusable="false">
                <svg class="stripe__held" width="28" height="100%">
                    <path d="M-8 24 16 0M0 24 24 0M8 24 32 0M16 24 40 0"></path>
                </svg>
            </svg>
        }
        .into_any(),
    }
}
