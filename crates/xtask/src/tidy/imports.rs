//! Which room may know which. The table is the architecture; `Cargo.toml` keeps the rest.

use super::{Findings, Tree, line_at, whole_words};

/// Rooms, what they must never name, and why.
const RULES: [(&[&str], &[&str], &str); 6] = [
    (
        &["src/pages", "src/components"],
        &["crate::storage", "crate::sync", "web_sys::Idb", "IdbDatabase", "fetch", "fetch_with_str", "fetch_with_request"],
        "pages and components neither store nor send: go through the journal",
    ),
    (&["src/storage"], &["leptos", "leptos_router", "crate::sync"], "storage knows neither pages nor the network"),
    (&["src/sync.rs"], &["view!"], "the network shows nothing"),
    (
        &[
            "src/pages/resident",
            "src/shelf.rs",
            "src/components/directory",
            "src/components/shell.rs",
            "src/components/finder.rs",
            "src/components/notice.rs",
            "src/components/slip.rs",
        ],
        &["crate::desk", "crate::journal", "crate::storage", "crate::sync", "crate::keysmith", "crate::vigil", "crate::health"],
        "what residents' pages reach, every phone downloads",
    ),
    (
        &["crates/domain/src", "crates/vault/src"],
        &["std::fs", "std::env", "std::net", "std::process", "std::thread", "std::time", "async", "await", "getrandom", "SysRng", "OsRng"],
        "pure: no file, no clock, no waiting, no randomness of its own; whoever calls has them",
    ),
    (&["src/coordination"], &["crate::storage", "crate::journal"], "coordinators' pages keep nothing on the device"),
];

pub(super) fn check(tree: &Tree, found: &mut Findings) {
    for (rooms, forbidden, why) in RULES {
        for file in tree.within(rooms) {
            let Some(rust) = &file.rust else { continue };
            for name in forbidden {
                for at in named(&rust.code, name) {
                    found.add(&file.name, line_at(&rust.code, at), &format!("`{name}`: {why}"));
                }
            }
        }
    }
}

/// Where a name stands, also as a member of `use crate::{…}`.
fn named(code: &str, name: &str) -> Vec<usize> {
    let starts_a_name = name.ends_with("Idb");
    let mut places: Vec<usize> = if starts_a_name || name.ends_with('!') {
        code.match_indices(name).map(|(at, _)| at).collect()
    } else {
        whole_words(code, name).collect()
    };
    if let Some((root, member)) = name.split_once("::") {
        for (at, group) in code.match_indices(&format!("{root}::{{")) {
            places.extend(
                members(code, at + group.len())
                    .filter(|(_, found)| *found == member || starts_a_name && found.starts_with(member))
                    .map(|(at, _)| at),
            );
        }
    }
    places
}

/// The first names of the members of a `{…}` that begins here: `a::b, c::{d, e}` gives `a` and `c`.
fn members(code: &str, start: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut depth = 0_i32;
    let mut from = start;
    let mut found = Vec::new();
    for (at, c) in code[start..].char_indices().map(|(at, c)| (start + at, c)) {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                found.push((from, &code[from..at]));
                from = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    found.into_iter().map(|(at, member)| {
        let name = member.trim_start();
        (at + member.len() - name.len(), name.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default())
    })
}
