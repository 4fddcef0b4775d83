//! The visitor's half of the tablet: the step in hand, large, in the visitor's language, and the way to show it over the
//! whole screen.
//!
//! Holds the guide only: no tick, no mark, nothing about the visitor. Which language it is stays in memory.

use super::Worktop;
use crate::components::icon::icon;
use crate::components::language::Languages;
use crate::components::notice::{Notice, Tone};
use crate::components::shown::{Honesty, Large, place_words};
use crate::components::when::When;
use crate::desk::{Showing, Tongue};
use crate::library::{self, Reader};
use crate::words::{t, w};
use erum_domain::guide::Guide;
use erum_domain::languages::Language;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

/// The visitor's half.
#[component]
pub(super) fn VisitorCard(guide: &'static Guide) -> impl IntoView {
    let worktop: Worktop = expect_context();
    let index = Memo::new(move |_| worktop.in_hand());
    let tongue = move || worktop.tongue();
    let in_hand = move || {
        let swedish = guide.steps.get(index.get())?;
        let theirs = tongue().and_then(|tongue| tongue.step(guide, &swedish.id));
        Some(match theirs {
            Some((tongue, guide, step)) => view! { <Large step tongue=Some(tongue) guide /> }.into_any(),
            None => view! { <Large step=swedish tongue=None guide /> <Honesty tongue=tongue() guide /> }.into_any(),
        })
    };
    let show = move |_| worktop.desk.showing.set(Some(Showing { guide, step: index.get_untracked(), tongue: tongue() }));
    view! {
        <section class="card visitor" aria-label=t(w::VISITOR_LABEL)>
            <p class="eyebrow">{move || place_words(guide, index.get())}</p>
            {in_hand}
            <div class="links">
                <button type="button" class="button button--quiet" data-testid="show-visitor" on:click=show>{icon("maximize")} {t(w::VISITOR_FULL_SCREEN)}</button>
                <Chooser />
                <A href="/personal/lapp" attr:class="button button--quiet" attr:data-testid="to-slip">{icon("ticket-check")} {t(w::VISITOR_SLIP_TITLE)}</A>
            </div>
        </section>
    }
}

/// The visitor's language.
#[component]
fn Chooser() -> impl IntoView {
    let worktop: Worktop = expect_context();
    let choosing = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let now = move || worktop.tongue().map_or(Language::SWEDISH, |tongue| tongue.language);
    let choose = Callback::new(move |language: Language| {
        spawn_local(async move {
            match library::open(language, Reader::Everyone).await {
                Ok((pack, words)) => {
                    worktop.desk.tongue.set(Some((worktop.id, Tongue { language, pack, words })));
                    failed.set(false);
                    choosing.set(false);
                }
                Err(_) => failed.set(true),
            }
        });
    });
    view! {
        <button type="button" class="button button--quiet" data-testid="visitor-language" aria-expanded=move || choosing.get().to_string() on:click=move |_| choosing.update(|open| *open = !*open)>
            {icon("languages")} <span lang=move || now().tag()>{move || now().own_name}</span>
        </button>
        <When holds=move || choosing.get()>
            <div class="visitor__languages" role="group" aria-label=t(w::VISITOR_LANGUAGE)>
                <Languages chosen=now() on_choose=choose />
                <When holds=move || failed.get()><Notice tone=Tone::Stop>{t(w::LANGUAGE_NOT_HERE)}</Notice></When>
            </div>
        </When>
    }
}
