//! The text laid out for looking: characters, words, groups of digits, and what has been found so far.
//!
//! Knows what stands where; decides nothing about what it means.

use super::Seen;
use super::folding::{Glyph, fold};
use super::lists::among;
use crate::codes::Personal;
use std::ops::Range;

/// Letters in a row, with hyphens and apostrophes inside. Places are indexes of glyphs.
pub(super) struct Word {
    pub(super) from: usize,
    pub(super) to: usize,
    /// In small letters.
    pub(super) lower: String,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
}

/// Digits in a row.
pub(super) struct Group {
    pub(super) from: usize,
    pub(super) to: usize,
    /// What stands between this group and the one before, when it can join the two: the sign, else a space.
    joined: Option<char>,
}

/// Some groups of digits in a row that could be one number.
pub(super) struct Window {
    pub(super) place: Range<usize>,
    pub(super) digits: Vec<u8>,
    /// How many digits each group has.
    pub(super) sizes: Vec<usize>,
    /// What stands between the groups.
    pub(super) gaps: Vec<char>,
}

/// What is thought of a window.
pub(super) enum Verdict {
    Personal(Personal),
    /// A date, a public number: nothing else needs to look at it.
    Harmless,
}

pub(super) struct Sheet {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) words: Vec<Word>,
    pub(super) groups: Vec<Group>,
    taken: Vec<bool>,
    seen: Vec<Seen>,
}

impl Sheet {
    pub(super) fn of(text: &str) -> Self {
        let glyphs = fold(text);
        let (words, groups) = (words(&glyphs), groups(&glyphs));
        Self { taken: vec![false; glyphs.len()], seen: Vec::new(), glyphs, words, groups }
    }

    pub(super) fn into_seen(self) -> Vec<Seen> {
        self.seen
    }

    /// The character at a place; a space beyond the ends.
    pub(super) fn at(&self, place: usize) -> char {
        self.glyphs.get(place).map_or(' ', |glyph| glyph.c)
    }

    pub(super) fn before(&self, place: usize) -> char {
        place.checked_sub(1).map_or(' ', |before| self.at(before))
    }

    /// The first place at or after this that is no space, looking no more than a few characters ahead.
    pub(super) fn past_spaces(&self, place: usize) -> usize {
        (place..place + 4).find(|at| self.at(*at) != ' ').unwrap_or(place)
    }

    pub(super) fn is_free(&self, place: &Range<usize>) -> bool {
        self.taken.get(place.clone()).is_some_and(|taken| !taken.contains(&true))
    }

    /// Tells what stands there, if nothing else has been told of it.
    pub(super) fn settle(&mut self, place: Range<usize>, verdict: Verdict) {
        if place.is_empty() || !self.is_free(&place) {
            return;
        }
        self.taken[place.clone()].fill(true);
        if let Verdict::Personal(kind) = verdict {
            let (first, last) = (self.glyphs[place.start], self.glyphs[place.end - 1]);
            // In order at once: sorting weighs more in the program than all of this file.
            let at = self.seen.partition_point(|seen| seen.start < first.start);
            self.seen.insert(at, Seen { kind, start: first.start, end: last.end });
        }
    }

    pub(super) fn tell(&mut self, place: Range<usize>, kind: Personal) {
        self.settle(place, Verdict::Personal(kind));
    }

    /// Looks at every window of at most so many digits: from each group the longest that means something.
    pub(super) fn judge_windows(&mut self, most: usize, judge: &dyn Fn(&Self, &Window) -> Option<Verdict>) {
        for first in 0..self.groups.len() {
            let windows = self.windows_from(first, most).into_iter().rev().filter(|window| self.is_free(&window.place));
            let judged = windows.filter_map(|window| judge(self, &window).map(|verdict| (window.place, verdict)));
            if let Some((place, verdict)) = judged.take(1).next() {
                self.settle(place, verdict);
            }
        }
    }

    /// The windows that begin with this group, shortest first.
    pub(super) fn windows_from(&self, first: usize, most: usize) -> Vec<Window> {
        let mut windows: Vec<Window> = Vec::new();
        for (index, group) in self.groups.iter().enumerate().skip(first) {
            let before = windows.last();
            let (mut digits, mut sizes, mut gaps) =
                before.map_or_else(Default::default, |before| (before.digits.clone(), before.sizes.clone(), before.gaps.clone()));
            if index > first {
                let Some(gap) = group.joined else { break };
                gaps.push(gap);
            }
            let size = group.to - group.from;
            if digits.len() + size > most {
                break;
            }
            sizes.push(size);
            digits.extend(self.glyphs[group.from..group.to].iter().filter_map(|glyph| value(glyph.c)));
            windows.push(Window { place: self.groups[first].from..group.to, digits, sizes, gaps });
        }
        windows
    }

    /// Whether the window begins with a country's code: `+380 …`.
    pub(super) fn is_behind_a_country(&self, window: &Window) -> bool {
        self.before(window.place.start) == '+' && window.sizes[0] <= 3
    }

    /// The nearest words before a place, nearest first, no more than so many and none far away.
    pub(super) fn words_before(&self, place: usize, most: usize) -> impl Iterator<Item = &Word> {
        let after = self.words.partition_point(|word| word.to <= place);
        self.words[..after].iter().rev().take(most).take_while(move |word| place - word.to <= 24)
    }

    /// Whether one of the few words before a place is one of these.
    pub(super) fn is_after(&self, place: usize, most: usize, cues: &str) -> bool {
        self.words_before(place, most).any(|word| among(&word.lower, cues))
    }

    /// The first group of digits that begins within so many characters of a place.
    pub(super) fn group_near(&self, place: usize, within: usize) -> Option<usize> {
        let index = self.groups.partition_point(|group| group.from < place);
        self.groups.get(index).is_some_and(|group| group.from <= place + within).then_some(index)
    }

    /// The word that begins at a place.
    pub(super) fn word_at(&self, place: usize) -> Option<usize> {
        self.words.binary_search_by_key(&place, |word| word.from).ok()
    }
}

impl Window {
    pub(super) fn is_contiguous(&self) -> bool {
        self.gaps.is_empty()
    }

    pub(super) fn gaps_are_alike(&self) -> bool {
        self.gaps.windows(2).all(|two| two[0] == two[1])
    }

    /// The number that some of the digits make.
    pub(super) fn number(&self, digits: Range<usize>) -> u32 {
        number(&self.digits[digits])
    }
}

pub(super) fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |sum: u32, digit| sum.wrapping_mul(10).wrapping_add(u32::from(*digit)))
}

pub(super) fn value(c: char) -> Option<u8> {
    c.to_digit(10).and_then(|value| u8::try_from(value).ok())
}

/// The check digit of personal numbers, cards and giro accounts ("modulus 10").
pub(super) fn passes_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| u32::from(*digit) * if index % 2 == 1 { 2 } else { 1 })
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10)
}

fn words(glyphs: &[Glyph]) -> Vec<Word> {
    let is_letter = |at: usize| glyphs.get(at).is_some_and(|glyph| glyph.c.is_alphabetic());
    let (mut words, mut at) = (Vec::new(), 0);
    while at < glyphs.len() {
        let from = at;
        while is_letter(at) || (at > from && matches!(glyphs.get(at).map(|glyph| glyph.c), Some('-' | '\'' | '’')) && is_letter(at + 1)) {
            at += 1;
        }
        if at == from {
            at += 1;
            continue;
        }
        let lower = glyphs[from..at].iter().flat_map(|glyph| glyph.c.to_lowercase()).collect();
        words.push(Word { from, to: at, lower, capital: glyphs[from].c.is_uppercase() });
    }
    words
}

fn groups(glyphs: &[Glyph]) -> Vec<Group> {
    let is_digit = |at: usize| glyphs.get(at).is_some_and(|glyph| glyph.c.is_ascii_digit());
    let (mut groups, mut at) = (Vec::<Group>::new(), 0);
    while at < glyphs.len() {
        let from = at;
        while is_digit(at) {
            at += 1;
        }
        if at == from {
            at += 1;
            continue;
        }
        let joined = groups.last().and_then(|before| joint(&glyphs[before.to..from]));
        groups.push(Group { from, to: at, joined });
    }
    groups
}

/// What joins two groups: signs of one kind, or spaces alone.
fn joint(between: &[Glyph]) -> Option<char> {
    if between.len() > 8 {
        return None;
    }
    let mut signs = between.iter().map(|glyph| glyph.c).filter(|c| *c != ' ');
    let Some(first) = signs.next() else { return Some(' ') };
    let rest: Vec<char> = signs.collect();
    let may_join = |c: char| "-.+/()_~|*,:=".contains(c);
    let bracket = rest.iter().all(|c| matches!(c, '-' | '(' | ')') || *c == first);
    (may_join(first) && rest.len() < 3 && bracket).then_some(first)
}
