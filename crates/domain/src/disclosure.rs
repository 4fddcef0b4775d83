//! What may be shown of a count: 1 to 4 never as such, and never so that it can be worked out from the others.
//!
//! The limit of five is the project's own policy (a common rule of thumb; no formal Swedish rule was found).
//! Nought may be shown. In a table that sums to a total, cells could be worked out by subtraction when those held
//! back are one alone or all alike: then the next larger are held back with them, under one mark. Where few
//! sessions were held at all, their number is all that is shown: the tables together would tell one session's story.
//!
//! Sessions without a guide are what is left of a topic when its guides are taken away. Their table therefore says only
//! what follows from topics and guides as they are shown: said beside them, anything more would tell what they hold back.

use crate::codes::{Coded, Service};
use crate::ident::Slug;
use crate::statistics::{GuideCount, Statistics};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Counts below this, but not nought, are never shown.
pub const SMALLEST_SHOWN: u64 = 5;

/// A count as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shown {
    /// One to four.
    Few,
    /// Held back, small or not, so that none in the table can be worked out.
    Hidden,
    /// The count itself: nought, or five and more.
    Exactly(u64),
}

impl Shown {
    /// A count that stands alone.
    pub const fn of(count: u64) -> Self {
        if count == 0 || count >= SMALLEST_SHOWN { Self::Exactly(count) } else { Self::Few }
    }

    /// The count, when it may be shown.
    pub const fn exactly(self) -> Option<u64> {
        match self {
            Self::Exactly(count) => Some(count),
            Self::Few | Self::Hidden => None,
        }
    }
}

/// One row of a table: a code and its count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownRow {
    /// A code of the table's list.
    pub code: String,
    /// Its count.
    pub count: Shown,
}

/// A step and how many sessions stuck there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownStep {
    /// The step.
    pub step: Slug,
    /// Sessions that stuck there.
    pub stuck: Shown,
    /// Share of the guide's sessions in whole per cent; only when the count is shown.
    pub percent: Option<u64>,
}

/// A guide, how often it was followed, and where it stuck, most often first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownGuide {
    /// The guide.
    pub guide: Slug,
    /// Sessions with it.
    pub sessions: Shown,
    /// Its steps.
    pub steps: Vec<ShownStep>,
}

/// Statistics as they may be shown; the only form in which they leave the hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownStatistics {
    /// All sessions.
    pub sessions: Shown,
    /// By topic.
    pub services: Vec<ShownRow>,
    /// By outcome.
    pub outcomes: Vec<ShownRow>,
    /// By kind of place.
    pub places: Vec<ShownRow>,
    /// By form.
    pub forms: Vec<ShownRow>,
    /// By obstacle.
    pub obstacles: Vec<ShownRow>,
    /// By fault.
    pub faults: Vec<ShownRow>,
    /// By limit.
    pub limits: Vec<ShownRow>,
    /// By referral.
    pub referrals: Vec<ShownRow>,
    /// By guide.
    pub guides: Vec<ShownGuide>,
    /// Sessions without a guide, by topic. A topic that does not stand here had none, or may not be told of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_guide: Vec<ShownRow>,
}

/// The statistics as they may be shown.
pub fn protect(raw: &Statistics) -> ShownStatistics {
    let total = Shown::of(raw.sessions);
    let few = Statistics::default();
    let raw = if total.exactly().is_some() { raw } else { &few };
    let services = parts(&raw.services, total);
    ShownStatistics {
        sessions: total,
        without_guide: without_guide(raw, &services),
        services,
        outcomes: parts(&raw.outcomes, total),
        places: parts(&raw.places, total),
        forms: parts(&raw.forms, total),
        obstacles: rows(&raw.obstacles),
        faults: rows(&raw.faults),
        limits: rows(&raw.limits),
        referrals: rows(&raw.referrals),
        guides: guides(&raw.guides),
    }
}

/// A table whose cells need not sum to anything.
fn rows<C: Coded>(counts: &BTreeMap<C, u64>) -> Vec<ShownRow> {
    in_order(counts.iter().map(|(code, count)| (*code, Shown::of(*count))).collect())
}

/// The largest first.
fn in_order<C: Coded>(mut rows: Vec<(C, Shown)>) -> Vec<ShownRow> {
    rows.sort_by_key(|(_, shown)| std::cmp::Reverse(*shown));
    rows.into_iter().map(|(code, count)| ShownRow { code: code.code().to_owned(), count }).collect()
}

/// A table whose cells sum to a total that is shown too.
fn parts<C: Coded>(counts: &BTreeMap<C, u64>, total: Shown) -> Vec<ShownRow> {
    let cells: Vec<(C, u64)> = counts.iter().map(|(code, count)| (*code, *count)).collect();
    let shown = hide_what_can_be_worked_out(&cells.iter().map(|(_, count)| *count).collect::<Vec<_>>(), total);
    in_order(cells.iter().map(|(code, _)| *code).zip(shown).collect())
}

/// Hides small cells. When they are all alike beside a shown total, hides the next larger with them, so that any of
/// them could be any other; shows no cell at all when there is nothing larger to hide.
pub fn hide_what_can_be_worked_out(cells: &[u64], total: Shown) -> Vec<Shown> {
    let counts: BTreeSet<u64> = cells.iter().copied().filter(|count| *count > 0).collect();
    let alike = counts.range(..SMALLEST_SHOWN).count() == 1;
    if !alike || total.exactly().is_none() {
        return cells.iter().map(|count| Shown::of(*count)).collect();
    }
    let Some(next) = counts.range(SMALLEST_SHOWN..).next() else { return Vec::new() };
    cells.iter().map(|count| if (1..=*next).contains(count) { Shown::Hidden } else { Shown::Exactly(*count) }).collect()
}

/// Sessions without a guide, beside the topics as they are shown.
fn without_guide(raw: &Statistics, services: &[ShownRow]) -> Vec<ShownRow> {
    let all_of = |topic: Service| services.iter().find(|row| row.code == topic.code())?.count.exactly();
    let of_topic = |(topic, count): (&Service, &u64)| Some((*topic, left_of_topic(raw, *topic, *count, all_of(*topic)?)?));
    in_order(raw.without_guide.iter().filter_map(of_topic).collect())
}

/// What follows from a topic's shown count and its guides'. Where few followed one of the guides, the count itself would
/// tell how few; that there were such sessions at all is told only when four for each such guide do not make up the rest.
fn left_of_topic(raw: &Statistics, topic: Service, count: u64, all: u64) -> Option<Shown> {
    let followed: Vec<u64> = raw.guides.values().filter(|guide| guide.topics.iter().eq([&topic])).map(|guide| guide.sessions).collect();
    // Else an older program counted some of them, or a guide has changed its topic: then what is left is not known.
    if followed.iter().sum::<u64>() + count != all {
        return None;
    }
    let shown: u64 = followed.iter().filter_map(|sessions| Shown::of(*sessions).exactly()).sum();
    let few = followed.iter().filter(|sessions| Shown::of(**sessions).exactly().is_none()).count() as u64;
    match few {
        0 => Some(Shown::of(count)),
        _ => (all - shown > few * (SMALLEST_SHOWN - 1)).then_some(Shown::Hidden),
    }
}

fn guides(counts: &BTreeMap<Slug, GuideCount>) -> Vec<ShownGuide> {
    let mut shown: Vec<ShownGuide> = counts.iter().map(|(guide, count)| guide_of(guide, count)).collect();
    shown.sort_by_key(|guide| std::cmp::Reverse(guide.sessions));
    shown
}

fn guide_of(guide: &Slug, count: &GuideCount) -> ShownGuide {
    let sessions = Shown::of(count.sessions);
    let mut steps: Vec<ShownStep> = count.stuck.iter().map(|(step, stuck)| step_of(step, *stuck, sessions)).collect();
    steps.sort_by_key(|step| std::cmp::Reverse(step.stuck));
    // Where the guide itself was followed by few, its steps would say more than its sum.
    if sessions.exactly().is_none() {
        steps.clear();
    }
    ShownGuide { guide: guide.clone(), sessions, steps }
}

fn step_of(step: &Slug, stuck: u64, sessions: Shown) -> ShownStep {
    let shown = Shown::of(stuck);
    let percent = match (shown.exactly(), sessions.exactly()) {
        (Some(stuck), Some(sessions)) if sessions > 0 => Some((stuck * 100 + sessions / 2) / sessions),
        _ => None,
    };
    ShownStep { step: step.clone(), stuck: shown, percent }
}
