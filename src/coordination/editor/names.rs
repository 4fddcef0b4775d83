//! What a field is called in Swedish, and what stands in it, for people: in lists of findings and differences.

use crate::components::rich::plain;
use crate::coordination::tongues::in_swedish;
use crate::platform;
use crate::words::{Word, label, label_of, t, t_with, w};
use erum_domain::codes::{Fault, Level, Obstacle, Referral, Service};
use erum_domain::day::Day;
use erum_domain::ident::Slug;
use erum_domain::manuscript::SOURCE_LANGUAGE;
use erum_domain::manuscript::fields::{Fields, Place};
use serde_json::Value;

/// Longest beginning of a step that is shown as its name, in characters.
const BEGINNING: usize = 48;

/// What a field is called: `Steg 3 ”Tryck på Logga in”: text, engelska`.
pub(super) fn name_of(place: &Place, fields: &Fields) -> String {
    let mut parts = place.key().split('.');
    let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let name = match (first, second) {
        _ if place.part_and_key().0 == "phrases" => t(w::EDITOR_TAB_PHRASES).to_owned(),
        ("steps", Some(id)) => format!("{}: {}", step_name(id, fields), t(step_part(third))),
        ("before", Some(_)) => t(w::FACT_BEFORE).to_owned(),
        ("otherwise", Some(_)) => t(w::FACT_OTHERWISE).to_owned(),
        _ => t(fact(first)).to_owned(),
    };
    let language = place.language().filter(|language| *language != SOURCE_LANGUAGE);
    match language {
        Some(language) => format!("{name} ({})", in_swedish(language)),
        None => name,
    }
}

const fn step_part(key: Option<&str>) -> Word {
    let Some(key) = key else { return w::STEP_PART_WHOLE };
    match key.as_bytes() {
        b"hint" => w::STEP_HINT,
        b"if_stuck" => w::STEP_IF_STUCK,
        b"who" => w::STEP_WHO,
        b"kind" => w::STEP_KIND,
        b"may_fail" => w::STEP_MAY_FAIL,
        _ => w::STEP_TEXT,
    }
}

const fn fact(key: &str) -> Word {
    match key.as_bytes() {
        b"title" => w::FACT_TITLE,
        b"goal" => w::FACT_GOAL,
        b"service" => w::FACT_SERVICE,
        b"actor" => w::FACT_ACTOR,
        b"level" => w::FACT_LEVEL,
        b"url" => w::FACT_URL,
        b"phone" => w::FACT_PHONE,
        b"limit" => w::FACT_LIMIT,
        b"confidence" => w::FACT_CONFIDENCE,
        b"login" => w::FACT_LOGIN,
        b"sources" => w::FACT_SOURCES,
        b"before" => w::FACT_BEFORE,
        b"steps" => w::FACT_STEPS,
        b"otherwise" => w::FACT_OTHERWISE,
        b"refer" => w::FACT_REFER,
        b"related" => w::FACT_RELATED,
        b"checked" => w::FACT_CHECKED,
        b"translation" => w::FACT_TRANSLATION,
        _ => w::FACT_OTHER,
    }
}

fn step_name(id: &str, fields: &Fields) -> String {
    let number = fields.ids("steps").iter().position(|step| step.as_str() == id);
    let text = step_text(fields, id);
    match (number, text) {
        (Some(number), Some(text)) => t_with(w::STEP_NAME, &[("number", &(number + 1).to_string()), ("text", &text)]),
        (Some(number), None) => t_with(w::STEP_NUMBER, &[("number", &(number + 1).to_string())]),
        (None, Some(text)) => t_with(w::STEP_GONE, &[("text", &text)]),
        (None, None) => t_with(w::STEP_GONE, &[("text", id)]),
    }
}

/// The beginning of a step's Swedish words.
fn step_text(fields: &Fields, id: &str) -> Option<String> {
    let text = plain(fields.text(&Place::words(SOURCE_LANGUAGE, &format!("steps.{id}.text"))));
    let short: String = text.chars().take(BEGINNING).collect();
    let short = if short.len() < text.len() { format!("{short}…") } else { short };
    (!short.is_empty()).then_some(short)
}

/// What stands in a field, for people.
pub(super) fn value_text(place: &Place, value: Option<&Value>, fields: &Fields) -> String {
    let last = place.key().rsplit('.').next().unwrap_or_default();
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => code_text(last, text).unwrap_or_else(|| text.clone()),
        Some(Value::Array(list)) => {
            let each: Vec<String> = list.iter().map(|one| member_text(place.key(), last, one, fields)).collect();
            each.join(" · ")
        }
        Some(other) => other.to_string(),
    }
}

fn member_text(key: &str, last: &str, value: &Value, fields: &Fields) -> String {
    if let Some(text) = value.as_str() {
        return match key {
            "steps" => step_text(fields, text).unwrap_or_else(|| text.to_owned()),
            "before" | "otherwise" => fields.text(&Place::words(SOURCE_LANGUAGE, &format!("{key}.{text}"))).to_owned(),
            _ => code_text(last, text).unwrap_or_else(|| text.to_owned()),
        };
    }
    let of = |name: &str| value.get(name).and_then(Value::as_str);
    if let Some(code) = of("obstacle") {
        return label_of(Obstacle::LIST, code).to_owned();
    }
    if let Some(code) = of("fault") {
        return label_of(Fault::LIST, code).to_owned();
    }
    let seen = of("seen").and_then(|day| Day::parse(day).ok()).map(platform::day_text);
    let parts: Vec<String> =
        [of("name").or(of("title")).map(str::to_owned), of("url").map(str::to_owned), seen].into_iter().flatten().collect();
    parts.join(", ")
}

/// What people call the code of a field.
fn code_text(key: &str, code: &str) -> Option<String> {
    let word = match key {
        "service" => return Service::from_code(code).map(|code| label(code).to_owned()),
        "level" => return Level::from_code(code).map(|code| label(code).to_owned()),
        "refer" => return Referral::from_code(code).map(|code| label(code).to_owned()),
        "who" | "kind" | "limit" | "confidence" | "status" => choice_word(key, code)?,
        _ => return None,
    };
    Some(t(word).to_owned())
}

/// The words of a choice that is no coded list.
pub(super) fn choice_word(key: &str, code: &str) -> Option<Word> {
    CHOICES.iter().find(|(of, known, _)| *of == key && *known == code).map(|(_, _, word)| *word)
}

/// The codes of a choice with their words, in the order they are offered.
pub(super) fn options(key: &str) -> Vec<(String, String)> {
    CHOICES.iter().filter(|(of, ..)| *of == key).map(|(_, code, word)| ((*code).to_owned(), t(*word).to_owned())).collect()
}

const CHOICES: [(&str, &str, Word); 16] = [
    ("who", "together", w::WHO_TOGETHER),
    ("who", "resident", w::WHO_RESIDENT),
    ("kind", "do", w::KIND_DO),
    ("kind", "look-away", w::KIND_LOOK_AWAY),
    ("kind", "stop", w::KIND_STOP),
    ("limit", "none", w::LIMIT_NONE),
    ("limit", "caution", w::LIMIT_CAUTION),
    ("limit", "health", w::LIMIT_HEALTH),
    ("limit", "bank", w::LIMIT_BANK),
    ("limit", "payment", w::LIMIT_PAYMENT),
    ("confidence", "high", w::CONFIDENCE_HIGH),
    ("confidence", "medium", w::CONFIDENCE_MEDIUM),
    ("confidence", "low", w::CONFIDENCE_LOW),
    ("status", "source", w::STATUS_SOURCE),
    ("status", "unreviewed", w::STATUS_UNREVIEWED),
    ("status", "reviewed", w::STATUS_REVIEWED),
];

/// What a guide is called, when there is such a guide.
pub(super) fn guide_title(slug: &Slug, known: &[(Slug, String)]) -> String {
    known.iter().find(|(one, _)| one == slug).map_or_else(|| slug.to_string(), |(_, title)| title.clone())
}
