//! What a tablet keeps: it opens where it was sealed, under the key it was sealed under, whole – and nowhere else.

#[path = "support/arbitrary.rs"]
mod arbitrary;

use arbitrary::{Owned, cases, flipped, key, nonce, place, plain};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use erum_vault::sealed::{DataKey, Nonce, OpenError, Place, is_sealed, open, seal};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

const HERE: Place<'_> = Place { store: "drafts", id: "77ca1d70c31669bc0f62b5085bae0154", schema: 3 };
const KEY: DataKey = DataKey::from_random([7; 32]);
const NONCE: Nonce = [9; 24];
/// Version, nonce and tag.
const AROUND: usize = 1 + 24 + 16;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_was_sealed_opens_again(key in key(), place in place(), plain in plain(), nonce in nonce()) {
        let sealed = seal(&key, place.place(), &plain, nonce);
        prop_assert!(is_sealed(&sealed));
        prop_assert_eq!(open(&key, place.place(), &sealed), Ok(plain));
    }

    #[test]
    fn lengths_come_in_steps_of_512_and_tell_nothing_more(key in key(), plain in plain(), nonce in nonce()) {
        let length = seal(&key, HERE, &plain, nonce).len();
        prop_assert_eq!(length, AROUND + (plain.len() / 512 + 1) * 512);
    }

    #[test]
    fn a_value_moved_to_another_place_does_not_open(key in key(), here in place(), there in place(), plain in plain(), nonce in nonce()) {
        prop_assume!(here != there);
        let sealed = seal(&key, here.place(), &plain, nonce);
        for elsewhere in [
            Owned { store: there.store.clone(), ..here.clone() },
            Owned { id: there.id.clone(), ..here.clone() },
            Owned { schema: there.schema, ..here.clone() },
            there.clone(),
        ] {
            let expected = if elsewhere == here { Ok(plain.clone()) } else { Err(OpenError::Damaged) };
            prop_assert_eq!(open(&key, elsewhere.place(), &sealed), expected);
        }
    }

    #[test]
    fn a_place_is_never_mistaken_for_one_written_apart_elsewhere(store in "[a-z]{1,6}", id in "[a-z]{1,6}", cut in any::<Index>(), nonce in nonce()) {
        let both = format!("{store}{id}");
        let cut = cut.index(both.len() + 1);
        prop_assume!(cut != store.len());
        let sealed = seal(&KEY, Place { store: &store, id: &id, schema: 1 }, b"x", nonce);
        let other = Place { store: &both[..cut], id: &both[cut..], schema: 1 };
        prop_assert_eq!(open(&KEY, other, &sealed), Err(OpenError::Damaged));
    }

    #[test]
    fn another_key_does_not_open_it(key in key(), bit in 0_usize..256, plain in plain(), nonce in nonce()) {
        let mut other = *key.bytes();
        other[bit / 8] ^= 1 << (bit % 8);
        let sealed = seal(&key, HERE, &plain, nonce);
        prop_assert_eq!(open(&DataKey::from_random(other), HERE, &sealed), Err(OpenError::Damaged));
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in vec(any::<u8>(), 0..700), version in any::<bool>()) {
        let bytes = if version { [vec![1], bytes].concat() } else { bytes };
        let expected = if bytes.first() == Some(&1) { OpenError::Damaged } else { OpenError::NotSealed };
        prop_assert_eq!(open(&KEY, HERE, &bytes), Err(expected));
    }

    #[test]
    fn what_was_cut_off_or_added_to_does_not_open(plain in plain(), cut in any::<Index>(), more in vec(any::<u8>(), 1..40)) {
        let sealed = seal(&KEY, HERE, &plain, NONCE);
        let kept = cut.index(sealed.len());
        let expected = if kept == 0 { OpenError::NotSealed } else { OpenError::Damaged };
        prop_assert_eq!(open(&KEY, HERE, &sealed[..kept]), Err(expected));
        prop_assert_eq!(open(&KEY, HERE, &[sealed, more].concat()), Err(OpenError::Damaged));
    }

    #[test]
    fn the_same_sealed_twice_shares_nothing_but_the_version(plain in plain(), one in nonce(), other in nonce()) {
        prop_assume!(one != other);
        let (one, other) = (seal(&KEY, HERE, &plain, one), seal(&KEY, HERE, &plain, other));
        let alike = one[25..].iter().zip(&other[25..]).filter(|(a, b)| a == b).count();
        prop_assert!(alike < one.len() / 16, "{} of {} bytes alike", alike, one.len());
    }
}

#[test]
fn a_single_bit_turned_over_anywhere_is_refused_and_only_in_the_version_is_it_not_sealed() {
    let sealed = seal(&KEY, HERE, b"{\"visitor\":3}", NONCE);
    for (byte, changed) in flipped(&sealed) {
        let expected = if byte == 0 { OpenError::NotSealed } else { OpenError::Damaged };
        assert_eq!(open(&KEY, HERE, &changed), Err(expected), "byte {byte}");
    }
}

#[test]
fn nothing_of_what_is_inside_can_be_read() {
    let sealed = seal(&KEY, HERE, "bankid-skaffa".repeat(40).as_bytes(), NONCE);
    for inside in [&b"bankid"[..], KEY.bytes(), b"drafts", HERE.id.as_bytes(), &[0; 16]] {
        assert!(!sealed.windows(inside.len()).any(|window| window == inside));
    }
}

#[test]
fn plain_json_is_not_taken_for_sealed() {
    for plain in ["{\"v\":1}", "[1]", "1", "null", "\"1\"", "", " {}", "\u{feff}{}"] {
        assert!(!is_sealed(plain.as_bytes()), "{plain}");
        assert_eq!(open(&KEY, HERE, plain.as_bytes()), Err(OpenError::NotSealed));
    }
}

#[test]
fn a_key_is_never_printed() {
    let shown = format!("{KEY:?} {:#?}", Some(&KEY));
    assert!(!shown.contains('7'), "{shown}");
}

/// Sealed as the format says, written here a second time, but with this for the padded content.
fn sealed_by_hand(padded: &[u8]) -> Vec<u8> {
    let mut place = b"erum sealed 1".to_vec();
    place.extend_from_slice(&HERE.schema.to_be_bytes());
    for text in [HERE.store, HERE.id] {
        place.extend_from_slice(&(text.len() as u64).to_be_bytes());
        place.extend_from_slice(text.as_bytes());
    }
    let cipher = XChaCha20Poly1305::new(KEY.bytes().into());
    let sealed = cipher.encrypt(&XNonce::from(NONCE), Payload { msg: padded, aad: &place });
    [&[1][..], &NONCE, &sealed.expect("short enough")].concat()
}

fn with_zeros(plain: &[u8], length: usize) -> Vec<u8> {
    let mut padded = plain.to_vec();
    padded.resize(length, 0);
    padded
}

#[test]
fn the_format_is_what_its_description_says() {
    assert_eq!(sealed_by_hand(&with_zeros(b"abc\x80", 512)), seal(&KEY, HERE, b"abc", NONCE));
}

#[test]
fn what_was_padded_otherwise_than_by_the_next_step_does_not_open() {
    let otherwise = [
        vec![],
        with_zeros(b"", 512),
        with_zeros(b"abc", 512),
        with_zeros(b"abc\x80", 511),
        with_zeros(b"abc\x80", 1024),
        b"abc\x80".to_vec(),
    ];
    for padded in otherwise {
        assert_eq!(open(&KEY, HERE, &sealed_by_hand(&padded)), Err(OpenError::Damaged), "{} bytes", padded.len());
    }
}
