//! Rules for every file: what it is for, how long it is, what it is called, what is never in it.

use super::{File, Findings, Tree, line_at, whole_words};

/// Lines a file may have before it must be split.
const MOST_LINES: usize = 500;

pub(super) fn check(tree: &Tree, found: &mut Findings) {
    for file in &tree.files {
        if file.ends(&["rs", "css", "js", "mjs"]) && !file.name.starts_with("tests/golden/") {
            first_line(file, found);
            length_and_name(file, found);
            unfinished(file, found);
        }
        if file.ends(&["rs", "js", "mjs", "html"]) {
            html_from_text(file, found);
        }
        if is_served(file) {
            other_origins(file, found);
        }
    }
    if let Some(lock) = tree.file("package-lock.json")
        && let Some(at) = lock.text.find("\"resolved\"")
    {
        found.add(&lock.name, line_at(&lock.text, at), "names a registry: npm install with omit-lockfile-registry-resolved (.npmrc)");
    }
}

fn first_line(file: &File, found: &mut Findings) {
    if file.rust.is_some() && !file.text.starts_with("//!") {
        found.add(&file.name, 1, "must begin with `//!`: what the file is for and what it never does");
    }
}

fn length_and_name(file: &File, found: &mut Findings) {
    let lines = file.text.lines().count();
    if lines > MOST_LINES {
        found.add(&file.name, lines, &format!("{lines} lines: split it by ideas, {MOST_LINES} at most"));
    }
    let name = file.name.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    for empty in ["util", "utils", "helper", "helpers", "manager"] {
        if stem.split(['_', '-']).any(|word| word == empty) {
            found.add(&file.name, 1, &format!("`{empty}` says nothing: call it after what it holds"));
        }
    }
}

fn unfinished(file: &File, found: &mut Findings) {
    // Written in two halves, so that this file keeps its own rule.
    for word in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")] {
        for at in whole_words(&file.text, word) {
            found.add(&file.name, line_at(&file.text, at), &format!("{word}: do it, or describe it in an issue"));
        }
    }
}

fn html_from_text(file: &File, found: &mut Findings) {
    let code = file.rust.as_ref().map_or(file.text.as_str(), |rust| rust.code.as_str());
    for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "set_inner_html", "set_outer_html", "inner_html"] {
        for at in whole_words(code, word) {
            found.add(&file.name, line_at(code, at), &format!("`{word}` turns text into HTML: build elements instead"));
        }
    }
}

/// What the app is made of, but for its content: guides name addresses.
fn is_served(file: &File) -> bool {
    ["src/", "style/"].iter().any(|folder| file.name.starts_with(folder))
        || (file.name.starts_with("public/") && file.ends(&["js", "html", "json"]))
        || ["index.html", "samordning.html"].contains(&file.name.as_str())
}

/// The app speaks to its own origin only. Names of XML namespaces are no addresses.
fn other_origins(file: &File, found: &mut Findings) {
    let texts: Vec<(usize, &str)> = match &file.rust {
        Some(rust) => rust.strings.iter().map(|(at, text)| (*at, text.as_str())).collect(),
        None => vec![(0, file.text.as_str())],
    };
    for (start, text) in texts {
        for (at, address) in text.match_indices("http") {
            let rest = text[at + address.len()..].trim_start_matches('s');
            if rest.starts_with("://") && !rest.starts_with("://www.w3.org/") {
                found.add(&file.name, line_at(&file.text, start + at), "an address of another origin: it belongs in content/");
            }
        }
    }
}
