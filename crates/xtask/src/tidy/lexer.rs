//! Takes Rust source apart just far enough: code without comments and strings, and the strings.
//!
//! Keeps every byte's place, so that lines can be named. No parser: it knows nothing of meaning.

/// A source taken apart.
pub(super) struct Rust {
    /// The code; comments, strings and characters are spaces, line ends stay.
    pub(super) code: String,
    /// What stands in string literals, and where.
    pub(super) strings: Vec<(usize, String)>,
}

impl Rust {
    pub(super) fn read(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut code = bytes.to_vec();
        let mut strings = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let length = match bytes[at] {
                b'/' if bytes[at..].starts_with(b"//") => line_comment(&bytes[at..]),
                b'/' if bytes[at..].starts_with(b"/*") => block_comment(&bytes[at..]),
                b'"' => string(&bytes[at..]),
                b'r' if !in_a_word(bytes, at) => raw_string(&bytes[at..]),
                b'\'' => character(&text[at..]),
                _ => 0,
            };
            if length == 0 {
                at += 1;
                continue;
            }
            if matches!(bytes[at], b'"' | b'r') {
                strings.push((at, text[at..at + length].to_owned()));
            }
            code[at..at + length].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
            at += length;
        }
        Self { code: String::from_utf8_lossy(&code).into_owned(), strings }
    }
}

fn in_a_word(bytes: &[u8], at: usize) -> bool {
    // `br"…"` is a raw string too.
    let before = |back: usize| at.checked_sub(back).map(|place| bytes[place]);
    let joins = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if before(1) == Some(b'b') { joins(before(2)) } else { joins(before(1)) }
}

fn line_comment(from: &[u8]) -> usize {
    from.iter().position(|byte| *byte == b'\n').unwrap_or(from.len())
}

fn block_comment(from: &[u8]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < from.len() {
        if from[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if from[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    from.len()
}

fn string(from: &[u8]) -> usize {
    let mut at = 1;
    while at < from.len() {
        match from[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    from.len()
}

/// `r"…"`, `r#"…"#` …; 0 when it is only a word that begins with r.
fn raw_string(from: &[u8]) -> usize {
    let hashes = from[1..].iter().take_while(|byte| **byte == b'#').count();
    if from.get(1 + hashes) != Some(&b'"') {
        return 0;
    }
    let mut end = vec![b'"'];
    end.extend(std::iter::repeat_n(b'#', hashes));
    let body = &from[hashes + 2..];
    body.windows(end.len()).position(|window| window == end).map_or(from.len(), |at| hashes + 2 + at + end.len())
}

/// A character literal; 0 for a lifetime.
fn character(from: &str) -> usize {
    let mut inside = from[1..].char_indices();
    match inside.next() {
        Some((_, '\\')) => from[3.min(from.len())..].find('\'').map_or(0, |at| at + 4),
        Some((_, c)) if from[1 + c.len_utf8()..].starts_with('\'') => c.len_utf8() + 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_apart_and_lines_stay() {
        let rust = Rust::read("a(\"x\\\"{\"); // {\nb(r#\"y\"{\"#, '\"', '\\'', b'{'); /* { /* { */\n */ fn f<'a>(c: &'a str) {}");
        assert_eq!(rust.code.matches('{').count(), 1);
        assert_eq!(rust.code.lines().count(), 3);
        let strings: Vec<&str> = rust.strings.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(strings, ["\"x\\\"{\"", "r#\"y\"{\"#"]);
        assert!(rust.code.contains("fn f<'a>(c: &'a str) {}"));
    }
}
