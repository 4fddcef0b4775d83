//! Payment cards, IBANs, bank and giro accounts.
//!
//! Cards and IBANs by their check digits. Accounts only where a word or their whole form says so: many other numbers
//! have as many digits.

use super::lists::{ACCOUNT, GIRO, IBANS};
use super::sheet::{Sheet, Verdict, Window, passes_luhn};
use crate::codes::Personal;
use std::ops::Range;

pub(super) fn find_cards(sheet: &mut Sheet) {
    sheet.judge_windows(19, &|sheet, window| {
        (!sheet.is_behind_a_country(window) && is_card(window)).then_some(Verdict::Personal(Personal::Card))
    });
}

/// By the first digits that issuers have, the check digit, and one and the same sign between the groups.
fn is_card(window: &Window) -> bool {
    let length = (13..=19).contains(&window.digits.len());
    let issuer = length && matches!((window.digits[0], window.number(0..4)), (3..=6, _) | (2, 2221..=2720));
    let signs = window.gaps_are_alike() && window.gaps.first().is_none_or(|gap| matches!(gap, ' ' | '-' | '.' | '/' | '_'));
    issuer && signs && passes_luhn(&window.digits)
}

pub(super) fn find_ibans(sheet: &mut Sheet) {
    let countries = sheet.words.iter().filter_map(|word| {
        let length = IBANS.split(' ').find_map(|entry| entry.strip_prefix(word.lower.as_str())?.parse::<usize>().ok())?;
        let from = word.from;
        iban_at(sheet, from, length).map(|to| from..to)
    });
    let found: Vec<Range<usize>> = countries.collect();
    for place in found {
        sheet.tell(place, Personal::Account);
    }
}

/// Where the IBAN of this length that begins here ends.
fn iban_at(sheet: &Sheet, from: usize, length: usize) -> Option<usize> {
    let (mut signs, mut at) = (String::new(), from);
    while signs.len() < length {
        match sheet.at(at) {
            c if c.is_ascii_alphanumeric() => signs.push(c.to_ascii_uppercase()),
            ' ' | '-' | '.' if at < sheet.glyphs.len() => {}
            _ => return None,
        }
        at += 1;
    }
    let swedish = signs.starts_with("SE") && signs[2..].chars().all(|c| c.is_ascii_digit());
    (swedish || has_remainder_one(&signs)).then_some(at)
}

/// ISO 7064: moved round and read as one number, it leaves 1 when divided by 97.
fn has_remainder_one(signs: &str) -> bool {
    let (head, tail) = signs.split_at(4);
    let remainder = tail.chars().chain(head.chars()).filter_map(|c| c.to_digit(36)).fold(0, |sum, value| {
        let shift = if value > 9 { 100 } else { 10 };
        (sum * shift + value) % 97
    });
    remainder == 1
}

pub(super) fn find_accounts(sheet: &mut Sheet) {
    sheet.judge_windows(20, &|sheet, window| is_account(sheet, window).then_some(Verdict::Personal(Personal::Account)));
}

fn is_account(sheet: &Sheet, window: &Window) -> bool {
    let count = window.digits.len();
    let start = window.place.start;
    if sheet.is_after(start, 3, GIRO) {
        let giro = (4..=8).contains(&count) && window.gaps.iter().all(|gap| matches!(gap, ' ' | '-'));
        return giro && passes_luhn(&window.digits);
    }
    if sheet.is_after(start, 3, ACCOUNT) {
        return (7..=15).contains(&count) || (count == 4 && sheet.is_after(start, 2, "clearing clearingnr clearingnummer"));
    }
    is_clearing_and_account(window)
}

/// `8327-9, 123 456 789-1`, `6789-123456789`: a bank's four digits, then at least seven.
fn is_clearing_and_account(window: &Window) -> bool {
    let count = window.digits.len();
    let year = matches!(window.digits[..], [1, 9, ..] | [2, 0, ..] | [0, ..]);
    let first = window.sizes[0] == 4 && window.sizes.len() > 1 && (11..=15).contains(&count);
    let long = window.sizes[1..].iter().any(|size| *size >= 7) && window.sizes.len() <= 3;
    let swedbank = window.digits[0] == 8 && window.sizes.get(1) == Some(&1) && window.gaps.first() == Some(&'-');
    let spaced = matches!(window.gaps.first(), Some('-' | ',')) && window.gaps[1..].iter().all(|gap| *gap == ' ');
    first && !year && (long || swedbank || spaced) && window.gaps.iter().all(|gap| matches!(gap, '-' | ',' | ' '))
}
