//! Swedish words for every code that a finding can have. A code that is newer than this page gets a sentence that is always
//! true. Decides nothing about weight: that is the finding's own.

use super::said::UNKNOWN;
use crate::words::{Word, w};

/// Codes and their words; values of the finding are filled in by name.
const PROBLEMS: [(&str, Word); 39] = [
    ("empty", w::PROBLEM_EMPTY),
    ("doubled", w::PROBLEM_DOUBLED),
    ("no-source", w::PROBLEM_NO_SOURCE),
    ("not-https", w::PROBLEM_NOT_HTTPS),
    ("bad-address", w::PROBLEM_BAD_ADDRESS),
    ("tracking", w::PROBLEM_TRACKING),
    ("bad-phone", w::PROBLEM_BAD_PHONE),
    ("in-future", w::PROBLEM_IN_FUTURE),
    ("old-check", w::PROBLEM_OLD_CHECK),
    ("old-source", w::PROBLEM_OLD_SOURCE),
    ("unknown-guide", w::PROBLEM_UNKNOWN_GUIDE),
    ("related-to-itself", w::PROBLEM_RELATED_TO_ITSELF),
    ("no-steps", w::PROBLEM_NO_STEPS),
    ("no-stop", w::PROBLEM_NO_STOP),
    ("look-away-together", w::PROBLEM_LOOK_AWAY_TOGETHER),
    ("missing-language", w::PROBLEM_MISSING_LANGUAGE),
    ("bad-language", w::PROBLEM_BAD_LANGUAGE),
    ("no-words", w::PROBLEM_NO_WORDS),
    ("no-id", w::PROBLEM_NO_ID),
    ("status-unfit", w::PROBLEM_STATUS_UNFIT),
    ("pays", w::PROBLEM_PAYS),
    ("open-mark", w::PROBLEM_OPEN_MARK),
    ("unknown-button", w::PROBLEM_UNKNOWN_BUTTON),
    ("button-lost", w::PROBLEM_BUTTON_LOST),
    ("placeholder", w::PROBLEM_PLACEHOLDER),
    ("markup", w::PROBLEM_MARKUP),
    ("bad-space", w::PROBLEM_BAD_SPACE),
    ("unseen", w::PROBLEM_UNSEEN),
    ("too-many-words", w::PROBLEM_TOO_MANY_WORDS),
    ("many-words", w::PROBLEM_MANY_WORDS),
    ("hard-to-read", w::PROBLEM_HARD_TO_READ),
    ("long-sentence", w::PROBLEM_LONG_SENTENCE),
    ("wrong-script", w::PROBLEM_WRONG_SCRIPT),
    ("mixed-scripts", w::PROBLEM_MIXED_SCRIPTS),
    ("other-language", w::PROBLEM_OTHER_LANGUAGE),
    ("misspelt", w::PROBLEM_MISSPELT),
    ("personal-data", w::PROBLEM_PERSONAL_DATA),
    ("doubled-phrase", w::PROBLEM_DOUBLED_PHRASE),
    ("shared-phrase", w::PROBLEM_SHARED_PHRASE),
];

/// The words for a code.
pub(super) fn words_for(code: &str) -> Word {
    PROBLEMS.iter().find(|(known, _)| *known == code).map_or(UNKNOWN, |(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_a_finding_can_have_has_words_of_its_own() {
        let without: Vec<&&str> = erum_content::Problem::CODES.iter().filter(|code| words_for(code) == UNKNOWN).collect();
        assert!(without.is_empty(), "no words for {without:?}");
    }
}
