//! Saying that a step is no longer right: a reason, and a few words for whoever mends the guide.
//!
//! What is written is screened where it is written (`NoteField`), and kept nowhere before it is sent.

use super::Worktop;
use super::step::Panel;
use crate::components::note::{NoteField, cannot_be_sent};
use crate::components::notice::{Notice, Tone};
use crate::components::when::When;
use crate::journal;
use crate::words::{label, t, w};
use erum_domain::codes::FlagReason;
use erum_domain::guide::Step;
use erum_domain::note::Note;
use erum_domain::record::GuideRef;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The panel. One tap on a reason makes a record of its own, with the words if there are any.
#[component]
pub(super) fn FlagPanel(step: &'static Step, panel: RwSignal<Panel>) -> impl IntoView {
    let worktop: Worktop = expect_context();
    let typed = RwSignal::new(String::new());
    let thanked = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let flag = move |reason: FlagReason| {
        let Some(guide) = worktop.guide.filter(|_| !busy.get_untracked()) else { return };
        // The button is off while something is seen; that it may not be sent is settled here.
        let Ok(note) = typed.with_untracked(|typed| Note::write(typed)) else { return };
        busy.set(true);
        let guide = GuideRef { slug: guide.slug.clone(), version: guide.version };
        spawn_local(async move {
            if journal::flag(worktop.desk, guide, step.id.clone(), reason, note).await.is_ok() {
                typed.set(String::new());
                thanked.set(true);
            }
            busy.set(false);
        });
    };
    let unsendable = cannot_be_sent(typed);
    let reasons = FlagReason::ALL
        .iter()
        .map(|reason| {
            view! {
                <button type="button" class="chip" data-testid=format!("reason-{}", reason.code()) disabled=unsendable on:click=move |_| flag(*reason)>
                    {label(*reason)}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="panel" role="group" aria-label=t(w::SESSION_FLAG)>
            <When holds=move || thanked.get()>
                <Notice tone=Tone::Calm name="flag-thanks">{t(w::SESSION_FLAG_THANKS)}</Notice>
            </When>
            <div class="panel__ask" hidden=thanked>
                <NoteField typed name="flag-note" label=w::SESSION_NOTE rule=w::SESSION_NOTE_RULE />
                <h3 class="panel__title">{t(w::SESSION_FLAG_WHY)}</h3>
                <div class="chips">{reasons}</div>
            </div>
            <div class="panel__foot">
                <button type="button" class="button button--quiet button--small" on:click=move |_| panel.set(Panel::Closed)>{t(w::SESSION_PANEL_DONE)}</button>
            </div>
        </div>
    }
}
