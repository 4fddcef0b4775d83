//! Disclosure: nothing small leaves, not even for someone who knows the rules and can count.

#[path = "support/arbitrary.rs"]
mod arbitrary;

use arbitrary::{cases, many_sessions};
use erum_domain::codes::Service;
use erum_domain::disclosure::{SMALLEST_SHOWN, Shown, ShownStatistics, hide_what_can_be_worked_out, protect};
use erum_domain::ident::Slug;
use erum_domain::statistics::{GuideCount, Statistics, count};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Every number in the JSON but the shares, with the path to it.
fn numbers(value: &Value, path: &str, found: &mut Vec<(String, u64)>) {
    match value {
        Value::Number(number) => found.push((path.to_owned(), number.as_u64().expect("counts are whole and not negative"))),
        Value::Array(items) => items.iter().for_each(|item| numbers(item, path, found)),
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != "percent").for_each(|(name, field)| numbers(field, &format!("{path}.{name}"), found));
        }
        _ => {}
    }
}

fn counts_in(shown: &ShownStatistics) -> Vec<(String, u64)> {
    let mut found = Vec::new();
    numbers(&serde_json::to_value(shown).expect("statistics are JSON"), "", &mut found);
    found
}

/// Sessions of which so many had each topic.
fn by_topic(cells: &[u64]) -> Statistics {
    let services = Service::ALL.iter().copied().zip(cells.iter().copied()).filter(|(_, count)| *count > 0).collect();
    Statistics { sessions: cells.iter().sum(), services, ..Statistics::default() }
}

/// Sessions of which so many had each guide.
fn by_guide(guides: &[(&str, u64)]) -> Statistics {
    let count = |sessions| GuideCount { sessions, ..GuideCount::default() };
    let guides = guides.iter().map(|(slug, sessions)| (Slug::parse(slug).expect("a slug"), count(*sessions))).collect();
    Statistics { guides, ..Statistics::default() }
}

/// Statistics of sessions, with as many of one guide as may be, stuck at any of its steps.
fn statistics() -> impl Strategy<Value = Statistics> {
    let stuck = btree_map(arbitrary::slug(), 1_u64..60, 0..5);
    (many_sessions(), arbitrary::slug(), 1_u64..60, stuck).prop_map(|(records, slug, sessions, stuck)| {
        let mut statistics = count(&records);
        let stuck = stuck.into_iter().map(|(step, stuck)| (step, stuck.min(sessions))).collect();
        drop(statistics.guides.insert(slug, GuideCount { sessions, stuck, ..GuideCount::default() }));
        statistics
    })
}

/// Every table of this many cells, each below `end`.
fn every_table(cells: usize, end: u64) -> Vec<Vec<u64>> {
    let grow = |tables: Vec<Vec<u64>>, _| tables.iter().flat_map(|table| (0..end).map(|count| [&table[..], &[count]].concat())).collect();
    (0..cells).fold(vec![Vec::new()], grow)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_count_from_one_to_four_ever_leaves(raw in statistics()) {
        for (path, count) in counts_in(&protect(&raw)) {
            prop_assert!(count == 0 || count >= SMALLEST_SHOWN, "{} at {}", count, path);
        }
    }

    #[test]
    fn beside_a_shown_total_no_cell_is_held_back_alone(cells in vec(0_u64..30, 0..9)) {
        let shown = hide_what_can_be_worked_out(&cells, Shown::of(cells.iter().sum()));
        let held_back = shown.iter().filter(|cell| cell.exactly().is_none()).count();
        let total_is_shown = Shown::of(cells.iter().sum()).exactly().is_some();
        prop_assert!(!(total_is_shown && held_back == 1), "{:?}", shown);
    }

    #[test]
    fn a_shown_cell_is_the_true_one(cells in vec(0_u64..30, 0..9)) {
        let shown = hide_what_can_be_worked_out(&cells, Shown::of(cells.iter().sum()));
        prop_assert!(shown.is_empty() || shown.len() == cells.len());
        for (shown, cell) in shown.iter().zip(&cells) {
            prop_assert!(shown.exactly().is_none_or(|count| count == *cell));
            prop_assert!(*shown != Shown::Few || (1..SMALLEST_SHOWN).contains(cell));
        }
    }

    #[test]
    fn a_share_stands_only_where_both_its_counts_are_shown(raw in statistics()) {
        for guide in protect(&raw).guides {
            for step in guide.steps {
                let both = step.stuck.exactly().zip(guide.sessions.exactly());
                prop_assert_eq!(step.percent.is_some(), both.is_some());
                if let (Some(percent), Some((stuck, sessions))) = (step.percent, both) {
                    prop_assert!((percent * sessions).abs_diff(stuck * 100) * 2 <= sessions, "{} of {} is {} %", stuck, sessions, percent);
                }
            }
        }
    }

    #[test]
    fn where_few_sessions_were_held_their_number_is_all_there_is(raw in statistics(), sessions in 1..SMALLEST_SHOWN) {
        let shown = protect(&Statistics { sessions, ..raw });
        prop_assert_eq!(shown, ShownStatistics { sessions: Shown::Few, ..protect(&Statistics::default()) });
    }
}

#[test]
fn someone_who_knows_the_rules_cannot_work_out_a_small_cell() {
    for (cells, end) in [(2, 14), (3, 14), (4, 8), (5, 6)] {
        // All tables that are shown alike, by what is shown.
        let mut alike: BTreeMap<String, Vec<Vec<u64>>> = BTreeMap::new();
        for table in every_table(cells, end) {
            let shown = serde_json::to_string(&protect(&by_topic(&table))).expect("statistics are JSON");
            alike.entry(shown).or_default().push(table);
        }
        // A list whose every code was met equally often is no secret to someone who sees its table left out; the real
        // lists are of six codes and more.
        let full = |table: &[u64]| table[0] > 0 && table.iter().all(|count| *count == table[0]);
        for (shown, tables) in alike.into_iter().filter(|(_, tables)| tables.len() > 1 || !full(&tables[0])) {
            for cell in 0..cells {
                let possible: BTreeSet<u64> = tables.iter().map(|table| table[cell]).collect();
                let small = possible.iter().any(|count| (1..SMALLEST_SHOWN).contains(count));
                assert!(!small || possible.len() > 1, "cell {cell} can only be {possible:?} in {shown}");
            }
        }
    }
}

#[test]
fn cells_held_back_with_larger_ones_carry_one_mark() {
    use Shown::{Exactly, Few, Hidden};
    let shown = |cells: &[u64]| hide_what_can_be_worked_out(cells, Shown::of(cells.iter().sum()));
    assert_eq!(shown(&[1, 5, 20]), [Hidden, Hidden, Exactly(20)]);
    assert_eq!(shown(&[1, 1, 10, 0]), [Hidden, Hidden, Hidden, Exactly(0)]);
    assert_eq!(shown(&[3, 5, 5, 50]), [Hidden, Hidden, Hidden, Exactly(50)]);
    assert_eq!(shown(&[1, 2, 20]), [Few, Few, Exactly(20)]);
    assert_eq!(shown(&[1, 1, 1, 1, 1]), []);
}

#[test]
fn a_table_needs_no_protection_when_nothing_in_it_is_small() {
    let shown = protect(&by_topic(&[7, 0, 5]));
    let rows: Vec<_> = shown.services.iter().map(|row| (row.code.as_str(), row.count)).collect();
    assert_eq!(rows, [(Service::ALL[0].code(), Shown::Exactly(7)), (Service::ALL[2].code(), Shown::Exactly(5))]);
}

#[test]
fn a_guide_that_few_followed_shows_no_steps() {
    let stuck = [(Slug::parse("valj-kod").expect("a slug"), 3)].into();
    let guides = [(Slug::parse("bankid-skaffa").expect("a slug"), GuideCount { sessions: 4, stuck, ..GuideCount::default() })].into();
    let shown = protect(&Statistics { guides, ..by_topic(&[40]) });
    assert_eq!((shown.guides[0].sessions, shown.guides[0].steps.len()), (Shown::Few, 0));
}

#[test]
fn a_small_guide_can_be_worked_out_from_its_topic() {
    // A weakness that stands, told in SECURITY.md: eleven sessions about e-IDs, ten of them with one guide: the other guide can only have had one. Tables
    // that share sessions (topic and guide, outcome and limit) are protected one by one.
    let guides = by_guide(&[("bankid-skaffa", 10), ("freja-skaffa", 1)]).guides;
    let shown = protect(&Statistics { guides, ..by_topic(&[11]) });
    assert_eq!(shown.services[0].count, Shown::Exactly(11));
    assert_eq!(shown.guides.iter().map(|guide| guide.sessions).collect::<Vec<_>>(), [Shown::Exactly(10), Shown::Few]);
}

#[test]
fn nobody_helped_is_shown_as_nought() {
    let shown = protect(&Statistics::default());
    assert_eq!(shown.sessions, Shown::Exactly(0));
    assert!(shown.outcomes.is_empty() && protect(&by_topic(&[])).services.is_empty());
}
