//! The checklist: what the whole app is for. A tick is one tap and answers at once – once it is on disk.
//!
//! Knows a session by its id and reads it from the desk; every change is a move handed to the journal.

mod bar;
mod flag;
mod marks;
mod step;
mod visitor;

use crate::components::answers::WhoAnswers;
use crate::components::notice::{Notice, Tone};
use crate::components::phone::Way;
use crate::components::saving::SaveTrouble;
use crate::components::shell::PageTitle;
use crate::components::staff_shell::StaffShell;
use crate::desk::{Desk, Tongue};
use crate::words::{label, t, t_with, w};
use crate::{journal, platform};
use bar::Bar;
use erum_domain::codes::Service;
use erum_domain::guide::{Guide, Status};
use erum_domain::ident::{Id, Slug};
use erum_domain::languages::Language;
use erum_domain::session::{HelpSession, Move};
use leptos::prelude::*;
use leptos_router::components::Redirect;
use step::StepRow;
use visitor::VisitorCard;

/// The page.
#[component]
pub(crate) fn SessionPage() -> impl IntoView {
    let desk = Desk::get();
    view! {
        <StaffShell>
            // Not tracked: closing a session leaves this page by its own way.
            {move || match desk.open.get_untracked().filter(|id| desk.draft(*id).is_some()) {
                Some(id) => view! { <OpenSession id /> }.into_any(),
                None => view! { <Redirect path="/personal" /> }.into_any(),
            }}
        </StaffShell>
    }
}

/// A handle to one open session: what it is and how to change it. Copied into its widgets.
#[derive(Clone, Copy)]
struct Worktop {
    desk: Desk,
    id: Id,
    guide: Option<&'static Guide>,
    /// The step one has tapped, when it is not simply the next.
    tapped: RwSignal<Option<usize>>,
}

impl Worktop {
    /// A fact of the session. Tracks.
    fn read<T>(self, fact: impl FnOnce(&HelpSession) -> T) -> Option<T> {
        self.desk.read_draft(self.id, fact)
    }

    fn is_ticked(self, step: &Slug) -> bool {
        self.read(|session| session.ticked.contains(step)).unwrap_or(false)
    }

    /// The index of the step in hand: the one tapped, else the first that is not ticked, from the slip's step on. Tracks.
    fn in_hand(self) -> usize {
        let steps = self.guide.map_or(&[][..], |guide| &guide.steps);
        let first = self.desk.done_before(self.id);
        let open = || steps.iter().enumerate().skip(first).find(|(_, step)| !self.is_ticked(&step.id)).map(|(index, _)| index);
        self.tapped.get().or_else(open).unwrap_or(steps.len().saturating_sub(1))
    }

    /// The visitor's language, when it is another than the page's. Tracks.
    fn tongue(self) -> Option<Tongue> {
        let (session, tongue) = self.desk.tongue.get()?;
        (session == self.id && tongue.language != Language::SWEDISH).then_some(tongue)
    }

    fn make(self, step_move: Move) {
        let Self { desk, id, .. } = self;
        // The disk is asked within the tap itself: the router and others who listen to taps have their turn while it works.
        platform::run_now(async move {
            // How it went stands in `desk.saving`, which the bar and the notice show.
            journal::make_move(desk, id, step_move).await.unwrap_or_default();
        });
    }
}

#[component]
fn OpenSession(id: Id) -> impl IntoView {
    let desk = Desk::get();
    let session = desk.draft(id);
    let guide = session.as_ref().and_then(|session| desk.guide_of(session));
    let worktop = Worktop { desk, id, guide, tapped: RwSignal::new(None) };
    provide_context(worktop);
    let title = session.as_ref().map(|session| desk.title_of(&session.about)).unwrap_or_default();
    let changed = session.as_ref().is_some_and(|session| desk.has_newer(session));
    let visitor = session.as_ref().map(|session| session.visitor.to_string()).unwrap_or_default();
    view! {
        <div class="session" data-testid="session" data-session-id=id.to_string()>
            <div class="session__list">
                <div class="session__head">
                    <div>
                        <p class="eyebrow">{guide.map(|guide| t_with(w::GUIDE_ACTOR, &[("actor", &guide.actor), ("level", label(guide.level))]))}</p>
                        <PageTitle id="session-title" text=title.clone() />
                    </div>
                    <p class="tag tag--calm">{t_with(w::SESSION_VISITOR, &[("number", &visitor)])}</p>
                </div>
                <SaveTrouble />
                {guide.map(|guide| view! { <Honesty guide /> })}
                {guide.map(|guide| view! { <OwnersAnswer guide /> })}
                {changed.then(|| view! { <p class="tag tag--attention" data-testid="guide-changed">{t(w::GUIDE_CHANGED)}</p> })}
                {match guide {
                    Some(guide) => view! { <Steps guide /> }.into_any(),
                    None => view! { <WithoutGuide service=session.as_ref().map_or(Service::Other, |session| session.service) /> }.into_any(),
                }}
            </div>
            {guide.map(|guide| view! { <aside class="session__side"><VisitorCard guide /><OnTheWay guide /><section class="card"><WhoAnswers service=guide.service guide=Some(guide) /></section></aside> })}
        </div>
        <Bar />
    }
}

#[component]
fn Steps(guide: &'static Guide) -> impl IntoView {
    let rows = guide.steps.iter().enumerate().map(|(index, step)| view! { <StepRow index step /> }).collect_view();
    view! { <ol class="steps">{rows}</ol> }
}

/// A session about a topic for which there is no guide: nothing to tick, but it counts.
#[component]
fn WithoutGuide(service: Service) -> impl IntoView {
    view! {
        <section class="card">
            <h2 class="card__title">{t(w::SESSION_NO_GUIDE)}</h2>
            <p>{t(w::SESSION_NO_GUIDE_TEXT)}</p>
            <p class="limit-card">{t(w::SESSION_NO_GUIDE_LIMIT)}</p>
        </section>
        <section class="card"><WhoAnswers service guide=None /></section>
    }
}

/// An unchecked or old guide says so.
#[component]
fn Honesty(guide: &'static Guide) -> impl IntoView {
    let checked = platform::day_text(guide.checked.date);
    let words = if guide.checked.status == Status::Draft {
        Some(t(w::GUIDE_DRAFT).to_owned())
    } else if guide.is_old(platform::today()) {
        Some(t_with(w::GUIDE_OLD, &[("date", &checked)]))
    } else {
        None
    };
    words.map(|words| view! { <p class="tag tag--attention">{words}</p> })
}

/// What the owner of the e-service has answered about where it fails.
#[component]
fn OwnersAnswer(guide: &'static Guide) -> impl IntoView {
    let desk = Desk::get();
    let answer = Memo::new(move |_| {
        desk.snapshot.with(|snapshot| snapshot.as_ref()?.answers.iter().find(|answer| answer.guide == guide.slug).cloned())
    });
    let said = move || {
        answer.get().map(|answer| {
            let who = t_with(w::SESSION_OWNER_ANSWERS, &[("actor", &answer.actor), ("day", &platform::day_text(answer.day))]);
            view! { <Notice tone=Tone::Calm name="owner-answer"><p><b>{who}</b></p><p>{answer.text.as_str().to_owned()}</p></Notice> }
        })
    };
    view! { {said} }
}

/// The ways on without a computer.
#[component]
fn OnTheWay(guide: &'static Guide) -> impl IntoView {
    let ways = guide.otherwise.iter().map(|way| view! { <li><Way way /></li> }).collect_view();
    view! {
        <section class="card">
            <h2 class="card__title">{t(w::GUIDE_OTHERWISE)}</h2>
            <ul class="bullets">{ways}</ul>
        </section>
    }
}
