//! Where guides fail: shares that may be shown, and sums over quarters that tell nothing of a quarter held back.

use erum_domain::codes::{Fault, Obstacle};
use erum_domain::disclosure::Shown;
use erum_domain::failing::{FailingGuide, failing_in_all, failing_in_quarter};
use erum_domain::ident::Slug;
use erum_domain::statistics::{CauseCount, GuideCount, Statistics};
use std::collections::{BTreeMap, BTreeSet};

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

/// A quarter in which so many followed the guide, and so many of them stuck at its step.
fn quarter(sessions: u64, stuck: u64) -> Statistics {
    let stuck: BTreeMap<Slug, u64> = (stuck > 0).then(|| (slug("valj-kod"), stuck)).into_iter().collect();
    let guides = (sessions > 0).then(|| (slug("bankid-skaffa"), GuideCount { sessions, stuck, ..GuideCount::default() }));
    Statistics { sessions: 100, guides: guides.into_iter().collect(), ..Statistics::default() }
}

/// With causes at the step.
fn with_causes(sessions: u64, stuck: u64, obstacles: u64, faults: u64) -> Statistics {
    let mut counts = quarter(sessions, stuck);
    let causes = CauseCount { obstacles: [(Obstacle::Trust, obstacles)].into(), faults: [(Fault::Timeout, faults)].into() };
    let guide = counts.guides.get_mut(&slug("bankid-skaffa")).expect("it was put there");
    guide.causes.insert(slug("valj-kod"), causes);
    counts
}

/// What is told of the guide's step; nothing when it has no line.
fn stuck_of(guides: &[FailingGuide]) -> Option<Shown> {
    guides.first()?.steps.first().map(|step| step.stuck)
}

#[test]
fn a_share_and_its_causes_are_shown_where_there_are_enough() {
    let shown = failing_in_quarter(&with_causes(20, 11, 6, 5));
    let step = &shown[0].steps[0];
    assert_eq!((shown[0].sessions, step.stuck, step.percent), (Shown::Exactly(20), Shown::Exactly(11), Some(55)));
    assert_eq!((step.obstacles[0].count, step.faults[0].count), (Shown::Exactly(6), Shown::Exactly(5)));
    assert_eq!((step.obstacles[0].code.as_str(), step.faults[0].code.as_str()), ("tillit", "timeout"));
}

#[test]
fn nothing_small_is_shown_and_no_small_cause_by_what_is_left_of_its_step() {
    let few = failing_in_quarter(&quarter(4, 4));
    assert_eq!((few[0].sessions, few[0].steps.len()), (Shown::Few, 0));
    let step = &failing_in_quarter(&with_causes(20, 4, 2, 2))[0].steps[0];
    assert_eq!((step.stuck, step.percent, step.obstacles.len(), step.faults.len()), (Shown::Few, None, 0, 0));
    let step = &failing_in_quarter(&with_causes(20, 9, 8, 1))[0].steps[0];
    assert_eq!((step.obstacles[0].count, step.faults[0].count), (Shown::Hidden, Shown::Hidden), "one of nine would be seen");
}

#[test]
fn of_few_sessions_in_all_nothing_is_told() {
    let shown = failing_in_quarter(&Statistics { sessions: 4, ..quarter(4, 4) });
    assert_eq!((shown[0].sessions, shown[0].steps.len()), (Shown::Hidden, 0));
}

#[test]
fn four_small_quarters_may_make_a_year_that_is_shown() {
    let quarters = [quarter(10, 2), quarter(10, 3), quarter(10, 1), quarter(10, 3)];
    let year = failing_in_all(&quarters);
    assert_eq!((year[0].sessions, stuck_of(&year), year[0].steps[0].percent), (Shown::Exactly(40), Some(Shown::Exactly(9)), Some(23)));
}

#[test]
fn one_quarter_held_back_is_not_what_is_left_of_the_year() {
    let year = failing_in_all(&[quarter(10, 6), quarter(10, 3)]);
    assert_eq!((stuck_of(&year), year[0].steps[0].percent), (Some(Shown::Hidden), None));
    let year = failing_in_all(&[quarter(10, 6), quarter(3, 2)]);
    assert_eq!((year[0].sessions, year[0].steps.len()), (Shown::Hidden, 0), "nor are the sessions of the guide");
}

#[test]
fn whoever_takes_the_quarters_from_the_year_learns_no_small_count() {
    let mut seen: BTreeMap<String, Vec<[u64; 4]>> = BTreeMap::new();
    for number in 0..2 * 7_u64.pow(4) {
        let [first, second, third, fourth] = [1, 7, 49, 343].map(|place| number / 2 / place % 7);
        let last_had = if number % 2 == 0 { 20 } else { 4 };
        let stuck = [first, second, third, fourth.min(last_had)];
        let sessions = [20, 20, 20, last_had];
        let quarters: Vec<Statistics> = stuck.iter().zip(sessions).map(|(stuck, sessions)| quarter(sessions, *stuck)).collect();
        let shown: Vec<_> = quarters.iter().map(failing_in_quarter).collect();
        seen.entry(format!("{shown:?} {:?}", failing_in_all(&quarters))).or_default().push(stuck);
    }
    for (told, tables) in seen {
        for quarter in 0..4 {
            let could_be: BTreeSet<u64> = tables.iter().map(|table| table[quarter]).collect();
            let small = could_be.iter().any(|count| (1..5).contains(count));
            assert!(!small || could_be.len() > 1, "{told} tells {tables:?}");
        }
    }
}
