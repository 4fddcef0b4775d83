//! "Vad sparas?": the record made last, exactly as it is sent, until the visitor is changed; else an invented example,
//! labelled so. To be turned to the visitor.

use crate::components::notice::{Notice, Tone};
use crate::components::shell::PageTitle;
use crate::components::staff_shell::StaffShell;
use crate::components::whole_record::WholeRecord;
use crate::desk::Desk;
use crate::platform;
use crate::words::{t, w};
use erum_domain::codes::{Form, LengthClass, Outcome, PlaceKind, Service};
use erum_domain::ident::Id;
use erum_domain::record::{RECORD_VERSION, SessionRecord};
use leptos::prelude::*;
use leptos_router::components::A;

/// The page.
#[component]
pub(crate) fn SavedPage() -> impl IntoView {
    let desk = Desk::get();
    view! {
        <StaffShell>
            <div class="narrow">
                <PageTitle id="what-title" text=t(w::WHAT_TITLE).to_owned() />
                <p class="lead">{t(w::WHAT_LEAD)}</p>
                {move || match desk.latest.get() {
                    Some(record) => view! { <p data-testid="what-real">{t(w::WHAT_REAL)}</p><WholeRecord record /> }.into_any(),
                    None => view! {
                        <Notice tone=Tone::Attention name="what-example">{t(w::WHAT_EXAMPLE)}</Notice>
                        <WholeRecord record=example() />
                    }
                    .into_any(),
                }}
                <section class="card">
                    <h2 class="card__title">{t(w::WHAT_NEVER_TITLE)}</h2>
                    <p>{t(w::WHAT_NEVER)}</p>
                    <p>{t(w::WHAT_WHERE)}</p>
                </section>
                <A href="/personal" attr:class="button" attr:data-testid="next-visitor" on:click=move |_| desk.next_visitor()>{t(w::TODAY_NEXT)}</A>
            </div>
        </StaffShell>
    }
}

/// Nobody's session.
fn example() -> SessionRecord {
    SessionRecord {
        v: RECORD_VERSION,
        id: Id::from_random([0xe0; 16]),
        date: platform::today(),
        place: PlaceKind::MainLibrary,
        form: Form::DropIn,
        service: Service::Travel,
        guide: None,
        outcome: Outcome::DoneWithSupport,
        stuck: Default::default(),
        obstacles: Default::default(),
        faults: Default::default(),
        limit: None,
        referral: None,
        support: None,
        length: Some(LengthClass::UpTo20),
        returning: false,
        replaces: None,
    }
}
