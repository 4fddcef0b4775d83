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
mod query;
mod ranking;
mod shape;
mod slips;
mod spread;
mod terms;
mod vocabulary;

pub use letters::fold;

use fillers::is_filler;
use std::collections::{BTreeMap, BTreeSet};
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
            Self::Title => 1.0,
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
        index.weigh(&places.words);
        index.known = Vocabulary::of(places.all());
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
        let words = vocabulary::words(text);
        let telling: Vec<&String> = words.iter().filter(|word| !is_filler(word)).collect();
        if telling.is_empty() && !words.is_empty() {
            self.hollow.entry(words.join(" ")).or_default().insert(self.titles.len());
        }
        let (Ok(document), Ok(at)) = (u32::try_from(self.titles.len()), u32::try_from(self.texts.len())) else { return };
        self.texts.push(Text { document, field, weight: 0.0 });
        for word in &telling {
            places.words.entry((*word).clone()).or_default().insert(at);
        }
        for pair in telling.windows(2) {
            // Short words are the ones that people join: e-post, id-kort, 11 77.
            if pair.iter().any(|word| word.chars().count() <= 3) {
                places.joined.entry(format!("{}{}", pair[0], pair[1])).or_default().insert(at);
            }
        }
    }

    /// Gives each text the weight of its words.
    fn weigh(&mut self, words: &BTreeMap<String, BTreeSet<u32>>) {
        for texts in words.values() {
            let documents: BTreeSet<u32> = texts.iter().map(|text| self.texts[*text as usize].document).collect();
            let rarity = self.rarity(documents.len() as f32);
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

/// Words and the texts they stand in, while an index is made.
#[derive(Default)]
struct Places {
    words: BTreeMap<String, BTreeSet<u32>>,
    joined: BTreeMap<String, BTreeSet<u32>>,
}

impl Places {
    fn all(self) -> BTreeMap<String, Vec<u32>> {
        let mut all = self.words;
        for (word, texts) in self.joined {
            all.entry(word).or_default().extend(texts);
        }
        all.into_iter().map(|(word, texts)| (word, texts.into_iter().collect())).collect()
    }
}
