//! The bookkeeping of numbers: which are missing, and when a tablet must be a copy of another. Pure, so that every
//! store decides alike.
//!
//! Numbers order nothing and receipt nothing; they only reveal gaps and rollback.

use crate::intake::Judged;
use erum_domain::ident::Id;
use std::collections::BTreeMap;

/// The greatest number that is kept in the books. A greater one is a fault of the tablet's: the record is stored,
/// its number is not.
pub const GREATEST: u64 = (1 << 53) - 1;

/// Most numbers named as missing in one answer.
pub const MISSING_MAX: usize = 100;

/// An id a device has gone by, and what is known of its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incarnation {
    /// The id.
    pub id: Id,
    /// The incarnation it was copied from.
    pub parent: Option<Id>,
    /// 1 for the first, one more for each copy.
    pub generation: u32,
    /// Whether a request has come under this id.
    pub used: bool,
    /// The first number it answers for.
    pub first: u64,
    /// All numbers from the first up to, not with, this one have come.
    pub complete: u64,
    /// The greatest number it is known to have given out.
    pub highest: u64,
}

/// Whether a number is kept in the books.
pub const fn counts(number: u64) -> bool {
    0 < number && number <= GREATEST
}

/// The number the tablet will give out next, by what it says and by what it sends.
pub fn next_number(said: u64, records: &[Judged]) -> u64 {
    let sent = records.iter().map(|judged| judged.parcel.number).filter(|number| counts(*number)).max();
    said.clamp(1, GREATEST).max(sent.map_or(1, |number| number + 1))
}

/// Whether one request has the same number on two records.
pub fn number_used_twice(records: &[Judged]) -> bool {
    let mut ids = BTreeMap::new();
    records
        .iter()
        .map(|judged| &judged.parcel)
        .filter(|parcel| counts(parcel.number))
        .any(|parcel| *ids.entry(parcel.number).or_insert(parcel.id) != parcel.id)
}

/// Whether the tablet has gone back behind what it gave out before: then it is a restored or cloned copy.
pub const fn went_back(incarnation: &Incarnation, next: u64) -> bool {
    next <= incarnation.highest
}

/// Whether this incarnation is the one already made for a copy whose answer was lost on the way.
pub fn awaits(child: &Incarnation, parent: Id, next: u64) -> bool {
    child.parent == Some(parent) && !child.used && child.first <= next && !went_back(child, next)
}

/// The greatest [`MISSING_MAX`] numbers of `from..next` that are not among `come` (ascending), and the first number
/// that has not come. The greatest, because it is the newest that a tablet may still hold and send again.
pub fn missing(from: u64, next: u64, come: &[u64]) -> (Vec<u64>, u64) {
    let come: Vec<u64> = come.iter().copied().filter(|number| (from..next).contains(number)).collect();
    let complete = come.iter().zip(from..).find(|(number, expected)| *number != expected).map_or(from + come.len() as u64, |(_, gap)| gap);
    let mut missing = Vec::new();
    let mut above = next.max(from);
    for number in come.iter().rev().copied().map(Some).chain([None]) {
        let gap = number.map_or(from, |number| number + 1)..above;
        missing.extend(gap.rev().take(MISSING_MAX - missing.len()));
        above = number.unwrap_or(from);
    }
    missing.reverse();
    (missing, complete)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn gaps_are_named_and_at_most_a_hundred() {
        assert_eq!(missing(1, 6, &[1, 3]), (vec![2, 4, 5], 2));
        assert_eq!(missing(1, 4, &[1, 2, 3]), (vec![], 4));
        assert_eq!(missing(5, 3, &[]), (vec![], 5));
        let (numbers, complete) = missing(1, GREATEST, &[]);
        assert_eq!((numbers.len(), numbers.last(), complete), (MISSING_MAX, Some(&(GREATEST - 1)), 1));
    }

    proptest! {
        #[test]
        fn what_is_missing_and_what_has_come_make_the_whole(from in 1_u64..20, length in 0_u64..60, come: BTreeSet<u8>) {
            let next = from + length;
            let come: Vec<u64> = come.into_iter().map(u64::from).collect();
            let (missing, complete) = missing(from, next, &come);
            for number in from..next {
                prop_assert_eq!(missing.contains(&number), !come.contains(&number));
            }
            prop_assert!((from..complete).all(|number| come.contains(&number)));
        }
    }
}
