//! Days of birth: a day after a word of being born, a day too old to be about a web page, half a personal number.
//!
//! Sets other days aside, so that no digits of a date are taken for a telephone. A year alone is nobody's.

use super::lists::{BIRTH, MONTHS, among};
use super::personal_numbers::is_a_day;
use super::sheet::{Sheet, Verdict, Window};
use crate::codes::Personal;
use std::ops::Range;

/// Days before this year are taken for somebody's.
const LONG_AGO: u32 = 1990;
/// Eight digits in a row up to this year: nobody writes the day a page changed like that.
const RUN_TOGETHER_LONG_AGO: u32 = 2010;

pub(super) fn find(sheet: &mut Sheet) {
    find_after_a_word(sheet);
    find_masked(sheet);
    sheet.judge_windows(8, &|_, window| year_of(window).map(|year| verdict(window, year)));
}

fn verdict(window: &Window, year: u32) -> Verdict {
    let since = if window.is_contiguous() { RUN_TOGETHER_LONG_AGO } else { LONG_AGO };
    if year < since { Verdict::Personal(Personal::BirthDate) } else { Verdict::Harmless }
}

/// The year of a whole date: 2026-11-21, 20261121, 21/11 2026, 1.2.2026.
fn year_of(window: &Window) -> Option<u32> {
    let last = window.digits.len();
    let signs = window.gaps.iter().all(|gap| matches!(gap, '-' | '.' | '/' | ' '));
    let (year, month, day) = match window.sizes[..] {
        [4, 2, 2] if window.gaps_are_alike() => (0..4, 4..6, 6..8),
        [8] => (0..4, 4..6, 6..8),
        [day @ 1..=2, month @ 1..=2, 4] => (last - 4..last, day..day + month, 0..day),
        _ => return None,
    };
    let year = window.number(year);
    (signs && (1880..2100).contains(&year) && is_a_day(window.number(month), window.number(day))).then_some(year)
}

/// "född 430312", "fyller år 12 mars", "födelsedatum 12/3 1943".
fn find_after_a_word(sheet: &mut Sheet) {
    let words = sheet.words.iter().filter(|word| among(&word.lower, BIRTH));
    let found: Vec<Range<usize>> = words.filter_map(|word| day_after(sheet, word.to)).collect();
    for place in found {
        sheet.tell(place, Personal::BirthDate);
    }
}

fn day_after(sheet: &Sheet, place: usize) -> Option<Range<usize>> {
    let first = sheet.group_near(place, 10)?;
    let group = &sheet.groups[first];
    let month = sheet.word_at(sheet.past_spaces(group.to)).map(|index| &sheet.words[index]);
    if let Some(month) = month.filter(|month| group.to - group.from <= 2 && MONTHS.split(' ').any(|name| month.lower.starts_with(name))) {
        let year = sheet.group_near(month.to, 2).map_or(month.to, |year| sheet.groups[year].to);
        return Some(group.from..year);
    }
    sheet.windows_from(first, 8).into_iter().rev().find(is_a_written_day).map(|window| window.place)
}

/// Any way to write a day with a month, with or without its year.
fn is_a_written_day(window: &Window) -> bool {
    let day = |month: Range<usize>, day: Range<usize>| is_a_day(window.number(month), window.number(day));
    match window.sizes[..] {
        [6] | [2, 2, 2] => day(2..4, 4..6) || day(2..4, 0..2),
        [d @ 1..=2, m @ 1..=2] | [d @ 1..=2, m @ 1..=2, 2] if window.gaps[0] == '/' => day(d..d + m, 0..d),
        _ => year_of(window).is_some(),
    }
}

/// `850101-nnnn`, `19850101-****`: somebody's day, the rest hidden.
fn find_masked(sheet: &mut Sheet) {
    let masked = |at: usize| (at..at + 4).all(|at| matches!(sheet.at(at), 'x' | 'X' | '*' | '•' | '.' | '?')) && sheet.at(at) != '.';
    let whole = |from: usize, to: usize| {
        let digits: Vec<u8> = sheet.glyphs[from..to].iter().filter_map(|glyph| super::sheet::value(glyph.c)).collect();
        matches!(digits.len(), 6 | 8) && super::personal_numbers::has_a_day(&digits[digits.len() - 6..])
    };
    let days = sheet.groups.iter().filter(|group| whole(group.from, group.to));
    let found: Vec<Range<usize>> = days
        .filter_map(|group| {
            [group.to, group.to + 1].into_iter().find(|at| masked(*at)).map(|at| group.from..(at + 4).min(sheet.glyphs.len()))
        })
        .collect();
    for place in found {
        sheet.tell(place, Personal::BirthDate);
    }
}
