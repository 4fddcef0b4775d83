//! For those who help somebody: how to help without doing it for them, why nobody borrows an e-ID, and what a proxy is.
//!
//! Says what the sources say and no more: how one becomes a proxy stands in the guide about it.

use crate::components::icon::icon;
use crate::components::rich::mixed;
use crate::components::shell::{PageTitle, ResidentShell};
use crate::shelf::{Reading, Shelf};
use crate::words::{Word, t, w};
use erum_domain::ident::Slug;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// The guide about proxies.
const PROXY: &str = "ombud-fullmakt";

/// The page.
#[component]
pub(crate) fn Helping() -> impl IntoView {
    view! {
        <ResidentShell>
            <A href="/" attr:class="button button--quiet">{t(w::GUIDE_BACK)}</A>
            <PageTitle id="helping-title" text=t(w::HELPING_TITLE).to_owned() />
            <p class="lead">{t(w::HELPING_LEAD)}</p>
            <Point picture=icon("hand").into_any() title=w::HELPING_TOGETHER text=w::HELPING_TOGETHER_TEXT />
            <Point picture=icon("shield").into_any() title=w::HELPING_BORROW text=w::HELPING_BORROW_TEXT />
            <Point picture=icon("users").into_any() title=w::HELPING_PROXY text=w::HELPING_PROXY_TEXT />
            <ToProxy />
        </ResidentShell>
    }
}

#[component]
fn Point(picture: AnyView, title: Word, text: Word) -> impl IntoView {
    view! {
        <section class="card point">
            <span class="point__picture">{picture}</span>
            <div><h2 class="card__title">{t(title)}</h2><p>{t(text)}</p></div>
        </section>
    }
}

/// The guide about proxies, where the pack has it.
#[component]
fn ToProxy() -> impl IntoView {
    let shelf = Shelf::get();
    let navigate = use_navigate();
    let guide = Slug::parse(PROXY).ok().and_then(|slug| shelf.pack.guide(&slug));
    guide.map(|guide| {
        let tongue = guide.tongue();
        let read = move |_| {
            shelf.reading.set(Some(Reading { guide: guide.slug.clone(), place: 0, then: None }));
            navigate("/guide", Default::default());
        };
        view! {
            <button type="button" class="card link-card" data-testid="to-proxy" on:click=read>
                {icon("book-open-check")}
                <span class="row__words"><span class="row__title" lang=tongue.tag() dir=tongue.direction()>{mixed(&guide.title)}</span></span>
                {icon("chevron-right")}
            </button>
        }
    })
}
