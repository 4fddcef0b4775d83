//! Every text of a guide in a language, with its key. The order is that of the screen; nothing is judged here.

use erum_domain::manuscript::Words;

/// A text and where it stands.
pub(crate) struct Text<'a> {
    pub(crate) key: String,
    pub(crate) text: &'a str,
}

impl<'a> Text<'a> {
    fn new(key: impl Into<String>, text: &'a str) -> Self {
        Self { key: key.into(), text }
    }
}

/// Everything that people read.
pub(crate) fn of(words: &Words) -> Vec<Text<'_>> {
    let mut texts = vec![Text::new("title", &words.title), Text::new("goal", &words.goal)];
    texts.extend(words.before.iter().map(|(id, text)| Text::new(format!("before.{id}"), text)));
    for (id, step) in &words.steps {
        texts.push(Text::new(format!("steps.{id}.text"), &step.text));
        texts.extend(step.hint.as_deref().map(|hint| Text::new(format!("steps.{id}.hint"), hint)));
        texts.extend(step.if_stuck.as_deref().map(|text| Text::new(format!("steps.{id}.if_stuck"), text)));
    }
    texts.extend(words.otherwise.iter().map(|(id, text)| Text::new(format!("otherwise.{id}"), text)));
    texts
}

/// A text as parts outside and inside `**`, in turn. What is opened and never closed counts as inside.
pub(crate) fn marked(text: &str) -> impl Iterator<Item = (bool, &str)> {
    text.split("**").enumerate().map(|(index, part)| (index % 2 == 1, part))
}

/// The names between `**`.
pub(crate) fn buttons(text: &str) -> impl Iterator<Item = &str> {
    marked(text).filter(|(inside, _)| *inside).map(|(_, name)| name.trim())
}

/// What is written in the file's own language: no button's name, nothing in brackets (the Swedish word for a thing is
/// given there), no address.
pub(crate) fn own_words(text: &str) -> String {
    let mut own = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in marked(text).filter(|(inside, _)| !inside).flat_map(|(_, part)| part.chars().chain([' '])) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => own.push(c),
            _ => {}
        }
    }
    let kept: Vec<&str> = own.split_whitespace().filter(|chunk| !is_address(chunk)).collect();
    kept.join(" ")
}

/// Whether a piece of text is an address of the net: it has a full stop, a slash or an @ inside.
pub(crate) fn is_address(chunk: &str) -> bool {
    let inner = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    inner.contains('@') || inner.contains("//") || inner.split('.').filter(|part| !part.is_empty()).count() > 1
}

/// Whether there is anything to read.
pub(crate) fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
