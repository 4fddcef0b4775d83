//! Place and form of the day: chosen once, so that no session has to be asked about it.

use crate::components::choice::Choice;
use crate::components::saving::SaveTrouble;
use crate::components::shell::PageTitle;
use crate::components::staff_shell::StaffShell;
use crate::desk::Desk;
use crate::words::{label, t, w};
use crate::{journal, platform};
use erum_domain::codes::{Form, PlaceKind};
use erum_domain::session::DaySetting;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub(crate) fn DayPage() -> impl IntoView {
    view! {
        <StaffShell>
            <PageTitle id="day-title" text=t(w::DAY_TITLE).to_owned() />
            <p class="lead">{t(w::DAY_LEAD)}</p>
            <SaveTrouble />
            <Setting />
        </StaffShell>
    }
}

#[component]
fn Setting() -> impl IntoView {
    let desk = Desk::get();
    let before = desk.setting.get_untracked();
    let place = RwSignal::new(before.map(|setting| setting.place));
    let form = RwSignal::new(before.map(|setting| setting.form));
    let navigate = use_navigate();
    let save = move |_| {
        let (Some(place), Some(form)) = (place.get_untracked(), form.get_untracked()) else { return };
        let navigate = navigate.clone();
        spawn_local(async move {
            let onward = if desk.chosen.with_untracked(Option::is_some) { "/personal/overenskommelse" } else { "/personal" };
            if journal::choose_setting(desk, DaySetting { day: platform::today(), place, form }).await.is_ok() {
                navigate(onward, Default::default());
            }
        });
    };
    let places = PlaceKind::ALL.iter().copied().map(move |kind| {
        let chosen = Signal::derive(move || place.get() == Some(kind));
        view! { <Choice group="place" name=format!("place-{}", kind.code()) title=label(kind) chosen on_choose=move || place.set(Some(kind)) /> }
    });
    let forms = Form::ALL.iter().copied().map(move |kind| {
        let chosen = Signal::derive(move || form.get() == Some(kind));
        view! { <Choice group="form" name=format!("form-{}", kind.code()) title=label(kind) chosen on_choose=move || form.set(Some(kind)) /> }
    });
    view! {
        <div class="two-columns">
            <fieldset class="group"><legend class="group__title">{t(w::DAY_PLACE)}</legend><div class="choices choices--grid">{places.collect_view()}</div></fieldset>
            <fieldset class="group"><legend class="group__title">{t(w::DAY_FORM)}</legend><div class="choices choices--grid">{forms.collect_view()}</div></fieldset>
        </div>
        <div class="bar">
            <p class="bar__note">{t(w::DAY_NOTE)}</p>
            <button type="button" class="button" data-testid="day-save" disabled=move || place.get().is_none() || form.get().is_none() on:click=save>{t(w::DAY_SAVE)}</button>
        </div>
    }
}
