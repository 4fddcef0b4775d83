//! Strategies shared by the property tests: arbitrary but well-formed values of the domain.
#![allow(dead_code, reason = "each test crate uses its own share")]

use erum_domain::codes::{Coded, CorrectedField, FlagReason, Limit, Outcome, Personal, Service};
use erum_domain::day::Day;
use erum_domain::guide::Cause;
use erum_domain::ident::{Id, Slug};
use erum_domain::limits::limit_meant_by;
use erum_domain::note::Note;
use erum_domain::record::{DirectoryCorrection, GuideFlag, GuideRef, RECORD_VERSION, Record, SessionRecord, Stuck, Withdrawal};
use erum_domain::session::{DaySetting, Ending, Telling};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;
use std::fmt::Debug;

/// 128 cases for a property, or as many as `PROPTEST_CASES` says.
pub(crate) fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|said| said.parse().ok()).unwrap_or(128);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A value of a coded list.
pub(crate) fn coded<C: Coded + Debug>() -> impl Strategy<Value = C> + Clone {
    select(C::all())
}

pub(crate) fn id() -> impl Strategy<Value = Id> {
    any::<[u8; 16]>().prop_map(Id::from_random)
}

/// The id with this number: unlike all others, and in no order that follows the numbers.
pub(crate) fn numbered_id(number: usize, first: u8) -> Id {
    let mut bytes = [first; 16];
    bytes[8..].copy_from_slice(&(number as u64).to_be_bytes());
    Id::from_random(bytes)
}

pub(crate) fn slug() -> impl Strategy<Value = Slug> {
    "[a-z]{2,10}(-[a-z]{1,8}){0,2}(-[0-9]{1,4})?".prop_map(|text| Slug::parse(&text).expect("the pattern makes slugs"))
}

/// A day from 2015 to 2035.
pub(crate) fn day() -> impl Strategy<Value = Day> {
    (16_436_i32..23_741).prop_map(Day::from_days)
}

pub(crate) fn cause() -> impl Strategy<Value = Cause> {
    prop_oneof![coded().prop_map(Cause::Obstacle), coded().prop_map(Cause::Fault)]
}

pub(crate) fn setting() -> impl Strategy<Value = DaySetting> {
    (day(), coded(), coded()).prop_map(|(day, place, form)| DaySetting { day, place, form })
}

/// Any ending, also one whose limit does not go with its outcome.
pub(crate) fn ending() -> impl Strategy<Value = Ending> {
    (coded(), btree_set(coded(), 0..4), btree_set(coded(), 0..3), option::of(coded::<Limit>()), option::of(coded()))
        .prop_map(|(outcome, obstacles, faults, limit, referral)| Ending { outcome, obstacles, faults, limit, referral })
}

/// What may have been said before the end.
pub(crate) fn telling() -> impl Strategy<Value = Telling> {
    (ending(), any::<bool>()).prop_map(|(ending, decided)| {
        let Ending { outcome, obstacles, faults, limit, referral } = ending;
        Telling { outcome: decided.then_some(outcome), obstacles, faults, limit, referral }
    })
}

fn guide_and_stuck() -> impl Strategy<Value = (Option<GuideRef>, BTreeSet<Stuck>)> {
    let guide = (slug(), 1_u32..20).prop_map(|(slug, version)| GuideRef { slug, version });
    let stuck = btree_set((slug(), cause()).prop_map(|(step, cause)| Stuck { step, cause }), 0..5);
    option::of((guide, stuck)).prop_map(|both| both.map_or((None, BTreeSet::new()), |(guide, stuck)| (Some(guide), stuck)))
}

/// A session's record that fits together and replaces none.
pub(crate) fn session_record() -> impl Strategy<Value = SessionRecord> {
    let coarse = (option::of(coded()), option::of(coded()), any::<bool>());
    let parts = (id(), setting(), coded::<Service>(), guide_and_stuck(), ending(), coarse);
    parts.prop_map(|(id, setting, service, (guide, stuck), ending, (support, length, returning))| SessionRecord {
        v: RECORD_VERSION,
        id,
        date: setting.day,
        place: setting.place,
        form: setting.form,
        service,
        guide,
        outcome: ending.outcome,
        stuck,
        obstacles: ending.obstacles,
        faults: ending.faults,
        limit: limit_meant_by(ending.outcome, ending.limit),
        referral: ending.referral,
        support,
        length,
        returning,
        replaces: None,
    })
}

/// A note, or what was withheld instead of one, or neither.
pub(crate) fn said() -> impl Strategy<Value = (Option<Note>, BTreeSet<Personal>)> {
    let note = "[a-zåäö”?!\\u{627}-\\u{64a} ]{0,90}".prop_map(|text| (Note::write(&text).unwrap_or_default(), BTreeSet::new()));
    prop_oneof![note, btree_set(coded(), 0..3).prop_map(|withheld| (None, withheld))]
}

fn guide_flag() -> impl Strategy<Value = GuideFlag> {
    let guide = (slug(), 1_u32..20).prop_map(|(slug, version)| GuideRef { slug, version });
    let parts = (id(), day(), guide, slug(), coded::<FlagReason>(), said());
    parts.prop_map(|(id, date, guide, step, reason, (note, withheld))| GuideFlag {
        v: RECORD_VERSION,
        id,
        date,
        guide,
        step,
        reason,
        note,
        withheld,
    })
}

fn correction() -> impl Strategy<Value = DirectoryCorrection> {
    let parts = (id(), day(), slug(), coded::<CorrectedField>(), said());
    parts.prop_map(|(id, date, point, field, (note, withheld))| DirectoryCorrection {
        v: RECORD_VERSION,
        id,
        date,
        point,
        field,
        note,
        withheld,
    })
}

/// A record of any kind.
pub(crate) fn record() -> impl Strategy<Value = Record> {
    let withdrawal = (id(), id()).prop_filter("a record does not withdraw itself", |(id, other)| id != other);
    prop_oneof![
        session_record().prop_map(Record::Session),
        withdrawal.prop_map(|(id, withdraws)| Record::Withdrawal(Withdrawal { v: RECORD_VERSION, id, withdraws })),
        guide_flag().prop_map(Record::GuideFlag),
        correction().prop_map(Record::DirectoryCorrection),
    ]
}

/// A few sorts of sessions, each held a number of times: counts as they come about, from none to many.
pub(crate) fn many_sessions() -> impl Strategy<Value = Vec<SessionRecord>> {
    let outcomes = select(&Outcome::ALL[..3]);
    let sort = (session_record(), select(&Service::ALL[..4]), outcomes, 1_usize..12).prop_map(|(record, service, outcome, times)| {
        let limit = limit_meant_by(outcome, record.limit);
        vec![SessionRecord { service, outcome, limit, ..record }; times]
    });
    vec(sort, 0..8).prop_map(|sorts| sorts.concat())
}
