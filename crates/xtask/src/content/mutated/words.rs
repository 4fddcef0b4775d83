//! What is done to the words of a language.

use super::{Mutation, all, first_do, first_of, real, with_line, with_step_text};

/// What pays, in each language.
fn paying(language: &str) -> &'static str {
    match language {
        "sv" => "Betala avgiften nu.",
        "sv-simple" => "Swisha pengarna.",
        "en" => "Pay the fee now.",
        "ar" => "ادفع الرسوم الآن.",
        "fa" => "فیس را پرداخت کنید.",
        "so" => "Hadda lacagta bixi.",
        "ti" => "ሕጂ ክፈሉ።",
        "uk" => "Сплатіть збір зараз.",
        _ => "Maksa lippu nyt.",
    }
}

/// The language whose words are put in a file, and what is said of that.
fn swapped(language: &str) -> (&'static str, &'static str) {
    match language {
        "sv" => ("en", "looks like English"),
        "sv-simple" => ("fi", "looks like Finnish"),
        "en" => ("sv-simple", "looks like Swedish"),
        "ar" => ("fa", "looks like Persian"),
        "fa" => ("ar", "looks like Arabic"),
        "so" => ("fi", "looks like Finnish"),
        "ti" => ("uk", "another script"),
        "uk" => ("ti", "another script"),
        _ => ("so", "looks like Somali"),
    }
}

pub(super) fn mutations(guide: &'static str, language: &'static str) -> Vec<Mutation> {
    let file = format!("{language}.toml");
    let text = real(guide, &file);
    let first = first_do(guide);
    let status = text.lines().find(|line| line.starts_with("status = ")).unwrap();
    let (other, said_of_other) = swapped(language);
    let theirs = with_line(&real(guide, &format!("{other}.toml")), "language = ", &format!("language = \"{language}\""));
    let step = |value: &str| with_step_text(&text, &first, value);
    let look_away = first_of(guide, "look-away");
    let wrong_script = if ["ar", "fa", "uk", "ti"].contains(&language) {
        "Tryck på den gröna knappen."
    } else {
        "Натисніть зелену кнопку."
    };
    let not_status = if language == "sv" { "reviewed" } else { "source" };
    let spoilt = vec![
        ("drop a key", with_line(&text, "title = ", ""), "missing field `title`"),
        ("rename an id", text.replacen(&format!("[steps.{first}]"), "[steps.annat-steg]", 1), "no words here"),
        ("duplicate a step", format!("{text}\n[steps.{first}]\ntext = \"x\"\n"), "duplicate"),
        ("swap a language", with_line(&theirs, "status = ", status), said_of_other),
        ("wrong name", with_line(&text, "language = ", "language = \"tlh\""), "is not the file's name"),
        ("wrong status", with_line(&text, "status = ", &format!("status = \"{not_status}\"")), "does not fit the language"),
        ("empty text", with_line(&text, "made = ", "made = \" \""), "is empty"),
        ("empty text", step("\"\""), "is empty"),
        ("wrong type", step("17"), "invalid type"),
        ("a payment", step(&format!("\"{}\"", paying(language))), "pays"),
        ("a payment that staff look away from", with_step_text(&text, &look_away, &format!("\"{}\"", paying(language))), "pays"),
        ("a Swedish payment", step("\"**Betala**.\""), "pays"),
        ("html", step("\"Tryck <b>här</b>.\""), "has markup"),
        ("a placeholder", step("\"{{name}}\""), "stray"),
        ("open mark", step("\"**Spara\""), "not closed"),
        ("odd bidi", step("\"\\u202Eabc\\u202C\""), "U+202E"),
        ("wrong script", step(&format!("\"{wrong_script}\"")), "another script"),
        ("too long", step(&format!("\"{}\"", "a ".repeat(23).trim())), "has 23 words"),
        ("a person", step("\"19121212-1212\""), "personal data"),
        ("a new line", step("\"a\\nb\""), "a new line"),
    ];
    let mut mutations = all(guide, &file, spoilt);
    let mut bytes = text.into_bytes();
    bytes.insert(40, 0xff);
    mutations.push(Mutation { guide, kind: "invalid UTF-8", file, bytes, said: Some("in UTF-8") });
    mutations
}
