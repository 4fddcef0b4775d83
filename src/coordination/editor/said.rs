//! What is to be said about a guide, in Swedish: beside the field it is about, and all of it in a list with the way there.
//!
//! Tells what must be put right from what to look at by word and icon, never by colour alone.

use super::names::name_of;
use super::problems::words_for;
use super::tabs::Tab;
use super::told::Told;
use super::work::Work;
use crate::components::icon::icon;
use crate::components::when::When;
use crate::coordination::tongues::in_swedish;
use crate::platform;
use crate::words::{Word, label_of, t, t_count, t_with, w};
use erum_domain::codes::Personal;
use erum_domain::day::Day;
use erum_domain::manuscript::fields::Place;
use erum_domain::wire::editing::{StepTrouble, StepWhy};
use leptos::prelude::*;

/// Most findings that are listed at once; the others show when these are gone.
const LISTED: usize = 12;

/// What is said about one field, and about what stands within it.
#[component]
pub(super) fn SaidAt(work: Work, place: Place) -> impl IntoView {
    let within = format!("{place}.");
    let here = Memo::new(move |_| {
        let about = |told: &&Told| {
            let of = told.place();
            of == place || of.as_str().starts_with(&within) && is_list(&place)
        };
        work.told.with(|all| all.iter().filter(about).cloned().collect::<Vec<_>>())
    });
    move || here.get().iter().map(|told| line(told.is_wrong(), sentence(told))).collect_view()
}

/// Fields that are drawn as one though they hold several things.
fn is_list(place: &Place) -> bool {
    place.part_and_key().0 == "phrases" || ["sources", "login", "related"].contains(&place.key())
}

fn line(wrong: bool, sentence: String) -> impl IntoView {
    let (class, lead) = if wrong { ("said said--wrong", w::SAID_WRONG) } else { ("said", w::SAID_LOOK) };
    let picture = if wrong { icon("octagon-x").into_any() } else { icon("eye").into_any() };
    view! { <p class=class data-testid="said" data-wrong=wrong.to_string()>{picture} <span><b>{t(lead)}</b> " " {sentence}</span></p> }
}

/// A finding in words.
pub(super) fn sentence(told: &Told) -> String {
    let values: Vec<(String, String)> = told.values().map(|(name, value)| (name.to_owned(), readable(name, value))).collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    t_with(words_for(told.code()), &values)
}

fn readable(name: &str, value: String) -> String {
    match name {
        "kind" => label_of(Personal::LIST, &value).to_owned(),
        "day" => Day::parse(&value).map_or(value, platform::day_text),
        "language" | "seems" => in_swedish(&value),
        _ => value,
    }
}

/// What stands in the way of an id of a step.
fn step_sentence(trouble: &StepTrouble) -> String {
    let word = match trouble.why {
        StepWhy::Reused => w::SAID_STEP_REUSED,
        StepWhy::Renamed => w::SAID_STEP_RENAMED,
        StepWhy::Twice => w::SAID_STEP_TWICE,
    };
    t_with(word, &[("step", trouble.step.as_str())])
}

/// What is said of a step's id.
#[component]
pub(super) fn SaidOfStep(work: Work, id: erum_domain::ident::Slug) -> impl IntoView {
    let here = Memo::new(move |_| work.troubled.with(|all| all.iter().filter(|one| one.step == id).cloned().collect::<Vec<_>>()));
    move || here.get().iter().map(|trouble| line(true, step_sentence(trouble))).collect_view()
}

/// How many things must be put right. Tracks.
pub(super) fn wrong_count(work: Work) -> usize {
    work.told.with(|all| all.iter().filter(|told| told.is_wrong()).count()) + work.troubled.with(Vec::len)
}

/// Everything that is said, with the way there.
#[component]
pub(super) fn Said(work: Work) -> impl IntoView {
    let all = Memo::new(move |_| {
        let mut all = work.told.get();
        // What stands in the way comes first; else as it stands in the guide.
        all.sort_by_key(|told| !told.is_wrong());
        (all, work.troubled.get())
    });
    let body = move || {
        let (told, troubled) = all.get();
        let wrong = told.iter().filter(|told| told.is_wrong()).count() + troubled.len();
        let look = told.len() + troubled.len() - wrong;
        let counted = |word, count: usize| (count > 0).then(|| t_count(word, count as u64, &[]));
        let summary: Vec<String> = [counted(w::SAID_WRONG_COUNT, wrong), counted(w::SAID_LOOK_COUNT, look)].into_iter().flatten().collect();
        let nothing = summary.is_empty();
        let summary = if nothing { t(w::SAID_NOTHING).to_owned() } else { summary.join(" · ") };
        let rows = told.iter().take(LISTED).map(|told| row(work, told)).collect_view();
        let steps = troubled.iter().map(|trouble| view! { <li>{line(true, step_sentence(trouble))}</li> }).collect_view();
        let more = told.len().saturating_sub(LISTED);
        let more = (more > 0).then(|| view! { <p class="quiet">{t_count(w::SAID_MORE, more as u64, &[])}</p> });
        let picture = if wrong > 0 { icon("octagon-x").into_any() } else { icon("circle-check").into_any() };
        view! {
            <details class="said-all" data-testid="said-all" data-wrong=wrong.to_string() data-look=look.to_string()>
                <summary class="said-all__sum" class:said-all__sum--wrong={wrong > 0}>{picture} <span>{summary}</span></summary>
                <ul class="said-all__list" role="list">{steps}{rows}</ul>
                {more}
            </details>
        }
    };
    let unspelt = move || work.answer.with(|answer| answer.as_ref().is_some_and(|answer| !answer.spelling));
    view! {
        <div role="status">{body}</div>
        <When holds=unspelt><p class="quiet" data-testid="no-spelling">{t(w::SAID_NO_SPELLING)}</p></When>
    }
}

fn row(work: Work, told: &Told) -> impl IntoView + use<> {
    let place = told.place();
    let name = work.fields.with_untracked(|fields| name_of(&place, fields));
    let go = move |_| go_to(work, &place);
    view! {
        <li class="said-all__row">
            {line(told.is_wrong(), sentence(told))}
            <button type="button" class="button button--small button--quiet" on:click=go>
                {t(w::SAID_GO)} " " <span class="said-all__where">{name}</span>
            </button>
        </li>
    }
}

/// Opens the part of the editor where a field is, and goes there.
pub(super) fn go_to(work: Work, place: &Place) {
    let (part, _) = place.part_and_key();
    let steps =
        part == "facts" && (place.key().starts_with("steps") || place.key().starts_with("otherwise") || place.key().starts_with("before"));
    let tab = match part {
        "phrases" => Tab::Phrases,
        "facts" if !steps => Tab::Facts,
        _ => Tab::Words,
    };
    if let ("words", Some(language)) = (part, place.language()) {
        work.language.set(language.to_owned());
    }
    work.tab.set(tab);
    let names = nearest(place);
    platform::after_ms(150, move || {
        if let Some(name) = names.iter().find(|name| platform::document().get_element_by_id(name).is_some()) {
            platform::go_to(name);
        }
    });
}

/// The field's own name and those of what it stands in: what is drawn may be less exact than what is said.
fn nearest(place: &Place) -> Vec<String> {
    let mut names = vec![place.to_string()];
    while let Some((start, _)) = names.last().and_then(|last| last.rsplit_once('.')) {
        names.push(start.to_owned());
    }
    let mut parts = place.key().split('.');
    if let (Some("steps"), Some(step)) = (parts.next(), parts.next()) {
        names.insert(1, format!("step-{step}"));
    }
    names
}

/// For a word that is not said by any code.
pub(super) const UNKNOWN: Word = w::PROBLEM_UNKNOWN;
