//! Counting: whatever the network does to deliveries, every errand counts once, as it was last told.

#[path = "support/arbitrary.rs"]
mod arbitrary;

use arbitrary::{cases, id, many_sessions, numbered_id, session_record, slug};
use erum_domain::codes::{Fault, Obstacle};
use erum_domain::guide::Cause;
use erum_domain::ident::Id;
use erum_domain::record::{GuideRef, RECORD_VERSION, Reading, Record, SessionRecord, Stuck, Withdrawal, read};
use erum_domain::statistics::{Ledger, Statistics, count};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::Index;

/// What staff do with an errand after they closed it.
#[derive(Clone, Debug)]
enum Deed {
    /// Tell it anew; after a withdrawal this undoes it.
    Tell(Box<SessionRecord>),
    Withdraw,
}

/// Plays a day's errands: every record that leaves the tablet, and the sessions that should count in the end.
fn play(errands: &[Vec<Deed>], firsts: &[u8]) -> (Vec<Record>, Vec<SessionRecord>) {
    let mut sent = Vec::new();
    let mut standing = Vec::new();
    for deeds in errands {
        let (mut last, mut counts) = (None, None);
        for deed in deeds {
            let id = numbered_id(sent.len(), firsts[sent.len() % firsts.len()]);
            match (deed, last) {
                (Deed::Tell(values), _) => {
                    let told = SessionRecord { id, replaces: last, ..(**values).clone() };
                    (last, counts) = (Some(id), Some(told.clone()));
                    sent.push(Record::Session(told));
                }
                (Deed::Withdraw, Some(withdraws)) => {
                    counts = None;
                    sent.push(withdrawal(id, withdraws));
                }
                (Deed::Withdraw, None) => {}
            }
        }
        standing.extend(counts);
    }
    (sent, standing)
}

fn withdrawal(id: Id, withdraws: Id) -> Record {
    Record::Withdrawal(Withdrawal { v: RECORD_VERSION, id, withdraws })
}

/// The statistics after these deliveries, each read from its JSON as on the hub.
fn counted<'a>(batches: impl IntoIterator<Item = &'a [Record]>) -> Statistics {
    let mut ledger = Ledger::default();
    for record in batches.into_iter().flatten() {
        match read(&record.to_json()) {
            Reading::Known(read) => ledger.add(&read),
            other => panic!("{record:?} was read as {other:?}"),
        }
    }
    count(ledger.counted())
}

fn errands() -> impl Strategy<Value = (Vec<Record>, Vec<SessionRecord>)> {
    let tell = || session_record().prop_map(|record| Deed::Tell(Box::new(record)));
    let errand = (tell(), vec(prop_oneof![2 => tell(), 1 => Just(Deed::Withdraw)], 0..4));
    let errand = errand.prop_map(|(first, later)| std::iter::once(first).chain(later).collect::<Vec<_>>());
    (vec(errand, 0..6), vec(any::<u8>(), 1..20)).prop_map(|(errands, firsts)| play(&errands, &firsts))
}

/// All records at least once, some again, in any order.
fn deliveries() -> impl Strategy<Value = (Vec<Record>, Vec<Record>, Vec<SessionRecord>)> {
    (errands(), vec(any::<Index>(), 0..8)).prop_flat_map(|((sent, standing), again)| {
        let mut delivered = sent.clone();
        delivered.extend(again.iter().filter(|_| !sent.is_empty()).map(|index| index.get(&sent).clone()));
        (Just(sent), Just(delivered).prop_shuffle(), Just(standing))
    })
}

/// One errand told again and again, each time in place of any earlier telling; as made, and in another order.
fn branching_corrections() -> impl Strategy<Value = (Vec<Record>, Vec<Record>)> {
    let tellings = vec((session_record(), any::<Index>(), any::<u8>()), 1..8);
    let tree = tellings.prop_map(|tellings| {
        let ids: Vec<Id> = tellings.iter().enumerate().map(|(number, (_, _, first))| numbered_id(number, *first)).collect();
        let told = |(number, (values, earlier, _)): (usize, (SessionRecord, Index, u8))| {
            let replaces = (number > 0).then(|| ids[earlier.index(number)]);
            Record::Session(SessionRecord { id: ids[number], replaces, ..values })
        };
        tellings.into_iter().enumerate().map(told).collect::<Vec<_>>()
    });
    tree.prop_flat_map(|sent| (Just(sent.clone()), Just(sent).prop_shuffle()))
}

/// What each of the sessions that no other replaces would count alone.
fn leaves_counted_alone(sent: &[Record]) -> Vec<Statistics> {
    let sessions: Vec<&SessionRecord> = sent.iter().filter_map(session).collect();
    let is_leaf = |one: &SessionRecord| sessions.iter().all(|other| other.replaces != Some(one.id));
    sessions.iter().filter(|one| is_leaf(one)).map(|leaf| count([*leaf])).collect()
}

fn session(record: &Record) -> Option<&SessionRecord> {
    if let Record::Session(session) = record { Some(session) } else { None }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn every_errand_counts_once_as_it_was_last_told((sent, standing) in errands()) {
        prop_assert_eq!(counted([&sent[..]]), count(&standing));
    }

    #[test]
    fn order_repetition_and_splitting_of_deliveries_change_no_count((sent, delivered, standing) in deliveries(), size in 1_usize..5) {
        let statistics = counted(delivered.chunks(size));
        prop_assert_eq!(&statistics, &counted([&sent[..]]));
        prop_assert_eq!(statistics, count(&standing));
    }

    #[test]
    fn an_errand_counts_once_however_its_corrections_branch((sent, shuffled) in branching_corrections()) {
        let all = counted([&sent[..]]);
        prop_assert!(leaves_counted_alone(&sent).contains(&all), "not one last telling: {:?}", all);
        prop_assert_eq!(all, counted([&shuffled[..]]));
    }

    #[test]
    fn a_withdrawal_among_branching_corrections_never_makes_more((sent, shuffled) in branching_corrections(), which in any::<Index>()) {
        let withdrawal = [withdrawal(numbered_id(999, 0), which.get(&sent).id())];
        let all = counted([&sent[..], &withdrawal]);
        prop_assert!(all.sessions <= 1);
        prop_assert_eq!(all, counted([&withdrawal, &shuffled[..]]));
    }

    #[test]
    fn a_correction_counts_though_what_it_corrects_never_came(record in session_record(), missing in id()) {
        let alone = SessionRecord { replaces: Some(missing), ..record };
        prop_assert_eq!(counted([&[Record::Session(alone.clone())][..]]), count([&alone]));
    }

    #[test]
    fn topics_outcomes_places_and_forms_each_sum_to_the_sessions(records in many_sessions()) {
        let statistics = count(&records);
        prop_assert_eq!(statistics.sessions, records.len() as u64);
        prop_assert_eq!(statistics.services.values().sum::<u64>(), statistics.sessions);
        prop_assert_eq!(statistics.outcomes.values().sum::<u64>(), statistics.sessions);
        prop_assert_eq!(statistics.places.values().sum::<u64>(), statistics.sessions);
        prop_assert_eq!(statistics.forms.values().sum::<u64>(), statistics.sessions);
        let with_guide = records.iter().filter(|record| record.guide.is_some()).count() as u64;
        prop_assert_eq!(statistics.guides.values().map(|guide| guide.sessions).sum::<u64>(), with_guide);
        for (service, sessions) in &statistics.services {
            let without = records.iter().filter(|record| record.service == *service && record.guide.is_none()).count() as u64;
            prop_assert!(without <= *sessions);
            prop_assert_eq!(statistics.without_guide.get(service).copied().unwrap_or(0), without);
        }
        let steps = statistics.guides.values().flat_map(|guide| guide.stuck.values().map(|stuck| (*stuck, guide.sessions)));
        prop_assert!(steps.into_iter().all(|(stuck, sessions)| stuck <= sessions));
        prop_assert!(statistics.obstacles.values().chain(statistics.faults.values()).all(|met| *met <= statistics.sessions));
    }

    #[test]
    fn an_obstacle_counts_once_in_a_session_wherever_it_was_marked(
        record in session_record(), name in slug(), steps in btree_set(slug(), 1..4)
    ) {
        let causes = [Cause::Obstacle(Obstacle::Trust), Cause::Fault(Fault::Timeout)];
        let marks = |step: &erum_domain::ident::Slug| causes.map(|cause| Stuck { step: step.clone(), cause });
        let guide = Some(GuideRef { slug: name, version: 1 });
        let stuck = steps.iter().flat_map(marks).collect();
        let record = SessionRecord { guide, stuck, obstacles: [Obstacle::Trust].into(), faults: [Fault::Timeout].into(), ..record };
        let statistics = count([&record]);
        prop_assert_eq!(statistics.obstacles, [(Obstacle::Trust, 1)].into());
        prop_assert_eq!(statistics.faults, [(Fault::Timeout, 1)].into());
        let guides: Vec<_> = statistics.guides.into_values().collect();
        prop_assert_eq!(guides[0].stuck.len(), steps.len());
        prop_assert!(guides[0].stuck.values().all(|stuck| *stuck == 1));
    }
}

/// Named cases: what staff do most, written out.
mod told {
    use super::*;
    use erum_domain::codes::{Form, Outcome, PlaceKind, Service};
    use erum_domain::day::Day;
    use erum_domain::session::{DaySetting, Ending, HelpSession};

    fn session(id: u8, replaces: Option<u8>, outcome: Outcome) -> Record {
        let setting = DaySetting { day: Day::from_days(20_778), place: PlaceKind::BookBus, form: Form::Outreach };
        let draft = HelpSession::with_topic(numbered_id(0, 0), Service::Eid, 1, setting, 0);
        let draft = HelpSession { replaces: replaces.map(|id| numbered_id(0, id)), ..draft };
        Record::Session(draft.close(&Ending::with(outcome), 60_000, setting.day, numbered_id(0, id)))
    }

    fn withdraws(id: u8) -> Record {
        withdrawal(numbered_id(1, id), numbered_id(0, id))
    }

    fn check(records: &[Record], outcomes: &[Outcome]) {
        let expected = outcomes.iter().map(|outcome| (*outcome, 1)).collect();
        assert_eq!(counted([records]).outcomes, expected);
    }

    #[test]
    fn a_corrected_record_counts_with_its_new_values() {
        check(&[session(1, None, Outcome::Started), session(2, Some(1), Outcome::DoneAlone)], &[Outcome::DoneAlone]);
    }

    #[test]
    fn a_withdrawn_record_counts_not_at_all() {
        check(&[withdraws(1), session(1, None, Outcome::Started)], &[]);
        check(&[session(1, None, Outcome::Started), session(2, Some(1), Outcome::DoneAlone), withdraws(2)], &[]);
    }

    #[test]
    fn undoing_a_withdrawal_counts_once() {
        check(&[session(1, None, Outcome::Started), withdraws(1), session(2, Some(1), Outcome::Started)], &[Outcome::Started]);
    }

    #[test]
    fn a_correction_of_the_correction_that_does_not_stand_counts_not() {
        let standing = [session(1, None, Outcome::Started), session(3, Some(1), Outcome::Referred)];
        let other = [session(2, Some(1), Outcome::DoneAlone), session(4, Some(2), Outcome::DoneWithSupport)];
        check(&[standing, other].concat(), &[Outcome::Referred]);
    }

    #[test]
    fn records_that_replace_one_another_in_a_circle_stop_nothing() {
        let circle = [session(1, Some(2), Outcome::Started), session(2, Some(1), Outcome::Started), session(3, Some(1), Outcome::Started)];
        check(&circle, &[]);
        check(&[&circle[..], &[session(4, None, Outcome::DoneAlone)]].concat(), &[Outcome::DoneAlone]);
    }
}
