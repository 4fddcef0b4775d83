//! A sound guide has no findings; each way to spoil it has its own; nothing that anyone can write makes the judgement panic.

mod sample;
mod wild;

use super::*;
use erum_domain::guide::{StepKind, Who};
use erum_domain::ident::Slug;
use erum_domain::manuscript::{StepFacts, StepWords, Words};
use sample::{id, sound, today};

/// Knows every word but one.
struct Almost;

impl Speller for Almost {
    fn knows(&self, word: &str) -> bool {
        word != "bokka"
    }
}

fn findings(guide: &Manuscript) -> Vec<Finding> {
    let known = BTreeSet::from([guide.facts.slug.clone(), id("kivra")]);
    check(guide, &Surroundings { known: &known, today: today(), speller: Some(&Almost) })
}

/// After one change, this stands there, as `part key code`.
fn one_change(wanted: &str, change: impl FnOnce(&mut Manuscript)) {
    let mut guide = sound();
    change(&mut guide);
    let found: Vec<String> = findings(&guide).iter().map(written).collect();
    assert!(found.iter().any(|line| line == wanted), "{wanted} not in {found:#?}");
}

fn written(finding: &Finding) -> String {
    let part = match &finding.part {
        Part::Facts => "facts",
        Part::Words(language) => language,
        Part::Phrases => "phrases",
    };
    format!("{part} {} {}", finding.key, finding.problem.code())
}

fn words<'a>(guide: &'a mut Manuscript, language: &str) -> &'a mut Words {
    guide.words.get_mut(language).unwrap()
}

fn step<'a>(guide: &'a mut Manuscript, language: &str) -> &'a mut StepWords {
    words(guide, language).steps.get_mut(&id("valj-tid")).unwrap()
}

#[test]
fn a_sound_guide_has_no_findings_and_may_be_published() {
    let found = findings(&sound());
    assert_eq!(found, []);
    assert!(may_be_published(&found));
}

#[test]
fn a_guide_that_slips_could_not_tell_from_another_is_refused() {
    // These two have the same number.
    let (one, other) = (id("guide-acy"), id("guide-aep"));
    let mut guide = sound();
    guide.facts.slug = one.clone();
    let known = BTreeSet::from([one, other, id("kivra")]);
    let found = check(&guide, &Surroundings { known: &known, today: today(), speller: Some(&Almost) });
    assert_eq!(found.iter().map(written).collect::<Vec<_>>(), ["facts slug same-number"]);
    assert!(!may_be_published(&found));
}

#[test]
fn what_is_only_worth_a_look_does_not_stand_in_the_way() {
    let mut guide = sound();
    guide.facts.checked.date = today().plus(-366);
    let found = findings(&guide);
    assert_eq!(found.iter().map(written).collect::<Vec<_>>(), ["facts checked.date old-check"]);
    assert!(may_be_published(&found));
    guide.facts.sources.clear();
    assert!(!may_be_published(&findings(&guide)));
}

#[test]
fn a_phrase_is_shared_only_with_a_guide_that_is_neither_related_nor_of_the_same_name() {
    let guide = sound();
    let mut other = sound();
    other.facts.slug = id("korkort");
    let shared = |other: &Manuscript| {
        let mut asked = Asked::default();
        asked.add(&guide);
        asked.add(other);
        asked.shared_with(&guide).iter().map(written).collect::<Vec<_>>()
    };
    assert_eq!(shared(&other), ["phrases sv.0 shared-phrase", "phrases sv.1 shared-phrase"]);
    other.phrases.get_mut("sv").unwrap()[0] = "körkort".to_owned();
    assert_eq!(shared(&other), ["phrases sv.1 shared-phrase"]);
    other.facts.actor = "Myndigheten för nytt pass".to_owned();
    assert_eq!(shared(&other), Vec::<String>::new());
    other.facts.actor = "Polisen".to_owned();
    other.facts.related.push(guide.facts.slug.clone());
    assert_eq!(shared(&other), Vec::<String>::new());
}

#[test]
fn facts_that_cannot_be_true_or_cannot_be_used_are_found() {
    one_change("facts steps.valj-tid doubled", |guide| guide.facts.steps.push(guide.facts.steps[0].clone()));
    one_change("facts before.papper doubled", |guide| guide.facts.before.push(id("papper")));
    one_change("facts sources no-source", |guide| guide.facts.sources.clear());
    one_change("facts sources.0.url not-https", |guide| guide.facts.sources[0].url = "http://example.org/".to_owned());
    one_change("facts sources.0.url tracking", |guide| guide.facts.sources[0].url.push_str("?utm_medium=x"));
    one_change("facts url bad-address", |guide| guide.facts.url = Some("https://polisen/".to_owned()));
    one_change("facts phone bad-phone", |guide| guide.facts.phone = Some("ring oss".to_owned()));
    one_change("facts checked.date in-future", |guide| guide.facts.checked.date = today().plus(1));
    one_change("facts login.0.seen old-source", |guide| guide.facts.login[0].seen = today().plus(-731));
    one_change("facts sources.0.seen in-future", |guide| guide.facts.sources[0].seen = today().plus(1));
    one_change("facts related.finns-inte unknown-guide", |guide| guide.facts.related.push(id("finns-inte")));
    one_change("facts related.pass related-to-itself", |guide| guide.facts.related.push(id("pass")));
    one_change("facts actor empty", |guide| guide.facts.actor = " ".to_owned());
    one_change("facts checked.role personal-data", |guide| guide.facts.checked.role = "anna.svensson@gmail.com".to_owned());
    one_change("facts steps no-steps", |guide| guide.facts.steps.clear());
    one_change("facts steps no-stop", |guide| guide.facts.steps.retain(|step| step.id != id("stanna")));
    one_change("facts steps.valj-tid.who look-away-together", |guide| {
        guide.facts.steps[0].kind = StepKind::LookAway;
    });
}

#[test]
fn facts_and_words_that_do_not_fit_are_found() {
    one_change("sv-simple  missing-language", |guide| {
        guide.words.remove("sv-simple");
    });
    one_change("en steps.nytt no-words", |guide| guide.facts.steps.push(StepFacts { id: id("nytt"), ..guide.facts.steps[0].clone() }));
    one_change("en before.papper no-id", |guide| guide.facts.before.clear());
    one_change("en translation.status status-unfit", |guide| {
        words(guide, "en").translation.status = erum_domain::guide::TranslationStatus::Source;
    });
    one_change("../x language bad-language", |guide| {
        let words = guide.words["en"].clone();
        guide.words.insert("../x".to_owned(), words);
    });
    one_change("en steps.valj-tid.text unknown-button", |guide| step(guide, "en").text = "Press **Boka** or **Book**.".to_owned());
    one_change("en steps.valj-tid.text button-lost", |guide| step(guide, "en").text = "Choose a time.".to_owned());
    one_change("en steps.valj-tid.text pays", |guide| step(guide, "en").text = "Press **Boka** and pay the fee.".to_owned());
}

#[test]
fn a_stop_may_tell_of_paying_and_a_step_may_not() {
    let mut guide = sound();
    words(&mut guide, "en").steps.get_mut(&id("stanna")).unwrap().text = "Stop here. We never pay the fee for you.".to_owned();
    assert_eq!(findings(&guide), []);
}

#[test]
fn a_step_that_staff_look_away_from_may_not_pay_either() {
    let look_away = |guide: &mut Manuscript| {
        guide.facts.steps[0].kind = StepKind::LookAway;
        guide.facts.steps[0].who = Who::Resident;
    };
    one_change("sv steps.valj-tid.text pays", |guide| {
        look_away(guide);
        step(guide, "sv").text = "Betala avgiften med ditt kort. Tryck på **Boka**.".to_owned();
    });
    one_change("uk steps.valj-tid.text pays", |guide| {
        look_away(guide);
        step(guide, "uk").text = "Сплатіть збір і натисніть **Boka**.".to_owned();
    });
    let mut guide = sound();
    look_away(&mut guide);
    assert_eq!(findings(&guide), [], "looking away is no payment");
}

#[test]
fn a_hint_may_tell_of_money_that_nobody_is_asked_for() {
    let mut guide = sound();
    step(&mut guide, "sv").hint = Some("Tjänar du mer kan du få betala tillbaka en del.".to_owned());
    step(&mut guide, "sv").if_stuck = Some("Vi hjälper aldrig till att betala.".to_owned());
    assert_eq!(findings(&guide), []);
}

#[test]
fn words_that_are_spoilt_are_found() {
    one_change("sv title empty", |guide| words(guide, "sv").title.clear());
    one_change("sv translation.made empty", |guide| words(guide, "sv").translation.made.clear());
    one_change("sv steps.valj-tid.hint empty", |guide| step(guide, "sv").hint = Some(String::new()));
    one_change("sv goal markup", |guide| words(guide, "sv").goal.push_str("<br>"));
    one_change("sv goal bad-space", |guide| words(guide, "sv").goal.push(' '));
    one_change("sv goal placeholder", |guide| words(guide, "sv").goal.push_str(" {{namn}}"));
    one_change("sv goal misspelt", |guide| words(guide, "sv").goal = "Du kan bokka en tid.".to_owned());
    one_change("sv steps.valj-tid.text too-many-words", |guide| step(guide, "sv").text.push_str(&" och så".repeat(11)));
    one_change("sv-simple goal long-sentence", |guide| words(guide, "sv-simple").goal = "du kan ".repeat(8).trim().to_owned());
    one_change("sv-simple language hard-to-read", |guide| {
        words(guide, "sv-simple").goal = "legitimationshandlingar ".repeat(30).trim().to_owned()
    });
    one_change("en goal wrong-script", |guide| words(guide, "en").goal = "У вас є час у поліції.".to_owned());
    one_change("en goal other-language", |guide| words(guide, "en").goal = "Du har en tid och vet vad du ska ha med dig.".to_owned());
    one_change("en goal unseen", |guide| words(guide, "en").goal.push('\u{202e}'));
    one_change("en goal personal-data", |guide| words(guide, "en").goal.push_str(" 19121212-1212"));
}

#[test]
fn a_whole_file_in_another_language_is_found() {
    one_change("en language other-language", |guide| {
        let mut swedish = guide.words["sv-simple"].clone();
        swedish.goal = "Du har en tid hos Polisen och du vet vad du ska ha med dig när du ska åka dit för att få ditt pass.".to_owned();
        guide.words.insert("en".to_owned(), swedish);
    });
}

#[test]
fn phrases_that_cannot_be_meant_are_found() {
    let set = |guide: &mut Manuscript, phrases: [&str; 2]| {
        guide.phrases.insert("so".to_owned(), phrases.map(str::to_owned).to_vec());
    };
    one_change("phrases so.1 doubled-phrase", |guide| set(guide, ["Baasaboor", "baasaboor"]));
    one_change("phrases so.0 empty", |guide| set(guide, ["", "baasaboor"]));
    one_change("phrases so.1 personal-data", |guide| set(guide, ["baasaboor", "070-123 45 67"]));
}

#[test]
fn a_code_is_what_it_is_tagged_with_where_it_is_sent_and_stays_so() {
    let problem = Problem::Misspelt { word: "bokka".to_owned() };
    let sent = r#"{"code":"misspelt","word":"bokka"}"#;
    assert_eq!(serde_json::to_string(&problem).unwrap(), sent);
    assert_eq!(serde_json::from_str::<Problem>(sent).unwrap(), problem);
    assert_eq!(serde_json::to_string(&Problem::Empty).unwrap(), r#"{"code":"empty"}"#);
    let unique: BTreeSet<&&str> = Problem::CODES.iter().collect();
    assert_eq!(unique.len(), Problem::CODES.len());
    assert!(Problem::CODES.iter().all(|code| Slug::parse(code).is_ok()));
}
