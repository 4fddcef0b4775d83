//! Residents' start: what do you want to do? Like a good leaflet.

use crate::components::finder::Finder;
use crate::components::icon::icon;
use crate::components::language::LanguageOffer;
use crate::components::shell::{PageTitle, ResidentShell};
use crate::components::when::When;
use crate::preferences;
use crate::shelf::{Reading, Shelf};
use crate::words::{t, w};
use erum_domain::ident::Slug;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub(crate) fn Start() -> impl IntoView {
    let shelf = Shelf::get();
    let navigate = use_navigate();
    let on_guide = Callback::new(move |guide: Slug| {
        shelf.reading.set(Some(Reading { guide, place: 0, then: None }));
        navigate("/guide", Default::default());
    });
    view! {
        <ResidentShell>
            <LanguageOffer />
            <PageTitle id="home-title" text=t(w::HOME_TITLE).to_owned() />
            <p class="lead">{t(w::HOME_LEAD)}</p>
            <Finder guides=&shelf.pack.guides labelled_by="home-title" on_guide />
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
                <When holds=preferences::is_staff_tablet fallback=|| view! { <a href="/personal" rel="external">{t(w::HOME_STAFF)}</a> }>
                    <a href="/personal" rel="external" class="button">{t(w::HOME_STAFF)}</a>
                </When>
            </footer>
        </ResidentShell>
    }
}

/// Where the service worker leads without a network when a page for staff is asked for and not kept here.
#[component]
pub(crate) fn NotKept() -> impl IntoView {
    view! {
        <ResidentShell>
            <PageTitle id="not-kept-title" text=t(w::NOT_KEPT_TITLE).to_owned() />
            <p class="lead">{t(w::NOT_KEPT_LEAD)}</p>
            <A href="/" attr:class="button">{t(w::LOST_HOME)}</A>
        </ResidentShell>
    }
}
