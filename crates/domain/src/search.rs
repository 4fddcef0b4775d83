//! Finding a guide from how people talk, as they type, in any of their languages: the same words, their other forms,
//! compounds written apart or together, and slips.
//!
//! Pure and quick enough for every keystroke: what can be prepared is prepared once in an [`Index`]. Nothing that is
//! searched for is kept.

mod compounds;
mod endings;
mod fillers;
mod letters;
mod matching;
mod nearby;
mod parts;
mod places;
mod query;
mod ranking;
mod shape;
mod sheet;
mod slips;
mod spread;
mod terms;
mod vocabulary;

pub use letters::fold;

use fillers::is_filler;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use vocabulary::Vocabulary;

/// Where a text stands in a document; better places weigh more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What the document is called.
    Title,
    /// How people ask for it.
    Phrase,
    /// Who answers for it.
    Actor,
    /// What has been reached at the end.
    Goal,
}

impl Field {
    fn weight(self) -> f32 {
        match self {
            Self::Title => 1.1,
            Self::Phrase => 0.95,
            Self::Actor => 0.5,
            Self::Goal => 0.4,
        }
    }
}

/// What can be found: its texts, in any language, several languages mixed.
#[derive(Clone, Debug, Default)]
pub struct Document<'a> {
    /// Each text with its place.
    pub texts: Vec<(Field, &'a str)>,
}

/// Documents prepared for searching.
#[derive(Debug, Default)]
pub struct Index {
    known: Vocabulary,
    texts: Vec<Text>,
    /// By document: what tells equals apart.
    titles: Vec<String>,
    /// Texts of fillers only, such as *how do I*: found as a whole or not at all.
    hollow: BTreeMap<String, BTreeSet<usize>>,
}

#[derive(Debug)]
struct Text {
    document: u32,
    field: Field,
    /// How much all its words weigh.
    weight: f32,
}

impl Index {
    /// Prepares documents; done once, not at every keystroke.
    pub fn new<'a>(documents: impl IntoIterator<Item = Document<'a>>) -> Self {
        let mut index = Self::default();
        let mut places = Places::default();
        for document in documents {
            for (field, text) in &document.texts {
                index.add(&mut places, *field, text);
            }
            let title = document.texts.iter().find(|(field, _)| *field == Field::Title).or(document.texts.first());
            index.titles.push(title.map(|(_, title)| fold(title)).unwrap_or_default());
        }
        let mut words: BTreeMap<String, Vec<u32>> = places.words.into_iter().filter_map(|(word, texts)| Some((word, texts?))).collect();
        index.weigh(&words);
        vocabulary::add(&mut words, places.joined);
        index.known = Vocabulary::of(words);
        index
    }

    /// Positions of the documents that match, best first; an empty query matches none.
    pub fn find(&self, query: &str) -> Vec<usize> {
        let asked = query::asked(query);
        if asked.is_empty() || asked.iter().any(|asked| asked.only_beginning) {
            let whole = self.hollow.get(&vocabulary::words(query).join(" "));
            if let Some(found) = whole {
                return found.iter().copied().collect();
            }
        }
        ranking::ranked(self, &terms::terms(self, &asked))
    }

    fn add(&mut self, places: &mut Places, field: Field, text: &str) {
        let (Ok(document), Ok(at)) = (u32::try_from(self.titles.len()), u32::try_from(self.texts.len())) else { return };
        self.texts.push(Text { document, field, weight: 0.0 });
        let words = vocabulary::words(text);
        let telling: Vec<&String> = words.iter().filter(|word| places.stands(word, at)).collect();
        if telling.is_empty() && !words.is_empty() {
            self.hollow.entry(words.join(" ")).or_default().insert(self.titles.len());
        }
        for pair in telling.windows(2) {
            // Short words are the ones that people join: e-post, id-kort, 11 77.
            if pair.iter().any(|word| word.chars().count() <= 3) {
                places.joined.entry(format!("{}{}", pair[0], pair[1])).or_default().push(at);
            }
        }
    }

    /// Gives each text the weight of its words.
    fn weigh(&mut self, words: &BTreeMap<String, Vec<u32>>) {
        for texts in words.values() {
            let same = |a: &u32, b: &u32| self.texts[*a as usize].document == self.texts[*b as usize].document;
            let rarity = self.rarity(texts.chunk_by(same).count() as f32);
            for text in texts {
                self.texts[*text as usize].weight += rarity;
            }
        }
    }

    /// How much a word says that so many documents have.
    fn rarity(&self, documents: f32) -> f32 {
        (1.0 + (self.titles.len() as f32 - documents + 0.5).max(0.0) / (documents + 0.5)).ln()
    }
}

/// Words and the texts they stand in, while an index is made: texts in order, each once.
#[derive(Default)]
struct Places {
    /// `None` for a filler, so that each is looked up once.
    words: HashMap<String, Option<Vec<u32>>>,
    joined: HashMap<String, Vec<u32>>,
}

impl Places {
    /// Notes where a word stands; whether it says something.
    fn stands(&mut self, word: &str, text: u32) -> bool {
        if let Some(texts) = self.words.get_mut(word) {
            // Texts come in order, so that only the last can be the same.
            texts.iter_mut().filter(|texts| texts.last() != Some(&text)).for_each(|texts| texts.push(text));
            return texts.is_some();
        }
        let telling = !is_filler(word);
        self.words.insert(word.to_owned(), telling.then(|| vec![text]));
        telling
    }
}

/// Whether a query says anything about an errand yet. While it does not (*jag vill*), finding nothing is no answer.
pub fn says_something(query: &str) -> bool {
    !query::asked(query).is_empty()
}
