//! Where somebody lives: a street and a number, a flat, "c/o", a village and a number after "bor".
//!
//! Streets of libraries and offices look alike and are found too; a correction of the directory names the page where
//! the address is published instead. Roads (`väg 92`), floors and postcodes pass.

use super::lists::{NO_STREETS, SAFE, STREETS, among};
use super::sheet::{Sheet, Word};
use crate::codes::Personal;
use std::ops::Range;

pub(super) fn find(sheet: &mut Sheet) {
    let each = 0..sheet.words.len();
    let found: Vec<Range<usize>> =
        each.filter_map(|index| street(sheet, index).or_else(|| flat(sheet, index)).or_else(|| home(sheet, index))).collect();
    for place in found {
        sheet.tell(place, Personal::Address);
    }
    let care_of: Vec<Range<usize>> = (0..sheet.glyphs.len()).filter_map(|at| care_of(sheet, at)).collect();
    for place in care_of {
        sheet.tell(place, Personal::Address);
    }
}

/// `Storgatan 1`, `Stora vägen 12 B`.
fn street(sheet: &Sheet, index: usize) -> Option<Range<usize>> {
    let word = &sheet.words[index];
    let ending = STREETS.split(' ').find(|ending| word.lower.ends_with(ending))?;
    let before = index.checked_sub(1).map(|before| &sheet.words[before]);
    let of_two_words = before
        .filter(|before| before.to + 1 == word.from && among(&before.lower, "stora lilla gamla nya norra södra östra västra övre nedre"));
    if among(&word.lower, NO_STREETS) || (word.lower == ending && of_two_words.is_none() && !word.capital) {
        return None;
    }
    let end = house_number(sheet, word.to)?;
    Some(of_two_words.map_or(word.from, |before| before.from)..end)
}

/// The end of a house's number that follows at once, its letter included.
fn house_number(sheet: &Sheet, place: usize) -> Option<usize> {
    let mut at = sheet.past_spaces(place + usize::from(sheet.at(place) == ','));
    if let Some(word) = sheet.word_at(at).map(|index| &sheet.words[index]).filter(|word| among(&word.lower, "nr nummer")) {
        at = sheet.past_spaces(word.to + usize::from(sheet.at(word.to) == '.'));
    }
    let group = &sheet.groups[sheet.group_near(at, 0)?];
    let counted = sheet.word_at(sheet.past_spaces(group.to)).is_some_and(|next| {
        let next = &sheet.words[next];
        !next.capital && among(&next.lower, "gånger gång kr kronor minuter timmar dagar veckor år steg personer olika km meter")
    });
    let letter = |at: usize| sheet.at(at).is_alphabetic() && !sheet.at(at + 1).is_alphabetic();
    let letter_end = [group.to, group.to + 1].into_iter().find(|at| letter(*at) && sheet.at(*at).is_uppercase()).map(|at| at + 1);
    let year = group.to - group.from == 4 && matches!((sheet.at(group.from), sheet.at(group.from + 1)), ('1', '9') | ('2', '0'));
    (group.to - group.from <= 4 && !counted && !year).then(|| letter_end.unwrap_or(group.to))
}

/// `lgh 1101`.
fn flat(sheet: &Sheet, index: usize) -> Option<Range<usize>> {
    let word = &sheet.words[index];
    let named = among(&word.lower, "lgh lägenhet lägenheten lägenhetsnummer portkod portkoden");
    let group = &sheet.groups[sheet.group_near(word.to, 5).filter(|_| named)?];
    (group.to - group.from == 4).then_some(word.from..group.to)
}

/// `bor i Gafsele 12`, `adressen är Norråker 34`.
fn home(sheet: &Sheet, index: usize) -> Option<Range<usize>> {
    if !among(&sheet.words[index].lower, "bor bodde bosatt adress adressen hemadress hemma lives") {
        return None;
    }
    let near = sheet.words[index + 1..].iter().take(4).take_while(|word| word.from < sheet.words[index].to + 40);
    let is_village = |word: &&Word| word.capital && !among(&word.lower, SAFE);
    near.filter(is_village).find_map(|word| {
        let end = house_number(sheet, word.to)?;
        Some(word.from..end)
    })
}

fn care_of(sheet: &Sheet, at: usize) -> Option<Range<usize>> {
    let letters = sheet.at(at).eq_ignore_ascii_case(&'c') && sheet.at(at + 1) == '/' && sheet.at(at + 2).eq_ignore_ascii_case(&'o');
    let whole = !sheet.before(at).is_alphanumeric() && !sheet.at(at + 3).is_alphanumeric();
    let name = sheet.word_at(sheet.past_spaces(at + 3)).filter(|_| letters && whole)?;
    Some(at..sheet.words[name].to)
}
