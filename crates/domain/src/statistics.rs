//! Counting records: a ledger that takes them in any order, any number of times, and the counts that follow.
//!
//! The same code counts on the tablet and on the hub. What may be shown of a count is decided in
//! [`disclosure`](crate::disclosure), never here.

use crate::codes::{Fault, Form, Limit, Obstacle, Outcome, PlaceKind, Referral, Service};
use crate::guide::Cause;
use crate::ident::{Id, Slug};
use crate::record::{Record, SessionRecord};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// All records of a unit, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    sessions: BTreeMap<Id, SessionRecord>,
    withdrawn: BTreeSet<Id>,
}

impl Ledger {
    /// Takes a record in. Taking the same one again changes nothing; order does not matter.
    pub fn add(&mut self, record: &Record) {
        match record {
            Record::Session(session) => drop(self.sessions.insert(session.id, session.clone())),
            Record::Withdrawal(withdrawal) => drop(self.withdrawn.insert(withdrawal.withdraws)),
            Record::GuideFlag(_) | Record::DirectoryCorrection(_) => {}
        }
    }

    /// The records that count: neither withdrawn nor corrected, and of several corrections of the same record
    /// one, the same on every machine (the greatest id).
    pub fn counted(&self) -> impl Iterator<Item = &SessionRecord> {
        let corrections = self.corrections();
        self.sessions.values().filter(move |session| {
            let corrected = corrections.contains_key(&session.id);
            !corrected && !self.outdone(session, &corrections) && !self.withdrawn.contains(&session.id)
        })
    }

    /// Whether another correction stands instead of this one, or instead of one that this one corrects.
    /// Ends for an uncorrected session: no record has two standing corrections, so no record is met twice.
    fn outdone(&self, session: &SessionRecord, corrections: &BTreeMap<Id, Id>) -> bool {
        let mut later = session;
        while let Some(replaced) = later.replaces {
            if corrections.get(&replaced) != Some(&later.id) {
                return true;
            }
            let Some(earlier) = self.sessions.get(&replaced) else { break };
            later = earlier;
        }
        false
    }

    /// For every corrected id, the correction that stands.
    fn corrections(&self) -> BTreeMap<Id, Id> {
        let mut standing = BTreeMap::new();
        for session in self.sessions.values() {
            if let Some(replaced) = session.replaces {
                let best = standing.entry(replaced).or_insert(session.id);
                *best = (*best).max(session.id);
            }
        }
        standing
    }
}

impl<'a> FromIterator<&'a Record> for Ledger {
    fn from_iter<T: IntoIterator<Item = &'a Record>>(records: T) -> Self {
        let mut ledger = Self::default();
        records.into_iter().for_each(|record| ledger.add(record));
        ledger
    }
}

/// How often a guide was followed, and where it stuck.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideCount {
    /// Sessions with the guide, all versions.
    pub sessions: u64,
    /// Sessions that stuck at the step, each counted once per step.
    pub stuck: BTreeMap<Slug, u64>,
    /// Why, by step. Quarters that were closed by an older program say nothing of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub causes: BTreeMap<Slug, CauseCount>,
    /// The topics its sessions were counted under; mostly one. Quarters that were closed by an older program say nothing
    /// of it. Nobody is shown it: it tells which counts a topic's count is made of.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub topics: BTreeSet<Service>,
}

/// Why sessions stuck at a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseCount {
    /// Sessions in which the obstacle was marked at the step.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub obstacles: BTreeMap<Obstacle, u64>,
    /// Sessions in which the fault was marked at the step.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub faults: BTreeMap<Fault, u64>,
}

/// Counts of sessions. Raw: pass them through [`disclosure`](crate::disclosure) before anyone sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// All sessions that count.
    pub sessions: u64,
    /// Sessions of residents who came back.
    pub returning: u64,
    /// By topic; sums to `sessions`.
    pub services: BTreeMap<Service, u64>,
    /// By outcome; sums to `sessions`.
    pub outcomes: BTreeMap<Outcome, u64>,
    /// By kind of place; sums to `sessions`.
    pub places: BTreeMap<PlaceKind, u64>,
    /// By form; sums to `sessions`.
    pub forms: BTreeMap<Form, u64>,
    /// Sessions in which the obstacle was met, anywhere.
    pub obstacles: BTreeMap<Obstacle, u64>,
    /// Sessions in which the fault was met, anywhere.
    pub faults: BTreeMap<Fault, u64>,
    /// Sessions that met the limit.
    pub limits: BTreeMap<Limit, u64>,
    /// Sessions that ended with a referral.
    pub referrals: BTreeMap<Referral, u64>,
    /// By guide.
    pub guides: BTreeMap<Slug, GuideCount>,
    /// Sessions without a guide, by topic. Quarters that were closed by an older program say nothing of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub without_guide: BTreeMap<Service, u64>,
}

impl Statistics {
    /// These counts and others of other sessions, together.
    pub fn add(&mut self, other: &Self) {
        self.sessions += other.sessions;
        self.returning += other.returning;
        add_all(&mut self.services, &other.services);
        add_all(&mut self.outcomes, &other.outcomes);
        add_all(&mut self.places, &other.places);
        add_all(&mut self.forms, &other.forms);
        add_all(&mut self.obstacles, &other.obstacles);
        add_all(&mut self.faults, &other.faults);
        add_all(&mut self.limits, &other.limits);
        add_all(&mut self.referrals, &other.referrals);
        add_all(&mut self.without_guide, &other.without_guide);
        for (guide, count) in &other.guides {
            let of_guide = self.guides.entry(guide.clone()).or_default();
            of_guide.sessions += count.sessions;
            of_guide.topics.extend(&count.topics);
            add_all(&mut of_guide.stuck, &count.stuck);
            for (step, causes) in &count.causes {
                let of_step = of_guide.causes.entry(step.clone()).or_default();
                add_all(&mut of_step.obstacles, &causes.obstacles);
                add_all(&mut of_step.faults, &causes.faults);
            }
        }
    }
}

fn add_all<K: Ord + Clone>(counts: &mut BTreeMap<K, u64>, others: &BTreeMap<K, u64>) {
    others.iter().for_each(|(key, count)| *counts.entry(key.clone()).or_default() += count);
}

/// Counts sessions.
pub fn count<'a>(sessions: impl IntoIterator<Item = &'a SessionRecord>) -> Statistics {
    let mut counts = Statistics::default();
    for session in sessions {
        count_one(&mut counts, session);
    }
    counts
}

fn count_one(counts: &mut Statistics, session: &SessionRecord) {
    counts.sessions += 1;
    counts.returning += u64::from(session.returning);
    bump(&mut counts.services, session.service);
    bump(&mut counts.outcomes, session.outcome);
    bump(&mut counts.places, session.place);
    bump(&mut counts.forms, session.form);
    session.limit.into_iter().for_each(|limit| bump(&mut counts.limits, limit));
    session.referral.into_iter().for_each(|referral| bump(&mut counts.referrals, referral));
    let (obstacles, faults) = causes(session);
    obstacles.into_iter().for_each(|obstacle| bump(&mut counts.obstacles, obstacle));
    faults.into_iter().for_each(|fault| bump(&mut counts.faults, fault));
    match &session.guide {
        Some(guide) => count_with_guide(counts.guides.entry(guide.slug.clone()).or_default(), session),
        None => bump(&mut counts.without_guide, session.service),
    }
}

fn count_with_guide(of_guide: &mut GuideCount, session: &SessionRecord) {
    of_guide.sessions += 1;
    of_guide.topics.insert(session.service);
    let steps: BTreeSet<&Slug> = session.stuck.iter().map(|stuck| &stuck.step).collect();
    steps.into_iter().for_each(|step| bump(&mut of_guide.stuck, step.clone()));
    for stuck in &session.stuck {
        let causes = of_guide.causes.entry(stuck.step.clone()).or_default();
        match stuck.cause {
            Cause::Obstacle(obstacle) => bump(&mut causes.obstacles, obstacle),
            Cause::Fault(fault) => bump(&mut causes.faults, fault),
        }
    }
}

/// Every obstacle and fault of a session, once, whether marked at a step or at the end.
fn causes(session: &SessionRecord) -> (BTreeSet<Obstacle>, BTreeSet<Fault>) {
    let mut obstacles = session.obstacles.clone();
    let mut faults = session.faults.clone();
    for stuck in &session.stuck {
        match stuck.cause {
            Cause::Obstacle(obstacle) => drop(obstacles.insert(obstacle)),
            Cause::Fault(fault) => drop(faults.insert(fault)),
        }
    }
    (obstacles, faults)
}

fn bump<K: Ord>(counts: &mut BTreeMap<K, u64>, key: K) {
    *counts.entry(key).or_default() += 1;
}
