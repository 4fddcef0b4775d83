//! `erum-hub demo`: a unit of invented sessions, marked as a sample, so that the statistics can be seen and shown.
//!
//! The same numbers every time: ids and values follow from the quarter and a running number, so that running it
//! again adds nothing and no real record can ever be among them.

use super::{CliError, in_dir, made, say};
use crate::clock::{day_of, now_ms};
use crate::intake::{Judged, Status};
use crate::secret::hash;
use crate::store::HubStore;
use erum_domain::codes::{Fault, Form, LengthClass, Limit, Obstacle, Outcome, PlaceKind, Referral, Service, SupportLanguage};
use erum_domain::day::{Day, Quarter};
use erum_domain::guide::{Cause, Guide};
use erum_domain::ident::{Id, Slug};
use erum_domain::limits::limit_meant_by;
use erum_domain::manuscript::{Facts, SOURCE_LANGUAGE};
use erum_domain::pack::{FACTS_FILE, LanguageWords, Leads, Pack, words_file};
use erum_domain::record::{GuideRef, RECORD_VERSION, Record, SessionRecord, Stuck};
use erum_domain::wire::{Parcel, UnitName};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::path::Path;

const UNIT: &str = "exempel";
const UNIT_NAME: &str = "Exempelkommun (påhittade uppgifter)";
const SESSIONS_PER_QUARTER: u32 = 90;

/// So many sessions, and one of them is about a topic for which the sample has no guide.
const ONE_WITHOUT_GUIDE_IN: u32 = 9;

/// The guides followed, and how often out of 20 sessions.
const GUIDES: [(&str, usize); 6] = [
    ("bankid-skaffa", 5),
    ("1177-boka-tid", 5),
    ("digital-brevlada", 3),
    ("bostadstillagg-ansok", 3),
    ("tabussen-biljett", 2),
    ("wifi-telefon-grunder", 2),
];

pub(super) async fn demo(dir: &Path, packs: &Path) -> Result<(), CliError> {
    let guides = sample_guides(packs).await?;
    let now_ms = now_ms();
    let today = day_of(now_ms);
    let unit = UnitName { id: slug(UNIT)?, name: UNIT_NAME.to_owned(), sample: true };
    let records = sample(&guides, today);
    let store = made(dir).await?;
    store.add_unit(&unit).await.map_err(|error| in_dir(dir, error))?;
    let new = store.put_sample(&unit.id, &records, now_ms).await.map_err(|error| in_dir(dir, error))?;
    store.close().await;
    say(&format!("unit {UNIT} ({UNIT_NAME}): {new} new invented sessions, {} in all", records.len()))
}

fn slug(name: &'static str) -> Result<Slug, CliError> {
    Slug::parse(name).map_err(|_not_a_slug| CliError::NoGuide(name))
}

async fn sample_guides(packs: &Path) -> Result<Vec<Guide>, CliError> {
    let facts: Vec<Facts> = pack_file(packs, FACTS_FILE).await?;
    let words: LanguageWords = pack_file(packs, &words_file(SOURCE_LANGUAGE)).await?;
    let pack = Pack::bind(SOURCE_LANGUAGE, &facts, &[words], Vec::new(), Leads::new());
    let mut weighted = Vec::new();
    for (name, weight) in GUIDES {
        let guide = pack.guide(&slug(name)?).filter(|guide| !guide.steps.is_empty());
        let guide = guide.ok_or(CliError::NoGuide(name))?;
        weighted.extend(std::iter::repeat_n(guide.clone(), weight));
    }
    Ok(weighted)
}

async fn pack_file<T: DeserializeOwned>(packs: &Path, name: &str) -> Result<T, CliError> {
    let file = packs.join(name);
    let unreadable = |why: String| CliError::Pack { file: file.clone(), why };
    let bytes = tokio::fs::read(&file).await.map_err(|error| unreadable(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))
}

/// The sessions of this quarter and the one before, none later than today.
fn sample(guides: &[Guide], today: Day) -> Vec<Judged> {
    let this = today.quarter();
    let quarters = [this.previous(), this];
    let numbered = quarters.into_iter().flat_map(|quarter| (0..SESSIONS_PER_QUARTER).map(move |number| (quarter, number)));
    numbered.map(|(quarter, number)| one(guides, quarter, number, today)).collect()
}

/// Draws that always come out the same.
struct Draws {
    bytes: [u8; 32],
    drawn: usize,
}

impl Draws {
    fn for_session(quarter: Quarter, number: u32) -> Self {
        Self { bytes: hash(format!("erum-demo {quarter} {number}").as_bytes()), drawn: 16 }
    }

    /// The first half of the bytes is the record's id.
    fn id(&self) -> Id {
        let mut id = [0; 16];
        id.copy_from_slice(&self.bytes[..16]);
        Id::from_random(id)
    }

    /// A number below `sides`.
    fn below(&mut self, sides: usize) -> usize {
        if self.drawn == self.bytes.len() {
            self.bytes = hash(&self.bytes);
            self.drawn = 0;
        }
        let byte = self.bytes[self.drawn];
        self.drawn += 1;
        usize::from(byte) * sides / 256
    }

    fn one_of<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }

    fn chance(&mut self, of_100: usize) -> bool {
        self.below(100) < of_100
    }
}

fn one(guides: &[Guide], quarter: Quarter, number: u32, today: Day) -> Judged {
    let mut draws = Draws::for_session(quarter, number);
    let id = draws.id();
    let (first, last) = quarter.days();
    let days = usize::try_from(last.min(today).days() - first.days() + 1).unwrap_or(1);
    // Two bytes, because a quarter has more working days than one draw tells apart well.
    let date = first.plus(i32::try_from((draws.below(256) * 256 + draws.below(256)) * days / 65_536).unwrap_or(0));
    let guide = &guides[draws.below(guides.len())];
    let (form, place) = meeting(&mut draws);
    let outcome = outcome(&mut draws, guide);
    let unmet = number.is_multiple_of(ONE_WITHOUT_GUIDE_IN);
    let said = (outcome == Outcome::DeclinedOther).then(|| draws.one_of(&[Limit::Codes, Limit::Codes, Limit::BorrowedEid, Limit::Signing]));
    let session = SessionRecord {
        v: RECORD_VERSION,
        id,
        date,
        place,
        form,
        service: if unmet { Service::Work } else { guide.service },
        guide: (!unmet).then(|| GuideRef { slug: guide.slug.clone(), version: guide.version }),
        outcome,
        stuck: if unmet { BTreeSet::new() } else { stuck(&mut draws, guide, outcome) },
        obstacles: BTreeSet::new(),
        faults: BTreeSet::new(),
        limit: limit_meant_by(outcome, said),
        referral: referral(&mut draws, guide, outcome),
        support: draws.chance(15).then(|| draws.one_of(SupportLanguage::ALL)),
        length: Some(draws.one_of(LengthClass::ALL)),
        returning: draws.chance(20),
        replaces: None,
    };
    let body = Record::Session(session).to_json();
    Judged {
        parcel: Parcel { id, number: 0, body },
        status: Status::Stored,
        reason: None,
        kind: Some("session"),
        day: Some(date),
        names: None,
        review: None,
    }
}

fn meeting(draws: &mut Draws) -> (Form, PlaceKind) {
    match draws.below(10) {
        0..=2 => {
            (Form::Outreach, draws.one_of(&[PlaceKind::SeniorHome, PlaceKind::SeniorHome, PlaceKind::VillageHall, PlaceKind::BookBus]))
        }
        3..=6 => (Form::DropIn, draws.one_of(&[PlaceKind::MainLibrary, PlaceKind::MainLibrary, PlaceKind::Branch])),
        7 | 8 => (Form::Booked, PlaceKind::MainLibrary),
        _ => (Form::Group, draws.one_of(&[PlaceKind::LearningCentre, PlaceKind::SeniorHome])),
    }
}

fn outcome(draws: &mut Draws, guide: &Guide) -> Outcome {
    // Tickets end before the payment more often than not: that is a good outcome.
    if guide.slug.as_str() == "tabussen-biljett" && draws.chance(60) {
        return Outcome::DeclinedPayment;
    }
    match draws.below(100) {
        0..=37 => Outcome::DoneAlone,
        38..=64 => Outcome::DoneWithSupport,
        65..=74 => Outcome::Started,
        75..=82 => Outcome::Referred,
        83..=85 => Outcome::DeclinedOther,
        86..=87 => Outcome::StoppedByResident,
        88..=93 => Outcome::ObstacleRemains,
        _ => Outcome::ServiceFault,
    }
}

/// Stuck at one of the guide's own steps: mostly where its editors expect it, and mostly when it did not end well.
fn stuck(draws: &mut Draws, guide: &Guide, outcome: Outcome) -> BTreeSet<Stuck> {
    let ended_well = matches!(outcome, Outcome::DoneAlone | Outcome::DoneWithSupport | Outcome::DeclinedPayment);
    if !draws.chance(if ended_well { 35 } else { 90 }) {
        return BTreeSet::new();
    }
    let expected: Vec<_> = guide.steps.iter().filter(|step| !step.may_fail.is_empty()).collect();
    let step = match expected.is_empty() {
        true => &guide.steps[draws.below(guide.steps.len())],
        // Every second time the first such step, so that one stands out as in real life.
        false if draws.chance(50) => expected[0],
        false => draws.one_of(&expected),
    };
    let usual = [Cause::Obstacle(Obstacle::Knowledge), Cause::Obstacle(Obstacle::OfficialLanguage), Cause::Fault(Fault::Concepts)];
    let cause = match outcome {
        Outcome::ServiceFault => Cause::Fault(draws.one_of(&[Fault::Outage, Fault::Timeout, Fault::Concepts])),
        _ if step.may_fail.is_empty() => draws.one_of(&usual),
        _ => draws.one_of(&step.may_fail),
    };
    BTreeSet::from([Stuck { step: step.id.clone(), cause }])
}

fn referral(draws: &mut Draws, guide: &Guide, outcome: Outcome) -> Option<Referral> {
    let refers = matches!(outcome, Outcome::Referred | Outcome::DeclinedPayment);
    refers.then(|| if guide.refer.is_empty() { Referral::StateServiceOffice } else { draws.one_of(&guide.refer) })
}
