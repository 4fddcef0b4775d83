//! The growing wait: everybody mistypes, nobody guesses, and neither a restart nor damage makes it shorter or endless.

#[path = "support/arbitrary.rs"]
mod arbitrary;

use arbitrary::cases;
use erum_vault::throttle::Throttle;
use proptest::collection::vec;
use proptest::prelude::*;

const LONGEST_MS: u64 = 15 * 60 * 1000;

/// The wait after so many wrong PINs in a row, as the handbook tells it.
const WAITS_S: [u64; 13] = [0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900];

fn wait_ms(failures: usize) -> u64 {
    WAITS_S.get(failures).unwrap_or(&900) * 1000
}

fn after_wrong(failures: usize) -> Throttle {
    (0..failures).fold(Throttle::default(), |throttle, _| throttle.counting_one())
}

/// As it lies in storage, and read again.
fn restarted(throttle: Throttle) -> Throttle {
    let stored = serde_json::to_string(&throttle).expect("a throttle is JSON");
    serde_json::from_str(&stored).expect("what was written is read")
}

/// What happens at a locked tablet.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// A wrong PIN: counted, stored, tried.
    Wrong,
    /// The power goes after counting, before the PIN was tried.
    Cut,
    Right,
    Waits(u64),
    Restarts,
}

fn event() -> impl Strategy<Value = Event> {
    let waits = prop_oneof![0_u64..8_000, 0_u64..1_000_000, any::<u64>()];
    prop_oneof![4 => Just(Event::Wrong), 1 => Just(Event::Cut), 1 => Just(Event::Right), 3 => waits.prop_map(Event::Waits), 1 => Just(Event::Restarts)]
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn whatever_happens_the_wait_is_what_the_handbook_tells(events in vec(event(), 0..60)) {
        let mut throttle = Throttle::default();
        let (mut failures, mut left_ms) = (0_usize, 0_u64);
        for event in events {
            match event {
                Event::Wrong | Event::Cut => {
                    throttle = restarted(throttle.counting_one());
                    failures += 1;
                    left_ms = wait_ms(failures);
                }
                Event::Right => (throttle, failures, left_ms) = (Throttle::default(), 0, 0),
                Event::Waits(ms) => {
                    throttle = throttle.after(ms);
                    left_ms = left_ms.saturating_sub(ms);
                }
                Event::Restarts => throttle = restarted(throttle),
            }
            prop_assert_eq!(throttle.left_ms(), left_ms, "after {} wrong", failures);
        }
    }

    #[test]
    fn waiting_in_pieces_is_waiting_in_one(failures in 0_usize..20, pieces in vec(0_u64..400_000, 0..6)) {
        let throttle = after_wrong(failures);
        let in_pieces = pieces.iter().fold(throttle, |throttle, ms| restarted(throttle.after(*ms)));
        prop_assert_eq!(in_pieces, throttle.after(pieces.iter().sum()));
        prop_assert!(in_pieces.left_ms() <= throttle.left_ms());
    }

    #[test]
    fn whatever_is_stored_nobody_waits_longer_than_the_longest(failures in any::<u32>(), left_ms in prop_oneof![any::<u64>(), 0..2 * LONGEST_MS]) {
        let stored = format!("{{\"failures\":{failures},\"left_ms\":{left_ms}}}");
        let throttle: Throttle = serde_json::from_str(&stored).expect("these are its fields");
        prop_assert_eq!(throttle.left_ms(), left_ms.min(LONGEST_MS));
        prop_assert!(throttle.counting_one().left_ms() <= LONGEST_MS);
    }
}

#[test]
fn three_wrong_pins_cost_nothing_and_the_wait_then_doubles_up_to_a_quarter_of_an_hour() {
    for failures in 0..200 {
        assert_eq!(after_wrong(failures).left_ms(), wait_ms(failures), "after {failures}");
        assert!(after_wrong(failures + 1).left_ms() >= after_wrong(failures).left_ms());
    }
    assert_eq!(wait_ms(12), LONGEST_MS);
}

#[test]
fn counting_never_begins_anew() {
    let stored = format!("{{\"failures\":{},\"left_ms\":0}}", u32::MAX);
    let throttle: Throttle = serde_json::from_str(&stored).expect("these are its fields");
    assert_eq!(throttle.counting_one().left_ms(), LONGEST_MS);
    assert_eq!(throttle.counting_one().counting_one().left_ms(), LONGEST_MS);
}

#[test]
fn what_is_no_throttle_is_not_read_as_one_without_failures() {
    for text in
        ["{}", "null", "{\"failures\":1}", "{\"left_ms\":1}", "{\"failures\":-1,\"left_ms\":0}", "{\"failures\":1,\"left_ms\":0,\"x\":0}"]
    {
        assert!(serde_json::from_str::<Throttle>(text).is_err(), "{text}");
    }
}
