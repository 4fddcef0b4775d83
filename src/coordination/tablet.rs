//! One tablet: when it was heard of, what waits of it, and what can be done, each after one question.

use super::fleet::{Deed, Fleet};
use crate::platform;
use crate::words::{Word, t, t_count, t_with, w};
use erum_domain::day::Day;
use erum_domain::ident::Id;
use erum_domain::wire::devices::DeviceShown;
use leptos::prelude::*;

/// So much of an id tells a unit's tablets apart, and can be read out.
const SHOWN_OF_ID: usize = 8;

/// A tablet of the list, or a stranger whose records were handed in.
#[component]
pub(super) fn Tablet(fleet: Fleet, device: DeviceShown, today: Day) -> impl IntoView {
    let id = device.id;
    let short: String = id.to_string().chars().take(SHOWN_OF_ID).collect();
    let asked = Memo::new(move |_| fleet.asked.get().filter(|(asked, _)| *asked == id).map(|(_, deed)| deed));
    let (known, revoked, waiting) = (device.enrolled.is_some(), device.revoked, device.waiting);
    let actions = move || match asked.get() {
        Some(deed) => view! { <Question fleet deed /> }.into_any(),
        None => view! {
            <div class="row__actions">
                {(waiting > 0).then(|| offer(fleet, id, Deed::Accept, w::SAMORDNING_TABLET_ACCEPT))}
                {(waiting > 0).then(|| offer(fleet, id, Deed::Discard, w::SAMORDNING_TABLET_DISCARD))}
                {(known && !revoked).then(|| offer(fleet, id, Deed::Revoke, w::SAMORDNING_TABLET_REVOKE))}
            </div>
        }
        .into_any(),
    };
    let heard = heard(&device, today);
    let tag = |word: Word| view! { <span class="tag tag--attention">{t(word)}</span> };
    view! {
        <li class="row" data-testid="tablet" data-id=short.clone() data-revoked=revoked.to_string() data-waiting=waiting.to_string()>
            <div class="row__words">
                <span class="row__title">{t_with(w::SAMORDNING_TABLET_NAME, &[("id", &short)])}</span>
                <span class="row__hint">{heard}</span>
                {(device.copies > 0).then(|| view! { <span class="row__hint">{t_count(w::SAMORDNING_TABLET_COPIES, device.copies, &[])}</span> })}
                {(waiting > 0).then(|| view! { <span class="row__hint">{t_count(w::SAMORDNING_TABLET_WAITING, waiting, &[])}</span> })}
                {revoked.then(|| tag(w::SAMORDNING_TABLET_REVOKED))}
                {(!known).then(|| tag(w::SAMORDNING_TABLET_STRANGER))}
            </div>
            {actions}
        </li>
    }
}

fn offer(fleet: Fleet, id: Id, deed: Deed, word: Word) -> impl IntoView {
    let ask = move |_| fleet.asked.set(Some((id, deed)));
    view! { <button type="button" class="button button--small button--quiet" data-testid=deed.name() on:click=ask>{t(word)}</button> }
}

/// What will happen, and yes or no.
#[component]
fn Question(fleet: Fleet, deed: Deed) -> impl IntoView {
    let (what, yes) = match deed {
        Deed::Revoke => (w::SAMORDNING_TABLET_REVOKE_ASK, w::SAMORDNING_TABLET_REVOKE_YES),
        Deed::Accept => (w::SAMORDNING_TABLET_ACCEPT_ASK, w::SAMORDNING_TABLET_ACCEPT_YES),
        Deed::Discard => (w::SAMORDNING_TABLET_DISCARD_ASK, w::SAMORDNING_TABLET_DISCARD_YES),
    };
    let class = if deed == Deed::Accept { "button button--small" } else { "button button--small button--stop" };
    view! {
        <div class="tablets__question" role="group" aria-labelledby="tablet-question">
            <p id="tablet-question" role="status">{t(what)}</p>
            <div class="row__actions">
                <button type="button" class=class data-testid="yes" disabled=move || fleet.busy.get() on:click=move |_| fleet.go_on()>{t(yes)}</button>
                <button type="button" class="button button--small button--quiet" data-testid="no" on:click=move |_| fleet.asked.set(None)>
                    {t(w::SAMORDNING_TABLET_NO)}
                </button>
            </div>
        </div>
    }
}

/// When it was enrolled and last heard of, in words.
fn heard(device: &DeviceShown, today: Day) -> String {
    let (Some(enrolled), Some(last)) = (device.enrolled, device.last_contact) else { return t(w::SAMORDNING_TABLET_HANDED_IN).to_owned() };
    let last = match u64::try_from(today.days().saturating_sub(last.days())).unwrap_or(0) {
        0 => t(w::SAMORDNING_TABLET_TODAY).to_owned(),
        1 => t(w::SAMORDNING_TABLET_YESTERDAY).to_owned(),
        days => t_count(w::SAMORDNING_TABLET_DAYS_AGO, days, &[]),
    };
    t_with(w::SAMORDNING_TABLET_HEARD, &[("enrolled", &platform::day_text(enrolled)), ("last", &last)])
}
