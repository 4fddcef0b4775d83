//! A guide's facts joined with one language's words: do the ids fit, and may it be published?
//!
//! Judges words by count and by rule 3 only; never by taste.

use crate::content::fields::{Held, take};
use crate::content::guide_files::{StepWordsEntry, WordsFile};
use crate::content::report::File;
use erum_domain::guide::{Guide, TranslationStatus};
use erum_domain::ident::Slug;
use erum_domain::limits::{self, GuideProblem};
use erum_domain::manuscript::{Facts, SOURCE_LANGUAGE, StepWords, Translation, Words};
use std::collections::BTreeMap;
use toml::Spanned;

/// Most words a step may have, and from where on it is worth a second look.
const MOST_WORDS: usize = 22;
const MANY_WORDS: usize = 15;

/// What can be said about the words alone.
pub(super) fn check_words(words: &WordsFile, language: &str, file: &mut File<'_>) -> bool {
    let mut kept = true;
    let mut wrong = |at: usize, key: &str, what: &str, todo: &str| {
        file.wrong(Some(at), key, what, todo);
        kept = false;
    };
    if words.language.get_ref() != language {
        wrong(words.language.span().start, "language", "is not the file's name", &format!("write \"{language}\" or rename the file"));
    }
    for (key, text) in [("title", &words.title), ("goal", &words.goal), ("translation.made", &words.translation.made)] {
        if text.get_ref().trim().is_empty() {
            wrong(text.span().start, key, "is empty", "write it");
        }
    }
    for (id, step) in &words.steps {
        let (at, count) = (step.span().start, count_words(&step.get_ref().text));
        if count == 0 || count > MOST_WORDS {
            wrong(
                at,
                &format!("steps.{id}.text"),
                &format!("has {count} words"),
                &format!("say it in 1 to {MOST_WORDS}: one step, one action"),
            );
        }
    }
    let status = take(words.translation.status.clone(), "translation.status", file);
    if let (Some(status), Held::Good(_)) = (status, words.translation.status.get_ref())
        && (status == TranslationStatus::Source) != (language == SOURCE_LANGUAGE)
    {
        let todo = "write \"source\" in sv.toml, \"reviewed\" or \"unreviewed\" in translations";
        file.wrong(Some(words.translation.status.span().start), "translation.status", "does not fit the language", todo);
        kept = false;
    }
    for (id, step) in &words.steps {
        let count = count_words(&step.get_ref().text);
        if (MANY_WORDS + 1..=MOST_WORDS).contains(&count) {
            let todo = format!("{MANY_WORDS} is easier to follow");
            file.look_at(Some(step.span().start), &format!("steps.{id}.text"), &format!("has {count} words"), &todo);
        }
    }
    kept && status.is_some()
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Every id of the facts has words, and every word has an id.
pub(super) fn check_ids(facts: &Facts, words: &WordsFile, file: &mut File<'_>) -> bool {
    let before = facts.before.iter().map(Slug::as_str).collect();
    let steps = facts.steps.iter().map(|one| one.id.as_str()).collect();
    let otherwise = facts.otherwise.iter().map(|one| one.id.as_str()).collect();
    // All three are run, so that all findings are told at once.
    let kept = [
        same_ids("before", before, &words.before, file),
        same_ids("steps", steps, &words.steps, file),
        same_ids("otherwise", otherwise, &words.otherwise, file),
    ];
    kept.iter().all(|kept| *kept)
}

fn same_ids<T>(list: &str, ids: Vec<&str>, words: &BTreeMap<String, Spanned<T>>, file: &mut File<'_>) -> bool {
    let mut kept = true;
    for id in ids.iter().filter(|id| !words.contains_key(**id)) {
        file.wrong(None, &format!("{list}.{id}"), "stands in guide.toml and has no words here", "add its words, or remove it there");
        kept = false;
    }
    for (id, words) in words.iter().filter(|(id, _)| !ids.contains(&id.as_str())) {
        file.wrong(Some(words.span().start), &format!("{list}.{id}"), "is no id in guide.toml", "correct the id, or add it there");
        kept = false;
    }
    kept
}

/// The words, or `None` where an id is no slug, which `check_ids` has told about.
pub(super) fn words_of(from: &WordsFile) -> Option<Words> {
    let texts = |of: &BTreeMap<String, Spanned<String>>| {
        of.iter().map(|(id, text)| Some((Slug::parse(id).ok()?, text.get_ref().clone()))).collect::<Option<BTreeMap<_, _>>>()
    };
    let step = |(id, words): (&String, &Spanned<StepWordsEntry>)| {
        let StepWordsEntry { text, hint, if_stuck } = words.get_ref().clone();
        Some((Slug::parse(id).ok()?, StepWords { text, hint, if_stuck }))
    };
    let Held::Good(status) = *from.translation.status.get_ref() else { return None };
    Some(Words {
        title: from.title.get_ref().clone(),
        goal: from.goal.get_ref().clone(),
        translation: Translation { status, made: from.translation.made.get_ref().clone() },
        before: texts(&from.before)?,
        steps: from.steps.iter().map(step).collect::<Option<_>>()?,
        otherwise: texts(&from.otherwise)?,
    })
}

/// Rule 3, as the domain knows it.
pub(super) fn check_limits(guide: &Guide, words: &WordsFile, file: &mut File<'_>) -> bool {
    let problems = limits::problems(guide);
    for problem in &problems {
        let step = match problem {
            GuideProblem::TwiceNamed(id) | GuideProblem::Pays(id) | GuideProblem::LookAwayTogether(id) => Some(id.as_str()),
            GuideProblem::NoSteps | GuideProblem::NoStop => None,
        };
        let at = step.and_then(|id| words.steps.get(id)).map(|words| words.span().start);
        let key = step.map_or_else(|| "steps".to_owned(), |id| format!("steps.{id}"));
        file.wrong(at, &key, &problem.to_string(), todo(problem));
    }
    problems.is_empty()
}

fn todo(problem: &GuideProblem) -> &'static str {
    match problem {
        GuideProblem::NoSteps => "add [[steps]] to guide.toml",
        GuideProblem::TwiceNamed(_) => "give the second an id of its own in guide.toml",
        GuideProblem::Pays(_) => "end with a step of kind \"stop\" before it, or say it without paying",
        GuideProblem::NoStop => "add a step of kind \"stop\" to guide.toml, before the payment",
        GuideProblem::LookAwayTogether(_) => "write who = \"resident\" in guide.toml",
    }
}
