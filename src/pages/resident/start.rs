//! Residents' start: what do you want to do? Like a good leaflet.

use crate::components::finder::Finder;
use crate::components::icon::icon;
use crate::components::language::LanguageOffer;
use crate::components::notice::{Notice, Tone};
use crate::components::shell::{PageTitle, ResidentShell};
use crate::components::slip::SlipCard;
use crate::components::when::When;
use crate::preferences;
use crate::shelf::{Reading, Shelf};
use crate::words::{t, w};
use erum_domain::ident::Slug;
use erum_domain::slip::Place;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub(crate) fn Start() -> impl IntoView {
    let shelf = Shelf::get();
    let navigate = use_navigate();
    let read = Callback::new(move |(guide, place): (Slug, usize)| {
        shelf.reading.set(Some(Reading { guide, place, then: None }));
        navigate("/guide", Default::default());
    });
    let on_guide = Callback::new(move |guide: Slug| read.run((guide, 0)));
    let on_place = Callback::new(move |place: Place<'static>| read.run((place.guide.slug.clone(), place.step.map_or(0, |step| step + 1))));
    // Said once: whoever goes on has seen it.
    on_cleanup(move || shelf.arrived.set(None));
    view! {
        <ResidentShell>
            <LanguageOffer />
            <When holds=move || shelf.arrived.with(|arrived| matches!(arrived, Some(Err(_))))>
                <Notice tone=Tone::Attention name="broken-link">{t(w::HOME_BROKEN_LINK)}</Notice>
            </When>
            <PageTitle id="home-title" text=t(w::HOME_TITLE).to_owned() />
            <p class="lead">{t(w::HOME_LEAD)}</p>
            <Finder guides=&shelf.pack.guides labelled_by="home-title" on_guide />
            <SlipCard guides=&shelf.pack.guides title=t(w::SLIP_TITLE) on_place />
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
