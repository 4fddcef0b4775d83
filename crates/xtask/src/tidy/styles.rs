//! Styles say start and end, never left and right: the same sheet serves Arabic.

use super::{Findings, Tree, line_at};

const SIDES: [&str; 2] = ["left", "right"];
const BY_VALUE: [&str; 3] = ["text-align", "float", "clear"];

pub(super) fn check(tree: &Tree, found: &mut Findings) {
    for file in tree.within(&["style/"]).filter(|file| file.ends(&["css"])) {
        let css = without_comments(&file.text);
        for (at, declaration) in declarations(&css) {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let (property, value) = (property.trim(), value.trim());
            let named = !property.starts_with("--") && property.split('-').any(|word| SIDES.contains(&word));
            let valued = BY_VALUE.contains(&property) && SIDES.contains(&value.trim_end_matches("!important").trim());
            if named || valued {
                let why = format!("`{property}: {value}` is physical: say inline-start or inline-end (start, end)");
                found.add(&file.name, line_at(&css, at), &why);
            }
        }
    }
}

/// Comments as spaces, so that places stay.
fn without_comments(css: &str) -> String {
    let mut text = css.to_owned();
    while let Some(start) = text.find("/*") {
        let end = text[start..].find("*/").map_or(text.len(), |at| start + at + 2);
        let blank: String = text[start..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
        text.replace_range(start..end, &blank);
    }
    text
}

/// What stands between `{`, `;` and `}`, with its place: declarations, and selectors, which begin differently.
fn declarations(css: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    css.match_indices(['{', ';', '}']).filter_map(move |(at, mark)| {
        let part = &css[from..at];
        let start = from + part.len() - part.trim_start().len();
        from = at + 1;
        // What ends with `{` is a selector or a rule such as @media.
        (mark != "{").then_some((start, part.trim()))
    })
}
