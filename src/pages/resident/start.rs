//! Residents' start: what do you want to do? Like a good leaflet.

use crate::components::finder::Finder;
use crate::components::icon::icon;
use crate::components::shell::{PageTitle, ResidentShell};
use crate::components::when::When;
use crate::desk::{Desk, Reading};
use crate::preferences;
use crate::words::{t, w};
use erum_domain::ident::Slug;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub(crate) fn Start() -> impl IntoView {
    let desk = Desk::get();
    let navigate = use_navigate();
    let on_guide = Callback::new(move |guide: Slug| {
        desk.reading.set(Some(Reading { guide, place: 0 }));
        navigate("/guide", Default::default());
    });
    view! {
        <ResidentShell>
            <PageTitle id="home-title" text=t(w::HOME_TITLE).to_owned() />
            <p class="lead">{t(w::HOME_LEAD)}</p>
            <Finder guides=&desk.pack.guides labelled_by="home-title" on_guide />
            <A href="/hjalp" attr:class="card link-card" attr:data-testid="to-places">
                {icon("map-pin")}
                <span class="row__words"><span class="row__title">{t(w::HOME_PLACES)}</span><span class="row__hint">{t(w::HOME_PLACES_HINT)}</span></span>
                {icon("chevron-right")}
            </A>
            <section class="card promise">
                <h2 class="card__title">{t(w::HOME_PROMISE)}</h2>
                <ul class="bullets"><li>{t(w::HOME_FREE)}</li><li>{t(w::HOME_NO_TRACE)}</li><li>{t(w::HOME_NEVER_PAY)}</li></ul>
            </section>
            <footer class="foot">
                <When holds=preferences::is_staff_tablet fallback=|| view! { <A href="/personal">{t(w::HOME_STAFF)}</A> }>
                    <A href="/personal" attr:class="button">{t(w::HOME_STAFF)}</A>
                </When>
            </footer>
        </ResidentShell>
    }
}

/// An address that leads nowhere.
#[component]
pub(crate) fn Lost() -> impl IntoView {
    view! {
        <ResidentShell>
            <PageTitle id="lost-title" text=t(w::LOST_TITLE).to_owned() />
            <p class="lead">{t(w::LOST_LEAD)}</p>
            <A href="/" attr:class="button">{t(w::LOST_HOME)}</A>
        </ResidentShell>
    }
}
