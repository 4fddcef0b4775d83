//! E-mail addresses, also with spaces, "(at)" and "punkt" in them.
//!
//! An office's own box (info@, registrator@ …) passes, unless it lies with a provider that anyone can use.

use super::lists::{FREE_MAIL, OFFICE_MAIL, among};
use super::sheet::{Sheet, Verdict};
use crate::codes::Personal;
use std::ops::Range;

pub(super) fn find(sheet: &mut Sheet) {
    for (from, to, certain) in ats(sheet) {
        let Some(local) = local_part(sheet, from) else { continue };
        let Some((end, domain, dotted)) = domain(sheet, to) else { continue };
        let spaced = sheet.before(from) == ' ' && sheet.at(to) == ' ';
        if (!certain && !dotted) || (spaced && !domain.contains('.')) {
            continue;
        }
        let name: String = sheet.glyphs[local.clone()].iter().flat_map(|glyph| glyph.c.to_lowercase()).collect();
        let office = among(&name, OFFICE_MAIL) && !domain.split('.').any(|part| among(part, FREE_MAIL));
        let verdict = if office { Verdict::Harmless } else { Verdict::Personal(Personal::Email) };
        sheet.settle(local.start..end, verdict);
    }
}

/// Where an at-sign stands or is spelt out; a bare "at" or "snabel-a" is certain only with a spelt-out dot behind it.
fn ats(sheet: &Sheet) -> Vec<(usize, usize, bool)> {
    let signs = (0..sheet.glyphs.len()).filter(|at| sheet.at(*at) == '@').map(|at| (at, at + 1, true));
    let spelt = sheet.words.iter().filter(|word| among(&word.lower, "at a snabel snabel-a snabela alfakrull")).filter_map(|word| {
        let brackets = matches!((sheet.before(word.from), sheet.at(word.to)), ('(', ')') | ('[', ']') | ('{', '}') | ('<', '>'));
        let bare = word.lower != "a" && sheet.before(word.from) == ' ' && sheet.at(word.to) == ' ';
        let by = usize::from(brackets);
        let to = if word.lower == "snabel" { word.to + 2 } else { word.to + by };
        (brackets || bare).then(|| (word.from - by, to, brackets || word.lower != "at"))
    });
    signs.chain(spelt).collect()
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

/// Up to two spaces, then what may stand before the at-sign.
fn local_part(sheet: &Sheet, at: usize) -> Option<Range<usize>> {
    let to = (at.saturating_sub(2)..=at).rev().find(|to| sheet.before(*to) != ' ').filter(|to| *to > 0)?;
    let length = sheet.glyphs[..to].iter().rev().take_while(|glyph| is_local(glyph.c)).count();
    (length > 0).then(|| to - length..to)
}

/// The end of the domain, the domain with its dots, and whether a dot was spelt out.
fn domain(sheet: &Sheet, from: usize) -> Option<(usize, String, bool)> {
    let mut at = sheet.past_spaces(from);
    let (mut domain, mut spelt) = (String::new(), false);
    loop {
        let label = sheet.glyphs[at.min(sheet.glyphs.len())..].iter().take_while(|glyph| glyph.c.is_alphanumeric() || glyph.c == '-');
        let length = label.clone().count();
        domain.extend(label.flat_map(|glyph| glyph.c.to_lowercase()));
        let end = at + length;
        if length == 0 {
            break;
        }
        let Some((next, was_spelt)) = past_dot(sheet, end) else {
            let letters = domain.chars().filter(|c| c.is_alphabetic()).count();
            return (letters >= 2).then_some((end, domain, spelt));
        };
        spelt |= was_spelt;
        domain.push('.');
        at = next;
    }
    // A full stop that ends the sentence.
    let ended = domain.trim_end_matches('.').to_owned();
    (ended.len() > 1).then_some((at.saturating_sub(1), ended, spelt))
}

/// Past a dot, or past "punkt", "dot", "(dot)".
fn past_dot(sheet: &Sheet, end: usize) -> Option<(usize, bool)> {
    if sheet.at(end) == '.' && sheet.at(end + 1).is_alphanumeric() {
        return Some((end + 1, false));
    }
    let open = sheet.past_spaces(end);
    let (dot, after) = (sheet.at(open) == '.', sheet.past_spaces(open + 1));
    if dot && sheet.word_at(after).is_some_and(|word| sheet.words[word].to - after <= 3 && !sheet.words[word].capital) {
        return Some((after, false));
    }
    let bracket = usize::from(matches!(sheet.at(open), '(' | '['));
    let word = &sheet.words[sheet.word_at(open + bracket)?];
    let dot = among(&word.lower, "punkt dot");
    dot.then(|| (sheet.past_spaces(word.to + bracket), true))
}
