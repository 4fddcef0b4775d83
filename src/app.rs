//! Routes of the two apps: residents' pages and staff's pages. Which guide is read is state, never in an address.
//!
//! A link from one to the other must say `rel="external"`: it is another page with another program.

use crate::components::shell::{Lost, NewGuidesOffer, UpdateOffer};
use crate::components::shown::Shown;
use crate::desk::Desk;
use crate::pages::{self, resident};
use crate::shelf::{Reading, Shelf};
use crate::words::{t, w};
use crate::{boot, platform, preferences};
use erum_domain::link::Broken;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_navigate;
use leptos_router::path;

/// Residents' pages. Must never reach the journal, storage or sending: what this reaches, every phone downloads.
#[component]
pub(crate) fn ResidentApp() -> impl IntoView {
    let shelf = Shelf::get();
    view! {
        <Router>
            <Skip />
            <Arrivals />
            // On a staff tablet the staff's page offers it: only there is it known whether a session is open.
            <UpdateOffer may=|| !preferences::is_staff_tablet() />
            <NewGuidesOffer may=move || shelf.reading.with(Option::is_none) on_show=Callback::new(move |()| boot::show_new_guides(shelf)) />
            <Routes fallback=|| view! { <Lost home="/" /> }>
                <Route path=path!("/") view=resident::Start />
                <Route path=path!("/guide") view=resident::Guide />
                <Route path=path!("/hjalp") view=resident::Places />
                <Route path=path!("/hjalpa") view=resident::Helping />
                <Route path=path!("/installera") view=resident::Install />
                <Route path=path!("/om") view=resident::About />
                <Route path=path!("/utan-nat") view=resident::NotKept />
            </Routes>
        </Router>
    }
}

/// Staff's pages.
#[component]
pub(crate) fn StaffApp() -> impl IntoView {
    let desk = Desk::get();
    view! {
        <Router>
            <Skip />
            <UpdateOffer may=move || desk.is_untouched() />
            <NewGuidesOffer may=move || desk.is_untouched() on_show=Callback::new(|()| platform::reload()) />
            <Shown />
            <Routes fallback=|| view! { <Lost home="/personal" /> }>
                <Route path=path!("/personal") view=pages::StaffStart />
                <Route path=path!("/personal/koppla") view=pages::Enrol />
                <Route path=path!("/personal/dag") view=pages::DayPage />
                <Route path=path!("/personal/overenskommelse") view=pages::Agreement />
                <Route path=path!("/personal/tillfalle") view=pages::SessionPage />
                <Route path=path!("/personal/lapp") view=pages::SlipPage />
                <Route path=path!("/personal/avsluta") view=pages::Finish />
                <Route path=path!("/personal/idag") view=pages::Today />
                <Route path=path!("/personal/skicka") view=pages::SendingPage />
                <Route path=path!("/personal/platta") view=pages::TabletPage />
                <Route path=path!("/personal/platser") view=pages::PlacesPage />
                <Route path=path!("/personal/nycklar") view=pages::KeysPage />
                <Route path=path!("/personal/vad-sparas") view=pages::SavedPage />
            </Routes>
        </Router>
    }
}

/// Opens the guide of a link that one came by. A link that leads nowhere leads to the start page, which says so.
#[component]
fn Arrivals() -> impl IntoView {
    let shelf = Shelf::get();
    let navigate = use_navigate();
    Effect::new(move |_| {
        let Some(arrived) = shelf.arrived.get() else { return };
        let place = arrived.as_ref().ok().and_then(|link| link.place(&shelf.pack.guides));
        if let Some((guide, step)) = place {
            shelf.reading.set(Some(Reading { guide: guide.slug.clone(), place: step.map_or(0, |step| step + 1), then: None }));
            shelf.arrived.set(None);
            navigate("/guide", Default::default());
        } else {
            if arrived.is_ok() {
                shelf.arrived.set(Some(Err(Broken)));
            }
            // Only from elsewhere: leaving the start page would take away what it says.
            if platform::path() != "/" {
                navigate("/", NavigateOptions { replace: true, ..Default::default() });
            }
        }
    });
}

#[component]
fn Skip() -> impl IntoView {
    view! { <button type="button" class="skip" on:click=|_| platform::focus("main")>{t(w::SHELL_SKIP)}</button> }
}
