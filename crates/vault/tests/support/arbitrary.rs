//! Strategies shared by the property tests: keys, places, contents that look like padding, and single bits turned over.
#![allow(dead_code, reason = "each test crate uses its own share")]

use erum_vault::Seed;
use erum_vault::sealed::{DataKey, Nonce, Place};
use proptest::collection::vec;
use proptest::prelude::*;

/// 128 cases for a property, or as many as `PROPTEST_CASES` says.
pub(crate) fn cases() -> ProptestConfig {
    cases_or(128)
}

/// Fewer cases, for properties in which every case stretches PINs.
pub(crate) fn slow_cases() -> ProptestConfig {
    cases_or(24)
}

fn cases_or(usual: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|said| said.parse().ok()).unwrap_or(usual);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

pub(crate) fn seed() -> impl Strategy<Value = Seed> + Clone {
    any::<Seed>()
}

pub(crate) fn key() -> impl Strategy<Value = DataKey> + Clone {
    seed().prop_map(DataKey::from_random)
}

pub(crate) fn nonce() -> impl Strategy<Value = Nonce> + Clone {
    any::<Nonce>()
}

/// Contents: of any length about the steps, and ending like padding does.
pub(crate) fn plain() -> impl Strategy<Value = Vec<u8>> + Clone {
    let ending = prop_oneof![2 => Just(vec![]), 1 => Just(vec![0x80]), 1 => Just(vec![0]), 1 => Just(vec![0x80, 0, 0, 0])];
    let length = prop_oneof![3 => 0_usize..80, 1 => 505_usize..520, 1 => 1017_usize..1030];
    (length.prop_flat_map(|length| vec(any::<u8>(), length)), ending).prop_map(|(bytes, ending)| [bytes, ending].concat())
}

/// A place that owns its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owned {
    pub(crate) store: String,
    pub(crate) id: String,
    pub(crate) schema: u32,
}

impl Owned {
    pub(crate) fn place(&self) -> Place<'_> {
        Place { store: &self.store, id: &self.id, schema: self.schema }
    }
}

pub(crate) fn place() -> impl Strategy<Value = Owned> + Clone {
    ("[a-z-]{0,8}", ".{0,12}", 0_u32..4).prop_map(|(store, id, schema)| Owned { store, id, schema })
}

/// The bytes with each single bit turned over in turn, and where it stands.
pub(crate) fn flipped(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> + '_ {
    (0..bytes.len() * 8).map(|bit| {
        let mut changed = bytes.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        (bit / 8, changed)
    })
}
