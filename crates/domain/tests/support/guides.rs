//! Guides made for tests: only what a test needs to say is said.

use erum_domain::codes::{Level, Service};
use erum_domain::day::Day;
use erum_domain::guide::{Checked, Confidence, Guide, Nearness, Status, Step, StepKind, TranslationStatus, Who};
use erum_domain::ident::Slug;

/// A slug that a test writes out.
pub(crate) fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("tests write slugs right")
}

/// A step whose words do not matter.
pub(crate) fn step(id: Slug) -> Step {
    let text = "Gör så här.".to_owned();
    Step { id, who: Who::Together, kind: StepKind::Do, may_fail: Vec::new(), text, hint: None, if_stuck: None }
}

/// A guide with these steps, whose words do not matter.
pub(crate) fn guide(name: Slug, service: Service, steps: Vec<Step>) -> Guide {
    let checked = Checked { status: Status::Draft, date: Day::from_days(20_778), role: "redaktion".to_owned() };
    Guide {
        slug: name,
        version: 1,
        service,
        title: "Gör ett ärende".to_owned(),
        goal: "Du har gjort det.".to_owned(),
        actor: "Myndigheten".to_owned(),
        level: Level::State,
        url: None,
        phone: None,
        limit: Nearness::None,
        confidence: Confidence::Low,
        login: Vec::new(),
        checked,
        sources: Vec::new(),
        before: Vec::new(),
        steps,
        otherwise: Vec::new(),
        refer: Vec::new(),
        related: Vec::new(),
        language: "sv".to_owned(),
        translation: TranslationStatus::Source,
    }
}
