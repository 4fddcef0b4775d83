//! Somebody who can write the disk, with neither a PIN nor the data key, cannot make the tablet seal with a key of theirs.

#[path = "support/stored_slot.rs"]
mod stored_slot;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use erum_vault::effort::Effort;
use erum_vault::sealed::{DataKey, Place, seal};
use erum_vault::slots::{Slot, SlotError};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeS, PskBundle, Serializable};
use serde_json::Value;
use stored_slot::{bytes, put, stored, summed};

const KEY: DataKey = DataKey::from_random([7; 32]);
const ATTACKERS: DataKey = DataKey::from_random([66; 32]);

fn whole() -> Value {
    stored(&Slot::new("a", "123456", Effort::RECOVERY, &KEY, [1; 32]))
}

/// The slot with another data key in it, enclosed and vouched for as well as somebody can who guesses the bond.
fn with_another_key(mut slot: Value, bond: Option<[u8; 32]>) -> Slot {
    let public = bytes(&slot, "/public");
    let to = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&public).expect("a public key");
    let mode = bond.as_ref().map_or(OpModeS::Base, |bond| OpModeS::Psk(PskBundle::new(bond, b"erum bond 1").expect("neither is empty")));
    let rng = &mut ChaCha20Rng::from_seed([3; 32]);
    let sealed = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &mode,
        &to,
        b"erum slot 1",
        ATTACKERS.bytes(),
        b"a",
        rng,
    );
    let (sender, sealed) = sealed.expect("anybody can seal to a public key");
    let vouched = [public, bond.unwrap_or_default().to_vec()].concat();
    put(&mut slot, "/enclosed/sender", &sender.to_bytes());
    put(&mut slot, "/enclosed/key", &sealed);
    put(&mut slot, "/vouched", &seal(&ATTACKERS, Place { store: "slot-public", id: "a", schema: 1 }, &vouched, [5; 24]));
    summed(slot)
}

#[test]
fn a_data_key_that_a_stranger_enclosed_does_not_open() {
    for bond in [None, Some([0; 32]), Some([1; 32])] {
        assert_eq!(with_another_key(whole(), bond).open("123456"), Err(SlotError::Damaged));
    }
}

#[test]
fn the_stranger_lacks_nothing_but_the_bond() {
    // The very same forgery with the bond, which only the data key shows: were it refused too, the test above would prove nothing.
    let place = Place { store: "slot-public", id: "a", schema: 1 };
    let vouched = erum_vault::sealed::open(&KEY, place, &bytes(&whole(), "/vouched")).expect("sealed under the data key");
    let bond = vouched[32..].try_into().expect("a public key and a bond");
    assert_eq!(with_another_key(whole(), Some(bond)).open("123456"), Ok(ATTACKERS));
}

#[test]
fn what_one_slot_encloses_does_not_open_in_another() {
    let mut mine = whole();
    let other = Slot::new("a", "654321", Effort::RECOVERY, &ATTACKERS, [2; 32]);
    let theirs = stored(&other);
    for field in ["enclosed", "vouched"] {
        mine[field] = theirs[field].clone();
    }
    assert_eq!(other.open("654321"), Ok(ATTACKERS));
    assert_eq!(summed(mine).open("123456"), Err(SlotError::Damaged));
}
