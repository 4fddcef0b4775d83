//! A slip leads back to its step, also when the guide has changed; what is typed wrong is found, said and mended.

use super::*;
use crate::manuscript::Facts;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn guide(slug: &str, version: u32, steps: &[&str]) -> Guide {
    let steps: Vec<_> = steps.iter().map(|id| serde_json::json!({ "id": id, "who": "together", "kind": "do" })).collect();
    let facts = serde_json::json!({
        "slug": slug, "version": version, "service": "grundverktyg", "actor": "Ingen", "level": "cooperation", "limit": "none",
        "confidence": "low", "checked": { "status": "draft", "date": "2026-11-21", "role": "redaktion" }, "sources": [], "steps": steps
    });
    let facts: Facts = serde_json::from_value(facts).expect("the facts are facts");
    let translation = crate::manuscript::Translation { status: crate::guide::TranslationStatus::Source, made: String::new() };
    let words = crate::manuscript::Words {
        title: slug.to_owned(),
        goal: String::new(),
        translation,
        before: BTreeMap::new(),
        steps: BTreeMap::new(),
        otherwise: BTreeMap::new(),
    };
    facts.in_words(&words, "sv")
}

const STEPS: [&str; 6] = ["oppna", "logga-in", "valj-mottagning", "valj-tid", "bekrafta", "logga-ut"];

fn guides() -> Vec<Guide> {
    vec![guide("boka-tid", 3, &STEPS), guide("flyttanmalan", 1, &STEPS[..3]), guide("biljett", 20, &STEPS[2..])]
}

fn slip_for(guide: &Guide, step: &str) -> Slip {
    Slip::of(guide, Slug::parse(step).ok().as_ref())
}

/// Where the words lead, by slug and place.
fn found(reading: &Reading<'_>) -> Option<(String, Option<usize>, Since)> {
    match reading {
        Reading::Found(place) => Some((place.guide.slug.to_string(), place.step, place.since)),
        _ => None,
    }
}

const GOLDEN_START: &str = "lekstuga hotellrum akrobat veteax";
const GOLDEN_STEP: &str = "lekstuga hotellrum bakelse dragspel";

#[test]
fn what_stands_on_paper_means_the_same_for_ever() {
    let guide = guide("boka-tid", 3, &STEPS);
    assert_eq!(Slip::of(&guide, None).to_string(), GOLDEN_START);
    assert_eq!(slip_for(&guide, "valj-tid").to_string(), GOLDEN_STEP);
}

#[test]
fn every_step_and_the_beginning_come_back() {
    for guide in &guides() {
        let beginning = Slip::of(guide, None).to_string();
        assert_eq!(found(&read(&beginning, &guides())), Some((guide.slug.to_string(), None, Since::Same)));
        for (at, step) in guide.steps.iter().enumerate() {
            let words = Slip::of(guide, Some(&step.id)).to_string();
            assert_eq!(found(&read(&words, &guides())), Some((guide.slug.to_string(), Some(at), Since::Same)), "{words}");
        }
    }
}

#[test]
fn a_step_is_found_where_it_stands_now_and_the_change_is_told() {
    let words = slip_for(&guide("boka-tid", 3, &STEPS), "valj-tid").to_string();
    let moved = [guide("boka-tid", 4, &["ny-start", "valj-tid", "annat"])];
    assert_eq!(found(&read(&words, &moved)), Some(("boka-tid".to_owned(), Some(1), Since::Changed)));
    let gone = [guide("boka-tid", 4, &["ny-start", "annat"])];
    assert_eq!(found(&read(&words, &gone)), Some(("boka-tid".to_owned(), None, Since::StepGone)));
    let beginning = Slip::of(&guide("boka-tid", 3, &STEPS), None).to_string();
    assert_eq!(found(&read(&beginning, &moved)), Some(("boka-tid".to_owned(), None, Since::Changed)));
    assert_eq!(read(&words, &[]), Reading::NoGuide);
}

#[test]
fn capitals_marks_hyphens_and_spaces_make_no_difference() {
    let guides = guides();
    let slip = slip_for(&guides[0], "valj-tid");
    let [a, b, c, d] = slip.words();
    let typed = format!("  {}-{b},   {}\n{d}. ", a.to_uppercase().replace('A', "Å"), c.replace('o', "ö"));
    assert_eq!(found(&read(&typed, &guides)), Some(("boka-tid".to_owned(), Some(3), Since::Same)), "{typed}");
    assert_eq!(read("", &guides), Reading::NotFour(0));
    assert_eq!(read(&format!("{a} {b} {c}"), &guides), Reading::NotFour(3));
}

#[test]
fn a_wholly_other_word_is_told_and_the_right_slip_suggested() {
    let guides = guides();
    let slip = slip_for(&guides[0], "valj-tid");
    for place in 0..4 {
        for other in ["elefant", "blahonga"] {
            let mut words = slip.words();
            words[place] = other;
            let near = match read(&words.join(" "), &guides) {
                Reading::Unknown(unknown, near) => {
                    assert_eq!(unknown, [other]);
                    near
                }
                Reading::Mixed(near) => near,
                other => panic!("{other:?}"),
            };
            assert!(near.iter().any(|near| near.slip == slip), "{words:?}: {near:?}");
        }
    }
}

#[test]
fn words_in_another_order_are_told_and_put_right() {
    let guides = guides();
    let slip = slip_for(&guides[1], "logga-in");
    let [a, b, c, d] = slip.words();
    for words in [[b, a, c, d], [a, c, b, d], [d, b, c, a], [b, c, d, a]] {
        let Reading::Mixed(near) = read(&words.join(" "), &guides) else { panic!("{words:?}") };
        assert_eq!(near.first().map(|near| near.slip), Some(slip), "{words:?}");
    }
}

/// A word with one letter more, less, other or swapped.
fn one_slip(word: &str, kind: u8, at: usize, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = at % letters.len();
    match kind % 4 {
        0 => letters[at] = letter,
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letter),
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {}
    }
    letters.into_iter().collect()
}

proptest! {
    #[test]
    fn one_wrong_letter_is_told_and_what_was_meant_comes_first(
        of in 0..3_usize, step in 0..3_usize, place in 0..4_usize, kind: u8, at in 0..9_usize, letter in prop::char::range('a', 'z'),
    ) {
        let guides = guides();
        let slip = Slip::of(&guides[of], Some(&guides[of].steps[step].id));
        let words = slip.words();
        let wrong = one_slip(words[place], kind, at, letter);
        prop_assume!(wrong != words[place]);
        let mut typed = words.map(str::to_owned);
        typed[place].clone_from(&wrong);
        let Reading::Unknown(unknown, near) = read(&typed.join(" "), &guides) else { panic!("{typed:?}") };
        prop_assert_eq!(unknown, vec![wrong]);
        prop_assert_eq!(near.first().map(|near| near.slip), Some(slip));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in ".{0,80}", words in prop::collection::vec("[a-zåäö]{1,30}", 0..6)) {
        let guides = guides();
        for typed in [text, words.join(" ")] {
            if let Reading::Found(place) = read(&typed, &guides) {
                prop_assert!(guides.contains(place.guide));
            }
        }
    }

    #[test]
    fn steps_that_come_go_or_move_leave_the_others_their_words(extra in "[a-z]{3,12}", turn in 0..6_usize) {
        prop_assume!(!STEPS.contains(&extra.as_str()));
        let before = guide("boka-tid", 3, &STEPS);
        let mut steps = STEPS.to_vec();
        steps.rotate_left(turn);
        steps.push(&extra);
        let after = guide("boka-tid", 3, &steps);
        let numbers = numbers::step_numbers(&after);
        // Where the new step asks for a number that another has, one of the two must give way.
        let alone = numbers::step_numbers(&guide("boka-tid", 3, &[&extra]));
        prop_assume!(!numbers::step_numbers(&before).contains(&alone[0]));
        prop_assert!(STEPS.iter().all(|step| slip_for(&before, step) == slip_for(&after, step)));
        prop_assert_eq!(numbers.len(), 7);
    }
}
