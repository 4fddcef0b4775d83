//! One search for every spelling of every canary.
//!
//! Never searches for less than six characters: those stand everywhere by chance.

use super::canary::Canary;
use super::spellings::{self, Spelling, Width};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use anyhow::{Result, ensure};
use std::collections::BTreeMap;

const SHORTEST: usize = 6;

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
            for value in spellings::cases(&canary.value) {
                spellings::plain(&canary.name, &value, &mut any_case);
                spellings::base64(&canary.name, &value, &mut exact);
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
    use super::super::text;
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
