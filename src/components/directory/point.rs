//! Service points as cards: what kind of place, whether it is open, how to reach it, what it offers.
//!
//! What is not known is said once per card, in one line. Texts of places are Swedish in every language.

use super::hours::{Hours, StateNow};
use super::source::{OwnSource, Source};
use crate::components::icon::icon;
use crate::components::phone::Phone;
use crate::words::{Word, label, t, w};
use erum_domain::directory::{Fact, Missing, ServicePoint, Unit, Variant};
use leptos::prelude::*;

/// All points of a municipality.
#[component]
pub(crate) fn Points(
    unit: &'static Unit,
    /// What else stands on a card, such as a way to correct it.
    #[prop(optional)]
    also: Option<fn(&'static ServicePoint) -> AnyView>,
) -> impl IntoView {
    let card = |point: &'static ServicePoint| view! { <PointCard point also=also.map(|also| also(point)) /> };
    view! { <ul class="places">{unit.points.iter().map(card).collect_view()}</ul> }
}

/// A kind's picture.
fn picture(variant: Variant) -> AnyView {
    match variant {
        Variant::Library => icon("library").into_any(),
        Variant::Branch => icon("book-open").into_any(),
        Variant::BookBus => icon("bus").into_any(),
        Variant::MunicipalOffice => icon("building-2").into_any(),
        Variant::StateOffice => icon("landmark").into_any(),
        Variant::VillageHealthRoom => icon("heart-pulse").into_any(),
        Variant::StudyAssociation => icon("graduation-cap").into_any(),
        Variant::SeniorHome => icon("house").into_any(),
        Variant::Other => icon("map-pin").into_any(),
    }
}

#[component]
fn PointCard(point: &'static ServicePoint, also: Option<AnyView>) -> impl IntoView {
    let offers = point.offers.iter().map(|offer| view! { <li>{offer.as_str()}</li> }).collect_view();
    let more = [
        (w::PLACES_PLACEMENT, &point.placement),
        (w::PLACES_STAFFING, &point.staffing),
        (w::PLACES_OUTREACH, &point.outreach),
        (w::PLACES_MANDATE, &point.mandate),
    ];
    let has_more = more.iter().any(|(_, fact)| fact.is_some()) || !point.cooperation.is_empty();
    view! {
        <li class="card site" data-testid=format!("place-{}", point.id)>
            <div class="site__head">
                <span class="site__picture">{picture(point.variant)}</span>
                <div>
                    <h3 class="site__name"><bdi lang="sv">{point.name.as_str()}</bdi></h3>
                    <p class="site__kind">{label(point.variant)}</p>
                </div>
            </div>
            <StateNow point />
            <ul class="bullets" lang="sv" dir="ltr">{offers}</ul>
            <Reach point />
            {point.opening.as_ref().map(|opening| view! { <Hours point opening /> })}
            {has_more.then(|| view! { <More point facts=more /> })}
            <Missed point />
            <Source source=&point.source seen=point.seen />
            {also}
        </li>
    }
}

/// How to get there or call, and hours where they are known only in words.
#[component]
fn Reach(point: &'static ServicePoint) -> impl IntoView {
    let line = |name: Word, text: &'static str| view! { <p>{t(name)} ": " <bdi lang="sv">{text}</bdi></p> };
    view! {
        {point.hours.as_deref().map(|hours| line(w::PLACES_HOURS, hours))}
        {point.address.as_deref().map(|address| line(w::PLACES_ADDRESS, address))}
        {point.phone.as_deref().map(|number| view! { <p>{t(w::PLACES_PHONE)} ": " <Phone number /></p> })}
    }
}

/// One line for all that has not been collected.
#[component]
fn Missed(point: &'static ServicePoint) -> impl IntoView {
    let name = |missing: &Missing| match missing {
        Missing::Hours => t(w::PLACES_HOURS),
        Missing::Address => t(w::PLACES_ADDRESS),
        Missing::Phone => t(w::PLACES_PHONE),
    };
    let missing = point.missing();
    // One after the other in a sentence: only the first begins it.
    let later = missing.iter().skip(1).map(|missing| name(missing).to_lowercase());
    let names: Vec<String> = missing.first().map(|first| name(first).to_owned()).into_iter().chain(later).collect();
    (!names.is_empty())
        .then(|| view! { <p class="site__missing" data-testid="place-missing">{names.join(", ")} ": " {t(w::PLACES_NOT_COLLECTED)}</p> })
}

/// What the mapping has found out: folded away, for most people come for the hours.
#[component]
fn More(point: &'static ServicePoint, facts: [(Word, &'static Option<Fact>); 4]) -> impl IntoView {
    let facts = facts.into_iter().filter_map(|(name, fact)| Some((name, fact.as_ref()?)));
    let facts = facts.map(|(name, fact)| {
        view! { <div><dt>{t(name)}</dt><dd><bdi lang="sv">{fact.text.as_str()}</bdi> <OwnSource point source=&fact.source seen=fact.seen /></dd></div> }
    });
    let partners = point.cooperation.iter().map(|partner| {
        let text = format!("{}: {}", partner.who, partner.what);
        view! { <div><dt>{t(w::PLACES_COOPERATION)}</dt><dd><bdi lang="sv">{text}</bdi> <OwnSource point source=&partner.source seen=partner.seen /></dd></div> }
    });
    view! {
        <details class="more" data-testid="place-more">
            <summary>{t(w::PLACES_MORE)}</summary>
            <dl class="hours">{facts.collect_view()}{partners.collect_view()}</dl>
        </details>
    }
}
