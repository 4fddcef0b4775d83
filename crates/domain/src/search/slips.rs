//! Slips of the finger and of the ear: how far a typed word is from a known one.
//!
//! Counts half edits, so that taking a letter for one that sounds like it costs less than taking any other. Knows no words.

use super::shape::{MOST_LETTERS, Shape};

/// A letter more, less or other, or two neighbours swapped.
const EDIT: u8 = 2;
/// A letter doubled or not, or one that sounds alike.
const SMALL: u8 = 1;
/// The first letter is seldom wrong.
const FIRST: u8 = 1;
/// Most half edits at all: two letters.
const MOST: u8 = 4;

/// Too far to matter.
const FAR: u8 = 100;

type Row = [u8; MOST_LETTERS + 1];

/// How far apart two words are.
pub(super) struct Distance {
    /// In half edits.
    pub(super) cost: u8,
    /// Whether endings had to be left aside.
    pub(super) ending: bool,
    /// Whether what is typed is only the beginning of the known word.
    pub(super) beginning: bool,
}

/// Half edits that a word of this length may have: one letter from four on, two from eight on.
pub(super) fn allowed(length: usize) -> u8 {
    u8::try_from(length * 27 / 50).unwrap_or(MOST).min(MOST)
}

/// Whether it is worth measuring. Cheap, and never says no to what is near.
pub(super) fn may_be_near(typed: &Shape, known: &Shape, unfinished: bool, most: u8) -> bool {
    let most = usize::from(most);
    let long = !unfinished && known.root_length > typed.len() + most;
    if long || typed.root_length > known.len() + most {
        return false;
    }
    // What the known word has more may be an ending or not typed yet; what it lacks is at least a small slip each, and a
    // whole edit when it lacks the kind.
    let strange = (typed.root_has.letters & !known.has.letters).count_ones() + (typed.root_has.kinds & !known.has.kinds).count_ones();
    strange as usize + usize::from(wrong_start(typed, known)) <= most
}

fn wrong_start(typed: &Shape, known: &Shape) -> u8 {
    if typed.letters.first() == known.letters.first() { 0 } else { FIRST }
}

/// The distance, unless it is more than `most`. With `unfinished`, the known word may go on.
pub(super) fn distance(typed: &Shape, known: &Shape, unfinished: bool, most: u8) -> Option<Distance> {
    let (a, b) = (&typed.letters, &known.letters);
    let mut rows: [Row; 3] = [[0; MOST_LETTERS + 1]; 3];
    for (at, cell) in rows[0].iter_mut().enumerate().take(b.len() + 1) {
        *cell = u8::try_from(at).unwrap_or(u8::MAX).saturating_mul(EDIT);
    }
    let mut best: Option<Distance> = None;
    for row in 1..=a.len() {
        let (now, before, earlier) = (row % 3, (row + 2) % 3, (row + 1) % 3);
        let filled = next_row((typed, known), row, most, &rows[before], &rows[earlier]);
        let hopeless = |costs: &Row| costs[..=b.len()].iter().all(|cost| *cost > most);
        if hopeless(&filled) && hopeless(&rows[before]) {
            break;
        }
        rows[now] = filled;
        if row == a.len() || row >= typed.telling() && typed.may_end_at(row) {
            nearest(typed, known, row, &rows[now], unfinished && row == a.len(), &mut best);
        }
    }
    best.map(|found| Distance { cost: found.cost.saturating_add(wrong_start(typed, known)), ..found }).filter(|found| found.cost <= most)
}

/// Only places near enough to the diagonal are filled: further off, it costs too much anyway.
fn next_row((typed, known): (&Shape, &Shape), row: usize, most: u8, before: &Row, earlier: &Row) -> Row {
    let (a, b) = (&typed.letters, &known.letters);
    let reach = usize::from(most);
    let mut now: Row = [FAR; MOST_LETTERS + 1];
    now[0] = before[0].saturating_add(EDIT);
    let x = a[row - 1];
    let more = if row >= 2 && a[row - 2] == x { SMALL } else { EDIT };
    for at in row.saturating_sub(reach).max(1)..=(row + reach).min(b.len()) {
        let y = b[at - 1];
        let other = match (x == y, typed.kinds[row - 1] == known.kinds[at - 1]) {
            (true, _) => 0,
            (false, true) => SMALL,
            (false, false) => EDIT,
        };
        let less = if at >= 2 && b[at - 2] == y { SMALL } else { EDIT };
        let mut cost = before[at - 1].saturating_add(other).min(before[at].saturating_add(more)).min(now[at - 1].saturating_add(less));
        if row >= 2 && at >= 2 && x == b[at - 2] && a[row - 2] == y {
            cost = cost.min(earlier[at - 2].saturating_add(EDIT));
        }
        now[at] = cost;
    }
    now
}

/// Keeps the nearest place where both words may end.
fn nearest(typed: &Shape, known: &Shape, row: usize, costs: &Row, unfinished: bool, best: &mut Option<Distance>) {
    let whole_row = row == typed.len();
    for at in (1..=known.len()).rev() {
        let ends = known.may_end_at(at);
        if !ends && !unfinished {
            continue;
        }
        let ending = !whole_row || at < known.len();
        let found = Distance { cost: costs[at], ending, beginning: !ends };
        let rank = |distance: &Distance| (distance.cost, distance.beginning, distance.ending);
        if best.as_ref().is_none_or(|best| rank(&found) < rank(best)) {
            *best = Some(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(typed: &str, known: &str) -> Option<u8> {
        let typed = Shape::of(typed);
        let most = allowed(typed.len());
        let known = Shape::of(known);
        let found = distance(&typed, &known, false, most).map(|found| found.cost);
        assert!(found.is_none() || may_be_near(&typed, &known, false, most), "what is near is measured");
        found
    }

    #[test]
    fn a_slip_of_the_finger_is_one_letter_or_a_swap() {
        assert_eq!(cost("biljett", "biljett"), Some(0));
        assert_eq!(cost("bilett", "biljett"), Some(2));
        assert!(cost("pensoin", "pension").is_some_and(|cost| cost <= 2));
        assert_eq!(cost("wiffi", "wifi"), Some(1));
        assert_eq!(cost("wififif", "wifi"), None);
        assert_eq!(cost("buss", "post"), None);
    }

    #[test]
    fn two_slips_are_forgiven_in_long_words_only() {
        assert_eq!(cost("bostadztilag", "bostadstillagg"), Some(3));
        assert_eq!(cost("krta", "kortet"), None);
    }

    #[test]
    fn a_wrong_first_letter_costs_more() {
        assert!(cost("lournalen", "journalen") > cost("joulnalen", "journalen"));
    }

    #[test]
    fn an_ending_besides_is_no_slip() {
        assert_eq!(cost("deklarasionen", "deklaration"), Some(2));
    }
}
