//! A text as a QR code, drawn as the path of an SVG.
//!
//! Knows no page and no guide. Medium error correction: a crease or a spot of coffee on paper may hide a seventh of it.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// The empty border that a reader needs to find the code, in squares.
const QUIET: i32 = 4;

/// A code: a square of so many units, and its dark squares as a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Drawing {
    /// Width and height, with the empty border.
    pub(crate) size: i32,
    /// What is dark: one stroke for each run of squares.
    pub(crate) path: String,
}

/// The code of a text. None when the text is too long for any.
pub(crate) fn draw(text: &str) -> Option<Drawing> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).unwrap_or_default();
            if run > 0 {
                // Writing to a text cannot fail.
                write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET).unwrap_or_default();
            }
            x += run.max(1);
        }
    }
    Some(Drawing { size: code.size() + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the square in this place of the code is dark, by the path alone.
    fn is_dark(drawing: &Drawing, x: i32, y: i32) -> bool {
        drawing.path.split('M').filter(|stroke| !stroke.is_empty()).any(|stroke| {
            let numbers: Vec<i32> = stroke.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
            numbers[1] == y && (numbers[0]..numbers[0] + numbers[2]).contains(&x)
        })
    }

    #[test]
    fn the_path_is_the_code_with_an_empty_border() {
        let text = "HTTPS://ERUM.EXAMPLE/#g=1177-boka-tid.logga-in.ar";
        let drawing = draw(text).expect("it is short");
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).expect("it is short");
        assert_eq!(drawing.size, code.size() + 8);
        for y in 0..drawing.size {
            for x in 0..drawing.size {
                assert_eq!(is_dark(&drawing, x, y), code.get_module(x - 4, y - 4), "{x} {y}");
            }
        }
    }

    #[test]
    fn a_text_that_no_code_holds_gives_none() {
        assert_eq!(draw(&"a".repeat(5_000)), None);
    }
}
