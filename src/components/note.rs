//! Words about a guide or a place: the only field on the tablet in which something can be written freely.
//!
//! What looks like personal data is told at once, in the text it stands in. Keeps nothing and sends nothing.

use crate::words::{self, Word, t, t_count, t_with, w};
use erum_domain::codes::Personal;
use erum_domain::note::{Note, Unkept};
use leptos::prelude::*;

/// Whether what is typed cannot be sent as it stands. That it may not be sent is settled where it is.
pub(crate) fn cannot_be_sent(typed: RwSignal<String>) -> Memo<bool> {
    Memo::new(move |_| typed.with(|typed| Note::write(typed).is_err()))
}

/// The words: how many are left, and what in them may not be sent.
#[component]
pub(crate) fn NoteField(
    /// What is typed.
    typed: RwSignal<String>,
    /// For tests, and for what belongs together; on the page only once.
    name: &'static str,
    /// What is asked.
    label: Word,
    /// What may not be written.
    rule: Word,
) -> impl IntoView {
    let id = move |part: &str| format!("{name}-{part}");
    let described = format!("{name}-rule {name}-left {name}-status");
    let seen = Memo::new(move |_| typed.with(|typed| seen_in(typed)));
    let left = move || typed.with(|typed| Note::MAX.saturating_sub(typed.chars().count()));
    let invalid = move || (!seen.with(Vec::is_empty)).to_string();
    let told = move |seen: Vec<(Personal, String)>| {
        let each = |(kind, text): (Personal, String)| view! { <p>{t_with(w::SESSION_NOTE_SEEN, &[("what", words::label(kind)), ("text", &text)])}</p> };
        view! { <div class="note__seen" data-testid=id("seen")>{seen.into_iter().map(each).collect_view()}<p>{t(w::SESSION_NOTE_MEND)}</p></div> }
    };
    view! {
        <div class="field note">
            <label class="field__label" for=name>{t(label)}</label>
            <p class="field__hint" id=id("rule")>{t(rule)}</p>
            <textarea
                class="note__text" id=name data-testid=name rows="3" maxlength=Note::MAX autocomplete="off"
                aria-describedby=described aria-invalid=invalid
                prop:value=typed on:input:target=move |event| typed.set(event.target().value())
            ></textarea>
            <p class="field__hint" id=id("left")>{move || t_count(w::SESSION_NOTE_LEFT, left() as u64, &[])}</p>
            // Always there, so that what comes into it is read out.
            <div id=id("status") role="status">{move || Some(seen.get()).filter(|seen| !seen.is_empty()).map(told)}</div>
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
