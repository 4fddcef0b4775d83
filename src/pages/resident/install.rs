//! Putting the app on the home screen: one tap where the browser offers it, else where to tap, with the pictures of those
//! buttons; and whether it works without a network yet.
//!
//! Nobody is asked to: the page is there for those who look for it.

use crate::components::icon::icon;
use crate::components::notice::{Notice, Tone};
use crate::components::shell::{PageTitle, ResidentShell};
use crate::components::when::When;
use crate::components::while_here;
use crate::platform::{self, Kind};
use crate::words::{Word, t, w};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

/// The page.
#[component]
pub(crate) fn Install() -> impl IntoView {
    let mut kinds = [Kind::Apple, Kind::Android, Kind::Computer];
    kinds.sort_by_key(|kind| *kind != platform::kind());
    let ways = kinds.into_iter().enumerate().map(|(place, kind)| view! { <Ways kind open=place == 0 /> }).collect_view();
    view! {
        <ResidentShell>
            <A href="/" attr:class="button button--quiet">{t(w::GUIDE_BACK)}</A>
            <PageTitle id="install-title" text=t(w::INSTALL_TITLE).to_owned() />
            <p class="lead">{t(w::INSTALL_LEAD)}</p>
            <ReadyWithoutNetwork />
            <AtOnce />
            {ways}
        </ResidentShell>
    }
}

/// Whether everything is here that a device without a network needs.
#[component]
fn ReadyWithoutNetwork() -> impl IntoView {
    let ready = RwSignal::new(platform::worker_fact("offlineReady"));
    while_here::hear("erum:offline-ready", move || ready.set(true));
    let words = move || t(if ready.get() { w::INSTALL_READY } else { w::INSTALL_NOT_READY });
    view! { <p class="tag" role="status" data-testid="install-ready" data-ready=move || ready.get().to_string()>{words}</p> }
}

/// One tap, where the browser offers it.
#[component]
fn AtOnce() -> impl IntoView {
    let offered = RwSignal::new(platform::offers_to_install());
    let answer = RwSignal::new(None::<Word>);
    while_here::hear("erum:can-install", move || offered.set(true));
    let add = move |_| {
        spawn_local(async move {
            let chosen = platform::ask_boot("erumPromptInstall").await;
            let said = if chosen.as_deref() == Some("accepted") { w::INSTALL_DONE } else { w::INSTALL_REFUSED };
            answer.try_set(Some(said));
            offered.try_set(platform::offers_to_install());
            // The button may be gone, and the focus with it.
            platform::focus("install-title");
        });
    };
    view! {
        <When holds=move || offered.get()>
            <button type="button" class="button button--wide" data-testid="install-now" on:click=add>{icon("download")} {t(w::INSTALL_NOW)}</button>
        </When>
        {move || answer.get().map(|said| view! { <Notice tone=Tone::Calm name="install-answer">{t(said)}</Notice> })}
    }
}

/// Where to tap on one kind of device.
#[component]
fn Ways(kind: Kind, open: bool) -> impl IntoView {
    let (title, steps) = match kind {
        Kind::Apple => (
            w::INSTALL_IPHONE,
            vec![
                (icon("share").into_any(), w::INSTALL_IPHONE_SHARE),
                (icon("square-plus").into_any(), w::INSTALL_IPHONE_ADD),
                (icon("check").into_any(), w::INSTALL_IPHONE_CONFIRM),
            ],
        ),
        Kind::Android => (
            w::INSTALL_ANDROID,
            vec![(icon("ellipsis-vertical").into_any(), w::INSTALL_ANDROID_MENU), (icon("download").into_any(), w::INSTALL_ANDROID_ADD)],
        ),
        Kind::Computer => (w::INSTALL_COMPUTER, vec![(icon("monitor-down").into_any(), w::INSTALL_COMPUTER_BUTTON)]),
    };
    let last = (icon("house").into_any(), w::INSTALL_OPEN_ONCE);
    let steps = steps.into_iter().chain([last]).map(|(picture, word)| {
        view! { <li class="point"><span class="point__picture">{picture}</span><p>{t(word)}</p></li> }
    });
    view! {
        <details class="card" open=open>
            <summary class="card__title">{t(title)}</summary>
            <ol class="ways">{steps.collect_view()}</ol>
        </details>
    }
}
