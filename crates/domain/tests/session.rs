//! A session: only steps of its guide get in, and only coded values come out.

#[path = "support/arbitrary.rs"]
mod arbitrary;
#[path = "support/guides.rs"]
mod guides;

use arbitrary::{cases, cause, coded, ending, id, setting, telling};
use erum_domain::codes::{Coded, Fault, Form, LengthClass, Limit, Obstacle, Outcome, PlaceKind, Referral, Service, SupportLanguage};
use erum_domain::day::Day;
use erum_domain::guide::{Cause, Guide};
use erum_domain::ident::{Id, Slug};
use erum_domain::limits::limit_meant_by;
use erum_domain::record::{Reading, Record, STUCK_MAX, Stuck, read};
use erum_domain::session::{DaySetting, Ending, HelpSession, Move, MoveError};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;
use std::collections::BTreeSet;

const HOUR_MS: i64 = 3_600_000;
/// An ordinal that no other number of a record can be.
const VISITOR: u32 = 4_000_000_007;

fn guide() -> impl Strategy<Value = Guide> {
    (arbitrary::slug(), coded::<Service>(), btree_set(arbitrary::slug(), 1..8))
        .prop_map(|(name, service, steps)| guides::guide(name, service, steps.into_iter().map(guides::step).collect()))
}

/// A move at one of the guide's steps, or at one it may not have.
fn moves(guide: &Guide) -> impl Strategy<Value = Move> + use<> {
    let own: Vec<Slug> = guide.steps.iter().map(|step| step.id.clone()).collect();
    let step = prop_oneof![6 => select(own), 1 => arbitrary::slug()];
    prop_oneof![
        4 => step.clone().prop_map(Move::Tick),
        2 => step.clone().prop_map(Move::Untick),
        4 => (step.clone(), cause()).prop_map(|(step, cause)| Move::Stuck(step, cause)),
        2 => (step, cause()).prop_map(|(step, cause)| Move::Unstuck(step, cause)),
        1 => any::<bool>().prop_map(Move::Returning),
        1 => option::of(coded::<SupportLanguage>()).prop_map(Move::Support),
        1 => telling().prop_map(Move::Tell),
    ]
}

/// A guide, a session begun with it, and what is done in it, a moment apart.
fn story() -> impl Strategy<Value = (Guide, HelpSession, Vec<Move>)> {
    (guide(), id(), setting(), 0_i64..4_000_000_000_000).prop_flat_map(|(guide, id, setting, now)| {
        let begun = HelpSession::with_guide(id, &guide, VISITOR, setting, now);
        let moves = vec(moves(&guide), 0..30);
        (Just(guide), Just(begun), moves)
    })
}

fn play(guide: &Guide, begun: &HelpSession, moves: &[Move]) -> HelpSession {
    let make = |session: HelpSession, step_move| session.after(step_move, Some(guide), session.touched_ms + 1).unwrap_or(session);
    moves.iter().fold(begun.clone(), make)
}

fn step_of(step_move: &Move) -> Option<&Slug> {
    match step_move {
        Move::Tick(step) | Move::Untick(step) | Move::Stuck(step, _) | Move::Unstuck(step, _) => Some(step),
        Move::Returning(_) | Move::Support(_) | Move::Tell(_) => None,
    }
}

fn is_code_of<C: Coded>(text: &str) -> bool {
    C::all().iter().any(|value| value.code() == text)
}

/// Whether the field may say this: for every field its own list, and no field may say anything else.
fn may_say(field: &str, text: &str, guide: &Guide) -> bool {
    match field {
        "kind" => text == "session",
        "id" | "replaces" => Id::parse(text).is_ok(),
        "date" => Day::parse(text).is_ok(),
        "slug" => text == guide.slug.as_str(),
        "step" => guide.steps.iter().any(|step| step.id.as_str() == text),
        "place" => is_code_of::<PlaceKind>(text),
        "form" => is_code_of::<Form>(text),
        "service" => is_code_of::<Service>(text),
        "outcome" => is_code_of::<Outcome>(text),
        "obstacle" | "obstacles" => is_code_of::<Obstacle>(text),
        "fault" | "faults" => is_code_of::<Fault>(text),
        "limit" => is_code_of::<Limit>(text),
        "referral" => is_code_of::<Referral>(text),
        "support" => is_code_of::<SupportLanguage>(text),
        "length" => is_code_of::<LengthClass>(text),
        _ => false,
    }
}

/// Checks every value of a record's JSON; `field` is the nearest name above the value.
fn check_values(field: &str, value: &Value, guide: &Guide) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| check_values(name, value, guide)),
        Value::Array(items) => items.iter().for_each(|item| check_values(field, item, guide)),
        Value::String(text) => assert!(may_say(field, text, guide), "{field} says {text:?}"),
        Value::Number(number) => assert!(matches!(field, "v" | "version") && *number == 1.into(), "{field} is {number}"),
        Value::Bool(said) => assert!(field == "returning" && *said, "{field} is {said}"),
        Value::Null => panic!("{field} is null"),
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn only_steps_of_the_guide_are_ever_kept((guide, begun, moves) in story()) {
        let session = play(&guide, &begun, &moves);
        prop_assert!(session.ticked.iter().all(|step| guide.step(step).is_some()));
        prop_assert!(session.stuck.iter().all(|stuck| guide.step(&stuck.step).is_some()));
        prop_assert_eq!((session.id, session.about, session.started_ms), (begun.id, begun.about, begun.started_ms));
    }

    #[test]
    fn a_move_at_an_unknown_step_is_refused((guide, begun, moves) in story(), other in moves(&elsewhere())) {
        let session = play(&guide, &begun, &moves);
        let answer = session.after(&other, Some(&guide), session.touched_ms + 5);
        match step_of(&other).filter(|step| guide.step(step).is_none()) {
            Some(step) => prop_assert_eq!(answer, Err(MoveError::UnknownStep(step.clone()))),
            None => prop_assert!(answer.is_ok()),
        }
    }

    #[test]
    fn unticking_undoes_ticking_and_nothing_else((guide, begun, moves) in story(), which in any::<Index>()) {
        let step = which.get(&guide.steps).id.clone();
        let session = play(&guide, &begun, &moves);
        let ticked = play(&guide, &session, &[Move::Tick(step.clone())]);
        prop_assert!(ticked.ticked.contains(&step) && ticked.touched_ms > session.touched_ms);
        let after = play(&guide, &ticked, &[Move::Untick(step.clone())]);
        let others = session.ticked.iter().filter(|other| **other != step).cloned().collect();
        prop_assert_eq!(HelpSession { touched_ms: 0, ..after }, HelpSession { touched_ms: 0, ticked: others, ..session });
    }

    #[test]
    fn unmarking_where_it_stuck_takes_that_cause_away_and_no_other((guide, begun, moves) in story(), which in any::<Index>(), why in cause()) {
        let step = which.get(&guide.steps).id.clone();
        let session = play(&guide, &begun, &moves);
        let mark = Stuck { step: step.clone(), cause: why };
        let marked = play(&guide, &session, &[Move::Stuck(step.clone(), why), Move::Stuck(step.clone(), why)]).stuck;
        let others: BTreeSet<Stuck> = session.stuck.iter().filter(|other| **other != mark).cloned().collect();
        prop_assert_eq!(&marked, &others.iter().cloned().chain([mark]).collect());
        prop_assert_eq!(play(&guide, &HelpSession { stuck: marked, ..session }, &[Move::Unstuck(step, why)]).stuck, others);
    }

    #[test]
    fn another_guide_moves_no_step_but_a_newer_version_of_the_same_does((guide, begun, moves) in story()) {
        let newer = Guide { version: guide.version + 1, ..guide.clone() };
        let other = Guide { slug: Slug::parse("en-annan-guide").expect("a slug"), ..guide.clone() };
        for step_move in moves.iter().filter(|step_move| step_of(step_move).is_some()) {
            prop_assert_eq!(begun.after(step_move, Some(&newer), 0), begun.after(step_move, Some(&guide), 0));
            prop_assert!(begun.is_behind(&newer) && !begun.is_behind(&guide));
            prop_assert_eq!(begun.after(step_move, Some(&other), 0), Err(MoveError::OtherGuide));
            prop_assert_eq!(begun.after(step_move, None, 0), Err(MoveError::OtherGuide));
        }
    }

    #[test]
    fn a_closed_session_says_only_coded_values_and_is_always_accepted(
        (guide, begun, moves) in story(), ending in ending(), (record, replaces) in (id(), option::of(id())), day in arbitrary::day(), lasted in -HOUR_MS..9 * HOUR_MS
    ) {
        prop_assume!(replaces != Some(record) && record != begun.id && replaces != Some(begun.id));
        let session = HelpSession { replaces, ..play(&guide, &begun, &moves) };
        let closed = session.close(&ending, session.started_ms + lasted, day, record);
        let json = Record::Session(closed.clone()).to_json();
        check_values("", &serde_json::from_str(&json).expect("a record is JSON"), &guide);
        for secret in [session.id.to_string(), VISITOR.to_string()] {
            prop_assert!(!json.contains(&secret), "{} is in {}", secret, json);
        }
        prop_assert_eq!(closed.limit, limit_meant_by(ending.outcome, ending.limit));
        prop_assert_eq!(closed.stuck.clone(), session.stuck);
        prop_assert_eq!(read(&json), Reading::Known(Box::new(Record::Session(closed))));
    }

    #[test]
    fn no_moment_stands_in_a_record(mut session in story().prop_map(|(_, begun, _)| begun), ending in ending(), started in 1_000_000_000_i64..4_000_000_000_000) {
        (session.started_ms, session.touched_ms) = (started, started + 71_234_567);
        let json = Record::Session(session.close(&ending, started + 71_234_999, Day::from_days(20_778), Id::from_random([0xab; 16]))).to_json();
        for moment in [started, started + 71_234_567, started + 71_234_999] {
            prop_assert!(!json.contains(&moment.to_string()) && !json.contains(&(moment / 1_000).to_string()), "{} is in {}", moment, json);
        }
    }

    #[test]
    fn a_length_is_told_only_when_it_can_be_true(started in 0_i64..4_000_000_000_000, lasted in -HOUR_MS..6 * HOUR_MS, far in any::<(i64, i64)>()) {
        let class = u64::try_from(lasted).ok().and_then(|ms| LengthClass::from_minutes(ms.div_ceil(60_000)));
        prop_assert_eq!(length(started, started + lasted), class);
        prop_assert_eq!(class.is_some(), (0..=4 * HOUR_MS).contains(&lasted));
        let apart = i128::from(far.1) - i128::from(far.0);
        prop_assert_eq!(length(far.0, far.1).is_some(), (0..=i128::from(4 * HOUR_MS)).contains(&apart));
    }
}

fn length(started_ms: i64, closed_ms: i64) -> Option<LengthClass> {
    let session = HelpSession { started_ms, ..topic() };
    session.close(&Ending::with(Outcome::DoneAlone), closed_ms, Day::from_days(0), Id::from_random([1; 16])).length
}

const SETTING: DaySetting = DaySetting { day: Day::from_days(20_778), place: PlaceKind::Branch, form: Form::DropIn };

fn topic() -> HelpSession {
    HelpSession::with_topic(Id::from_random([2; 16]), Service::Police, 1, SETTING, 0)
}

/// A guide with a step that no other has.
fn elsewhere() -> Guide {
    guides::guide(guides::slug("annan"), Service::Tax, vec![guides::step(guides::slug("bara-har"))])
}

#[test]
fn a_session_about_a_topic_has_no_steps() {
    let moved = topic().after(&Move::Tick(guides::slug("valj-kod")), None, 1);
    assert_eq!(moved, Err(MoveError::OtherGuide));
    assert!(topic().after(&Move::Returning(true), None, 1).is_ok_and(|session| session.returning));
}

#[test]
fn no_more_marks_are_taken_than_a_record_may_hold() {
    let steps: Vec<_> = (0..12).map(|number| guides::step(guides::slug(&format!("steg-{number}")))).collect();
    let guide = guides::guide(guides::slug("lang-guide"), Service::Tax, steps);
    let causes = || Obstacle::ALL.iter().map(|obstacle| Cause::Obstacle(*obstacle));
    let marks = guide.steps.iter().flat_map(|step| causes().map(|cause| Move::Stuck(step.id.clone(), cause)));
    let mut session = HelpSession::with_guide(Id::from_random([2; 16]), &guide, 1, SETTING, 0);
    for (index, mark) in marks.enumerate() {
        match session.after(&mark, Some(&guide), 1) {
            Ok(next) => session = next,
            Err(error) => assert_eq!((error, index >= STUCK_MAX), (MoveError::TooManyMarks, true)),
        }
    }
    assert_eq!(session.stuck.len(), STUCK_MAX);
    let record = session.close(&Ending::with(Outcome::Started), 0, Day::from_days(20_778), Id::from_random([3; 16]));
    assert!(matches!(read(&Record::Session(record).to_json()), Reading::Known(_)));
}
