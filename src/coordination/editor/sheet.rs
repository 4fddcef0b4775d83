//! A guide on paper, in large letters: for whoever wants it beside the keyboard at home. A step is never torn by the edge of a
//! page. Holds no address that can only be pressed.

use crate::components::rich::rich;
use crate::platform;
use crate::words::{label, t, t_with, w};
use erum_domain::guide::{Guide, Step, StepKind};
use leptos::prelude::*;

/// The pages.
#[component]
pub(super) fn Sheet(guide: &'static Guide) -> impl IntoView {
    let tongue = guide.tongue();
    let actor = t_with(w::GUIDE_ACTOR, &[("actor", &guide.actor), ("level", label(guide.level))]);
    let seen = t_with(w::SHEET_SEEN, &[("day", &platform::day_text(guide.checked.date))]);
    view! {
        <article class="sheet" data-testid="sheet" lang=tongue.tag() dir=tongue.direction()>
            <header>
                <h2 class="sheet__title">{guide.title.as_str()}</h2>
                <p class="sheet__goal">{guide.goal.as_str()}</p>
            </header>
            <section class="sheet__part">
                <h3 dir="auto">{t(w::GUIDE_HAVE_READY)}</h3>
                <ul class="bullets">{guide.before.iter().map(|thing| view! { <li>{thing.text.as_str()}</li> }).collect_view()}</ul>
            </section>
            <ol class="sheet__steps" role="list">{guide.steps.iter().enumerate().map(|(index, step)| one(index + 1, step)).collect_view()}</ol>
            <section class="sheet__part">
                <h3 dir="auto">{t(w::GUIDE_OTHERWISE)}</h3>
                <ul class="bullets">
                    {guide.otherwise.iter().map(|way| view! { <li>{rich(&way.text)} {way.phone.as_ref().filter(|phone| !way.text.contains(phone.as_str())).map(|phone| format!(" {phone}"))}</li> }).collect_view()}
                </ul>
            </section>
            <p class="sheet__foot" lang="sv" dir="ltr">{actor} " · " {seen} " · eRUM"</p>
        </article>
    }
}

fn one(number: usize, step: &'static Step) -> impl IntoView {
    let own = match step.kind {
        StepKind::Do => None,
        StepKind::LookAway => Some(t(w::GUIDE_ALONE)),
        StepKind::Stop => Some(t(w::GUIDE_STOP)),
    };
    view! {
        <li class="sheet__step">
            <span class="sheet__number" aria-hidden="true">{number}</span>
            <div>
                <p class="sheet__text">{rich(&step.text)}</p>
                {step.hint.as_ref().map(|hint| view! { <p>{rich(hint)}</p> })}
                {own.map(|own| view! { <p class="sheet__own" lang="sv" dir="auto">{own}</p> })}
                {step.if_stuck.as_ref().map(|way| view! { <p><b><bdi>{t(w::GUIDE_IF_STUCK)}</bdi></b> " " {rich(way)}</p> })}
            </div>
        </li>
    }
}
