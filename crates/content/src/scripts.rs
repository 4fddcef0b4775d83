//! Which script a text is written in. Swedish names in Latin letters are at home in every language, as long as they are few.

use crate::problem::Problem;
use crate::texts;

/// Fewer letters than this may be a name alone. Otherwise words are counted, for a word of Tigrinya has few letters.
const ENOUGH_LETTERS: usize = 12;

/// A script that the project's languages are written in, or another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Arabic,
    Cyrillic,
    Ethiopic,
    Other,
}

/// The script of a language; `None` for a language that nothing is known about.
pub(crate) fn script_of_language(language: &str) -> Option<Script> {
    Some(match language {
        "sv" | "sv-simple" | "en" | "fi" | "so" | "se" | "sma" | "smj" => Script::Latin,
        "ar" | "fa" => Script::Arabic,
        "uk" | "ru" => Script::Cyrillic,
        "ti" => Script::Ethiopic,
        _ => return None,
    })
}

/// The script of a letter; `None` for what is no letter.
pub(crate) fn script_of(c: char) -> Option<Script> {
    if !c.is_alphabetic() {
        return None;
    }
    Some(match u32::from(c) {
        0x41..=0x24f | 0x1e00..=0x1eff | 0x300..=0x36f => Script::Latin,
        0x400..=0x52f => Script::Cyrillic,
        0x600..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Script::Arabic,
        0x1200..=0x139f | 0x2d80..=0x2ddf | 0xab00..=0xab2f => Script::Ethiopic,
        _ => Script::Other,
    })
}

pub(crate) fn problems(text: &str, language: &str) -> Vec<Problem> {
    let Some(wanted) = script_of_language(language) else { return Vec::new() };
    let own = texts::own_words(text);
    let words: Vec<&str> = own.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let (at_home, foreign): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.chars().any(|c| script_of(c) == Some(wanted)));
    let foreign_letters: usize = foreign.iter().map(|word| word.chars().count()).sum();
    let nothing_else = at_home.is_empty() && foreign.len() > 1 && foreign_letters >= ENOUGH_LETTERS;
    let mut found = Vec::new();
    if nothing_else || foreign.len() > 3 * at_home.len().max(1) {
        found.push(Problem::WrongScript);
    }
    found.extend(words.iter().find(|word| is_mixed(word)).map(|word| Problem::MixedScripts { word: (*word).to_owned() }));
    found
}

/// A Cyrillic letter that looks like a Latin one finds nothing and is read aloud as nonsense.
fn is_mixed(word: &str) -> bool {
    let has = |wanted: Script| word.chars().any(|c| script_of(c) == Some(wanted));
    has(Script::Latin) && (has(Script::Cyrillic) || has(Script::Other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_names_are_at_home_in_every_script_and_a_swedish_sentence_is_not() {
        assert!(problems("اتصل بـ Skatteverket واسأل عن الموعد.", "ar").is_empty());
        assert!(problems("Skatteverket", "en").is_empty());
        assert!(problems("اضغط على **Ansök om allmän pension nu**.", "ar").is_empty());
        assert_eq!(problems("Ring Skatteverket och fråga.", "ar"), [Problem::WrongScript]);
        assert_eq!(problems("Зателефонуйте до поліції.", "en"), [Problem::WrongScript]);
        assert_eq!(problems("ኣብዚ ደው በሉ። ንሕና ድማ", "uk"), [Problem::WrongScript]);
        assert_eq!(problems("Ring p\u{43e}lisen nu.", "sv"), [Problem::MixedScripts { word: "p\u{43e}lisen".to_owned() }]);
    }
}
