//! What must not stand in a text: markup, stray placeholders, spaces and signs that nobody sees.

use crate::problem::Problem;
use crate::scripts::{Script, script_of_language};
use crate::texts;

pub(crate) fn problems(text: &str, language: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    if text.matches("**").count() % 2 == 1 || texts::buttons(text).any(|name| !texts::says_something(name)) {
        found.push(Problem::OpenMark);
    }
    found.extend(["{{", "}}"].iter().find(|sign| text.contains(*sign)).map(|sign| Problem::Placeholder { sign: (*sign).to_owned() }));
    found.extend(sign_of_markup(text).map(|sign| Problem::Markup { sign }));
    let edges = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    if edges || text.contains("  ") || text.contains(['\t', '\n', '\r']) {
        found.push(Problem::BadSpace);
    }
    found.extend(unseen(text, language).map(|c| Problem::Unseen { sign: format!("U+{:04X}", u32::from(c)) }));
    found
}

/// The first sign of HTML or Markdown that would be shown as it stands.
fn sign_of_markup(text: &str) -> Option<String> {
    if let Some(sign) = ["](", "__", "`", "***", "**[", "]**"].iter().find(|sign| text.contains(*sign)) {
        return Some((*sign).to_owned());
    }
    let tag = text.match_indices('<').map(|(at, _)| &text[at + 1..]).find_map(|rest| {
        let name = rest.strip_prefix(['/', '!']).unwrap_or(rest);
        (rest.starts_with('!') || name.starts_with(|c: char| c.is_ascii_alphabetic())).then(|| rest.chars().take(12).collect::<String>())
    });
    let entity = || {
        text.match_indices('&').map(|(at, _)| &text[at + 1..]).find_map(|rest| {
            let (name, _) = rest.split_once(';')?;
            let sound = !name.is_empty() && name.len() <= 10 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#');
            sound.then(|| format!("&{name};"))
        })
    };
    tag.map(|tag| format!("<{tag}")).or_else(entity)
}

/// The first sign that does not show. Where letters join or run from right to left, the two marks and the non-joiner
/// belong to good writing; nowhere does anything that turns a whole run of text around.
fn unseen(text: &str, language: &str) -> Option<char> {
    let joins = script_of_language(language) == Some(Script::Arabic);
    text.chars().find(|c| match c {
        '\u{200c}' | '\u{200e}' | '\u{200f}' => !joins,
        '\n' | '\r' | '\t' => false,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200d}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffd}' => true,
        '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}' => true,
        c => c.is_control(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str, language: &str) -> Vec<&'static str> {
        problems(text, language).iter().map(Problem::code).collect()
    }

    #[test]
    fn plain_words_with_a_button_are_sound() {
        assert!(codes("Tryck på **Sök & köp** – 3 < 5, ”ja” (nej).", "sv").is_empty());
        assert!(codes("می\u{200c}توانید **BankID**\u{200e}.", "fa").is_empty());
    }

    #[test]
    fn what_would_be_shown_as_signs_or_turn_words_around_is_named() {
        for (text, code) in [
            ("Tryck på **Spara.", "open-mark"),
            ("Tryck på ****.", "open-mark"),
            ("Hej {{name}}.", "placeholder"),
            ("Hej <b>du</b>.", "markup"),
            ("Hej <!-- du.", "markup"),
            ("[sidan](https://a.se)", "markup"),
            ("Tryck på **[Spara]**.", "markup"),
            ("Hej&nbsp;du.", "markup"),
            ("Hej  du.", "bad-space"),
            (" Hej du.", "bad-space"),
            ("Hej\tdu.", "bad-space"),
            ("Hej\u{202e}du.", "unseen"),
            ("Hej\u{2066}du.", "unseen"),
            ("می\u{200c}توانید", "unseen"),
            ("Hej\u{0}du.", "unseen"),
        ] {
            assert_eq!(codes(text, "sv").first(), Some(&code), "{text:?}");
        }
    }
}
