//! What may arrive at the hub as a parcel's body, and at a tablet as the hub's key. Nothing panics, no body that was not
//! sealed here opens, and a key that is read is written in one way only.
#![no_main]

use base64ct::{Base64, Encoding};
use erum_vault::parcels::{HubPublic, HubSecret, ParcelError, key_of, open, seal};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::sync::LazyLock;

const ID: &str = "77ca1d70c31669bc0f62b5085bae0154";

static HUB: LazyLock<(HubSecret, HubPublic)> = LazyLock::new(|| {
    let secret = HubSecret::from_random([1; 32]);
    let public = secret.public().expect("a new key");
    (secret, public)
});
/// The golden parcel, sealed again.
static PARCEL: LazyLock<String> = LazyLock::new(|| seal(HUB.1, ID, b"{\"v\":1,\"visitor\":3}", [5; 32]).expect("a good key"));

// One thing at a time: text begins with bytes below 0x80.
fuzz_target!(|data: &[u8]| match data.split_first() {
    Some((0x80..0xa0, body)) => any_body(&Base64::encode_string(body)),
    Some((0xa0..0xc0, body)) => any_body(&Base64::encode_string(&[&[1][..], &HUB.1.name(), body].concat())),
    Some((0xc0..0xe0, change)) => changed(change),
    Some((0xe0.., key)) => any_key(&Base64::encode_string(key)),
    _ => any_text(data),
});

fn any_text(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    any_body(text);
    any_key(text);
    // As in a golden file.
    let Ok(file) = serde_json::from_str::<Value>(text) else { return };
    if let Some(body) = file.get("body").and_then(Value::as_str) {
        any_body(body);
    }
    if let Some(key) = file.get("public").and_then(Value::as_str) {
        any_key(key);
    }
}

fn any_body(body: &str) {
    let opened = open(&HUB.0, ID, body);
    assert_eq!(opened.is_ok(), body == *PARCEL, "nobody sealed this");
    assert_eq!(key_of(body).is_err(), opened == Err(ParcelError::NotSealed));
}

fn any_key(text: &str) {
    let Ok(key) = HubPublic::parse(text) else { return };
    assert_eq!(key.to_text(), text);
    let body = seal(key, ID, text.as_bytes(), [5; 32]).expect("a key that was read can be sealed to");
    assert_eq!(key_of(&body), Ok(key.name()));
}

/// The bytes over a good parcel, from a place that the first byte names.
fn changed(data: &[u8]) {
    let Some((from, data)) = data.split_first() else { return };
    let whole = Base64::decode_vec(&PARCEL).expect("a parcel is base 64");
    let mut body = whole.clone();
    body.iter_mut().skip(usize::from(*from)).zip(data).for_each(|(byte, change)| *byte ^= change);
    let expected = match body.iter().zip(&whole).position(|(now, before)| now != before) {
        None => return,
        Some(0) => ParcelError::NotSealed,
        Some(1..9) => ParcelError::OtherKey,
        Some(_) => ParcelError::Damaged,
    };
    assert_eq!(open(&HUB.0, ID, &Base64::encode_string(&body)), Err(expected));
}
