//! Nothing that a browser gets may point it elsewhere: no address of another origin in any page, style or script, be it
//! ours or one that a tool has put in. Guides name addresses, in their packs, where nothing is loaded from.

use crate::paths::{files_below, has_ending};
use anyhow::{Result, bail};
use std::fs;
use std::path::Path;

/// Names of XML languages, which look like addresses and are none.
const NAMESPACES: &str = "www.w3.org/";

/// Fails with every place.
pub(super) fn check(dist: &Path) -> Result<()> {
    let mut found = Vec::new();
    for path in files_below(dist).iter().filter(|path| has_ending(path, &["html", "css", "js", "mjs", "svg", "webmanifest"])) {
        let text = fs::read_to_string(path)?;
        let name = path.strip_prefix(dist).unwrap_or(path).display();
        found.extend(elsewhere(&text).map(|address| format!("{name}: {address}")));
    }
    if found.is_empty() { Ok(()) } else { bail!("addresses of another origin in what browsers get:\n{}", found.join("\n")) }
}

/// Addresses with a scheme, and those that take the page's own.
fn elsewhere(text: &str) -> impl Iterator<Item = &str> {
    let absolute = text.match_indices("://").filter_map(|(at, _)| {
        let scheme = ["https", "http", "wss", "ws"].into_iter().find(|scheme| text[..at].ends_with(scheme))?;
        (!text[at + 3..].starts_with(NAMESPACES)).then(|| shown(&text[at - scheme.len()..]))
    });
    let relative = ["=\"//", "='//", "=//", "(//", "(\"//", "('//", "from\"//", "from \"//"];
    let from_here = relative.into_iter().flat_map(|mark| text.match_indices(mark));
    // A host follows, not a comment.
    let from_here = from_here.filter(|(at, mark)| text[at + mark.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()));
    absolute.chain(from_here.map(|(at, _)| shown(&text[at..])))
}

/// The beginning of it, for people.
fn shown(text: &str) -> &str {
    text.split(|c: char| c.is_whitespace() || "<>".contains(c)).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::scratch::Scratch;

    #[test]
    fn an_address_of_another_origin_is_found_however_it_is_written() {
        for text in [
            "<link href=\"https://fonts.example/a.css\">",
            "<script src=//cdn.example/a.js>",
            "<img src='//cdn.example/a.png'>",
            "@import url(http://example.org/a.css)",
            "a{background:url(\"//example.org/a\")}",
            "import a from \"//example.org/a.js\"",
            "new WebSocket('wss://example.org')",
        ] {
            assert_eq!(elsewhere(text).count(), 1, "{text}");
        }
        for text in
            ["<svg xmlns=\"http://www.w3.org/2000/svg\">", "a = 1 // comment", "if (//", "fetch('/api')", "x ? \"://\" : y", "(// why\na)"]
        {
            assert_eq!(elsewhere(text).collect::<Vec<_>>(), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_page_that_points_elsewhere_is_not_built_and_a_guide_that_names_an_address_is() {
        let scratch = Scratch::new();
        scratch.write("packs/sv.json", "{\"url\":\"https://www.1177.se\"}").write("index.html", "<p>");
        assert!(check(scratch.0.root()).is_ok());
        scratch.write("boot.js", "fetch('https://example.org/')");
        assert!(check(scratch.0.root()).unwrap_err().to_string().contains("boot.js: https://example.org/"));
    }
}
