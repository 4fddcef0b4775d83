//! Routes of the one app: residents' pages and staff's pages. Which guide is read is state, never in an address.

use crate::components::shell::UpdateOffer;
use crate::components::shown::Shown;
use crate::pages::{self, resident};
use crate::platform;
use crate::words::{t, w};
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

/// The app.
#[component]
pub(crate) fn App() -> impl IntoView {
    view! {
        <Router>
            <button type="button" class="skip" on:click=|_| platform::focus("main")>{t(w::SHELL_SKIP)}</button>
            <UpdateOffer />
            <Shown />
            <Routes fallback=resident::Lost>
                <Route path=path!("/") view=resident::Start />
                <Route path=path!("/guide") view=resident::Guide />
                <Route path=path!("/hjalp") view=resident::Places />
                <Route path=path!("/personal") view=pages::StaffStart />
                <Route path=path!("/personal/koppla") view=pages::Enrol />
                <Route path=path!("/personal/dag") view=pages::DayPage />
                <Route path=path!("/personal/overenskommelse") view=pages::Agreement />
                <Route path=path!("/personal/tillfalle") view=pages::SessionPage />
                <Route path=path!("/personal/avsluta") view=pages::Finish />
                <Route path=path!("/personal/idag") view=pages::Today />
                <Route path=path!("/personal/skicka") view=pages::SendingPage />
                <Route path=path!("/personal/platta") view=pages::TabletPage />
                <Route path=path!("/personal/nycklar") view=pages::KeysPage />
                <Route path=path!("/personal/vad-sparas") view=pages::SavedPage />
            </Routes>
        </Router>
    }
}
