//! Slots: the right PIN opens, a wrong one is told, damage is never taken for it; nobody gets in by changing what is stored,
//! and whoever has left is out.

#[path = "support/arbitrary.rs"]
mod arbitrary;
#[path = "support/stored_slot.rs"]
mod stored_slot;

use arbitrary::{flipped, key, seed, slow_cases};
use erum_vault::effort::Effort;
use erum_vault::sealed::{DataKey, OpenError, Place, open, seal};
use erum_vault::slots::{Slot, SlotError};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use stored_slot::{BYTES, bytes, put, read, stored, summed};

const KEY: DataKey = DataKey::from_random([7; 32]);
const NEW: DataKey = DataKey::from_random([8; 32]);

/// A slot that is cheap to open; what a guess costs changes nothing else.
fn slot(id: &str, pin: &str, seed: u8) -> Slot {
    Slot::new(id, pin, Effort::RECOVERY, &KEY, [seed; 32])
}

fn pin() -> impl Strategy<Value = String> + Clone {
    prop_oneof!["[0-9]{4,8}", ".{0,12}"]
}

proptest! {
    #![proptest_config(slow_cases())]

    #[test]
    fn the_right_pin_opens_and_any_other_is_told_as_wrong(id in ".{0,16}", pins in (pin(), pin()), key in key(), seed in seed()) {
        prop_assume!(pins.0 != pins.1);
        let slot = read(&stored(&Slot::new(&id, &pins.0, Effort::RECOVERY, &key, seed))).expect("what was written is read");
        prop_assert_eq!(slot.id(), id);
        prop_assert_eq!(slot.open(&pins.0), Ok(key));
        prop_assert_eq!(slot.open(&pins.1), Err(SlotError::WrongPin));
    }

    #[test]
    fn one_letter_of_the_pin_is_enough_to_be_wrong(pin in "[0-9]{6}", place in any::<Index>(), digit in "[0-9]", seed in seed()) {
        let mut other = pin.clone();
        other.replace_range(place.index(6)..=place.index(6), &digit);
        let slot = Slot::new("a", &pin, Effort::RECOVERY, &KEY, seed);
        prop_assert_eq!(slot.open(&other), if other == pin { Ok(KEY) } else { Err(SlotError::WrongPin) });
        prop_assert_eq!(slot.open(&format!("{pin} ")), Err(SlotError::WrongPin));
    }

    #[test]
    fn two_slots_for_the_same_pin_and_key_share_nothing(pin in pin(), seeds in (seed(), seed())) {
        prop_assume!(seeds.0 != seeds.1);
        let [one, other] = [seeds.0, seeds.1].map(|seed| stored(&Slot::new("a", &pin, Effort::RECOVERY, &KEY, seed)));
        for field in BYTES {
            prop_assert_ne!(bytes(&one, field), bytes(&other, field), "{}", field);
        }
    }

    #[test]
    fn whoever_is_taken_out_is_out_and_all_others_open_the_new_key(pins in vec("[0-9]{6}", 2..5), leaver in any::<Index>(), new in key(), seed in seed()) {
        let mut slots: Vec<_> = (0_u8..).zip(&pins).map(|(number, pin)| (slot(&format!("slot-{number}"), pin, number), pin)).collect();
        let (left, left_pin) = slots.remove(leaver.index(pins.len()));
        for (slot, pin) in &slots {
            let changed = slot.with_key(&KEY, &new, seed).expect("it was made under this key");
            prop_assert_eq!(read(&stored(&changed)).expect("what was written is read").open(pin), Ok(new.clone()));
            prop_assert_eq!((changed.id(), changed.open("nobody's")), (slot.id(), Err(SlotError::WrongPin)));
        }
        let here = Place { store: "drafts", id: "1", schema: 1 };
        let old = left.open(left_pin).expect("a copy of the slot may lie anywhere");
        prop_assert_eq!(open(&old, here, &seal(&new, here, b"written later", [1; 24])), Err(OpenError::Damaged));
        prop_assert_eq!(left.with_key(&new, &KEY, seed), Err(SlotError::Damaged), "nor is it taken back in");
    }

    #[test]
    fn the_key_can_be_changed_again_and_again_but_only_by_who_has_it(keys in vec(key(), 1..5), seed in seed()) {
        let (mut slot, mut now) = (slot("a", "123456", 1), KEY);
        for next in keys {
            prop_assume!(next != now);
            prop_assert_eq!(slot.with_key(&next, &now, seed), Err(SlotError::Damaged));
            slot = slot.with_key(&now, &next, seed).expect("this is the key");
            now = next;
        }
        prop_assert_eq!(slot.open("123456"), Ok(now));
    }

    #[test]
    fn a_bit_turned_over_by_someone_who_mends_the_sum_opens_nothing(field in select(&BYTES[..]), place in any::<Index>(), bit in 0_u8..8) {
        let mut changed = stored(&slot("a", "123456", 1));
        let mut field_bytes = bytes(&changed, field);
        let place = place.index(field_bytes.len());
        field_bytes[place] ^= 1 << bit;
        put(&mut changed, field, &field_bytes);
        let of_the_pin = ["/salt", "/verifier"].contains(&field);
        let expected = if of_the_pin { SlotError::WrongPin } else { SlotError::Damaged };
        prop_assert_eq!(summed(changed).open("123456"), Err(expected), "{}", field);
    }

    #[test]
    fn any_bytes_in_a_field_are_refused_without_a_panic(field in select(&BYTES[..]), any_bytes in vec(any::<u8>(), 0..80), right_length in any::<bool>()) {
        let mut changed = stored(&slot("a", "123456", 1));
        let length = bytes(&changed, field).len();
        let any_bytes = if right_length { any_bytes.into_iter().cycle().chain([0].into_iter().cycle()).take(length.min(80)).collect() } else { any_bytes };
        put(&mut changed, field, &any_bytes);
        if read(&changed).is_ok() {
            let changed = summed(changed);
            prop_assert!(changed.open("123456").is_err());
            drop(changed.with_key(&KEY, &NEW, [1; 32]));
        }
    }
}

#[test]
fn a_single_bit_turned_over_in_any_field_is_damage_and_never_a_wrong_pin() {
    let whole = stored(&slot("slot-1", "123456", 1));
    for field in BYTES.into_iter().chain(["/sum"]) {
        for (byte, turned) in flipped(&bytes(&whole, field)) {
            let mut changed = whole.clone();
            put(&mut changed, field, &turned);
            let changed = read(&changed).expect("as long as before");
            assert_eq!(changed.open("123456"), Err(SlotError::Damaged), "{field}, byte {byte}");
            assert_eq!(changed.with_key(&KEY, &NEW, [1; 32]), Err(SlotError::Damaged), "{field}, byte {byte}");
        }
    }
}

#[test]
fn a_single_bit_turned_over_in_the_stored_text_is_no_slot_or_damage() {
    let text = stored(&slot("slot-1", "123456", 1)).to_string();
    let mut read_all_the_same = 0;
    for (byte, turned) in flipped(text.as_bytes()) {
        let Ok(changed) = serde_json::from_slice::<Slot>(&turned) else { continue };
        read_all_the_same += 1;
        assert_eq!(changed.open("123456"), Err(SlotError::Damaged), "byte {byte}: {}", String::from_utf8_lossy(&turned));
    }
    assert!(read_all_the_same > 1_000);
}

#[test]
fn no_mixture_of_two_slots_opens_or_gets_a_new_key_for_other_than_a_vouched_pair() {
    let [one, other] = [("one", "111111", 1), ("other", "222222", 2)].map(|(id, pin, seed)| stored(&slot(id, pin, seed)));
    let parts = ["/id", "/salt", "/verifier", "/public", "/private", "/enclosed", "/vouched"];
    for taken in 1..(1_u32 << parts.len()) - 1 {
        let mut mixed = one.clone();
        for (_, part) in parts.iter().enumerate().filter(|(number, _)| taken & (1 << number) != 0) {
            *mixed.pointer_mut(part).expect("a field") = other.pointer(part).expect("a field").clone();
        }
        let mixed = summed(mixed);
        for pin in ["111111", "222222"] {
            assert!(mixed.open(pin).is_err(), "{taken:b}");
        }
        // Id, public key and what vouches for them: all of one slot, or the new key is given to nobody.
        let of_one = [0, 0b100_1001].contains(&(taken & 0b100_1001));
        let changed = mixed.with_key(&KEY, &NEW, [3; 32]);
        assert_eq!(changed.is_ok(), of_one, "{taken:b}");
        assert!(changed.iter().all(|changed| changed.open("111111") != Ok(KEY) && changed.open("222222") != Ok(KEY)));
    }
}

#[test]
fn a_slot_under_another_id_does_not_open() {
    let mut moved = stored(&slot("one", "123456", 1));
    moved["id"] = "two".into();
    assert_eq!(summed(moved).open("123456"), Err(SlotError::Damaged));
}

#[test]
fn an_attackers_public_key_is_never_given_the_new_key() {
    let attackers = stored(&slot("a", "000000", 9));
    let mut changed = stored(&slot("a", "123456", 1));
    changed["public"] = attackers["public"].clone();
    let with_public = summed(changed.clone());
    assert_eq!(with_public.with_key(&KEY, &NEW, [1; 32]), Err(SlotError::Damaged));
    assert_eq!(with_public.open("123456"), Err(SlotError::Damaged));
    // Vouched for as well, but under a key that the attacker made up.
    let made_up = stored(&Slot::new("a", "000000", Effort::RECOVERY, &NEW, [9; 32]));
    changed["public"] = made_up["public"].clone();
    changed["vouched"] = made_up["vouched"].clone();
    assert_eq!(summed(changed).with_key(&KEY, &NEW, [1; 32]), Err(SlotError::Damaged));
}

#[test]
fn a_cost_that_we_never_write_is_damage_and_costs_nothing_to_refuse() {
    let begun = std::time::Instant::now();
    for (memory_kib, passes) in [(u32::MAX, 1), (32 * 1024 + 1, 1), (1024, 25), (1024, u32::MAX), (1024, 0), (0, 1), (7, 1), (0, 0)] {
        let mut changed = stored(&slot("a", "123456", 1));
        changed["effort"] = json!({ "memory_kib": memory_kib, "passes": passes });
        assert_eq!(summed(changed).open("123456"), Err(SlotError::Damaged), "{memory_kib} KiB, {passes} passes");
    }
    assert!(begun.elapsed().as_secs() < 20, "refused before it was stretched");
}

#[test]
fn a_pin_costs_about_a_second_wherever_it_was_measured() {
    let passes = |trial_ms: f64| serde_json::to_value(Effort::for_pin(trial_ms)).expect("an effort is JSON");
    for (trial_ms, expected) in
        [(500.0, 2), (250.0, 4), (100.0, 10), (2_000.0, 2), (f64::INFINITY, 2), (1.0, 24), (0.0, 24), (-5.0, 24), (f64::NAN, 24)]
    {
        assert_eq!(passes(trial_ms), json!({ "memory_kib": 32 * 1024, "passes": expected }), "{trial_ms} ms");
    }
    let slot = Slot::new("a", "123456", Effort::for_pin(500.0), &KEY, [1; 32]);
    assert_eq!(slot.open("123456"), Ok(KEY));
    assert_eq!(slot.open("123457"), Err(SlotError::WrongPin));
    assert_eq!(Slot::new("a", "123456", Effort::for_pin(0.0), &KEY, [1; 32]).open("123456"), Ok(KEY), "the most that is written is read");
}

#[test]
fn bytes_written_in_another_way_than_ours_are_no_slot() {
    let whole = stored(&slot("a", "123456", 1));
    let salt = whole["salt"].as_str().expect("a text").to_owned();
    let unpadded = salt.trim_end_matches('=').to_owned();
    let last_bits = format!("{}{}==", &salt[..21], (salt.as_bytes()[21] + 1) as char);
    for other in [unpadded, format!("{salt}\n"), format!(" {salt}"), salt.replace('=', "-"), last_bits, "\u{fc}".to_owned(), String::new()]
    {
        let mut changed = whole.clone();
        changed["salt"] = other.clone().into();
        assert!(read(&changed).is_err(), "{other:?}");
    }
    for (field, value) in [("salt", json!(vec![0; 16])), ("enclosed", Value::Null), ("version", json!(1))] {
        let mut changed = whole.clone();
        changed[field] = value;
        assert!(read(&changed).is_err(), "{field}");
    }
}

#[test]
fn nothing_of_the_pin_or_the_key_stands_in_a_slot() {
    let shown = format!("{} {:?}", stored(&slot("a", "123456", 1)), slot("a", "123456", 1));
    assert!(!shown.contains("123456") && !shown.contains("BwcHBwcH") && !shown.contains("7, 7, 7"), "{shown}");
}
