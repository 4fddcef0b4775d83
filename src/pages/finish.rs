//! How did it go? Three taps; everything else may be left out. Says in plain words what will be saved.

mod choices;
mod preview;

use crate::components::saving::SaveTrouble;
use crate::components::shell::PageTitle;
use crate::components::staff_shell::StaffShell;
use crate::desk::Desk;
use crate::journal;
use crate::platform;
use crate::words::{t, w};
use choices::{Extras, LimitChoice, Outcomes};
use erum_domain::codes::{Fault, Limit, Obstacle, Outcome, Referral};
use erum_domain::ident::Id;
use erum_domain::session::{Ending, HelpSession, Move, Telling};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{A, Redirect};
use leptos_router::hooks::use_navigate;
use preview::Preview;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The page.
#[component]
pub(crate) fn Finish() -> impl IntoView {
    let desk = Desk::get();
    view! {
        <StaffShell>
            // Not tracked: closing a session leaves this page by its own way.
            {move || match desk.open.get_untracked().filter(|id| desk.draft(*id).is_some()) {
                Some(id) => view! { <Form id /> }.into_any(),
                None => view! { <Redirect path="/personal" /> }.into_any(),
            }}
        </StaffShell>
    }
}

/// What has been chosen so far. Copied into the widgets.
#[derive(Clone, Copy)]
struct Sheet {
    desk: Desk,
    id: Id,
    /// The id that the record will have: drawn before it is shown, so that what is shown is what is sent.
    record: Id,
    outcome: RwSignal<Option<Outcome>>,
    obstacles: RwSignal<BTreeSet<Obstacle>>,
    faults: RwSignal<BTreeSet<Fault>>,
    limit: RwSignal<Option<Limit>>,
    referral: RwSignal<Option<Referral>>,
}

impl Sheet {
    /// As far as it has been told; when the session corrects a record, at first as it was told then.
    fn new(desk: Desk, session: &HelpSession) -> Self {
        let before = || {
            let id = session.replaces?;
            desk.closed.with_untracked(|closed| closed.iter().find(|item| item.record.id == id).map(|item| item.record.clone().into()))
        };
        let Telling { outcome, obstacles, faults, limit, referral } = session.telling.clone().or_else(before).unwrap_or_default();
        Self {
            desk,
            id: session.id,
            record: platform::random_id(),
            outcome: RwSignal::new(outcome),
            obstacles: RwSignal::new(obstacles),
            faults: RwSignal::new(faults),
            limit: RwSignal::new(limit),
            referral: RwSignal::new(referral),
        }
    }

    /// What has been told so far. Tracks.
    fn telling(self) -> Telling {
        Telling {
            outcome: self.outcome.get(),
            obstacles: self.obstacles.get(),
            faults: self.faults.get(),
            limit: self.limit.get(),
            referral: self.referral.get(),
        }
    }

    /// The ending as chosen; none until there is an outcome. Tracks.
    fn ending(self) -> Option<Ending> {
        self.telling().ending()
    }

    /// Saves every choice in the session, for a look at the steps or a lock may come between.
    fn keep(self) {
        let (wanted, saving) = (Rc::new(RefCell::new(None::<Telling>)), Rc::new(Cell::new(false)));
        Effect::new(move |before: Option<Telling>| {
            let now = self.telling();
            if before.is_some_and(|before| before != now) {
                wanted.replace(Some(now.clone()));
                if !saving.replace(true) {
                    let (wanted, saving) = (Rc::clone(&wanted), Rc::clone(&saving));
                    spawn_local(async move {
                        // One after the other, and the last one last: turns are not given in the order they were asked for.
                        while let Some(told) = wanted.take() {
                            self.make(Move::Tell(told)).await;
                        }
                        saving.set(false);
                    });
                }
            }
            now
        });
    }

    async fn make(self, step_move: Move) {
        // A failure stands in `desk.saving`, and on the screen.
        journal::make_move(self.desk, self.id, step_move).await.unwrap_or_default();
    }

    fn session(self) -> Option<HelpSession> {
        self.desk.read_draft(self.id, Clone::clone)
    }
}

#[component]
fn Form(id: Id) -> impl IntoView {
    let desk = Desk::get();
    let Some(session) = desk.draft(id) else { return ().into_any() };
    let sheet = Sheet::new(desk, &session);
    sheet.keep();
    provide_context(sheet);
    let title = desk.title_of(&session.about);
    view! {
        <p class="eyebrow">{title}</p>
        <PageTitle id="finish-title" text=t(w::FINISH_TITLE).to_owned() />
        <div class="two-columns">
            <div><Outcomes /><LimitChoice /></div>
            <div><Extras /><Preview /></div>
        </div>
        <CloseBar />
    }
    .into_any()
}

#[component]
fn CloseBar() -> impl IntoView {
    let sheet: Sheet = expect_context();
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let close = move |_| {
        let Some(ending) = sheet.ending() else { return };
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match journal::close(sheet.desk, sheet.id, &ending, sheet.record).await {
                Ok(()) => navigate("/personal/idag", leptos_router::NavigateOptions { replace: true, ..Default::default() }),
                // Why stands in `desk.saving`, and on the screen.
                Err(_) => busy.set(false),
            }
        });
    };
    view! {
        <SaveTrouble />
        <div class="bar">
            <A href="/personal/tillfalle" attr:class="button button--outline" attr:data-testid="finish-back">{t(w::FINISH_BACK)}</A>
            <button type="button" class="button" data-testid="close-session" disabled=move || sheet.outcome.get().is_none() || busy.get() on:click=close>
                {t(w::FINISH_CLOSE)}
            </button>
        </div>
    }
}
