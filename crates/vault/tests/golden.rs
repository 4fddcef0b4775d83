//! Golden files: what lies sealed on tablets and hubs today must open for ever. Made with fixed seeds, so that it is also
//! seen when today's code seals otherwise.

use base64ct::{Base64, Encoding};
use erum_vault::effort::Effort;
use erum_vault::parcels::{self, HubPublic, HubSecret};
use erum_vault::recovery::as_typed;
use erum_vault::sealed::{self, DataKey, Place};
use erum_vault::slots::{Slot, SlotError};
use erum_vault::throttle::Throttle;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Name without `.json`, and the text without its line end.
fn files() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let paths =
        std::fs::read_dir(&folder).expect("the folder of golden files is there").map(|entry| entry.expect("it can be listed").path());
    let named = paths.filter_map(|path| Some((path.file_name()?.to_str()?.strip_suffix(".json")?.to_owned(), path.clone())));
    named.map(|(name, path)| (name, std::fs::read_to_string(path).expect("a golden file can be read").trim_end().to_owned())).collect()
}

fn text<'a>(file: &'a Value, field: &str) -> &'a str {
    file[field].as_str().unwrap_or_else(|| panic!("the file has a text `{field}`"))
}

fn bytes(file: &Value, field: &str) -> Vec<u8> {
    Base64::decode_vec(text(file, field)).expect("bytes are base 64")
}

fn key(file: &Value, field: &str) -> [u8; 32] {
    bytes(file, field).try_into().expect("a key has 32 bytes")
}

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_str(&value.to_string()).expect("a golden file is read")
}

fn sealed_opens(file: &Value) {
    let schema = file["schema"].as_u64().and_then(|schema| u32::try_from(schema).ok()).expect("a schema");
    let place = Place { store: text(file, "store"), id: text(file, "id"), schema };
    let opened = sealed::open(&DataKey::from_random(key(file, "key")), place, &bytes(file, "sealed"));
    assert_eq!(opened.as_deref(), Ok(text(file, "plain").as_bytes()));
}

fn slot_opens(file: &Value) {
    let slot: Slot = read(&file["slot"]);
    let data_key = DataKey::from_random(key(file, "key"));
    let pin = as_typed(text(file, "pin")).unwrap_or_else(|| text(file, "pin").to_owned());
    assert_eq!(slot.open(&pin), Ok(data_key.clone()));
    assert_eq!(slot.open("000000"), Err(SlotError::WrongPin));
    assert_eq!(serde_json::to_value(&slot).expect("a slot is JSON"), file["slot"], "written as it was read");
    let new = DataKey::from_random([99; 32]);
    assert_eq!(slot.with_key(&data_key, &new, [1; 32]).expect("it is whole").open(&pin), Ok(new));
}

fn parcel_opens(file: &Value) {
    let secret = HubSecret::from_bytes(key(file, "secret"));
    let public = HubPublic::parse(text(file, "public")).expect("a good key");
    assert_eq!(secret.public(), Ok(public));
    assert_eq!(parcels::key_of(text(file, "body")), Ok(public.name()));
    assert_eq!(parcels::open(&secret, text(file, "id"), text(file, "body")).as_deref(), Ok(text(file, "plain").as_bytes()));
}

fn throttle_is_read(file: &Value) {
    let throttle: Throttle = read(file);
    assert_eq!(serde_json::to_value(throttle).expect("a throttle is JSON"), *file);
    assert_eq!(throttle.left_ms(), file["left_ms"].as_u64().expect("a number"));
}

#[test]
fn every_golden_file_opens() {
    for (name, text) in files() {
        println!("{name}");
        let file: Value = serde_json::from_str(&text).expect("a golden file is JSON");
        match name.split("-v").next().unwrap_or(&name) {
            "sealed" => sealed_opens(&file),
            "slot" => slot_opens(&file),
            "parcel" => parcel_opens(&file),
            "throttle" => throttle_is_read(&file),
            _ => panic!("no reader knows the name {name}"),
        }
    }
}

const PLAIN: &str = "{\"v\":1,\"visitor\":3}";
const ID: &str = "77ca1d70c31669bc0f62b5085bae0154";

fn sealed_file(plain: &str) -> Value {
    let place = Place { store: "drafts", id: ID, schema: 2 };
    let sealed = Base64::encode_string(&sealed::seal(&DataKey::from_random([7; 32]), place, plain.as_bytes(), [9; 24]));
    json!({ "key": Base64::encode_string(&[7; 32]), "store": place.store, "id": ID, "schema": 2, "plain": plain, "sealed": sealed })
}

fn slot_file(pin: &str, slot: &Slot, data_key: [u8; 32]) -> Value {
    json!({ "pin": pin, "key": Base64::encode_string(&data_key), "slot": slot })
}

fn parcel_file(plain: &str) -> Value {
    let secret = HubSecret::from_random([1; 32]);
    let public = secret.public().expect("a new key");
    let body = parcels::seal(public, ID, plain.as_bytes(), [5; 32]).expect("a good key");
    json!({ "secret": Base64::encode_string(secret.bytes()), "public": public.to_text(), "id": ID, "plain": plain, "body": body })
}

/// What today's code makes of the seeds that the golden files were made with.
fn made_today() -> BTreeMap<String, Value> {
    let data_key = DataKey::from_random([7; 32]);
    let slot = Slot::new("slot-1", "123456", Effort::for_pin(500.0), &data_key, [1; 32]);
    let changed = slot.with_key(&data_key, &DataKey::from_random([8; 32]), [2; 32]).expect("it was made under this key");
    let code = erum_vault::recovery::new_code([3; 32]);
    let paper = Slot::new("papper", &as_typed(&code).expect("a code"), Effort::RECOVERY, &data_key, [4; 32]);
    let waiting = (0..6).fold(Throttle::default(), |throttle, _| throttle.counting_one()).after(1_234);
    let files = [
        ("sealed-v1", sealed_file(PLAIN)),
        ("sealed-v1-empty", sealed_file("")),
        ("sealed-v1-two-steps", sealed_file(&"x".repeat(512))),
        ("slot-v1", slot_file("123456", &slot, [7; 32])),
        ("slot-v1-key-changed", slot_file("123456", &changed, [8; 32])),
        ("slot-v1-recovery", slot_file(&code, &paper, [7; 32])),
        ("parcel-v1", parcel_file(PLAIN)),
        ("throttle-v1", serde_json::to_value(Throttle::default()).expect("a throttle is JSON")),
        ("throttle-v1-waiting", serde_json::to_value(waiting).expect("a throttle is JSON")),
    ];
    files.into_iter().map(|(name, file)| (name.to_owned(), file)).collect()
}

#[test]
fn todays_code_still_seals_what_stands_in_the_newest_golden_files() {
    // When this fails, the format or what is drawn from a seed has changed. The old files stay; put what is printed here
    // beside them, under a new name, and compare with that.
    let golden = files();
    for (name, file) in made_today() {
        let as_it_stands = golden.get(&name).map(|text| serde_json::from_str::<Value>(text).expect("a golden file is JSON"));
        assert_eq!(as_it_stands.as_ref(), Some(&file), "{name}.json:\n{file}");
    }
}

#[test]
fn no_golden_file_was_ever_changed() {
    // Add-only: a new file gets a new line, no line ever changes.
    let listed: BTreeMap<&str, &str> = include_str!("../golden/sums.txt").lines().filter_map(|line| line.split_once(' ')).collect();
    let found: BTreeMap<String, String> = files().into_iter().map(|(name, text)| (name, sum(&text))).collect();
    let found: BTreeMap<&str, &str> = found.iter().map(|(name, sum)| (name.as_str(), sum.as_str())).collect();
    assert_eq!(found, listed, "golden/sums.txt is add-only: add what is new, bring back what is gone");
}

fn sum(text: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(text)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
