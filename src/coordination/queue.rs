//! "Att titta på": what staff have said in the field, and guides that wait for somebody. Settled group by group.
//!
//! A flag that comes after the list was fetched is not settled with it: it is named by no one here.

mod group;

use super::editor::Tab;
use super::entrance::NoContact;
use super::office::{Office, TITLE};
use crate::components::icon::icon;
use crate::components::shell::PageTitle;
use crate::network;
use crate::platform;
use crate::words::{Word, t, t_with, w};
use erum_domain::guide::Status;
use erum_domain::ident::{Id, Slug};
use erum_domain::wire::UnitName;
use erum_domain::wire::queue::{GuideToSee, QueueAnswer, SettleRequest, Settled};
pub(super) use group::span;
use group::{Corrections, Flags};
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Office {
    /// Asks what waits, in every unit of the session.
    pub(super) fn ask_queue(self) {
        let units = self.units.get_untracked();
        spawn_local(async move {
            let mut all = Vec::new();
            for unit in units {
                match network::get::<QueueAnswer>(&format!("/api/v1/queue?unit={}", unit.id)).await {
                    Ok(answer) => all.push((unit, answer)),
                    Err(no_answer) => return self.could_not(no_answer),
                }
            }
            self.queue.set(Some(all));
        });
    }

    /// How much waits. Tracks.
    pub(super) fn waiting(self) -> u64 {
        self.queue.with(|queue| {
            let all = queue.iter().flatten();
            let guides = all.clone().next().map_or(0, |(_, first)| first.newer.len() + first.unchecked.len());
            (all.map(|(_, answer)| answer.flags.len() + answer.corrections.len()).sum::<usize>() + guides) as u64
        })
    }

    /// Says what came of some reports.
    pub(super) fn settle(self, unit: Slug, records: Vec<Id>, how: Settled) {
        spawn_local(async move {
            let request = SettleRequest { unit: unit.clone(), records, how };
            match network::post::<_, QueueAnswer>("/api/v1/queue/settle", &request, None).await {
                Ok(answer) => self.queue.update(|queue| {
                    let of = queue.iter_mut().flatten().find(|(known, _)| known.id == unit);
                    of.into_iter().for_each(|(_, known)| *known = answer.clone());
                }),
                Err(no_answer) => self.could_not(no_answer),
            }
        });
    }
}

/// What waits.
#[component]
pub(super) fn Queue() -> impl IntoView {
    let office = Office::get();
    let trouble = move || office.trouble.get().map(|words| view! { <NoContact words retry=|office| office.ask_queue() /> });
    let body = move || match office.queue.get() {
        Some(all) => view! { <Waiting all /> }.into_any(),
        None => view! { <p class="quiet late" role="status">{t(w::QUEUE_LOADING)}</p> }.into_any(),
    };
    view! {
        <PageTitle id=TITLE text=t(w::ROOMS_QUEUE).to_owned() />
        <p class="lead">{t(w::QUEUE_LEAD)}</p>
        {trouble}
        {body}
    }
}

#[component]
fn Waiting(all: Vec<(UnitName, QueueAnswer)>) -> impl IntoView {
    let several = all.len() > 1;
    let nothing = all.iter().all(|(_, answer)| {
        answer.flags.is_empty() && answer.corrections.is_empty() && answer.newer.is_empty() && answer.unchecked.is_empty()
    });
    let guides = all.first().map(|(_, answer)| (answer.newer.clone(), answer.unchecked.clone())).unwrap_or_default();
    let units = all
        .into_iter()
        .map(|(unit, answer)| {
            let heading = several.then(|| view! { <h2 class="queue__unit">{unit.name.clone()}</h2> });
            view! { {heading} <Flags unit=unit.id.clone() flags=answer.flags /> <Corrections unit=unit.id corrections=answer.corrections /> }
        })
        .collect_view();
    view! {
        {nothing.then(|| view! { <p class="card" data-testid="queue-empty">{icon("circle-check")} " " {t(w::QUEUE_NOTHING)}</p> })}
        {units}
        <ToSee title=w::QUEUE_NEWER hint=w::QUEUE_NEWER_HINT name="queue-newer" guides=guides.0 />
        <ToSee title=w::QUEUE_UNCHECKED hint=w::QUEUE_UNCHECKED_HINT name="queue-unchecked" guides=guides.1 />
    }
}

/// Guides to look at.
#[component]
fn ToSee(title: Word, hint: Word, name: &'static str, guides: Vec<GuideToSee>) -> impl IntoView {
    let office = Office::get();
    if guides.is_empty() {
        return ().into_any();
    }
    let row = |one: GuideToSee| {
        let word = if one.checked.status == Status::Checked { w::CHECKED_ON } else { w::CHECKED_NEVER };
        let slug = one.guide;
        view! {
            <li class="row">
                <div class="row__words">
                    <span class="row__title">{one.title}</span>
                    <span class="row__hint">{t_with(word, &[("day", &platform::day_text(one.checked.date))])}</span>
                </div>
                <button type="button" class="button button--small button--outline" on:click=move |_| office.open_guide(slug.clone(), Tab::Words, None)>{icon("pencil")} {t(w::QUEUE_OPEN)}</button>
            </li>
        }
    };
    view! {
        <section class="card" data-testid=name>
            <h2 class="card__title">{t(title)}</h2>
            <p class="quiet">{t(hint)}</p>
            <ul class="rows" role="list">{guides.into_iter().map(row).collect_view()}</ul>
        </section>
    }
    .into_any()
}
