//! The day's own list: what was closed on this tablet, and how to take it back, correct it or withdraw it. Offline.

use crate::components::saving::SaveTrouble;
use crate::components::shell::PageTitle;
use crate::components::staff_shell::StaffShell;
use crate::components::when::When;
use crate::desk::{DayItem, DayState, Desk};
use crate::words::{label, t, t_with, w};
use crate::{journal, platform};
use erum_domain::wire::ReceiptStatus;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub(crate) fn Today() -> impl IntoView {
    let desk = Desk::get();
    view! {
        <StaffShell>
            <PageTitle id="today-title" text=t(w::TODAY_TITLE).to_owned() />
            <p class="lead">{t(w::TODAY_LEAD)}</p>
            <SaveTrouble />
            <When holds=move || desk.closed.with(|closed| !closed.is_empty()) fallback=|| view! { <p class="card quiet">{t(w::TODAY_NONE)}</p> }>
                <ul class="rows rows--cards">
                    <For each=move || shown(desk) key=|item| (item.record.id, item.state) children=move |item| view! { <Item item /> } />
                </ul>
            </When>
            <div class="bar">
                <A href="/personal/skicka" attr:class="button button--outline">{t(w::START_TO_SENDING)}</A>
                <A href="/personal/vad-sparas" attr:class="button button--outline" attr:data-testid="today-what">{t(w::WHAT_TITLE)}</A>
                <A href="/personal" attr:class="button" attr:data-testid="next-visitor" on:click=move |_| desk.next_visitor()>{t(w::TODAY_NEXT)}</A>
            </div>
        </StaffShell>
    }
}

/// What is still of interest: corrected ones have given their place to the correction.
fn shown(desk: Desk) -> Vec<DayItem> {
    desk.closed.get().into_iter().filter(|item| item.state != DayState::Corrected).collect()
}

/// The item's state for people and tests: what became of it here, else what the hub has said of its parcel.
fn state_of(desk: Desk, item: &DayItem) -> &'static str {
    match item.state {
        DayState::Withdrawn => return "withdrawn",
        DayState::Corrected => return "corrected",
        DayState::Reopened => return "reopened",
        DayState::Counts => {}
    }
    let receipt =
        desk.parcels.with(|parcels| parcels.iter().find(|stored| stored.parcel.id == item.record.id).and_then(|stored| stored.receipt));
    match receipt {
        None => "unsent",
        Some(receipt) if receipt.status == ReceiptStatus::Quarantined => "quarantined",
        Some(_) => "sent",
    }
}

fn state_words(state: &str) -> &'static str {
    t(match state {
        "withdrawn" => w::TODAY_WITHDRAWN,
        "corrected" => w::TODAY_CORRECTED,
        "reopened" => w::TODAY_REOPENED,
        "quarantined" => w::TODAY_QUARANTINED,
        "sent" => w::TODAY_SENT,
        _ => w::TODAY_UNSENT,
    })
}

#[component]
fn Item(item: DayItem) -> impl IntoView {
    let desk = Desk::get();
    let title = desk.title_of(&item.session.about);
    let day = if item.record.date == platform::today() { String::new() } else { format!("{} · ", platform::day_text(item.record.date)) };
    let hint =
        format!("{day}{} · {}", t_with(w::TODAY_CLOSED, &[("time", &platform::clock_text(item.closed_ms))]), label(item.record.outcome));
    let id = item.record.id;
    let own_state = item.state;
    let state = Memo::new(move |_| state_of(desk, &item));
    view! {
        <li class="row card" data-testid="day-item" data-record-id=id.to_string() data-state=state>
            <div class="row__words">
                <span class="row__title">{title}</span>
                <span class="row__hint">{hint}</span>
            </div>
            <span class=move || format!("tag tag--{}", state.get())>{move || state_words(state.get())}</span>
            <Actions id own_state />
        </li>
    }
}

#[component]
fn Actions(id: erum_domain::ident::Id, own_state: DayState) -> impl IntoView {
    let desk = Desk::get();
    let navigate = use_navigate();
    let reopen = move |to: &'static str| {
        let navigate = navigate.clone();
        move |_| {
            let navigate = navigate.clone();
            spawn_local(async move {
                if journal::reopen(desk, id).await.is_ok() {
                    navigate(to, Default::default());
                }
            });
        }
    };
    // A failure stands in `desk.saving`, and on the screen.
    let withdraw = move |_| spawn_local(async move { journal::withdraw(desk, id).await.unwrap_or_default() });
    let restore = move |_| spawn_local(async move { journal::restore(desk, id).await.unwrap_or_default() });
    match own_state {
        DayState::Counts => view! {
            <div class="row__actions">
                <button type="button" class="button button--small button--quiet" data-testid="day-undo" on:click=reopen("/personal/tillfalle")>{t(w::TODAY_UNDO)}</button>
                <button type="button" class="button button--small button--quiet" data-testid="day-correct" on:click=reopen("/personal/avsluta")>{t(w::TODAY_CORRECT)}</button>
                <button type="button" class="button button--small button--quiet" data-testid="day-withdraw" on:click=withdraw>{t(w::TODAY_WITHDRAW)}</button>
            </div>
        }
        .into_any(),
        DayState::Withdrawn => view! {
            <div class="row__actions">
                <button type="button" class="button button--small button--quiet" data-testid="day-restore" on:click=restore>{t(w::TODAY_RESTORE)}</button>
            </div>
        }
        .into_any(),
        DayState::Reopened | DayState::Corrected => ().into_any(),
    }
}
