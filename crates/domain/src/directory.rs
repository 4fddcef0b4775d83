//! Who answers for what, and where help is to be had, municipality by municipality.
//!
//! Only sourced facts: what is not known stays `None`, and the screen says so.

pub mod clock;
pub mod opening;
pub mod stops;

pub use crate::codes::Variant;

use self::clock::Moment;
use self::opening::{Opening, State};
use self::stops::{Coming, Stop};
use crate::codes::{Level, Service, ServiceLevel};
use crate::day::Day;
use crate::ident::Slug;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A municipality's service centre and what is known around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its name in addresses and keys.
    pub id: Slug,
    /// The municipality's name by language tag: `sv`, `sma`, `sju` …
    pub names: BTreeMap<String, String>,
    /// Places where help is to be had.
    #[serde(default)]
    pub points: Vec<ServicePoint>,
    /// How far our own help goes.
    #[serde(default)]
    pub levels: Vec<OwnLevel>,
    /// Who answers for what here.
    #[serde(default)]
    pub answers: Vec<Answer>,
}

/// A place where help is to be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServicePoint {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub variant: Variant,
    /// What it helps with.
    #[serde(default)]
    pub offers: Vec<String>,
    /// Street address; `None` when not collected.
    #[serde(default)]
    pub address: Option<String>,
    /// Telephone; `None` when not collected.
    #[serde(default)]
    pub phone: Option<String>,
    /// Opening hours in words, as they stand at the source; `None` when not collected.
    #[serde(default)]
    pub hours: Option<String>,
    /// Opening hours as data; `None` when not collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Opening>,
    /// Where a book bus stops.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<Stop>,
    /// The decision it rests on, and what it is there for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<Fact>,
    /// Who is there: roles and hours, never a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staffing: Option<Fact>,
    /// Where in the house it is, and what it shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement: Option<Fact>,
    /// Where it goes to meet people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outreach: Option<Fact>,
    /// With whom it works.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cooperation: Vec<Cooperation>,
    /// Where this is known from.
    pub source: String,
    /// When it was read.
    pub seen: Day,
}

/// Something known, and where from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What is known.
    pub text: String,
    /// Where from.
    pub source: String,
    /// When it was read.
    pub seen: Day,
}

/// A partner of a service point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cooperation {
    /// With whom: an organisation, never a person.
    pub who: String,
    /// About what.
    pub what: String,
    /// Where this is known from.
    pub source: String,
    /// When it was read.
    pub seen: Day,
}

/// What a visitor would need to know of a place and nobody has collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// When it is open, or when the bus comes.
    Hours,
    /// Where it is.
    Address,
    /// How to call it.
    Phone,
}

/// How far our own help goes for a service, and the decision behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnLevel {
    /// The service.
    pub service: Service,
    /// How far.
    pub level: ServiceLevel,
    /// Why, in words for everyone.
    pub why: String,
    /// The decision or promise behind it.
    pub source: String,
}

/// Who answers for a service in this municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The service.
    pub service: Service,
    /// The responsible actor.
    pub actor: String,
    /// Its level.
    pub level: Level,
    /// A number that can be dialled.
    #[serde(default)]
    pub phone: Option<String>,
    /// Where this is known from.
    pub source: String,
    /// When it was read.
    pub seen: Day,
}

impl Unit {
    /// The municipality's Swedish name.
    pub fn name(&self) -> &str {
        self.names.get("sv").map_or(self.id.as_str(), String::as_str)
    }

    /// Our own level for a service, if it has been decided.
    pub fn level_for(&self, service: Service) -> Option<&OwnLevel> {
        self.levels.iter().find(|level| level.service == service)
    }

    /// The service point with this id.
    pub fn point(&self, id: &Slug) -> Option<&ServicePoint> {
        self.points.iter().find(|point| &point.id == id)
    }

    /// The next time at each of the book bus's stops, the next of all first.
    pub fn coming_stops(&self, now: Moment) -> Vec<Coming<'_>> {
        stops::coming(self.points.iter().flat_map(|point| &point.stops), now)
    }

    /// Where and when the book bus is to be met next.
    pub fn next_stop(&self, now: Moment) -> Option<Coming<'_>> {
        self.coming_stops(now).into_iter().next()
    }

    /// Who can be called, each number once, in the order they answer.
    pub fn numbers(&self) -> Vec<(&str, &str)> {
        let answers = self.answers.iter().filter_map(|answer| Some((answer.actor.as_str(), answer.phone.as_deref()?)));
        let mut found: Vec<(&str, &str)> = Vec::new();
        for (actor, phone) in answers {
            if !found.contains(&(actor, phone)) {
                found.push((actor, phone));
            }
        }
        found
    }
}

impl ServicePoint {
    /// How it stands at a moment.
    pub fn state_at(&self, now: Moment) -> State {
        self.opening.as_ref().map_or(State::NotCollected, |opening| opening.state_at(now))
    }

    /// What is not known of it. A book bus has no address to miss, and its timetable is its hours.
    pub fn missing(&self) -> Vec<Missing> {
        let no_hours = self.opening.is_none() && self.hours.is_none() && self.stops.is_empty();
        let no_address = self.address.is_none() && self.variant != Variant::BookBus;
        let all = [(no_hours, Missing::Hours), (no_address, Missing::Address), (self.phone.is_none(), Missing::Phone)];
        all.into_iter().filter_map(|(missing, what)| missing.then_some(what)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::clock::{Time, Weekday};

    fn unit(points: serde_json::Value) -> Unit {
        let answer = |service: &str, phone: Option<&str>| serde_json::json!({ "service": service, "actor": "Polisen", "level": "state", "phone": phone, "source": "x", "seen": "2026-11-21" });
        let answers = [answer("polis", Some("114 14")), answer("sakerhet", Some("114 14")), answer("annat", None)];
        let unit = serde_json::json!({ "id": "byn", "names": { "sv": "Byn" }, "points": points, "answers": answers });
        serde_json::from_value(unit).unwrap()
    }

    #[test]
    fn a_place_of_which_little_is_known_reads_as_before_and_says_what_is_missing() {
        let unit = unit(serde_json::json!([
            { "id": "bibliotek", "name": "Biblioteket", "variant": "library", "source": "x", "seen": "2026-11-21" },
            { "id": "bussen", "name": "Bokbussen", "variant": "book-bus", "hours": "Se turlistan", "source": "x", "seen": "2026-11-21" },
        ]));
        assert_eq!(unit.points[0].missing(), [Missing::Hours, Missing::Address, Missing::Phone]);
        assert_eq!(unit.points[1].missing(), [Missing::Phone]);
        let now = Moment { day: unit.points[0].seen, time: Time::MIDNIGHT };
        assert_eq!(unit.points[0].state_at(now), State::NotCollected);
        assert_eq!(unit.next_stop(now), None);
    }

    #[test]
    fn the_book_bus_is_looked_for_at_every_point_that_has_stops() {
        let stop = |place: &str, weekday: &str, first: &str| {
            let every = serde_json::json!({ "weeks": 2, "weekday": weekday, "first": first });
            serde_json::json!({ "place": place, "from": "10:00", "to": "11:00", "every": every, "source": "x", "seen": "2026-11-21" })
        };
        let bus = |id: &str, stop: serde_json::Value| serde_json::json!({ "id": id, "name": id, "variant": "book-bus", "stops": [stop], "source": "x", "seen": "2026-11-21" });
        let unit = unit(serde_json::json!([
            bus("norra", stop("Norrbyn", "wed", "2026-11-25")),
            bus("sodra", stop("Sörbyn", "tue", "2026-11-24")),
        ]));
        let now = Moment { day: Day::parse("2026-11-23").unwrap(), time: Time::from_minutes(8 * 60) };
        let next = unit.next_stop(now).unwrap();
        assert_eq!((next.stop.place.as_str(), Weekday::of(next.day)), ("Sörbyn", Weekday::Tuesday));
        assert_eq!(unit.coming_stops(now).len(), 2);
    }

    #[test]
    fn a_number_that_answers_for_several_things_is_told_once() {
        assert_eq!(unit(serde_json::json!([])).numbers(), [("Polisen", "114 14")]);
    }
}
