//! A query taken apart: its words that say something, and whether the last of them is still being typed.
//!
//! Looks nothing up.

use super::fillers::is_filler;
use super::letters::fold;
use super::places::is_place;
use super::shape::Shape;
use super::vocabulary::words;

/// More words than this say no more. Pasted texts must not make the keyboard wait.
const MOST_WORDS: usize = 12;
const MOST_LETTERS: usize = 300;

/// A word of the query.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) text: String,
    pub(super) shape: Shape,
    /// It may go on with the next keystroke.
    pub(super) unfinished: bool,
    /// It is a filler as it stands and means something only when it goes on.
    pub(super) only_beginning: bool,
    /// It names a place.
    pub(super) place: bool,
}

/// The words that say something, in order. One filler alone is taken for the beginning of another word.
pub(super) fn asked(query: &str) -> Vec<Asked> {
    let short: String = query.chars().take(MOST_LETTERS).collect();
    let all = words(&short);
    let open = short.chars().next_back().is_some_and(|last| !fold(&last.to_string()).is_empty());
    let count = all.len();
    let mut asked: Vec<Asked> = Vec::new();
    for (at, text) in all.into_iter().enumerate() {
        let filler = is_filler(&text);
        let unfinished = open && at + 1 == count;
        let only_beginning = filler && unfinished && count == 1;
        // An article is cut off whole words only; before a word that is still being typed it must go at once.
        let text =
            if unfinished { text.strip_prefix("ال").filter(|rest| !rest.is_empty()).map(str::to_owned).unwrap_or(text) } else { text };
        let again = asked.iter().any(|earlier| earlier.text == text);
        if (!filler || only_beginning) && !again && asked.len() < MOST_WORDS {
            let place = is_place(&text);
            asked.push(Asked { shape: Shape::of(&text), text, unfinished, only_beginning, place });
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(query: &str) -> Vec<String> {
        asked(query).into_iter().map(|asked| asked.text).collect()
    }

    #[test]
    fn fillers_of_any_language_are_left_out() {
        assert_eq!(texts("jag vill ha en läkartid"), ["lakartid"]);
        assert_eq!(texts("I need a doctor"), ["doctor"]);
        assert_eq!(texts("أريد طبيب"), ["طبيب"]);
        assert!(texts("jag vill ha en ").is_empty());
    }

    #[test]
    fn an_arabic_word_is_found_from_its_first_letter_after_the_article() {
        assert_eq!(texts("الط"), ["ط"]);
    }

    #[test]
    fn only_the_last_word_is_unfinished_and_only_without_a_space_after_it() {
        let open: Vec<bool> = asked("tid hos doktorn").iter().map(|asked| asked.unfinished).collect();
        assert_eq!(open, [false, true]);
        assert!(!asked("doktorn ")[0].unfinished);
        assert!(asked("in")[0].only_beginning, "in may become internet");
    }
}
