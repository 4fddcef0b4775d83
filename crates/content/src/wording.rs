//! The words of one language, text by text and as a whole. Judges form, length and spelling; never taste.

use crate::findings::Findings;
use crate::problem::Problem;
use crate::texts::{self, Text};
use crate::{Speller, Surroundings, languages, lengths, markup, people, scripts, spelling};
use erum_domain::manuscript::{Manuscript, Words};
use std::collections::BTreeSet;

pub(crate) fn check(manuscript: &Manuscript, language: &str, words: &Words, around: &Surroundings<'_>, found: &mut Findings<'_>) {
    let texts = texts::of(words);
    let names = spelling::names_in(&manuscript.facts);
    let made = Text { key: "translation.made".to_owned(), text: &words.translation.made };
    for Text { key, text } in texts.iter().chain([&made]) {
        if !texts::says_something(text) {
            found.add(key, Problem::Empty);
        }
    }
    found.add_all(&made.key, people::problems(made.text));
    for Text { key, text } in &texts {
        found.add_all(key, markup::problems(text, language));
        found.add_all(key, lengths::problems(key, text, language));
        found.add_all(key, scripts::problems(text, language));
        found.add_all(key, languages::problem_of_one(text, language));
        found.add_all(key, people::problems(text));
        if let Some(speller) = around.speller.filter(|_| is_swedish(language)) {
            found.add_all(key, spelling::problems(text, &names, speller));
        }
    }
    let whole: Vec<&str> = texts.iter().map(|text| text.text).collect();
    found.add_all("language", languages::problem_of_all(&whole, language));
    if language == "sv-simple" {
        found.add_all("language", lengths::problem_of_easy_read(&whole));
    }
}

/// What is wrong with words of the interface. `{{…}}` stands for something there.
pub fn interface(language: &str, text: &str, speller: Option<&dyn Speller>) -> Vec<Problem> {
    let text = &without_placeholders(text);
    let mut problems = markup::problems(text, language);
    // Words beside a value may well begin or end with a space; what is joined is the program's business.
    problems.retain(|problem| !matches!(problem, Problem::BadSpace));
    problems.extend(scripts::problems(text, language));
    problems.extend(languages::problem_of_one(text, language));
    if let Some(speller) = speller.filter(|_| is_swedish(language)) {
        problems.extend(spelling::problems(text, &BTreeSet::new(), speller));
    }
    problems
}

fn is_swedish(language: &str) -> bool {
    matches!(language, "sv" | "sv-simple")
}

/// Each `{{name}}` as a digit, which no check of words looks at.
fn without_placeholders(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((_, after)) = after.split_once("}}") else { break };
        plain.push_str(before);
        plain.push('0');
        rest = after;
    }
    plain.push_str(rest);
    plain
}
