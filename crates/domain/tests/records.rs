//! Reading records: whatever arrives is a record, unknown, or refused with a reason; never a panic, never a guess.

#[path = "support/arbitrary.rs"]
mod arbitrary;
#[path = "support/golden.rs"]
mod golden;

use arbitrary::{cases, record};
use erum_domain::record::{RECORD_MAX_BYTES, RECORD_VERSION, Reading, Refusal, STUCK_MAX, read};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

fn golden_records() -> Vec<Value> {
    golden::files("record-").into_iter().map(|(_, text)| serde_json::from_str(&text).expect("a golden file is JSON")).collect()
}

/// The full golden session, changed.
fn session_with(change: impl FnOnce(&mut Map<String, Value>)) -> String {
    let (_, text) = golden::files("record-session-v1-full").remove(0);
    let mut session: Value = serde_json::from_str(&text).expect("a golden file is JSON");
    change(session.as_object_mut().expect("a record is an object"));
    session.to_string()
}

/// Whatever was read as a record must read the same when it is written again.
fn is_stable(text: &str) -> bool {
    match read(text) {
        Reading::Known(record) => read(&record.to_json()) == Reading::Known(record),
        Reading::Unknown | Reading::Refused(_) => true,
    }
}

const PERSONAL: &[&str] =
    &["Anna Svensson", "Åsele", "19121212-1212", "1912-12-12-1212", "191212", "0951-265-60", "070-123 45 67", "a@b.se", "", "-", "\0"];

/// Texts that no slug, id, day or code can be.
fn free_text() -> impl Strategy<Value = String> {
    prop_oneof![select(PERSONAL).prop_map(str::to_owned), "[a-zåäö]{0,12}[ @A-ZÅÄÖ.,!?/][a-zåäö0-9 ]{0,30}"]
}

/// Where in a record texts stand that are no kind; a note is free text and has tests of its own.
fn text_fields(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, field)| text_fields(field, format!("{pointer}/{name}"), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| text_fields(item, format!("{pointer}/{index}"), found)),
        Value::String(_) if !["/kind", "/note"].contains(&pointer.as_str()) => found.push(pointer),
        _ => {}
    }
}

/// Where in a record objects stand, the record itself among them.
fn objects(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| objects(field, format!("{pointer}/{name}"), found));
            found.push(pointer);
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| objects(item, format!("{pointer}/{index}"), found)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn every_record_that_is_written_is_read(record in record()) {
        prop_assert_eq!(read(&record.to_json()), Reading::Known(Box::new(record)));
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in vec(any::<u8>(), 0..400), text in any::<String>()) {
        prop_assert_eq!(read(&String::from_utf8_lossy(&bytes)), Reading::Refused(Refusal::NotARecord));
        prop_assert_eq!(read(&text), Reading::Refused(Refusal::NotARecord));
    }

    #[test]
    fn a_golden_record_in_pieces_is_a_record_unknown_or_refused(which in any::<Index>(), blows in vec((any::<Index>(), any::<u8>(), 0..4), 1..6)) {
        let files = golden::files("record-");
        let mut bytes = which.get(&files).1.clone().into_bytes();
        for (place, byte, how) in blows {
            let place = place.index(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match how {
                0 => bytes.insert(place, byte),
                1 if !bytes.is_empty() => drop(bytes.drain(place..(place + usize::from(byte) % 40).min(bytes.len()))),
                2 if !bytes.is_empty() => bytes[place] = byte,
                _ => bytes.extend_from_within(place..),
            }
        }
        prop_assert!(is_stable(&String::from_utf8_lossy(&bytes)));
    }

    #[test]
    fn free_text_fits_in_no_field_of_a_record(which in any::<Index>(), text in free_text()) {
        let record = which.get(&golden_records()).clone();
        let mut fields = Vec::new();
        text_fields(&record, String::new(), &mut fields);
        for field in fields {
            let mut changed = record.clone();
            *changed.pointer_mut(&field).expect("the field was found there") = text.clone().into();
            prop_assert_eq!(read(&changed.to_string()), Reading::Refused(Refusal::BadField), "{} took {:?}", field, text);
        }
    }

    #[test]
    fn a_field_that_is_not_known_is_refused_wherever_it_stands(which in any::<Index>(), name in "[a-z]{1,12}_x", text in any::<bool>()) {
        let record = which.get(&golden_records()).clone();
        let mut places = Vec::new();
        objects(&record, String::new(), &mut places);
        for place in places {
            let mut changed = record.clone();
            let object = changed.pointer_mut(&place).and_then(Value::as_object_mut).expect("the object was found there");
            drop(object.insert(name.clone(), if text { json!("Anna") } else { Value::Null }));
            prop_assert_eq!(read(&changed.to_string()), Reading::Refused(Refusal::BadField), "{} in {:?}", name, place);
        }
    }

    #[test]
    fn another_kind_or_a_newer_version_is_kept_unread(which in any::<Index>(), kind in "[a-z]{1,12}_x", version in prop_oneof![Just(RECORD_VERSION + 1), RECORD_VERSION + 1..]) {
        let mut record = which.get(&golden_records()).clone();
        record["of_the_future"] = json!({ "a": [1, 2] });
        let mut newer = record.clone();
        newer["v"] = version.into();
        prop_assert_eq!(read(&newer.to_string()), Reading::Unknown);
        record["kind"] = kind.into();
        prop_assert_eq!(read(&record.to_string()), Reading::Unknown);
    }
}

#[test]
fn a_golden_record_with_any_byte_changed_or_gone_is_never_misread() {
    let mut read_so_far = 0;
    for (name, text) in golden::files("record-") {
        for place in 0..text.len() {
            let (before, after) = (&text.as_bytes()[..place], &text.as_bytes()[place + 1..]);
            for byte in [&b""[..], b"\"", b"{", b"}", b"[", b",", b":", b"0", b"9", b"z", b"-", b" ", b"\\", b"\xff"] {
                let changed = [before, byte, after].concat();
                assert!(is_stable(&String::from_utf8_lossy(&changed)), "{name} at {place}");
                read_so_far += 1;
            }
            assert!(!matches!(read(&String::from_utf8_lossy(before)), Reading::Known(_)), "{name} cut at {place}");
        }
    }
    assert!(read_so_far > 10_000);
}

#[test]
fn what_is_too_large_is_refused_unread() {
    let padded = |length: usize| session_with(|_| {}).replacen('{', &format!("{{{}", " ".repeat(length)), 1);
    let room = RECORD_MAX_BYTES - session_with(|_| {}).len();
    assert!(matches!(read(&padded(room)), Reading::Known(_)));
    assert_eq!(read(&padded(room + 1)), Reading::Refused(Refusal::TooLarge));
    assert_eq!(read(&"[".repeat(RECORD_MAX_BYTES)), Reading::Refused(Refusal::NotARecord));
}

#[test]
fn what_is_no_object_with_kind_and_version_is_no_record() {
    for text in
        ["", "null", "[]", r#"["tally",1]"#, r#"{"kind":"session"}"#, r#"{"v":1}"#, r#"{"kind":"session","v":-1}"#, r#"{"kind":1,"v":1}"#]
    {
        assert_eq!(read(text), Reading::Refused(Refusal::NotARecord), "{text}");
    }
}

/// So many marks, no two alike.
fn marks(count: usize) -> Value {
    (0..count).map(|number| json!({ "step": format!("steg-{number}"), "cause": { "fault": "timeout" } })).collect()
}

#[test]
fn values_that_cannot_stand_together_are_refused() {
    let own_id = golden_records().into_iter().find(|record| record["length"] == "21-40").map(|mut full| full["id"].take());
    let contradictions = [
        ("replaces itself", "replaces", own_id.expect("the full session is there")),
        ("version nought", "v", json!(0)),
        ("marks without a guide", "guide", Value::Null),
        ("too many marks", "stuck", marks(STUCK_MAX + 1)),
        ("declined, but no limit", "limit", Value::Null),
        ("declined for another reason, but the payment limit", "limit", json!("betalning")),
        ("declined payment, but another limit", "outcome", json!("avbojd-betalning")),
    ];
    for (what, field, value) in contradictions {
        let text = session_with(|session| drop(session.insert(field.to_owned(), value)));
        assert_eq!(read(&text), Reading::Refused(Refusal::Contradiction), "{what}");
    }
    assert!(matches!(read(&session_with(|session| drop(session.insert("stuck".to_owned(), marks(STUCK_MAX))))), Reading::Known(_)));
}

#[test]
fn a_record_that_withdraws_itself_is_refused() {
    let id = "77ca1d70c31669bc0f62b5085bae0154";
    let withdrawal =
        |version: u32, withdraws: &str| json!({ "kind": "withdrawal", "v": version, "id": id, "withdraws": withdraws }).to_string();
    assert_eq!(read(&withdrawal(1, id)), Reading::Refused(Refusal::Contradiction));
    assert_eq!(read(&withdrawal(0, &"0".repeat(32))), Reading::Refused(Refusal::Contradiction));
    assert!(matches!(read(&withdrawal(1, &"0".repeat(32))), Reading::Known(_)));
}

/// The golden flag with a note, changed.
fn flag_with(change: impl FnOnce(&mut Map<String, Value>)) -> String {
    let (_, text) = golden::files("record-guide-flag-v1-note").remove(0);
    let mut flag: Value = serde_json::from_str(&text).expect("a golden file is JSON");
    change(flag.as_object_mut().expect("a record is an object"));
    flag.to_string()
}

#[test]
fn a_note_out_of_form_is_refused() {
    let long = "å".repeat(281);
    for note in ["", " a", "a\n", "a\nb", "a\u{202e}b", long.as_str()] {
        let text = flag_with(|flag| drop(flag.insert("note".to_owned(), note.into())));
        assert_eq!(read(&text), Reading::Refused(Refusal::BadField), "{note:?}");
    }
}

#[test]
fn a_note_beside_what_was_withheld_is_refused() {
    let text = flag_with(|flag| drop(flag.insert("withheld".to_owned(), json!(["namn"]))));
    assert_eq!(read(&text), Reading::Refused(Refusal::Contradiction));
}

#[test]
fn a_record_in_which_nothing_is_seen_is_screened_into_itself() {
    for (name, text) in golden::files("record-") {
        let Reading::Known(record) = read(&text) else { panic!("{name} is not read") };
        assert_eq!(record.clone().screened(), *record, "{name}");
    }
}
