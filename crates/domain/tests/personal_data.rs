//! Rule 1: no person in the system. Every field that is stored or sent stands in `golden/fields.txt`, with the reason
//! why it cannot hold a person's data; a new one fails here until someone has written why.

#[path = "support/examples.rs"]
mod examples;

use erum_domain::record::{Reading, read};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const LISTED: &str = include_str!("../golden/fields.txt");
const RECORD_SOURCE: &str = include_str!("../src/record.rs");
const SESSION_SOURCE: &str = include_str!("../src/session.rs");
const WIRE_SOURCE: &str = include_str!("../src/wire.rs");
const DEVICES_SOURCE: &str = include_str!("../src/wire/devices.rs");
const EDITING_SOURCE: &str = include_str!("../src/wire/editing.rs");
const QUEUE_SOURCE: &str = include_str!("../src/wire/queue.rs");
const SNAPSHOT_SOURCE: &str = include_str!("../src/wire/snapshot.rs");
const FAILING_SOURCE: &str = include_str!("../src/failing.rs");
const FOLDING_SOURCE: &str = include_str!("../src/folding.rs");

/// Collects the path of every value.
fn paths(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| paths(value, &listed_once(&format!("{path}.{name}")), found)),
        Value::Array(items) => items.iter().for_each(|item| paths(item, &format!("{path}[]"), found)),
        _ => found.push(path.to_owned()),
    }
}

/// What stands in several bodies is listed under its own name.
fn listed_once(path: &str) -> String {
    match path {
        _ if path.ends_with(".manuscript") || path.ends_with(".built_in") => "Manuscript".to_owned(),
        "Unchanged.guide" => "GuideAnswer".to_owned(),
        _ => path.to_owned(),
    }
}

fn paths_in_examples() -> Vec<String> {
    let mut found = Vec::new();
    examples::all().iter().for_each(|(name, example)| paths(example, name, &mut found));
    found.sort_unstable();
    found.dedup();
    found
}

/// The list: path and reason.
fn listed() -> BTreeMap<&'static str, &'static str> {
    let lines = LISTED.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(" – ").unwrap_or((line, ""))).collect()
}

/// The names of all public types of a source file.
fn types_of(source: &'static str) -> impl Iterator<Item = &'static str> {
    let declared = |line: &'static str| line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
    source.lines().filter_map(declared).filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next())
}

/// What no pattern can know for somebody's: six digits, what a person felt. In a note it would stay.
const UNKNOWABLE: [&str; 2] = ["121212", "var ledsen över sin mans död"];

/// What a sloppy hand or a hostile tablet could try to put into a field.
const PERSONAL: [&str; 11] = [
    "Anna Svensson",
    "anna.svensson@example.se",
    "070-123 45 67",
    "19121212-1212",
    "1912-12-12-1212",
    "191212121212",
    "121212",
    "0951-265-60",
    "Storgatan 1, Åsele",
    "var ledsen över sin mans död",
    "mål B 1234-26",
];

#[test]
fn every_field_is_listed_with_the_reason_why_it_holds_no_person() {
    let (listed, found) = (listed(), paths_in_examples());
    let unlisted: Vec<_> = found.iter().filter(|path| !listed.contains_key(path.as_str())).collect();
    assert!(unlisted.is_empty(), "write in golden/fields.txt why these cannot hold a person's data: {unlisted:#?}");
    let gone: Vec<_> = listed.keys().filter(|path| !found.iter().any(|found| found == *path)).collect();
    assert!(gone.is_empty(), "golden/fields.txt lists fields that are no more: {gone:#?}");
    let bare: Vec<_> = listed.iter().filter(|(_, why)| why.split(' ').count() < 3).collect();
    assert!(bare.is_empty(), "golden/fields.txt gives no reason for {bare:#?}");
}

#[test]
fn every_type_that_is_stored_or_sent_has_an_example() {
    let examples: Vec<&str> = examples::all().iter().map(|(name, _)| *name).collect();
    let known = |name: &str| examples.contains(&name) || examples::INSIDE.contains(&name) || examples::NEVER_WRITTEN.contains(&name);
    let sent = [WIRE_SOURCE, DEVICES_SOURCE, EDITING_SOURCE, QUEUE_SOURCE, SNAPSHOT_SOURCE, FAILING_SOURCE];
    let stored = [RECORD_SOURCE, SESSION_SOURCE, FOLDING_SOURCE];
    for name in sent.into_iter().chain(stored).flat_map(types_of).filter(|name| *name != "Record") {
        assert!(known(name), "give an example of {name} in tests/support/examples.rs");
    }
}

#[test]
fn no_field_is_free_text_but_the_note_of_a_flag_and_of_a_correction() {
    let mut notes = 0;
    for line in [RECORD_SOURCE, SESSION_SOURCE].into_iter().flat_map(str::lines) {
        let field = line.starts_with("    pub ") && line.ends_with(',');
        assert!(!(field && line.contains("String")), "a text field: {line}");
        notes += usize::from(field && line.contains("Note"));
    }
    let with_note: BTreeSet<_> = listed().into_keys().filter(|path| path.ends_with("note")).collect();
    let shown = ["QueueAnswer.corrections[].notes[].note", "QueueAnswer.flags[].notes[].note"];
    assert_eq!(with_note, ["DirectoryCorrection.note", "GuideFlag.note"].into_iter().chain(shown).collect());
    assert_eq!(notes, 2);
}

#[test]
fn a_note_that_came_with_personal_data_is_dropped_and_its_kinds_are_kept() {
    let with_note = examples::all().into_iter().filter(|(_, example)| example.get("note").is_some());
    for ((name, mut example), personal) in with_note.flat_map(|example| PERSONAL.map(|personal| (example.clone(), personal))) {
        example["note"] = personal.into();
        let Reading::Known(record) = read(&example.to_string()) else { panic!("{name} did not take a note") };
        let stored: Value = serde_json::from_str(&record.screened().to_json()).expect("a record is JSON");
        let kept = UNKNOWABLE.contains(&personal);
        assert_eq!((stored.get("note").is_some(), stored.get("withheld").is_none()), (kept, kept), "{name}: {personal}");
        assert!(kept || !stored.to_string().contains(personal), "{name} still says {personal}");
    }
}

#[test]
fn no_text_of_a_session_or_a_record_can_be_exchanged_for_a_persons_data() {
    let stored = examples::all()
        .into_iter()
        .filter(|(name, _)| ["SessionRecord", "Withdrawal", "GuideFlag", "DirectoryCorrection", "HelpSession"].contains(name));
    for (name, example) in stored {
        let mut texts = Vec::new();
        pointers(&example, String::new(), &mut texts);
        texts.retain(|pointer| pointer != "/note");
        assert!(texts.len() >= 2, "{name} has no text at all");
        for (pointer, personal) in texts.iter().flat_map(|pointer| PERSONAL.map(|personal| (pointer, personal))) {
            let mut changed = example.clone();
            *changed.pointer_mut(pointer).expect("the pointer was found there") = personal.into();
            assert!(!is_read(name, &changed), "{name}{pointer} took {personal:?}");
        }
    }
}

#[test]
fn no_code_and_no_token_is_ever_printed_by_accident() {
    use erum_domain::wire::{EnrolAnswer, EnrolRequest, LoginRequest};
    let example = |wanted: &str| examples::all().into_iter().find(|(name, _)| *name == wanted).expect("it has an example").1;
    let request = format!("{:?}", serde_json::from_value::<EnrolRequest>(example("EnrolRequest")).expect("an example is read"));
    let answer = format!("{:?}", serde_json::from_value::<EnrolAnswer>(example("EnrolAnswer")).expect("an example is read"));
    let login = format!("{:?}", serde_json::from_value::<LoginRequest>(example("LoginRequest")).expect("an example is read"));
    for (printed, secret) in [(request, "KFTR"), (answer, "0f1e2d3c"), (login, "5e5e")] {
        assert!(!printed.contains(secret), "{printed}");
    }
}

/// JSON pointers to every string.
fn pointers(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| pointers(value, format!("{pointer}/{name}"), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| pointers(item, format!("{pointer}/{index}"), found)),
        Value::String(_) => found.push(pointer),
        _ => {}
    }
}

fn is_read(name: &str, changed: &Value) -> bool {
    use erum_domain::session::HelpSession;
    match name {
        "HelpSession" => serde_json::from_value::<HelpSession>(changed.clone()).is_ok(),
        _ => matches!(read(&changed.to_string()), Reading::Known(_)),
    }
}
