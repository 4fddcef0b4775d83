//! Saying that an entry of the directory is wrong: in what, and a few words about how it is instead.
//!
//! What is written is screened where it is written (`NoteField`), and kept nowhere before it is sent.

use crate::components::note::{NoteField, cannot_be_sent};
use crate::components::notice::{Notice, Tone};
use crate::components::when::When;
use crate::desk::Desk;
use crate::journal;
use crate::words::{label, t, w};
use erum_domain::codes::CorrectedField;
use erum_domain::directory::ServicePoint;
use erum_domain::ident::Slug;
use erum_domain::note::Note;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The point whose panel is open: one at a time.
#[derive(Clone, Copy)]
pub(super) struct Open(pub(super) RwSignal<Option<Slug>>);

/// The button on a card, and the panel it opens.
#[component]
pub(super) fn Correct(point: &'static ServicePoint) -> impl IntoView {
    let Open(open) = expect_context();
    let is_open = Memo::new(move |_| open.with(|open| open.as_ref() == Some(&point.id)));
    let toggle = move |_| open.set((!is_open.get_untracked()).then(|| point.id.clone()));
    view! {
        <button
            type="button" class="chip chip--flag" data-testid=format!("correct-{}", point.id) aria-expanded=move || is_open.get().to_string()
            on:click=toggle
        >
            {t(w::DIRECTORY_WRONG)}
        </button>
        <When holds=move || is_open.get()><CorrectPanel point /></When>
    }
}

/// The panel. One tap on what is wrong makes a record of its own, with the words if there are any.
#[component]
fn CorrectPanel(point: &'static ServicePoint) -> impl IntoView {
    let (desk, Open(open)) = (Desk::get(), expect_context::<Open>());
    let typed = RwSignal::new(String::new());
    let thanked = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let correct = move |field: CorrectedField| {
        // The button is off while something is seen; that it may not be sent is settled here.
        let Some(Ok(note)) = (!busy.get_untracked()).then(|| typed.with_untracked(|typed| Note::write(typed))) else { return };
        busy.set(true);
        spawn_local(async move {
            if journal::correct(desk, point.id.clone(), field, note).await.is_ok() {
                typed.set(String::new());
                thanked.set(true);
            }
            busy.set(false);
        });
    };
    let unsendable = cannot_be_sent(typed);
    let fields = CorrectedField::ALL
        .iter()
        .map(|field| {
            view! {
                <button type="button" class="chip" data-testid=format!("field-{}", field.code()) disabled=unsendable on:click=move |_| correct(*field)>
                    {label(*field)}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="panel" role="group" aria-label=t(w::DIRECTORY_WRONG)>
            <When holds=move || thanked.get()>
                <Notice tone=Tone::Calm name="correction-thanks">{t(w::SESSION_FLAG_THANKS)}</Notice>
            </When>
            <div class="panel__ask" hidden=thanked>
                <NoteField typed name="correction-note" label=w::DIRECTORY_NOTE rule=w::DIRECTORY_NOTE_RULE />
                <h4 class="panel__title">{t(w::DIRECTORY_WHAT)}</h4>
                <div class="chips">{fields}</div>
            </div>
            <div class="panel__foot">
                <button type="button" class="button button--quiet button--small" data-testid="correction-done" on:click=move |_| open.set(None)>{t(w::SESSION_PANEL_DONE)}</button>
            </div>
        </div>
    }
}
