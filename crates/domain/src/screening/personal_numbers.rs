//! Personal and coordination numbers: ten or twelve digits, however they are spread out.
//!
//! A plausible day and the check digit; where the number is written the way the authorities write it, the day alone
//! is enough, for a slip of the finger makes it no less somebody's. An organisation's number has no day and passes.

use super::lists::{LAST_FOUR, among};
use super::sheet::{Sheet, Verdict, Window, number, passes_luhn, value};
use crate::codes::Personal;

pub(super) fn find(sheet: &mut Sheet) {
    sheet.judge_windows(12, &|sheet, window| {
        let found = !sheet.is_behind_a_country(window) && is_personal_number(window);
        found.then_some(Verdict::Personal(Personal::PersonalNumber))
    });
    find_within_longer(sheet);
    find_last_four(sheet);
}

fn is_personal_number(window: &Window) -> bool {
    let digits = &window.digits;
    let century = digits.get(..2).map(number);
    let ten = match digits.len() {
        10 => &digits[..],
        12 if matches!(century, Some(18..=20)) => &digits[2..],
        _ => return false,
    };
    if !has_a_day(ten) || looks_like_a_mobile(window) {
        return false;
    }
    as_authorities_write_it(window) || (passes_luhn(ten) && could_be_spread_so(window))
}

/// Year, month and day; a coordination number has sixty more days.
pub(super) fn has_a_day(ten: &[u8]) -> bool {
    let (month, day) = (number(&ten[2..4]), number(&ten[4..6]));
    let day = if day > 60 { day - 60 } else { day };
    is_a_day(month, day)
}

pub(super) fn is_a_day(month: u32, day: u32) -> bool {
    let longest = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=longest).contains(&day)
}

/// `070-123 45 67` and the like are telephones, and seen as such.
fn looks_like_a_mobile(window: &Window) -> bool {
    window.sizes[0] == 3 && window.digits.starts_with(&[0, 7])
}

/// `ÅÅMMDD-NNNN`, `ÅÅÅÅMMDD+NNNN`, `ÅÅÅÅ-MM-DD-NNNN`. A day of this decade and four digits is rather a day and a time.
fn as_authorities_write_it(window: &Window) -> bool {
    let hyphens = window.gaps.iter().all(|gap| matches!(gap, '-' | '+'));
    let recent = window.digits.len() == 12 && window.number(0..4) >= 2020;
    hyphens && !recent && matches!(window.sizes[..], [6 | 8, 4] | [4, 2, 2, 4])
}

/// Commas and colons stand between numbers of their own, but for the place where the hyphen belongs.
fn could_be_spread_so(window: &Window) -> bool {
    let usual = window.gaps.iter().all(|gap| !matches!(gap, ',' | ':' | '='));
    usual || matches!(window.sizes[..], [6 | 8, 4])
}

/// Six digits, a hyphen and four with more digits stuck to either end.
fn find_within_longer(sheet: &mut Sheet) {
    let found: Vec<_> = sheet
        .groups
        .windows(2)
        .filter(|two| two[0].to - two[0].from >= 6 && two[1].to - two[1].from >= 4)
        .filter(|two| two[1].from == two[0].to + 1 && matches!(sheet.at(two[0].to), '-' | '+'))
        .map(|two| two[0].to - 6..two[1].from + 4)
        .filter(|place| {
            let ten: Vec<u8> = sheet.glyphs[place.clone()].iter().filter_map(|glyph| value(glyph.c)).collect();
            ten.len() == 10 && has_a_day(&ten) && passes_luhn(&ten)
        })
        .collect();
    for place in found {
        sheet.tell(place, Personal::PersonalNumber);
    }
}

/// "sista fyra 1234", "fyra sista siffrorna är 1234".
fn find_last_four(sheet: &mut Sheet) {
    let fours = sheet.groups.iter().filter(|group| group.to - group.from == 4).map(|group| group.from..group.to);
    let found: Vec<_> = fours
        .filter(|place| {
            let near: Vec<&str> = sheet.words_before(place.start, 4).map(|word| word.lower.as_str()).collect();
            near.windows(2).any(|two| two.contains(&"fyra") && two.iter().any(|word| among(word, LAST_FOUR)))
        })
        .collect();
    for place in found {
        sheet.tell(place, Personal::PersonalNumber);
    }
}
