//! What languages are called in Swedish: whoever coordinates reads no Arabic letters, and need not.

use crate::words::{Word, t, w};

const TONGUES: [(&str, Word); 9] = [
    ("sv", w::TONGUE_SV),
    ("sv-simple", w::TONGUE_SV_SIMPLE),
    ("en", w::TONGUE_EN),
    ("ar", w::TONGUE_AR),
    ("fa", w::TONGUE_FA),
    ("so", w::TONGUE_SO),
    ("ti", w::TONGUE_TI),
    ("uk", w::TONGUE_UK),
    ("fi", w::TONGUE_FI),
];

/// The Swedish name; the code where there is none.
pub(super) fn in_swedish(code: &str) -> String {
    TONGUES.iter().find(|(known, _)| *known == code).map_or_else(|| code.to_owned(), |(_, word)| t(*word).to_owned())
}
