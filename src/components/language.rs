//! Choosing a language: each is called what those who speak it call it, so that it is found without reading Swedish.
//!
//! Residents' pages use it: nothing here may know the desk.

use crate::components::icon::icon;
use crate::components::notice::{Notice, Tone};
use crate::components::when::When;
use crate::shelf::Shelf;
use crate::words::{self, t, w};
use crate::{boot, platform, preferences};
use erum_domain::languages::{LANGUAGES, Language};
use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The button in the header, and the languages it opens.
#[component]
pub(crate) fn LanguageButton() -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let open = move |_| dialog.get_untracked().map_or((), |dialog| dialog.show_modal().unwrap_or_default());
    let close = move |_| dialog.get_untracked().map_or((), |dialog| dialog.close());
    let now = words::language();
    let change = Changing::new();
    view! {
        <button type="button" class="pill" data-testid="language" aria-label=format!("{}: {}", t(w::LANGUAGE_CHOOSE), now.own_name) on:click=open>
            {icon("languages")} <span lang=now.tag() dir=now.direction()>{now.own_name}</span>
        </button>
        <dialog class="dialog" node_ref=dialog aria-labelledby="language-title">
            <h2 class="dialog__title" id="language-title">{t(w::LANGUAGE_CHOOSE)}</h2>
            <Languages chosen=now on_choose=Callback::new(move |language| change.to(language)) />
            <When holds=move || change.failed.get()><Notice tone=Tone::Stop>{t(w::LANGUAGE_NOT_HERE)}</Notice></When>
            <button type="button" class="button button--quiet" data-testid="language-close" on:click=close>{t(w::LANGUAGE_CLOSE)}</button>
        </dialog>
    }
}

/// Offers the language that this browser's owner wishes for, in that language's own name, until one has been chosen.
#[component]
pub(crate) fn LanguageOffer() -> impl IntoView {
    let now = words::language();
    let wished = platform::wished_languages().into_iter().next();
    let offered = wished.filter(|wished| *wished != now && !preferences::has_chosen_language());
    let change = Changing::new();
    offered.map(|language| {
        view! {
            <button
                type="button" class="card link-card" lang=language.tag() dir=language.direction() data-testid="language-offer"
                on:click=move |_| change.to(language)
            >
                {icon("languages")} <span class="row__title">{language.own_name}</span> {icon("chevron-right")}
            </button>
        }
    })
}

/// All languages, as buttons.
#[component]
pub(crate) fn Languages(chosen: Language, on_choose: Callback<Language>) -> impl IntoView {
    let button = |language: Language| {
        view! {
            <button
                type="button" class="chip" lang=language.tag() dir=language.direction() aria-pressed=(language == chosen).to_string()
                data-testid=format!("language-{}", language.code) on:click=move |_| on_choose.run(language)
            >
                {language.own_name}
            </button>
        }
    };
    view! { <div class="chips languages">{LANGUAGES.map(button).collect_view()}</div> }
}

/// A change of language on its way.
#[derive(Clone, Copy)]
struct Changing {
    shelf: Shelf,
    /// The words could not be had.
    failed: RwSignal<bool>,
}

impl Changing {
    fn new() -> Self {
        Self { shelf: Shelf::get(), failed: RwSignal::new(false) }
    }

    fn to(self, language: Language) {
        spawn_local(async move {
            // When it works, nothing of this is left to be told.
            if boot::change_language(self.shelf, language).await.is_err() {
                self.failed.set(true);
            }
        });
    }
}
