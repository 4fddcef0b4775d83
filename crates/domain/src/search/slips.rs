//! Slips of the finger and of the ear: how far a typed word is from a known one.
//!
//! Counts half edits, so that taking a letter for one that sounds like it costs less than taking any other. The known word
//! is taken letter by letter, so that what was counted for its first letters counts for all words that begin so. Knows no
//! words.

use super::shape::{MOST_LETTERS, Shape, kind};

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
/// What stands before the first letter.
const NO_LETTER: char = '\0';

/// How far apart two words are; less is nearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Distance {
    /// In half edits.
    pub(super) cost: u8,
    /// Whether what is typed is only the beginning of the known word.
    pub(super) beginning: bool,
    /// Whether endings had to be left aside.
    pub(super) ending: bool,
}

/// Half edits that a word of this length may have: one letter from four on, two from eight on.
pub(super) fn allowed(length: usize) -> u8 {
    u8::try_from(length * 27 / 50).unwrap_or(MOST).min(MOST)
}

/// What another first letter costs besides.
pub(super) fn wrong_start(typed: &Shape, first: char) -> u8 {
    if typed.letters.first() == Some(&first) { 0 } else { FIRST }
}

/// A typed word beside the first letters of a known one.
pub(super) struct Slips<'a> {
    typed: &'a Shape,
    /// Whether the known word may go on.
    unfinished: bool,
    most: u8,
    /// Where the typed word may end before its end, as bits.
    cuts: u32,
    /// By the number of letters of the known word.
    columns: [Column; MOST_LETTERS + 1],
}

/// What it costs to make the typed word's beginnings into one beginning of the known word.
#[derive(Clone, Copy)]
struct Column {
    /// By the number of typed letters; too many are as good as `FAR`.
    costs: [u8; MOST_LETTERS + 1],
    /// Between these rows, all that are not too many.
    first: usize,
    last: usize,
    least: u8,
    /// Of the typed word without one of its endings.
    cut: u8,
    /// What the first letter costs besides.
    start: u8,
    /// Bits of the places so far where a known word that may end there is near.
    near: u32,
    /// Bits of the places so far where it is near however it goes on.
    open: u32,
}

const NOTHING: Column =
    Column { costs: [FAR; MOST_LETTERS + 1], first: MOST_LETTERS, last: 0, least: FAR, cut: FAR, start: 0, near: 0, open: 0 };

impl<'a> Slips<'a> {
    /// With `unfinished`, known words may go on.
    pub(super) fn of(typed: &'a Shape, unfinished: bool, most: u8) -> Self {
        let cuts = typed.endings & ((1 << typed.len()) - 1) & !((1 << typed.telling()) - 1);
        let mut slips = Self { typed, unfinished, most, cuts, columns: [NOTHING; MOST_LETTERS + 1] };
        let none = &mut slips.columns[0];
        (none.first, none.last, none.least) = (0, usize::from(most / EDIT).min(typed.len()), 0);
        for (cost, row) in none.costs.iter_mut().zip(0..=most / EDIT) {
            *cost = EDIT * row;
        }
        slips
    }

    /// Goes on with the last of these letters, the first letters of a known word. Those before have been gone through.
    pub(super) fn next(&mut self, letters: &[char]) {
        self.columns[letters.len()] = self.column(letters);
    }

    /// Only what is not too many already is gone on with.
    fn column(&self, letters: &[char]) -> Column {
        let at = letters.len();
        let before = &self.columns[at - 1];
        let start = wrong_start(self.typed, letters[0]);
        let enough = self.most.saturating_sub(start);
        let kind = kind(letters[at - 1]);
        let mut column = Column { start, near: before.near, open: before.open, ..NOTHING };
        let mut row = before.first;
        let mut above = FAR;
        while row <= self.typed.len() && (row <= before.last + 1 || above <= enough) {
            let cost = self.cost(row, above, letters, kind);
            above = FAR;
            if cost <= enough {
                above = cost;
                column.set(row, cost, self.cuts & 1 << row != 0);
            }
            row += 1;
        }
        let whole = column.costs[self.typed.len()];
        column.near |= u32::from(whole.min(column.cut) <= enough) << at;
        column.open |= u32::from(self.unfinished && whole <= enough) << at;
        column
    }

    /// What it costs to make so many typed letters into these; `above` is what one typed letter fewer costs.
    fn cost(&self, row: usize, above: u8, letters: &[char], kind: u8) -> u8 {
        let (typed, at) = (&self.typed.letters, letters.len());
        let before = &self.columns[at - 1].costs;
        if row == 0 {
            return before[0] + EDIT;
        }
        let (x, y) = (typed[row - 1], letters[at - 1]);
        let x_before = if row >= 2 { typed[row - 2] } else { NO_LETTER };
        let y_before = if at >= 2 { letters[at - 2] } else { NO_LETTER };
        let other = match (x == y, self.typed.kinds[row - 1] == kind) {
            (true, _) => 0,
            (false, true) => SMALL,
            (false, false) => EDIT,
        };
        let more = if x == x_before { SMALL } else { EDIT };
        let less = if y == y_before { SMALL } else { EDIT };
        let cost = (before[row - 1] + other).min(above + more).min(before[row] + less);
        if x == y_before && x_before == y { cost.min(self.columns[at - 2].costs[row - 2] + EDIT) } else { cost }
    }

    /// Whether no letters after these can bring the words together again. Not even by a swap with the next letter, for it
    /// costs as much as two others of which one stands here.
    pub(super) fn are_too_many(&self, at: usize) -> bool {
        let column = &self.columns[at];
        column.least + column.start > self.most
    }

    /// Whether a known word that begins so may be near, wherever it ends.
    pub(super) fn may_be_few(&self, at: usize) -> bool {
        self.columns[at].near | self.columns[at].open != 0
    }

    /// How far a known word is that has these letters, at least as far as they matter, and these endings.
    pub(super) fn distance(&self, at: usize, length: usize, endings: u32) -> Option<Distance> {
        let Column { near, open, .. } = self.columns[at];
        let mut places = near & endings | open;
        let mut nearest: Option<Distance> = None;
        while let Some(place) = places.checked_ilog2() {
            places &= !(1 << place);
            let column = &self.columns[place as usize];
            let (whole, cut) = (column.costs[self.typed.len()], column.cut);
            let shorter = (place as usize) < length;
            let found = if endings & 1 << place == 0 {
                Distance { cost: whole, beginning: true, ending: true }
            } else if whole < cut || whole == cut && !shorter {
                Distance { cost: whole, beginning: false, ending: shorter }
            } else {
                Distance { cost: cut, beginning: false, ending: true }
            };
            nearest = Some(nearest.map_or(found, |nearest| nearest.min(found)));
        }
        nearest.map(|nearest| Distance { cost: nearest.cost + self.columns[at].start, ..nearest })
    }
}

impl Column {
    fn set(&mut self, row: usize, cost: u8, cut: bool) {
        self.costs[row] = cost;
        if cut {
            self.cut = self.cut.min(cost);
        }
        self.first = self.first.min(row);
        self.last = row;
        self.least = self.least.min(cost);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(typed: &str, known: &str) -> Option<u8> {
        let (typed, known) = (Shape::of(typed), Shape::of(known));
        let mut slips = Slips::of(&typed, false, allowed(typed.len()));
        (1..=known.len()).for_each(|at| slips.next(&known.letters[..at]));
        slips.distance(known.len(), known.len(), known.endings).map(|distance| distance.cost)
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
