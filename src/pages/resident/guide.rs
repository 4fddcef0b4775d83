//! Following a guide at home: what to have ready, then one step at a time, large, and the way on without a computer.
//!
//! Which guide it is stands in memory only: a reload begins at the start page, and nobody can read it anywhere.

use crate::components::before::Before;
use crate::components::directory::LevelHere;
use crate::components::honesty::{self, Told};
use crate::components::icon::icon;
use crate::components::notice::{Notice, Tone};
use crate::components::own_words::own_words;
use crate::components::phone::{Phone, Way};
use crate::components::rich::{mixed, rich};
use crate::components::shell::{PageTitle, ResidentShell};
use crate::components::when::When;
use crate::pages::resident::tools::Tools;
use crate::shelf::{Reading, Shelf};
use crate::words::{self, label, t, t_with, w};
use crate::{platform, preferences};
use erum_domain::guide::{Guide as GuideText, Status, Step};
use erum_domain::ident::Slug;
use leptos::prelude::*;
use leptos_router::components::{A, Redirect};

/// The page.
#[component]
pub(crate) fn Guide() -> impl IntoView {
    let shelf = Shelf::get();
    let slug = Memo::new(move |_| shelf.reading.with(|reading| reading.as_ref().map(|reading| reading.guide.clone())));
    let guide = move || slug.with(|slug| slug.as_ref().and_then(|slug| shelf.pack.guide(slug)));
    view! {
        <ResidentShell>
            {move || match guide() {
                Some(guide) => view! { <Follow guide /> }.into_any(),
                None => view! { <Redirect path="/" /> }.into_any(),
            }}
        </ResidentShell>
    }
}

/// Nought is what to have ready, then the steps, and after the last one the end.
#[component]
fn Follow(guide: &'static GuideText) -> impl IntoView {
    let shelf = Shelf::get();
    let place = Memo::new(move |_| shelf.reading.with(|reading| reading.as_ref().map_or(0, |reading| reading.place)));
    let end = guide.steps.len() + 1;
    let go = move |to: usize| {
        shelf.reading.update(|reading| reading.iter_mut().for_each(|reading| reading.place = to.min(end)));
        // Once the new step has been drawn.
        platform::after_ms(0, || platform::focus("guide-title"));
    };
    let tongue = guide.tongue();
    view! {
        <p class="eyebrow" lang=tongue.tag() dir=tongue.direction()>{mixed(&guide.title)}</p>
        <div class="beads" aria-hidden="true">
            {(1..end).map(|bead| view! { <span class="bead" class:bead--done=move || place.get().ge(&bead)></span> }).collect_view()}
        </div>
        <div class="follow" data-testid="guide-place" data-place=move || place.get().to_string()>
            {move || match place.get() {
                0 => view! { <Ready guide /> }.into_any(),
                at if at == end => view! { <End guide /> }.into_any(),
                at => guide.steps.get(at - 1).map(|step| view! { <OneStep guide step number=at /> }).into_any(),
            }}
        </div>
        <div class="bar bar--resident">
            <When holds=move || place.get().gt(&0) fallback=|| view! { <A href="/" attr:class="button button--outline">{t(w::GUIDE_BACK)}</A> }>
                <button type="button" class="button button--outline" data-testid="guide-back" on:click=move |_| go(place.get_untracked() - 1)>{t(w::GUIDE_BACK)}</button>
            </When>
            <When holds=move || place.get() != end fallback=|| view! { <A href="/" attr:class="button" attr:data-testid="guide-home">{t(w::GUIDE_HOME)}</A> }>
                <button type="button" class="button button--grow" data-testid="guide-next" on:click=move |_| go(place.get_untracked() + 1)>
                    {move || if place.get() == 0 { t(w::GUIDE_START) } else { t(w::GUIDE_NEXT) }}
                </button>
            </When>
        </div>
        // After the bar, which lies at the bottom of the screen: whoever comes by keys gets to the next step first.
        <Tools guide place />
    }
}

/// What to have ready, and who is responsible.
#[component]
pub(crate) fn Ready(guide: &'static GuideText) -> impl IntoView {
    let tongue = guide.tongue();
    let shelf = Shelf::get();
    let on_guide = Callback::new(move |slug: Slug| {
        shelf.reading.set(Some(Reading { guide: slug, place: 0, then: Some(guide.slug.clone()) }));
        platform::after_ms(0, || platform::focus("guide-title"));
    });
    let actor = t_with(w::GUIDE_ACTOR, &[("actor", &guide.actor), ("level", label(guide.level))]);
    view! {
        <Tongue guide />
        <div lang=tongue.tag() dir=tongue.direction()>
            <PageTitle id="guide-title" text=guide.title.clone() />
            <p class="lead">{mixed(&guide.goal)}</p>
        </div>
        <section class="card"><h2 class="card__title">{t(w::GUIDE_HAVE_READY)}</h2><Before pack=shelf.pack guide on_guide /></section>
        <section class="card">
            <h2 class="card__title">{t(w::GUIDE_WHO_ANSWERS)}</h2>
            <p>{actor} {guide.phone.as_deref().map(|number| view! { " " <Phone number /> })}</p>
            <OwnLevel guide />
            {how_old(guide).map(|words| view! { <p class="quiet" data-testid="guide-age">{words}</p> })}
        </section>
        <Otherwise guide />
    }
}

/// That nobody has checked the guide, or that it was long ago.
fn how_old(guide: &GuideText) -> Option<String> {
    if guide.checked.status == Status::Draft {
        return Some(t(w::GUIDE_DRAFT).to_owned());
    }
    let day = platform::date_text(guide.checked.date, words::language());
    guide.is_old(platform::today()).then(|| t_with(w::PAPER_CHECKED, &[("day", &day)]))
}

/// How far our own help goes with this guide where the reader lives; or the way to say where that is.
#[component]
fn OwnLevel(guide: &'static GuideText) -> impl IntoView {
    let shelf = Shelf::get();
    match shelf.own_unit() {
        Some(unit) => {
            let known = unit.level_for(guide.service).is_some();
            view! {
                <p data-testid="own-level" data-known=known.to_string()>
                    <b lang="sv">{unit.name()}</b> ": " <LevelHere unit=Some(unit) service=guide.service />
                </p>
            }
            .into_any()
        }
        None => {
            let leave = move |_| shelf.from_guide.set_value(true);
            // A plain link: the router follows it all the same, and the editor's preview has no router.
            view! { <a href="/hjalp" class="button button--quiet" data-testid="choose-unit" on:click=leave>{t(w::GUIDE_CHOOSE_UNIT)}</a> }
                .into_any()
        }
    }
}

/// Says that the guide is not in the language asked for, or that nobody has reviewed the translation: in the language that
/// is spoken, and in Swedish.
#[component]
fn Tongue(guide: &'static GuideText) -> impl IntoView {
    let in_swedish = || {
        (words::language().tag() != "sv").then(|| view! { <span class="quiet" lang="sv" dir="ltr">{t(w::LANGUAGE_UNREVIEWED_SV)}</span> })
    };
    Some(match honesty::of_translation(guide, words::spoken()?)? {
        Told::OtherLanguage(text) => view! { <Notice tone=Tone::Calm name="other-language">{text}</Notice> }.into_any(),
        Told::Unreviewed(text) => view! { <Notice tone=Tone::Calm name="unreviewed"><p>{text}</p>{in_swedish()}</Notice> }.into_any(),
    })
}

/// One step, large.
#[component]
pub(crate) fn OneStep(guide: &'static GuideText, step: &'static Step, number: usize) -> impl IntoView {
    let place = t_with(w::VISITOR_PLACE, &[("step", &number.to_string()), ("steps", &guide.steps.len().to_string())]);
    let tongue = guide.tongue();
    let own = own_words(step.kind).map(t);
    view! {
        <p class="place">{place}</p>
        <h1 class="big-step" id="guide-title" tabindex="-1" lang=tongue.tag() dir=tongue.direction()>{rich(&step.text)}</h1>
        {own.map(|own| view! { <Notice tone=Tone::Calm>{own}</Notice> })}
        {step.hint.as_ref().map(|hint| view! { <p class="big-hint" lang=tongue.tag() dir=tongue.direction()>{rich(hint)}</p> })}
        {step.if_stuck.as_ref().map(|way| view! { <section class="stuck-card"><h2 class="stuck-card__title">{t(w::GUIDE_IF_STUCK)}</h2><p lang=tongue.tag() dir=tongue.direction()>{rich(way)}</p></section> })}
    }
}

#[component]
fn End(guide: &'static GuideText) -> impl IntoView {
    // Whoever has come to the end has nowhere to go on from.
    if preferences::place().is_some_and(|place| place.guide == guide.slug) {
        preferences::set_place(None);
    }
    view! {
        <PageTitle id="guide-title" text=t(w::GUIDE_END).to_owned() />
        <p class="lead" lang=guide.tongue().tag() dir=guide.tongue().direction()>{guide.goal.as_str()}</p>
        <GoOn />
        <Otherwise guide />
        <A href="/hjalp" attr:class="card link-card">{icon("map-pin")} <span class="row__title">{t(w::HOME_PLACES)}</span></A>
    }
}

/// Back to the errand for which something was missing.
#[component]
fn GoOn() -> impl IntoView {
    let shelf = Shelf::get();
    let then = shelf.reading.with_untracked(|reading| reading.as_ref()?.then.clone()).and_then(|slug| shelf.pack.guide(&slug));
    then.map(|guide| {
        let tongue = guide.tongue();
        let go = move |_| shelf.reading.set(Some(Reading { guide: guide.slug.clone(), place: 0, then: None }));
        view! {
            <button type="button" class="card link-card" data-testid="guide-then" on:click=go>
                {icon("corner-down-right")}
                <span class="row__words">
                    <span class="row__hint">{t(w::BEFORE_THEN)}</span>
                    <span class="row__title" lang=tongue.tag() dir=tongue.direction()>{mixed(&guide.title)}</span>
                </span>
            </button>
        }
    })
}

#[component]
fn Otherwise(guide: &'static GuideText) -> impl IntoView {
    let tongue = guide.tongue();
    let ways = guide.otherwise.iter().map(|way| view! { <li><Way way /></li> }).collect_view();
    view! { <section class="card"><h2 class="card__title">{t(w::GUIDE_OTHERWISE)}</h2><ul class="bullets" lang=tongue.tag() dir=tongue.direction()>{ways}</ul></section> }
}
