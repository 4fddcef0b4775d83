//! Words written together that are known apart: *läkarbesök*, *bussresan*.
//!
//! Splits in two only. Which half weighs more is for the ranking to say.

use super::matching::{self, Match};
use super::shape::Shape;
use super::vocabulary::Vocabulary;

/// The least part that is worth looking up.
const LEAST: usize = 3;

/// One half of a compound: how much of the word it is, and what it may be.
pub(super) struct Half {
    pub(super) letters: usize,
    pub(super) found: Vec<Match>,
}

/// The best way to take a word apart, if any half of it is known.
pub(super) fn halves(known: &Vocabulary, typed: &Shape) -> Vec<Half> {
    if typed.len() < 2 * LEAST || typed.has_digits() {
        return Vec::new();
    }
    let splits = (LEAST..=typed.len() - LEAST).map(|at| split(known, &typed.letters, at));
    // The first of equals is kept: the fewer letters before, the more in the half that says what it is.
    let mut best: Option<(usize, Vec<Half>)> = None;
    for halves in splits {
        let worth = halves.iter().map(worth).sum();
        if worth > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((worth, halves));
        }
    }
    best.map(|(_, halves)| halves).unwrap_or_default()
}

fn split(known: &Vocabulary, letters: &[char], at: usize) -> Vec<Half> {
    let (left, right) = letters.split_at(at);
    let mut before = half(known, left);
    // The joint of Swedish compounds: arbet-s-löshet.
    if before.found.is_empty()
        && let [shorter @ .., 's'] = left
        && shorter.len() >= LEAST
    {
        before = half(known, shorter);
    }
    let after = half(known, right);
    match (before.found.is_empty(), after.found.is_empty()) {
        (false, false) => vec![before, after],
        // One half alone must be a word that is seldom a chance.
        (false, true) if at > LEAST => vec![before],
        (true, false) if right.len() > LEAST => vec![after],
        _ => Vec::new(),
    }
}

fn half(known: &Vocabulary, letters: &[char]) -> Half {
    Half { letters: letters.len(), found: matching::close(known, &Shape::from_letters(letters.into())) }
}

fn worth(half: &Half) -> usize {
    half.letters * usize::from(half.found.iter().map(|found| found.quality).max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Vec<Vec<String>> {
        let words = ["besok", "biljett", "buss", "lakare", "tid", "arbete"];
        let known = Vocabulary::of(words.map(|word| (word.to_owned(), vec![0])).into());
        let name = |found: &Match| known.letters(found.word).iter().collect();
        halves(&known, &Shape::of(typed)).iter().map(|half| half.found.iter().map(name).collect()).collect()
    }

    #[test]
    fn both_halves_are_found_in_the_forms_they_have_within_a_compound() {
        assert_eq!(found("bussbiljetter"), [["buss"], ["biljett"]]);
        assert_eq!(found("lakarbesoket"), [["lakare"], ["besok"]]);
        assert_eq!(found("arbetstid"), [["arbete"], ["tid"]]);
    }

    #[test]
    fn one_known_half_is_better_than_none() {
        assert_eq!(found("bussresan"), [["buss"]]);
        assert!(found("ostbit").is_empty());
    }
}
