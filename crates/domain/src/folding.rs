//! Folding: what is left of a quarter when its records go. Decides what is folded and what it counts; deletes nothing.
//!
//! Records that name one another – corrections, withdrawals, and what they name – are folded together or not at all, so
//! that none of them is left behind to count once more. What comes of it does not depend on the order they came in.

use crate::day::{Day, Quarter};
use crate::ident::Id;
use crate::record::{Record, SessionRecord};
use crate::statistics::{Ledger, Statistics, count};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The version of every aggregate written by this code.
pub const AGGREGATE_VERSION: u32 = 1;

/// Days after a quarter's end until it is closed. Tablets that were away for weeks have then been heard of.
pub const CLOSED_AFTER_DAYS: i32 = 60;

/// The counts of a closed quarter. Raw: pass them through [`disclosure`](crate::disclosure) before anyone sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aggregate {
    /// [`AGGREGATE_VERSION`] when written.
    pub v: u32,
    /// The quarter.
    pub quarter: Quarter,
    /// Its sessions, counted.
    pub counts: Statistics,
}

impl Aggregate {
    /// A quarter's first counts.
    pub const fn new(quarter: Quarter, counts: Statistics) -> Self {
        Self { v: AGGREGATE_VERSION, quarter, counts }
    }

    /// Reads a stored aggregate; `None` when it is damaged or of a newer version.
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str::<Self>(json).ok().filter(|aggregate| (1..=AGGREGATE_VERSION).contains(&aggregate.v))
    }

    /// The JSON that is stored.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A record and the day it came to the hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The record.
    pub record: Record,
    /// The day, by the hub's clock.
    pub day: Day,
}

/// A record that goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Going {
    /// Its id.
    pub id: Id,
    /// Whether it is a session; else a withdrawal.
    pub is_session: bool,
    /// The quarter it is deleted with.
    pub quarter: Quarter,
}

/// What is to be folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fold {
    /// What to add to each closed quarter.
    pub counts: BTreeMap<Quarter, Statistics>,
    /// The records to delete.
    pub going: Vec<Going>,
    /// The ids to remember: of those records, and of all that they name, come or not.
    pub gone: BTreeSet<Id>,
}

/// Whether the quarter of this day is closed.
pub fn is_closed(quarter: Quarter, today: Day) -> bool {
    today.days().saturating_sub(quarter.days().1.days()) > CLOSED_AFTER_DAYS
}

/// What can be folded today of all the records that a unit has.
pub fn fold(received: &[Received], today: Day) -> Fold {
    let named = Named::of(received);
    let mut folded = Fold::default();
    let mut met = BTreeSet::new();
    for one in received {
        let id = one.record.id();
        if matches!(one.record, Record::GuideFlag(_)) || met.contains(&id) {
            continue;
        }
        let group = named.group(id);
        met.extend(group.iter().copied());
        if let Some(going) = named.going(&group, today) {
            folded.going.extend(going);
            folded.gone.extend(group);
        }
    }
    let ledger: Ledger = received.iter().map(|one| &one.record).collect();
    let mut counted: BTreeMap<Quarter, Vec<&SessionRecord>> = BTreeMap::new();
    for session in ledger.counted().filter(|session| folded.gone.contains(&session.id)) {
        counted.entry(session.date.quarter()).or_default().push(session);
    }
    folded.counts = counted.into_iter().map(|(quarter, sessions)| (quarter, count(sessions))).collect();
    folded.going.sort_unstable();
    folded
}

/// Who names whom.
struct Named<'a> {
    by_id: BTreeMap<Id, &'a Received>,
    beside: BTreeMap<Id, Vec<Id>>,
}

impl<'a> Named<'a> {
    fn of(received: &'a [Received]) -> Self {
        let mut named = Self { by_id: BTreeMap::new(), beside: BTreeMap::new() };
        for one in received {
            let id = one.record.id();
            named.by_id.insert(id, one);
            if let Some(other) = one.record.names() {
                named.beside.entry(id).or_default().push(other);
                named.beside.entry(other).or_default().push(id);
            }
        }
        named
    }

    /// Everything that hangs together with this id, come or not.
    fn group(&self, id: Id) -> BTreeSet<Id> {
        let mut group = BTreeSet::from([id]);
        let mut ahead = vec![id];
        while let Some(next) = ahead.pop() {
            for other in self.beside.get(&next).into_iter().flatten() {
                if group.insert(*other) {
                    ahead.push(*other);
                }
            }
        }
        group
    }

    /// The records of the group, when all of its sessions lie in closed quarters. A group without a session, withdrawals
    /// of what never came, goes by the day it came.
    fn going(&self, group: &BTreeSet<Id>, today: Day) -> Option<Vec<Going>> {
        let records: Vec<&Received> = group.iter().filter_map(|id| self.by_id.get(id).copied()).collect();
        let last_session = records.iter().filter_map(|one| one.record.session_quarter()).max();
        let last = last_session.or_else(|| records.iter().map(|one| one.day.quarter()).max())?;
        is_closed(last, today).then(|| {
            let going = |one: &&Received| {
                let own = one.record.session_quarter();
                Going { id: one.record.id(), is_session: own.is_some(), quarter: own.unwrap_or(last) }
            };
            records.iter().map(going).collect()
        })
    }
}
