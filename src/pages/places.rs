//! The directory of the tablet's own municipality, as residents see it, and a way to say what in it is wrong.
//!
//! Changes no entry itself: a correction goes to the library, and the directory when the library has changed it.

mod correct;

use crate::components::directory::{Answers, BookBus, OtherNames, OwnLevels, Part, Points, PrintIt};
use crate::components::saving::SaveTrouble;
use crate::components::shell::PageTitle;
use crate::components::staff_shell::StaffShell;
use crate::desk::Desk;
use crate::words::{t, t_with, w};
use correct::{Correct, Open};
use erum_domain::directory::Unit;
use leptos::prelude::*;

/// The page.
#[component]
pub(crate) fn PlacesPage() -> impl IntoView {
    view! {
        <StaffShell>
            {|| match Desk::get().own_unit_now() {
                Some(unit) => view! { <Own unit /> }.into_any(),
                None => view! { <Unknown /> }.into_any(),
            }}
        </StaffShell>
    }
}

/// A municipality that has handed in no file.
#[component]
fn Unknown() -> impl IntoView {
    let unit = Desk::get().home.with_untracked(|home| home.as_ref().map(|home| home.unit_name.clone()).unwrap_or_default());
    view! {
        <PageTitle id="directory-title" text=t(w::START_TO_PLACES).to_owned() />
        <p class="lead">{t_with(w::DIRECTORY_NONE, &[("unit", &unit)])}</p>
    }
}

#[component]
fn Own(unit: &'static Unit) -> impl IntoView {
    provide_context(Open(RwSignal::new(None)));
    view! {
        <div class="directory" data-testid="directory" data-unit=unit.id.to_string()>
            <div class="directory__head"><div><PageTitle id="directory-title" text=unit.name().to_owned() /> <OtherNames unit /></div> <PrintIt /></div>
            <p class="lead">{t(w::DIRECTORY_LEAD)}</p>
            <SaveTrouble />
            <BookBus unit />
            <Part id="part-points" title=t(w::PLACES_POINTS)><Points unit also=|point| view! { <Correct point /> }.into_any() /></Part>
            <Part id="part-level" title=t(w::PLACES_OWN_LEVEL)><OwnLevels unit /></Part>
            <Part id="part-answers" title=t(w::PLACES_ANSWERS)><Answers unit /></Part>
        </div>
    }
}
