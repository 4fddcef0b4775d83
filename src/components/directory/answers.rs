//! Who answers for what, found by topic or name, and the numbers to call instead.
//!
//! Nothing that is typed is kept or sent.

use crate::components::icon::icon;
use crate::components::phone::Phone;
use crate::components::when::When;
use crate::words::{label, t, t_count, w};
use erum_domain::directory::{Answer, Unit};
use erum_domain::search::fold;
use leptos::prelude::*;

/// Who can be called, each number once.
#[component]
pub(crate) fn Numbers(unit: &'static Unit) -> impl IntoView {
    let row = |(actor, number): (&'static str, &'static str)| {
        view! { <li class="line"><span class="line__words"><bdi lang="sv">{actor}</bdi></span> <Phone number /></li> }
    };
    view! { <ul class="card lines" data-testid="numbers">{unit.numbers().into_iter().map(row).collect_view()}</ul> }
}

/// The list, shortened as somebody types.
#[component]
pub(crate) fn Answers(unit: &'static Unit) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| query.with(|query| matching(unit, query)));
    let typed = move || !query.with(|query| query.trim().is_empty());
    let list =
        move || found.get().into_iter().filter_map(|index| unit.answers.get(index)).map(|answer| view! { <Row answer /> }).collect_view();
    view! {
        <div class="finder__field" role="search">
            {icon("search")}
            <input
                class="finder__input" type="search" data-testid="answers-filter" autocomplete="off" spellcheck="false" enterkeyhint="search"
                aria-labelledby="part-answers" placeholder=t(w::PLACES_FILTER) prop:value=query
                on:input:target=move |event| query.set(event.target().value())
            />
        </div>
        <p class="visually-hidden" role="status">{move || typed().then(|| t_count(w::FINDER_FOUND, found.with(Vec::len) as u64, &[]))}</p>
        <When holds=move || !found.with(Vec::is_empty) fallback=|| view! { <p class="quiet" data-testid="answers-none">{t(w::PLACES_NO_MATCH)}</p> }>
            <ul class="card lines">{list}</ul>
        </When>
    }
}

/// The answers that hold every word that was typed, in topic, actor or level.
fn matching(unit: &Unit, query: &str) -> Vec<usize> {
    let query = fold(query);
    let holds = |answer: &Answer| {
        let text = fold(&format!("{} {} {}", label(answer.service), answer.actor, label(answer.level)));
        query.split(' ').all(|word| text.contains(word))
    };
    unit.answers.iter().enumerate().filter_map(|(index, answer)| holds(answer).then_some(index)).collect()
}

#[component]
fn Row(answer: &'static Answer) -> impl IntoView {
    view! {
        <li class="line" data-testid=format!("answer-{}", answer.service.code())>
            <span class="line__words">
                <span class="row__title">{label(answer.service)}</span>
                <span class="row__hint"><bdi lang="sv">{answer.actor.as_str()}</bdi> " · " {label(answer.level)}</span>
            </span>
            {answer.phone.as_deref().map(|number| view! { <Phone number /> })}
        </li>
    }
}
