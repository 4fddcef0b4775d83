//! "Plattor": the tablets of a unit, what waits to be looked at, and the ways in – a code, a file – and out – the log.

use super::controls::counted;
use super::fleet::{Brought, Fleet};
use super::office::Office;
use super::tablet::Tablet;
use crate::components::notice::{Notice, Tone};
use crate::platform;
use crate::words::{Word, t, t_count, t_with, w};
use erum_domain::record::Refusal;
use erum_domain::wire::devices::{AsideShown, DevicesAnswer};
use erum_domain::wire::{Receipt, ReceiptStatus};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The section, for the unit that is chosen, or the only one there is.
#[component]
pub(super) fn Tablets() -> impl IntoView {
    let office = Office::get();
    let chosen = Memo::new(move |_| {
        let (units, wanted) = (office.units.get(), office.wanted.get());
        match counted(&units, &wanted).as_slice() {
            [one] => Some(one.id.clone()),
            _ => None,
        }
    });
    let body = move || match chosen.get() {
        Some(unit) => view! { <OfUnit fleet=Fleet::of(unit) /> }.into_any(),
        None => view! { <p class="quiet" data-testid="tablets-choose">{t(w::SAMORDNING_TABLETS_CHOOSE)}</p> }.into_any(),
    };
    view! {
        <section class="card tablets" aria-labelledby="tablets-title" data-testid="tablets">
            <h2 class="card__title" id="tablets-title">{t(w::SAMORDNING_TABLETS)}</h2>
            {body}
        </section>
    }
}

#[component]
fn OfUnit(fleet: Fleet) -> impl IntoView {
    let trouble = move || {
        let words = fleet.trouble.get()?;
        let told = words.map_or_else(|| t(w::SAMORDNING_NO_CONTACT).to_owned(), |problem| format!("{}. {}", problem.title, problem.detail));
        Some(view! { <Notice tone=Tone::Attention name="tablets-trouble">{told}</Notice> })
    };
    let list = move || match fleet.list.get() {
        Some(answer) => view! { <Listed fleet answer /> }.into_any(),
        None => view! { <p class="quiet late" role="status">{t(w::SAMORDNING_TABLETS_LOADING)}</p> }.into_any(),
    };
    view! {
        {trouble}
        {list}
        <NewCode fleet />
        <HandInFile fleet />
        <p class="quiet">
            {t(w::SAMORDNING_TABLETS_LOG_TEXT)} " "
            <a href=fleet.log_path() download="" data-testid="disposals">{t(w::SAMORDNING_TABLETS_LOG)}</a>
        </p>
    }
}

#[component]
fn Listed(fleet: Fleet, answer: DevicesAnswer) -> impl IntoView {
    let DevicesAnswer { today, devices, aside, unread } = answer;
    let none = devices.is_empty().then(|| view! { <p class="quiet" data-testid="tablets-none">{t(w::SAMORDNING_TABLETS_NONE)}</p> });
    view! {
        {none}
        <ul class="rows tablets__list" role="list" data-testid="tablets-list">
            {devices.into_iter().map(|device| view! { <Tablet fleet device today /> }).collect_view()}
        </ul>
        <KeptAside aside unread />
    }
}

/// What could not be counted, by reason.
#[component]
fn KeptAside(aside: Vec<AsideShown>, unread: u64) -> impl IntoView {
    if aside.is_empty() && unread == 0 {
        return ().into_any();
    }
    let line = |name: &'static str, word: Word, records: u64| {
        let records = t_count(w::SAMORDNING_TABLETS_RECORDS, records, &[]);
        view! { <li data-testid="aside" data-reason=name>{t(word)} ": " {records}</li> }
    };
    let aside = aside.into_iter().map(|one| line(reason_name(one.reason), reason_word(one.reason), one.records)).collect_view();
    view! {
        <h3 class="card__subtitle">{t(w::SAMORDNING_TABLETS_ASIDE)}</h3>
        <p class="quiet">{t(w::SAMORDNING_TABLETS_ASIDE_TEXT)}</p>
        <ul data-testid="aside-list">
            {aside}
            {(unread > 0).then(|| line("unread", w::SAMORDNING_TABLETS_UNREAD, unread))}
        </ul>
    }
    .into_any()
}

const fn reason_name(reason: Option<Refusal>) -> &'static str {
    if reason.is_some() { "refused" } else { "unknown" }
}

const fn reason_word(reason: Option<Refusal>) -> Word {
    match reason {
        Some(Refusal::NotARecord) => w::SAMORDNING_ASIDE_NOT_A_RECORD,
        Some(Refusal::BadField) => w::SAMORDNING_ASIDE_BAD_FIELD,
        Some(Refusal::TooLarge) => w::SAMORDNING_ASIDE_TOO_LARGE,
        Some(Refusal::Contradiction) => w::SAMORDNING_ASIDE_CONTRADICTION,
        Some(Refusal::BadDay) => w::SAMORDNING_ASIDE_BAD_DAY,
        Some(Refusal::OtherId) => w::SAMORDNING_ASIDE_OTHER_ID,
        Some(Refusal::NotSealed) => w::SAMORDNING_ASIDE_NOT_SEALED,
        Some(Refusal::OtherKey) => w::SAMORDNING_ASIDE_OTHER_KEY,
        Some(Refusal::Damaged) => w::SAMORDNING_ASIDE_DAMAGED,
        Some(Refusal::TooLate) => w::SAMORDNING_ASIDE_TOO_LATE,
        None => w::SAMORDNING_ASIDE_UNKNOWN,
    }
}

/// A code for one more tablet, shown large so that it can be read across a table.
#[component]
fn NewCode(fleet: Fleet) -> impl IntoView {
    let code = move || {
        let made = fleet.code.get()?;
        let lives = t_with(w::SAMORDNING_TABLETS_CODE_LIVES, &[("minutes", &made.minutes.to_string())]);
        Some(view! {
            <div class="tablets__code" role="status">
                <p class="tablets__letters" data-testid="new-code">{made.code.clone()}</p>
                <p>{lives}</p>
                <button type="button" class="button button--small button--quiet" data-testid="hide-code" on:click=move |_| fleet.code.set(None)>
                    {t(w::SAMORDNING_TABLETS_CODE_HIDE)}
                </button>
            </div>
        })
    };
    view! {
        <h3 class="card__subtitle">{t(w::SAMORDNING_TABLETS_NEW)}</h3>
        <p class="quiet">{t(w::SAMORDNING_TABLETS_NEW_TEXT)}</p>
        {code}
        <button type="button" class="button button--small" data-testid="make-code" disabled=move || fleet.busy.get() on:click=move |_| fleet.make_code()>
            {t(w::SAMORDNING_TABLETS_NEW_CODE)}
        </button>
    }
}

/// A file that a tablet exported because it could not send.
#[component]
fn HandInFile(fleet: Fleet) -> impl IntoView {
    let chosen = move |event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        spawn_local(async move {
            if let Some(text) = platform::chosen_text(&input).await {
                fleet.hand_in(&text);
            }
            // So that the same file can be chosen again.
            input.set_value("");
        });
    };
    let outcome = move || {
        let (tone, told) = match fleet.brought.get()? {
            Brought::NoFile => (Tone::Attention, t(w::SAMORDNING_HANDIN_NO_FILE).to_owned()),
            Brought::Taken(receipts) => (Tone::Calm, summary(&receipts)),
        };
        Some(view! { <Notice tone name="handed-in">{told}</Notice> })
    };
    view! {
        <h3 class="card__subtitle">{t(w::SAMORDNING_HANDIN)}</h3>
        <p class="quiet" id="handin-text">{t(w::SAMORDNING_HANDIN_TEXT)}</p>
        {outcome}
        <label class="control">
            <span class="control__label">{t(w::SAMORDNING_HANDIN_CHOOSE)}</span>
            <input type="file" class="tablets__file" accept=".json,application/json" aria-describedby="handin-text" data-testid="hand-in" disabled=move || fleet.busy.get() on:change=chosen />
        </label>
    }
}

fn summary(receipts: &[Receipt]) -> String {
    let with = |status| receipts.iter().filter(|receipt| receipt.status == status).count().to_string();
    let known = with(ReceiptStatus::Known);
    let values = [("new", with(ReceiptStatus::Stored)), ("known", known), ("aside", with(ReceiptStatus::Quarantined))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, count)| (*name, count.as_str())).collect();
    t_with(w::SAMORDNING_HANDIN_DONE, &values)
}
