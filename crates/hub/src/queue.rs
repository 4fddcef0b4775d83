//! What came from the field about guides and places, grouped: for editors, who settle it, and for the unit's tablets, which
//! only learn that somebody has said so already. Pure; stores nothing.

use crate::secret::{hash, hex};
use erum_domain::day::Day;
use erum_domain::ident::{Id, Slug};
use erum_domain::manuscript::{Manuscript, SOURCE_LANGUAGE};
use erum_domain::note::Note;
use erum_domain::record::{DirectoryCorrection, GuideFlag, Reading, Record, read};
use erum_domain::wire::editing::OwnerAnswer;
use erum_domain::wire::queue::{CorrectionGroup, FlagGroup, NoteLine, ReasonLine};
use erum_domain::wire::snapshot::{GuideAnswered, OpenFlag, SnapshotAnswer};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Open reports of a unit, read.
#[derive(Clone, Debug, Default)]
pub struct Reports {
    flags: Vec<GuideFlag>,
    corrections: Vec<DirectoryCorrection>,
}

impl Reports {
    /// Of records' JSON. One that can no longer be read is passed over: `check` tells of it.
    pub fn of(bodies: &[String]) -> Self {
        let mut reports = Self::default();
        for body in bodies {
            if let Reading::Known(record) = read(body) {
                match record.screened() {
                    Record::GuideFlag(flag) => reports.flags.push(flag),
                    Record::DirectoryCorrection(correction) => reports.corrections.push(correction),
                    Record::Session(_) | Record::Withdrawal(_) => {}
                }
            }
        }
        reports
    }

    /// How many flags a guide has.
    pub fn flags_on(&self, guide: &Slug) -> u64 {
        self.flags.iter().filter(|flag| &flag.guide.slug == guide).count() as u64
    }

    /// Flags by guide and step, the most flagged first.
    pub fn flag_groups(&self, guides: &BTreeMap<Slug, Manuscript>) -> Vec<FlagGroup> {
        let mut groups: BTreeMap<(&Slug, &Slug), Vec<&GuideFlag>> = BTreeMap::new();
        self.flags.iter().for_each(|flag| groups.entry((&flag.guide.slug, &flag.step)).or_default().push(flag));
        let mut groups: Vec<FlagGroup> =
            groups.into_iter().filter_map(|((guide, step), flags)| flag_group(guides.get(guide), guide, step, &flags)).collect();
        groups.sort_by_key(|group| Reverse(group.records.len()));
        groups
    }

    /// Corrections by place and field.
    pub fn correction_groups(&self) -> Vec<CorrectionGroup> {
        let mut groups: BTreeMap<_, Vec<&DirectoryCorrection>> = BTreeMap::new();
        self.corrections.iter().for_each(|one| groups.entry((&one.point, one.field)).or_default().push(one));
        let group = |((point, field), all): ((&Slug, _), Vec<&DirectoryCorrection>)| {
            let (first, last) = span(all.iter().map(|one| one.date))?;
            let notes = notes(all.iter().map(|one| (one.date, one.note.as_ref())));
            Some(CorrectionGroup { point: point.clone(), field, first, last, notes, records: all.iter().map(|one| one.id).collect() })
        };
        groups.into_iter().filter_map(group).collect()
    }

    /// Flags as the unit's tablets learn of them: no note and no count.
    fn open_flags(&self) -> Vec<OpenFlag> {
        let mut groups: BTreeMap<_, Vec<Day>> = BTreeMap::new();
        self.flags.iter().for_each(|flag| groups.entry((&flag.guide.slug, &flag.step, flag.reason)).or_default().push(flag.date));
        let open = |((guide, step, reason), days): ((&Slug, &Slug, _), Vec<Day>)| {
            let (first, _) = span(days.iter().copied())?;
            Some(OpenFlag { guide: guide.clone(), step: step.clone(), reason, first, several: days.len() > 1 })
        };
        groups.into_iter().filter_map(open).collect()
    }
}

fn flag_group(now: Option<&Manuscript>, guide: &Slug, step: &Slug, flags: &[&GuideFlag]) -> Option<FlagGroup> {
    let (first, last) = span(flags.iter().map(|flag| flag.date))?;
    let mut reasons = BTreeMap::new();
    flags.iter().for_each(|flag| *reasons.entry(flag.reason).or_insert(0) += 1);
    let mut reasons: Vec<ReasonLine> = reasons.into_iter().map(|(reason, flags)| ReasonLine { reason, flags }).collect();
    reasons.sort_by_key(|line| Reverse(line.flags));
    let words = now.and_then(|now| now.words.get(SOURCE_LANGUAGE));
    let records: Vec<Id> = flags.iter().map(|flag| flag.id).collect();
    Some(FlagGroup {
        guide: guide.clone(),
        title: words.map(|words| words.title.clone()),
        step: step.clone(),
        text: words.and_then(|words| words.steps.get(step)).map(|words| words.text.clone()),
        reasons,
        first,
        last,
        versions: flags.iter().map(|flag| flag.guide.version).collect(),
        notes: notes(flags.iter().map(|flag| (flag.date, flag.note.as_ref()))),
        records,
    })
}

fn span(days: impl Iterator<Item = Day> + Clone) -> Option<(Day, Day)> {
    Some((days.clone().min()?, days.max()?))
}

fn notes<'a>(all: impl Iterator<Item = (Day, Option<&'a Note>)>) -> Vec<NoteLine> {
    let mut notes: Vec<NoteLine> = all.filter_map(|(day, note)| Some(NoteLine { day, note: note?.clone() })).collect();
    notes.sort_by_key(|line| Reverse(line.day));
    notes
}

/// What a unit's tablets need to know of one another. Of each owner only the latest answer, in the name of the guide's
/// own actor.
pub fn snapshot(reports: &Reports, answers: &[(Slug, OwnerAnswer)], guides: &BTreeMap<Slug, Manuscript>) -> SnapshotAnswer {
    let mut latest: BTreeMap<&Slug, &OwnerAnswer> = BTreeMap::new();
    for (guide, answer) in answers {
        let kept = latest.entry(guide).or_insert(answer);
        if kept.day < answer.day {
            *kept = answer;
        }
    }
    let answered = |(guide, answer): (&Slug, &OwnerAnswer)| {
        let actor = guides.get(guide)?.facts.actor.clone();
        Some(GuideAnswered { guide: guide.clone(), day: answer.day, actor, text: answer.text.clone() })
    };
    let (flags, answers) = (reports.open_flags(), latest.into_iter().filter_map(answered).collect());
    let mut snapshot = SnapshotAnswer { hash: String::new(), flags, answers };
    snapshot.hash = hex(&hash(&serde_json::to_vec(&snapshot).unwrap_or_default()));
    snapshot
}
