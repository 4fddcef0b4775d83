//! What the app knows of its reader: what lies on this device, by the reader's own choice, and what others can see.
//!
//! Forgets all of it at one tap. What a staff tablet keeps is not a resident's, and is not touched.

use crate::components::notice::{Notice, Tone};
use crate::components::shell::{PageTitle, ResidentShell};
use crate::shelf::Shelf;
use crate::words::{self, t, w};
use crate::{boot, preferences};
use erum_domain::ident::Slug;
use erum_domain::languages::Language;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

/// The page.
#[component]
pub(crate) fn About() -> impl IntoView {
    let shelf = Shelf::get();
    let said = [w::ABOUT_SEEN_WHOLE, w::ABOUT_SEEN_LANGUAGE, w::ABOUT_SEEN_HISTORY].map(|word| view! { <li>{t(word)}</li> }).collect_view();
    // Said once: drawing everything anew in Swedish has brought us here again.
    let forgotten = shelf.take_forgotten();
    view! {
        <ResidentShell>
            <A href="/" attr:class="button button--quiet">{t(w::GUIDE_BACK)}</A>
            <PageTitle id="about-title" text=t(w::ABOUT_TITLE).to_owned() />
            <p class="lead">{t(w::ABOUT_LEAD)}</p>
            {forgotten.then(|| view! { <Notice tone=Tone::Calm name="forgotten">{t(w::ABOUT_FORGOTTEN)}</Notice> })}
            <section class="card">
                <h2 class="card__title">{t(w::ABOUT_KEPT)}</h2>
                <Kept />
            </section>
            <section class="card"><h2 class="card__title">{t(w::ABOUT_SEEN)}</h2><ul class="bullets">{said}</ul></section>
        </ResidentShell>
    }
}

/// What has been chosen here, and the way to forget it.
#[component]
fn Kept() -> impl IntoView {
    let shelf = Shelf::get();
    let kept = kept(shelf);
    let staff = preferences::is_staff_tablet().then(|| view! { <p class="quiet">{t(w::ABOUT_STAFF_TABLET)}</p> });
    if kept.is_empty() {
        return view! { <p data-testid="kept-nothing">{t(w::ABOUT_KEPT_NOTHING)}</p> {staff} }.into_any();
    }
    let rows = kept.into_iter().map(|(name, title, what)| view! { <div data-testid=name><dt>{title}</dt><dd>{what}</dd></div> });
    view! {
        <p>{t(w::ABOUT_KEPT_ONLY)}</p>
        <dl class="hours">{rows.collect_view()}</dl>
        {staff}
        <button type="button" class="button button--stop" data-testid="forget-all" on:click=move |_| forget(shelf)>{t(w::ABOUT_FORGET)}</button>
    }
    .into_any()
}

/// What has been chosen here: a name for tests, what it is, and what was chosen.
fn kept(shelf: Shelf) -> Vec<(&'static str, &'static str, String)> {
    let language = preferences::has_chosen_language().then(|| words::language().own_name.to_owned());
    let size = (preferences::text_size() != preferences::TextSize::Normal).then(|| format!("{} %", preferences::text_size().percent()));
    // What is kept is told also when it leads nowhere any more: by the name it is kept under.
    let unit = preferences::unit().map(|id| shelf.pack.unit(&id).map_or_else(|| id.to_string(), |unit| unit.name().to_owned()));
    let guide = |slug: Slug| shelf.pack.guide(&slug).map_or_else(|| slug.to_string(), |guide| guide.title.clone());
    let place = preferences::place().map(|link| guide(link.guide));
    [
        ("kept-place", w::ABOUT_KEPT_PLACE, place),
        ("kept-unit", w::ABOUT_KEPT_UNIT, unit),
        ("kept-language", w::ABOUT_KEPT_LANGUAGE, language),
        ("kept-text-size", w::ABOUT_KEPT_TEXT_SIZE, size),
    ]
    .into_iter()
    .filter_map(|(name, title, what)| Some((name, t(title), what?)))
    .collect()
}

/// Forgets it, and speaks as to somebody new.
fn forget(shelf: Shelf) {
    preferences::forget();
    shelf.forget();
    spawn_local(async move {
        // Without its words, Swedish comes with the next start.
        boot::speak_anew(shelf, Language::SWEDISH).await.unwrap_or_default();
    });
}
