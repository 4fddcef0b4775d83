//! What a reader is told of a translation: that there is none in their language, or that nobody has reviewed it.
//!
//! The same rule on a resident's screen, before a visitor and on paper; each says it in its own place and look.

use crate::words::{Catalogue, w};
use erum_domain::guide::{Guide, TranslationStatus};

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// The guide is in another language than the reader's.
    OtherLanguage(String),
    /// It is in the reader's, but nobody has reviewed it.
    Unreviewed(&'static str),
}

impl Told {
    /// The words for it.
    pub(crate) fn into_text(self) -> String {
        match self {
            Self::OtherLanguage(text) => text,
            Self::Unreviewed(text) => text.to_owned(),
        }
    }
}

/// What is to be told of a guide to whoever reads it with these words; nothing of one that was written or reviewed so.
pub(crate) fn of_translation(guide: &Guide, words: Catalogue) -> Option<Told> {
    if guide.language != words.language().code {
        return Some(Told::OtherLanguage(words.t_with(w::LANGUAGE_ONLY, &[("language", guide.tongue().own_name)])));
    }
    (guide.translation == TranslationStatus::Unreviewed).then(|| Told::Unreviewed(words.t(w::LANGUAGE_UNREVIEWED)))
}
