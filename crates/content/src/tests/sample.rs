//! A small guide in which nothing is wrong.

use erum_domain::codes::{Level, Service};
use erum_domain::day::Day;
use erum_domain::guide::{Checked, Confidence, Login, Nearness, Source, Status, StepKind, TranslationStatus, Who};
use erum_domain::ident::Slug;
use erum_domain::manuscript::{Facts, Manuscript, StepFacts, StepWords, Translation, WayOnFacts, Words};
use std::collections::BTreeMap;

pub(super) fn id(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub(super) fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
}

/// A guide near a payment, in the languages that every guide has, and one more.
pub(super) fn sound() -> Manuscript {
    let sv = ["Boka tid för pass", "Du har en tid hos Polisen.", "Ta fram papper.", "Tryck på **Boka**.", "Stanna här.", "Ring Polisen."];
    let easy = ["Boka tid för pass", "Du har en tid.", "Ta fram papper.", "Tryck på **Boka**.", "Stanna här.", "Ring Polisen."];
    let en =
        ["Book a time for a passport", "You have a time.", "Have paper ready.", "Press **Boka** (book).", "Stop here.", "Call Polisen."];
    let uk = [
        "Записатися на паспорт",
        "У вас є час.",
        "Підготуйте папір.",
        "Натисніть **Boka**.",
        "Зупиніться тут.",
        "Зателефонуйте до Polisen.",
    ];
    let words = [("sv", sv), ("sv-simple", easy), ("en", en), ("uk", uk)];
    let words = words.into_iter().map(|(language, texts)| (language.to_owned(), in_language(language, texts))).collect();
    let phrases = BTreeMap::from([("sv".to_owned(), vec!["pass".to_owned(), "nytt pass".to_owned()])]);
    Manuscript { facts: facts(), words, phrases }
}

fn facts() -> Facts {
    let step = |id_of: &str, kind| StepFacts { id: id(id_of), who: Who::Together, kind, may_fail: Vec::new() };
    let url = "https://polisen.se/pass/".to_owned();
    Facts {
        slug: id("pass"),
        version: 1,
        service: Service::Police,
        actor: "Polisen".to_owned(),
        level: Level::State,
        url: Some(url.clone()),
        phone: Some("114 14".to_owned()),
        limit: Nearness::Payment,
        confidence: Confidence::High,
        login: vec![Login { name: "E-legitimation".to_owned(), seen: today() }],
        checked: Checked { status: Status::Draft, date: today(), role: "redaktion".to_owned() },
        sources: vec![Source { title: "Polisen: pass".to_owned(), url, seen: today() }],
        before: vec![id("papper")],
        steps: vec![step("valj-tid", StepKind::Do), step("stanna", StepKind::Stop)],
        otherwise: vec![WayOnFacts { id: id("ring"), phone: Some("114 14".to_owned()) }],
        refer: Vec::new(),
        related: vec![id("kivra")],
    }
}

fn in_language(language: &str, [title, goal, before, first, stop, otherwise]: [&str; 6]) -> Words {
    let status = if language == "sv" { TranslationStatus::Source } else { TranslationStatus::Unreviewed };
    let step = |text: &str| StepWords { text: text.to_owned(), hint: None, if_stuck: None };
    Words {
        title: title.to_owned(),
        goal: goal.to_owned(),
        translation: Translation { status, made: "Skriven av redaktionen.".to_owned() },
        before: BTreeMap::from([(id("papper"), before.to_owned())]),
        steps: BTreeMap::from([(id("valj-tid"), step(first)), (id("stanna"), step(stop))]),
        otherwise: BTreeMap::from([(id("ring"), otherwise.to_owned())]),
    }
}
