//! The front page: what is counted, what to know about it, and the counts laid out like a newspaper page.

use super::bank::Bank;
use super::controls::{Controls, UnitChoice, counted, quarter_name};
use super::door::Door;
use super::editor::Editor;
use super::entrance::{Entrance, NoContact};
use super::failing::Failing;
use super::figures::Figures;
use super::guides::{Guides, in_one_sentence};
use super::office::{Office, TITLE};
use super::queue::Queue;
use super::rooms::{Room, Rooms};
use super::skeleton::Skeleton;
use super::tablets::Tablets;
use super::tally::{List, Tally};
use crate::components::notice::{Notice, Tone};
use crate::components::shell::PageTitle;
use crate::platform;
use crate::words::{Word, t, t_count, t_with, w};
use erum_domain::codes::{Fault, Form, Limit, Obstacle, Outcome, PlaceKind, Referral, Service};
use erum_domain::disclosure::{Shown, ShownRow, ShownStatistics};
use erum_domain::wire::StatisticsAnswer;
use leptos::prelude::*;

/// The whole page.
#[component]
pub(super) fn Page() -> impl IntoView {
    let office = Office::get();
    let body = move || match office.door.get() {
        Door::In => view! { <Rooms /> <Opened /> }.into_any(),
        door => view! { <Entrance door /> }.into_any(),
    };
    let log_out = move || {
        (office.door.get() == Door::In).then(|| {
            view! { <button type="button" class="pill" data-testid="logout" on:click=move |_| office.log_out()>{t(w::SAMORDNING_LOGOUT)}</button> }
        })
    };
    view! {
        <header class="header">
            <a href="/" class="brand" aria-label=t(w::SHELL_HOME)>
                <img class="brand__mark" src="/icons/mark.svg" alt="" width="32" height="32" />
                <span class="brand__name">"eRUM"</span>
            </a>
            <p class="header__where">{t(w::SAMORDNING_HEADING)}</p>
            <div class="header__tools">{log_out}</div>
        </header>
        <main id="main" class="main desk" tabindex="-1" data-testid="login-status" data-state=move || office.door.with(Door::name)>{body}</main>
    }
}

/// The part that is open.
#[component]
fn Opened() -> impl IntoView {
    let office = Office::get();
    move || match office.room.get() {
        Room::Statistics => view! { <Front /> }.into_any(),
        Room::Tablets => view! { <OfTablets /> }.into_any(),
        Room::Guides => view! { <Bank /> }.into_any(),
        Room::Queue => view! { <Queue /> }.into_any(),
        Room::Failing => view! { <Failing /> }.into_any(),
        Room::Guide => view! { <Editor /> }.into_any(),
    }
}

/// The tablets alone, for whoever comes for them.
#[component]
fn OfTablets() -> impl IntoView {
    view! {
        <div class="desk__top">
            <PageTitle id=TITLE text=t(w::SAMORDNING_TABLETS).to_owned() />
            <UnitChoice />
        </div>
        <Tablets />
    }
}

#[component]
fn Front() -> impl IntoView {
    let office = Office::get();
    let trouble = move || office.trouble.get().map(|words| view! { <NoContact words retry=|office| office.ask() /> });
    let counts = move || match office.answer.get() {
        Some(answer) => view! { <Counts answer /> }.into_any(),
        None if office.trouble.with(Option::is_some) => ().into_any(),
        None => view! { <Skeleton /> }.into_any(),
    };
    view! {
        <div class="desk__top">
            <PageTitle id=TITLE text=t(w::SAMORDNING_TITLE).to_owned() />
            <Controls />
        </div>
        <WhatIsCounted />
        {trouble}
        {counts}
        <Tablets />
    }
}

/// Whose counts these are, and of when. Stands on paper too, where there are no controls.
#[component]
fn WhatIsCounted() -> impl IntoView {
    let office = Office::get();
    let whose = move || {
        let (units, wanted) = (office.units.get(), office.wanted.get());
        counted(&units, &wanted).into_iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let quarter = move || quarter_name(office.wanted.get().quarter);
    let period = move || {
        let (from, to) = office.wanted.get().quarter.days();
        let period = t_with(w::SAMORDNING_PERIOD, &[("from", &platform::day_text(from)), ("to", &platform::day_text(to))]);
        if to >= platform::today() { format!("{period}. {}", t(w::SAMORDNING_ONGOING)) } else { period }
    };
    let sample = move || {
        let (units, wanted) = (office.units.get(), office.wanted.get());
        let shown = counted(&units, &wanted);
        let word = if shown.iter().any(|unit| unit.sample) {
            w::SAMORDNING_SAMPLE
        } else if wanted.unit.is_none() && shown.len() < units.len() {
            w::SAMORDNING_SAMPLE_LEFT_OUT
        } else {
            return None;
        };
        Some(view! { <Notice tone=Tone::Attention name="sample">{t(word)}</Notice> })
    };
    view! {
        <p class="desk__what" data-testid="period">
            {whose} " · " <span class="on-paper">{quarter} " · "</span> {period}
        </p>
        {sample}
    }
}

/// The answer: notices, figures, and the tables unless there is nothing to put in them.
#[component]
fn Counts(answer: StatisticsAnswer) -> impl IntoView {
    let office = Office::get();
    let StatisticsAnswer { statistics, quarantined, restored_devices, .. } = answer;
    let notice =
        |count: u64, word, name| (count > 0).then(|| view! { <Notice tone=Tone::Attention name=name>{t_count(word, count, &[])}</Notice> });
    let told = |word: Word| view! { <p class="lead" data-testid="nothing">{t(word)}</p> };
    let most_stuck = in_one_sentence(office, &statistics.guides);
    let figures = statistics.clone();
    view! {
        {notice(quarantined, w::SAMORDNING_QUARANTINED, "quarantined")}
        {notice(restored_devices, w::SAMORDNING_RESTORED, "restored")}
        {most_stuck.map(|sentence| view! { <p class="desk__story" data-testid="most-stuck">{sentence}</p> })}
        <Figures statistics=figures />
        {match statistics.sessions {
            Shown::Exactly(0) => told(w::SAMORDNING_NONE).into_any(),
            Shown::Few | Shown::Hidden => told(w::SAMORDNING_TOO_FEW).into_any(),
            Shown::Exactly(_) => view! { <Tables statistics /> }.into_any(),
        }}
    }
}

/// Which guides are needed: a topic that does not stand here had no such session, or may not be told of.
const WITHOUT_GUIDE: List = List {
    codes: Service::LIST,
    title: w::SAMORDNING_WITHOUT_GUIDE,
    name: "table-without-guide",
    hint: Some(w::SAMORDNING_WITHOUT_GUIDE_HINT),
    nothing: w::SAMORDNING_WITHOUT_GUIDE_NONE,
};

#[component]
fn Tables(statistics: ShownStatistics) -> impl IntoView {
    let sums = |codes, title, name, rows: Vec<ShownRow>| view! { <Tally list=List::of_parts(codes, title, name) rows /> };
    let free = |codes, title, name, rows: Vec<ShownRow>| view! { <Tally list=List::of_met(codes, title, name) rows /> };
    view! {
        <div class="desk__lead">
            <Guides guides=statistics.guides />
            <div class="desk__side">
                {free(Fault::LIST, w::SAMORDNING_FAULTS, "table-faults", statistics.faults)}
                {free(Obstacle::LIST, w::SAMORDNING_OBSTACLES, "table-obstacles", statistics.obstacles)}
                {sums(Outcome::LIST, w::SAMORDNING_OUTCOMES, "table-outcomes", statistics.outcomes)}
            </div>
        </div>
        <div class="desk__rest">
            {sums(Service::LIST, w::SAMORDNING_SERVICES, "table-services", statistics.services)}
            <Tally list=WITHOUT_GUIDE rows=statistics.without_guide />
            {sums(PlaceKind::LIST, w::SAMORDNING_PLACES, "table-places", statistics.places)}
            {sums(Form::LIST, w::SAMORDNING_FORMS, "table-forms", statistics.forms)}
            {free(Limit::LIST, w::SAMORDNING_LIMITS, "table-limits", statistics.limits)}
            {free(Referral::LIST, w::SAMORDNING_REFERRALS, "table-referrals", statistics.referrals)}
        </div>
        <p class="quiet desk__foot" data-testid="protected">{t(w::SAMORDNING_PROTECTED)}</p>
    }
}
