//! A slot as it lies in storage, taken apart and put together again by somebody who can write there: fields changed,
//! exchanged, and the sum made to fit. Written from the format's description, not from the code.
#![allow(dead_code, reason = "each test crate uses its own share")]

use base64ct::{Base64, Encoding};
use erum_vault::slots::Slot;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The fields that hold bytes, in the order of the sum.
pub(crate) const BYTES: [&str; 7] = ["/salt", "/verifier", "/public", "/private", "/enclosed/sender", "/enclosed/key", "/vouched"];

pub(crate) fn stored(slot: &Slot) -> Value {
    serde_json::to_value(slot).expect("a slot is JSON")
}

/// The slot that storage holds, if it is one.
pub(crate) fn read(stored: &Value) -> Result<Slot, serde_json::Error> {
    serde_json::from_str(&stored.to_string())
}

pub(crate) fn bytes(stored: &Value, field: &str) -> Vec<u8> {
    let text = stored.pointer(field).and_then(Value::as_str).expect("the slot has this field");
    Base64::decode_vec(text).expect("its bytes are base 64")
}

pub(crate) fn put(stored: &mut Value, field: &str, bytes: &[u8]) {
    *stored.pointer_mut(field).expect("the slot has this field") = Base64::encode_string(bytes).into();
}

/// The slot with the sum that fits its other fields.
pub(crate) fn summed(mut stored: Value) -> Slot {
    let cost = |field: &str| stored.pointer(field).and_then(Value::as_u64).and_then(|cost| u32::try_from(cost).ok()).expect("a cost");
    let cost = [cost("/effort/memory_kib").to_be_bytes(), cost("/effort/passes").to_be_bytes()].concat();
    let id = stored["id"].as_str().expect("a slot has an id").as_bytes().to_vec();
    let mut hasher = Sha256::new();
    for part in [id, cost].into_iter().chain(BYTES.map(|field| bytes(&stored, field))) {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    put(&mut stored, "/sum", &hasher.finalize()[..8]);
    read(&stored).expect("the fields are still those of a slot")
}
