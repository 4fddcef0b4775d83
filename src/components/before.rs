//! Before one starts: what must be at hand, asked thing by thing, and the way on when it is missing. That is where most
//! errands end.
//!
//! Keeps no answer: it is forgotten when the page is left. Residents' pages use it: nothing here may know the desk.

use crate::components::icon::icon;
use crate::components::phone::Way;
use crate::components::rich::mixed;
use crate::components::when::When;
use crate::words::{t, w};
use erum_domain::guide::{Guide, Ready};
use erum_domain::ident::Slug;
use erum_domain::pack::Pack;
use leptos::prelude::*;

/// What to have ready for a guide.
#[component]
pub(crate) fn Before(
    pack: &'static Pack,
    guide: &'static Guide,
    /// Called with a guide that helps to get what is missing.
    on_guide: Callback<Slug>,
) -> impl IntoView {
    let tongue = guide.tongue();
    let things = guide.before.iter().map(|thing| view! { <Thing pack guide thing on_guide /> }).collect_view();
    view! { <ul class="before__things" lang=tongue.tag() dir=tongue.direction()>{things}</ul> }
}

#[component]
fn Thing(pack: &'static Pack, guide: &'static Guide, thing: &'static Ready, on_guide: Callback<Slug>) -> impl IntoView {
    let Some(leads) = pack.leads_of(guide, &thing.id) else {
        return view! { <li class="before__thing">{mixed(&thing.text)}</li> }.into_any();
    };
    let answer = RwSignal::new(None::<bool>);
    let chip = move |words, says: bool| {
        let name = format!("before-{}-{}", thing.id, if says { "yes" } else { "no" });
        view! { <button type="button" class="chip" aria-pressed=move || (answer.get() == Some(says)).to_string() data-testid=name on:click=move |_| answer.set(Some(says))>{words}</button> }
    };
    let leads = StoredValue::new(leads);
    view! {
        <li class="before__thing">
            <span id=format!("before-{}", thing.id)>{mixed(&thing.text)}</span>
            <div class="before__answers" role="group" aria-labelledby=format!("before-{}", thing.id)>
                {chip(t(w::BEFORE_YES), true)} {chip(t(w::BEFORE_NO), false)}
            </div>
            <When holds=move || answer.get() == Some(false)>
                <WayOn guide leads=leads.get_value() on_guide />
            </When>
        </li>
    }
    .into_any()
}

/// What to do when it is missing: get it first, or another way altogether.
#[component]
fn WayOn(guide: &'static Guide, leads: Vec<&'static Guide>, on_guide: Callback<Slug>) -> impl IntoView {
    let first = (!leads.is_empty()).then(|| {
        let leads = leads.into_iter().map(|lead| {
            let tongue = lead.tongue();
            view! {
                <li>
                    <button type="button" class="result result--small" data-testid=format!("lead-{}", lead.slug) on:click=move |_| on_guide.run(lead.slug.clone())>
                        <span lang=tongue.tag() dir=tongue.direction()>{mixed(&lead.title)}</span> {icon("chevron-right")}
                    </button>
                </li>
            }
        });
        view! { <p class="before__way">{t(w::BEFORE_GET_IT)}</p><ul class="results">{leads.collect_view()}</ul> }
    });
    let otherwise = guide.otherwise.iter().map(|way| view! { <li><Way way /></li> }).collect_view();
    view! {
        <div class="stuck-card" role="status">
            {first}
            <p class="before__way">{t(w::BEFORE_OTHERWISE)}</p>
            <ul class="bullets">{otherwise}</ul>
        </div>
    }
}
