//! Ids of what is new in a guide, made of its Swedish words: `tryck-pa-logga-in`. Never one that is taken.

use crate::ident::Slug;

/// Words that an id is made of.
const WORDS: usize = 4;

/// The id of what is new, until it has words.
pub const FRESH: &str = "nytt";

/// An id for something that is called so, other than those taken. Without a word in it, `nytt`.
pub fn id_for(text: &str, taken: impl Fn(&Slug) -> bool) -> Option<Slug> {
    let letters: String = text.to_lowercase().chars().filter_map(letter).collect();
    let words: Vec<&str> = letters.split_whitespace().take(WORDS).collect();
    let wanted = words.join("-");
    // As many words as there is room for, and no more digits than an id may hold.
    let fits = |count: &usize| Slug::parse(&words[..*count].join("-")).is_ok();
    let count = (1..=words.len()).rev().find(fits).unwrap_or(0);
    let name = if Slug::parse(&wanted).is_ok() { wanted } else { words[..count].join("-") };
    let name = if name.is_empty() { FRESH.to_owned() } else { name };
    let room = Slug::MAX - 3;
    let cut: String = name.chars().take(room).collect();
    let cut = cut.trim_end_matches('-');
    let numbered = (2..100).map(|number| format!("{cut}-{number}"));
    std::iter::once(name.clone()).chain(numbered).filter_map(|name| Slug::parse(&name).ok()).find(|id| !taken(id))
}

/// Whether an id is one of those that are given before there are words.
pub fn is_fresh(id: &Slug) -> bool {
    id.as_str() == FRESH || id.as_str().strip_prefix("nytt-").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
}

fn letter(c: char) -> Option<char> {
    match c {
        'a'..='z' | '0'..='9' => Some(c),
        'å' | 'ä' | 'á' | 'à' => Some('a'),
        'ö' | 'ó' => Some('o'),
        'é' | 'è' => Some('e'),
        'ü' => Some('u'),
        '*' => None,
        _ => Some(' '),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn made(text: &str, taken: &[&str]) -> String {
        id_for(text, |id| taken.contains(&id.as_str())).map(|id| id.to_string()).unwrap_or_default()
    }

    #[test]
    fn an_id_says_what_the_step_says() {
        assert_eq!(made("Tryck på **Logga in** och legitimera dig.", &[]), "tryck-pa-logga-in");
        assert_eq!(made("Öppna sidan", &["oppna-sidan"]), "oppna-sidan-2");
        assert_eq!(made("Öppna sidan", &["oppna-sidan", "oppna-sidan-2"]), "oppna-sidan-3");
        assert_eq!(made(" … ", &[]), "nytt");
    }

    #[test]
    fn nothing_that_could_be_somebodys_number_becomes_an_id() {
        assert_eq!(made("Ring 0701234567", &[]), "ring");
    }

    #[test]
    fn what_is_given_before_there_are_words_is_known() {
        let fresh = |text: &str| is_fresh(&Slug::parse(text).expect("a slug"));
        assert!(fresh("nytt") && fresh("nytt-3") && !fresh("nytt-kort"));
    }

    proptest! {
        #[test]
        fn there_is_always_an_id(text in ".{0,80}") {
            prop_assert!(id_for(&text, |_| false).is_some());
        }
    }
}
