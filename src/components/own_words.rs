//! What the app itself says at some steps, whoever wrote the guide: what one does alone, and where the guide ends.
//!
//! The same on the screen, on paper and aloud: it is the rule that nobody shows a code (mission, rule 3).

use crate::words::{Word, w};
use erum_domain::guide::StepKind;

/// What is said at a step of this kind.
pub(crate) const fn own_words(kind: StepKind) -> Option<Word> {
    match kind {
        StepKind::Do => None,
        StepKind::LookAway => Some(w::GUIDE_ALONE),
        StepKind::Stop => Some(w::GUIDE_STOP),
    }
}
