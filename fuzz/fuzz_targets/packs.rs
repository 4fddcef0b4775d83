//! What may arrive as packs or their list. Nothing panics, neither in reading, binding nor searching; what is read is
//! written and read again as the same.
#![no_main]

use erum_domain::manuscript::Facts;
use erum_domain::pack::{LanguageWords, Leads, Manifest, Pack, Phrases};
use erum_domain::search::{Document, Field, Index};
use libfuzzer_sys::fuzz_target;
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;

/// The value, when these bytes are one; it must survive being written.
fn read<T: Serialize + DeserializeOwned + PartialEq + Debug>(data: &[u8]) -> Option<T> {
    let value: T = serde_json::from_slice(data).ok()?;
    let written = serde_json::to_string(&value).expect("what was read can be written");
    assert_eq!(serde_json::from_str::<T>(&written).expect("what was written is read"), value);
    Some(value)
}

fuzz_target!(|data: &[u8]| {
    read::<Manifest>(data);
    read::<Leads>(data);
    let phrases: Phrases = read(data).unwrap_or_default();
    let facts: Vec<Facts> = read(data).unwrap_or_default();
    let words: Vec<LanguageWords> = read(data).into_iter().collect();
    let pack = Pack::bind("sv", &facts, &words, Vec::new(), Leads::new());
    assert!(pack.guides.iter().all(|guide| pack.guide(&guide.slug).is_some()));
    let texts: Vec<&String> = phrases.values().flat_map(|by_language| by_language.values().flatten()).collect();
    let index = Index::new(texts.iter().map(|text| Document { texts: vec![(Field::Phrase, text.as_str())] }));
    for text in texts {
        assert!(index.find(text).iter().all(|at| *at < phrases.values().flat_map(|of| of.values().flatten()).count()));
    }
});
