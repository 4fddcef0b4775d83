//! Names: after words that introduce somebody, common first names with a capital, names in -sson.
//!
//! "Knappen heter Nästa" is about a button: what is called something decides. Uncommon names that nothing
//! introduces, and names in small letters, are not found.

use super::lists::{
    ENGLISH_CALLED, FILLERS, FIRST_NAMES, INTRODUCED, NO_NAMES, PERSONS, SAFE, SAFE_ENDINGS, SAY_A_NAME, SIGNED, SURNAMES, THINGS, TITLES,
    among,
};
use super::sheet::{Sheet, Word};
use crate::codes::Personal;
use std::ops::Range;

/// Words in a name at most.
const LONGEST: usize = 4;

pub(super) fn find(sheet: &mut Sheet) {
    let each = 0..sheet.words.len();
    let looks: [fn(&Sheet, usize) -> Option<usize>; 6] = [called, titled, introduced, signed, behind_a_slash, known];
    let found: Vec<Range<usize>> =
        each.filter_map(|index| looks.iter().find_map(|look| look(sheet, index))).map(|first| whole(sheet, first)).collect();
    for place in found {
        sheet.tell(place, Personal::Name);
    }
}

/// The name with what follows it: second names, surnames.
fn whole(sheet: &Sheet, first: usize) -> Range<usize> {
    let words = &sheet.words;
    let mut last = first;
    while last + 1 < words.len() && last - first + 1 < LONGEST {
        let (word, next) = (&words[last], &words[last + 1]);
        let beside = next.from == word.to + 1 && sheet.at(word.to) == ' ';
        let particle = among(&next.lower, "von af de al bin el van");
        if !beside || !(particle || could_be_a_name(next)) {
            break;
        }
        last += 1;
    }
    words[first].from..words[last].to
}

/// A capital, and nothing that a guide or a sign would say.
fn could_be_a_name(word: &Word) -> bool {
    let safe = |part: &str| among(part, SAFE) || SAFE_ENDINGS.split(' ').any(|ending| part.ends_with(ending));
    word.capital && word.to - word.from > 1 && !safe(&word.lower) && !word.lower.split('-').any(safe)
}

fn is_quoted(sheet: &Sheet, word: &Word) -> bool {
    matches!(sheet.before(word.from), '"' | '”' | '“' | '„' | '\'' | '’' | '‘' | '«' | '»' | '*')
}

/// Who or what is called something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Person,
    Thing,
    Unknown,
}

/// "hon heter Berit", "mannen som kallas Nisse".
fn called(sheet: &Sheet, index: usize) -> Option<usize> {
    let verb = &sheet.words[index].lower;
    let swedish = among(verb, "heter hette heta kallas kallades kallar");
    if !swedish && !among(verb, ENGLISH_CALLED) {
        return None;
    }
    // Nobody is renamed: "Hitta vård heter nu …" is about a page.
    let renamed = sheet.words.get(index + 1).is_some_and(|next| among(&next.lower, "nu numera"));
    let subject = match subject_of(sheet, index) {
        Subject::Unknown if renamed => Subject::Thing,
        subject => subject,
    };
    let (next, beside) = next_word(sheet, index)?;
    let word = &sheet.words[next];
    let small_letters =
        subject == Subject::Person && among(verb, "heter hette") && !among(&word.lower, NO_NAMES) && word.to - word.from > 1;
    let name = match subject {
        Subject::Thing => false,
        Subject::Person => could_be_a_name(word) || (small_letters && !word.capital),
        Subject::Unknown => could_be_a_name(word) && !is_quoted(sheet, word),
    };
    (beside && name).then_some(next)
}

/// The nearest word before the verb that says who or what; not beyond the sentence.
fn subject_of(sheet: &Sheet, verb: usize) -> Subject {
    let mut later = sheet.words[verb].from;
    for word in sheet.words[..verb].iter().rev().take(7) {
        if sheet.glyphs[word.to..later].iter().any(|glyph| ".!?;".contains(glyph.c)) {
            break;
        }
        if among(&word.lower, PERSONS) {
            return Subject::Person;
        }
        let parts = || THINGS.split(' ').filter(|thing| thing.len() > 4);
        if among(&word.lower, THINGS) || parts().any(|thing| word.lower.ends_with(thing)) {
            return Subject::Thing;
        }
        later = word.from;
    }
    Subject::Unknown
}

/// The next word that is more than a filler, and whether nothing but spaces, quotes and a colon stands before it.
fn next_word(sheet: &Sheet, index: usize) -> Option<(usize, bool)> {
    let next = (index + 1..sheet.words.len().min(index + 5)).find(|next| !among(&sheet.words[*next].lower, FILLERS))?;
    let between = &sheet.glyphs[sheet.words[next - 1].to..sheet.words[next].from];
    Some((next, between.iter().all(|glyph| " :\"”“'’‘«»*,".contains(glyph.c)) && between.len() <= 3))
}

/// "fru Berg", "min granne Torvald", "mormor Hildur".
fn titled(sheet: &Sheet, index: usize) -> Option<usize> {
    let title = &sheet.words[index];
    let next = sheet.words.get(index + 1)?;
    let between = &sheet.glyphs[title.to..next.from];
    // A full stop shortens a title, but ends a sentence behind a longer word.
    let signs = if title.lower.len() <= 3 { " .," } else { " ," };
    let beside = between.len() <= 2 && between.iter().all(|glyph| signs.contains(glyph.c)) && !between.is_empty();
    let shouted = title.lower == "ms" && sheet.at(title.from + 1).is_uppercase();
    (among(&title.lower, TITLES) && !shouted && beside && could_be_a_name(next)).then_some(index + 1)
}

/// "اسمي …", "меня зовут …", "my name is …", "hennes namn är …", "Namn: …".
fn introduced(sheet: &Sheet, index: usize) -> Option<usize> {
    let word = |back: usize| index.checked_sub(back).map_or("", |index| sheet.words[index].lower.as_str());
    let (last, one, two) = (word(0), word(1), word(2));
    let bare = last.strip_prefix('و').unwrap_or(last);
    let phrase = SAY_A_NAME.split(' ').any(|phrase| {
        let mut parts = phrase.rsplit('_');
        parts.next() == Some(last) && parts.next().is_none_or(|part| part == one) && parts.next().is_none_or(|part| part == two)
    });
    let says = (last == "sig" && one == "presenterade") || (last == "som" && one == "sig" && two == "presenterade");
    let labelled = says || (among(last, "namn name namnet") && sheet.at(sheet.words[index].to) == ':');
    let next = sheet.words.get(index + 1)?;
    let near = next.from - sheet.words[index].to <= 3;
    let any_letters = (among(bare, INTRODUCED) || phrase) && !among(&next.lower, NO_NAMES) && subject_of(sheet, index) != Subject::Thing;
    (near && (any_letters || (labelled && could_be_a_name(next)))).then_some(index + 1)
}

/// "Mvh Gudrun".
fn signed(sheet: &Sheet, index: usize) -> Option<usize> {
    let next = sheet.words.get(index + 1)?;
    let near = next.from - sheet.words[index].to <= 3;
    (among(&sheet.words[index].lower, SIGNED) && near && could_be_a_name(next)).then_some(index + 1)
}

/// "… /Gudrun" at the very end.
fn behind_a_slash(sheet: &Sheet, index: usize) -> Option<usize> {
    let word = &sheet.words[index];
    let slash = sheet.before(word.from) == '/' && matches!(word.from.checked_sub(2).map(|at| sheet.at(at)), Some(' ' | '/' | '.'));
    let last = sheet.words.len() - index <= 2 && sheet.glyphs.len() - word.to <= 14 && !sheet.at(word.to).is_ascii_digit();
    (slash && last && could_be_a_name(word) && !matches!(sheet.at(word.to), '.' | '/' | '-')).then_some(index)
}

/// A common first name with a capital, or a name in -sson; also with the s that says whose.
fn known(sheet: &Sheet, index: usize) -> Option<usize> {
    let word = &sheet.words[index];
    let plain = word.lower.strip_suffix('s').unwrap_or(&word.lower);
    let patronymic = |name: &str| name.ends_with("sson") && name.chars().count() >= 6 && name != "ericsson";
    let daughter = word.capital && word.lower.chars().count() > 9 && word.lower.ends_with("sdotter");
    let first = |name: &str| among(name, FIRST_NAMES);
    let parts = word.lower.contains('-') && word.lower.split('-').any(first);
    let surname = could_be_a_name(word)
        && sheet.words.get(index + 1).is_some_and(|next| {
            let ends = SURNAMES.split(' ').any(|ending| next.lower.ends_with(ending) && next.lower.len() > ending.len());
            next.from == word.to + 1 && sheet.at(word.to) == ' ' && ends && could_be_a_name(next)
        });
    let named = word.capital && (first(&word.lower) || first(plain) || parts) && !among(&word.lower, SAFE);
    (named || surname || daughter || patronymic(&word.lower) || patronymic(plain)).then_some(index)
}
