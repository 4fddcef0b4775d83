//! The book bus's timetable: where it stops, when, and where it is to be met next.
//!
//! Counts weeks from a first day, never by their number in the year: "odd weeks" would break over New Year.

use super::clock::{Moment, Time, Weekday};
use crate::day::Day;
use serde::{Deserialize, Serialize};

/// A stop of the book bus. It comes on the days of its rhythm and on the dates listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// The village, and where in it.
    pub place: String,
    /// When it comes.
    pub from: Time,
    /// When it leaves.
    pub to: Time,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Every>,
    /// Single days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Day>,
    /// Days on which it does not come, whatever the rhythm says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_on: Vec<Day>,
    /// What else is to be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where this is known from.
    pub source: String,
    /// When it was read.
    pub seen: Day,
}

/// On a weekday, every so many weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Every {
    /// 1 is every week, 2 every other.
    pub weeks: u8,
    /// The weekday.
    pub weekday: Weekday,
    /// A day on which it comes; from there the weeks are counted.
    pub first: Day,
    /// The timetable's last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Day>,
}

/// The next time at a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coming<'a> {
    /// The stop.
    pub stop: &'a Stop,
    /// The day.
    pub day: Day,
    /// Whether it stands there now.
    pub here: bool,
}

impl Stop {
    /// The next time it can be met here; also when it already stands here.
    pub fn next(&self, now: Moment) -> Option<Coming<'_>> {
        let has_left = self.to <= now.time;
        let day = self.next_day(if has_left { now.day.plus(1) } else { now.day })?;
        Some(Coming { stop: self, day, here: day == now.day && self.from <= now.time })
    }

    fn next_day(&self, from: Day) -> Option<Day> {
        let comes = |day: &Day| !self.not_on.contains(day);
        let listed = self.dates.iter().copied().filter(|day| *day >= from).filter(comes).min();
        let by_rhythm = self.every.as_ref().and_then(|every| every.days_from(from).find(comes));
        listed.into_iter().chain(by_rhythm).min()
    }
}

impl Every {
    /// The days of the rhythm from this day on.
    fn days_from(&self, from: Day) -> impl Iterator<Item = Day> {
        let (begins, last) = (self.weekday.on_or_after(self.first), self.last);
        let step = 7 * i32::from(self.weeks.max(1));
        let passed = (from.days() - begins.days()).max(0);
        let next = begins.plus((passed + step - 1) / step * step);
        std::iter::successors(Some(next), move |day| Some(day.plus(step))).take_while(move |day| last.is_none_or(|last| *day <= last))
    }
}

/// The next time at each stop, the next of all first.
pub(super) fn coming<'a>(stops: impl Iterator<Item = &'a Stop>, now: Moment) -> Vec<Coming<'a>> {
    let mut coming: Vec<Coming<'a>> = stops.filter_map(|stop| stop.next(now)).collect();
    coming.sort_by_key(|coming| (coming.day, coming.stop.from, coming.stop.place.as_str()));
    coming
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn at(text: &str, time: &str) -> Moment {
        Moment { day: day(text), time: Time::parse(time).unwrap() }
    }

    fn every(weeks: u8, first: &str) -> Stop {
        let every = Every { weeks, weekday: Weekday::of(day(first)), first: day(first), last: None };
        Stop {
            place: "Byn".to_owned(),
            from: Time::parse("13:00").unwrap(),
            to: Time::parse("13:45").unwrap(),
            every: Some(every),
            dates: Vec::new(),
            not_on: Vec::new(),
            note: None,
            source: "https://example.org/".to_owned(),
            seen: day("2026-11-21"),
        }
    }

    fn next_days(stop: &Stop, from: &str, count: usize) -> Vec<String> {
        let mut now = at(from, "00:00");
        let mut found = Vec::new();
        while found.len() < count {
            let Some(coming) = stop.next(now) else { break };
            found.push(coming.day.to_string());
            now.day = coming.day.plus(1);
        }
        found
    }

    #[test]
    fn every_other_week_keeps_its_rhythm_over_a_year_of_53_weeks() {
        // 2026 has a week 53: counted by odd weeks the bus would come two weeks in a row.
        let days = next_days(&every(2, "2026-12-08"), "2026-12-10", 3);
        assert_eq!(days, ["2026-12-22", "2027-01-05", "2027-01-19"]);
    }

    #[test]
    fn a_bus_that_stands_there_is_met_until_it_leaves() {
        let stop = every(3, "2026-12-01");
        let next = |time| stop.next(at("2026-12-01", time)).map(|coming| (coming.day.to_string(), coming.here));
        assert_eq!(next("12:59"), Some(("2026-12-01".to_owned(), false)));
        assert_eq!(next("13:00"), Some(("2026-12-01".to_owned(), true)));
        assert_eq!(next("13:44"), Some(("2026-12-01".to_owned(), true)));
        assert_eq!(next("13:45"), Some(("2026-12-22".to_owned(), false)));
    }

    #[test]
    fn a_cancelled_day_is_passed_over_and_an_extra_day_is_not() {
        let stop = Stop { not_on: vec![day("2026-12-15")], dates: vec![day("2026-12-17"), day("2026-12-15")], ..every(1, "2026-12-01") };
        assert_eq!(next_days(&stop, "2026-12-09", 2), ["2026-12-17", "2026-12-22"]);
    }

    #[test]
    fn a_timetable_ends_with_its_last_day() {
        let mut stop = every(1, "2026-12-01");
        stop.every.iter_mut().for_each(|every| every.last = Some(day("2026-12-15")));
        assert_eq!(next_days(&stop, "2026-11-01", 9), ["2026-12-01", "2026-12-08", "2026-12-15"]);
    }

    #[test]
    fn the_next_of_all_comes_first() {
        let near = Stop { place: "Nära".to_owned(), ..every(1, "2026-12-03") };
        let far = Stop { place: "Långt bort".to_owned(), ..every(4, "2026-12-02") };
        let stops = [near, far];
        let places =
            |text| coming(stops.iter(), at(text, "08:00")).into_iter().map(|coming| coming.stop.place.as_str()).collect::<Vec<_>>();
        assert_eq!(places("2026-12-01"), ["Långt bort", "Nära"]);
        assert_eq!(places("2026-12-03"), ["Nära", "Långt bort"]);
    }

    proptest! {
        #[test]
        fn the_next_stop_agrees_with_looking_at_every_day(
            weeks in 0_u8..6, first in 20_000_i32..20_400, length in proptest::option::of(0_i32..90),
            dates in proptest::collection::vec(20_000_i32..20_500, 0..4), not_on in proptest::collection::vec(20_000_i32..20_500, 0..4),
            today in 19_990_i32..20_500, minute in 0_u16..1_440,
        ) {
            let days = |days: Vec<i32>| days.into_iter().map(Day::from_days).collect::<Vec<_>>();
            let mut stop = Stop { dates: days(dates), not_on: days(not_on), ..every(weeks, "2026-12-01") };
            let (begins, last) = (Day::from_days(first), length.map(|length| Day::from_days(first + length)));
            stop.every = Some(Every { weeks, weekday: Weekday::of(begins), first: begins, last });
            let now = Moment { day: Day::from_days(today), time: Time::from_minutes(minute) };

            let step = 7 * i32::from(weeks.max(1));
            let by_rhythm = |day: Day| day >= begins && last.is_none_or(|last| day <= last) && (day.days() - first) % step == 0;
            let comes = |day: Day| !stop.not_on.contains(&day) && (stop.dates.contains(&day) || by_rhythm(day));
            let walked = (0..2_000).map(|ahead| now.day.plus(ahead)).find(|day| comes(*day) && (*day > now.day || now.time < stop.to));
            prop_assert_eq!(stop.next(now).map(|coming| coming.day), walked);
        }
    }
}
