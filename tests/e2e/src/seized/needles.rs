//! Every way a canary may be spelt in bytes, and one search for all of them.
//!
//! Latin-1 is among them because V8 and local storage keep a string without wide letters so: "ä" is one byte there.
//! Never searches for less than six characters: those stand everywhere by chance.

use super::canary::Canary;
use super::text;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use anyhow::{Result, ensure};
use std::collections::BTreeMap;
use std::fmt::Write;

const SHORTEST: usize = 6;

#[derive(Debug)]
struct Spelling {
    canary: String,
    how: &'static str,
    bytes: Vec<u8>,
    /// Of digits alone: part of a longer number it means nothing.
    number: Option<Width>,
}

/// How letters are written, to know what stands beside them.
#[derive(Clone, Copy, Debug)]
enum Width {
    One,
    LowFirst,
    HighFirst,
    Coded,
}

/// A canary in one spelling, and how often.
pub(super) type Found = BTreeMap<(String, &'static str), usize>;

#[derive(Debug)]
pub(super) struct Needles {
    any_case: (AhoCorasick, Vec<Spelling>),
    exact: (AhoCorasick, Vec<Spelling>),
}

impl Needles {
    pub(super) fn new(canaries: &[Canary]) -> Result<Self> {
        let (mut any_case, mut exact) = (Vec::new(), Vec::new());
        for canary in canaries {
            ensure!(canary.value.chars().count() >= SHORTEST, "the canary {} is too short to be found on purpose", canary.name);
            for value in cases(&canary.value) {
                plain_spellings(&canary.name, &value, &mut any_case);
                base64_spellings(&canary.name, &value, &mut exact);
            }
        }
        Ok(Self { any_case: automaton(any_case, true)?, exact: automaton(exact, false)? })
    }

    pub(super) fn find(&self, bytes: &[u8]) -> Found {
        let mut found = Found::new();
        for (automaton, spellings) in [&self.any_case, &self.exact] {
            for hit in automaton.find_overlapping_iter(bytes) {
                let spelling = &spellings[hit.pattern().as_usize()];
                if spelling.number.is_none_or(|width| stands_alone(bytes, hit.start(), hit.end(), width)) {
                    *found.entry((spelling.canary.clone(), spelling.how)).or_default() += 1;
                }
            }
        }
        found
    }
}

fn automaton(mut spellings: Vec<Spelling>, any_case: bool) -> Result<(AhoCorasick, Vec<Spelling>)> {
    let mut seen = std::collections::BTreeSet::new();
    spellings.retain(|spelling| {
        let bytes = if any_case { spelling.bytes.to_ascii_lowercase() } else { spelling.bytes.clone() };
        seen.insert((spelling.canary.clone(), bytes))
    });
    let mut builder = AhoCorasickBuilder::new();
    builder.ascii_case_insensitive(any_case).match_kind(MatchKind::Standard);
    Ok((builder.build(spellings.iter().map(|spelling| &spelling.bytes))?, spellings))
}

/// As it is written, and with all its letters small or large; the search itself knows only the case of a to z.
fn cases(value: &str) -> [String; 3] {
    [value.to_owned(), value.to_lowercase(), value.to_uppercase()]
}

fn plain_spellings(canary: &str, value: &str, into: &mut Vec<Spelling>) {
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
fn base64_spellings(canary: &str, value: &str, into: &mut Vec<Spelling>) {
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

/// Whether no digit of the same width stands right before or after.
fn stands_alone(bytes: &[u8], start: usize, end: usize, width: Width) -> bool {
    let is = |at: Option<usize>, wanted: fn(u8) -> bool| at.and_then(|at| bytes.get(at)).is_some_and(|byte| wanted(*byte));
    let digit = |at| is(at, |byte| byte.is_ascii_digit());
    let zero = |at| is(at, |byte| byte == 0);
    let (before, two_before) = (start.checked_sub(1), start.checked_sub(2));
    match width {
        Width::One => !digit(before) && !digit(Some(end)),
        Width::LowFirst => !(digit(two_before) && zero(before) || digit(Some(end)) && zero(Some(end + 1))),
        Width::HighFirst => !(digit(before) && (two_before.is_none() || zero(two_before)) || zero(Some(end)) && digit(Some(end + 1))),
        Width::Coded => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings_of(value: &str, bytes: &[u8]) -> Vec<&'static str> {
        let needles = Needles::new(&[Canary::new("it", value)]).unwrap();
        needles.find(bytes).into_keys().map(|(_, how)| how).collect()
    }

    #[test]
    fn a_canary_is_found_however_it_is_spelt() {
        let cases: [(&'static str, Vec<u8>); 10] = [
            ("UTF-8", "xx Trä-slöjd xx".as_bytes().to_vec()),
            ("Latin-1", b"\x01tr\xe4-sl\xf6jd".to_vec()),
            ("UTF-16LE", "?trä-slöjd".encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("UTF-16BE", "?trä-slöjd".encode_utf16().flat_map(u16::to_be_bytes).collect()),
            ("percent-encoded", b"?q=tr%c3%a4-sl%C3%B6jd&".to_vec()),
            ("JSON-escaped", br#"{"a":"tr\u00e4-sl\u00f6jd"}"#.to_vec()),
            ("hex", b"7472c3a42d736cc3b66a64".to_vec()),
            ("reversed", "djöls-ärt".as_bytes().to_vec()),
            ("reversed UTF-16LE", "DJöLS-äRT".encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("UTF-8", "TRÄ-SLÖJD".as_bytes().to_vec()),
        ];
        for (how, bytes) in cases {
            assert!(spellings_of("trä-slöjd", &bytes).contains(&how), "{how}");
        }
    }

    #[test]
    fn a_canary_is_found_in_base64_whatever_stands_before_it() {
        for before in ["", "a", "ab", "abc"] {
            let coded = text::to_base64(format!("{before}kanariefågel?>?efter").as_bytes());
            assert_eq!(spellings_of("kanariefågel?>?", coded.as_bytes()), ["base64"], "after {before:?}");
            let for_addresses = coded.replace('+', "-").replace('/', "_");
            assert_eq!(spellings_of("kanariefågel?>?", for_addresses.as_bytes()), ["base64"], "after {before:?}");
        }
    }

    #[test]
    fn digits_within_a_longer_number_are_not_the_canary() {
        assert_eq!(spellings_of("493817", b"13439773037322864 x493817y"), ["UTF-8"]);
        assert!(spellings_of("493817", b"1493817").is_empty());
        assert!(spellings_of("493817", b"4938170").is_empty());
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert!(spellings_of("493817", &wide("a493817b")).contains(&"UTF-16LE"));
        assert!(spellings_of("493817", &wide("1493817")).is_empty());
    }

    #[test]
    fn a_canary_too_short_to_mean_anything_is_refused() {
        assert!(Needles::new(&[Canary::new("place", "hem")]).is_err());
    }
}
