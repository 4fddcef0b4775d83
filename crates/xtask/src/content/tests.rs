//! A mistake in the content names the file and what to do, and nothing is written.

use super::*;
use crate::paths::scratch::Scratch;
use erum_domain::manuscript::Facts;
use erum_domain::pack::{LanguageWords, Leads, Pack};

const GUIDE: &str = r#"slug = "ringa"
version = 1
service = "grundverktyg"
actor = "Ingen"
level = "cooperation"
url = "https://example.org/"
limit = "none"
confidence = "low"
before = ["telefon"]

[checked]
status = "draft"
date = "2026-11-21"
role = "redaktion"

[[sources]]
title = "Egen erfarenhet"
url = "https://example.org/"
seen = "2026-11-21"

[[steps]]
id = "lyft-luren"
who = "together"
kind = "do"
may_fail = ["kunskap", "avbrott"]

[[otherwise]]
id = "ga-dit"
"#;

const SWEDISH: &str = r#"language = "sv"
title = "Ringa"
goal = "Någon svarar."

[translation]
status = "source"
made = "Skriven på svenska."

[before]
telefon = "En telefon."

[steps.lyft-luren]
text = "Lyft luren."

[otherwise]
ga-dit = "Gå dit."
"#;

const ENGLISH: &str = r#"language = "en"
title = "Call"
goal = "Somebody answers."

[translation]
status = "unreviewed"
made = "Translated from Swedish."

[before]
telefon = "A telephone."

[steps.lyft-luren]
text = "Lift the receiver."

[otherwise]
ga-dit = "Go there."
"#;

const PLACE: &str = "id = \"asele\"\n[names]\nsv = \"Åsele\"\n";

/// On the day after the guide was checked, without a dictionary.
const JUDGES: Judges<'_> = Judges { today: Day::from_days(20_779), speller: None };

fn checkout() -> Scratch {
    let easy = SWEDISH.replace("language = \"sv\"", "language = \"sv-simple\"").replace("\"source\"", "\"unreviewed\"");
    let words: BTreeMap<_, _> = words::codes::keys().into_iter().map(|key| (key, "ord")).collect();
    let scratch = Scratch::new();
    scratch
        .write("content/guides/ringa/guide.toml", GUIDE)
        .write("content/guides/ringa/sv.toml", SWEDISH)
        .write("content/guides/ringa/sv-simple.toml", &easy)
        .write("content/guides/ringa/en.toml", ENGLISH)
        .write("content/guides/ringa/search.toml", "sv = [\"telefon\"]\n")
        .write("content/before.toml", "telefon = []\n")
        .write("content/translated.toml", "guides = []\n")
        .write("content/places/asele.toml", PLACE)
        .write("content/words/sv.json", &serde_json::to_string_pretty(&words).unwrap());
    scratch
}

/// Compiles and gives back what was found wrong; checks that nothing was written then.
fn wrong(scratch: &Scratch) -> Vec<String> {
    let mut report = Report::default();
    read(&scratch.0, &JUDGES, &mut report);
    let compiled = compile_with(&scratch.0, false, &JUDGES);
    assert_eq!(compiled.is_err(), report.errors() > 0);
    assert_eq!(scratch.0.packs().exists(), report.errors() == 0);
    report.error_lines().to_vec()
}

/// One change in a sound checkout gives one error that holds all these parts.
fn one_change(file: &str, text: &str, parts: &[&str]) {
    let scratch = checkout();
    scratch.write(file, text);
    let found = wrong(&scratch);
    let fits = |line: &String| line.starts_with(file) && line.contains('→') && parts.iter().all(|part| line.contains(part));
    assert!(found.iter().any(fits), "{parts:?} not in {found:#?}");
}

#[test]
fn sound_content_gives_the_same_packs_twice() {
    let scratch = checkout();
    assert_eq!(wrong(&scratch), Vec::<String>::new());
    let first = std::fs::read(scratch.0.packs().join("manifest.json")).unwrap();
    compile_with(&scratch.0, false, &JUDGES).unwrap();
    assert_eq!(std::fs::read(scratch.0.packs().join("manifest.json")).unwrap(), first);
    let file = |name: &str| std::fs::read(scratch.0.packs().join(name)).unwrap();
    let facts: Vec<Facts> = serde_json::from_slice(&file("facts.json")).unwrap();
    let words: LanguageWords = serde_json::from_slice(&file("words-sv.json")).unwrap();
    assert_eq!(Pack::bind("sv", &facts, &[words], Vec::new(), Leads::new()).guides[0].steps[0].text, "Lyft luren.");
    assert!(String::from_utf8(file("phrases.json")).unwrap().contains("telefon"));
}

#[test]
fn an_id_without_words_and_words_without_an_id_are_named() {
    let renamed = SWEDISH.replace("[steps.lyft-luren]", "[steps.lyft]");
    one_change("content/guides/ringa/sv.toml", &renamed, &["steps.lyft-luren", "no words"]);
    one_change("content/guides/ringa/sv.toml", &renamed, &[":12", "steps.lyft`", "no id in guide.toml"]);
}

#[test]
fn a_step_that_pays_is_refused() {
    let paying = SWEDISH.replace("Lyft luren.", "Tryck på **Betala**.");
    one_change("content/guides/ringa/sv.toml", &paying, &[":13", "steps.lyft-luren.text", "pays", "stop"]);
}

#[test]
fn an_unknown_service_in_a_places_file_is_named_with_its_line() {
    let answers = "[[answers]]\nservice = \"trolleri\"\nactor = \"x\"\nlevel = \"state\"\nsource = \"y\"\nseen = \"2026-11-21\"\n";
    one_change("content/places/asele.toml", &format!("{PLACE}{answers}"), &[":5", "trolleri", "use one of the codes"]);
}

const POINT: &str =
    "[[points]]\nid = \"asele-buss\"\nname = \"Bussen\"\nvariant = \"book-bus\"\nsource = \"Turlistan\"\nseen = \"2026-11-21\"\n";
const KNOWN: &str = "source = \"Turlistan\"\nseen = \"2026-11-21\"\n";

/// A point with these hours or stops gives one error that holds all these parts.
fn one_timetable(timetable: &str, parts: &[&str]) {
    one_change("content/places/asele.toml", &format!("{PLACE}{POINT}{timetable}{KNOWN}"), parts);
}

#[test]
fn hours_and_stops_as_the_format_says_are_taken_in() {
    let opening =
        "[points.opening]\nweekly = [{ days = [\"mon\"], from = \"09:30\", to = \"12:00\" }]\nexceptions = [{ date = \"2026-12-24\" }]\n";
    let stops = "[[points.stops]]\nplace = \"Byn\"\nfrom = \"10:00\"\nto = \"10:30\"\nevery = { weeks = 2, weekday = \"tue\", first = \"2026-12-01\" }\nnot_on = [\"2026-12-29\"]\n";
    let scratch = checkout();
    scratch.write("content/places/asele.toml", &format!("{PLACE}{POINT}{opening}{KNOWN}{stops}{KNOWN}"));
    assert_eq!(wrong(&scratch), Vec::<String>::new());
}

#[test]
fn the_example_that_municipalities_are_given_is_taken_in() {
    let paper = include_str!("../../../../CONTRIBUTING.md");
    let example = paper.split_once("```toml\n[points.opening]").and_then(|(_, rest)| rest.split_once("```")).unwrap().0;
    let scratch = checkout();
    scratch.write("content/places/asele.toml", &format!("{PLACE}{POINT}[points.opening]{example}"));
    assert_eq!(wrong(&scratch), Vec::<String>::new());
}

#[test]
fn hours_that_cannot_be_are_named() {
    let weekly = |row: &str| format!("[points.opening]\nweekly = [{{ {row} }}]\n");
    one_timetable(&weekly("days = [\"mon\"], from = \"9.30\", to = \"12:00\""), &["not a time of day", "HH:MM"]);
    one_timetable(&weekly("days = [\"mon\"], from = \"12:00\", to = \"09:30\""), &["opening.weekly", "12:00–09:30"]);
    one_timetable(&weekly("days = [], from = \"09:30\", to = \"12:00\""), &["opening.weekly", "no day"]);
    let season = "days = [\"mon\"], from = \"09:30\", to = \"12:00\", first = \"2026-08-15\", last = \"2026-06-15\"";
    one_timetable(&weekly(season), &["opening.weekly", "ends before it begins"]);
    let overlap = "days = [\"mon\", \"tue\"], from = \"09:30\", to = \"12:00\" }, { days = [\"tue\"], from = \"11:00\", to = \"13:00\"";
    one_timetable(&weekly(overlap), &["opening.weekly", "overlap"]);
    let twice = "[points.opening]\nexceptions = [{ date = \"2026-12-24\", last = \"2026-12-26\" }, { date = \"2026-12-25\" }]\n";
    one_timetable(twice, &["opening.exceptions", "2026-12-25", "twice"]);
    one_timetable("[points.opening]\n", &["points.opening", "no hours"]);
}

#[test]
fn a_timetable_that_cannot_be_is_named() {
    let stop = |rest: &str| format!("[[points.stops]]\nplace = \"Byn\"\nfrom = \"10:00\"\nto = \"10:30\"\n{rest}\n");
    one_timetable(&stop("every = { weeks = 2, weekday = \"wed\", first = \"2026-12-01\" }"), &["points.stops", "Byn", "another weekday"]);
    one_timetable(&stop("every = { weeks = 0, weekday = \"tue\", first = \"2026-12-01\" }"), &["points.stops", "weeks"]);
    one_timetable(&stop(""), &["points.stops", "never comes"]);
    let cancelled = "every = { weeks = 2, weekday = \"tue\", first = \"2026-12-01\" }\nnot_on = [\"2026-12-08\"]";
    one_timetable(&stop(cancelled), &["points.stops", "2026-12-08", "would not have come"]);
    let library = POINT.replace("book-bus", "library");
    let text = format!("{PLACE}{library}{}{KNOWN}", stop("dates = [\"2026-12-01\"]"));
    one_change("content/places/asele.toml", &text, &["points.stops", "no book bus"]);
}

#[test]
fn a_fact_without_a_source_is_named() {
    let mandate = "mandate = { text = \"Nämnden\", source = \" \", seen = \"2026-11-21\" }\n";
    one_change("content/places/asele.toml", &format!("{PLACE}{POINT}{mandate}"), &["points.mandate.source", "no source"]);
}

#[test]
fn an_unknown_key_is_named_with_its_line() {
    one_change("content/guides/ringa/guide.toml", &format!("colour = 1\n{GUIDE}"), &[":1", "colour", "remove the key"]);
}

#[test]
fn several_wrong_values_in_one_file_are_all_named() {
    let scratch = checkout();
    let text = GUIDE.replace("2026-11-21\"\nrole", "2026-02-30\"\nrole").replace("avbrott", "trolleri").replace("https://", "http://");
    scratch.write("content/guides/ringa/guide.toml", &text);
    let found = wrong(&scratch).join("\n");
    for part in [":13 `checked.date`", "YYYY-MM-DD", ":25 `steps.may_fail`", "trolleri"] {
        assert!(found.contains(part), "{part} not in\n{found}");
    }
}

#[test]
fn several_findings_in_several_files_are_all_named_with_their_lines() {
    let scratch = checkout();
    scratch.write("content/guides/ringa/guide.toml", &GUIDE.replace("https://", "http://").replace("seen = \"2026", "seen = \"2036"));
    scratch.write("content/guides/ringa/en.toml", &ENGLISH.replace("Go there", "Go <b>there</b>"));
    let found = wrong(&scratch).join("\n");
    for part in
        ["guide.toml:6 `url`", "guide.toml:18 `sources.0.url`", "guide.toml:19 `sources.0.seen`: 2036", "en.toml:16 `otherwise.ga-dit`"]
    {
        assert!(found.contains(part), "{part} not in\n{found}");
    }
}

#[test]
fn a_missing_language_is_named_by_the_file_that_is_not_there() {
    let scratch = checkout();
    std::fs::remove_file(scratch.0.join("content/guides/ringa/sv-simple.toml")).unwrap();
    assert_eq!(wrong(&scratch), ["content/guides/ringa/sv-simple.toml: is missing → write the guide's words in this language"]);
    scratch.write("content/guides/ringa/sv-simple.toml", "language =");
    assert!(wrong(&scratch).iter().all(|line| !line.contains("is missing")), "there, and not to be read");
}

#[test]
fn a_guide_that_newcomers_need_cannot_lose_a_language() {
    let scratch = checkout();
    let language = |code: &str| scratch.0.join(&format!("content/guides/ringa/{code}.toml"));
    for code in ["ar", "fa", "so", "ti", "uk", "fi"] {
        std::fs::write(language(code), "").unwrap();
    }
    scratch.write("content/translated.toml", "guides = [\n  \"ringa\",\n]\n");
    let about_the_list = || wrong(&scratch).into_iter().filter(|line| line.starts_with("content/translated.toml")).collect::<Vec<_>>();
    assert_eq!(about_the_list(), Vec::<String>::new(), "whether the files can be read is told of each");
    std::fs::remove_file(language("ti")).unwrap();
    let todo = "write content/guides/ringa/ti.toml; a guide that newcomers need must not lose a language";
    assert_eq!(about_the_list(), [format!("content/translated.toml:2 `guides`: `ringa` has no words in ti → {todo}")]);
}

#[test]
fn the_list_of_translated_guides_must_be_there_and_name_guides_once() {
    let file = "content/translated.toml";
    one_change(file, "guides = [\"borta\"]\n", &[":1", "`guides`", "no guide `borta`", "bring the guide back"]);
    one_change(file, "guides = [\"ringa\",\n\"ringa\"]\n", &[":2", "`ringa` stands twice"]);
    one_change(file, "slugs = []\n", &["slugs", "remove the key"]);
    let scratch = checkout();
    std::fs::remove_file(scratch.0.join(file)).unwrap();
    assert!(wrong(&scratch).iter().any(|line| line.starts_with(file) && line.contains("cannot be read")));
}

#[test]
fn the_guides_that_newcomers_need_are_in_every_language() {
    let (paths, mut report) = (Paths::of_this_checkout(), Report::default());
    translated::check(&paths, &mut report);
    assert_eq!(report.error_lines(), &[] as &[String]);
    let list = std::fs::read_to_string(paths.join("content/translated.toml")).unwrap();
    assert!(list.contains("\"bankid-skaffa\""), "the list that counts is not empty");
}

#[test]
fn words_under_what_is_no_id_are_named_with_their_line() {
    let shouted = ENGLISH.replace("[steps.lyft-luren]", "[steps.LYFT]");
    one_change("content/guides/ringa/en.toml", &shouted, &[":12", "steps.LYFT", "not a slug"]);
}

#[test]
fn interface_words_are_judged_too() {
    let scratch = checkout();
    let text = std::fs::read_to_string(scratch.0.join("content/words/sv.json")).unwrap();
    scratch.write("content/words/sv.json", &text.replacen('{', "{\n  \"hello\": \"Hej <b>du</b> {{name}}\",", 1));
    assert!(wrong(&scratch).iter().any(|line| line.contains("sv.json:2 `hello`: has markup")));
}

#[test]
fn a_doubled_step_id_is_named() {
    let twice = GUIDE.replace("[[otherwise]]", "[[steps]]\nid = \"lyft-luren\"\nwho = \"together\"\nkind = \"do\"\n\n[[otherwise]]");
    one_change("content/guides/ringa/guide.toml", &twice, &[":28", "steps.lyft-luren", "twice"]);
}

#[test]
fn a_code_without_words_words_without_a_code_and_half_a_plural_are_named() {
    let scratch = checkout();
    let text = std::fs::read_to_string(scratch.0.join("content/words/sv.json")).unwrap();
    let text = text.replace("code.service.eleg\"", "code.service.elegg\"").replacen('{', "{\n  \"days_one\": \"{{count}} dag\",", 1);
    scratch.write("content/words/sv.json", &text);
    let found = wrong(&scratch).join("\n");
    for part in ["`code.service.eleg`: has no words", "`code.service.elegg`: there is no such code", "days_other"] {
        assert!(found.contains(part), "{part} not in\n{found}");
    }
}

#[test]
fn a_translation_must_keep_keys_and_placeholders() {
    let scratch = checkout();
    let text = std::fs::read_to_string(scratch.0.join("content/words/sv.json")).unwrap();
    scratch.write("content/words/sv.json", &text.replacen('{', "{\n  \"hello\": \"Hej {{name}}\",", 1));
    scratch.write("content/words/en.json", "{ \"hello\": \"Hi {{nmae}}\", \"more\": \"x\" }");
    let found = wrong(&scratch).join("\n");
    assert!(found.contains("`hello`: has other placeholders") && found.contains("`more`: stands in no Swedish file"), "{found}");
}

#[test]
fn missing_words_are_reported_and_nothing_else_happens() {
    let scratch = checkout();
    std::fs::remove_file(scratch.0.join("content/words/sv.json")).unwrap();
    assert!(wrong(&scratch).iter().any(|line| line.starts_with("content/words/sv.json") && line.contains("is missing")));
}
