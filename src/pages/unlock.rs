//! A locked tablet: choose your sign, type your PIN, in. Tells what still is sent by itself, and the way on without a PIN.
//!
//! Shows nothing of what is sealed, for it cannot.

use crate::components::icon::icon;
use crate::components::notice::{Notice, Tone};
use crate::components::sign::{SignPicture, sign_name};
use crate::components::when::When;
use crate::desk::{Desk, KeptSlot, Sign};
use crate::journal::{self, UnlockTrouble};
use crate::platform;
use crate::words::{t, t_count, t_with, w};
use erum_domain::ident::Id;
use erum_vault::recovery;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// A way in that has been chosen: somebody's, or the code on paper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chosen {
    Nobody,
    Member(Id),
    Paper,
}

/// The page, in place of whatever was asked for.
#[component]
pub(crate) fn Unlock() -> impl IntoView {
    let desk = Desk::get();
    let members = desk.slots.with_untracked(|slots| slots.iter().filter_map(|kept| Some((kept.id, kept.sign?))).collect::<Vec<_>>());
    // The only one there is needs not be chosen.
    let chosen = RwSignal::new(match members.as_slice() {
        [(id, _)] => Chosen::Member(*id),
        _ => Chosen::Nobody,
    });
    let rows = members.into_iter().map(|(id, sign)| view! { <Member id sign chosen /> }).collect_view();
    platform::after_ms(0, || platform::focus("unlock-title"));
    view! {
        <section class="card narrow unlock" data-testid="unlock">
            <h1 class="page-title" id="unlock-title" tabindex="-1">{icon("lock-keyhole")} {t(w::UNLOCK_TITLE)}</h1>
            <p class="quiet">{move || match desk.unsent() as u64 {
                0 => t(w::SHELL_ALL_SENT).to_owned(),
                unsent => t_count(w::UNLOCK_WAITING, unsent, &[]),
            }}</p>
            <ul class="unlock__members" aria-label=t(w::UNLOCK_WHO)>{rows}</ul>
            {move || (chosen.get() != Chosen::Nobody).then(|| view! { <PinForm chosen=chosen.get() /> })}
            <When holds=move || chosen.get() != Chosen::Paper>
                <button type="button" class="button button--quiet" data-testid="unlock-forgotten" on:click=move |_| chosen.set(Chosen::Paper)>{t(w::UNLOCK_FORGOTTEN)}</button>
            </When>
            <When holds=move || chosen.get() == Chosen::Paper><WithoutPin /></When>
        </section>
    }
}

#[component]
fn Member(id: Id, sign: Sign, chosen: RwSignal<Chosen>) -> impl IntoView {
    view! {
        <li>
            <button type="button" class="unlock__member" data-testid="unlock-member" aria-pressed=move || (chosen.get() == Chosen::Member(id)).to_string()
                on:click=move |_| chosen.set(Chosen::Member(id))>
                <SignPicture sign /> <span>{sign_name(sign)}</span>
            </button>
        </li>
    }
}

/// The field, and what came of the last try.
#[component]
fn PinForm(chosen: Chosen) -> impl IntoView {
    let desk = Desk::get();
    let (pin, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let trouble = RwSignal::new(None::<UnlockTrouble>);
    let not_a_code = RwSignal::new(false);
    let navigate = use_navigate();
    let paper = chosen == Chosen::Paper;
    let waiting = move || desk.throttle.get().left_ms().div_ceil(1_000);
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = std::mem::take(&mut *pin.write());
        let typed = if paper { recovery::as_typed(&typed) } else { Some(typed) };
        not_a_code.set(typed.is_none());
        let Some((slot, typed)) = slot_of(desk, chosen).zip(typed) else { return };
        let navigate = navigate.clone();
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            match journal::unlock(desk, slot, typed).await {
                Ok(()) if paper => navigate("/personal/nycklar", Default::default()),
                Ok(()) => {}
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    platform::after_ms(0, || platform::focus("unlock-pin"));
    view! {
        <form class="form" on:submit=open>
            <label class="field">
                <span class="field__label">{t(if paper { w::UNLOCK_CODE } else { w::UNLOCK_PIN })}</span>
                <input id="unlock-pin" class="field__input field__input--code" type=if paper { "text" } else { "password" } data-testid="unlock-pin" autocomplete="one-time-code" spellcheck="false"
                    aria-describedby="unlock-trouble" prop:value=pin on:input:target=move |event| pin.set(event.target().value()) />
            </label>
            <div id="unlock-trouble">
                {move || not_a_code.get().then(|| view! { <Notice tone=Tone::Attention name="unlock-not-a-code">{t(w::UNLOCK_NOT_A_CODE)}</Notice> })}
                {move || trouble.get().filter(|trouble| *trouble != UnlockTrouble::Wait).map(|trouble| view! { <Notice tone=Tone::Stop name="unlock-error">{trouble_words(trouble, paper)}</Notice> })}
                {move || waiting().gt(&0).then(|| view! { <Notice tone=Tone::Attention name="unlock-wait">{t_count(w::UNLOCK_WAIT, waiting(), &[])}</Notice> })}
            </div>
            <button class="button button--wide" data-testid="unlock-submit" disabled=move || busy.get() || waiting().gt(&0) || pin.with(String::is_empty)>
                {move || if busy.get() { t(w::UNLOCK_BUSY) } else { t(w::UNLOCK_SUBMIT) }}
            </button>
        </form>
    }
}

fn slot_of(desk: Desk, chosen: Chosen) -> Option<Id> {
    match chosen {
        Chosen::Nobody => None,
        Chosen::Member(id) => Some(id),
        Chosen::Paper => {
            desk.slots.with_untracked(|slots: &Vec<KeptSlot>| slots.iter().find(|kept| kept.sign.is_none()).map(|kept| kept.id))
        }
    }
}

fn trouble_words(trouble: UnlockTrouble, paper: bool) -> &'static str {
    t(match trouble {
        UnlockTrouble::WrongPin if paper => w::UNLOCK_WRONG_CODE,
        UnlockTrouble::WrongPin | UnlockTrouble::Wait => w::UNLOCK_WRONG_PIN,
        UnlockTrouble::Damaged => w::UNLOCK_DAMAGED,
        UnlockTrouble::NoKeysmith => w::UNLOCK_NO_KEYSMITH,
        UnlockTrouble::Storage(_) => w::STORAGE_LOST,
    })
}

/// The ways on when nobody remembers: a colleague, the paper, and what waits as a file.
#[component]
fn WithoutPin() -> impl IntoView {
    let desk = Desk::get();
    let contact = desk.device.with_untracked(|device| device.as_ref().and_then(|device| device.last_contact_ms));
    let contact = contact.map(|at| {
        t_with(w::SENDING_LAST_CONTACT, &[("day", &platform::day_text(platform::day_of(at))), ("time", &platform::clock_text(at))])
    });
    view! {
        <p>{t(w::UNLOCK_WITHOUT)}</p>
        <p class="quiet">{contact}</p>
        <When holds=move || desk.unsent().gt(&0)>
            <button type="button" class="button button--outline" data-testid="export" on:click=move |_| journal::export(desk)>{icon("download")} {t(w::EXPORT_SAVE)}</button>
        </When>
    }
}
