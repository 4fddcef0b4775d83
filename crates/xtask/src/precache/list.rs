//! Which files residents' and staff's pages need offline, with their hashes, and the version that stands for exactly these.

use super::hashes::{hex, sha256};
use crate::paths::files_below;
use anyhow::{Context, Result, bail};
use serde::Serialize;
use std::fs;
use std::path::Path;

/// The line in `public/sw.js` that is replaced.
const PLACEHOLDER: &str = "const PRECACHE = { version: \"dev\", files: [], staff: [], rare: [] };";

/// Staff's page. The last of its files: where it is kept, all others are.
const STAFF_PAGE: &str = "/personal.html";

/// Path and SHA-256.
type Files = Vec<(String, String)>;

/// What the service worker installs, all or nothing.
#[derive(Debug, Serialize)]
pub(super) struct List {
    /// 16 hexadecimal digits; another list, another version.
    pub(super) version: String,
    /// What every device keeps.
    pub(super) files: Files,
    /// What only a device keeps on which a page for staff was opened.
    pub(super) staff: Files,
    /// What a device keeps from the first time it needs it: letters of scripts that few read.
    pub(super) rare: Files,
}

/// The list for everything in a folder that the app needs.
pub(super) fn of(dist: &Path) -> Result<List> {
    let (mut files, mut staff, mut rare) = (Files::new(), Files::new(), Files::new());
    for path in files_below(dist) {
        let below = path.strip_prefix(dist)?.display().to_string().replace('\\', "/");
        if is_needed(&below) {
            let bytes = fs::read(&path).with_context(|| format!("cannot read {below}"))?;
            let list = if is_rare(&below) {
                &mut rare
            } else if is_for_staff(&below) {
                &mut staff
            } else {
                &mut files
            };
            list.push((format!("/{below}"), hex(&sha256(&bytes))));
        }
    }
    files.sort();
    rare.sort();
    staff.sort_by_key(|(path, _)| (path == STAFF_PAGE, path.clone()));
    let version = hex(&sha256(&serde_json::to_vec(&(&files, &staff, &rare))?))[..16].to_owned();
    Ok(List { version, files, staff, rare })
}

/// Staff's page, its program, and the worker that makes and opens locks.
fn is_for_staff(below: &str) -> bool {
    ["personal", "keysmith"].iter().any(|name| below.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', '-', '_'])))
}

/// Not the coordinators' page, not what only the hub or a shop window needs.
fn is_needed(below: &str) -> bool {
    let name = below.rsplit('/').next().unwrap_or(below);
    let by_name = ["sw.js", "csp.json", "robots.txt"].contains(&name) || name.starts_with("samordning");
    let by_end = [".br", ".gz", ".map", "LICENSE.txt"].iter().any(|end| name.ends_with(end));
    let by_place = below.starts_with("screenshots/") || below.starts_with(".well-known/");
    // The system fetches these when the app is installed; the app itself shows none of them.
    let for_installing = below.starts_with("icons/") && (name.ends_with(".png") || ["maskable.svg", "monochrome.svg"].contains(&name));
    !(by_name || by_end || by_place || for_installing)
}

/// Letters that most never see: fetched when a text has them, and kept from then on.
fn is_rare(below: &str) -> bool {
    below.starts_with("fonts/") && ["-latin-ext-", "-ethiopic-"].iter().any(|letters| below.contains(letters))
}

/// Writes the list over the placeholder.
pub(super) fn write_into(sw: &Path, list: &List) -> Result<()> {
    let text = fs::read_to_string(sw).with_context(|| format!("there is no {}", sw.display()))?;
    let found = text.matches(PLACEHOLDER).count();
    if found != 1 {
        bail!("public/sw.js must hold this line exactly once, and holds it {found} times: {PLACEHOLDER}");
    }
    let line = format!("const PRECACHE = {};", serde_json::to_string(list)?);
    fs::write(sw, text.replace(PLACEHOLDER, &line)).context("cannot write sw.js")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::scratch::Scratch;

    fn dist() -> Scratch {
        let scratch = Scratch::new();
        for name in ["index.html", "erum-1.js", "packs/sv.json", "fonts/a-latin-400.woff2", "mark.svg"] {
            scratch.write(name, name);
        }
        for name in ["personal.html", "personal-1_bg.wasm", "keysmith.js", "keysmith_loader.js", "personal-1.js"] {
            scratch.write(name, name);
        }
        for name in
            ["samordning.html", "samordning-1.wasm", "csp.json", "fonts/a-latin-ext-400.woff2", "screenshots/1.png", "fonts/LICENSE.txt"]
        {
            scratch.write(name, name);
        }
        scratch.write("sw.js", &format!("a\n{PLACEHOLDER}\nb\n"));
        scratch
    }

    #[test]
    fn the_list_holds_what_the_app_needs_and_nothing_else() {
        let scratch = dist();
        let list = of(scratch.0.root()).unwrap();
        let names: Vec<&str> = list.files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["/erum-1.js", "/fonts/a-latin-400.woff2", "/index.html", "/mark.svg", "/packs/sv.json"]);
        assert_eq!(list.files[2].1, hex(&sha256(b"index.html")));
        let rare: Vec<&str> = list.rare.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(rare, ["/fonts/a-latin-ext-400.woff2"]);
    }

    #[test]
    fn what_only_staff_need_is_a_list_of_its_own_that_ends_with_the_page() {
        let list = of(dist().0.root()).unwrap();
        let names: Vec<&str> = list.staff.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["/keysmith.js", "/keysmith_loader.js", "/personal-1.js", "/personal-1_bg.wasm", "/personal.html"]);
        assert!(!is_for_staff("personality.js") && !is_for_staff("icons/personal.svg"));
    }

    #[test]
    fn the_version_changes_with_any_byte_and_only_then() {
        let scratch = dist();
        let first = of(scratch.0.root()).unwrap().version;
        scratch.write("samordning.html", "other");
        assert_eq!(of(scratch.0.root()).unwrap().version, first);
        scratch.write("personal.html", "other");
        let second = of(scratch.0.root()).unwrap().version;
        assert_ne!(second, first);
        scratch.write("packs/sv.json", "other");
        assert_ne!(of(scratch.0.root()).unwrap().version, second);
    }

    #[test]
    fn the_placeholder_is_replaced_once_or_the_build_stops() {
        let scratch = dist();
        let list = of(scratch.0.root()).unwrap();
        let sw = scratch.0.join("sw.js");
        write_into(&sw, &list).unwrap();
        let text = fs::read_to_string(&sw).unwrap();
        assert!(text.contains(&format!("{{\"version\":\"{}\",\"files\":[[\"/erum-1.js\",", list.version)), "{text}");
        assert!(write_into(&sw, &list).unwrap_err().to_string().contains("0 times"));
    }
}
