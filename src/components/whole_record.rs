//! A record exactly as it is sent: every field by name with what it means, and the very text that is sealed.
//!
//! Draws what it is given, leaves nothing out, adds nothing.

use crate::platform;
use crate::words::{cause_label, label, t, w};
use erum_domain::record::{Record, SessionRecord};
use leptos::prelude::*;

/// The record.
#[component]
pub(crate) fn WholeRecord(record: SessionRecord) -> impl IntoView {
    let json = pretty(&record);
    let rows = rows(&record).into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view();
    view! {
        <dl class="record" data-testid="whole-record">{rows}</dl>
        <details>
            <summary>{t(w::RECORD_RAW)}</summary>
            <pre class="record__raw" dir="ltr" data-testid="raw-record">{json}</pre>
        </details>
    }
}

/// The JSON that is sealed, with line breaks and in its own order.
fn pretty(record: &SessionRecord) -> String {
    serde_json::to_string_pretty(&Record::Session(record.clone())).unwrap_or_default()
}

fn rows(record: &SessionRecord) -> Vec<(&'static str, String)> {
    let none = || t(w::RECORD_NONE).to_owned();
    let list = |items: Vec<&'static str>| if items.is_empty() { none() } else { items.join(", ") };
    let stuck: Vec<String> = record.stuck.iter().map(|stuck| format!("{}: {}", stuck.step, cause_label(stuck.cause))).collect();
    vec![
        (t(w::RECORD_DATE), platform::day_text(record.date)),
        (t(w::RECORD_PLACE), label(record.place).to_owned()),
        (t(w::RECORD_FORM), label(record.form).to_owned()),
        (t(w::RECORD_TOPIC), label(record.service).to_owned()),
        (t(w::RECORD_GUIDE), record.guide.as_ref().map_or_else(none, |guide| format!("{}, {}", guide.slug, guide.version))),
        (t(w::RECORD_OUTCOME), label(record.outcome).to_owned()),
        (t(w::RECORD_STUCK), if stuck.is_empty() { none() } else { stuck.join(", ") }),
        (t(w::RECORD_OBSTACLES), list(record.obstacles.iter().map(|code| label(*code)).collect())),
        (t(w::RECORD_FAULTS), list(record.faults.iter().map(|code| label(*code)).collect())),
        (t(w::RECORD_LIMIT), list(record.limit.map(label).into_iter().collect())),
        (t(w::RECORD_REFERRAL), list(record.referral.map(label).into_iter().collect())),
        (t(w::RECORD_SUPPORT), list(record.support.map(label).into_iter().collect())),
        (t(w::RECORD_LENGTH), list(record.length.map(label).into_iter().collect())),
        (t(w::RECORD_RETURNING), t(if record.returning { w::RECORD_YES } else { w::RECORD_NONE }).to_owned()),
        (t(w::RECORD_ID), record.id.to_string()),
        (t(w::RECORD_REPLACES), record.replaces.map_or_else(none, |id| id.to_string())),
    ]
}
