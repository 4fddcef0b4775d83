//! Atkinson Hyperlegible Next from npm: the files, their licence, and `fonts.css`.
//!
//! Three Latin weights are 37 kB and always there; Latin-extended is fetched only when a letter needs it.

use crate::paths::Paths;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;

const PACKAGE: &str = "node_modules/@fontsource/atkinson-hyperlegible-next";
const NAME: &str = "atkinson-hyperlegible-next";
const FAMILY: &str = "Atkinson Hyperlegible Next";
const WEIGHTS: [u32; 2] = [400, 700];
/// The later one wins where both have a letter, so Latin comes last, as Fontsource has it.
const SUBSETS: [&str; 2] = ["latin-ext", "latin"];

/// Copies the files and writes `fonts.css`; tells how many files.
pub(super) fn make(paths: &Paths) -> Result<usize> {
    let package = paths.join(PACKAGE);
    let ranges = fs::read(package.join("unicode.json")).with_context(|| format!("cannot read {PACKAGE}/unicode.json: npm ci"))?;
    let ranges: BTreeMap<String, String> = serde_json::from_slice(&ranges)?;
    let mut css = String::new();
    for weight in WEIGHTS {
        for subset in SUBSETS {
            let file = format!("{NAME}-{subset}-{weight}-normal.woff2");
            let bytes = fs::read(package.join("files").join(&file)).with_context(|| format!("{PACKAGE} has no {file}"))?;
            super::write(paths, &format!("fonts/{file}"), &bytes)?;
            let range = ranges.get(subset).with_context(|| format!("{PACKAGE} knows no range for {subset}"))?;
            css += &face(weight, &file, range);
        }
    }
    super::write(paths, "fonts/LICENSE.txt", &fs::read(package.join("LICENSE")).context("the font's licence is missing")?)?;
    super::write(paths, "fonts.css", css.as_bytes())?;
    Ok(WEIGHTS.len() * SUBSETS.len())
}

fn face(weight: u32, file: &str, range: &str) -> String {
    format!(
        "@font-face {{\n  font-family: \"{FAMILY}\";\n  font-style: normal;\n  font-weight: {weight};\n  font-display: swap;\n  \
         src: url(\"/fonts/{file}\") format(\"woff2\");\n  unicode-range: {range};\n}}\n"
    )
}
