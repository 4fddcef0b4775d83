//! What the owner of the e-service has answered, with its day: shown to staff in the guide, in the name of the owner.
//!
//! A text in which personal data is seen is not sent.

use super::work::{Answer, Work, words_of};
use crate::components::icon::icon;
use crate::network::{self};
use crate::platform;
use crate::words::{label, t, t_with, w};
use erum_domain::day::Day;
use erum_domain::manuscript::fields::Place;
use erum_domain::note::{Statement, Unkept};
use erum_domain::wire::editing::{AnswerDay, AnswerRequest, OwnerAnswer};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;

/// The answers, and a new one.
#[component]
pub(super) fn Answers(work: Work) -> impl IntoView {
    let actor = work.saved.with_untracked(|fields| fields.text(&Place::facts("actor")).to_owned());
    let rows = move || {
        work.answer.with(|answer| {
            let answers = answer.as_ref().map(|answer| answer.answers.clone()).unwrap_or_default();
            answers.into_iter().map(|one| view! { <Row work one /> }).collect_view()
        })
    };
    view! {
        <section class="card" data-testid="owner-answers">
            <h2 class="card__title">{t_with(w::ANSWERS_TITLE, &[("actor", &actor)])}</h2>
            <p class="quiet">{t(w::ANSWERS_TEXT)}</p>
            <ul class="rows" role="list">{rows}</ul>
            <Fresh work />
        </section>
    }
}

#[component]
fn Row(work: Work, one: OwnerAnswer) -> impl IntoView {
    let day = one.day;
    view! {
        <li class="row" data-testid="owner-answer">
            <div class="row__words"><span class="row__title">{platform::day_text(day)}</span><span>{one.text.as_str().to_owned()}</span></div>
            <button type="button" class="button button--small button--quiet" data-testid="answer-delete" on:click=move |_| send(work, "/answer/delete", AnswerDay { day }, || {})>
                {icon("trash-2")} {t(w::LIST_TAKE_AWAY)}
            </button>
        </li>
    }
}

#[component]
fn Fresh(work: Work) -> impl IntoView {
    let (day, text) = (RwSignal::new(platform::today()), RwSignal::new(String::new()));
    let wrong = RwSignal::new(None::<String>);
    let write_day = move |event| {
        if let Ok(typed) = Day::parse(&event_target_value(&event)) {
            day.set(typed);
        }
    };
    let save = move |_| match Statement::write(&text.get_untracked()) {
        Ok(Some(statement)) => {
            wrong.set(None);
            send(work, "/answer", AnswerRequest { day: day.get_untracked(), text: statement }, move || text.set(String::new()));
        }
        Ok(None) => wrong.set(Some(t(w::ANSWERS_EMPTY).to_owned())),
        Err(unkept) => wrong.set(Some(why(&unkept))),
    };
    view! {
        <div class="answers-new">
            <label class="write write--day">
                <span class="write__label">{t(w::ANSWERS_DAY)}</span>
                <input class="write__text" type="date" data-testid="answer-day" prop:value=move || day.get().to_string() on:change=write_day />
            </label>
            <label class="write">
                <span class="write__label">{t(w::ANSWERS_NEW)}</span>
                <textarea class="write__text" rows="3" data-testid="answer-text" autocomplete="off" aria-describedby="answer-wrong" prop:value=text on:input=move |event| text.set(event_target_value(&event))></textarea>
            </label>
            <div id="answer-wrong" role="alert">{move || wrong.get().map(|words| view! { <p class="said said--wrong">{icon("octagon-x")} <span>{words}</span></p> })}</div>
            <button type="button" class="button button--small" data-testid="answer-save" disabled=move || work.busy.get() on:click=save>{t(w::ANSWERS_SAVE)}</button>
        </div>
    }
}

fn why(unkept: &Unkept) -> String {
    match unkept {
        Unkept::TooLong(over) => t_with(w::ANSWERS_TOO_LONG, &[("over", &over.to_string())]),
        Unkept::Personal(seen) => {
            let kinds: Vec<&str> = seen.iter().map(|seen| label(seen.kind)).collect();
            t_with(w::ANSWERS_PERSONAL, &[("kinds", &kinds.join(", "))])
        }
    }
}

/// What is typed in the guide meanwhile stays as it is.
fn send<B: Serialize + 'static>(work: Work, rest: &'static str, body: B, then: impl FnOnce() + 'static) {
    let path = work.path(rest);
    work.busy.set(true);
    work.trouble.set(None);
    spawn_local(async move {
        let answer = network::post::<B, Answer>(&path, &body, None).await;
        if work.path(rest) != path {
            return;
        }
        work.busy.set(false);
        match answer {
            Ok(answer) => {
                work.answer.update(|known| {
                    if let Some(known) = known {
                        known.answers = answer.answers;
                    }
                });
                then();
            }
            Err(no_answer) => work.trouble.set(Some(words_of(no_answer))),
        }
    });
}
