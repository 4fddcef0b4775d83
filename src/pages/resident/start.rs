//! Residents' start: what do you want to do? Like a good leaflet.

use crate::components::finder::Finder;
use crate::components::icon::icon;
use crate::components::language::LanguageOffer;
use crate::components::link_card::LinkCard;
use crate::components::notice::{Notice, Tone};
use crate::components::shell::{PageTitle, ResidentShell};
use crate::components::slip::{SlipCard, Where};
use crate::components::when::When;
use crate::shelf::{Reading, Shelf};
use crate::words::{t, w};
use crate::{platform, preferences};
use erum_domain::ident::Slug;
use erum_domain::slip::{Place, Since};
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
    // Said once: whoever goes on has seen it. A link that leads somewhere is on its way: this page may be drawn anew for it.
    on_cleanup(move || {
        if shelf.arrived.with_untracked(|arrived| matches!(arrived, Some(Err(_)))) {
            shelf.arrived.set(None);
        }
    });
    view! {
        <ResidentShell>
            <LanguageOffer />
            <When holds=move || shelf.arrived.with(|arrived| matches!(arrived, Some(Err(_))))>
                <Notice tone=Tone::Attention name="broken-link">{t(w::HOME_BROKEN_LINK)}</Notice>
            </When>
            <PageTitle id="home-title" text=t(w::HOME_TITLE).to_owned() />
            <p class="lead">{t(w::HOME_LEAD)}</p>
            <GoOn on_place />
            <Finder guides=&shelf.pack.guides labelled_by="home-title" places="/hjalp" on_guide />
            <SlipCard guides=&shelf.pack.guides title=t(w::SLIP_TITLE) on_place />
            <LinkCard href="/hjalp" name="to-places" picture=icon("map-pin").into_any() title=w::HOME_PLACES hint=w::HOME_PLACES_HINT />
            <LinkCard href="/hjalpa" name="to-helping" picture=icon("users").into_any() title=w::HOME_HELPING hint=w::HOME_HELPING_HINT />
            <When holds=|| !platform::is_installed() && !preferences::is_staff_tablet()>
                <LinkCard href="/installera" name="to-install" picture=icon("smartphone").into_any() title=w::HOME_INSTALL hint=w::HOME_INSTALL_HINT />
            </When>
            <section class="card promise">
                <h2 class="card__title">{t(w::HOME_PROMISE)}</h2>
                <ul class="bullets"><li>{t(w::HOME_FREE)}</li><li>{t(w::HOME_NO_TRACE)}</li><li>{t(w::HOME_NEVER_PAY)}</li></ul>
            </section>
            <footer class="foot">
                <A href="/om" attr:data-testid="to-about">{t(w::HOME_ABOUT)}</A>
                <When holds=preferences::is_staff_tablet fallback=|| view! { <a href="/personal" rel="external">{t(w::HOME_STAFF)}</a> }>
                    <a href="/personal" rel="external" class="button">{t(w::HOME_STAFF)}</a>
                </When>
            </footer>
        </ResidentShell>
    }
}

/// The place that was kept the last time, on this device only.
#[component]
fn GoOn(on_place: Callback<Place<'static>>) -> impl IntoView {
    let shelf = Shelf::get();
    let kept = preferences::place().and_then(|link| link.place(&shelf.pack.guides));
    let kept = RwSignal::new(kept.map(|(guide, step)| Place { guide, step, since: Since::Same }));
    let forget = move |_| {
        preferences::set_place(None);
        kept.set(None);
        // The button is gone: whoever came by keys goes on from the top.
        platform::focus("home-title");
    };
    move || {
        kept.get().map(|place| {
            view! {
                <section class="card go-on">
                    <button type="button" class="link-card" data-testid="go-on" on:click=move |_| on_place.run(place)>
                        {icon("corner-down-right")}
                        <span class="row__words"><span class="row__hint">{t(w::HOME_GO_ON)}</span> <Where place /></span>
                        {icon("chevron-right")}
                    </button>
                    <p class="row__hint">{t(w::HOME_GO_ON_KEPT)}</p>
                    <button type="button" class="button button--quiet button--small" data-testid="go-on-forget" on:click=forget>{t(w::HOME_GO_ON_FORGET)}</button>
                </section>
            }
        })
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
