//! The sync plan: whatever hub, network and clock do, a parcel that is not receipted is tried again, and soon enough.

#[path = "support/arbitrary.rs"]
mod arbitrary;
#[path = "support/examples.rs"]
#[allow(dead_code, reason = "only the largest record is built from them here")]
mod examples;

use arbitrary::{cases, day};
use erum_domain::codes::{Fault, Obstacle};
use erum_domain::day::{DAY_MS, Day};
use erum_domain::guide::Cause;
use erum_domain::ident::Slug;
use erum_domain::record::{RECORD_MAX_BYTES, Record, STUCK_MAX, SessionRecord, Stuck};
use erum_domain::sync::{
    Answer, CLOCK_TOLERANCE_MS, FIRST_WAIT_MS, FULL_BATCH, LONGEST_WAIT_MS, Next, SyncState, Trouble, backoff_ms, clock_error_ms,
    day_by_hub_clock, plausible,
};
use erum_domain::wire::{HandIn, PARCELS_MAX, Parcel, REQUEST_MAX_BYTES, SyncRequest};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// The longest that anything may wait: the cap, and a quarter more to spread tablets.
const CAP_MS: i64 = LONGEST_WAIT_MS + LONGEST_WAIT_MS / 4;
const YEAR_MS: i64 = 365 * DAY_MS;
const HALF_DAY_MS: i64 = DAY_MS / 2;

/// Any moment a browser's clock can show.
fn moment() -> impl Strategy<Value = i64> {
    prop_oneof![1_700_000_000_000_i64..1_900_000_000_000, -8_640_000_000_000_000_i64..=8_640_000_000_000_000]
}

fn answer() -> impl Strategy<Value = Answer> {
    let status = prop_oneof![select(vec![401_u16, 403, 413, 429, 500, 502, 503, 504, 302, 404]), any::<u16>()];
    prop_oneof![
        2 => Just(Answer::Receipts),
        4 => (status, option::of(any::<u32>())).prop_map(|(status, wait)| Answer::Status(status, wait)),
        1 => Just(Answer::Garbage),
        2 => Just(Answer::Nothing),
    ]
}

/// A state after any sequence of answers, and the moment of the last.
fn state() -> impl Strategy<Value = (SyncState, i64)> {
    vec((answer(), any::<u32>(), moment()), 0..30).prop_map(|answers| {
        let last = answers.last().map_or(0, |(_, _, now)| *now);
        (answers.iter().fold(SyncState::default(), |state, (answer, jitter, now)| state.after(*answer, *now, *jitter)), last)
    })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn whatever_was_answered_what_is_unsent_is_sent_in_time((state, now) in state(), unsent in 1_usize..5_000) {
        let wait = match state.next(unsent, false, now) {
            Next::Wait(wait) => wait,
            Next::Send(_) => 0,
            Next::Rest => return Err(TestCaseError::fail("rests with parcels unsent")),
        };
        prop_assert!((0..=CAP_MS).contains(&wait), "waits {} ms", wait);
        let Next::Send(parcels) = state.next(unsent, false, now + wait) else {
            return Err(TestCaseError::fail("still waits when the wait is over"));
        };
        prop_assert!((1..=unsent.min(FULL_BATCH)).contains(&parcels));
    }

    #[test]
    fn a_file_is_handed_in_whole_and_in_its_order(device in arbitrary::id(), ids in vec(arbitrary::id(), 0..350)) {
        let parcel = |(number, id)| Parcel { id, number, body: String::new() };
        let file = HandIn { v: 1, device, parcels: (1..).zip(ids).map(parcel).collect() };
        let requests: Vec<HandIn> = file.in_requests().collect();
        prop_assert!(requests.iter().all(|request| (1..=FULL_BATCH).contains(&request.parcels.len())));
        prop_assert!(requests.iter().all(|request| (request.v, request.device) == (1, device)));
        prop_assert_eq!(requests.into_iter().flat_map(|request| request.parcels).collect::<Vec<_>>(), file.parcels);
    }

    #[test]
    fn a_clock_set_to_any_other_time_stalls_nothing((state, _) in state(), now in moment(), unsent in 1_usize..500) {
        match state.next(unsent, false, now) {
            Next::Wait(wait) => prop_assert!((1..=2 * LONGEST_WAIT_MS).contains(&wait)),
            next => prop_assert_eq!(next, Next::Send(unsent.min(state.batch))),
        }
    }

    #[test]
    fn pressing_the_button_sends_at_once((state, now) in state(), unsent in 0_usize..500) {
        prop_assert_eq!(state.next(unsent, true, now), Next::Send(unsent.min(state.batch)));
    }

    #[test]
    fn nothing_unsent_and_nobody_asking_is_rest((state, _) in state(), now in moment()) {
        prop_assert_eq!(state.next(0, false, now), Next::Rest);
    }

    #[test]
    fn receipts_clear_every_trouble((state, now) in state(), jitter in any::<u32>()) {
        let cleared = state.after(Answer::Receipts, now, jitter);
        prop_assert_eq!((cleared.failures, cleared.trouble, cleared.not_before_ms), (0, None, 0));
        prop_assert!(cleared.batch >= state.batch);
    }

    #[test]
    fn every_failure_is_told((state, now) in state(), answer in answer(), jitter in any::<u32>()) {
        let after = state.after(answer, now, jitter);
        prop_assert_eq!(after.trouble.is_some(), answer != Answer::Receipts);
        prop_assert_eq!(after.failures, if answer == Answer::Receipts { 0 } else { state.failures + 1 });
        prop_assert!((1..=FULL_BATCH).contains(&after.batch));
    }

    #[test]
    fn waits_grow_to_the_longest_and_stay_there(failures in 1_u32..40, jitter in any::<(u32, u32)>()) {
        let (earlier, later) = (backoff_ms(failures, jitter.0), backoff_ms(failures + 1, jitter.1));
        prop_assert!((FIRST_WAIT_MS..=CAP_MS).contains(&earlier));
        prop_assert!(later > earlier || later >= LONGEST_WAIT_MS);
        prop_assert!((LONGEST_WAIT_MS..=CAP_MS).contains(&backoff_ms(u32::MAX - failures, jitter.0)));
    }

    #[test]
    fn the_hub_may_ask_for_a_longer_wait_up_to_the_longest((state, _) in state(), now in moment(), seconds in any::<u32>(), status in select(vec![429_u16, 503, 500])) {
        let wait = state.after(Answer::Status(status, Some(seconds)), now, 0).not_before_ms - now;
        prop_assert_eq!(wait, backoff_ms(state.failures + 1, 0).max(i64::from(seconds) * 1_000).min(LONGEST_WAIT_MS));
    }

    #[test]
    fn a_tablet_years_wrong_gets_the_right_day_give_or_take_one(hub in 0_i64..4_000_000_000_000, error in -20 * YEAR_MS..20 * YEAR_MS, zone in -12_i64..=14) {
        let local = |ms: i64| Day::from_local_ms(ms + zone * 3_600_000);
        let corrected = day_by_hub_clock(local(hub + error), hub + error, hub);
        prop_assert!(corrected.days().abs_diff(local(hub).days()) <= 1);
        if error % DAY_MS == 0 {
            prop_assert_eq!(corrected, local(hub));
        }
    }

    #[test]
    fn clocks_less_than_half_a_day_apart_change_no_day(day in day(), hub in moment(), error in -HALF_DAY_MS + 1..HALF_DAY_MS) {
        prop_assert_eq!(day_by_hub_clock(day, hub + error, hub), day);
    }

    #[test]
    fn no_clock_however_wrong_brings_the_plan_down(device in any::<i64>(), hub in any::<i64>(), day in day()) {
        let far = (i128::from(device) - i128::from(hub)).abs() > i128::from(CLOCK_TOLERANCE_MS);
        prop_assert_eq!(clock_error_ms(device, hub).is_some(), far);
        prop_assert!(!day_by_hub_clock(day, device, hub).to_string().is_empty());
        prop_assert_eq!(clock_error_ms(i64::MIN, 0).is_some(), clock_error_ms(-1, i64::MAX).is_some());
    }
}

#[test]
fn a_day_is_plausible_from_two_years_ago_to_tomorrow() {
    let today = Day::from_days(20_778);
    let apart: Vec<i32> = (-800..=10).filter(|days| plausible(today.plus(*days), today)).collect();
    assert_eq!(apart, (-731..=1).collect::<Vec<_>>());
}

#[test]
fn a_batch_that_is_too_large_is_halved_to_one_and_grows_again() {
    let mut state = SyncState::default();
    let mut sizes = vec![state.batch];
    while state.batch > 1 {
        state = state.after(Answer::Status(413, None), 0, 0);
        assert!(state.not_before_ms <= FIRST_WAIT_MS, "a smaller batch can be tried soon");
        sizes.push(state.batch);
    }
    assert_eq!(sizes, [100, 50, 25, 12, 6, 3, 1]);
    let stuck = state.after(Answer::Status(413, None), 0, 0);
    assert_eq!((stuck.batch, stuck.trouble), (1, Some(Trouble::HubFault)));
    let mut grown = stuck;
    (0..7).for_each(|_| grown = grown.after(Answer::Receipts, 0, 0));
    assert_eq!(grown, SyncState::default());
}

#[test]
fn every_trouble_has_its_name() {
    let named = |answer| SyncState::default().after(answer, 0, 0).trouble;
    assert_eq!(named(Answer::Nothing), Some(Trouble::NoContact));
    assert_eq!(named(Answer::Status(401, None)), Some(Trouble::NotEnrolled));
    assert_eq!(named(Answer::Status(503, None)), Some(Trouble::HubBusy));
    assert_eq!(named(Answer::Garbage), Some(Trouble::HubFault));
    assert_eq!(named(Answer::Receipts), None);
}

#[test]
fn half_a_day_is_where_a_day_turns() {
    let day = Day::from_days(20_778);
    assert_eq!(day_by_hub_clock(day, 0, HALF_DAY_MS), day.plus(1));
    assert_eq!(day_by_hub_clock(day, HALF_DAY_MS, 0), day);
    assert_eq!(day_by_hub_clock(day, HALF_DAY_MS + 1, 0), day.plus(-1));
    assert_eq!(day_by_hub_clock(day, YEAR_MS, 0), day.plus(-365));
}

#[test]
fn a_full_batch_of_the_largest_records_fits_in_one_request() {
    let step = |number: usize| Slug::parse(&format!("{}{number:03}", "s".repeat(Slug::MAX - 3))).expect("a longest slug");
    let stuck = (0..STUCK_MAX).map(|number| Stuck { step: step(number), cause: Cause::Obstacle(Obstacle::NoBankAccount) }).collect();
    let (obstacles, faults) = (Obstacle::ALL.iter().copied().collect(), Fault::ALL.iter().copied().collect());
    let largest = SessionRecord { stuck, obstacles, faults, ..examples::session_record() };
    let body = Record::Session(largest.clone()).to_json();
    assert!((RECORD_MAX_BYTES / 2..RECORD_MAX_BYTES).contains(&body.len()), "{} bytes", body.len());
    let parcels = vec![Parcel { id: largest.id, number: u64::MAX, body }; FULL_BATCH];
    let request = SyncRequest { device: largest.id, next_number: u64::MAX, device_time_ms: i64::MIN, parcels };
    assert!(serde_json::to_vec(&request).expect("a request is JSON").len() <= REQUEST_MAX_BYTES);
    const { assert!(FULL_BATCH <= PARCELS_MAX) };
}
