//! Telephone numbers: Swedish ones in any grouping, foreign ones with their country.
//!
//! Public numbers pass: short ones (112, 1177, 114 14, 116 117), and the series that only organisations hold – 010, 020
//! and 077. A landline or a mobile is always taken for somebody's, also when it is an office's: which it is, no
//! pattern can tell.

use super::lists::PHONE;
use super::sheet::{Sheet, Verdict, Window};
use crate::codes::Personal;

/// Digits of a foreign number, country included, at most.
const LONGEST: usize = 15;

pub(super) fn find(sheet: &mut Sheet) {
    sheet.judge_windows(LONGEST, &judge);
}

fn judge(sheet: &Sheet, window: &Window) -> Option<Verdict> {
    let start = window.place.start;
    let plus = sheet.before(start) == '+' || (sheet.before(start) == ' ' && start >= 2 && sheet.before(start - 1) == '+');
    // In the middle of something longer, a number without its country is none.
    let inside = matches!(sheet.before(start), '.' | '/' | '_') && start >= 2 && sheet.before(start - 1).is_ascii_digit();
    if inside && !plus {
        return None;
    }
    let national = national(&window.digits, plus);
    match national {
        Some(Call::Swedish(digits)) if plus || is_grouped_as_a_phone(window, digits.len()) => Some(verdict(&digits)),
        Some(Call::Foreign) if window.gaps.iter().all(is_soft) => Some(Verdict::Personal(Personal::Phone)),
        _ if is_mobile_without_its_nought(window) || is_called_a_phone(sheet, window) => Some(Verdict::Personal(Personal::Phone)),
        _ => None,
    }
}

enum Call {
    /// With the nought in front.
    Swedish(Vec<u8>),
    Foreign,
}

fn national(digits: &[u8], plus: bool) -> Option<Call> {
    let abroad = if plus { Some(digits) } else { digits.strip_prefix(&[0, 0]) };
    if let Some(abroad) = abroad.filter(|abroad| abroad.first().is_some_and(|first| *first != 0)) {
        let Some(swedish) = abroad.strip_prefix(&[4, 6]) else {
            return (9..=LONGEST).contains(&abroad.len()).then_some(Call::Foreign);
        };
        let swedish = swedish.strip_prefix(&[0]).unwrap_or(swedish);
        return (7..=9).contains(&swedish.len()).then(|| Call::Swedish([&[0], swedish].concat()));
    }
    let swedish = matches!(digits, [0, 1..=9, ..]) && (8..=10).contains(&digits.len());
    swedish.then(|| Call::Swedish(digits.to_vec()))
}

fn verdict(national: &[u8]) -> Verdict {
    let public = [&[0, 1, 0][..], &[0, 2, 0], &[0, 7, 7]].iter().any(|series| national.starts_with(series));
    if public { Verdict::Harmless } else { Verdict::Personal(Personal::Phone) }
}

fn is_mobile(national: &[u8]) -> bool {
    national.len() == 10 && matches!(national, [0, 7, 0 | 2 | 3 | 6 | 9, ..])
}

fn is_soft(gap: &char) -> bool {
    matches!(gap, ' ' | '-' | '.' | '/' | ')' | '(')
}

/// Area code, one sign, then groups with one and the same sign between them: opening hours are not written so.
fn is_grouped_as_a_phone(window: &Window, national: usize) -> bool {
    let country = window.digits.len() > national;
    let first = window.sizes[0];
    if window.is_contiguous() || country {
        return true;
    }
    if !window.gaps.iter().all(is_soft) {
        return false;
    }
    if is_mobile(&window.digits) && first != 2 {
        return true;
    }
    let (after_area, rest) = (window.gaps[0], &window.gaps[1..]);
    let alike = rest.windows(2).all(|two| two[0] == two[1]);
    let signs = rest.first().is_none_or(|gap| *gap == ' ' || (*gap == after_area) || (after_area == ')' && *gap == '-'));
    let length = match first {
        2 if window.digits[1] == 8 => after_area != '.' && window.sizes[1..].iter().all(|size| *size >= 2),
        2 => is_mobile(&window.digits) && window.gaps_are_alike(),
        3 => true,
        4 => national >= 9,
        _ => false,
    };
    alike && signs && length
}

/// `70 123 45 67`.
fn is_mobile_without_its_nought(window: &Window) -> bool {
    let mobile = matches!(window.digits[..], [7, 0 | 2 | 3 | 6 | 9, ..]);
    mobile && matches!(window.sizes[..], [2, 3, 2, 2] | [2, 7]) && window.gaps.iter().all(is_soft)
}

/// Seven digits and more after "ring", "tel", "mobilen".
fn is_called_a_phone(sheet: &Sheet, window: &Window) -> bool {
    let length = (7..=10).contains(&window.digits.len());
    let public = matches!(window.digits[..], [7, 7, ..] | [1, 1, ..] | [0, ..]);
    length && !public && window.gaps.iter().all(|gap| matches!(gap, ' ' | '-')) && sheet.is_after(window.place.start, 3, PHONE)
}
