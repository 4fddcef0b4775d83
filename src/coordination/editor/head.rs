//! The guide's title, how it stands, and the one thing to do next: save, mark as checked, publish.
//!
//! What each of them means stands beside the button. Nothing is thrown away without a question.

use super::super::office::{Office, TITLE};
use super::buttons::RenamedButtons;
use super::said::{Said, wrong_count};
use super::work::Work;
use crate::components::icon::icon;
use crate::components::notice::{Notice, Tone};
use crate::components::when::When;
use crate::coordination::rooms::Room;
use crate::platform;
use crate::words::{Word, t, w};
use erum_domain::manuscript::SOURCE_LANGUAGE;
use erum_domain::manuscript::fields::Place;
use erum_domain::wire::editing::Deed;
use leptos::prelude::*;

/// How far work on a guide has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Something is typed that is not saved.
    Unsaved,
    /// A draft is saved.
    Draft,
    /// It is checked and can be published.
    Checked,
    /// An edit is on the tablets, and nothing is worked on.
    Published,
    /// As it came with the program.
    BuiltIn,
    /// Taken back, where there never was a built-in one.
    Nothing,
}

impl Stage {
    const fn name(self) -> &'static str {
        match self {
            Self::Unsaved => "unsaved",
            Self::Draft => "draft",
            Self::Checked => "checked",
            Self::Published => "published",
            Self::BuiltIn => "built-in",
            Self::Nothing => "nothing",
        }
    }

    const fn means(self) -> Word {
        match self {
            Self::Unsaved => w::STAGE_UNSAVED,
            Self::Draft => w::STAGE_DRAFT,
            Self::Checked => w::STAGE_CHECKED,
            Self::Published => w::STAGE_PUBLISHED,
            Self::BuiltIn => w::STAGE_BUILT_IN,
            Self::Nothing => w::STAGE_NOTHING,
        }
    }
}

/// Title, state and what to do.
#[component]
pub(super) fn Head(work: Work) -> impl IntoView {
    let office = Office::get();
    let unsaved = work.has_unsaved();
    let stage = Memo::new(move |_| {
        if unsaved.get() {
            return Stage::Unsaved;
        }
        work.answer.with(|answer| {
            let Some(answer) = answer else { return Stage::Nothing };
            match (&answer.draft, &answer.published, &answer.built_in) {
                (Some(draft), ..) if draft.deed == Deed::Checked => Stage::Checked,
                (Some(_), ..) => Stage::Draft,
                (None, Some(_), _) => Stage::Published,
                (None, None, Some(_)) => Stage::BuiltIn,
                (None, None, None) => Stage::Nothing,
            }
        })
    });
    let title = Memo::new(move |_| work.saved.with(|fields| fields.text(&Place::words(SOURCE_LANGUAGE, "title")).to_owned()));
    // Once it has been drawn, so that a screen reader begins there. A title that is saved changes without moving the focus.
    platform::after_ms(0, || platform::focus(TITLE));
    view! {
        <div class="editor__head no-print" data-testid="editor" data-stage=move || stage.get().name()>
            <div class="editor__top">
                <h1 id=TITLE class="page-title" tabindex="-1">{move || title.get()}</h1>
                <When holds=move || !matches!(stage.get(), Stage::BuiltIn | Stage::Nothing)><Stages stage /></When>
                <button type="button" class="button button--small button--quiet" data-testid="editor-back" on:click=move |_| office.go(Room::Guides)>
                    {icon("chevron-left")} {t(w::EDITOR_ALL_GUIDES)}
                </button>
            </div>
            <div class="editor__bar" class:editor__bar--unsaved=move || stage.get() == Stage::Unsaved>
                <p class="editor__means" role="status" data-testid="stage-means">{move || t(stage.get().means())}</p>
                {move || view! { <Next work stage=stage.get() /> }}
            </div>
            <Heard work />
            <Leaving work />
            <RenamedButtons work />
            <Said work />
        </div>
    }
}

/// Where in the three steps one is.
#[component]
fn Stages(stage: Memo<Stage>) -> impl IntoView {
    let reached = move || match stage.get() {
        Stage::Checked => 1,
        Stage::Published => 2,
        Stage::Unsaved | Stage::Draft | Stage::BuiltIn | Stage::Nothing => 0,
    };
    let one = move |(index, word): (usize, Word)| {
        view! {
            <li class="stages__one" class:stages__one--done=move || index.lt(&reached()) aria-current=move || (reached() == index).then_some("step")>
                {t(word)}
            </li>
        }
    };
    let all = [w::STAGES_DRAFT, w::STAGES_CHECKED, w::STAGES_PUBLISHED];
    view! { <ol class="stages" role="list" aria-label=t(w::STAGES_LABEL)>{all.into_iter().enumerate().map(one).collect_view()}</ol> }
}

/// What is done next, and what else can be done.
#[component]
fn Next(work: Work, stage: Stage) -> impl IntoView {
    let main = |name: &'static str, word: Word, press: fn(Work), hindered: bool| {
        let disabled = move || work.busy.get() || hindered && wrong_count(work) > 0;
        view! { <button type="button" class="button" data-testid=name disabled=disabled on:click=move |_| press(work)>{t(word)}</button> }
    };
    let first = match stage {
        Stage::Unsaved => main("save", w::EDITOR_SAVE, Work::save, false).into_any(),
        Stage::Draft => main("check", w::EDITOR_CHECK, Work::mark_as_checked, true).into_any(),
        Stage::Checked => main("publish", w::EDITOR_PUBLISH, Work::publish, true).into_any(),
        // Gone through again without a change: a draft like what tablets have, to be marked as checked.
        Stage::Published | Stage::BuiltIn => main("recheck", w::EDITOR_RECHECK, Work::save, false).into_any(),
        Stage::Nothing => ().into_any(),
    };
    let hindered = matches!(stage, Stage::Draft | Stage::Checked);
    view! {
        <div class="editor__acts">
            {first}
            {(stage == Stage::Unsaved).then(|| view! { <Asked name="undo" word=w::EDITOR_UNDO ask=w::EDITOR_UNDO_ASK yes=w::EDITOR_UNDO_YES press=take_back_typed work /> })}
            {hindered.then(|| view! { <Asked name="discard" word=w::EDITOR_DISCARD ask=w::EDITOR_DISCARD_ASK yes=w::EDITOR_DISCARD_YES press=Work::discard work /> })}
            {(stage == Stage::Published).then(|| view! { <Asked name="remove" word=w::EDITOR_REMOVE ask=w::EDITOR_REMOVE_ASK yes=w::EDITOR_REMOVE_YES press=Work::remove work /> })}
        </div>
        <When holds=move || hindered && wrong_count(work).gt(&0)>
            <p class="editor__hindered" data-testid="hindered">{icon("octagon-x")} {t(w::EDITOR_HINDERED)}</p>
        </When>
    }
}

/// As it was last saved.
fn take_back_typed(work: Work) {
    let saved = work.saved.get_untracked();
    work.rebuild(|fields| *fields = saved);
}

/// Something that is done after one question.
#[component]
pub(super) fn Asked(work: Work, name: &'static str, word: Word, ask: Word, yes: Word, press: fn(Work)) -> impl IntoView {
    let asked = RwSignal::new(false);
    let go = move |_| {
        asked.set(false);
        press(work);
    };
    let button = move || {
        view! { <button type="button" class="button button--small button--quiet" data-testid=name disabled=move || work.busy.get() on:click=move |_| asked.set(true)>{t(word)}</button> }
    };
    view! {
        <When holds=move || asked.get() fallback=button>
            <div class="tablets__question" role="group">
                <p role="status">{t(ask)}</p>
                <div class="row__actions">
                    <button type="button" class="button button--small button--stop" data-testid=format!("{name}-yes") on:click=go>{t(yes)}</button>
                    <button type="button" class="button button--small button--quiet" on:click=move |_| asked.set(false)>{t(w::SAMORDNING_TABLET_NO)}</button>
                </div>
            </div>
        </When>
    }
}

/// What came of the latest deed.
#[component]
fn Heard(work: Work) -> impl IntoView {
    let trouble = move || {
        let words = work.trouble.get()?;
        let kept = work.is_dirty().then(|| view! { <p>{t(w::EDITOR_TEXT_KEPT)}</p> });
        Some(view! { <Notice tone=Tone::Attention name="editor-trouble"><p>{words}</p>{kept}</Notice> })
    };
    let done = move || work.done.get().map(|done| view! { <Notice tone=Tone::Calm name="editor-done">{t(done)}</Notice> });
    view! { {trouble} {done} }
}

/// Somebody wants to leave with something unsaved.
#[component]
fn Leaving(work: Work) -> impl IntoView {
    let office = Office::get();
    let leave = move |_| {
        if let Some(room) = office.leaving.get_untracked() {
            office.go_now(room);
        }
    };
    let stay = move |_| office.leaving.set(None);
    let save = move |_| {
        office.leaving.set(None);
        work.save();
    };
    view! {
        <When holds=move || office.leaving.get().is_some()>
            <div class="tablets__question" role="alertdialog" aria-labelledby="leaving-title" data-testid="leaving">
                <p id="leaving-title"><strong>{t(w::LEAVING_TITLE)}</strong></p>
                <div class="row__actions">
                    <button type="button" class="button button--small" data-testid="leaving-save" on:click=save>{t(w::LEAVING_SAVE)}</button>
                    <button type="button" class="button button--small button--quiet" data-testid="leaving-stay" on:click=stay>{t(w::LEAVING_STAY)}</button>
                    <button type="button" class="button button--small button--stop" data-testid="leaving-go" on:click=leave>{t(w::LEAVING_GO)}</button>
                </div>
            </div>
        </When>
    }
}
