//! From a typed word to known words: the same, related forms, beginnings, parts of compounds, slips.
//!
//! Says how well a word fits a word; which document is meant is decided elsewhere.

use super::nearby;
use super::shape::Shape;
use super::slips;
use super::vocabulary::{Vocabulary, alike, without_prefix};

/// How well a known word fits, from 0 to 1000. Whole numbers, so that no order of adding them can change who is best.
pub(super) type Quality = u16;

/// A known word that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// Its position in the vocabulary.
    pub(super) word: usize,
    pub(super) quality: Quality,
}

pub(super) const SAME: Quality = 1000;
/// From here on, a word is as good as known: no slip is looked for.
pub(super) const SURE: Quality = 700;
/// Less than this is chance.
const LEAST: f32 = 0.2;
/// A slip of no letter, and what is off when every letter is a whole one, in half edits.
const NEAR: f32 = 0.9;
const SLIP: f32 = 1.1;

/// Everything that fits a word. The best quality of each known word, in the vocabulary's order.
pub(super) fn matches(known: &Vocabulary, typed: &Shape, unfinished: bool) -> Vec<Match> {
    let mut found = close(known, typed);
    if unfinished {
        beginnings(known, typed, &mut found);
    }
    let sure = found.iter().any(|found| found.quality >= SURE);
    if !typed.has_digits() {
        inside(known, typed, &mut found);
        let begun = unfinished && !found.is_empty();
        if !sure && !begun {
            near(known, typed, unfinished, LEAST, &mut found);
        }
    }
    best_of_each(found)
}

/// The word itself and its other forms.
pub(super) fn close(known: &Vocabulary, typed: &Shape) -> Vec<Match> {
    let mut found = related(known, typed);
    if found.is_empty()
        && let Some(rest) = without_prefix(&typed.letters)
    {
        found = related(known, &Shape::from_letters(rest.into()));
        found.iter_mut().for_each(|found| found.quality -= found.quality / 10);
    }
    found
}

fn related(known: &Vocabulary, typed: &Shape) -> Vec<Match> {
    if typed.has_digits() {
        return known.position(&typed.letters).map(|word| Match { word, quality: SAME }).into_iter().collect();
    }
    let start = &typed.letters[..typed.len().min(typed.telling() - 1)];
    known
        .beginning_with(start)
        // Most words are told apart by their endings alone.
        .filter(|word| typed.endings & known.endings(*word) != 0)
        .filter_map(|word| relation(typed, known.letters(word), known.endings(word)).map(|quality| Match { word, quality }))
        .collect()
}

/// How close two forms of a word are, if they are forms of one word.
fn relation(a: &Shape, b: &[char], endings: u32) -> Option<Quality> {
    if *a.letters == *b {
        return Some(SAME);
    }
    let places = a.endings & endings & ((1 << (alike(&a.letters, b) + 1)) - 1);
    let place = places.checked_ilog2()? as usize;
    let endings = (a.len() - place) + (b.len() - place);
    // Three letters are the beginning of many words.
    let doubt = if place <= 3 { 60 + 40 * endings.saturating_sub(2) } else { 0 };
    u16::try_from(940_usize.saturating_sub(25 * endings + doubt)).ok().filter(|quality| *quality >= 400)
}

/// What the word may become when it is typed on.
pub(super) fn beginnings(known: &Vocabulary, typed: &Shape, found: &mut Vec<Match>) {
    for word in known.beginning_with(&typed.letters) {
        let share = share(typed.len(), known.letters(word).len());
        found.push(Match { word, quality: quality(0.5 + 0.4 * share) });
    }
}

/// Known compounds that the word is a part of: *besök* in *läkarbesök*.
fn inside(known: &Vocabulary, typed: &Shape, found: &mut Vec<Match>) {
    let root = typed.root();
    if root.len() + 1 < typed.telling() {
        return;
    }
    for word in known.may_contain(root) {
        let letters = known.letters(word);
        if letters.len() < root.len() + 2 {
            continue;
        }
        let Some(at) = letters.windows(root.len()).position(|part| part[0] == root[0] && part == root) else { continue };
        let share = share(root.len(), letters.len());
        let heads = at >= 3 && known.endings(word) & 1 << (at + root.len()) != 0;
        let fits = if at == 0 {
            0.3 + 0.4 * share
        } else if heads && (root.len() >= typed.telling() || known.position(&letters[..at]).is_some()) {
            0.35 + 0.4 * share
        } else if root.len() > typed.telling() {
            0.15 + 0.4 * share
        } else {
            continue;
        };
        found.push(Match { word, quality: quality(fits) });
    }
}

/// Known words that it may be a slip for, unless they fit less than is asked for.
pub(super) fn near(known: &Vocabulary, typed: &Shape, unfinished: bool, least: f32, found: &mut Vec<Match>) {
    let length = typed.len() as f32;
    let most = slips::allowed(typed.len()).min(((NEAR - least) * length / SLIP) as u8);
    let unfinished = unfinished && typed.len() > typed.telling();
    for (word, distance) in nearby::nearby(known, typed, unfinished, most) {
        let doubt = if distance.ending { 0.06 } else { 0.0 } + if distance.beginning { 0.15 } else { 0.0 };
        let fits = NEAR - SLIP * f32::from(distance.cost) / length - doubt;
        if fits >= least {
            found.push(Match { word, quality: quality(fits) });
        }
    }
}

/// Each known word once, with its best quality.
pub(super) fn best_of_each(mut found: Vec<Match>) -> Vec<Match> {
    found.sort_unstable_by(|a, b| a.word.cmp(&b.word).then(b.quality.cmp(&a.quality)));
    found.dedup_by_key(|found| found.word);
    found
}

fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

fn quality(fits: f32) -> Quality {
    (fits.clamp(0.0, 1.0) * 1000.0) as Quality
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vocabulary {
        let words = ["bank", "bankid", "besok", "biljett", "bussbiljett", "lakarbesok", "lakare", "mobil", "1177", "pension"];
        Vocabulary::of(words.map(|word| (word.to_owned(), vec![0])).into())
    }

    fn found(typed: &str, unfinished: bool) -> Vec<String> {
        let known = known();
        let mut found = matches(&known, &Shape::of(typed), unfinished);
        found.sort_by_key(|found| std::cmp::Reverse(found.quality));
        found.iter().map(|found| known.letters(found.word).iter().collect()).collect()
    }

    #[test]
    fn the_word_itself_comes_before_its_compounds() {
        assert_eq!(found("biljett", false), ["biljett", "bussbiljett"]);
        assert_eq!(found("besoket", false), ["besok", "lakarbesok"]);
        assert_eq!(found("lakaren", false), ["lakare", "lakarbesok"]);
    }

    #[test]
    fn an_unfinished_word_finds_what_it_may_become() {
        assert_eq!(found("pe", true), ["pension"]);
        assert!(found("pe", false).is_empty());
        assert_eq!(found("penso", true), ["pension"]);
    }

    #[test]
    fn a_slip_is_looked_for_only_where_the_word_is_unknown() {
        assert_eq!(found("bilet", false), ["biljett"]);
        assert_eq!(found("1178", false), Vec::<String>::new());
        assert!(!found("bank", false).contains(&"mobil".to_owned()));
    }
}
