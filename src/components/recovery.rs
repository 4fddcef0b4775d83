//! The recovery code, shown once: to be printed or written down, and kept away from the tablet. Reminds of one that was not.

use crate::components::icon::icon;
use crate::components::notice::{Notice, Tone};
use crate::components::when::When;
use crate::desk::Desk;
use crate::words::{t, w};
use crate::{journal, platform};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

/// The code, and the promise that it is on paper now.
#[component]
pub(crate) fn RecoveryCode(code: String, on_done: Callback<()>) -> impl IntoView {
    let desk = Desk::get();
    platform::after_ms(0, || platform::focus("recovery-title"));
    let done = move |_| {
        spawn_local(async move {
            // Not noted, as on a full tablet, it is reminded of once more than was needed.
            journal::code_is_on_paper(desk).await.unwrap_or_default();
            on_done.run(());
        });
    };
    view! {
        <section class="card narrow recovery" data-testid="recovery">
            <h1 class="page-title" id="recovery-title" tabindex="-1">{t(w::RECOVERY_TITLE)}</h1>
            <p>{t(w::RECOVERY_TEXT)}</p>
            <p class="recovery__code" data-testid="recovery-code" dir="ltr">{code}</p>
            <p class="quiet">{t(w::RECOVERY_WHERE)}</p>
            <div class="links no-print">
                <button type="button" class="button button--outline" data-testid="recovery-print" on:click=|_| platform::print()>{icon("printer")} {t(w::RECOVERY_PRINT)}</button>
                <button type="button" class="button" data-testid="recovery-done" on:click=done>{t(w::RECOVERY_DONE)}</button>
            </div>
        </section>
    }
}

/// Says that the code was never put on paper, and leads to where a new one is made.
#[component]
pub(crate) fn CodeReminder() -> impl IntoView {
    let desk = Desk::get();
    let unwritten = Memo::new(move |_| desk.slots.with(|slots| slots.iter().any(|kept| kept.unwritten)));
    view! {
        <When holds=move || unwritten.get()>
            <Notice tone=Tone::Attention name="code-unwritten">
                {t(w::RECOVERY_UNWRITTEN)} " " <A href="/personal/nycklar" attr:data-testid="code-to-keys">{t(w::RECOVERY_MAKE)}</A>
            </Notice>
        </When>
    }
}
