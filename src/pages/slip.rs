//! The note that a visitor takes home: what is left to do, how to reach us, the next visit, and the ways back.
//!
//! Made from the guide and the ticks, drawn here, kept nowhere: the record knows nothing of it. It says nothing of who the
//! visitor is, and the only thing that can be put on it is a day and a time.

use crate::components::icon::icon;
use crate::components::phone::Phone;
use crate::components::qr::Qr;
use crate::components::sheet::{self, Sheet};
use crate::components::shell::PageTitle;
use crate::components::staff_shell::StaffShell;
use crate::desk::{Desk, Tongue};
use crate::platform;
use crate::words::{self, Catalogue, t, w};
use erum_domain::day::Day;
use erum_domain::directory::{ServicePoint, Unit};
use erum_domain::guide::Guide;
use erum_domain::ident::{Id, Slug};
use leptos::prelude::*;
use leptos_router::components::{A, Redirect};
use std::collections::BTreeSet;

/// As many places as a small paper has room for.
const PLACES: usize = 3;

/// The page.
#[component]
pub(crate) fn SlipPage() -> impl IntoView {
    let desk = Desk::get();
    let note = move || Note::of(desk, desk.open.get_untracked()?);
    view! {
        <StaffShell>
            {move || match note() {
                Some(note) => view! { <Page note /> }.into_any(),
                None => view! { <Redirect path="/personal" /> }.into_any(),
            }}
        </StaffShell>
    }
}

/// What the note is made of.
#[derive(Clone)]
struct Note {
    /// In the visitor's language, where there is a translation.
    guide: &'static Guide,
    words: Catalogue,
    done: BTreeSet<Slug>,
    unit: Option<&'static Unit>,
}

impl Note {
    /// Of an open session with a guide. Tracks the language only, which may still be on its way: nothing else changes here.
    fn of(desk: Desk, id: Id) -> Option<Self> {
        let session = desk.draft(id)?;
        let swedish = desk.guide_of(&session)?;
        let another_day = swedish.steps.iter().take(untrack(|| desk.done_before(id))).map(|step| &step.id);
        let done = session.ticked.iter().chain(another_day).cloned().collect();
        let tongue = desk.tongue.get().filter(|(of, _)| *of == id).map(|(_, tongue)| tongue);
        let translated = tongue.and_then(|tongue: Tongue| tongue.pack.guide(&swedish.slug));
        Some(Self {
            guide: translated.unwrap_or(swedish),
            words: tongue.map(|tongue| tongue.words).or_else(words::spoken)?,
            done,
            unit: desk.own_unit_now(),
        })
    }
}

#[component]
fn Page(note: Note) -> impl IntoView {
    let Note { guide, words, done, unit } = note;
    let address = sheet::address(guide, sheet::next_step(guide, &done), words.language());
    let (day, time) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    view! {
        <div class="note-page" data-testid="note-page">
            <div class="note-page__desk">
                <A href="/personal/tillfalle" attr:class="button button--quiet" attr:data-testid="note-back">{icon("chevron-left")} {t(w::VISITOR_SLIP_BACK)}</A>
                <PageTitle id="slip-title" text=t(w::VISITOR_SLIP_TITLE).to_owned() />
                <p class="lead">{t(w::VISITOR_SLIP_LEAD)}</p>
                <section class="card">
                    <h2 class="card__title">{t(w::VISITOR_SLIP_SCAN)}</h2>
                    <p>{t(w::VISITOR_SLIP_SCAN_HINT)}</p>
                    <Qr text=address label=t(w::VISITOR_SLIP_SCAN) />
                </section>
                <NextVisit day time />
                <button type="button" class="button" data-testid="note-print" on:click=|_| platform::print()>{icon("printer")} {t(w::VISITOR_SLIP_PRINT)}</button>
            </div>
            <div class="note-page__paper">
                <Sheet guide words done><Next words day time /><Reach words unit /></Sheet>
            </div>
        </div>
    }
}

/// The day and the time that have been agreed on. Not a text: there is nothing to say about anybody here.
#[component]
fn NextVisit(day: RwSignal<String>, time: RwSignal<String>) -> impl IntoView {
    let field = |kind: &'static str, name: &'static str, words: &'static str, value: RwSignal<String>| {
        view! {
            <label class="field">
                <span class="field__label">{words}</span>
                <input class="field__input" type=kind data-testid=name autocomplete="off" prop:value=value on:input:target=move |event| value.set(event.target().value()) />
            </label>
        }
    };
    view! {
        <fieldset class="card">
            <legend class="visually-hidden">{t(w::VISITOR_SLIP_NEXT)}</legend>
            <h2 class="card__title" aria-hidden="true">{t(w::VISITOR_SLIP_NEXT)}</h2>
            <p class="field__hint">{t(w::VISITOR_SLIP_NEXT_HINT)}</p>
            <div class="two-columns note-page__next">
                {field("date", "note-day", t(w::VISITOR_SLIP_DAY), day)}
                {field("time", "note-time", t(w::VISITOR_SLIP_TIME), time)}
            </div>
        </fieldset>
    }
}

/// The next visit on the note, in the visitor's language.
#[component]
fn Next(words: Catalogue, day: RwSignal<String>, time: RwSignal<String>) -> impl IntoView {
    let when = Memo::new(move |_| {
        let day = Day::parse(&day.get()).ok().map(|day| platform::coming_day_text(day, words.language()));
        let time = Some(time.get().replace(':', ".")).filter(|time| !time.is_empty());
        let when: Vec<String> = day.into_iter().chain(time).collect();
        when.join(" · ")
    });
    move || {
        Some(when.get()).filter(|when| !when.is_empty()).map(|when| {
            view! { <section class="sheet__part"><h3>{words.t(w::PAPER_NEXT_VISIT)}</h3><p class="sheet__text" data-testid="note-next">{when}</p></section> }
        })
    }
}

/// How to reach us: the places of the tablet's municipality, those first that can be called or gone to.
#[component]
fn Reach(words: Catalogue, unit: Option<&'static Unit>) -> impl IntoView {
    let cannot_be_reached = |point: &&ServicePoint| point.phone.is_none() && point.address.is_none();
    let mut points: Vec<&'static ServicePoint> = unit.into_iter().flat_map(|unit| &unit.points).collect();
    points.sort_by_key(cannot_be_reached);
    points.truncate(PLACES);
    let nobody =
        points.iter().all(cannot_be_reached).then(|| view! { <p class="no-print" lang="sv" dir="ltr">{t(w::VISITOR_SLIP_NO_PLACES)}</p> });
    let rows = points.into_iter().map(|point| {
        let more = [point.address.as_deref(), point.hours.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        view! {
            <li>
                <p><b>{point.name.as_str()}</b> {point.phone.as_deref().map(|number| view! { " " <Phone number /> })}</p>
                <p>{more}</p>
            </li>
        }
    });
    let own_name = unit.map(|unit| view! { <p lang="sv" dir="ltr">{unit.name()}</p> });
    view! {
        <section class="sheet__part">
            <h3>{words.t(w::PAPER_REACH_US)}</h3>
            {own_name}
            <ul class="bullets" lang="sv" dir="ltr">{rows.collect_view()}</ul>
            {nobody}
        </section>
    }
}
