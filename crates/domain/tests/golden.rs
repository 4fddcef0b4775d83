//! Golden files: what lies on tablets and hubs today must be read, and written the same, for ever.

#[path = "support/golden.rs"]
mod golden;

use erum_domain::codes::{
    Coded, CorrectedField, Fault, FlagReason, Form, LengthClass, Level, Limit, Obstacle, Outcome, Personal, PlaceKind, Referral, Service,
    ServiceLevel, SupportLanguage, Variant,
};
use erum_domain::folding::Aggregate;
use erum_domain::guide::Cause;
use erum_domain::record::{Reading, Refusal, read};
use erum_domain::session::HelpSession;
use erum_domain::wire::devices::{CodeAnswer, CodeRequest, DeviceRequest, DevicesAnswer};
use erum_domain::wire::editing::{
    AnswerDay, AnswerRequest, BackRequest, FindingsAnswer, FindingsRequest, GuideAnswer, GuidesAnswer, NewerRequest, RevisionRequest,
    SaveRequest,
};
use erum_domain::wire::queue::{FailingAnswer, QueueAnswer, SettleRequest};
use erum_domain::wire::snapshot::SnapshotAnswer;
use erum_domain::wire::{
    EnrolAnswer, EnrolRequest, HandIn, HandInAnswer, LoginRequest, Parcel, Problem, SessionAnswer, StatisticsAnswer, SyncAnswer,
    SyncRequest,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;

/// What the text says, written anew; or why it is not read.
fn rewritten<T: DeserializeOwned + Serialize>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

fn record_rewritten(text: &str) -> Result<String, String> {
    match read(text) {
        Reading::Known(record) => Ok(record.to_json()),
        other => Err(format!("{other:?}")),
    }
}

/// The reader of a golden file, by its name up to the version.
fn rewritten_by_name(name: &str, text: &str) -> Result<String, String> {
    match name.split("-v").next().unwrap_or(name) {
        "record-session" | "record-withdrawal" | "record-guide-flag" | "record-directory-correction" => record_rewritten(text),
        "draft" => rewritten::<HelpSession>(text),
        "wire-enrol-request" => rewritten::<EnrolRequest>(text),
        "wire-enrol-answer" => rewritten::<EnrolAnswer>(text),
        "wire-sync-request" => rewritten::<SyncRequest>(text),
        "wire-sync-answer" => rewritten::<SyncAnswer>(text),
        "wire-hand-in" => rewritten::<HandIn>(text),
        "wire-hand-in-answer" => rewritten::<HandInAnswer>(text),
        "wire-login-request" => rewritten::<LoginRequest>(text),
        "wire-session-answer" => rewritten::<SessionAnswer>(text),
        "wire-statistics-answer" => rewritten::<StatisticsAnswer>(text),
        "wire-devices-answer" => rewritten::<DevicesAnswer>(text),
        "wire-code-request" => rewritten::<CodeRequest>(text),
        "wire-code-answer" => rewritten::<CodeAnswer>(text),
        "wire-device-request" => rewritten::<DeviceRequest>(text),
        "wire-guides-answer" => rewritten::<GuidesAnswer>(text),
        "wire-guide-answer" => rewritten::<GuideAnswer<Value>>(text),
        "wire-save-request" => rewritten::<SaveRequest>(text),
        "wire-findings-request" => rewritten::<FindingsRequest>(text),
        "wire-findings-answer" => rewritten::<FindingsAnswer<Value>>(text),
        "wire-revision-request" => rewritten::<RevisionRequest>(text),
        "wire-back-request" => rewritten::<BackRequest>(text),
        "wire-newer-request" => rewritten::<NewerRequest>(text),
        "wire-statement-request" => rewritten::<AnswerRequest>(text),
        "wire-statement-day-request" => rewritten::<AnswerDay>(text),
        "wire-queue-answer" => rewritten::<QueueAnswer>(text),
        "wire-settle-request" => rewritten::<SettleRequest>(text),
        "wire-snapshot-answer" => rewritten::<SnapshotAnswer>(text),
        "wire-failing-answer" => rewritten::<FailingAnswer>(text),
        "aggregate" => Aggregate::read(text).map(|aggregate| aggregate.to_json()).ok_or_else(|| "not an aggregate".to_owned()),
        "wire-problem" => rewritten::<Problem>(text),
        _ => Err("no reader knows this name".to_owned()),
    }
}

#[test]
fn every_golden_file_is_read_and_written_the_same() {
    for (name, text) in golden::files("") {
        assert_eq!(rewritten_by_name(&name, &text), Ok(text), "{name}");
    }
}

#[test]
fn every_kind_of_record_and_body_has_a_golden_file_of_version_one() {
    let bodies = [
        "enrol-request",
        "enrol-answer",
        "sync-request",
        "sync-answer",
        "hand-in",
        "hand-in-answer",
        "login-request",
        "session-answer",
        "statistics-answer",
        "devices-answer",
        "code-request",
        "code-answer",
        "device-request",
        "guides-answer",
        "guide-answer",
        "save-request",
        "findings-request",
        "findings-answer",
        "revision-request",
        "back-request",
        "newer-request",
        "statement-request",
        "statement-day-request",
        "queue-answer",
        "settle-request",
        "snapshot-answer",
        "failing-answer",
    ];
    let bodies = bodies.map(|body| format!("wire-{body}-v1"));
    let records = ["record-session-v1", "record-withdrawal-v1", "record-guide-flag-v1", "record-directory-correction-v1"];
    for beginning in records.into_iter().chain(["draft-v1", "wire-problem-v1", "aggregate-v1"]) {
        assert!(!golden::files(beginning).is_empty(), "{beginning}");
    }
    assert!(bodies.iter().all(|body| !golden::files(body).is_empty()));
}

/// Sealed parcels: the hub's tests open them.
#[test]
fn no_parcel_of_a_golden_request_can_be_read_on_the_way() {
    for (name, text) in golden::files("wire-sync-request").into_iter().chain(golden::files("wire-hand-in-v")) {
        let parcels: Vec<Parcel> = serde_json::from_value(serde_json::from_str::<Value>(&text).expect("checked above")["parcels"].clone())
            .expect("a request carries parcels");
        assert!(parcels.iter().all(|parcel| read(&parcel.body) == Reading::Refused(Refusal::NotARecord)), "{name}");
    }
}

/// The file's JSON with a field in it that no code knows.
fn with_a_new_field(text: &str) -> String {
    let mut value: Value = serde_json::from_str(text).expect("a golden file is JSON");
    value["something_new"] = "2031".into();
    value.to_string()
}

#[test]
fn an_older_tablet_passes_over_what_is_new_in_an_answer() {
    let answers = golden::files("wire-").into_iter().filter(|(name, _)| name.contains("-answer") || name.contains("-problem"));
    for (name, text) in answers {
        assert_eq!(rewritten_by_name(&name, &with_a_new_field(&text)), Ok(text), "{name}");
    }
}

#[test]
fn the_hub_refuses_a_request_that_says_more_than_it_knows() {
    for (name, text) in
        golden::files("wire-").into_iter().filter(|(name, _)| name.contains("-request") || name.starts_with("wire-hand-in-v"))
    {
        assert!(rewritten_by_name(&name, &with_a_new_field(&text)).is_err(), "{name}");
    }
}

#[test]
fn a_draft_without_the_fields_that_may_be_left_out_is_read() {
    for (name, text) in golden::files("draft-v1") {
        let mut draft: Value = serde_json::from_str(&text).expect("a golden file is JSON");
        for field in ["ticked", "stuck", "returning", "support", "replaces", "done_before", "telling"] {
            drop(draft.as_object_mut().expect("a draft is an object").remove(field));
        }
        assert!(serde_json::from_value::<HelpSession>(draft).is_ok(), "{name}");
    }
}

/// Every code of a list, as the golden list has them; each must be read and written as it stands.
fn list<C: Coded + Serialize + DeserializeOwned>() -> Vec<String> {
    for value in C::all() {
        let json = format!("\"{}\"", value.code());
        assert_eq!(rewritten::<C>(&json), Ok(json));
    }
    C::all().iter().map(|value| format!("{} {}", C::LIST, value.code())).collect()
}

#[test]
fn no_code_is_ever_taken_away_and_a_new_one_is_listed() {
    let lists = [list::<Service>(), list::<Obstacle>(), list::<Fault>(), list::<Outcome>(), list::<Form>(), list::<PlaceKind>()];
    let others = [list::<Referral>(), list::<Limit>(), list::<SupportLanguage>(), list::<LengthClass>(), list::<Level>()];
    let rest = [list::<ServiceLevel>(), list::<Variant>(), list::<FlagReason>(), list::<CorrectedField>(), list::<Personal>()];
    let written: BTreeSet<String> = lists.into_iter().chain(others).chain(rest).flatten().collect();
    let golden = include_str!("../golden/codes.txt").lines().filter(|line| !line.starts_with('#'));
    assert_eq!(written, golden.map(str::to_owned).collect(), "golden/codes.txt is add-only: add what is new, bring back what is gone");
}

#[test]
fn an_obstacle_and_a_fault_share_no_code() {
    let shared: Vec<_> = Obstacle::ALL.iter().filter(|obstacle| Fault::from_code(obstacle.code()).is_some()).collect();
    assert!(shared.is_empty(), "{shared:?}");
    for cause in Fault::ALL.iter().map(|fault| Cause::Fault(*fault)) {
        assert_eq!(Cause::from_code(cause.list_and_code().1), Some(cause));
    }
}
