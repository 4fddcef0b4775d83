//! Staff start: what does the visitor need, what is going on, and how the day has gone. Two taps to a checklist.

use crate::components::finder::Finder;
use crate::components::notice::{Notice, Tone};
use crate::components::recovery::CodeReminder;
use crate::components::shell::PageTitle;
use crate::components::slip::SlipCard;
use crate::components::staff_shell::StaffShell;
use crate::components::when::When;
use crate::desk::{Chosen, Desk};
use crate::words::{label, t, t_count, t_with, w};
use crate::{journal, platform};
use erum_domain::codes::Service;
use erum_domain::guide::Guide;
use erum_domain::ident::Slug;
use erum_domain::record::GuideRef;
use erum_domain::session::{About, HelpSession};
use erum_domain::slip::Place;
use erum_domain::sync::Contact;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub(crate) fn StaffStart() -> impl IntoView {
    let desk = Desk::get();
    // Drawn anew only when that changes: every contact with the hub changes the device, and would empty the search field.
    let overdue = Memo::new(move |_| overdue(desk));
    view! {
        <StaffShell>
            <PageTitle id="start-title" text=t(w::START_TITLE).to_owned() />
            <CodeReminder />
            {move || match overdue.get() {
                None => view! { <ChooseErrand /> }.into_any(),
                Some(days) => view! { <NeedsContact days /> }.into_any(),
            }}
            <div class="two-columns">
                <Ongoing />
                <Day />
            </div>
        </StaffShell>
    }
}

/// How many days ago the hub was last heard, when that is too long for new sessions.
fn overdue(desk: Desk) -> Option<u64> {
    desk.device.with(|device| {
        let device = device.as_ref()?;
        match device.contact(platform::now_ms()) {
            Contact::Fine => None,
            Contact::Due(days) | Contact::Over(days) => Some(u64::from(days)),
        }
    })
}

/// In place of new errands. What is going on can be finished.
#[component]
fn NeedsContact(days: u64) -> impl IntoView {
    let desk = Desk::get();
    let gives_up = desk.device.with_untracked(|device| device.as_ref().is_some_and(|device| device.overdue_since_ms.is_some()));
    let (day, time) = (platform::day_text(platform::today()), platform::clock_text(platform::now_ms()));
    let clock = t_with(w::START_CLOCK_SAYS, &[("day", &day), ("time", &time)]);
    view! {
        <Notice tone=if gives_up { Tone::Stop } else { Tone::Attention } name="needs-contact">
            <b>{t_count(w::START_NEEDS_CONTACT, days, &[])}</b> " " {t(w::START_NEEDS_CONTACT_DO)} " " {clock}
            {gives_up.then(|| view! { <p>{t(w::START_GIVES_UP)}</p> })}
        </Notice>
        <button type="button" class="button" data-testid="contact-now" disabled=move || desk.sending.get().busy on:click=move |_| journal::send_now(desk)>{t(w::SENDING_NOW)}</button>
    }
}

#[component]
fn ChooseErrand() -> impl IntoView {
    let desk = Desk::get();
    let navigate = use_navigate();
    let go_on = Callback::new(move |chosen: Chosen| {
        desk.next_visitor();
        desk.chosen.set(Some(chosen));
        let next = if desk.setting_today().is_some() { "/personal/overenskommelse" } else { "/personal/dag" };
        navigate(next, Default::default());
    });
    let about = |guide: &Guide| About::Guide(GuideRef { slug: guide.slug.clone(), version: guide.version });
    let on_guide = Callback::new(move |slug: Slug| {
        if let Some(guide) = desk.pack.guide(&slug) {
            go_on.run(Chosen::new(about(guide)));
        }
    });
    let on_topic = Callback::new(move |topic: Service| go_on.run(Chosen::new(About::Topic(topic))));
    // Whoever comes with a slip comes back with an errand. Nothing else is kept of it.
    let on_place =
        Callback::new(move |place: Place<'static>| go_on.run(Chosen { about: about(place.guide), returning: true, step: place.step }));
    view! {
        <Finder guides=&desk.pack.guides labelled_by="start-title" places="/personal/platser" on_guide on_topic />
        <SlipCard guides=&desk.pack.guides title=t(w::START_SLIP) on_place />
    }
}

/// Sessions that are open: switch between them and go on.
#[component]
fn Ongoing() -> impl IntoView {
    let desk = Desk::get();
    let drafts = move || desk.drafts.get().into_iter().rev().collect::<Vec<_>>();
    view! {
        <section class="card" aria-labelledby="ongoing-title">
            <h2 class="card__title" id="ongoing-title">{t(w::START_ONGOING)}</h2>
            <When holds=move || desk.drafts.with(|drafts| !drafts.is_empty()) fallback=|| view! { <p class="quiet">{t(w::START_NONE_ONGOING)}</p> }>
                <ul class="rows">
                    <For each=drafts key=|session| (session.id, session.touched_ms) children=move |session| view! { <OngoingRow session /> } />
                </ul>
            </When>
        </section>
    }
}

#[component]
fn OngoingRow(session: HelpSession) -> impl IntoView {
    let desk = Desk::get();
    let navigate = use_navigate();
    let id = session.id;
    let resume = move |_| {
        let navigate = navigate.clone();
        spawn_local(async move {
            journal::resume(desk, id).await;
            navigate("/personal/tillfalle", Default::default());
        });
    };
    view! {
        <li class="row" data-testid="ongoing" data-session-id=id.to_string()>
            <div class="row__words">
                <span class="row__title">{desk.title_of(&session.about)}</span>
                <span class="row__hint">{describe(desk, &session)}</span>
            </div>
            <button type="button" class="button button--small" data-testid="resume" on:click=resume>{t(w::START_RESUME)}</button>
        </li>
    }
}

fn describe(desk: Desk, session: &HelpSession) -> String {
    let visitor = session.visitor.to_string();
    let began = platform::clock_text(session.started_ms);
    let began_today = platform::day_of(session.started_ms) == platform::today();
    let began = if began_today { began } else { platform::day_text(platform::day_of(session.started_ms)) };
    match desk.guide_of(session) {
        Some(guide) => {
            let done = guide.steps.iter().filter(|step| session.ticked.contains(&step.id)).count().to_string();
            t_with(w::START_DRAFT, &[("visitor", &visitor), ("done", &done), ("steps", &guide.steps.len().to_string()), ("began", &began)])
        }
        None => t_with(w::START_DRAFT_TOPIC, &[("visitor", &visitor), ("began", &began)]),
    }
}

/// How the day has gone.
#[component]
fn Day() -> impl IntoView {
    let desk = Desk::get();
    let setting = move || match desk.setting_today() {
        Some(setting) => format!("{} · {}", label(setting.place), label(setting.form)),
        None => t(w::START_NO_SETTING).to_owned(),
    };
    view! {
        <section class="card" aria-labelledby="day-title">
            <h2 class="card__title" id="day-title">{t(w::START_DAY)}</h2>
            <p class="card__text">{setting}</p>
            <p class="card__text">{move || t_count(w::START_CLOSED, desk.counting() as u64, &[])}</p>
            <nav class="links">
                <A href="/personal/idag" attr:class="button button--quiet" attr:data-testid="to-today">{t(w::START_TO_TODAY)}</A>
                <A href="/personal/dag" attr:class="button button--quiet" attr:data-testid="to-day">{t(w::START_TO_SETTING)}</A>
                <A href="/personal/skicka" attr:class="button button--quiet">{t(w::START_TO_SENDING)}</A>
                <A href="/personal/platta" attr:class="button button--quiet" attr:data-testid="to-tablet">{t(w::START_TO_TABLET)}</A>
                <A href="/personal/platser" attr:class="button button--quiet" attr:data-testid="to-directory">{t(w::START_TO_PLACES)}</A>
                <A href="/personal/vad-sparas" attr:class="button button--quiet" attr:data-testid="to-what">{t(w::WHAT_TITLE)}</A>
            </nav>
        </section>
    }
}
