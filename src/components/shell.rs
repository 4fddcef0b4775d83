//! The frame around every page: header, the way home, an address that leads nowhere, and the offer of a new version.
//!
//! Residents' pages use it: nothing here may know the desk.

use crate::components::icon::icon;
use crate::components::language::LanguageButton;
use crate::components::rich::mixed;
use crate::components::when::When;
use crate::components::while_here;
use crate::shelf::Shelf;
use crate::words::{t, w};
use crate::{platform, preferences};
use leptos::prelude::*;
use leptos_router::components::A;
use std::cell::Cell;
use std::time::Duration;

thread_local! {
    /// Whether a page has been shown before: only then does the focus move, so that the first one is read from its top.
    static SHOWN_BEFORE: Cell<bool> = const { Cell::new(false) };
}

/// The page's title. It takes the focus when one comes from another page, so that a screen reader begins there.
///
/// The window's own title never names a guide or an errand: browsers keep it in their history.
#[component]
pub(crate) fn PageTitle(id: &'static str, #[prop(into)] text: String) -> impl IntoView {
    platform::document().set_title(t(w::SHELL_DOCUMENT_TITLE));
    if SHOWN_BEFORE.replace(true) {
        platform::after_ms(0, move || platform::focus(id));
    }
    view! { <h1 id=id class="page-title" tabindex="-1">{mixed(&text)}</h1> }
}

/// A resident's page.
#[component]
pub(crate) fn ResidentShell(
    /// The start page of this program.
    #[prop(default = "/")]
    home: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <header class="header">
            <Brand home />
            <div class="header__tools">{use_context::<Shelf>().map(|_| view! { <LanguageButton /> })} <TextSizeButton /></div>
        </header>
        <main id="main" class="main main--resident" tabindex="-1">{children()}</main>
    }
}

/// An address that leads nowhere.
#[component]
pub(crate) fn Lost(
    /// The start page of this program.
    home: &'static str,
) -> impl IntoView {
    view! {
        <ResidentShell home>
            <PageTitle id="lost-title" text=t(w::LOST_TITLE).to_owned() />
            <p class="lead">{t(w::LOST_LEAD)}</p>
            <A href=home attr:class="button">{t(w::LOST_HOME)}</A>
        </ResidentShell>
    }
}

/// The way home, which is within this program.
#[component]
pub(crate) fn Brand(home: &'static str) -> impl IntoView {
    view! {
        <A href=home attr:class="brand" attr:aria-label=t(w::SHELL_HOME)>
            <img class="brand__mark" src="/icons/mark.svg" alt="" width="32" height="32" />
            <span class="brand__name">"eRUM"</span>
        </A>
    }
}

/// Makes the text larger.
#[component]
pub(crate) fn TextSizeButton() -> impl IntoView {
    let size = RwSignal::new(preferences::text_size());
    let enlarge = move |_| {
        size.update(|size| *size = size.next());
        preferences::set_text_size(size.get_untracked());
    };
    view! { <button type="button" class="pill" data-testid="text-size" aria-label=t(w::SHELL_TEXT_SIZE) on:click=enlarge>"Aa"</button> }
}

/// Offers guides that were published while the page was open. Whoever is in the middle of one stays there.
#[component]
pub(crate) fn NewGuidesOffer(
    /// Whether this is a moment for it. Tracks.
    may: impl Fn() -> bool + Copy + Send + Sync + 'static,
    /// Shows them.
    on_show: Callback<()>,
) -> impl IntoView {
    let come = RwSignal::new(false);
    while_here::hear("erum:new-packs", move || come.set(true));
    let show = move |_| {
        come.set(false);
        on_show.run(());
    };
    view! {
        <When holds=move || come.get() && may()>
            <div class="update" role="status" data-testid="new-guides">
                {icon("book-open-check")}
                <span>{t(w::SHELL_NEW_GUIDES)}</span>
                <button type="button" class="button button--small" data-testid="new-guides-show" on:click=show>{t(w::SHELL_NEW_GUIDES_SHOW)}</button>
            </div>
        </When>
    }
}

/// Offers a new version of the app, but never in the middle of something.
#[component]
pub(crate) fn UpdateOffer(
    /// Whether this is a moment for it. Asked again when what it tracks changes.
    may: impl Fn() -> bool + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let ready = RwSignal::new(platform::worker_fact("updateReady"));
    // Looked at again when the page comes into sight, and every minute.
    let minute = RwSignal::new(());
    while_here::hear("erum:update-ready", move || ready.set(true));
    while_here::look_every(Duration::from_secs(60), move || minute.set(()));
    let now = move || {
        minute.track();
        may()
    };
    view! {
        <When holds=move || ready.get() && now()>
            <div class="update" role="status" data-testid="update-offer">
                {icon("refresh-cw")}
                <span>{t(w::SHELL_UPDATE)}</span>
                <button type="button" class="button button--small" data-testid="update-apply" on:click=|_| platform::call_boot("erumApplyUpdate")>
                    {t(w::SHELL_UPDATE_NOW)}
                </button>
            </div>
        </When>
    }
}
