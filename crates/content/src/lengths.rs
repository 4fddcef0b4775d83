//! How long steps and sentences are, and how hard easy-read is (LIX). Counts; never says which words to choose.
//!
//! LIX (Björnsson 1968): words per sentence plus the share of words longer than six letters, in per cent. Below 30 is easy.

use crate::problem::Problem;

/// Most words a step may have, and from where on it is worth a second look.
const MOST_WORDS: usize = 22;
const MANY_WORDS: usize = 15;
/// Most words in a sentence of easy-read.
const MOST_IN_A_SENTENCE: usize = 15;
/// Easy-read stays below.
const HARD: usize = 30;
/// Fewer words than this say nothing about a text as a whole.
const ENOUGH: usize = 20;
/// A word of more letters counts as long.
const LONG_WORD: usize = 6;

/// What there is to say about one text.
pub(crate) fn problems(key: &str, text: &str, language: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    if key.starts_with("steps.") && key.ends_with(".text") {
        let count = words(text).count();
        if count > MOST_WORDS {
            found.push(Problem::TooManyWords { count });
        } else if count > MANY_WORDS {
            found.push(Problem::ManyWords { count });
        }
    }
    if language == "sv-simple" {
        let counts = sentences(text, &['.', '!', '?']).map(|sentence| words(sentence).count());
        found.extend(counts.max().filter(|count| *count > MOST_IN_A_SENTENCE).map(|count| Problem::LongSentence { count }));
    }
    found
}

/// Whether all of a guide's easy-read is easy.
pub(crate) fn problem_of_easy_read(texts: &[&str]) -> Option<Problem> {
    lix(texts).filter(|lix| *lix >= HARD).map(|lix| Problem::HardToRead { lix })
}

/// LIX, rounded; `None` where there is too little to tell.
fn lix(texts: &[&str]) -> Option<usize> {
    let count: usize = texts.iter().map(|text| words(text).count()).sum();
    let long =
        texts.iter().flat_map(|text| words(text)).filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > LONG_WORD).count();
    let ended: usize = texts.iter().map(|text| sentences(text, &['.', '!', '?', ':']).count()).sum();
    // Each text is a sentence at least: headings have no full stop.
    (count >= ENOUGH && ended > 0).then(|| (count * count + 100 * long * ended + count * ended / 2) / (count * ended))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Sentences that say something. A sign inside an address ends none.
fn sentences<'a>(text: &'a str, ends: &'a [char]) -> impl Iterator<Item = &'a str> {
    let mut from = 0;
    let places = text
        .char_indices()
        .filter(move |(at, c)| ends.contains(c) && text[at + c.len_utf8()..].chars().next().is_none_or(|next| !next.is_alphanumeric()));
    let places: Vec<usize> = places.map(|(at, c)| at + c.len_utf8()).chain([text.len()]).collect();
    let parts = places.into_iter().map(move |to| {
        let part = &text[from..to];
        from = to;
        part
    });
    parts.filter(|part| part.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_may_have_22_words_and_more_than_15_are_looked_at() {
        let step = |count: usize| problems("steps.ett.text", &"ord ".repeat(count), "ar");
        assert!(step(15).is_empty());
        assert_eq!(step(16), [Problem::ManyWords { count: 16 }]);
        assert_eq!(step(23), [Problem::TooManyWords { count: 23 }]);
        assert!(problems("steps.ett.hint", &"ord ".repeat(40), "sv").is_empty());
    }

    #[test]
    fn sentences_of_easy_read_are_counted_and_addresses_end_none() {
        assert_eq!(sentences("Gå till polisen.se. Välj pass. Klart!", &['.', '!']).count(), 3);
        let long = format!("Gå dit. {}.", "ord ".repeat(16).trim());
        assert_eq!(problems("goal", &long, "sv-simple"), [Problem::LongSentence { count: 16 }]);
    }

    #[test]
    fn lix_is_words_per_sentence_plus_the_share_of_long_words() {
        let easy = ["Du kan ringa. Du kan gå dit. Vi ser på det nu.", "Ta med ditt kort. Säg vad du vill. Då får du hjälp."];
        assert_eq!(lix(&easy), Some(4));
        let hard = ["Legitimationshandlingar återställs elektroniskt"; 8];
        assert_eq!(problem_of_easy_read(&hard), Some(Problem::HardToRead { lix: 103 }));
        assert_eq!(lix(&["För lite."]), None);
    }
}
