//! What may arrive as a body between tablet, hub and coordinator, as a record, or lie in storage as a draft. Nothing
//! panics; what is read is written and read again as the same.
#![no_main]

use erum_domain::record::{Reading, read};
use erum_domain::session::HelpSession;
use erum_domain::wire::editing::{AnswerRequest, BackRequest, GuidesAnswer, NewerRequest, RevisionRequest, SaveRequest};
use erum_domain::wire::queue::{FailingAnswer, QueueAnswer, SettleRequest};
use erum_domain::wire::snapshot::SnapshotAnswer;
use erum_domain::wire::{
    EnrolAnswer, EnrolRequest, HandIn, HandInAnswer, LoginRequest, Problem, SessionAnswer, StatisticsAnswer, SyncAnswer, SyncRequest,
};
use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

fuzz_target!(|data: &[u8]| {
    body::<EnrolRequest>(data);
    body::<EnrolAnswer>(data);
    body::<SyncRequest>(data);
    body::<SyncAnswer>(data);
    body::<HandIn>(data);
    body::<HandInAnswer>(data);
    body::<LoginRequest>(data);
    body::<SessionAnswer>(data);
    body::<StatisticsAnswer>(data);
    body::<Problem>(data);
    body::<SaveRequest>(data);
    body::<RevisionRequest>(data);
    body::<BackRequest>(data);
    body::<NewerRequest>(data);
    body::<AnswerRequest>(data);
    body::<SettleRequest>(data);
    body::<GuidesAnswer>(data);
    body::<QueueAnswer>(data);
    body::<FailingAnswer>(data);
    body::<SnapshotAnswer>(data);
    body::<HelpSession>(data);
    if let Ok(text) = std::str::from_utf8(data)
        && let Reading::Known(record) = read(text)
    {
        assert_eq!(read(&record.to_json()), Reading::Known(record));
    }
});

fn body<T: DeserializeOwned + Serialize + PartialEq + Debug>(data: &[u8]) {
    let Ok(value) = serde_json::from_slice::<T>(data) else { return };
    let written = serde_json::to_string(&value).expect("what was read can be written");
    assert_eq!(serde_json::from_str::<T>(&written).expect("what was written is read"), value);
}
