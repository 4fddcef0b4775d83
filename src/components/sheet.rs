//! A guide on paper: large print, black on white, a box to tick at each step, and the ways back into the app – a QR code and
//! four words.
//!
//! Residents' pages and staff's use it: nothing here may know the desk. Says nothing of who, where or when: whoever finds the
//! paper learns what a leaflet in the library would tell.

use crate::components::honesty::{self, Told};
use crate::components::own_words::own_words;
use crate::components::phone::{Phone, Way};
use crate::components::qr::Qr;
use crate::components::rich::{mixed, rich};
use crate::platform;
use crate::words::{Catalogue, w};
use erum_domain::guide::{Guide, Status, Step};
use erum_domain::ident::Slug;
use erum_domain::languages::Language;
use erum_domain::link::Link;
use erum_domain::slip::Slip;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The address that opens a guide at a step in a language, on any device.
pub(crate) fn address(guide: &Guide, step: Option<Slug>, language: Language) -> String {
    let link = Link { guide: guide.slug.clone(), step, language };
    format!("{}/#{}", platform::origin(), link.fragment())
}

/// The step to go on with; none for a guide that nobody has begun, or that is done.
pub(crate) fn next_step(guide: &Guide, done: &BTreeSet<Slug>) -> Option<Slug> {
    guide.steps.iter().find(|step| !done.contains(&step.id)).filter(|_| !done.is_empty()).map(|step| step.id.clone())
}

/// The paper.
#[component]
pub(crate) fn Sheet(
    /// In the reader's language, as far as it goes.
    guide: &'static Guide,
    /// The reader's words.
    words: Catalogue,
    /// What is done already: it is left out, and the ways back lead to the first step that is not.
    #[prop(optional)]
    done: BTreeSet<Slug>,
    /// What else stands on it, before the ways back.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (tongue, language) = (guide.tongue(), words.language());
    let untouched = done.is_empty();
    let next = next_step(guide, &done);
    view! {
        <article class="sheet" data-testid="sheet" lang=language.tag() dir=language.direction() aria-label=guide.title.as_str()>
            <header class="sheet__head" lang=tongue.tag() dir=tongue.direction()>
                <h2 class="sheet__title">{mixed(&guide.title)}</h2>
                <p>{mixed(&guide.goal)}</p>
            </header>
            <WhoAnswers guide words />
            <Honesty guide words />
            {untouched.then(|| view! { <Before guide words /> })}
            <Steps guide words done />
            <Otherwise guide words />
            {children.map(|children| children())}
            <WaysBack guide words step=next />
        </article>
    }
}

/// Who is responsible for the e-service, and how to call them.
#[component]
fn WhoAnswers(guide: &'static Guide, words: Catalogue) -> impl IntoView {
    let level = words.label(guide.level);
    let actor = words.t_with(w::GUIDE_ACTOR, &[("actor", &guide.actor), ("level", level)]);
    view! { <p>{actor} {guide.phone.as_deref().map(|number| view! { " " <Phone number /> })}</p> }
}

/// What a reader should know of the text: another language than asked for, not reviewed, a draft; and when it was checked.
#[component]
fn Honesty(guide: &'static Guide, words: Catalogue) -> impl IntoView {
    let translation = honesty::of_translation(guide, words).map(Told::into_text);
    let is_draft = guide.checked.status == Status::Draft;
    let draft = is_draft.then(|| words.t(w::GUIDE_DRAFT).to_owned());
    let day = platform::date_text(guide.checked.date, words.language());
    let checked = (!is_draft).then(|| words.t_with(w::PAPER_CHECKED, &[("day", &day)]));
    let said: Vec<String> = [translation, draft, checked].into_iter().flatten().collect();
    (!said.is_empty()).then(|| view! { <p class="sheet__small">{said.join(" · ")}</p> })
}

#[component]
fn Before(guide: &'static Guide, words: Catalogue) -> impl IntoView {
    let tongue = guide.tongue();
    let things = guide.before.iter().map(|thing| view! { <li>{mixed(&thing.text)}</li> }).collect_view();
    (!guide.before.is_empty()).then(|| {
        view! {
            <section class="sheet__part">
                <h3>{words.t(w::GUIDE_HAVE_READY)}</h3>
                <ul class="sheet__boxes" lang=tongue.tag() dir=tongue.direction()>{things}</ul>
            </section>
        }
    })
}

#[component]
fn Steps(guide: &'static Guide, words: Catalogue, done: BTreeSet<Slug>) -> impl IntoView {
    let tongue = guide.tongue();
    let title = if done.is_empty() { w::PAPER_STEPS } else { w::PAPER_STEPS_LEFT };
    let left: Vec<_> = guide.steps.iter().enumerate().filter(|(_, step)| !done.contains(&step.id)).collect();
    let all_done = left.is_empty().then(|| view! { <p>{words.t(w::PAPER_ALL_DONE)}</p> });
    let left = left.into_iter().map(|(index, step)| view! { <OneStep number=index + 1 step words /> }).collect_view();
    view! {
        <section class="sheet__part">
            <h3>{words.t(title)}</h3>
            {all_done}
            <ol class="sheet__steps" lang=tongue.tag() dir=tongue.direction()>{left}</ol>
        </section>
    }
}

/// A step with the number it has on the screen, so that two can speak of it over the telephone.
#[component]
fn OneStep(number: usize, step: &'static Step, words: Catalogue) -> impl IntoView {
    let language = words.language();
    let stuck = step.if_stuck.as_ref().map(|way| {
        view! { <p class="sheet__stuck"><b lang=language.tag()>{words.t(w::GUIDE_IF_STUCK)}</b> " " {rich(way)}</p> }
    });
    view! {
        <li class="sheet__step">
            <span class="sheet__box" aria-hidden="true"></span>
            <div>
                <p class="sheet__text"><b>{number} "."</b> " " {rich(&step.text)}</p>
                {own_words(step.kind).map(|word| view! { <p lang=language.tag()><b>{words.t(word)}</b></p> })}
                {step.hint.as_ref().map(|hint| view! { <p>{rich(hint)}</p> })}
                {stuck}
            </div>
        </li>
    }
}

#[component]
fn Otherwise(guide: &'static Guide, words: Catalogue) -> impl IntoView {
    let tongue = guide.tongue();
    let ways = guide.otherwise.iter().map(|way| view! { <li><Way way /></li> }).collect_view();
    (!guide.otherwise.is_empty()).then(|| {
        view! {
            <section class="sheet__part">
                <h3>{words.t(w::GUIDE_OTHERWISE)}</h3>
                <ul class="bullets" lang=tongue.tag() dir=tongue.direction()>{ways}</ul>
            </section>
        }
    })
}

/// The same guide on a phone, or on any tablet of the library.
#[component]
fn WaysBack(guide: &'static Guide, words: Catalogue, step: Option<Slug>) -> impl IntoView {
    let slip = Slip::of(guide, step.as_ref()).to_string();
    let address = address(guide, step, words.language());
    view! {
        <footer class="sheet__back">
            <Qr text=address label=words.t(w::PAPER_QR) />
            <div>
                <p>{words.t(w::PAPER_QR)}</p>
                <p>{words.t(w::PAPER_WORDS)}</p>
                <p class="sheet__words" lang="sv" dir="ltr" data-testid="note-words">{slip}</p>
                <p>{words.t(w::PAPER_TAKE_ALONG)}</p>
            </div>
        </footer>
    }
}
