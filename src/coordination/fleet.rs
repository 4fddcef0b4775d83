//! What the page knows of a unit's tablets, and every question to the hub that changes one.
//!
//! Shows nothing before the hub has answered. A code is held only while it is shown.

use super::door::Words;
use super::office::Office;
use crate::network::{self, NoAnswer};
use erum_domain::ident::{Id, Slug};
use erum_domain::wire::devices::{CodeAnswer, CodeRequest, DeviceRequest, DevicesAnswer};
use erum_domain::wire::{HandIn, HandInAnswer, Receipt};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;

/// What is done to a tablet once it was asked about and said yes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// It may only hand over what it has, to be looked at.
    Revoke,
    /// What waits of it is counted.
    Accept,
    /// What waits of it is deleted.
    Discard,
}

impl Deed {
    /// Its name in addresses and tests.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Revoke => "revoke",
            Self::Accept => "accept",
            Self::Discard => "discard",
        }
    }
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Brought {
    /// The hub has it.
    Taken(Vec<Receipt>),
    /// It is not a file that a tablet exported.
    NoFile,
}

/// One unit's tablets. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub(super) struct Fleet {
    office: Office,
    unit: StoredValue<Slug>,
    pub(super) list: RwSignal<Option<DevicesAnswer>>,
    /// The code that was made last, until another unit is chosen or it is put away.
    pub(super) code: RwSignal<Option<CodeAnswer>>,
    /// What was asked for and not said yes to yet.
    pub(super) asked: RwSignal<Option<(Id, Deed)>>,
    pub(super) brought: RwSignal<Option<Brought>>,
    /// The latest question got no proper answer.
    pub(super) trouble: RwSignal<Option<Words>>,
    pub(super) busy: RwSignal<bool>,
}

impl Fleet {
    /// The unit's tablets, asked for now.
    pub(super) fn of(unit: Slug) -> Self {
        let fleet = Self {
            office: Office::get(),
            unit: StoredValue::new(unit),
            list: RwSignal::default(),
            code: RwSignal::default(),
            asked: RwSignal::default(),
            brought: RwSignal::default(),
            trouble: RwSignal::default(),
            busy: RwSignal::new(false),
        };
        fleet.ask();
        fleet
    }

    /// Where the disposal log is.
    pub(super) fn log_path(self) -> String {
        format!("/api/v1/disposals?unit={}", self.unit.get_value())
    }

    /// Asks for the list.
    pub(super) fn ask(self) {
        let path = format!("/api/v1/devices?unit={}", self.unit.get_value());
        self.run(async move { network::get::<DevicesAnswer>(&path).await }, move |list| self.list.set(Some(list)));
    }

    /// Asks for a code for one more tablet.
    pub(super) fn make_code(self) {
        let request = CodeRequest { unit: self.unit.get_value() };
        let asked = async move { network::post::<_, CodeAnswer>("/api/v1/devices/code", &request, None).await };
        self.run(asked, move |code| self.code.set(Some(code)));
    }

    /// Does what was asked about.
    pub(super) fn go_on(self) {
        let Some((device, deed)) = self.asked.get_untracked() else { return };
        let request = DeviceRequest { unit: self.unit.get_value(), device };
        let path = format!("/api/v1/devices/{}", deed.name());
        self.run(async move { network::post::<_, DevicesAnswer>(&path, &request, None).await }, move |list| {
            self.asked.set(None);
            self.list.set(Some(list));
            // What was accepted is counted from now on.
            self.office.ask();
        });
    }

    /// Hands in the text of a file that a tablet exported.
    pub(super) fn hand_in(self, text: &str) {
        let Ok(file) = serde_json::from_str::<HandIn>(text) else { return self.brought.set(Some(Brought::NoFile)) };
        let path = format!("/api/v1/hand-in?unit={}", self.unit.get_value());
        self.brought.set(None);
        let bringing = async move {
            let mut receipts = Vec::new();
            for request in file.in_requests() {
                receipts.extend(network::post::<_, HandInAnswer>(&path, &request, None).await?.receipts);
            }
            Ok(receipts)
        };
        self.run(bringing, move |receipts| {
            self.brought.set(Some(Brought::Taken(receipts)));
            self.ask();
            self.office.ask();
        });
    }

    fn run<T: 'static>(self, question: impl Future<Output = Result<T, NoAnswer>> + 'static, then: impl FnOnce(T) + 'static) {
        self.busy.set(true);
        self.trouble.set(None);
        spawn_local(async move {
            let answer = question.await;
            // The section may be gone: another unit was chosen, or nobody is logged in any more.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(answer) => then(answer),
                Err(no_answer) => self.trouble.set(self.office.heard(no_answer)),
            }
        });
    }
}
