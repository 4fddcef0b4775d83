//! Joins `style/` to one sheet for the app and one for the coordinators' pages, which also show guides as others see them.
//! Order is the cascade, nothing clever.

use crate::paths::{Paths, children, has_ending};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// Writes `erum.css` and `samordning.css`; tells their size in bytes.
pub(super) fn make(paths: &Paths, dev: bool) -> Result<usize> {
    let mut bytes = 0;
    for (sheet, folders) in [("erum.css", &["components", "pages"][..]), ("samordning.css", &["components", "pages", "coordination"])] {
        let text = joined(paths, folders)?;
        let text = if dev { text } else { stripped(&text) };
        super::write(paths, sheet, text.as_bytes())?;
        bytes += text.len();
    }
    Ok(bytes)
}

fn joined(paths: &Paths, folders: &[&str]) -> Result<String> {
    let mut files = vec![paths.join("style/tokens.css"), paths.assets().join("fonts.css"), paths.join("style/base.css")];
    for folder in folders {
        let sheets = children(&paths.join("style").join(folder));
        files.extend(sheets.into_iter().filter(|path| has_ending(path, &["css"])));
    }
    files.iter().map(|path: &PathBuf| fs::read_to_string(path).with_context(|| format!("cannot read {}", paths.name(path)))).collect()
}

/// Without comments and empty lines. What stands in quotes stays as it is.
fn stripped(css: &str) -> String {
    let mut text = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['/', '"', '\'']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let taken = match from.as_bytes()[0] {
            b'/' if from.starts_with("/*") => from.find("*/").map_or(from.len(), |end| end + 2),
            b'/' => {
                text.push('/');
                1
            }
            quote => {
                let taken = quoted(from, quote);
                text.push_str(&from[..taken]);
                taken
            }
        };
        rest = &from[taken..];
    }
    text.push_str(rest);
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{}\n", line.trim_end())).collect()
}

/// How many bytes a string takes that begins with this quote.
fn quoted(from: &str, quote: u8) -> usize {
    let mut escaped = false;
    for (at, byte) in from.bytes().enumerate().skip(1) {
        if byte == quote && !escaped {
            return at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    from.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_go_and_strings_stay() {
        let css = "/* a\n b */\na { content: \"/* no */ \\\" '\"; }\n\n\nb { inset: 1 / 2 }  \n";
        assert_eq!(stripped(css), "a { content: \"/* no */ \\\" '\"; }\nb { inset: 1 / 2 }\n");
    }

    #[test]
    fn a_comment_that_never_ends_takes_the_rest() {
        assert_eq!(stripped("a {}\n/* b"), "a {}\n");
    }
}
