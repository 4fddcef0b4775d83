//! Full examples of what is sent about guides: editing, the queue of the field, the snapshot, and where guides fail.

use super::{correction, day, guide_flag, id, json, problem, slug};
use erum_domain::codes::{CorrectedField, Fault, FlagReason, Level, Obstacle, Referral, Service};
use erum_domain::disclosure::{Shown, ShownRow};
use erum_domain::failing::{FailingGuide, FailingStep};
use erum_domain::guide::{Cause, Checked, Confidence, Login, Nearness, Source, Status, StepKind, TranslationStatus, Who};
use erum_domain::manuscript::{Facts, Manuscript, StepFacts, StepWords, Translation, WayOnFacts, Words};
use erum_domain::note::Statement;
use erum_domain::wire::editing::{
    AnswerDay, AnswerRequest, BackRequest, Deed, Edition, FindingsAnswer, FindingsRequest, GuideAnswer, GuideLine, GuidesAnswer, Keep,
    LanguageLine, NewerRequest, OwnerAnswer, Progress, Published, RevisionLine, RevisionRequest, SaveRequest, StepTrouble, StepWhy,
    Unchanged,
};
use erum_domain::wire::queue::{
    CorrectionGroup, FailingAnswer, FailingPeriod, FlagGroup, GuideToSee, NoteLine, QueueAnswer, ReasonLine, SettleRequest, Settled,
};
use erum_domain::wire::snapshot::{GuideAnswered, OpenFlag, SnapshotAnswer};
use serde_json::Value;
use std::collections::BTreeMap;

pub(super) fn all() -> Vec<(&'static str, Value)> {
    vec![
        ("GuidesAnswer", json(&GuidesAnswer { today: day(), guides: vec![guide_line()] })),
        ("GuideAnswer", json(&guide_answer())),
        ("Unchanged", json(&Unchanged { problem: problem(), guide: guide_answer() })),
        ("SaveRequest", json(&SaveRequest { revision: 3, manuscript: manuscript() })),
        ("FindingsRequest", json(&FindingsRequest { manuscript: manuscript() })),
        ("FindingsAnswer", json(&FindingsAnswer { findings: findings(), steps: vec![trouble()] })),
        ("RevisionRequest", json(&RevisionRequest { revision: 3 })),
        ("BackRequest", json(&BackRequest { revision: 3, to: 1 })),
        ("NewerRequest", json(&NewerRequest { revision: 3, keep: Keep::BuiltIn })),
        ("AnswerRequest", json(&AnswerRequest { day: day(), text: statement() })),
        ("AnswerDay", json(&AnswerDay { day: day() })),
        ("QueueAnswer", json(&queue_answer())),
        ("SettleRequest", json(&SettleRequest { unit: slug("asele"), records: vec![id(0xa4)], how: Settled::OwnerTold })),
        ("SnapshotAnswer", json(&snapshot_answer())),
        ("FailingAnswer", json(&FailingAnswer { quarter: failing_period(), year: failing_period() })),
    ]
}

/// Stands for what another crate finds.
fn findings() -> Vec<Value> {
    vec![serde_json::json!({ "key": "title", "problem": { "code": "empty" } })]
}

fn statement() -> Statement {
    Statement::write("Knappen har bytt namn i vår senaste version.").ok().flatten().expect("nothing is seen in an example")
}

fn trouble() -> StepTrouble {
    StepTrouble { step: slug("hamta-appen"), why: StepWhy::Reused }
}

fn checked() -> Checked {
    Checked { status: Status::Checked, date: day(), role: "redaktion".to_owned() }
}

fn guide_line() -> GuideLine {
    GuideLine {
        slug: slug("bankid-skaffa"),
        service: Service::Eid,
        title: "Skaffa BankID".to_owned(),
        actor: "Din bank".to_owned(),
        published: Published::BuiltIn,
        draft: Some(Progress::Checked),
        newer_built_in: true,
        version: 2,
        checked: checked(),
        languages: vec![LanguageLine { language: "ar".to_owned(), status: TranslationStatus::Unreviewed }],
        flags: 2,
    }
}

fn edition(deed: Deed) -> Edition {
    Edition { revision: 2, deed, day: day(), manuscript: manuscript() }
}

fn guide_answer() -> GuideAnswer<Value> {
    GuideAnswer {
        slug: slug("bankid-skaffa"),
        revision: 3,
        built_in: Some(manuscript()),
        published: Some(edition(Deed::Published)),
        draft: Some(edition(Deed::Draft)),
        newer_built_in: true,
        history: vec![RevisionLine { revision: 3, deed: Deed::Draft, made_from: Some(2), day: day() }],
        answers: vec![OwnerAnswer { day: day(), text: statement() }],
        used_steps: [slug("hamta-appen")].into(),
        findings: findings(),
        steps: vec![trouble()],
        spelling: true,
    }
}

fn manuscript() -> Manuscript {
    let (before, step, way) = (slug("telefon"), slug("hamta-appen"), slug("ring-banken"));
    let words = Words {
        title: "Skaffa BankID".to_owned(),
        goal: "Du har BankID.".to_owned(),
        translation: Translation { status: TranslationStatus::Source, made: "Skriven av redaktionen".to_owned() },
        before: BTreeMap::from([(before.clone(), "En telefon.".to_owned())]),
        steps: BTreeMap::from([(step.clone(), step_words())]),
        otherwise: BTreeMap::from([(way.clone(), "Ring banken.".to_owned())]),
    };
    let phrases = BTreeMap::from([("sv".to_owned(), vec!["bankid".to_owned()])]);
    Manuscript { facts: facts(before, step, way), words: BTreeMap::from([("sv".to_owned(), words)]), phrases }
}

fn step_words() -> StepWords {
    StepWords { text: "Hämta appen.".to_owned(), hint: Some("Blå ikon.".to_owned()), if_stuck: Some("Be banken om hjälp.".to_owned()) }
}

fn facts(before: erum_domain::ident::Slug, step: erum_domain::ident::Slug, way: erum_domain::ident::Slug) -> Facts {
    let may_fail = vec![Cause::Obstacle(Obstacle::Device), Cause::Fault(Fault::Concepts)];
    Facts {
        slug: slug("bankid-skaffa"),
        version: 2,
        service: Service::Eid,
        actor: "Din bank".to_owned(),
        level: Level::Commercial,
        url: Some("https://www.bankid.com/".to_owned()),
        phone: Some("1177".to_owned()),
        limit: Nearness::Bank,
        confidence: Confidence::High,
        login: vec![Login { name: "BankID".to_owned(), seen: day() }],
        checked: checked(),
        sources: vec![Source { title: "Skaffa BankID".to_owned(), url: "https://www.bankid.com/".to_owned(), seen: day() }],
        before: vec![before],
        steps: vec![StepFacts { id: step, who: Who::Together, kind: StepKind::Do, may_fail }],
        otherwise: vec![WayOnFacts { id: way, phone: Some("1177".to_owned()) }],
        refer: vec![Referral::Bank],
        related: vec![slug("bankid-byt")],
    }
}

fn queue_answer() -> QueueAnswer {
    let note = |note: Option<erum_domain::note::Note>| NoteLine { day: day(), note: note.expect("the example has a note") };
    let flags = FlagGroup {
        guide: slug("bankid-skaffa"),
        title: Some("Skaffa BankID".to_owned()),
        step: slug("hamta-appen"),
        text: Some("Hämta appen.".to_owned()),
        reasons: vec![ReasonLine { reason: FlagReason::ButtonRenamed, flags: 2 }],
        first: day().plus(-7),
        last: day(),
        versions: [1, 2].into(),
        notes: vec![note(guide_flag().note)],
        records: vec![id(0xa4)],
    };
    let corrections = CorrectionGroup {
        point: slug("asele-bibliotek"),
        field: CorrectedField::OpeningHours,
        first: day().plus(-7),
        last: day(),
        notes: vec![note(correction().note)],
        records: vec![id(0xa5)],
    };
    let seen = || vec![GuideToSee { guide: slug("bankid-skaffa"), title: "Skaffa BankID".to_owned(), checked: checked() }];
    QueueAnswer { today: day(), flags: vec![flags], corrections: vec![corrections], newer: seen(), unchecked: seen() }
}

fn snapshot_answer() -> SnapshotAnswer {
    let flag =
        OpenFlag { guide: slug("bankid-skaffa"), step: slug("hamta-appen"), reason: FlagReason::WrongFact, first: day(), several: true };
    let answer = GuideAnswered { guide: slug("bankid-skaffa"), day: day(), actor: "Din bank".to_owned(), text: statement() };
    SnapshotAnswer { hash: "9c".repeat(32), flags: vec![flag], answers: vec![answer] }
}

fn failing_period() -> FailingPeriod {
    let rows = |code: &str| vec![ShownRow { code: code.to_owned(), count: Shown::Exactly(6) }];
    let step = FailingStep {
        step: slug("hamta-appen"),
        stuck: Shown::Exactly(12),
        percent: Some(50),
        obstacles: rows("tillgang-enhet"),
        faults: rows("begrepp"),
    };
    let guide = FailingGuide { guide: slug("bankid-skaffa"), sessions: Shown::Exactly(24), steps: vec![step] };
    FailingPeriod { from: day().plus(-51), to: day().plus(40), guides: vec![guide] }
}
