//! Parcels: only the hub opens them, only under their own id; what was changed, moved or sealed to another is told apart.

#[path = "support/arbitrary.rs"]
mod arbitrary;

use arbitrary::{cases, flipped, plain, seed};
use base64ct::{Base64, Encoding};
use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use erum_vault::parcels::{HubPublic, HubSecret, ParcelError, key_of, open, seal};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeS, Serializable};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

const ID: &str = "77ca1d70c31669bc0f62b5085bae0154";
/// Version, key's name, sender and tag.
const AROUND: usize = 1 + 8 + 32 + 16;

fn hub(seed: u8) -> (HubSecret, HubPublic) {
    let secret = HubSecret::from_random([seed; 32]);
    let public = secret.public().expect("a new key");
    (secret, public)
}

fn sealed(plain: &[u8]) -> String {
    seal(hub(1).1, ID, plain, [5; 32]).expect("a good key")
}

fn bytes(body: &str) -> Vec<u8> {
    Base64::decode_vec(body).expect("a parcel is base 64")
}

/// What the format says of each byte, when it is another.
fn error_at(byte: usize) -> ParcelError {
    match byte {
        0 => ParcelError::NotSealed,
        1..9 => ParcelError::OtherKey,
        _ => ParcelError::Damaged,
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_was_sealed_to_the_hub_opens_there(hub in seed(), id in ".{0,40}", plain in plain(), seed in seed()) {
        let secret = HubSecret::from_random(hub);
        let public = secret.public().expect("a new key");
        let body = seal(public, &id, &plain, seed).expect("a good key");
        prop_assert_eq!(key_of(&body), Ok(public.name()));
        prop_assert_eq!(bytes(&body).len(), AROUND + (plain.len() / 512 + 1) * 512);
        prop_assert_eq!(open(&secret, &id, &body), Ok(plain));
    }

    #[test]
    fn another_hub_is_told_that_it_is_not_meant(hubs in (seed(), seed()), plain in plain(), seed in seed()) {
        prop_assume!(hubs.0 != hubs.1);
        let public = HubSecret::from_random(hubs.0).public().expect("a new key");
        let body = seal(public, ID, &plain, seed).expect("a good key");
        prop_assert_eq!(open(&HubSecret::from_random(hubs.1), ID, &body), Err(ParcelError::OtherKey));
    }

    #[test]
    fn a_body_moved_to_another_id_does_not_open(ids in (".{0,40}", ".{0,40}"), plain in plain(), seed in seed()) {
        prop_assume!(ids.0 != ids.1);
        let body = seal(hub(1).1, &ids.0, &plain, seed).expect("a good key");
        prop_assert_eq!(open(&hub(1).0, &ids.1, &body), Err(ParcelError::Damaged));
    }

    #[test]
    fn the_same_sealed_twice_shares_nothing_but_the_beginning(plain in plain(), seeds in (seed(), seed())) {
        prop_assume!(seeds.0 != seeds.1);
        let [one, other] = [seeds.0, seeds.1].map(|seed| bytes(&seal(hub(1).1, ID, &plain, seed).expect("a good key")));
        prop_assert_eq!(&one[..9], &other[..9]);
        let alike = one[9..].iter().zip(&other[9..]).filter(|(a, b)| a == b).count();
        prop_assert!(alike < one.len() / 16, "{} of {} bytes alike", alike, one.len());
    }

    #[test]
    fn any_text_is_refused_without_a_panic(text in any::<String>(), any_bytes in vec(any::<u8>(), 0..700), name in any::<bool>()) {
        let (secret, public) = hub(1);
        prop_assert_eq!(open(&secret, ID, &text), Err(ParcelError::NotSealed));
        let beginning = if name { [&[1][..], &public.name()].concat() } else { vec![] };
        let body = Base64::encode_string(&[beginning, any_bytes].concat());
        prop_assert!(open(&secret, ID, &body).is_err());
        prop_assert_eq!(key_of(&body).is_err(), open(&secret, ID, &body) == Err(ParcelError::NotSealed));
    }

    #[test]
    fn what_was_cut_off_or_added_to_does_not_open(plain in plain(), cut in any::<Index>(), more in vec(any::<u8>(), 1..40)) {
        let whole = bytes(&sealed(&plain));
        let kept = cut.index(whole.len());
        let expected = if kept < 41 { ParcelError::NotSealed } else { ParcelError::Damaged };
        prop_assert_eq!(open(&hub(1).0, ID, &Base64::encode_string(&whole[..kept])), Err(expected));
        prop_assert_eq!(open(&hub(1).0, ID, &Base64::encode_string(&[whole, more].concat())), Err(ParcelError::Damaged));
    }

    #[test]
    fn a_hubs_key_is_the_same_after_storing_and_travelling(seed in seed(), plain in plain()) {
        let secret = HubSecret::from_random(seed);
        let public = secret.public().expect("a new key");
        let stored = HubSecret::from_bytes(*secret.bytes());
        prop_assert_eq!(stored.public(), Ok(public));
        let travelled = HubPublic::parse(&public.to_text());
        prop_assert_eq!(travelled, Ok(public));
        prop_assert_eq!(open(&stored, ID, &seal(public, ID, &plain, seed).expect("a good key")), Ok(plain));
    }

    #[test]
    fn a_text_that_is_no_key_is_not_read_as_one(text in any::<String>(), any_bytes in vec(any::<u8>(), 0..70)) {
        prop_assume!(any_bytes.len() != 32);
        for text in [text, Base64::encode_string(&any_bytes)] {
            prop_assert_eq!(HubPublic::parse(&text), Err(ParcelError::BadKey), "{:?}", text);
        }
    }
}

#[test]
fn a_single_bit_turned_over_anywhere_is_refused_and_as_what_it_is() {
    for (byte, changed) in flipped(&bytes(&sealed(b"{\"kind\":\"session\"}"))) {
        let body = Base64::encode_string(&changed);
        assert_eq!(open(&hub(1).0, ID, &body), Err(error_at(byte)), "byte {byte}");
    }
}

#[test]
fn a_single_bit_turned_over_in_the_text_is_refused() {
    let body = sealed(b"{\"kind\":\"session\"}");
    for (byte, changed) in flipped(body.as_bytes()) {
        let Ok(changed) = String::from_utf8(changed) else { continue };
        assert!(open(&hub(1).0, ID, &changed).is_err(), "byte {byte}: {changed}");
    }
}

#[test]
fn one_parcel_has_one_text() {
    // Two steps: 1,081 bytes leave two in the last group of base 64, and so bits that must be nought.
    let body = sealed(&[b'x'; 600]);
    let last = body.trim_end_matches('=');
    assert_eq!(body.len() - last.len(), 2);
    let another_last = last.as_bytes()[last.len() - 1] + 1;
    let spare_bits = format!("{}{}==", &last[..last.len() - 1], char::from(another_last));
    for other in [last.to_owned(), format!("{last}="), format!("{body}="), format!("{body}\n"), format!(" {body}"), spare_bits] {
        assert_eq!(open(&hub(1).0, ID, &other), Err(ParcelError::NotSealed), "…{}", &other[other.len() - 6..]);
    }
    assert_eq!(open(&hub(1).0, ID, &body), Ok(vec![b'x'; 600]));
}

/// Points of small order, and numbers that X25519 takes for another: least byte, all bytes between, greatest byte.
const NO_KEYS: [(u8, u8, u8); 8] = [
    (0, 0, 0),
    (1, 0, 0),
    (0xec, 0xff, 0x7f),
    (0xed, 0xff, 0x7f),
    (0xee, 0xff, 0x7f),
    (0xff, 0xff, 0x7f),
    (9, 0, 0x80),
    (0xff, 0xff, 0xff),
];

fn number((least, between, greatest): (u8, u8, u8)) -> [u8; 32] {
    let mut number = [between; 32];
    (number[0], number[31]) = (least, greatest);
    number
}

#[test]
fn a_key_that_nothing_can_be_sealed_to_or_that_is_written_in_a_second_way_is_refused_when_it_is_read() {
    // The two points of order eight.
    let of_order_eight = ["4Ot6fDtBuK4WVuP68Z/EatoJjeucMrH9hmIFFl9JuAA=", "X5yVvKNQjCSx0LFVnIPvWwREXMRYHI6G2CJO3dCfEVc="];
    for key in NO_KEYS.map(|key| Base64::encode_string(&number(key))).iter().map(String::as_str).chain(of_order_eight) {
        assert_eq!(HubPublic::parse(key), Err(ParcelError::BadKey), "{key}");
    }
    for good in [(9, 0, 0), (0xeb, 0xff, 0x7f), (0xff, 0xfe, 0x7f), (0xff, 0xff, 0x7e)] {
        assert!(HubPublic::parse(&Base64::encode_string(&number(good))).is_ok(), "{good:?}");
    }
}

#[test]
fn a_senders_key_of_small_order_or_written_in_a_second_way_is_damage() {
    let whole = bytes(&sealed(b"x"));
    let mut same_point = whole.clone();
    same_point[9 + 31] ^= 0x80;
    let of_small_order = NO_KEYS.map(|key| [&whole[..9], &number(key), &whole[41..]].concat());
    for changed in of_small_order.into_iter().chain([same_point]) {
        assert_eq!(open(&hub(1).0, ID, &Base64::encode_string(&changed)), Err(ParcelError::Damaged));
    }
}

#[test]
fn a_parcel_that_was_not_padded_or_was_sealed_for_another_use_does_not_open() {
    let public = bytes(&hub(1).1.to_text());
    let to = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&public).expect("a public key");
    let by_hand = |info: &[u8], padded: &[u8]| {
        let rng = &mut ChaCha20Rng::from_seed([5; 32]);
        let (sender, sealed) = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &to,
            info,
            padded,
            ID.as_bytes(),
            rng,
        )
        .expect("a good key");
        Base64::encode_string(&[&[1], &hub(1).1.name()[..], &sender.to_bytes(), &sealed].concat())
    };
    let mut padded = b"abc\x80".to_vec();
    padded.resize(512, 0);
    assert_eq!(by_hand(b"erum parcel 1", &padded), sealed(b"abc"), "the format is what its description says");
    for (info, padded) in [(&b"erum parcel 1"[..], &b"abc"[..]), (b"erum parcel 1", b"abc\x80"), (b"erum slot 1", &padded), (b"", &padded)]
    {
        assert_eq!(open(&hub(1).0, ID, &by_hand(info, padded)), Err(ParcelError::Damaged));
    }
}

#[test]
fn a_secret_is_never_printed() {
    let secret = HubSecret::from_bytes([7; 32]);
    let shown = format!("{secret:?} {:#?}", Some(&secret));
    assert!(!shown.contains('7'), "{shown}");
}

#[test]
fn a_bare_record_is_not_taken_for_a_parcel() {
    for text in ["", "{\"kind\":\"session\",\"v\":1}", "null", "AQ==", "AQEB"] {
        assert_eq!(open(&hub(1).0, ID, text), Err(ParcelError::NotSealed), "{text}");
        assert_eq!(key_of(text), Err(ParcelError::NotSealed), "{text}");
    }
}
