//! The frame around staff's pages: what waits to be sent, the lock, and who may work here.

use crate::components::icon::icon;
use crate::components::notice::{Notice, Tone};
use crate::components::shell::{Brand, TextSizeButton};
use crate::components::when::When;
use crate::desk::{Access, Desk, Saving, StorageError};
use crate::pages::Unlock;
use crate::words::{label, t, t_count, w};
use crate::{journal, platform};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{A, Redirect};

/// A page for staff: shown once this tab may write and the tablet is known.
#[component]
pub(crate) fn StaffShell(
    /// Shown although the tablet is not known: the page that makes it known.
    #[prop(optional)]
    unenrolled: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let desk = Desk::get();
    // What failed on another page has been read there.
    desk.saving.update(|saving| *saving = saving.filter(|saving| !matches!(saving, Saving::Failed(_))));
    if desk.access.get_untracked() == Access::Closed {
        spawn_local(journal::take_over_desk(desk));
    }
    // A memo: the page must not be drawn anew whenever the tablet's numbers change.
    let gate = Memo::new(move |_| (desk.access.get(), unenrolled || desk.home.with(Option::is_some)));
    let body = move || match gate.get() {
        (Access::Closed, _) => view! { <p class="quiet">{t(w::SHELL_OPENING)}</p> }.into_any(),
        (Access::Locked, _) => view! { <Unlock /> }.into_any(),
        (Access::OtherTab, _) => view! { <OtherTab /> }.into_any(),
        (Access::Failed(error), _) => view! { <StorageTrouble error /> }.into_any(),
        (Access::Writer, true) => children().into_any(),
        (Access::Writer, false) => view! { <Redirect path="/personal/koppla" /> }.into_any(),
    };
    view! {
        <header class="header">
            <Brand home="/personal" />
            <p class="header__where">{move || where_we_are(desk)}</p>
            <div class="header__tools"><Unsent /><TextSizeButton /><LockButton /></div>
        </header>
        <main id="main" class="main" tabindex="-1">
            <Unreadable />
            {body}
        </main>
    }
}

fn where_we_are(desk: Desk) -> Option<String> {
    let unit = desk.home.with(|home| home.as_ref().map(|home| home.unit_name.clone()))?;
    Some(match desk.setting_today() {
        Some(setting) => format!("{}, {unit}", label(setting.place)),
        None => unit,
    })
}

/// What waits to be sent, as the way to the page that tells more.
#[component]
fn Unsent() -> impl IntoView {
    let desk = Desk::get();
    let unsent = Memo::new(move |_| desk.unsent() as u64);
    let words = move || if unsent.get() == 0 { t(w::SHELL_ALL_SENT).to_owned() } else { t_count(w::SHELL_UNSENT, unsent.get(), &[]) };
    view! {
        <When holds=move || desk.home.with(Option::is_some)>
            <A href="/personal/skicka" attr:class="pill" attr:data-testid="to-sending">
                <span class="pill__dot" class:pill__dot--waiting=move || unsent.get().gt(&0) aria-hidden="true"></span>
                <span data-testid="unsent-count" data-count=move || unsent.get().to_string()>{words}</span>
                <span class="pill__more">{move || unsent.get().gt(&0).then(|| t(w::SHELL_UNSENT_MORE))}</span>
            </A>
        </When>
    }
}

/// Locks at once.
#[component]
fn LockButton() -> impl IntoView {
    let desk = Desk::get();
    let lock = move |_| spawn_local(journal::lock(desk));
    view! {
        <When holds=move || desk.home.with(Option::is_some)>
            <button type="button" class="pill" data-testid="lock" on:click=lock>{icon("lock-keyhole")} <span class="pill__word">{t(w::SHELL_LOCK)}</span></button>
        </When>
    }
}

#[component]
fn OtherTab() -> impl IntoView {
    let desk = Desk::get();
    let busy = RwSignal::new(false);
    let take_over = move |_| {
        busy.set(true);
        spawn_local(journal::take_over_from_other_tab(desk));
    };
    view! {
        <section class="card narrow" data-testid="other-tab">
            <h1 class="page-title">{t(w::SHELL_OTHER_TAB)}</h1>
            <p>{t(w::SHELL_OTHER_TAB_HINT)}</p>
            <button type="button" class="button" data-testid="take-over" disabled=busy on:click=take_over>{t(w::SHELL_TAKE_OVER)}</button>
        </section>
    }
}

/// The data cannot be reached at all.
#[component]
fn StorageTrouble(error: StorageError) -> impl IntoView {
    let (name, text) = match error {
        StorageError::NewerSchema => ("schema-error", w::STORAGE_NEWER_SCHEMA),
        StorageError::Full => ("quota-error", w::STORAGE_FULL),
        StorageError::Refused => ("storage-error", w::STORAGE_REFUSED),
        StorageError::Blocked => ("storage-error", w::STORAGE_BLOCKED),
        StorageError::Vanished => ("vanished-error", w::STORAGE_VANISHED),
        StorageError::LostConnection | StorageError::Unreadable | StorageError::Locked | StorageError::NotSealed => {
            ("storage-error", w::STORAGE_LOST)
        }
    };
    view! {
        <section class="card narrow">
            <h1 class="page-title">{t(w::STORAGE_TITLE)}</h1>
            <Notice tone=Tone::Stop name>{t(text)}</Notice>
            <button type="button" class="button" on:click=|_| platform::reload()>{t(w::STORAGE_RELOAD)}</button>
        </section>
    }
}

#[component]
fn Unreadable() -> impl IntoView {
    let desk = Desk::get();
    view! {
        <When holds=move || desk.unreadable.get().gt(&0)>
            <Notice tone=Tone::Attention name="unreadable">{t_count(w::STORAGE_UNREADABLE, desk.unreadable.get() as u64, &[])}</Notice>
        </When>
    }
}
