//! The recovery code, shown once: to be printed or written down, and kept away from the tablet.

use crate::components::icon::icon;
use crate::platform;
use crate::words::{t, w};
use leptos::prelude::*;

/// The code, and the promise that it is on paper now.
#[component]
pub(crate) fn RecoveryCode(code: String, on_done: Callback<()>) -> impl IntoView {
    platform::after_ms(0, || platform::focus("recovery-title"));
    view! {
        <section class="card narrow recovery" data-testid="recovery">
            <h1 class="page-title" id="recovery-title" tabindex="-1">{t(w::RECOVERY_TITLE)}</h1>
            <p>{t(w::RECOVERY_TEXT)}</p>
            <p class="recovery__code" data-testid="recovery-code" dir="ltr">{code}</p>
            <p class="quiet">{t(w::RECOVERY_WHERE)}</p>
            <div class="links no-print">
                <button type="button" class="button button--outline" data-testid="recovery-print" on:click=|_| platform::print()>{icon("printer")} {t(w::RECOVERY_PRINT)}</button>
                <button type="button" class="button" data-testid="recovery-done" on:click=move |_| on_done.run(())>{t(w::RECOVERY_DONE)}</button>
            </div>
        </section>
    }
}
