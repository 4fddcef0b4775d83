//! One full example of everything that is stored or sent: every field filled, every list with something in it.
//!
//! Written out without `..`, so that a new field does not compile until it stands here – and then `personal_data`
//! asks why it cannot hold a person's data.

use erum_domain::codes::{
    CorrectedField, Fault, FlagReason, Form, LengthClass, Limit, Obstacle, Outcome, Personal, PlaceKind, Referral, Service, SupportLanguage,
};
use erum_domain::day::Day;
use erum_domain::disclosure::{Shown, ShownGuide, ShownRow, ShownStatistics, ShownStep};
use erum_domain::folding::Aggregate;
use erum_domain::guide::Cause;
use erum_domain::ident::{Id, Slug};
use erum_domain::note::Note;
use erum_domain::record::{DirectoryCorrection, GuideFlag, GuideRef, Record, Refusal, SessionRecord, Stuck, Withdrawal};
use erum_domain::session::{About, DaySetting, Ending, HelpSession};
use erum_domain::statistics::count;
use erum_domain::wire::devices::{AsideShown, CodeAnswer, CodeRequest, DeviceRequest, DeviceShown, DevicesAnswer};
use erum_domain::wire::{
    EnrolAnswer, EnrolRequest, HandIn, HandInAnswer, LoginRequest, Parcel, Policy, Problem, Receipt, ReceiptStatus, SessionAnswer,
    StatisticsAnswer, SyncAnswer, SyncRequest, UnitName,
};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

#[path = "examples/knowledge.rs"]
mod knowledge;

/// Types that stand inside the examples' types, or are never stored or sent.
pub(crate) const INSIDE: [&str; 34] = [
    "GuideRef",
    "Stuck",
    "About",
    "Telling",
    "Parcel",
    "Policy",
    "Receipt",
    "ReceiptStatus",
    "Refusal",
    "UnitName",
    "DeviceShown",
    "AsideShown",
    "GuideLine",
    "Published",
    "Progress",
    "LanguageLine",
    "Edition",
    "RevisionLine",
    "Deed",
    "StepTrouble",
    "StepWhy",
    "Keep",
    "OwnerAnswer",
    "FlagGroup",
    "ReasonLine",
    "NoteLine",
    "CorrectionGroup",
    "GuideToSee",
    "Settled",
    "FailingPeriod",
    "FailingGuide",
    "FailingStep",
    "OpenFlag",
    "GuideAnswered",
];
pub(crate) const NEVER_WRITTEN: [&str; 6] = ["Move", "MoveError", "Reading", "Received", "Going", "Fold"];

/// The name of each type and an example of it; a type whose fields exclude each other has several.
pub(crate) fn all() -> Vec<(&'static str, Value)> {
    let mut examples = vec![
        ("SessionRecord", json(&Record::Session(session_record()))),
        ("Withdrawal", json(&Record::Withdrawal(Withdrawal { v: 1, id: id(0xa3), withdraws: id(0xa1) }))),
        ("GuideFlag", json(&Record::GuideFlag(guide_flag()))),
        ("GuideFlag", json(&Record::GuideFlag(GuideFlag { note: None, withheld: withheld(), ..guide_flag() }))),
        ("DirectoryCorrection", json(&Record::DirectoryCorrection(correction()))),
        (
            "DirectoryCorrection",
            json(&Record::DirectoryCorrection(DirectoryCorrection { note: None, withheld: withheld(), ..correction() })),
        ),
        ("HelpSession", json(&help_session(About::Guide(guide_ref())))),
        ("HelpSession", json(&help_session(About::Topic(Service::Other)))),
        ("Ending", json(&ending())),
        ("DaySetting", json(&DaySetting { day: day(), place: PlaceKind::Home, form: Form::Video })),
        ("EnrolRequest", json(&EnrolRequest { code: "KFTR-92WD".to_owned() })),
        ("EnrolAnswer", json(&enrol_answer())),
        ("SyncRequest", json(&sync_request())),
        ("SyncAnswer", json(&sync_answer())),
        ("HandIn", json(&HandIn { v: 1, device: id(0xc1), parcels: sync_request().parcels })),
        ("HandInAnswer", json(&HandInAnswer { receipts: sync_answer().receipts })),
        ("LoginRequest", json(&LoginRequest { token: "5e".repeat(32) })),
        ("SessionAnswer", json(&SessionAnswer { units: vec![UnitName { id: slug("asele"), name: "Åsele".to_owned(), sample: true }] })),
        ("StatisticsAnswer", json(&statistics_answer())),
        ("Problem", json(&problem())),
        ("DevicesAnswer", json(&devices_answer())),
        ("CodeRequest", json(&CodeRequest { unit: slug("asele") })),
        ("CodeAnswer", json(&CodeAnswer { code: "KFTR-92WD-MPX7-3".to_owned(), minutes: 15 })),
        ("DeviceRequest", json(&DeviceRequest { unit: slug("asele"), device: id(0xc1) })),
        ("Aggregate", json(&Aggregate::new(day().quarter(), count([&session_record(), &without_guide()])))),
    ];
    examples.extend(knowledge::all());
    examples
}

fn json<T: Serialize>(example: &T) -> Value {
    serde_json::to_value(example).expect("every type is JSON")
}

fn id(first: u8) -> Id {
    Id::from_random(std::array::from_fn(|index| first.wrapping_mul(29).wrapping_add((index as u8).wrapping_mul(83))))
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("examples write slugs right")
}

fn day() -> Day {
    Day::parse("2026-11-21").expect("a day")
}

fn guide_ref() -> GuideRef {
    GuideRef { slug: slug("bankid-skaffa"), version: 1 }
}

fn stuck() -> BTreeSet<Stuck> {
    let causes = [Cause::Obstacle(Obstacle::ForgottenCodes), Cause::Fault(Fault::Timeout)];
    causes.map(|cause| Stuck { step: slug("valj-kod"), cause }).into()
}

fn ending() -> Ending {
    let (obstacles, faults) = ([Obstacle::Device].into(), [Fault::OneEidOnly].into());
    Ending { outcome: Outcome::DeclinedOther, obstacles, faults, limit: Some(Limit::Codes), referral: Some(Referral::Bank) }
}

pub(crate) fn session_record() -> SessionRecord {
    SessionRecord {
        v: 1,
        id: id(0xa1),
        date: day(),
        place: PlaceKind::BookBus,
        form: Form::Outreach,
        service: Service::Eid,
        guide: Some(guide_ref()),
        outcome: Outcome::DeclinedOther,
        stuck: stuck(),
        obstacles: [Obstacle::Device, Obstacle::Trust].into(),
        faults: [Fault::OneEidOnly].into(),
        limit: Some(Limit::Codes),
        referral: Some(Referral::Bank),
        support: Some(SupportLanguage::EasySwedish),
        length: Some(LengthClass::UpTo40),
        returning: true,
        replaces: Some(id(0xa0)),
    }
}

fn without_guide() -> SessionRecord {
    SessionRecord { id: id(0xa2), guide: None, stuck: BTreeSet::new(), ..session_record() }
}

pub(crate) fn guide_flag() -> GuideFlag {
    GuideFlag {
        v: 1,
        id: id(0xa4),
        date: day(),
        guide: guide_ref(),
        step: slug("hamta-appen"),
        reason: FlagReason::ButtonRenamed,
        note: note("Knappen heter nu ”Öppna”, längst ner."),
        withheld: BTreeSet::new(),
    }
}

pub(crate) fn correction() -> DirectoryCorrection {
    DirectoryCorrection {
        v: 1,
        id: id(0xa5),
        date: day(),
        point: slug("asele-bibliotek"),
        field: CorrectedField::OpeningHours,
        note: note("Torsdagar 10–18, se anslaget på dörren."),
        withheld: BTreeSet::new(),
    }
}

fn note(text: &str) -> Option<Note> {
    Note::write(text).expect("nothing is seen in an example")
}

fn withheld() -> BTreeSet<Personal> {
    [Personal::Name, Personal::Phone].into()
}

fn help_session(about: About) -> HelpSession {
    HelpSession {
        id: id(0xb1),
        about,
        service: Service::Eid,
        visitor: 3,
        place: PlaceKind::SeniorHome,
        form: Form::Outreach,
        started_ms: 1_795_255_200_000,
        touched_ms: 1_795_256_100_000,
        ticked: [slug("fraga-din-bank"), slug("kolla-nfc")].into(),
        stuck: stuck(),
        returning: true,
        support: Some(SupportLanguage::Interpreter),
        replaces: Some(id(0xa1)),
        done_before: 2,
        telling: Some(session_record().into()),
    }
}

fn enrol_answer() -> EnrolAnswer {
    let token = "0f1e2d3c4b5a6978".repeat(4);
    EnrolAnswer {
        device: id(0xc1),
        token,
        unit: slug("asele"),
        unit_name: "Åsele".to_owned(),
        hub_time_ms: 1_795_255_200_000,
        hub_key: "a".repeat(43),
        policy: Policy::default(),
    }
}

fn sync_request() -> SyncRequest {
    let parcel = Parcel { id: id(0xa1), number: 17, body: "AbcD".repeat(64) };
    SyncRequest { device: id(0xc1), next_number: 18, device_time_ms: 1_795_256_400_000, parcels: vec![parcel] }
}

fn sync_answer() -> SyncAnswer {
    let receipt = Receipt { id: id(0xa1), number: 17, status: ReceiptStatus::Quarantined, reason: Some(Refusal::BadDay) };
    SyncAnswer {
        hub_time_ms: 1_795_256_400_250,
        receipts: vec![receipt],
        device: id(0xc2),
        restored: true,
        missing: vec![4, 5],
        packs: "9c".repeat(32),
        snapshot: "5d".repeat(32),
        revoked: true,
        hub_key: "a".repeat(43),
        policy: Policy::default(),
    }
}

fn statistics_answer() -> StatisticsAnswer {
    let rows = |code: &str| vec![ShownRow { code: code.to_owned(), count: Shown::Exactly(12) }];
    let step = ShownStep { step: slug("valj-kod"), stuck: Shown::Exactly(6), percent: Some(50) };
    let statistics = ShownStatistics {
        sessions: Shown::Exactly(12),
        services: rows("eleg"),
        outcomes: rows("klar-sjalv"),
        places: rows("bokbuss"),
        forms: rows("uppsokande"),
        obstacles: rows("minne-koder"),
        faults: rows("timeout"),
        limits: rows("kod"),
        referrals: rows("bank"),
        guides: vec![ShownGuide { guide: slug("bankid-skaffa"), sessions: Shown::Exactly(12), steps: vec![step] }],
        without_guide: rows("utskrift"),
    };
    StatisticsAnswer { from: day().plus(-51), to: day().plus(40), statistics, quarantined: 1, restored_devices: 1 }
}

fn devices_answer() -> DevicesAnswer {
    let device =
        DeviceShown { id: id(0xc1), enrolled: Some(day().plus(-90)), last_contact: Some(day()), revoked: true, copies: 1, waiting: 3 };
    let aside = AsideShown { reason: Some(Refusal::BadDay), records: 2 };
    DevicesAnswer { today: day(), devices: vec![device], aside: vec![aside], unread: 1 }
}

fn problem() -> Problem {
    Problem {
        kind: "urn:erum:problem:code-used".to_owned(),
        title: "Koden är redan använd".to_owned(),
        status: 409,
        detail: "Be samordnaren om en ny kod.".to_owned(),
    }
}
