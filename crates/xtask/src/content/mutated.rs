//! Real guides, spoilt in every way that comes to mind: each is refused with the file's name, or was no harm. Spelling is left
//! out, for not every machine has a dictionary.

mod facts;
mod words;

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

/// What is done, what comes of it, and what is said of that.
type Spoilt = (&'static str, String, &'static str);

fn all(guide: &'static str, file: &str, spoilt: Vec<Spoilt>) -> Vec<Mutation> {
    let mutation = |(kind, text, said): Spoilt| Mutation { guide, kind, file: file.to_owned(), bytes: text.into(), said: Some(said) };
    spoilt.into_iter().map(mutation).collect()
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
    first_of(guide, "do")
}

/// The id of the first step of a kind.
fn first_of(guide: &str, kind: &str) -> String {
    let facts = real(guide, "guide.toml");
    let kind = format!("kind = \"{kind}\"");
    let block = facts.split("[[steps]]").find(|block| block.contains(&kind)).unwrap().to_owned();
    block.split('"').nth(1).unwrap().to_owned()
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
    let words: BTreeMap<_, _> = super::words::codes::keys().into_iter().map(|key| (key, "ord")).collect();
    let scratch = Scratch::new();
    scratch.write("content/places/asele.toml", "id = \"asele\"\n[names]\nsv = \"Åsele\"\n");
    scratch.write("content/before.toml", "");
    scratch.write("content/translated.toml", &format!("guides = [\"{guide}\"]\n"));
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
        packs::write(&scratch.0, &guides, &units, &Leads::new()).unwrap();
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
        let mut mutations = facts::mutations(guide);
        mutations.extend(harmless(guide));
        mutations.extend(["guide.toml", "sv.toml", "ar.toml"].into_iter().flat_map(|file| truncated(guide, file)));
        let languages = if guide == GUIDES[0] { &LANGUAGES[..] } else { &LANGUAGES[2..4] };
        mutations.extend(languages.iter().flat_map(|language| words::mutations(guide, language)));
        count += mutations.len();
        let unproved: Vec<String> = mutations.iter().filter_map(|mutation| prove(&scratch, mutation)).collect();
        assert!(unproved.is_empty(), "{}", unproved.join("\n"));
    }
    assert!(count >= 150, "only {count}");
}
