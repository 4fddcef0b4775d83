//! Every slip and every link of all that is published leads where it should.

use super::*;
use erum_domain::guide::Guide;
use erum_domain::languages::Language;
use erum_domain::link::Link;
use erum_domain::slip::{Place, Reading, Since, Slip, guide_number, read as read_slip};
use std::collections::BTreeSet;

/// The guides of this checkout, in Swedish.
fn guides() -> Vec<Guide> {
    let judges = Judges { today: Day::from_days(20_779), speller: None };
    let content = read(&Paths::of_this_checkout(), &judges, &mut Report::default());
    let guides: Vec<Guide> = content.guides.iter().filter_map(|one| Some(one.facts.in_words(one.words.get("sv")?, "sv"))).collect();
    assert!(guides.len() > 20, "the guides are read");
    guides
}

#[test]
fn no_two_guides_have_the_same_number() {
    let guides = guides();
    let numbers: BTreeSet<u32> = guides.iter().map(|guide| guide_number(&guide.slug)).collect();
    assert_eq!(numbers.len(), guides.len());
}

#[test]
fn every_slip_of_every_guide_and_step_leads_back_to_it() {
    let guides = guides();
    let mut slips = BTreeSet::new();
    for guide in &guides {
        let places = std::iter::once(None).chain(guide.steps.iter().enumerate().map(Some));
        for place in places {
            let slip = Slip::of(guide, place.map(|(_, step)| &step.id));
            let leads_to = Place { guide, step: place.map(|(at, _)| at), since: Since::Same };
            assert_eq!(read_slip(&slip.to_string(), &guides), Reading::Found(leads_to), "{slip}");
            assert!(slips.insert(slip.to_string()), "{slip} is there twice");
        }
    }
}

#[test]
fn one_missing_letter_in_any_slip_is_told_and_mended() {
    let guides = guides();
    for guide in &guides {
        let slip = Slip::of(guide, guide.steps.last().map(|step| &step.id));
        for place in 0..4 {
            let mut words = slip.words().map(str::to_owned);
            words[place].pop();
            let Reading::Unknown(_, near) = read_slip(&words.join(" "), &guides) else { panic!("{words:?}") };
            assert_eq!(near.first().map(|near| near.slip), Some(slip), "{words:?}");
        }
    }
}

#[test]
fn every_link_leads_to_its_step() {
    let guides = guides();
    for guide in &guides {
        for (at, step) in guide.steps.iter().enumerate() {
            let link = Link { guide: guide.slug.clone(), step: Some(step.id.clone()), language: Language::SWEDISH };
            let read = Link::read(&link.fragment()).unwrap();
            assert_eq!(read.place(&guides).map(|(found, at)| (&found.slug, at)), Some((&guide.slug, Some(at))));
        }
    }
}
