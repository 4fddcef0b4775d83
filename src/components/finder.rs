//! Finding an errand: search as you type, topics with pictures, and what to do when nothing matches.
//!
//! Nothing that is typed is kept or sent. The caller says what choosing a guide or a topic means.

use crate::components::found::{self, Found, Row};
use crate::components::icon::icon;
use crate::components::when::When;
use crate::finding::Finding;
use crate::words::{label, t, t_count, w};
use erum_domain::codes::Service;
use erum_domain::guide::Guide;
use erum_domain::ident::Slug;
use erum_domain::search;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::components::A;

/// Topics as people look for them, in the order of the wall.
const TOPICS: [Service; 8] = [
    Service::Eid,
    Service::Care,
    Service::DigitalPost,
    Service::Pension,
    Service::Tax,
    Service::NewInSweden,
    Service::Travel,
    Service::Basics,
];

/// A topic's picture.
fn picture(topic: Service) -> AnyView {
    match topic {
        Service::Eid => icon("id-card").into_any(),
        Service::Care => icon("heart-pulse").into_any(),
        Service::DigitalPost => icon("mail").into_any(),
        Service::Pension => icon("house").into_any(),
        Service::Tax => icon("landmark").into_any(),
        Service::NewInSweden => icon("globe").into_any(),
        Service::Travel => icon("bus").into_any(),
        Service::Basics => icon("smartphone").into_any(),
        _ => icon("circle-help").into_any(),
    }
}

/// Search field, results and topics.
#[component]
pub(crate) fn Finder(
    /// All guides.
    guides: &'static [Guide],
    /// The heading that labels the search field.
    labelled_by: &'static str,
    /// Where the municipality's places are found.
    places: &'static str,
    /// Called with the guide chosen.
    on_guide: Callback<Slug>,
    /// Called with a topic that has no guide; `None` where only guides can be chosen.
    #[prop(optional)]
    on_topic: Option<Callback<Service>>,
) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let topic = RwSignal::new(None::<Service>);
    // Written by whoever types, and emptied here: to write back what was typed, at every letter, is work for nothing.
    let field = NodeRef::<Input>::new();
    let leave = Callback::new(move |()| {
        query.set(String::new());
        topic.set(None);
        field.get_untracked().into_iter().for_each(|field| field.set_value(""));
    });
    let finding = Finding::get();
    let found = Memo::new(move |_| query.with(|query| finding.find(query)).into_iter().take(found::MOST).collect::<Vec<_>>());
    // What is typed before the index stands is answered a moment later, not with "nothing found".
    let typed = move || finding.is_ready() && !query.with(|query| query.trim().is_empty());
    // The beginning of a sentence finds nothing yet, and is no miss.
    let says_something = Memo::new(move |_| query.with(|query| search::says_something(query)));
    view! {
        <div class="finder" role="search">
            <div class="finder__field">
                {icon("search")}
                <input
                    class="finder__input" type="search" data-testid="search" autocomplete="off" spellcheck="false" enterkeyhint="search"
                    aria-labelledby=labelled_by placeholder=t(w::FINDER_PLACEHOLDER)
                    node_ref=field on:input:target=move |event| query.set(event.target().value())
                />
            </div>
            <p class="visually-hidden" role="status">{move || typed().then(|| t_count(w::FINDER_FOUND, found.with(Vec::len) as u64, &[]))}</p>
            <When holds=typed fallback=move || view! { <Topics guides topic on_guide on_topic /> }>
                <Found found on_guide />
                <When holds=move || found.with(Vec::is_empty)><NoMatch places leave says_something /></When>
            </When>
        </div>
    }
}

#[component]
fn NoMatch(places: &'static str, leave: Callback<()>, says_something: Memo<bool>) -> impl IntoView {
    view! {
        <When holds=move || says_something.get()>
            <div class="card no-match">
                <p class="no-match__title">{t(w::FINDER_NONE)}</p>
                <p>{t(w::FINDER_NONE_HINT)}</p>
                <div class="links">
                    <button type="button" class="button button--quiet" data-testid="search-clear" on:click=move |_| leave.run(())>{t(w::FINDER_TO_TOPICS)}</button>
                    <A href=places attr:class="button button--quiet" attr:data-testid="search-places">{t(w::HOME_PLACES)}</A>
                </div>
            </div>
        </When>
    }
}

/// The wall of topics; one of them opened shows its guides.
#[component]
fn Topics(
    guides: &'static [Guide],
    topic: RwSignal<Option<Service>>,
    on_guide: Callback<Slug>,
    on_topic: Option<Callback<Service>>,
) -> impl IntoView {
    let wall =
        move || TOPICS.into_iter().map(|service| view! { <Topic service on_press=move || topic.set(Some(service)) /> }).collect_view();
    view! {
        <When holds=move || topic.get().is_none() fallback=move || view! { <OpenTopic guides topic on_guide on_topic /> }>
            <div class="topics">{wall}</div>
            <When holds=move || on_topic.is_some()>
                <button type="button" class="button button--quiet" data-testid="topic-annat" on:click=move |_| topic.set(Some(Service::Other))>
                    {t(w::FINDER_OTHER_TOPIC)}
                </button>
            </When>
        </When>
    }
}

#[component]
fn Topic(service: Service, on_press: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="topic" data-testid=format!("topic-{}", service.code()) on:click=move |_| on_press()>
            <span class="topic__picture">{picture(service)}</span>
            <span class="topic__title">{label(service)}</span>
        </button>
    }
}

/// A topic's guides; for staff also a session without a guide, under any coded topic.
#[component]
fn OpenTopic(
    guides: &'static [Guide],
    topic: RwSignal<Option<Service>>,
    on_guide: Callback<Slug>,
    on_topic: Option<Callback<Service>>,
) -> impl IntoView {
    let opened = move || topic.get().unwrap_or(Service::Other);
    let of_topic = move || guides.iter().filter(|guide| guide.service == opened()).collect::<Vec<_>>();
    view! {
        <section class="open-topic" aria-live="polite">
            <button type="button" class="button button--quiet" data-testid="topic-back" on:click=move |_| topic.set(None)>
                {icon("chevron-left")} {t(w::FINDER_ALL_TOPICS)}
            </button>
            <h2 class="open-topic__title">{move || label(opened())}</h2>
            <ul class="results">
                <For each=of_topic key=|guide| guide.slug.clone() children=move |guide| view! { <Row guide=Signal::derive(move || Some(guide)) on_guide /> } />
            </ul>
            <When holds=move || of_topic().is_empty()>
                <p class="quiet">{t(w::FINDER_NO_GUIDE_YET)}</p>
            </When>
            {on_topic.map(|on_topic| view! { <WithoutGuide topic on_topic /> })}
        </section>
    }
}

#[component]
fn WithoutGuide(topic: RwSignal<Option<Service>>, on_topic: Callback<Service>) -> impl IntoView {
    let others =
        move || (topic.get() == Some(Service::Other)).then(|| Service::ALL.iter().copied().filter(|service| *service != Service::Other));
    let chips = move || {
        others().map(|services| {
            let chips = services
                .map(|service| {
                    view! {
                        <button type="button" class="chip" data-testid=format!("topic-{}", service.code()) on:click=move |_| topic.set(Some(service))>
                            {label(service)}
                        </button>
                    }
                })
                .collect_view();
            view! { <div class="chips">{chips}</div> }
        })
    };
    view! {
        {chips}
        <button type="button" class="button" data-testid="topic-start" on:click=move |_| topic.get().into_iter().for_each(|topic| on_topic.run(topic))>
            {t(w::FINDER_WITHOUT_GUIDE)}
        </button>
    }
}
