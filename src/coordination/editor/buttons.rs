//! The commonest edit of all: a button is called something else now. Its Swedish name stands in every language, so that one
//! press changes it in all of them, also where nobody here can read the rest.

use super::work::{Work, on_tablets};
use crate::components::icon::icon;
use crate::words::{t, t_with, w};
use erum_domain::manuscript::buttons::Renamed;
use erum_domain::manuscript::fields::Fields;
use leptos::prelude::*;

/// The offer, where other languages still have the old name.
#[component]
pub(super) fn RenamedButtons(work: Work) -> impl IntoView {
    let found = Memo::new(move |_| {
        let before = work.answer.with(|answer| answer.as_ref().and_then(on_tablets).map(Fields::of));
        before.map(|before| work.fields.with(|fields| fields.renamed_buttons(&before))).unwrap_or_default()
    });
    let row = move |one: Renamed| {
        let text = t_with(w::BUTTONS_RENAMED, &[("old", &one.old), ("new", &one.new)]);
        let change = move |_| work.rebuild(|fields| fields.rename_button(&one));
        view! {
            <div class="notice notice--attention buttons-renamed" role="status" data-testid="renamed">
                {icon("languages")}
                <div class="notice__text">{text}</div>
                <button type="button" class="button button--small" data-testid="rename-all" on:click=change>{t(w::BUTTONS_RENAME)}</button>
            </div>
        }
    };
    move || found.get().into_iter().map(row).collect_view()
}
