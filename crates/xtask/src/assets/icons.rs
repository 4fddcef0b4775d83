//! One sprite of exactly the Lucide icons that the source names in `icon("…")`, to stand at the top of each page. An unknown name
//! is an error.

use crate::paths::{Paths, files_below, has_ending};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;

const PACKAGE: &str = "node_modules/lucide-static";
/// The sprite among what is made from `style/` and `node_modules`.
const SPRITE: &str = "icons.html";

/// A page with the sprite at the top of its body, ready before anything is drawn.
pub(crate) fn put_into(paths: &Paths, page: &str) -> Result<String> {
    let sprite = fs::read_to_string(paths.assets().join(SPRITE)).context("the icons are not made: cargo xtask build")?;
    let (before, after) = page.split_once("<body>").context("the page has no <body>")?;
    Ok(format!("{before}<body>\n{sprite}{after}"))
}

/// Writes the sprite and its licence; tells how many icons.
pub(super) fn make(paths: &Paths) -> Result<usize> {
    let used = used(paths)?;
    let mut symbols = String::new();
    let mut unknown = Vec::new();
    for (name, place) in &used {
        match fs::read_to_string(paths.join(PACKAGE).join(format!("icons/{name}.svg"))) {
            Ok(svg) => symbols += &symbol(name, &svg).with_context(|| format!("{PACKAGE} has an odd {name}.svg"))?,
            Err(_) => unknown.push(format!("{place}: there is no icon \"{name}\"")),
        }
    }
    if !unknown.is_empty() {
        bail!("{}\nNames stand in {PACKAGE}/icons", unknown.join("\n"));
    }
    let sprite = format!(
        "<svg id=\"icons\" width=\"0\" height=\"0\" hidden aria-hidden=\"true\">\n<!-- Lucide, ISC licence: icons.LICENSE.txt -->\n{symbols}</svg>\n"
    );
    super::write(paths, SPRITE, sprite.as_bytes())?;
    let licence = fs::read(paths.join(PACKAGE).join("LICENSE")).context("the icons' licence is missing: npm ci")?;
    super::write(paths, "icons.LICENSE.txt", &licence)?;
    Ok(used.len())
}

/// Every name, with the first place it is used at.
fn used(paths: &Paths) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for path in files_below(&paths.join("src")).iter().filter(|path| has_ending(path, &["rs"])) {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        for (name, line) in named_in(&text) {
            found.entry(name).or_insert_with(|| format!("{}:{line}", paths.name(path)));
        }
    }
    Ok(found)
}

/// The literals in calls of `icon("…")`, with their lines.
fn named_in(text: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (at, call) in text.match_indices("icon(") {
        let part_of_a_word = text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let Some(rest) = text[at + call.len()..].trim_start().strip_prefix('"') else { continue };
        let Some((name, _)) = rest.split_once('"').filter(|_| !part_of_a_word) else { continue };
        found.push((name.to_owned(), text[..at].matches('\n').count() + 1));
    }
    found
}

/// The drawing of an icon as a symbol; colour and width come from the place of use.
fn symbol(name: &str, svg: &str) -> Option<String> {
    let (_, drawing) = svg.split_once("<svg")?;
    let (_, drawing) = drawing.split_once('>')?;
    let (drawing, _) = drawing.rsplit_once("</svg>")?;
    let drawing: String = drawing.lines().map(str::trim).collect();
    Some(format!(
        "<symbol id=\"{name}\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\">{drawing}</symbol>\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::scratch::Scratch;

    fn checkout(source: &str) -> Scratch {
        let scratch = Scratch::new();
        scratch
            .write("src/pages/start.rs", source)
            .write("node_modules/lucide-static/LICENSE", "ISC")
            .write("node_modules/lucide-static/icons/check.svg", "<!-- x -->\n<svg\n  width=\"24\"\n>\n  <path d=\"M1\" />\n</svg>\n");
        scratch
    }

    #[test]
    fn an_icon_used_twice_is_drawn_once() {
        let scratch = checkout("a(icon(\"check\"), my_icon(\"nope\"), icon(name), icon(\n    \"check\"))");
        assert_eq!(make(&scratch.0).unwrap(), 1);
        let sprite = fs::read_to_string(scratch.0.assets().join(SPRITE)).unwrap();
        assert_eq!(sprite.matches("<symbol id=\"check\" viewBox=\"0 0 24 24\"").count(), 1);
        assert!(sprite.contains("stroke=\"currentColor\"") && sprite.contains("<path d=\"M1\" />"));
    }

    #[test]
    fn an_unknown_icon_is_named_with_its_place() {
        let error = make(&checkout("\n\nicon(\"chekc\")").0).unwrap_err().to_string();
        assert!(error.contains("src/pages/start.rs:3") && error.contains("chekc"), "{error}");
    }
}
