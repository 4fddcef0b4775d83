//! Real guides, spoilt in every way that comes to mind: each is refused with the file's name, or was no harm. Spelling is left
//! out, for not every machine has a dictionary.

use super::*;
use crate::paths::scratch::Scratch;
use std::path::PathBuf;

/// A guide in all languages, one near a payment.
const GUIDES: [&str; 2] = ["freja-skaffa", "tabussen-biljett"];
const LANGUAGES: [&str; 9] = ["sv", "sv-simple", "en", "ar", "fa", "so", "ti", "uk", "fi"];
const JUDGES: Judges<'_> = Judges { today: Day::from_days(20_779), speller: None };

/// What is done to which file, and the words that must stand in what is said of it; `None` when it is no harm.
struct Mutation {
    guide: &'static str,
    kind: &'static str,
    file: String,
    bytes: Vec<u8>,
    said: Option<&'static str>,
}

fn real(guide: &str, file: &str) -> String {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content/guides").join(guide).join(file);
    let text = std::fs::read_to_string(here).unwrap();
    // The guides it names are not in the scratch checkout.
    if file == "guide.toml" { with_line(&text, "related = ", "related = []") } else { text }
}

/// The text with the first line that begins so replaced.
fn with_line(text: &str, start: &str, new: &str) -> String {
    let line = text.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no line begins with {start:?}"));
    text.replacen(&format!("{line}\n"), &format!("{new}\n"), 1)
}

/// The text with the value of a step's key replaced, which need not be a sound one.
fn with_step_text(text: &str, step: &str, value: &str) -> String {
    let (before, after) = text.split_once(&format!("[steps.{step}]\n")).unwrap();
    format!("{before}[steps.{step}]\n{}", with_line(after, "text = ", &format!("text = {value}")))
}

/// The id of the first ordinary step.
fn first_do(guide: &str) -> String {
    let facts = real(guide, "guide.toml");
    let block = facts.split("[[steps]]").find(|block| block.contains("kind = \"do\"")).unwrap().to_owned();
    block.split('"').nth(1).unwrap().to_owned()
}

fn in_facts(guide: &'static str) -> Vec<Mutation> {
    let text = real(guide, "guide.toml");
    let text_without_phones: String = text.lines().filter(|line| !line.starts_with("phone = ")).map(|line| format!("{line}\n")).collect();
    let line = |kind, start: &str, new: &str, said| (kind, with_line(&text_without_phones, start, new), said);
    let first = first_do(guide);
    let again = format!("[[steps]]\nid = \"{first}\"\nwho = \"together\"\nkind = \"do\"\n\n[[otherwise]]");
    let look_away = text.replacen("kind = \"do\"", "kind = \"look-away\"", 1).replacen("who = \"resident\"", "who = \"together\"", 9);
    let no_stop = with_line(&text, "limit = ", "limit = \"payment\"").replace("kind = \"stop\"", "kind = \"do\"");
    let spoilt = vec![
        line("drop a key", "slug = ", "", "missing field `slug`"),
        line("drop a key", "actor = ", "", "missing field `actor`"),
        line("drop a key", "limit = ", "", "missing field `limit`"),
        line("rename an id", "slug = ", "slug = \"annan-guide\"", "is not the folder's name"),
        line("odd id", "slug = ", "slug = \"Anna Svensson\"", "not a slug"),
        line("wrong type", "version = ", "version = \"ett\"", "invalid type"),
        line("wrong type", "version = ", "version = -1", "invalid value"),
        line("wrong type", "before = ", "before = \"allt\"", "invalid type"),
        line("unknown code", "service = ", "service = \"trolleri\"", "unknown variant"),
        line("unknown code", "level = ", "level = \"kingdom\"", "unknown variant"),
        line("unknown code", "confidence = ", "confidence = \"total\"", "unknown variant"),
        line("unknown code", "kind = ", "kind = \"pay\"", "unknown variant"),
        line("unknown code", "may_fail = ", "may_fail = [\"otur\"]", "is no code"),
        line("unknown code", "refer = ", "refer = [\"kungen\"]", "unknown variant"),
        line("unknown key", "actor = ", "actor = \"Polisen\"\nowner = \"x\"", "unknown field"),
        line("empty text", "actor = ", "actor = \" \"", "is empty"),
        line("empty text", "role = ", "role = \"\"", "is empty"),
        line("a person", "role = ", "role = \"anna.svensson@gmail.com\"", "personal data"),
        line("flip a date", "date = ", "date = \"2036-11-21\"", "is still to come"),
        line("flip a date", "date = ", "date = \"2026-02-30\"", "not a day"),
        line("flip a date", "seen = ", "seen = \"2027-01-01\"", "is still to come"),
        line("flip a date", "seen = ", "seen = \"21/11 2026\"", "not a day"),
        line("http", "url = ", "url = \"http://example.org/\"", "is not https"),
        line("no host", "url = ", "url = \"https://example/\"", "is no address"),
        line("a space in it", "url = ", "url = \"https://example.org/a b\"", "is no address"),
        line("following", "url = ", "url = \"https://example.org/?utm_source=x\"", "follows people"),
        line("no number", "[[otherwise]]", "[[otherwise]]\nphone = \"ring oss\"", "cannot be dialled"),
        line("unknown guide", "related = ", "related = [\"finns-inte\"]", "there is no guide"),
        line("itself", "related = ", &format!("related = [\"{guide}\"]"), "names the guide itself"),
        line("doubled id", "before = ", "before = [\"egen-telefon\", \"egen-telefon\"]", "stands twice"),
        ("duplicate a step", text.replacen("[[otherwise]]", &again, 1), "stands twice"),
        ("seen by staff", look_away, "look-away"),
        ("no stop", no_stop, "no step of kind"),
        ("no sources", text.replace("[[sources]]", "[[login]]").replace("title = ", "name = ").replace("url = ", "# url = "), "no source"),
        ("no steps", text.split("[[steps]]").next().unwrap().to_owned(), "no steps"),
    ];
    spoilt
        .into_iter()
        .map(|(kind, text, said)| Mutation { guide, kind, file: "guide.toml".to_owned(), bytes: text.into(), said: Some(said) })
        .collect()
}

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

fn in_words(guide: &'static str, language: &'static str) -> Vec<Mutation> {
    let file = format!("{language}.toml");
    let text = real(guide, &file);
    let first = first_do(guide);
    let status = text.lines().find(|line| line.starts_with("status = ")).unwrap();
    let (other, said_of_other) = swapped(language);
    let theirs = with_line(&real(guide, &format!("{other}.toml")), "language = ", &format!("language = \"{language}\""));
    let step = |value: &str| with_step_text(&text, &first, value);
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
    let mut mutations: Vec<Mutation> = spoilt
        .into_iter()
        .map(|(kind, text, said)| Mutation { guide, kind, file: file.clone(), bytes: text.into(), said: Some(said) })
        .collect();
    let mut bytes = text.into_bytes();
    bytes.insert(40, 0xff);
    mutations.push(Mutation { guide, kind: "invalid UTF-8", file, bytes, said: Some("in UTF-8") });
    mutations
}

/// Cut off at six places, wherever that is in a line or in a letter.
fn truncated(guide: &'static str, file: &str) -> Vec<Mutation> {
    let bytes = real(guide, file).into_bytes();
    let cut = |part: usize| bytes[..bytes.len() * part / 7].to_vec();
    (1..7).map(|part| Mutation { guide, kind: "truncate", file: file.to_owned(), bytes: cut(part), said: Some("") }).collect()
}

fn harmless(guide: &'static str) -> Vec<Mutation> {
    let (facts, words, phrases) = (real(guide, "guide.toml"), real(guide, "sv.toml"), real(guide, "search.toml"));
    let changed = [
        ("a comment", "guide.toml", format!("# Kommentar.\n{facts}")),
        ("windows' line ends", "guide.toml", facts.replace('\n', "\r\n")),
        ("an older date", "guide.toml", with_line(&facts, "date = ", "date = \"2020-11-21\"")),
        ("another title", "sv.toml", with_line(&words, "title = ", "title = \"En helt annan rubrik\"")),
        ("empty lines", "sv.toml", words.replace('\n', "\n\n")),
        ("one more phrase", "search.toml", phrases.replacen("sv = [", "sv = [\n  \"ett ord till\",", 1)),
        ("a doubled phrase", "search.toml", phrases.replacen("sv = [", "sv = [\n  \"ord\", \"ord\",", 1)),
    ];
    let mutation = |(kind, file, text): (_, &str, String)| Mutation { guide, kind, file: file.to_owned(), bytes: text.into(), said: None };
    changed.into_iter().map(mutation).collect()
}

/// A checkout with the real guide, sound.
fn checkout(guide: &str) -> Scratch {
    let words: BTreeMap<_, _> = words::codes::keys().into_iter().map(|key| (key, "ord")).collect();
    let scratch = Scratch::new();
    scratch.write("content/places/asele.toml", "id = \"asele\"\n[names]\nsv = \"Åsele\"\n");
    scratch.write("content/words/sv.json", &serde_json::to_string_pretty(&words).unwrap());
    let files = ["guide", "search"].iter().chain(&LANGUAGES).map(|name| format!("{name}.toml"));
    for file in files {
        scratch.write(&format!("content/guides/{guide}/{file}"), &real(guide, &file));
    }
    scratch
}

/// What is said of the checkout, and whether there are packs after compiling it.
fn compiled(scratch: &Scratch) -> (Vec<String>, bool) {
    let mut report = Report::default();
    let Content { guides, units, .. } = read(&scratch.0, &JUDGES, &mut report);
    if report.errors() == 0 {
        packs::write(&scratch.0, &guides, &units).unwrap();
    }
    (report.error_lines().to_vec(), scratch.0.packs().exists())
}

/// What went wrong with the proof, if anything.
fn prove(scratch: &Scratch, mutation: &Mutation) -> Option<String> {
    let Mutation { guide, kind, file, bytes, said } = mutation;
    let name = format!("content/guides/{guide}/{file}");
    let path = scratch.0.join(&name);
    let sound = std::fs::read(&path).unwrap();
    assert!(*bytes != sound, "{kind} changes nothing in {name}");
    std::fs::remove_dir_all(scratch.0.packs()).ok();
    std::fs::write(&path, bytes).unwrap();
    let (errors, packs) = compiled(scratch);
    std::fs::write(&path, sound).unwrap();
    // What is cut off may only show in the words that are left over: then they name the file.
    let folder = format!("content/guides/{guide}/");
    let is_named = |line: &String| line.starts_with(&folder) && line.contains(file) && line.contains('→');
    let named = |said: &str| errors.iter().any(|line| is_named(line) && line.contains(said));
    let as_it_should = said.map_or(errors.is_empty() && packs, |said| named(said) && !packs);
    (!as_it_should).then(|| format!("{kind} in {name}: {said:?}, and it says {errors:#?}"))
}

#[test]
fn a_hundred_and_fifty_mutated_guides_never_compile_silently_and_never_crash() {
    let mut count = 0;
    for guide in GUIDES {
        let scratch = checkout(guide);
        assert_eq!(compiled(&scratch), (Vec::new(), true), "the sound checkout");
        let mut mutations = in_facts(guide);
        mutations.extend(harmless(guide));
        mutations.extend(["guide.toml", "sv.toml", "ar.toml"].into_iter().flat_map(|file| truncated(guide, file)));
        let languages = if guide == GUIDES[0] { &LANGUAGES[..] } else { &LANGUAGES[2..4] };
        mutations.extend(languages.iter().flat_map(|language| in_words(guide, language)));
        count += mutations.len();
        let unproved: Vec<String> = mutations.iter().filter_map(|mutation| prove(&scratch, mutation)).collect();
        assert!(unproved.is_empty(), "{}", unproved.join("\n"));
    }
    assert!(count >= 150, "only {count}");
}
