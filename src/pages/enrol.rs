//! Making the tablet known: a code from the coordinator, typed inside the installed app.

use crate::components::notice::{Notice, Tone};
use crate::components::shell::{PageTitle, StaffShell};
use crate::desk::Desk;
use crate::journal::{self, EnrolTrouble};
use crate::words::{t, w};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub(crate) fn Enrol() -> impl IntoView {
    view! {
        <StaffShell unenrolled=true>
            <div class="narrow">
                <PageTitle id="enrol-title" text=t(w::ENROL_TITLE).to_owned() />
                <p class="lead">{t(w::ENROL_LEAD)}</p>
                <CodeForm />
            </div>
        </StaffShell>
    }
}

#[component]
fn CodeForm() -> impl IntoView {
    let desk = Desk::get();
    let code = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<EnrolTrouble>);
    let navigate = use_navigate();
    let enrol = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            match journal::enrol(desk, code.get_untracked()).await {
                Ok(()) => navigate("/personal/dag", Default::default()),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    view! {
        <form class="card form" on:submit=enrol>
            <label class="field">
                <span class="field__label">{t(w::ENROL_CODE)}</span>
                <input class="field__input field__input--code" data-testid="enrol-code" autocomplete="off" autocapitalize="characters" spellcheck="false" inputmode="text"
                    aria-describedby="enrol-hint" prop:value=code on:input:target=move |event| code.set(event.target().value()) />
                <span class="field__hint" id="enrol-hint">{t(w::ENROL_CODE_HINT)}</span>
            </label>
            {move || trouble.get().map(|trouble| view! { <Notice tone=Tone::Stop name="enrol-error"><TroubleText trouble /></Notice> })}
            <button class="button button--wide" data-testid="enrol-submit" disabled=move || busy.get() || code.with(|code| code.trim().is_empty())>
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
        EnrolTrouble::NotStored(_) => t(w::ENROL_NOT_STORED).into_any(),
    }
}
