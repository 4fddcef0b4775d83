//! The fonts from npm: their files, their licences, and `fonts.css`.
//!
//! Latin weights are 37 kB and always there; letters that few texts have are fetched only when one needs them. Ethiopic is
//! for devices that have no such letters of their own: `style/tokens.css` asks for those first.

use crate::paths::Paths;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;

/// A family, and what of it is used.
struct Font {
    name: &'static str,
    family: &'static str,
    /// The later one wins where two have a letter, so Latin comes last, as Fontsource has it.
    subsets: &'static [&'static str],
}

const WEIGHTS: [u32; 2] = [400, 700];
const FONTS: [Font; 2] = [
    Font { name: "atkinson-hyperlegible-next", family: "Atkinson Hyperlegible Next", subsets: &["latin-ext", "latin"] },
    // Under a name of its own: the device's font of the same name comes first.
    Font { name: "noto-sans-ethiopic", family: "Noto Sans Ethiopic from eRUM", subsets: &["ethiopic"] },
];

/// Copies the files and writes `fonts.css`; tells how many files.
pub(super) fn make(paths: &Paths) -> Result<usize> {
    let (mut css, mut count) = (String::new(), 0);
    for font in &FONTS {
        css += &copied(paths, font)?;
        count += WEIGHTS.len() * font.subsets.len();
    }
    super::write(paths, "fonts.css", css.as_bytes())?;
    Ok(count)
}

/// Copies a family's files and licence; its part of `fonts.css`.
fn copied(paths: &Paths, font: &Font) -> Result<String> {
    let below = format!("node_modules/@fontsource/{}", font.name);
    let package = paths.join(&below);
    let ranges = fs::read(package.join("unicode.json")).with_context(|| format!("cannot read {below}/unicode.json: npm ci"))?;
    let ranges: BTreeMap<String, String> = serde_json::from_slice(&ranges)?;
    let mut css = String::new();
    for weight in WEIGHTS {
        for subset in font.subsets {
            let file = format!("{}-{subset}-{weight}-normal.woff2", font.name);
            let bytes = fs::read(package.join("files").join(&file)).with_context(|| format!("{below} has no {file}"))?;
            super::write(paths, &format!("fonts/{file}"), &bytes)?;
            let range = ranges.get(*subset).with_context(|| format!("{below} knows no range for {subset}"))?;
            css += &face(font.family, weight, &file, range);
        }
    }
    let licence = fs::read(package.join("LICENSE")).with_context(|| format!("{below} has no licence"))?;
    super::write(paths, &format!("fonts/{}.LICENSE.txt", font.name), &licence)?;
    Ok(css)
}

fn face(family: &str, weight: u32, file: &str, range: &str) -> String {
    format!(
        "@font-face {{\n  font-family: \"{family}\";\n  font-style: normal;\n  font-weight: {weight};\n  font-display: swap;\n  \
         src: url(\"/fonts/{file}\") format(\"woff2\");\n  unicode-range: {range};\n}}\n"
    )
}
