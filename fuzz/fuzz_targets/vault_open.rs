//! What a tablet's storage may hold: any bytes as a sealed value, as a slot, as a wait. Nothing panics, nothing that was
//! changed opens, and what opens is written in one way only.
#![no_main]

#[path = "../../crates/vault/tests/support/stored_slot.rs"]
mod stored_slot;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use erum_vault::effort::Effort;
use erum_vault::recovery::as_typed;
use erum_vault::sealed::{DataKey, Nonce, Place, open, seal};
use erum_vault::slots::{Slot, SlotError};
use erum_vault::throttle::Throttle;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::sync::LazyLock;
use stored_slot::{BYTES, bytes, put, read, stored, summed};

const KEY: DataKey = DataKey::from_random([7; 32]);
const NEW: DataKey = DataKey::from_random([8; 32]);
const NONCE: Nonce = [9; 24];
const HERE: Place<'_> = Place { store: "drafts", id: "1", schema: 1 };

static SLOT: LazyLock<Value> = LazyLock::new(|| {
    // The least that Argon2 takes, so that more can be tried in a second.
    let effort: Effort = serde_json::from_str("{\"memory_kib\":8,\"passes\":1}").expect("these are its fields");
    stored(&Slot::new("a", "123456", effort, &KEY, [1; 32]))
});

// One thing at a time: text and sealed values begin with bytes below 0x80.
fuzz_target!(|data: &[u8]| match data.split_first() {
    Some((0x80..0xc0, inside)) => padded(inside),
    Some((0xc0.., change)) => changed_slot(change),
    _ => stored_as_it_is(data),
});

fn stored_as_it_is(data: &[u8]) {
    if let Ok(plain) = open(&KEY, HERE, data) {
        let nonce = data[1..25].try_into().expect("it opened");
        assert_eq!(seal(&KEY, HERE, &plain, nonce), data);
    }
    any_slot(data);
    // As in a golden file.
    if let Ok(Some(slot)) = serde_json::from_slice::<Value>(data).map(|file| file.get("slot").map(Value::to_string)) {
        any_slot(slot.as_bytes());
    }
    texts(data);
}

/// The bytes as what stands inside a seal: padding that opens is the padding that is written.
fn padded(data: &[u8]) {
    let mut place = b"erum sealed 1".to_vec();
    place.extend_from_slice(&HERE.schema.to_be_bytes());
    for text in [HERE.store, HERE.id] {
        place.extend_from_slice(&(text.len() as u64).to_be_bytes());
        place.extend_from_slice(text.as_bytes());
    }
    // With a mark, and to the next steps, as well: few inputs end in a mark or are of such a length.
    let marked = [data, &[0x80]].concat();
    for inside in [data, &marked] {
        let step = inside.len().next_multiple_of(512);
        for length in [inside.len(), step, step + 512] {
            let mut inside = inside.to_vec();
            inside.resize(length, 0);
            let cipher = XChaCha20Poly1305::new(KEY.bytes().into());
            let sealed = cipher.encrypt(&XNonce::from(NONCE), Payload { msg: &inside, aad: &place }).expect("short enough");
            let sealed = [&[1][..], &NONCE, &sealed].concat();
            if let Ok(plain) = open(&KEY, HERE, &sealed) {
                assert_eq!(seal(&KEY, HERE, &plain, NONCE), sealed);
            }
        }
    }
}

/// The bytes as a slot's JSON.
fn any_slot(data: &[u8]) {
    let Ok(slot) = serde_json::from_slice::<Slot>(data) else { return };
    assert_eq!(read(&stored(&slot)).expect("what was written is read"), slot);
    drop(slot.with_key(&KEY, &NEW, [1; 32]));
    // A cost is believed only with its sum; a fuzzer that finds sums may well write a dear one.
    if stored(&slot).pointer("/effort/memory_kib").and_then(Value::as_u64) <= Some(1024) {
        drop(slot.open("123456"));
    }
}

/// The bytes put into one field of a good slot by somebody who mends the sum.
fn changed_slot(data: &[u8]) {
    let Some((how, data)) = data.split_first() else { return };
    let field = BYTES[usize::from(how & 0x7f) % BYTES.len()];
    let mut now = bytes(&SLOT, field);
    if how & 0x80 == 0 {
        now.iter_mut().zip(data).for_each(|(byte, change)| *byte ^= change);
    } else {
        now = data.to_vec();
    }
    let unchanged = now == bytes(&SLOT, field);
    let mut slot = SLOT.clone();
    put(&mut slot, field, &now);
    if read(&slot).is_err() {
        return;
    }
    let slot = summed(slot);
    let expected = match (unchanged, field) {
        (true, _) => Ok(KEY),
        (false, "/salt" | "/verifier") => Err(SlotError::WrongPin),
        (false, _) => Err(SlotError::Damaged),
    };
    assert_eq!(slot.open("123456"), expected, "{field}");
    if matches!(field, "/public" | "/vouched") {
        assert_eq!(slot.with_key(&KEY, &NEW, [1; 32]).is_ok(), unchanged, "{field}");
    }
}

fn texts(data: &[u8]) {
    if let Ok(throttle) = serde_json::from_slice::<Throttle>(data) {
        assert!(throttle.left_ms().max(throttle.counting_one().left_ms()) <= 15 * 60_000);
    }
    if let Some(code) = std::str::from_utf8(data).ok().and_then(as_typed) {
        assert_eq!(as_typed(&code), Some(code));
    }
}
