//! The page while nobody is logged in: which link to open, or that the hub does not answer.

use super::door::Door;
use super::office::{Office, TITLE};
use crate::components::notice::{Notice, Tone};
use crate::components::shell::PageTitle;
use crate::words::{t, w};
use erum_domain::wire::Problem;
use leptos::prelude::*;

/// The entrance in one of its states.
#[component]
pub(super) fn Entrance(door: Door) -> impl IntoView {
    match door {
        Door::Busy | Door::In => view! { <p class="quiet late" role="status">{t(w::SAMORDNING_LOGIN_BUSY)}</p> }.into_any(),
        Door::NoContact(words) => view! {
            <section class="card narrow">
                <PageTitle id=TITLE text=t(w::SAMORDNING_HEADING).to_owned() />
                <NoContact words retry=|office| office.enter() />
            </section>
        }
        .into_any(),
        Door::LoggedOut => {
            link_needed(Some(view! { <Notice tone=Tone::Calm name="logged-out">{t(w::SAMORDNING_LOGGED_OUT)}</Notice> })).into_any()
        }
        Door::Out(words) => {
            let told =
                |words: Box<Problem>| view! { <Notice tone=Tone::Attention name="login-problem">{in_the_hubs_words(*words)}</Notice> };
            link_needed(words.map(told)).into_any()
        }
    }
}

/// Which link to open, below what there is to say first.
fn link_needed(first: Option<impl IntoView>) -> impl IntoView {
    view! {
        <section class="card narrow">
            {first}
            <PageTitle id=TITLE text=t(w::SAMORDNING_LOGIN_NEEDED).to_owned() />
            <p>{t(w::SAMORDNING_LOGIN_NEEDED_TEXT)}</p>
        </section>
    }
}

/// No proper answer, in the hub's own words when it gave any, and the one thing to do.
#[component]
pub(super) fn NoContact(words: Option<Box<Problem>>, retry: fn(Office)) -> impl IntoView {
    let office = Office::get();
    let words = words.map_or_else(|| t(w::SAMORDNING_NO_CONTACT).into_any(), |words| in_the_hubs_words(*words).into_any());
    view! {
        <div class="no-contact">
            <Notice tone=Tone::Attention name="no-contact">{words}</Notice>
            <button type="button" class="button button--small" data-testid="retry" on:click=move |_| retry(office)>{t(w::SAMORDNING_RETRY)}</button>
        </div>
    }
}

fn in_the_hubs_words(problem: Problem) -> impl IntoView {
    view! {
        <p><strong>{problem.title}</strong></p>
        <p>{problem.detail}</p>
    }
}
