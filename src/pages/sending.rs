//! Sending: what is on the tablet, what the hub has, with number and time, and what stands in the way. Calmly.

use crate::components::icon::icon;
use crate::components::notice::{Notice, Tone};
use crate::components::shell::PageTitle;
use crate::components::staff_shell::StaffShell;
use crate::components::when::When;
use crate::desk::{Desk, Device, StoredParcel};
use crate::journal::HandInTrouble;
use crate::words::{t, t_count, t_with, w};
use crate::{journal, platform};
use erum_domain::sync::Trouble;
use erum_domain::wire::ReceiptStatus;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

/// The page.
#[component]
pub(crate) fn SendingPage() -> impl IntoView {
    let desk = Desk::get();
    let parcels = move || desk.parcels.get().into_iter().rev().collect::<Vec<_>>();
    view! {
        <StaffShell>
            <PageTitle id="sending-title" text=t(w::SENDING_TITLE).to_owned() />
            <Status />
            <Warnings />
            <When holds=move || desk.parcels.with(|parcels| !parcels.is_empty()) fallback=|| view! { <p class="card quiet">{t(w::SENDING_NONE)}</p> }>
                <ul class="rows rows--cards">
                    <For each=parcels key=|stored| (stored.parcel.id, stored.receipt.is_some()) children=move |stored| view! { <Parcel stored /> } />
                </ul>
            </When>
            <ByFile />
        </StaffShell>
    }
}

/// When this tablet cannot send: what waits as a file, and handing in such a file for another tablet.
#[component]
fn ByFile() -> impl IntoView {
    let desk = Desk::get();
    let outcome = RwSignal::new(None::<Result<usize, HandInTrouble>>);
    let hand_in = move |event: leptos::ev::Event| {
        let Some(text) = platform::chosen_file(&event) else { return };
        spawn_local(async move {
            let text = text.await.unwrap_or_default();
            outcome.set(Some(journal::hand_in_file(desk, &text).await));
        });
    };
    let told = move || {
        outcome.get().map(|outcome| match outcome {
            Ok(count) => {
                view! { <Notice tone=Tone::Calm name="handed-in">{t_count(w::HAND_IN_DONE, count as u64, &[])}</Notice> }.into_any()
            }
            Err(HandInTrouble::NotOurs) => {
                view! { <Notice tone=Tone::Attention name="hand-in-error">{t(w::HAND_IN_NOT_OURS)}</Notice> }.into_any()
            }
            Err(HandInTrouble::NoContact) => {
                view! { <Notice tone=Tone::Attention name="hand-in-error">{t(w::ENROL_NO_CONTACT)}</Notice> }.into_any()
            }
            Err(HandInTrouble::Refused(problem)) => {
                view! { <Notice tone=Tone::Stop name="hand-in-error"><b>{problem.title}</b> " " {problem.detail}</Notice> }.into_any()
            }
        })
    };
    view! {
        <section class="card">
            <h2 class="card__title">{t(w::EXPORT_TITLE)}</h2>
            <p>{t(w::EXPORT_TEXT)}</p>
            {told}
            <div class="links">
                <button type="button" class="button button--outline" data-testid="export" disabled=move || desk.unsent() == 0 on:click=move |_| journal::export(desk)>{icon("download")} {t(w::EXPORT_SAVE)}</button>
                <label class="button button--quiet">{icon("upload")} {t(w::HAND_IN_CHOOSE)}
                    <input class="unseen" type="file" accept=".json,application/json" data-testid="hand-in-file" on:change=hand_in />
                </label>
            </div>
        </section>
    }
}

const fn trouble_name(trouble: Option<Trouble>) -> &'static str {
    match trouble {
        None => "none",
        Some(Trouble::NoContact) => "no-contact",
        Some(Trouble::HubBusy) => "hub-busy",
        Some(Trouble::HubFault) => "hub-fault",
        Some(Trouble::NotEnrolled) => "not-enrolled",
    }
}

/// In one sentence: how many wait, and why if they do.
#[component]
fn Status() -> impl IntoView {
    let desk = Desk::get();
    let trouble = move || desk.sending.get().trouble;
    let unsent = move || desk.unsent() as u64;
    let count = move || if unsent() == 0 { t(w::SENDING_ALL_SENT).to_owned() } else { t_count(w::SENDING_WAITING, unsent(), &[]) };
    let why = move || {
        trouble().map(|trouble| {
            t(match trouble {
                Trouble::NoContact => w::SENDING_NO_CONTACT,
                Trouble::HubBusy => w::SENDING_HUB_BUSY,
                Trouble::HubFault => w::SENDING_HUB_FAULT,
                Trouble::NotEnrolled => w::SENDING_NOT_ENROLLED,
            })
        })
    };
    let contact = move || {
        let last = desk.device.with(|device| device.as_ref().and_then(|device| device.last_contact_ms))?;
        Some(t_with(
            w::SENDING_LAST_CONTACT,
            &[("day", &platform::day_text(platform::day_of(last))), ("time", &platform::clock_text(last))],
        ))
    };
    view! {
        <section class="card send-status" role="status" data-testid="send-status" data-trouble=move || trouble_name(trouble())>
            <div>
                <p class="send-status__count">{count}</p>
                {move || why().map(|why| view! { <p>{why}</p> })}
                <p class="quiet">{contact}</p>
                <When holds=move || trouble() == Some(Trouble::NotEnrolled)>
                    <A href="/personal/koppla" attr:class="button button--outline" attr:data-testid="to-enrol">{t(w::SENDING_ENROL)}</A>
                </When>
            </div>
            <button type="button" class="button" data-testid="send-now" disabled=move || desk.sending.get().busy on:click=move |_| journal::send_now(desk)>
                {move || if desk.sending.get().busy { t(w::SENDING_BUSY) } else { t(w::SENDING_NOW) }}
            </button>
        </section>
    }
}

/// What staff must know and do: the clock, a restored copy, numbers that are gone.
#[component]
fn Warnings() -> impl IntoView {
    let desk = Desk::get();
    let device = move || desk.device.get();
    let clock = move || {
        device().filter(|device| device.clock_error_ms.is_some()).map(|_| {
            t_with(
                w::SENDING_CLOCK,
                &[("day", &platform::day_text(platform::today())), ("time", &platform::clock_text(platform::now_ms()))],
            )
        })
    };
    let restored = move || device().is_some_and(|device| device.restored);
    let gone = move || device().map(|device| unread(&device)).filter(|gone| !gone.is_empty());
    let read = move |_| spawn_local(async move { journal::acknowledge(desk).await.unwrap_or_default() });
    view! {
        {move || clock().map(|words| view! { <Notice tone=Tone::Attention name="clock-warning">{words}</Notice> })}
        <When holds=restored><Notice tone=Tone::Attention name="restored-warning">{t(w::SENDING_RESTORED)}</Notice></When>
        {move || gone().map(|numbers| view! { <Notice tone=Tone::Attention name="missing-warning">{t_with(w::SENDING_GONE, &[("numbers", &numbers)])}</Notice> })}
        <When holds=move || restored() || gone().is_some()>
            <button type="button" class="button button--outline button--small" data-testid="warnings-read" on:click=read>{t(w::SENDING_READ)}</button>
        </When>
    }
}

/// The numbers that are gone and that staff have not read about yet.
fn unread(device: &Device) -> String {
    let numbers: Vec<String> = device.gone.iter().filter(|number| !device.gone_read.contains(number)).map(u64::to_string).collect();
    numbers.join(", ")
}

#[component]
fn Parcel(stored: StoredParcel) -> impl IntoView {
    let number = stored.parcel.number.to_string();
    let made = platform::day_text(platform::day_of(stored.made_ms));
    let (state, words) = match stored.receipt {
        None => ("unsent", t(w::SENDING_UNSENT).to_owned()),
        Some(receipt) => {
            let (state, word) = match receipt.status {
                ReceiptStatus::Stored => ("stored", w::SENDING_STORED),
                ReceiptStatus::Known => ("known", w::SENDING_STORED),
                ReceiptStatus::Kept => ("kept", w::SENDING_KEPT),
                ReceiptStatus::Quarantined => ("quarantined", w::SENDING_QUARANTINED),
            };
            (
                state,
                t_with(
                    word,
                    &[
                        ("number", &number),
                        ("day", &platform::day_text(platform::day_of(receipt.at_ms))),
                        ("time", &platform::clock_text(receipt.at_ms)),
                    ],
                ),
            )
        }
    };
    view! {
        <li class="row card" data-testid="parcel" data-number=number.clone() data-state=state>
            <div class="row__words">
                <span class="row__title">{t_with(w::SENDING_NUMBER, &[("number", &number)])}</span>
                <span class="row__hint">{t_with(w::SENDING_MADE, &[("when", &made)])}</span>
            </div>
            <span class=format!("tag tag--{state}") data-testid="receipt">{words}</span>
        </li>
    }
}
