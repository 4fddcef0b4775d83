//! How far our own help goes, by level, and why; what has not been decided or collected says so.

use crate::words::{label, t, w};
use erum_domain::codes::{Service, ServiceLevel};
use erum_domain::directory::{OwnLevel, Unit};
use leptos::prelude::*;

/// Our own level for a service here, and why; or that it is not known.
#[component]
pub(crate) fn LevelHere(unit: Option<&'static Unit>, service: Service) -> impl IntoView {
    match unit.and_then(|unit| unit.level_for(service)) {
        Some(own) => view! { {label(own.level)} ". " <bdi lang="sv">{own.why.as_str()}</bdi> }.into_any(),
        None => t(w::GUIDE_LEVEL_HERE_UNKNOWN).into_any(),
    }
}

/// Every level that some service has here, with its services and why.
#[component]
pub(crate) fn OwnLevels(unit: &'static Unit) -> impl IntoView {
    let at = |level: ServiceLevel| unit.levels.iter().filter(move |own| own.level == level);
    let groups = ServiceLevel::ALL.iter().copied().filter(|level| at(*level).next().is_some());
    let groups = groups.map(|level| view! { <Level level services=at(level).collect() /> }).collect_view();
    let all_known = unit.levels.len() == Service::ALL.len();
    view! {
        <div class="card">
            {groups}
            {(!all_known).then(|| view! { <p class="quiet">{t(w::GUIDE_LEVEL_UNKNOWN)}</p> })}
        </div>
    }
}

#[component]
fn Level(level: ServiceLevel, services: Vec<&'static OwnLevel>) -> impl IntoView {
    let services = services
        .into_iter()
        .map(|own| view! { <li><b>{label(own.service)}</b> <p class="level__why"><bdi lang="sv">{own.why.as_str()}</bdi></p></li> })
        .collect_view();
    view! {
        <h3 class="card__subtitle level__title" data-testid=format!("level-{}", level.code())>{label(level)}</h3>
        <ul class="bullets">{services}</ul>
    }
}
