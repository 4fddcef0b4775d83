//! Folding a closed quarter changes no count, whatever the order records came in and however often they come again.

#[path = "support/arbitrary.rs"]
mod arbitrary;

use arbitrary::{cases, numbered_id, session_record};
use erum_domain::day::{Day, Quarter};
use erum_domain::folding::{Fold, Received, fold, is_closed};
use erum_domain::ident::Id;
use erum_domain::record::{RECORD_VERSION, Record, SessionRecord, Withdrawal};
use erum_domain::statistics::{Ledger, Statistics, count};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::{BTreeMap, BTreeSet};

/// A hub's books as the rules say, without a database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Books {
    live: BTreeMap<Id, Received>,
    closed: BTreeMap<Quarter, Statistics>,
    gone: BTreeSet<Id>,
}

impl Books {
    fn receive(&mut self, record: &Record, day: Day) {
        if !self.gone.contains(&record.id()) {
            self.live.entry(record.id()).or_insert_with(|| Received { record: record.clone(), day });
        }
    }

    fn fold(&mut self, today: Day) -> Fold {
        let folded = fold(&self.live.values().cloned().collect::<Vec<_>>(), today);
        for (quarter, counts) in &folded.counts {
            self.closed.entry(*quarter).or_default().add(counts);
        }
        folded.going.iter().for_each(|going| drop(self.live.remove(&going.id)));
        self.gone.extend(&folded.gone);
        folded
    }

    /// Every quarter's counts, none left out but empty ones.
    fn counts(&self) -> BTreeMap<Quarter, Statistics> {
        let ledger: Ledger = self.live.values().map(|one| &one.record).collect();
        let mut by_quarter: BTreeMap<Quarter, Vec<&SessionRecord>> = BTreeMap::new();
        for session in ledger.counted() {
            by_quarter.entry(session.date.quarter()).or_default().push(session);
        }
        let mut counts = self.closed.clone();
        for (quarter, sessions) in by_quarter {
            counts.entry(quarter).or_default().add(&count(sessions));
        }
        counts
    }
}

fn first_day() -> Day {
    Day::parse("2026-01-05").expect("a day")
}

/// Records over a year and a half that correct and withdraw each other at random, also what never comes.
fn records() -> impl Strategy<Value = Vec<Record>> {
    let one = (session_record(), 0_i32..500, any::<Index>(), 0_u8..10);
    vec(one, 1..25).prop_map(|drawn| {
        let ids: Vec<Id> = (0..drawn.len() + 3).map(|number| numbered_id(number, (number * 37 % 251) as u8)).collect();
        let made = drawn.into_iter().enumerate().map(|(number, (values, days, other, kind))| {
            let (id, other) = (ids[number], ids[other.index(ids.len())]);
            let named = (other != id).then_some(other);
            match (kind, named) {
                (0 | 1, Some(withdraws)) => Record::Withdrawal(Withdrawal { v: RECORD_VERSION, id, withdraws }),
                (2..=5, replaces) => Record::Session(SessionRecord { id, date: first_day().plus(days), replaces, ..values }),
                _ => Record::Session(SessionRecord { id, date: first_day().plus(days), ..values }),
            }
        });
        made.collect()
    })
}

fn all_received(records: &[Record]) -> Books {
    let mut books = Books::default();
    records.iter().for_each(|record| books.receive(record, first_day().plus(200)));
    books
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn folding_changes_no_count(records in records(), days in 0_i32..900) {
        let mut books = all_received(&records);
        let before = books.counts();
        books.fold(first_day().plus(days));
        prop_assert_eq!(books.counts(), before);
    }

    #[test]
    fn the_order_of_arrival_changes_nothing_that_is_folded(
        (records, shuffled) in records().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())), days in 0_i32..900
    ) {
        let (mut one, mut other) = (all_received(&records), all_received(&shuffled));
        prop_assert_eq!(one.fold(first_day().plus(days)), other.fold(first_day().plus(days)));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn what_is_sent_again_after_folding_counts_no_second_time(records in records(), again in vec(any::<Index>(), 0..20), days in 0_i32..900) {
        let mut books = all_received(&records);
        books.fold(first_day().plus(days));
        let before = books.clone();
        again.iter().for_each(|index| books.receive(index.get(&records), first_day().plus(days)));
        prop_assert_eq!(&books, &before);
        books.fold(first_day().plus(days));
        prop_assert_eq!(books, before);
    }

    #[test]
    fn folding_day_by_day_comes_to_the_same_as_folding_at_last(records in records(), days in vec(0_i32..900, 0..6)) {
        let (mut often, mut once) = (all_received(&records), all_received(&records));
        let last = days.iter().copied().max().unwrap_or(0);
        let mut days = days;
        days.sort_unstable();
        days.into_iter().for_each(|day| drop(often.fold(first_day().plus(day))));
        once.fold(first_day().plus(last));
        often.fold(first_day().plus(last));
        prop_assert_eq!(often, once);
    }

    #[test]
    fn nothing_of_a_quarter_that_is_not_closed_goes(records in records(), days in 0_i32..900) {
        let today = first_day().plus(days);
        let mut books = all_received(&records);
        let folded = books.fold(today);
        prop_assert!(folded.going.iter().all(|going| is_closed(going.quarter, today)));
        let open = |record: &&Record| record.session_quarter().is_some_and(|quarter| !is_closed(quarter, today));
        prop_assert!(records.iter().filter(open).all(|record| books.live.contains_key(&record.id())));
    }

    #[test]
    fn in_the_end_everything_goes_but_the_counts(records in records()) {
        let mut books = all_received(&records);
        books.fold(first_day().plus(900));
        prop_assert!(books.live.is_empty());
    }
}

/// What comes when its quarter is closed.
mod late {
    use super::*;

    fn session(values: SessionRecord, id: u8, replaces: Option<u8>) -> Record {
        let replaces = replaces.map(|id| numbered_id(0, id));
        Record::Session(SessionRecord { id: numbered_id(0, id), date: first_day(), replaces, ..values })
    }

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn a_new_session_of_a_closed_quarter_is_added_at_the_next_folding(values in session_record()) {
            let mut books = all_received(&[session(values.clone(), 1, None)]);
            books.fold(first_day().plus(300));
            books.receive(&session(values, 2, None), first_day().plus(310));
            books.fold(first_day().plus(311));
            prop_assert!(books.live.is_empty());
            prop_assert_eq!(books.counts()[&first_day().quarter()].sessions, 2);
        }

        #[test]
        fn what_a_folded_correction_replaced_counts_no_more_when_it_comes_at_last(values in session_record()) {
            let mut books = all_received(&[session(values.clone(), 2, Some(1))]);
            books.fold(first_day().plus(300));
            books.receive(&session(values, 1, None), first_day().plus(310));
            prop_assert_eq!(books.counts()[&first_day().quarter()].sessions, 1);
        }
    }
}

#[test]
fn a_quarter_closes_sixty_one_days_after_its_end() {
    let quarter = Quarter::parse("2026-Q3").expect("a quarter");
    assert!(!is_closed(quarter, Day::parse("2026-11-29").expect("a day")));
    assert!(is_closed(quarter, Day::parse("2026-11-30").expect("a day")));
}
