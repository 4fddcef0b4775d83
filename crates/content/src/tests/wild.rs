//! Guides that nobody would write: any text, any day, any id in any place.

use super::sample::{id, sound, today};
use super::*;
use erum_domain::manuscript::{Translation, WayOnFacts};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Any text, and texts of what the checks look for.
fn text() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "**",
        "{{",
        "}}",
        "<b>",
        "&nbsp;",
        " ",
        "  ",
        "\u{202e}",
        "\u{2066}",
        "\u{200c}",
        "å",
        "ማ",
        "ش",
        "ї",
        "ord",
        "Betala",
        "pay",
        ".",
        "(",
        ")",
        "[",
        "](",
        "\u{0}",
        "\n",
        "https://",
        "a.se",
        "@",
        "0",
        "19121212-1212",
        "-",
        ":",
        "’",
        "İ",
        "ß",
        "\u{301}",
    ]);
    prop_oneof![".{0,40}", prop::collection::vec(signs, 0..30).prop_map(|signs| signs.concat())]
}

fn slug() -> impl Strategy<Value = Slug> {
    prop::sample::select(vec!["valj-tid", "stanna", "papper", "ring", "pass", "annat", "a1"]).prop_map(id)
}

fn by_id() -> impl Strategy<Value = BTreeMap<Slug, String>> {
    prop::collection::btree_map(slug(), text(), 0..4)
}

fn words() -> impl Strategy<Value = Words> {
    let step = (text(), prop::option::of(text()), prop::option::of(text()));
    let step = step.prop_map(|(text, hint, if_stuck)| StepWords { text, hint, if_stuck });
    let steps = prop::collection::btree_map(slug(), step, 0..4);
    let status = prop::sample::select(vec![
        erum_domain::guide::TranslationStatus::Source,
        erum_domain::guide::TranslationStatus::Reviewed,
        erum_domain::guide::TranslationStatus::Unreviewed,
    ]);
    (text(), text(), text(), status, by_id(), steps, by_id()).prop_map(|(title, goal, made, status, before, steps, otherwise)| Words {
        title,
        goal,
        translation: Translation { status, made },
        before,
        steps,
        otherwise,
    })
}

prop_compose! {
    fn manuscript()(
        texts in prop::array::uniform6(text()),
        ids in prop::array::uniform4(prop::collection::vec(slug(), 0..4)),
        // Days that can be written: years of four digits.
        days in prop::array::uniform3(-700_000_i32..2_900_000),
        languages in prop::collection::btree_map(prop_oneof![text(), prop::sample::select(vec!["sv", "sv-simple", "en", "fa", "ti", "uk", "so"])
            .prop_map(str::to_owned)], words(), 0..4),
        phrases in prop::collection::btree_map(text(), prop::collection::vec(text(), 0..4), 0..3),
    ) -> Manuscript {
        let mut guide = sound();
        let facts = &mut guide.facts;
        let [actor, role, url, source, phone, name] = texts;
        (facts.actor, facts.checked.role, facts.url, facts.phone) = (actor, role, Some(url), Some(phone.clone()));
        (facts.sources[0].url, facts.login[0].name) = (source, name);
        let [day, seen, logged] = days.map(Day::from_days);
        (facts.checked.date, facts.sources[0].seen, facts.login[0].seen) = (day, seen, logged);
        let [before, steps, ways, related] = ids;
        let first = facts.steps[0].clone();
        facts.steps = steps.into_iter().map(|id| StepFacts { id, ..first.clone() }).collect();
        facts.otherwise = ways.into_iter().map(|id| WayOnFacts { id, phone: Some(phone.clone()) }).collect();
        (facts.before, facts.related) = (before, related);
        guide.words.extend(languages);
        guide.phrases = phrases;
        guide
    }
}

proptest! {
    #[test]
    fn no_guide_that_anyone_can_write_makes_the_judgement_panic(guide in manuscript()) {
        for finding in findings(&guide) {
            prop_assert!(!finding.problem.to_string().is_empty() && !finding.problem.todo().is_empty());
            let sent = serde_json::to_string(&finding).unwrap();
            prop_assert_eq!(serde_json::from_str::<Finding>(&sent).unwrap(), finding);
        }
    }

    #[test]
    fn no_word_of_the_interface_makes_the_judgement_panic(text in text(), language in "[a-z-]{0,9}") {
        interface(&language, &text, Some(&Almost));
        interface("sv", &text, Some(&Almost));
    }

    #[test]
    fn a_sound_guide_stays_sound_on_any_day_of_its_first_year(days in 0..365_i32) {
        let guide = sound();
        let known = BTreeSet::from([id("pass"), id("kivra")]);
        prop_assert_eq!(check(&guide, &Surroundings { known: &known, today: today().plus(days), speller: None }), []);
    }
}
