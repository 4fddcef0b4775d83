//! What lies on the staff's desk: all app-wide state, in signals made once at the root, so that no page can outlive it.
//!
//! Mirrors what is stored and is changed by the journal only, after storing. Pages read it and never write it,
//! but for what they merely hold in their hand: the chosen errand, the open session.

pub(crate) use crate::storage::{DayItem, DayState, Device, Home, KeptSlot, Sign, StorageError, StoredParcel};
use crate::words::Catalogue;
use erum_domain::directory::Unit;
use erum_domain::guide::{Guide, Step};
use erum_domain::ident::{Id, Slug};
use erum_domain::languages::Language;
use erum_domain::pack::Pack;
use erum_domain::record::SessionRecord;
use erum_domain::session::{About, DaySetting, HelpSession};
use erum_domain::sync::Trouble;
use erum_domain::wire::snapshot::SnapshotAnswer;
use erum_vault::throttle::Throttle;
use leptos::prelude::*;

/// A new version is offered only when no session was touched for this long, milliseconds.
const UNTOUCHED_MS: i64 = 30 * 60_000;

/// Whether this tab may work with the tablet's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Not asked for yet.
    Closed,
    /// Nobody has unlocked the tablet: it can send what waits, and nothing more.
    Locked,
    /// This tab is the one that writes.
    Writer,
    /// Another tab writes.
    OtherTab,
    /// The data cannot be reached.
    Failed(StorageError),
}

/// How the latest save went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Saving {
    /// Under way.
    Writing,
    /// On disk since then.
    Saved(i64),
    /// Not saved, and why; what is on the screen is what was saved before.
    Failed(StorageError),
}

/// Where sending stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sending {
    /// A request is under way.
    pub(crate) busy: bool,
    /// What stands in the way.
    pub(crate) trouble: Option<Trouble>,
}

/// A guide shown to the visitor over the whole screen, and the step it began at.
#[derive(Clone, Copy)]
pub(crate) struct Showing {
    /// The guide, from the pack: nothing of the visitor's.
    pub(crate) guide: &'static Guide,
    /// The step.
    pub(crate) step: usize,
    /// The visitor's language, where it is not the Swedish of the page.
    pub(crate) tongue: Option<Tongue>,
}

/// A visitor's language: the guides in it, and the few words that a visitor reads.
#[derive(Clone, Copy)]
pub(crate) struct Tongue {
    /// Which.
    pub(crate) language: Language,
    /// Guides in it.
    pub(crate) pack: &'static Pack,
    /// Words in it.
    pub(crate) words: Catalogue,
}

impl Tongue {
    /// A step in this language. By its id: the Swedish guide may be of an older version.
    pub(crate) fn step(self, guide: &Guide, step: &Slug) -> Option<(Self, &'static Guide, &'static Step)> {
        let translated = self.pack.guide(&guide.slug)?;
        Some((self, translated, translated.step(step)?))
    }
}

/// An errand chosen for a session that has not begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// Guide or topic.
    pub(crate) about: About,
    /// The visitor has been here with it before: there was a slip.
    pub(crate) returning: bool,
    /// The step on the slip.
    pub(crate) step: Option<usize>,
}

impl Chosen {
    /// An errand that is new, as far as anyone has said.
    pub(crate) const fn new(about: About) -> Self {
        Self { about, returning: false, step: None }
    }
}

/// All of it. Copied into every page.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// Guides, words and places.
    pub(crate) pack: &'static Pack,
    /// Whether this tab may write.
    pub(crate) access: RwSignal<Access>,
    /// This tablet, once enrolled.
    pub(crate) device: RwSignal<Option<Device>>,
    /// Where the tablet belongs, once unlocked.
    pub(crate) home: RwSignal<Option<Home>>,
    /// The ways in.
    pub(crate) slots: RwSignal<Vec<KeptSlot>>,
    /// The way by which it was unlocked.
    pub(crate) me: RwSignal<Option<Id>>,
    /// The wait after wrong PINs.
    pub(crate) throttle: RwSignal<Throttle>,
    /// What the visitor is shown. Stays when the tablet locks behind it.
    pub(crate) showing: RwSignal<Option<Showing>>,
    /// The language of the visitor whose session this is. In memory only.
    pub(crate) tongue: RwSignal<Option<(Id, Tongue)>>,
    /// The record made last, until the next visitor.
    pub(crate) latest: RwSignal<Option<SessionRecord>>,
    /// Place and form of the day.
    pub(crate) setting: RwSignal<Option<DaySetting>>,
    /// Open sessions, oldest first.
    pub(crate) drafts: RwSignal<Vec<HelpSession>>,
    /// Closed sessions, newest first.
    pub(crate) closed: RwSignal<Vec<DayItem>>,
    /// Records on their way or receipted, by number.
    pub(crate) parcels: RwSignal<Vec<StoredParcel>>,
    /// Values in storage that could not be read.
    pub(crate) unreadable: RwSignal<usize>,
    /// The latest save.
    pub(crate) saving: RwSignal<Option<Saving>>,
    /// Where sending stands.
    pub(crate) sending: RwSignal<Sending>,
    /// What the unit's tablets are told of one another.
    pub(crate) snapshot: RwSignal<Option<SnapshotAnswer>>,
    /// Guides that open sessions began with, where they have changed since.
    pub(crate) begun: RwSignal<Vec<(Id, &'static Guide)>>,
    /// The session on the screen.
    pub(crate) open: RwSignal<Option<Id>>,
    /// The errand chosen, until the agreement has been spoken.
    pub(crate) chosen: RwSignal<Option<Chosen>>,
}

impl Desk {
    /// An empty desk with a pack.
    pub(crate) fn new(pack: &'static Pack) -> Self {
        Self {
            pack,
            access: RwSignal::new(Access::Closed),
            device: RwSignal::new(None),
            home: RwSignal::new(None),
            slots: RwSignal::new(Vec::new()),
            me: RwSignal::new(None),
            throttle: RwSignal::new(Throttle::default()),
            showing: RwSignal::new(None),
            tongue: RwSignal::new(None),
            latest: RwSignal::new(None),
            setting: RwSignal::new(None),
            drafts: RwSignal::new(Vec::new()),
            closed: RwSignal::new(Vec::new()),
            parcels: RwSignal::new(Vec::new()),
            unreadable: RwSignal::new(0),
            saving: RwSignal::new(None),
            sending: RwSignal::new(Sending::default()),
            snapshot: RwSignal::new(None),
            begun: RwSignal::new(Vec::new()),
            open: RwSignal::new(None),
            chosen: RwSignal::new(None),
        }
    }

    /// The desk of this app.
    pub(crate) fn get() -> Self {
        expect_context()
    }

    /// A fact of a draft. Tracks.
    pub(crate) fn read_draft<T>(&self, id: Id, fact: impl FnOnce(&HelpSession) -> T) -> Option<T> {
        self.drafts.with(|drafts| drafts.iter().find(|session| session.id == id).map(fact))
    }

    /// A draft by its id, as it is now. Does not track.
    pub(crate) fn draft(&self, id: Id) -> Option<HelpSession> {
        self.drafts.with_untracked(|drafts| drafts.iter().find(|session| session.id == id).cloned())
    }

    /// The guide a session follows: as it was when the session began, where that is kept, else as the pack has it now.
    pub(crate) fn guide_of(&self, session: &HelpSession) -> Option<&'static Guide> {
        let then = self.begun.with_untracked(|begun| begun.iter().find(|(of, _)| *of == session.id).map(|(_, guide)| *guide));
        then.or_else(|| self.pack.guides.iter().find(|guide| session.is_about(guide)))
    }

    /// Another visitor sits down: what was just saved is none of theirs.
    pub(crate) fn next_visitor(&self) {
        self.latest.set(None);
    }

    /// How many steps of a session were done another day, by the slip it began with. Tracks.
    pub(crate) fn done_before(&self, session: Id) -> usize {
        self.read_draft(session, |session| session.done_before as usize).unwrap_or(0)
    }

    /// Whether there is a newer guide than the one a session began with: its words, its facts or its steps.
    pub(crate) fn has_newer(&self, session: &HelpSession) -> bool {
        let kept = self.begun.with_untracked(|begun| begun.iter().any(|(of, _)| *of == session.id));
        kept || self.pack.guides.iter().any(|guide| session.is_behind(guide))
    }

    /// The municipality this tablet belongs to, if the pack knows it. Does not track.
    pub(crate) fn own_unit_now(&self) -> Option<&'static Unit> {
        self.home.with_untracked(|home| self.pack.unit(&home.as_ref()?.unit))
    }

    /// What an errand is called.
    pub(crate) fn title_of(&self, about: &About) -> String {
        match about {
            About::Guide(guide) => self.pack.guide(&guide.slug).map_or_else(|| guide.slug.to_string(), |guide| guide.title.clone()),
            About::Topic(topic) => crate::words::label(*topic).to_owned(),
        }
    }

    /// How many records wait to be sent. Tracks.
    pub(crate) fn unsent(&self) -> usize {
        self.parcels.with(|parcels| parcels.iter().filter(|parcel| parcel.receipt.is_none()).count())
    }

    /// How many records wait to be sent. Does not track.
    pub(crate) fn unsent_now(&self) -> usize {
        self.parcels.with_untracked(|parcels| parcels.iter().filter(|parcel| parcel.receipt.is_none()).count())
    }

    /// Closed sessions that count. Tracks.
    pub(crate) fn counting(&self) -> usize {
        self.closed.with(|closed| closed.iter().filter(|item| matches!(item.state, DayState::Counts | DayState::Reopened)).count())
    }

    /// The day's setting, when it was made today. Tracks.
    pub(crate) fn setting_today(&self) -> Option<DaySetting> {
        self.setting.get().filter(|setting| setting.day == crate::platform::today())
    }

    /// Whether nobody is in the middle of a session: a new version may be offered. Tracks.
    pub(crate) fn is_untouched(&self) -> bool {
        let now = crate::platform::now_ms();
        self.drafts.with(|drafts| drafts.iter().all(|session| (now - session.touched_ms).abs() > UNTOUCHED_MS))
    }
}
