//! Numbers by which an office knows somebody's case: after a word that says so, in the forms courts and registers use,
//! and any other long row of digits that nothing harmless explains.

use super::lists::{REFERENCE, TECHNICAL, among};
use super::sheet::{Sheet, Verdict, Window, passes_luhn};
use crate::codes::Personal;
use std::ops::Range;

/// So many digits in a row are no date, price or version.
const LONG: usize = 8;
/// So many, when hyphens hold them together.
const LONG_WITH_HYPHENS: usize = 9;

/// "ärende 12345", "dnr KS 2024/123", "mål nr B 1234-26", "2024/01234".
pub(super) fn find_named(sheet: &mut Sheet) {
    let after_words = sheet.words.iter().filter(|word| is_reference_word(&word.lower)).filter_map(|word| token_after(sheet, word.to));
    let cases = sheet.words.iter().filter_map(|word| court_case(sheet, word.from..word.to));
    let registers = sheet.groups.iter().filter_map(|group| register_number(sheet, group.from..group.to));
    let found: Vec<Range<usize>> = after_words.chain(cases).chain(registers).collect();
    for place in found {
        sheet.tell(place, Personal::CaseNumber);
    }
}

fn is_reference_word(word: &str) -> bool {
    among(word, REFERENCE) || ["ärendenummer", "ärendenumret", "referensnummer", "kundnummer"].iter().any(|end| word.ends_with(end))
}

/// The token with at least three digits that follows, past "nr", "är" and a colon.
fn token_after(sheet: &Sheet, place: usize) -> Option<Range<usize>> {
    let group = &sheet.groups[sheet.group_near(place, 14)?];
    let between: Vec<&str> =
        sheet.words.iter().filter(|word| word.from >= place && word.to <= group.from).map(|word| word.lower.as_str()).collect();
    let signs = sheet.glyphs[place..group.from].iter().all(|glyph| glyph.c.is_alphabetic() || " :.#-/=".contains(glyph.c));
    let small = |word: &&str| among(word, "nr nummer numret är var med har hade no number is") || word.chars().count() <= 4;
    if !signs || between.len() > 3 || !between.iter().all(small) {
        return None;
    }
    let from = (0..group.from).rev().take_while(|at| sheet.at(*at).is_alphanumeric() && *at >= place).last().unwrap_or(group.from);
    let goes_on = |at: &usize| sheet.at(*at).is_alphanumeric() || ("-/:.".contains(sheet.at(*at)) && sheet.at(at + 1).is_alphanumeric());
    let length = (group.from..sheet.glyphs.len()).take_while(goes_on).count();
    let place = from..group.from + length;
    let digits = sheet.glyphs[place.clone()].iter().filter(|glyph| glyph.c.is_ascii_digit()).count();
    let token: String = sheet.glyphs[place.clone()].iter().map(|glyph| glyph.c).collect();
    let year = digits == 4 && ["19", "20"].iter().any(|century| token.starts_with(century));
    (digits >= 3 && !year && token != "1177" && !token.ends_with("kr")).then_some(place)
}

/// `B 1234-26`: a court's letter, a number and the year.
fn court_case(sheet: &Sheet, word: Range<usize>) -> Option<Range<usize>> {
    let letters: String = sheet.glyphs[word.clone()].iter().map(|glyph| glyph.c).collect();
    let group = sheet.group_near(word.end, 1)?;
    let (first, year) = (&sheet.groups[group], sheet.groups.get(group + 1)?);
    let hyphen = sheet.at(first.to) == '-' && year.from == first.to + 1;
    let sizes = (2..=5).contains(&(first.to - first.from)) && year.to - year.from == 2;
    (among(&letters, "B T Ä Ö F FT K M P UM PMT") && hyphen && sizes && first.to - first.from > 2).then_some(word.start..year.to)
}

/// `2024/01234`, `KS 2024:123`: a register's year and number. `2024/25` is a season, `SFS 2009:400` a law.
fn register_number(sheet: &Sheet, year: Range<usize>) -> Option<Range<usize>> {
    let index = sheet.groups.partition_point(|group| group.from < year.end);
    let next = sheet.groups.get(index).filter(|next| next.from == year.end + 1)?;
    let is_year = year.len() == 4 && matches!((sheet.at(year.start), sheet.at(year.start + 1)), ('1', '9') | ('2', '0'));
    let size = next.to - next.from;
    let prefix = sheet.words_before(year.start, 1).find(|word| year.start - word.to <= 1);
    let capital = |at: usize| sheet.at(at).is_uppercase();
    let capitals = prefix.is_some_and(|word| capital(word.from) && capital(word.to - 1) && word.to - word.from <= 5);
    let law = prefix.is_some_and(|word| among(&word.lower, "sfs sou ds prop bet skr dir nja hfd"));
    let found = match sheet.at(year.end) {
        '/' => size == 3 || (5..=7).contains(&size) || (size == 4 && !is_next_year(sheet, &year, next.from)),
        ':' | '-' => capitals && (3..=7).contains(&size),
        _ => false,
    };
    (is_year && found && !law).then(|| prefix.filter(|_| capitals).map_or(year.start, |word| word.from)..next.to)
}

/// `2024/2025`.
fn is_next_year(sheet: &Sheet, year: &Range<usize>, next: usize) -> bool {
    (0..2).all(|at| sheet.at(year.start + at) == sheet.at(next + at))
}

/// Long rows of digits of which nothing better is known.
pub(super) fn find_long(sheet: &mut Sheet) {
    sheet.judge_windows(24, &judge_long);
    // Longer still than any window.
    let endless: Vec<_> = sheet.groups.iter().map(|group| group.from..group.to).filter(|place| place.len() > 24).collect();
    for place in endless {
        sheet.tell(place, Personal::CaseNumber);
    }
}

fn judge_long(sheet: &Sheet, window: &Window) -> Option<Verdict> {
    let count = window.digits.len();
    let held = window.gaps.iter().all(|gap| *gap == '-') && window.place.len() == count + window.gaps.len();
    let long = if window.is_contiguous() { count >= LONG } else { held && count >= LONG_WITH_HYPHENS };
    if !long {
        return None;
    }
    let explained = is_organisation(window) || is_book(window) || sheet.is_after(window.place.start, 2, TECHNICAL);
    Some(if explained { Verdict::Harmless } else { Verdict::Personal(Personal::CaseNumber) })
}

/// `212000-2601`: its third digit makes no month.
fn is_organisation(window: &Window) -> bool {
    let shape = matches!(window.sizes[..], [6, 4] | [10]);
    shape && window.digits[2] >= 2 && passes_luhn(&window.digits)
}

/// `978-91-…`
fn is_book(window: &Window) -> bool {
    window.digits.len() == 13 && matches!(window.digits[..3], [9, 7, 8 | 9])
}
