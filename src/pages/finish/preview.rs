//! "This is what is saved": the record as it will be sent, in plain words, before it is.
//!
//! Made from the very record that closing makes, so that nothing is saved that is not said.

use super::Sheet;
use crate::components::whole_record::WholeRecord;
use crate::words::{cause_label, label, t, t_count, w};
use crate::{journal, platform};
use erum_domain::record::SessionRecord;
use leptos::prelude::*;

/// The preview.
#[component]
pub(super) fn Preview() -> impl IntoView {
    let sheet: Sheet = expect_context();
    let record = move || {
        let session = sheet.session()?;
        Some(session.close(&sheet.ending()?, platform::now_ms(), journal::closing_day(sheet.desk, &session), sheet.record))
    };
    let words = move || record().map(|record| in_words(sheet, &record));
    view! {
        <section class="card card--small saved-preview" aria-live="polite" data-testid="saved-preview">
            <h2 class="card__title">{t(w::FINISH_PREVIEW)}</h2>
            <p>{move || words().unwrap_or_else(|| t(w::FINISH_PREVIEW_NONE).to_owned())}</p>
            <p class="saved-preview__promise">{t(w::FINISH_PREVIEW_PROMISE)}</p>
            {move || record().map(|record| view! { <details data-testid="preview-whole"><summary>{t(w::FINISH_PREVIEW_WHOLE)}</summary><WholeRecord record /></details> })}
        </section>
    }
}

/// A record in plain words, everything in it and nothing else.
fn in_words(sheet: Sheet, record: &SessionRecord) -> String {
    let mut parts = vec![
        platform::day_text(record.date),
        label(record.place).to_owned(),
        label(record.form).to_owned(),
        label(record.service).to_owned(),
    ];
    parts.extend(
        record
            .guide
            .as_ref()
            .map(|guide| sheet.desk.pack.guide(&guide.slug).map_or_else(|| guide.slug.to_string(), |guide| guide.title.clone())),
    );
    parts.push(label(record.outcome).to_owned());
    let steps = record.stuck.len() as u64;
    if steps > 0 {
        let causes: Vec<&str> = record.stuck.iter().map(|stuck| cause_label(stuck.cause)).collect();
        parts.push(format!("{} ({})", t_count(w::FINISH_STUCK_MARKS, steps, &[]), causes.join(", ")));
    }
    parts.extend(record.obstacles.iter().map(|obstacle| label(*obstacle).to_owned()));
    parts.extend(record.faults.iter().map(|fault| label(*fault).to_owned()));
    parts.extend(record.limit.map(|limit| label(limit).to_owned()));
    parts.extend(record.referral.map(|referral| label(referral).to_owned()));
    parts.extend(record.support.map(|support| label(support).to_owned()));
    parts.extend(record.length.map(|length| label(length).to_owned()));
    parts.extend(record.returning.then(|| t(w::FINISH_RETURNING_YES).to_owned()));
    parts.extend(record.replaces.map(|_| t(w::FINISH_CORRECTS).to_owned()));
    parts.join(" · ")
}
