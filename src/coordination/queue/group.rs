//! What staff have said of one step, or of one place: why, when, in their words, and what came of it.

use super::super::editor::Tab;
use super::super::office::Office;
use crate::components::icon::icon;
use crate::components::rich::plain;
use crate::components::when::When;
use crate::platform;
use crate::words::{Word, label, t, t_with, w};
use erum_domain::day::Day;
use erum_domain::ident::{Id, Slug};
use erum_domain::wire::queue::{CorrectionGroup, FlagGroup, NoteLine, ReasonLine, Settled};
use leptos::prelude::*;

/// Flags by step.
#[component]
pub(super) fn Flags(unit: Slug, flags: Vec<FlagGroup>) -> impl IntoView {
    if flags.is_empty() {
        return ().into_any();
    }
    let rows = flags.into_iter().map(|group| view! { <Flag unit=unit.clone() group /> }).collect_view();
    view! {
        <section class="card" data-testid="queue-flags">
            <h2 class="card__title">{t(w::QUEUE_FLAGS)}</h2>
            <p class="quiet">{t(w::QUEUE_FLAGS_HINT)}</p>
            <ul class="rows" role="list">{rows}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Flag(unit: Slug, group: FlagGroup) -> impl IntoView {
    let office = Office::get();
    let (guide, step) = (group.guide.clone(), group.step.clone());
    let known = group.title.is_some();
    let open = move |_| office.open_guide(guide.clone(), Tab::Words, Some(step.clone()));
    let reasons: Vec<String> = group.reasons.iter().map(reason).collect();
    let versions: Vec<String> = group.versions.iter().map(u32::to_string).collect();
    view! {
        <li class="row queue__group" data-testid=format!("flag-{}--{}", group.guide, group.step)>
            <div class="row__words">
                <span class="row__hint">{group.title.clone().unwrap_or_else(|| t(w::SAMORDNING_GUIDE_UNKNOWN).to_owned())}</span>
                <span class="row__title">{group.text.as_deref().map_or_else(|| t(w::SAMORDNING_STEP_UNKNOWN).to_owned(), plain)}</span>
                <span class="queue__why">{icon("flag")} " " {reasons.join(" · ")}</span>
                <span class="row__hint">{span(group.first, group.last)} " " {t_with(w::QUEUE_VERSIONS, &[("versions", &versions.join(", "))])}</span>
                {notes(group.notes)}
            </div>
            <Settle unit records=group.records>
                {known.then(|| view! { <button type="button" class="button button--small" data-testid="to-step" on:click=open.clone()>{icon("pencil")} {t(w::QUEUE_TO_STEP)}</button> })}
            </Settle>
        </li>
    }
}

/// Corrections by place.
#[component]
pub(super) fn Corrections(unit: Slug, corrections: Vec<CorrectionGroup>) -> impl IntoView {
    if corrections.is_empty() {
        return ().into_any();
    }
    let rows = corrections
        .into_iter()
        .map(|group| {
            let name = place_name(&unit, &group.point);
            view! {
                <li class="row queue__group" data-testid=format!("correction-{}", group.point)>
                    <div class="row__words">
                        <span class="row__title">{name}</span>
                        <span class="queue__why">{label(group.field)}</span>
                        <span class="row__hint">{span(group.first, group.last)}</span>
                        {notes(group.notes)}
                    </div>
                    <Settle unit=unit.clone() records=group.records />
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="card" data-testid="queue-corrections">
            <h2 class="card__title">{t(w::QUEUE_CORRECTIONS)}</h2>
            <p class="quiet">{t(w::QUEUE_CORRECTIONS_HINT)}</p>
            <ul class="rows" role="list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn place_name(unit: &Slug, point: &Slug) -> String {
    let known = Office::get().pack.unit(unit).and_then(|unit| unit.points.iter().find(|known| known.id == *point));
    known.map_or_else(|| point.to_string(), |point| point.name.clone())
}

/// What came of it: asked once more, for the group then leaves the list.
#[component]
fn Settle(unit: Slug, records: Vec<Id>, #[prop(optional)] children: Option<ChildrenFn>) -> impl IntoView {
    let office = Office::get();
    let chosen = RwSignal::new(None::<Settled>);
    let records = StoredValue::new((unit, records));
    let choice = move |(how, word, name): (Settled, Word, &'static str)| {
        view! { <button type="button" class="button button--small button--quiet" data-testid=name on:click=move |_| chosen.set(Some(how))>{t(word)}</button> }
    };
    let settle = move |_| {
        if let Some(how) = chosen.get_untracked() {
            records.with_value(|(unit, records)| office.settle(unit.clone(), records.clone(), how));
        }
    };
    let all = [
        (Settled::Fixed, w::QUEUE_FIXED, "settle-fixed"),
        (Settled::WasRight, w::QUEUE_WAS_RIGHT, "settle-was-right"),
        (Settled::OwnerTold, w::QUEUE_OWNER_TOLD, "settle-owner-told"),
    ];
    let ask = move || match chosen.get() {
        Some(Settled::Fixed) => t(w::QUEUE_FIXED_ASK),
        Some(Settled::WasRight) => t(w::QUEUE_WAS_RIGHT_ASK),
        Some(Settled::OwnerTold) => t(w::QUEUE_OWNER_TOLD_ASK),
        None => "",
    };
    let buttons =
        move || view! { <div class="row__actions">{children.as_ref().map(|children| children())} {all.map(choice).collect_view()}</div> };
    view! {
        <When holds=move || chosen.get().is_some() fallback=buttons>
            <div class="tablets__question" role="group">
                <p role="status">{ask}</p>
                <div class="row__actions">
                    <button type="button" class="button button--small" data-testid="settle-yes" on:click=settle>{t(w::QUEUE_SETTLE_YES)}</button>
                    <button type="button" class="button button--small button--quiet" on:click=move |_| chosen.set(None)>{t(w::SAMORDNING_TABLET_NO)}</button>
                </div>
            </div>
        </When>
    }
}

fn reason(line: &ReasonLine) -> String {
    format!("{} ({})", label(line.reason), line.flags)
}

/// The days it was said.
pub(in crate::coordination) fn span(first: Day, last: Day) -> String {
    let (from, to) = (platform::day_text(first), platform::day_text(last));
    if first == last { t_with(w::QUEUE_DAY, &[("day", &from)]) } else { t_with(w::QUEUE_DAYS, &[("first", &from), ("last", &to)]) }
}

fn notes(notes: Vec<NoteLine>) -> impl IntoView {
    let line = |one: NoteLine| {
        view! { <li><span class="quiet">{platform::day_text(one.day)} ": "</span> <q>{one.note.as_str().to_owned()}</q></li> }
    };
    (!notes.is_empty()).then(|| view! { <ul class="queue__notes" role="list">{notes.into_iter().map(line).collect_view()}</ul> })
}
