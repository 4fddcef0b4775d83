//! Saying that a step is no longer right: a reason, and a few words for whoever mends the guide.
//!
//! The only place on the tablet where something can be written. What looks like personal data is told at once and
//! cannot be sent; what is written is kept nowhere before it is sent.

use super::Worktop;
use super::step::Panel;
use crate::components::notice::{Notice, Tone};
use crate::components::when::When;
use crate::journal;
use crate::words::{label, t, t_count, t_with, w};
use erum_domain::codes::{FlagReason, Personal};
use erum_domain::guide::Step;
use erum_domain::note::{Note, Unkept};
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
    let unsendable = Memo::new(move |_| typed.with(|typed| Note::write(typed).is_err()));
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
                <NoteField typed />
                <h3 class="panel__title">{t(w::SESSION_FLAG_WHY)}</h3>
                <div class="chips">{reasons}</div>
            </div>
            <div class="panel__foot">
                <button type="button" class="button button--quiet button--small" on:click=move |_| panel.set(Panel::Closed)>{t(w::SESSION_PANEL_DONE)}</button>
            </div>
        </div>
    }
}

/// The words: how many are left, and what in them may not be sent.
#[component]
fn NoteField(typed: RwSignal<String>) -> impl IntoView {
    let seen = Memo::new(move |_| typed.with(|typed| seen_in(typed)));
    let left = move || typed.with(|typed| Note::MAX.saturating_sub(typed.chars().count()));
    let invalid = move || (!seen.with(Vec::is_empty)).to_string();
    let told = move |seen: Vec<(Personal, String)>| {
        let each =
            |(kind, text): (Personal, String)| view! { <p>{t_with(w::SESSION_NOTE_SEEN, &[("what", label(kind)), ("text", &text)])}</p> };
        view! { <div class="note__seen" data-testid="flag-note-seen">{seen.into_iter().map(each).collect_view()}<p>{t(w::SESSION_NOTE_MEND)}</p></div> }
    };
    view! {
        <div class="field note">
            <label class="field__label" for="flag-note">{t(w::SESSION_NOTE)}</label>
            <p class="field__hint" id="flag-note-rule">{t(w::SESSION_NOTE_RULE)}</p>
            <textarea
                class="note__text" id="flag-note" data-testid="flag-note" rows="3" maxlength=Note::MAX autocomplete="off"
                aria-describedby="flag-note-rule flag-note-left flag-note-status" aria-invalid=invalid
                prop:value=typed on:input:target=move |event| typed.set(event.target().value())
            ></textarea>
            <p class="field__hint" id="flag-note-left">{move || t_count(w::SESSION_NOTE_LEFT, left() as u64, &[])}</p>
            // Always there, so that what comes into it is read out.
            <div id="flag-note-status" role="status">{move || Some(seen.get()).filter(|seen| !seen.is_empty()).map(told)}</div>
        </div>
    }
}

/// What in the text may not be sent, each kind with the words that look like it.
fn seen_in(typed: &str) -> Vec<(Personal, String)> {
    match Note::write(typed) {
        Err(Unkept::Personal(seen)) => {
            let words = |start: usize, end: usize| typed.get(start..end).unwrap_or_default().to_owned();
            seen.into_iter().map(|seen| (seen.kind, words(seen.start, seen.end))).collect()
        }
        Ok(_) | Err(Unkept::TooLong(_)) => Vec::new(),
    }
}
