//! Making the tablet known: a code from the coordinator, typed inside the installed app, and the first way in.
//!
//! Also where a tablet ends up whose data is gone, that was revoked, or that gave up its keys: it says which, and what to do.

use crate::components::notice::{Notice, Tone};
use crate::components::pin::{NewPin, PinFields};
use crate::components::recovery::RecoveryCode;
use crate::components::shell::PageTitle;
use crate::components::sign::{SignChooser, free_sign};
use crate::components::staff_shell::StaffShell;
use crate::components::when::When;
use crate::desk::Desk;
use crate::journal::{self, EnrolTrouble, FirstSlot};
use crate::words::{t, t_count, t_with, w};
use crate::{platform, preferences};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub(crate) fn Enrol() -> impl IntoView {
    let recovery = RwSignal::new(None::<String>);
    view! {
        <StaffShell unenrolled=true>
            {move || match recovery.get() {
                Some(code) => view! { <Written code /> }.into_any(),
                None => view! {
                    <div class="narrow">
                        <PageTitle id="enrol-title" text=t(w::ENROL_TITLE).to_owned() />
                        <Before />
                        <p class="lead">{t(w::ENROL_LEAD)}</p>
                        <EnrolForm recovery />
                    </div>
                }
                .into_any(),
            }}
        </StaffShell>
    }
}

#[component]
fn Written(code: String) -> impl IntoView {
    let navigate = use_navigate();
    let on_done = Callback::new(move |()| navigate("/personal/dag", Default::default()));
    view! { <RecoveryCode code on_done /> }
}

/// What happened before, when this is not simply a new tablet.
#[component]
fn Before() -> impl IntoView {
    let desk = Desk::get();
    let device = desk.device.get_untracked();
    let unsent = desk.unsent_now() as u64;
    if preferences::was_wiped() {
        return Some(view! { <Notice tone=Tone::Attention name="was-wiped">{t(w::ENROL_WAS_WIPED)}</Notice> }.into_any());
    }
    if device.as_ref().is_some_and(|device| device.gave_up) {
        return Some(view! { <Notice tone=Tone::Attention name="gave-up">{t(w::ENROL_GAVE_UP)} " " {t_count(w::ENROL_STILL_HERE, unsent, &[])}</Notice> }.into_any());
    }
    let heard = preferences::heard().filter(|_| device.is_none() && preferences::is_staff_tablet())?;
    let (day, time) = (platform::day_text(platform::day_of(heard.at_ms)), platform::clock_text(heard.at_ms));
    let heard_words = t_with(w::ENROL_VANISHED_HEARD, &[("day", &day), ("time", &time), ("number", &heard.number.to_string())]);
    Some(view! {
        <Notice tone=Tone::Stop name="vanished">
            <b>{t(w::ENROL_VANISHED)}</b> " " {heard_words} " " {t_count(w::ENROL_VANISHED_WAITING, heard.waiting as u64, &[])} " " {t(w::ENROL_VANISHED_DO)}
        </Notice>
    }
    .into_any())
}

#[component]
fn EnrolForm(recovery: RwSignal<Option<String>>) -> impl IntoView {
    let desk = Desk::get();
    let code = RwSignal::new(String::new());
    let (pin, sign) = (NewPin::new(), RwSignal::new(free_sign(&[])));
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<EnrolTrouble>);
    let needs_lock = desk.slots.with_untracked(Vec::is_empty);
    let navigate = use_navigate();
    let enrol = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        busy.set(true);
        trouble.set(None);
        let first = needs_lock.then(|| FirstSlot { sign: sign.get_untracked(), pin: pin.typed() });
        spawn_local(async move {
            match journal::enrol(desk, code.get_untracked(), first).await {
                Ok(Some(written)) => recovery.set(Some(written)),
                Ok(None) => navigate("/personal/dag", Default::default()),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    let ready = move || !code.with(|code| code.trim().is_empty()) && (!needs_lock || pin.is_good());
    view! {
        <form class="card form" on:submit=enrol>
            <label class="field">
                <span class="field__label">{t(w::ENROL_CODE)}</span>
                <input class="field__input field__input--code" data-testid="enrol-code" autocomplete="off" autocapitalize="characters" spellcheck="false" inputmode="text"
                    aria-describedby="enrol-hint" prop:value=code on:input:target=move |event| code.set(event.target().value()) />
                <span class="field__hint" id="enrol-hint">{t(w::ENROL_CODE_HINT)}</span>
            </label>
            <When holds=move || needs_lock>
                <SignChooser chosen=sign taken=Signal::derive(Vec::new) />
                <PinFields new=pin />
            </When>
            {move || trouble.get().map(|trouble| view! { <Notice tone=Tone::Stop name="enrol-error"><TroubleText trouble /></Notice> })}
            <button class="button button--wide" data-testid="enrol-submit" disabled=move || busy.get() || !ready()>
                {move || if busy.get() { t(w::ENROL_BUSY) } else { t(w::ENROL_SUBMIT) }}
            </button>
        </form>
    }
}

#[component]
fn TroubleText(trouble: EnrolTrouble) -> impl IntoView {
    match trouble {
        EnrolTrouble::Refused(problem) => view! { <b>{problem.title}</b> " " {problem.detail} }.into_any(),
        EnrolTrouble::OtherUnit => t(w::ENROL_OTHER_UNIT).into_any(),
        EnrolTrouble::NoContact => t(w::ENROL_NO_CONTACT).into_any(),
        EnrolTrouble::NoKeysmith => t(w::UNLOCK_NO_KEYSMITH).into_any(),
        EnrolTrouble::NotStored(_) => t(w::ENROL_NOT_STORED).into_any(),
    }
}
