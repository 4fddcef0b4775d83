//! Guides and packs for tests: small, but of the very form that the app is built with.

use super::house::{slug, today};
use erum_domain::guide::{Checked, Confidence, Nearness, Status, StepKind, TranslationStatus, Who};
use erum_domain::manuscript::{Facts, Manuscript, StepFacts, StepWords, Translation, Words};
use erum_domain::pack::{self, Leads, Manifest, PackFile};
use erum_hub::secret::{hash, hex};
use std::collections::BTreeMap;
use std::path::Path;

/// A guide of two steps; at the second one may get stuck.
pub(crate) fn guide(name: &str) -> Manuscript {
    let facts = serde_json::json!({
        "slug": name, "version": 1, "service": "eleg", "actor": "Banken", "level": "state", "limit": "none", "confidence": "low",
        "checked": { "status": "checked", "date": "2026-11-01", "role": "redaktion" },
        "sources": [{ "title": "Banken", "url": "https://www.bankid.com/", "seen": "2026-11-01" }], "steps": []
    });
    let facts = Facts {
        confidence: Confidence::Low,
        limit: Nearness::None,
        checked: Checked { status: Status::Checked, date: today().plus(-20), role: "redaktion".to_owned() },
        ..serde_json::from_value(facts).unwrap()
    };
    let translation = Translation { status: TranslationStatus::Source, made: "Skriven av redaktionen".to_owned() };
    let words = |title: &str, goal: &str, status| Words {
        title: title.to_owned(),
        goal: goal.to_owned(),
        translation: Translation { status, ..translation.clone() },
        before: BTreeMap::new(),
        steps: BTreeMap::new(),
        otherwise: BTreeMap::new(),
    };
    let titles = [
        ("sv", "Gör så här", "Du är klar.", TranslationStatus::Source),
        ("sv-simple", "Gör så här", "Du är klar.", TranslationStatus::Unreviewed),
        ("en", "Do this", "You are done.", TranslationStatus::Unreviewed),
    ];
    let words = titles.map(|(language, title, goal, status)| (language.to_owned(), words(&format!("{title}: {name}"), goal, status)));
    let bare = Manuscript { facts, words: words.into(), phrases: BTreeMap::new() };
    let stuck = serde_json::json!([{ "obstacle": "kunskap" }, { "fault": "begrepp" }]);
    let mut guide = with_step(&with_step(&bare, "forsta-steget", "Öppna sidan."), "svara-steget", "Tryck på **Svara**.");
    guide.facts.steps[1].may_fail = serde_json::from_value(stuck).unwrap();
    guide
}

/// The guide with one more step at its end.
pub(crate) fn with_step(guide: &Manuscript, id: &str, text: &str) -> Manuscript {
    let mut guide = guide.clone();
    guide.facts.steps.push(StepFacts { id: slug(id), who: Who::Together, kind: StepKind::Do, may_fail: Vec::new() });
    for (language, words) in &mut guide.words {
        let text = if language == "en" { in_english(text) } else { text.to_owned() };
        words.steps.insert(slug(id), StepWords { text, hint: None, if_stuck: None });
    }
    guide
}

/// Some English for any step, with the Swedish names of its buttons.
fn in_english(text: &str) -> String {
    match text.split("**").nth(1) {
        Some(button) => format!("Press **{button}** and wait for the answer."),
        None => "Read what the page says and go on.".to_owned(),
    }
}

/// The guide without a step.
pub(crate) fn without_step(guide: &Manuscript, id: &str) -> Manuscript {
    let mut guide = guide.clone();
    guide.facts.steps.retain(|step| step.id != slug(id));
    guide.words.values_mut().for_each(|words| drop(words.steps.remove(&slug(id))));
    guide
}

/// The guide with another goal in Swedish.
pub(crate) fn with_goal(guide: &Manuscript, goal: &str) -> Manuscript {
    let mut guide = guide.clone();
    goal.clone_into(&mut guide.words.get_mut("sv").unwrap().goal);
    guide
}

/// What every house has on its shelf.
pub(crate) fn guides() -> [Manuscript; 2] {
    ["bankid-skaffa", "1177-boka-tid"].map(guide)
}

/// Writes packs as the app is built with them, and a manifest that also lists what it must not.
pub(crate) fn write(dir: &Path, guides: &[Manuscript]) {
    let files = pack::files(guides, &[], &Leads::new()).unwrap();
    let mut manifest = Manifest::of(&files, |bytes| hex(&hash(bytes)));
    manifest.files.push(PackFile { name: "../../outside.txt".to_owned(), sha256: "00".to_owned(), bytes: 2 });
    for (name, bytes) in files {
        std::fs::write(dir.join(name), bytes).unwrap();
    }
    std::fs::write(dir.join("manifest.json"), serde_json::to_vec(&manifest).unwrap()).unwrap();
}
