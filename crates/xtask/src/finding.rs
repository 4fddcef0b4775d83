//! `cargo xtask finding`: asks for guides as people do, and tells how often the right one comes first.
//!
//! Reads the sources of `content/`, never the packs, and changes nothing. The questions are never part of what is searched:
//! then they would measure nothing.

use crate::args::Args;
use crate::paths::{Paths, children};
use anyhow::{Context, Result, bail};
use erum_domain::search::{Document, Field, Index, fold};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Everything is measured with the interface in this language; questions come in all languages.
const INTERFACE: &str = "sv";
const QUESTIONS: &str = "content/queries.toml";

/// A question, and the guide that should come first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    text: String,
    language: String,
    expect: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Questions {
    query: Vec<Question>,
}

#[derive(Deserialize)]
struct Facts {
    actor: String,
}

#[derive(Deserialize)]
struct Words {
    title: String,
    goal: String,
}

/// What a guide can be found by.
struct Findable {
    slug: String,
    actor: String,
    goal: String,
    /// The interface's language first.
    titles: Vec<String>,
    phrases: Vec<String>,
}

/// How often the right guide came first, and among the first three.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    asked: usize,
    first: usize,
    among_three: usize,
}

/// A question that the right guide did not come first for.
struct Miss<'a> {
    question: &'a Question,
    /// The right guide's place, counted from 1.
    place: Option<usize>,
    instead: Vec<&'a str>,
}

pub(crate) fn command(paths: &Paths, mut args: Args) -> Result<()> {
    let other = args.value("--queries")?;
    let speed = args.flag("--speed");
    args.finish()?;
    let guides = guides(paths)?;
    let questions = questions(&paths.join(other.as_deref().unwrap_or(QUESTIONS)))?;
    let (tallies, misses) = measure(&guides, &questions);
    for miss in &misses {
        let Question { text, language, expect } = miss.question;
        let place = miss.place.map_or_else(|| "not found".to_owned(), |place| format!("place {place}"));
        println!("{language:10} {text}\n{:11}{expect}: {place}; instead {}", "", miss.instead.join(", "));
    }
    println!("\n{:10} {:>6} {:>16} {:>16}", "language", "asked", "first", "among three");
    for (language, tally) in &tallies {
        println!("{language:10} {tally}");
    }
    println!("{:10} {}", "all", tallies.values().copied().fold(Tally::default(), Tally::with));
    if speed {
        tell_speed(&guides, &questions);
    }
    let given_away = given_away(&guides, &questions);
    if !given_away.is_empty() {
        bail!("these questions stand in a search list and measure nothing: {}", given_away.join("; "));
    }
    Ok(())
}

/// How long it takes to make the index and to answer each keystroke of all questions. Worth something with `--release` only.
fn tell_speed(guides: &[Findable], questions: &[Question]) {
    let started = Instant::now();
    let index = Index::new(guides.iter().map(|guide| guide.document(&BTreeSet::new())));
    let made = started.elapsed();
    let mut keystrokes: Vec<Duration> = Vec::new();
    for Question { text, .. } in questions {
        for (end, _) in text.char_indices().skip(1) {
            // The best of three: what else the machine does is not measured.
            let timed = (0..3).map(|_| {
                let started = Instant::now();
                std::hint::black_box(index.find(&text[..end]));
                started.elapsed()
            });
            keystrokes.extend(timed.min());
        }
    }
    keystrokes.sort_unstable();
    let (middle, slowest) = (keystrokes.get(keystrokes.len() / 2), keystrokes.last());
    println!("\nindex made in {made:?}; {} keystrokes, middle {:?}, slowest {:?}", keystrokes.len(), middle.copied(), slowest.copied());
}

fn measure<'a>(guides: &'a [Findable], questions: &'a [Question]) -> (BTreeMap<&'a str, Tally>, Vec<Miss<'a>>) {
    // A question that stands in a search list is asked as if it did not: every question measures something.
    let asked: BTreeSet<String> = questions.iter().map(|question| fold(&question.text)).collect();
    let index = Index::new(guides.iter().map(|guide| guide.document(&asked)));
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut misses = Vec::new();
    for question in questions {
        let found: Vec<&str> = index.find(&question.text).into_iter().map(|at| guides[at].slug.as_str()).collect();
        let place = found.iter().position(|slug| *slug == question.expect).map(|at| at + 1);
        let tally = tallies.entry(&question.language).or_default();
        tally.asked += 1;
        tally.first += usize::from(place == Some(1));
        tally.among_three += usize::from(place.is_some_and(|place| place <= 3));
        if place != Some(1) {
            misses.push(Miss { question, place, instead: found.into_iter().take(3).collect() });
        }
    }
    (tallies, misses)
}

/// Questions that stand word for word in a search list.
fn given_away<'a>(guides: &[Findable], questions: &'a [Question]) -> Vec<&'a str> {
    let phrases: BTreeSet<String> = guides.iter().flat_map(|guide| &guide.phrases).map(|phrase| fold(phrase)).collect();
    questions.iter().map(|question| question.text.as_str()).filter(|text| phrases.contains(&fold(text))).collect()
}

fn questions(file: &Path) -> Result<Vec<Question>> {
    Ok(read::<Questions>(file)?.query)
}

fn guides(paths: &Paths) -> Result<Vec<Findable>> {
    children(&paths.join("content/guides")).iter().filter(|folder| folder.is_dir()).map(|folder| Findable::read(folder)).collect()
}

impl Findable {
    fn read(folder: &Path) -> Result<Self> {
        let Facts { actor } = read(&folder.join("guide.toml"))?;
        let Words { title, goal } = read(&folder.join(INTERFACE).with_extension("toml"))?;
        let mut titles = vec![title];
        for file in children(folder) {
            let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            if !["guide", "search", INTERFACE].contains(&name) {
                titles.push(read::<Words>(&file)?.title);
            }
        }
        let phrases: BTreeMap<String, Vec<String>> = read(&folder.join("search.toml"))?;
        let slug = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        Ok(Self { slug, actor, goal, titles, phrases: phrases.into_values().flatten().collect() })
    }

    fn document(&self, left_out: &BTreeSet<String>) -> Document<'_> {
        let field = |at| if at == 0 { Field::Title } else { Field::Phrase };
        let titles = self.titles.iter().enumerate().map(|(at, title)| (field(at), title.as_str()));
        let phrases = self.phrases.iter().filter(|phrase| !left_out.contains(&fold(phrase))).map(|phrase| (Field::Phrase, phrase.as_str()));
        let rest = [(Field::Actor, self.actor.as_str()), (Field::Goal, self.goal.as_str())];
        Document { texts: titles.chain(phrases).chain(rest).collect() }
    }
}

fn read<T: DeserializeOwned>(file: &Path) -> Result<T> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    toml::from_str(&text).with_context(|| format!("cannot understand {}", file.display()))
}

impl Tally {
    fn with(self, other: Self) -> Self {
        Self { asked: self.asked + other.asked, first: self.first + other.first, among_three: self.among_three + other.among_three }
    }

    /// Per cent, rounded down: nothing is told better than it is.
    fn per_cent(self, count: usize) -> usize {
        100 * count / self.asked.max(1)
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { asked, first, among_three } = *self;
        let (one, three) = (self.per_cent(first), self.per_cent(among_three));
        write!(f, "{asked:>6} {:>16} {:>16}", format!("{first} ({one} %)"), format!("{among_three} ({three} %)"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_ask_for_is_found() {
        let paths = Paths::of_this_checkout();
        let (guides, questions) = (guides(&paths).unwrap(), questions(&paths.join(QUESTIONS)).unwrap());
        let (tallies, _) = measure(&guides, &questions);
        let all = tallies.into_values().fold(Tally::default(), Tally::with);
        assert!(all.per_cent(all.first) >= 85, "first: {all}");
        assert!(all.per_cent(all.among_three) >= 97, "among three: {all}");
    }

    #[test]
    fn no_query_stands_in_a_search_list() {
        let paths = Paths::of_this_checkout();
        let (guides, questions) = (guides(&paths).unwrap(), questions(&paths.join(QUESTIONS)).unwrap());
        assert_eq!(given_away(&guides, &questions), Vec::<&str>::new());
    }
}
