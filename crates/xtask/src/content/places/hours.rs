//! Opening hours and timetables that cannot be: named, so that nobody travels to a closed door by a slip of the pen.
//!
//! Judges only what stands in the file; whether it is true is between its source and whoever read it.

use crate::content::report::File;
use erum_domain::codes::Variant;
use erum_domain::day::Day;
use erum_domain::directory::ServicePoint;
use erum_domain::directory::clock::Weekday;
use erum_domain::directory::opening::{Opening, Weekly};
use erum_domain::directory::stops::{Every, Stop};
use std::fmt::Display;

/// Findings about one point, which stands here in the file.
struct Point<'a, 'b> {
    at: Option<usize>,
    id: &'a str,
    file: &'a mut File<'b>,
}

pub(super) fn check(point: &ServicePoint, at: Option<usize>, file: &mut File<'_>) {
    let mut found = Point { at, id: point.id.as_str(), file };
    if let Some(opening) = &point.opening {
        weeks(opening, &mut found);
        exceptions(opening, &mut found);
    }
    if point.variant != Variant::BookBus && !point.stops.is_empty() {
        found.wrong("points.stops", "is no book bus, but has stops", "write them under the book bus, or as opening hours");
    }
    for stop in &point.stops {
        stop_of_a_bus(stop, &mut found);
    }
}

impl Point<'_, '_> {
    fn wrong(&mut self, key: &str, what: &str, todo: &str) {
        self.file.wrong(self.at, key, &format!("`{}` {what}", self.id), todo);
    }

    /// From must come before to.
    fn in_order<T: PartialOrd + Display>(&mut self, key: &str, from: T, to: T) {
        if from >= to {
            self.wrong(key, &format!("has {from}–{to}"), "write the earlier time first; past midnight is a row of the next day");
        }
    }

    /// A first day must not come after the last.
    fn season(&mut self, key: &str, first: Option<Day>, last: Option<Day>) {
        if let Some((first, last)) = first.zip(last).filter(|(first, last)| first > last) {
            self.wrong(key, &format!("has a time that ends before it begins, {first} to {last}"), "write the earlier day first");
        }
    }
}

fn weeks(opening: &Opening, found: &mut Point<'_, '_>) {
    const KEY: &str = "points.opening.weekly";
    if opening.weekly.is_empty() && opening.exceptions.is_empty() {
        found.wrong("points.opening", "has no hours", "add weekly, or leave opening out until they are known");
    }
    for row in &opening.weekly {
        found.in_order(KEY, row.from, row.to);
        found.season(KEY, row.first, row.last);
        if row.days.is_empty() {
            found.wrong(KEY, "has hours on no day", "name the days: mon tue wed thu fri sat sun");
        }
    }
    for (index, row) in opening.weekly.iter().enumerate() {
        if let Some(other) = opening.weekly[..index].iter().find(|other| overlap(row, other)) {
            let what = format!("has hours that overlap on the same day: {}–{} and {}–{}", other.from, other.to, row.from, row.to);
            found.wrong(KEY, &what, "join them, or correct the days");
        }
    }
}

/// Both hold at the same minute of some day. Two seasons may share days only if neither is the usual week.
fn overlap(one: &Weekly, other: &Weekly) -> bool {
    let both = |a: Option<Day>, b: Option<Day>| a.zip(b).is_some_and(|(first, last)| first > last);
    let apart = both(one.first, other.last) || both(other.first, one.last) || one.is_of_a_season() != other.is_of_a_season();
    !apart && one.days.iter().any(|day| other.days.contains(day)) && one.from < other.to && other.from < one.to
}

fn exceptions(opening: &Opening, found: &mut Point<'_, '_>) {
    const KEY: &str = "points.opening.exceptions";
    for (index, exception) in opening.exceptions.iter().enumerate() {
        found.season(KEY, Some(exception.date), exception.last);
        for span in &exception.hours {
            found.in_order(KEY, span.from, span.to);
        }
        let again =
            |other: &&erum_domain::directory::opening::Exception| other.date <= exception.last_day() && exception.date <= other.last_day();
        if opening.exceptions[..index].iter().any(|other| again(&other)) {
            found.wrong(KEY, &format!("has {} twice", exception.date), "keep one of the two");
        }
    }
}

fn stop_of_a_bus(stop: &Stop, found: &mut Point<'_, '_>) {
    const KEY: &str = "points.stops";
    found.in_order(KEY, stop.from, stop.to);
    let place = &stop.place;
    if stop.every.is_none() && stop.dates.is_empty() {
        found.wrong(KEY, &format!("never comes to {place}"), "add every = { weeks, weekday, first } or dates");
    }
    let Some(every) = &stop.every else { return };
    found.season(KEY, Some(every.first), every.last);
    if every.weeks == 0 {
        found.wrong(KEY, &format!("comes to {place} with weeks = 0"), "1 is every week, 2 every other");
    }
    if Weekday::of(every.first) != every.weekday {
        let what = format!("comes to {place} on another weekday than its first day, {}", every.first);
        found.wrong(KEY, &what, "write a first day on which the bus comes");
    } else if let Some(day) = stop.not_on.iter().find(|day| !comes(every, **day) && !stop.dates.contains(day)) {
        found.wrong(KEY, &format!("would not have come to {place} on {day} anyway"), "correct the day, or the rhythm");
    }
}

fn comes(every: &Every, day: Day) -> bool {
    let within = every.first <= day && every.last.is_none_or(|last| day <= last);
    within && (day.days() - every.first.days()) % (7 * i32::from(every.weeks.max(1))) == 0
}
