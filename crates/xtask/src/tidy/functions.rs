//! How long functions are, by counting braces. A component may be longer, for its view is one sentence.

use super::{Findings, Tree, line_at, whole_words};

const MOST_LINES: usize = 60;
const MOST_LINES_OF_A_COMPONENT: usize = 110;

pub(super) fn check(tree: &Tree, found: &mut Findings) {
    for file in &tree.files {
        let Some(rust) = &file.rust else { continue };
        for function in functions(&rust.code) {
            let component = function.signature.contains("IntoView");
            let most = if component { MOST_LINES_OF_A_COMPONENT } else { MOST_LINES };
            if function.lines > most {
                let why = format!("`{}` has {} lines: {most} at most", function.name, function.lines);
                found.add(&file.name, function.line, &why);
            }
        }
    }
}

/// A function with a body.
struct Function<'a> {
    name: &'a str,
    signature: &'a str,
    line: usize,
    lines: usize,
}

fn functions(code: &str) -> impl Iterator<Item = Function<'_>> {
    whole_words(code, "fn").filter_map(|at| {
        let after = code[at + 2..].trim_start();
        let name = after.split(|c: char| !c.is_alphanumeric() && c != '_').next().filter(|name| !name.is_empty())?;
        let open = body_start(code, at)?;
        let end = body_end(code, open)?;
        let line = line_at(code, at);
        Some(Function { name, signature: &code[at..open], line, lines: line_at(code, end) - line + 1 })
    })
}

/// The brace that opens the body; `None` for a function without one.
fn body_start(code: &str, from: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, c) in code[from..].char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '{' if depth == 0 => return Some(from + at),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

fn body_end(code: &str, open: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, c) in code[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(open + at);
        }
    }
    None
}
