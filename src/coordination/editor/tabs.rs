//! The parts of the editor, one at a time, so that none of them is long.

use super::answers::Answers;
use super::facts::FactFields;
use super::history::History;
use super::phrases::PhraseFields;
use super::preview::Preview;
use super::words::WordFields;
use super::work::Work;
use crate::words::{Word, t, w};
use leptos::prelude::*;

/// A part of the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::coordination) enum Tab {
    /// Words and steps.
    Words,
    /// What holds in every language.
    Facts,
    /// How people ask.
    Phrases,
    /// As others see it.
    Preview,
    /// What was done, and what changed.
    History,
    /// What the owner of the e-service has answered.
    Answers,
}

const TABS: [(Tab, Word, &str); 6] = [
    (Tab::Words, w::EDITOR_TAB_WORDS, "tab-words"),
    (Tab::Facts, w::EDITOR_TAB_FACTS, "tab-facts"),
    (Tab::Phrases, w::EDITOR_TAB_PHRASES, "tab-phrases"),
    (Tab::Preview, w::EDITOR_TAB_PREVIEW, "tab-preview"),
    (Tab::History, w::EDITOR_TAB_HISTORY, "tab-history"),
    (Tab::Answers, w::EDITOR_TAB_ANSWERS, "tab-answers"),
];

/// The part that is open, and the way to the others.
#[component]
pub(super) fn Tabs(work: Work) -> impl IntoView {
    let button = move |(tab, word, name): (Tab, Word, &'static str)| {
        let here = move || work.tab.get() == tab;
        view! {
            <button type="button" class="tabs__tab" data-testid=name aria-current=move || here().then_some("true") on:click=move |_| work.tab.set(tab)>
                {t(word)}
            </button>
        }
    };
    let body = move || {
        work.drawn.track();
        match work.tab.get() {
            Tab::Words => view! { <WordFields work /> }.into_any(),
            Tab::Facts => view! { <FactFields work /> }.into_any(),
            Tab::Phrases => view! { <PhraseFields work /> }.into_any(),
            Tab::Preview => view! { <Preview work /> }.into_any(),
            Tab::History => {
                work.answer.track();
                view! { <History work /> }.into_any()
            }
            Tab::Answers => view! { <Answers work /> }.into_any(),
        }
    };
    view! {
        <nav class="tabs no-print" aria-label=t(w::EDITOR_TABS)>{TABS.map(button).collect_view()}</nav>
        <div class="editor__body">{body}</div>
    }
}
