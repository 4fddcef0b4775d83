//! Every way a canary may be spelt in bytes.
//!
//! Latin-1 is among them because V8 and local storage keep a string without wide letters so: "ä" is one byte there.

use super::text;
use std::fmt::Write;

/// One way to write one canary.
#[derive(Debug)]
pub(super) struct Spelling {
    pub(super) canary: String,
    pub(super) how: &'static str,
    pub(super) bytes: Vec<u8>,
    /// Of digits alone: part of a longer number it means nothing.
    pub(super) number: Option<Width>,
}

/// How letters are written, to know what stands beside them.
#[derive(Clone, Copy, Debug)]
pub(super) enum Width {
    One,
    LowFirst,
    HighFirst,
    Coded,
}

/// As it is written, and with all its letters small or large; the search itself knows only the case of a to z.
pub(super) fn cases(value: &str) -> [String; 3] {
    [value.to_owned(), value.to_lowercase(), value.to_uppercase()]
}

pub(super) fn plain(canary: &str, value: &str, into: &mut Vec<Spelling>) {
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    let mut add =
        |how, bytes: Vec<u8>, width| into.push(Spelling { canary: canary.to_owned(), how, bytes, number: is_number.then_some(width) });
    let wide: Vec<u16> = value.encode_utf16().collect();
    let backwards: String = value.chars().rev().collect();
    add("UTF-8", value.as_bytes().to_vec(), Width::One);
    if let Some(narrow) = latin1(value) {
        add("Latin-1", narrow, Width::One);
    }
    add("UTF-16LE", wide.iter().flat_map(|unit| unit.to_le_bytes()).collect(), Width::LowFirst);
    add("UTF-16BE", wide.iter().flat_map(|unit| unit.to_be_bytes()).collect(), Width::HighFirst);
    add("percent-encoded", percent(value, "%20").into_bytes(), Width::One);
    add("percent-encoded", percent(value, "+").into_bytes(), Width::One);
    add("JSON-escaped", escaped(&wide).into_bytes(), Width::One);
    add("hex", hex(value.as_bytes()).into_bytes(), Width::Coded);
    add("hex of UTF-16LE", hex(&wide.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<_>>()).into_bytes(), Width::Coded);
    add("reversed", backwards.as_bytes().to_vec(), Width::One);
    add("reversed UTF-16LE", backwards.encode_utf16().flat_map(u16::to_le_bytes).collect(), Width::LowFirst);
}

/// The middle of what base64 makes of it at each of the three alignments; both alphabets.
pub(super) fn base64(canary: &str, value: &str, into: &mut Vec<Spelling>) {
    for before in 0..3 {
        let padded: Vec<u8> = std::iter::repeat_n(0, before).chain(value.bytes()).collect();
        let coded = text::to_base64(&padded);
        // A character belongs to the canary alone when all of its six bits do.
        let (first, last) = ((before * 8).div_ceil(6), padded.len() * 8 / 6);
        let middle = &coded[first..last];
        for alphabet in [middle.to_owned(), middle.replace('+', "-").replace('/', "_")] {
            into.push(Spelling { canary: canary.to_owned(), how: "base64", bytes: alphabet.into_bytes(), number: None });
        }
    }
}

fn latin1(value: &str) -> Option<Vec<u8>> {
    value.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect()
}

fn percent(value: &str, space: &str) -> String {
    value.bytes().fold(String::new(), |mut made, byte| {
        match byte {
            b' ' => made.push_str(space),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => made.push(char::from(byte)),
            _ => write!(made, "%{byte:02X}").unwrap_or_default(),
        }
        made
    })
}

fn escaped(wide: &[u16]) -> String {
    wide.iter().fold(String::new(), |mut made, unit| {
        match u8::try_from(*unit) {
            Ok(byte) if byte.is_ascii() => made.push(char::from(byte)),
            _ => write!(made, "\\u{unit:04x}").unwrap_or_default(),
        }
        made
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut made, byte| {
        write!(made, "{byte:02x}").unwrap_or_default();
        made
    })
}
