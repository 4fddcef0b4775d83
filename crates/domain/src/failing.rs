//! Where guides fail: how large a share of sessions stuck at which step, and why, in one quarter and in several together.
//!
//! Shows counts only as [`disclosure`](crate::disclosure) allows. A sum over quarters is held back where it would tell
//! a quarter's count that is held back itself: by taking away the others, or because only one set of counts can make it.

use crate::codes::Coded;
use crate::disclosure::{Shown, ShownRow, hide_what_can_be_worked_out};
use crate::ident::Slug;
use crate::statistics::{CauseCount, GuideCount, Statistics};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A guide and where it failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailingGuide {
    /// The guide.
    pub guide: Slug,
    /// Sessions with it.
    pub sessions: Shown,
    /// Its steps, those where most stuck first.
    pub steps: Vec<FailingStep>,
}

/// A step where sessions stuck.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailingStep {
    /// The step.
    pub step: Slug,
    /// Sessions that stuck there.
    pub stuck: Shown,
    /// Share of the guide's sessions in whole per cent; only when both counts are shown.
    pub percent: Option<u64>,
    /// What stood in residents' way there; none where the step's own count is held back.
    pub obstacles: Vec<ShownRow>,
    /// What was wrong with the e-service there; none where the step's own count is held back.
    pub faults: Vec<ShownRow>,
}

/// What a cell is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cell {
    Sessions,
    Stuck(Slug),
    /// By step, list and code.
    Cause(Slug, &'static str, &'static str),
}

/// A count and what is told of it. Not told at all (`None`), it may be anything from nought to four, or more.
type Told = (u64, Option<Shown>);

/// A guide's cells in one quarter.
type Cells = BTreeMap<Cell, Told>;

/// Where guides failed in one quarter.
pub fn failing_in_quarter(counts: &Statistics) -> Vec<FailingGuide> {
    in_order(counts.guides.keys().filter_map(|guide| Some(guide_of(guide, &quarter_cells(counts, guide)?))))
}

/// Where guides failed in several quarters together, none of them twice.
pub fn failing_in_all(quarters: &[Statistics]) -> Vec<FailingGuide> {
    let guides: BTreeSet<&Slug> = quarters.iter().flat_map(|counts| counts.guides.keys()).collect();
    in_order(guides.into_iter().map(|guide| {
        let each: Vec<Cells> = quarters.iter().filter_map(|counts| quarter_cells(counts, guide)).collect();
        guide_of(guide, &sum_cells(&each))
    }))
}

/// What is told of a guide in one quarter; `None` when nobody followed it.
fn quarter_cells(counts: &Statistics, guide: &Slug) -> Option<Cells> {
    let count = counts.guides.get(guide)?;
    // As the tables of statistics: of few sessions, or few with a guide, nothing more is told.
    let told = Shown::of(counts.sessions).exactly().is_some();
    let sessions = told.then(|| Shown::of(count.sessions));
    let steps_told = sessions.is_some_and(|sessions| sessions.exactly().is_some());
    let mut cells = Cells::from([(Cell::Sessions, (count.sessions, sessions))]);
    for (step, stuck) in &count.stuck {
        let shown = steps_told.then(|| Shown::of(*stuck));
        cells.insert(Cell::Stuck(step.clone()), (*stuck, shown));
        cause_cells(&mut cells, count, step, shown.filter(|shown| shown.exactly().is_some()));
    }
    Some(cells)
}

/// Why sessions stuck at a step. Mostly one cause for each, so that the causes nearly sum to the step's count.
fn cause_cells(cells: &mut Cells, count: &GuideCount, step: &Slug, stuck: Option<Shown>) {
    let counts = count.causes.get(step).map(causes).unwrap_or_default();
    let raw: Vec<u64> = counts.iter().map(|(_, _, count)| *count).collect();
    let shown = stuck.map(|stuck| hide_what_can_be_worked_out(&raw, stuck)).unwrap_or_default();
    for (index, (list, code, count)) in counts.into_iter().enumerate() {
        cells.insert(Cell::Cause(step.clone(), list, code), (count, shown.get(index).copied()));
    }
}

fn causes(count: &CauseCount) -> Vec<(&'static str, &'static str, u64)> {
    fn of<C: Coded>(counts: &BTreeMap<C, u64>) -> impl Iterator<Item = (&'static str, &'static str, u64)> {
        counts.iter().map(|(code, count)| (C::LIST, code.code(), *count))
    }
    of(&count.obstacles).chain(of(&count.faults)).collect()
}

/// The quarters' cells together. A cell is left out where a quarter that is not told at all could have it.
fn sum_cells(quarters: &[Cells]) -> Cells {
    let all: BTreeSet<&Cell> = quarters.iter().flat_map(BTreeMap::keys).collect();
    let sum = |cell: &Cell| {
        let each: Vec<Told> = quarters.iter().map(|cells| cells.get(cell).copied().unwrap_or_else(|| absent(cells, cell))).collect();
        (cell.clone(), (each.iter().map(|(count, _)| count).sum(), shown_sum(&each)))
    };
    all.into_iter().map(sum).collect()
}

/// What is told of a cell that a quarter lacks: nought, unless what it is part of is held back.
fn absent(cells: &Cells, cell: &Cell) -> Told {
    let whole = match cell {
        Cell::Sessions => return (0, Some(Shown::Exactly(0))),
        Cell::Stuck(_) => Cell::Sessions,
        Cell::Cause(step, ..) => Cell::Stuck(step.clone()),
    };
    let (_, told) = cells.get(&whole).copied().unwrap_or_else(|| absent(cells, &whole));
    (0, told.filter(|shown| shown.exactly().is_some()).map(|_| Shown::Exactly(0)))
}

/// A sum as it may be shown beside its parts.
fn shown_sum(each: &[Told]) -> Option<Shown> {
    let sum = Shown::of(each.iter().map(|(count, _)| count).sum());
    // What is not told may be nought; what is few or hidden is at least one. Hidden ones may be large, so that their sum
    // has no top that others could reason from; taking four for it only holds more back.
    let held: Vec<(u64, u64)> = each
        .iter()
        .filter(|(_, told)| told.and_then(Shown::exactly).is_none())
        .map(|(count, told)| (*count, u64::from(told.is_some())))
        .collect();
    let (total, least) = held.iter().fold((0, 0), |(total, least), (count, low)| (total + count, least + low));
    let most = 4 * held.len() as u64;
    match held.len() {
        0 => Some(sum),
        1 if sum.exactly().is_none() => Some(sum),
        // The outermost sums can be made in one way only; the next to them are hidden too, so that the mark does not tell.
        2.. if least + 1 < total && total + 1 < most => Some(sum),
        _ => Some(Shown::Hidden),
    }
}

fn guide_of(guide: &Slug, cells: &Cells) -> FailingGuide {
    let told = |cell: &Cell| cells.get(cell).and_then(|(_, shown)| *shown);
    let sessions = told(&Cell::Sessions).unwrap_or(Shown::Hidden);
    let stuck = |cell: &Cell| match cell {
        Cell::Stuck(step) => told(cell).map(|shown| (step.clone(), shown)),
        Cell::Sessions | Cell::Cause(..) => None,
    };
    let mut steps: Vec<FailingStep> = match sessions.exactly() {
        Some(all) => cells.keys().filter_map(stuck).map(|(step, stuck)| step_of(step, stuck, all, cells)).collect(),
        // Where the guide itself was followed by few, its steps would say more than its sum.
        None => Vec::new(),
    };
    steps.sort_by_key(|step| Reverse(step.stuck));
    FailingGuide { guide: guide.clone(), sessions, steps }
}

fn step_of(step: Slug, stuck: Shown, sessions: u64, cells: &Cells) -> FailingStep {
    let rows = |wanted: &str| {
        let row = |(cell, (_, shown)): (&Cell, &Told)| match cell {
            Cell::Cause(of, list, code) if *of == step && *list == wanted => Some(ShownRow { code: (*code).to_owned(), count: (*shown)? }),
            Cell::Cause(..) | Cell::Sessions | Cell::Stuck(_) => None,
        };
        let mut rows: Vec<ShownRow> = cells.iter().filter_map(row).collect();
        rows.sort_by_key(|row| Reverse(row.count));
        rows
    };
    let told = stuck.exactly().is_some();
    let (obstacles, faults) = if told { (rows(crate::codes::Obstacle::LIST), rows(crate::codes::Fault::LIST)) } else { Default::default() };
    let percent = stuck.exactly().filter(|_| sessions > 0).map(|stuck| (stuck * 100 + sessions / 2) / sessions);
    FailingStep { step, stuck, percent, obstacles, faults }
}

fn in_order(guides: impl Iterator<Item = FailingGuide>) -> Vec<FailingGuide> {
    let mut guides: Vec<FailingGuide> = guides.collect();
    guides.sort_by_key(|guide| Reverse(guide.sessions));
    guides
}
