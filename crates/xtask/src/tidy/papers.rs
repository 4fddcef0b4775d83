//! README and ARCHITECTURE tell the truth: every folder has its line, every named path exists.

use super::{Findings, Tree, line_at};
use crate::paths::children;

const ROOTS: [&str; 7] = ["src", "crates", "content", "style", "public", "docs", "tests"];
const MOST_README_LINES: usize = 80;

pub(super) fn check(tree: &Tree, found: &mut Findings) {
    match tree.file("README.md") {
        None => found.add("README.md", 1, "is missing"),
        Some(readme) => {
            let lines = readme.text.lines().count();
            if lines > MOST_README_LINES {
                found.add("README.md", lines, &format!("{lines} lines: {MOST_README_LINES} at most, the rest belongs in docs/"));
            }
        }
    }
    match tree.file("ARCHITECTURE.md") {
        None => found.add("ARCHITECTURE.md", 1, "is missing"),
        Some(paper) => folders(tree, &paper.text, found),
    }
    for paper in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].iter().filter_map(|name| tree.file(name)) {
        for (at, path) in paths_in_backticks(&paper.text) {
            if !tree.paths.join(path).exists() {
                found.add(&paper.name, line_at(&paper.text, at), &format!("`{path}` does not exist"));
            }
        }
    }
}

/// Every folder directly below the roots is named, as `src/pages` or, in a tree, as `pages/`.
fn folders(tree: &Tree, text: &str, found: &mut Findings) {
    for root in ROOTS {
        for folder in children(&tree.paths.join(root)).into_iter().filter(|path| path.is_dir()) {
            let path = tree.paths.name(&folder);
            let name = path.rsplit('/').next().unwrap_or(&path);
            if !text.contains(&path) && !text.contains(&format!("{name}/")) {
                found.add("ARCHITECTURE.md", 1, &format!("has no line about `{path}/`"));
            }
        }
    }
}

/// What stands in backticks and is a path of ours. `<…>`, `*` and `…` stand for something else; what is built may be missing.
fn paths_in_backticks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut inside = false;
    let mut from = 0;
    let spans = text.match_indices('`').filter_map(move |(at, _)| {
        let span = inside.then(|| (from, &text[from..at]));
        inside = !inside;
        from = at + 1;
        span
    });
    spans.filter(|(_, span)| {
        let ours = ROOTS.iter().any(|root| span.strip_prefix(root).is_some_and(|rest| rest.starts_with('/')));
        ours && !span.contains(|c: char| c.is_whitespace() || "<>*{}…:()".contains(c))
    })
}
