//! One guide in the editor: what it says, what is to be said about it, how it looks to others, and how it came to be so.
//!
//! Everything that is done goes to the hub and is shown when the hub has answered. What is typed lives in [`Work`] only.

mod answers;
mod at_once;
mod buttons;
mod chips;
mod deeds;
mod difference;
mod facts;
mod field;
mod frame;
mod head;
mod history;
mod lists;
mod names;
mod newer;
mod phrases;
mod preview;
mod problems;
mod said;
mod sheet;
mod steps;
mod tabs;
mod told;
mod words;
mod work;

pub(super) use deeds::begin;
pub(super) use tabs::Tab;
pub(super) use work::Work;

use super::office::{Office, TITLE};
use crate::components::notice::{Notice, Tone};
use crate::components::shell::PageTitle;
use crate::words::{t, w};
use at_once::AtOnce;
use head::Head;
use leptos::prelude::*;
use newer::Newer;
use tabs::Tabs;

/// The guide in hand.
#[component]
pub(super) fn Editor() -> impl IntoView {
    let office = Office::get();
    let work = office.work;
    let known = Memo::new(move |_| work.answer.with(Option::is_some));
    move || {
        if !known.get() {
            return view! { <Waiting work /> }.into_any();
        }
        view! {
            <Head work />
            <Newer work />
            <AtOnce work />
            <Tabs work />
        }
        .into_any()
    }
}

/// Before the hub has answered, or when it has not.
#[component]
fn Waiting(work: Work) -> impl IntoView {
    let trouble = move || {
        let words = work.trouble.get()?;
        let again = move |_| work.open_again();
        Some(view! {
            <Notice tone=Tone::Attention name="editor-trouble">{words}</Notice>
            <button type="button" class="button button--small" data-testid="editor-retry" on:click=again>{t(w::SAMORDNING_RETRY)}</button>
        })
    };
    view! {
        <PageTitle id=TITLE text=t(w::EDITOR_TITLE).to_owned() />
        <p class="quiet late" role="status">{move || work.trouble.with(Option::is_none).then(|| t(w::EDITOR_LOADING))}</p>
        {trouble}
    }
}
