//! A translation that somebody has reviewed stops being so when the Swedish beside it changes and its own words stay.
//!
//! Goes by fields, as the editor does: title, goal, and each text of a step or of a list. Cannot see whether the change
//! meant anything: a comma makes a translation one to look at, and whoever knows the language says so again when saving next.

use erum_domain::guide::TranslationStatus;
use erum_domain::manuscript::fields::{Fields, Place};
use erum_domain::manuscript::{Manuscript, SOURCE_LANGUAGE};
use serde_json::Value;
use std::collections::BTreeSet;

/// Takes the review from translations that say what the Swedish used to say, in texts that it was made from.
pub fn settle(manuscript: &mut Manuscript, earlier: &[&Manuscript]) {
    let (here, earlier) = (Fields::of(manuscript), earlier.iter().map(|text| Fields::of(text)).collect::<Vec<_>>());
    let keys = swedish_keys(earlier.iter().chain([&here]));
    for (language, words) in manuscript.words.iter_mut().filter(|(language, _)| *language != SOURCE_LANGUAGE) {
        let is_reviewed = words.translation.status == TranslationStatus::Reviewed;
        if is_reviewed && keys.iter().any(|key| is_behind(key, language, &here, &earlier)) {
            words.translation.status = TranslationStatus::Unreviewed;
        }
    }
}

/// Every text that is, or was, there in Swedish; where the words come from is none.
fn swedish_keys<'a>(texts: impl Iterator<Item = &'a Fields>) -> BTreeSet<String> {
    let is_swedish = |place: &&Place| place.part_and_key().0 == "words" && place.language() == Some(SOURCE_LANGUAGE);
    let places = texts.flat_map(Fields::iter).map(|(place, _)| place).filter(is_swedish);
    places.map(|place| place.key().to_owned()).filter(|key| !key.starts_with("translation.")).collect()
}

/// Whether these words stood beside other Swedish before, and never beside this. The pair that stood in the draft was told
/// of when it was saved: who calls it reviewed now has read it, else no review could follow on a mended slip of the pen.
fn is_behind(key: &str, language: &str, here: &Fields, earlier: &[Fields]) -> bool {
    let pair = |text: &Fields| [SOURCE_LANGUAGE, language].map(|of| text.get(&Place::words(of, key)).cloned());
    let [swedish, theirs]: [Option<Value>; 2] = pair(here);
    if swedish.is_none() && theirs.is_none() {
        // Taken away in both, or never there in this language.
        return false;
    }
    // In a language that was not begun yet nothing can have been left as it was.
    let began = earlier.iter().filter(|text| text.get(&Place::words(language, "title")).is_some());
    let beside: Vec<Option<Value>> = began.map(pair).filter(|[_, words]| *words == theirs).map(|[swedish, _]| swedish).collect();
    !beside.is_empty() && !beside.contains(&swedish)
}
