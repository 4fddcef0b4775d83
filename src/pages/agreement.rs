//! The spoken agreement before the first step: said aloud, agreed with a nod. Nothing about it is stored.

use crate::components::answers::WhoAnswers;
use crate::components::before::Before;
use crate::components::icon::icon;
use crate::components::saving::SaveTrouble;
use crate::components::shell::PageTitle;
use crate::components::staff_shell::StaffShell;
use crate::desk::{Chosen, Desk};
use crate::journal;
use crate::words::{t, w};
use erum_domain::guide::{Guide, Nearness};
use erum_domain::ident::Slug;
use erum_domain::record::GuideRef;
use erum_domain::session::About;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{A, Redirect};
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub(crate) fn Agreement() -> impl IntoView {
    let desk = Desk::get();
    let chosen = RwSignal::new(desk.chosen.get_untracked());
    // What is missing is got first: another errand is chosen, and begins with its own questions.
    let on_guide = Callback::new(move |slug: Slug| {
        let version = desk.pack.guide(&slug).map(|guide| guide.version).unwrap_or_default();
        desk.chosen.set(Some(Chosen::new(About::Guide(GuideRef { slug, version }))));
        chosen.set(desk.chosen.get_untracked());
    });
    view! {
        <StaffShell>
            // Not the desk's own: beginning empties that while this page still stands.
            {move || match chosen.get() {
                Some(chosen) => view! { <Card chosen on_guide /> }.into_any(),
                None => view! { <Redirect path="/personal" /> }.into_any(),
            }}
        </StaffShell>
    }
}

#[component]
fn Card(chosen: Chosen, on_guide: Callback<Slug>) -> impl IntoView {
    let desk = Desk::get();
    let navigate = use_navigate();
    let guide = match &chosen.about {
        About::Guide(guide) => desk.pack.guide(&guide.slug),
        About::Topic(_) => None,
    };
    let title = desk.title_of(&chosen.about);
    let busy = RwSignal::new(false);
    let begin = move |_| {
        let Some(setting) = desk.setting_today() else {
            navigate("/personal/dag", Default::default());
            return;
        };
        let (navigate, chosen) = (navigate.clone(), chosen.clone());
        busy.set(true);
        spawn_local(async move {
            if journal::begin(desk, &chosen, setting).await.is_err() {
                busy.set(false);
                return;
            }
            navigate("/personal/tillfalle", leptos_router::NavigateOptions { replace: true, ..Default::default() });
            desk.chosen.set(None);
        });
    };
    view! {
        <div data-testid="agreement" class="agreement">
            <p class="eyebrow">{title}</p>
            <PageTitle id="agreement-title" text=t(w::AGREEMENT_TITLE).to_owned() />
            <p class="lead">{t(w::AGREEMENT_LEAD)}</p>
            <ul class="agreement__points">
                <Point picture=icon("gift").into_any() title=t(w::AGREEMENT_FREE) text=t(w::AGREEMENT_FREE_TEXT).to_owned() />
                <Point picture=icon("lock-keyhole").into_any() title=t(w::AGREEMENT_SECRET) text=t(w::AGREEMENT_SECRET_TEXT).to_owned() />
                <Point picture=icon("hand").into_any() title=t(w::AGREEMENT_YOU) text=t(w::AGREEMENT_YOU_TEXT).to_owned() />
                <Point picture=icon("eye-off").into_any() title=t(w::AGREEMENT_LOOK_AWAY) text=t(w::AGREEMENT_LOOK_AWAY_TEXT).to_owned() />
                <Point picture=icon("shield").into_any() title=t(w::AGREEMENT_NEVER) text=t(w::AGREEMENT_NEVER_TEXT).to_owned() />
                <Point picture=icon("clock").into_any() title=t(w::AGREEMENT_TIME) text=t(w::AGREEMENT_TIME_TEXT).to_owned() />
            </ul>
            {guide.map(|guide| view! { <AtHand guide on_guide /> })}
            <SaveTrouble />
        </div>
        <div class="bar">
            <A href="/personal" attr:class="button button--quiet">{t(w::AGREEMENT_BACK)}</A>
            <button type="button" class="button" data-testid="agreement-start" disabled=busy on:click=begin>{t(w::AGREEMENT_START)}</button>
        </div>
    }
}

#[component]
fn Point(picture: AnyView, title: &'static str, text: String) -> impl IntoView {
    view! {
        <li class="point">
            <span class="point__picture">{picture}</span>
            <div><h2 class="point__title">{title}</h2><p class="point__text">{text}</p></div>
        </li>
    }
}

/// What must be at hand, who answers for the service, and how far our own help goes.
#[component]
fn AtHand(guide: &'static Guide, on_guide: Callback<Slug>) -> impl IntoView {
    let desk = Desk::get();
    let near = match guide.limit {
        Nearness::Health => Some(t(w::GUIDE_NEAR_HEALTH)),
        Nearness::Bank => Some(t(w::GUIDE_NEAR_BANK)),
        Nearness::Payment => Some(t(w::GUIDE_NEAR_PAYMENT)),
        Nearness::None | Nearness::Caution => None,
    };
    view! {
        <section class="card before">
            <div>
                <h2 class="card__title">{t(w::GUIDE_HAVE_READY)}</h2>
                <Before pack=desk.pack guide on_guide />
            </div>
            <div>
                <WhoAnswers service=guide.service guide=Some(guide) />
                {near.map(|near| view! { <p class="before__limit">{near}</p> })}
            </div>
        </section>
    }
}
