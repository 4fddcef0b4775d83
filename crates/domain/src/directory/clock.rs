//! Times of day, weekdays and local moments, for opening hours and timetables.
//!
//! Knows no time zone and no summer time: a moment is what the clock on the wall says, and whoever asks has read it.

use crate::day::Day;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Minutes of a day.
const DAY_MINUTES: u16 = 24 * 60;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Weekday {
    /// Monday.
    #[serde(rename = "mon")]
    Monday,
    /// Tuesday.
    #[serde(rename = "tue")]
    Tuesday,
    /// Wednesday.
    #[serde(rename = "wed")]
    Wednesday,
    /// Thursday.
    #[serde(rename = "thu")]
    Thursday,
    /// Friday.
    #[serde(rename = "fri")]
    Friday,
    /// Saturday.
    #[serde(rename = "sat")]
    Saturday,
    /// Sunday.
    #[serde(rename = "sun")]
    Sunday,
}

impl Weekday {
    /// All of them; the week begins on Monday.
    pub const ALL: [Self; 7] = [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// The weekday of a day.
    pub const fn of(day: Day) -> Self {
        // 1970-01-01 was a Thursday.
        Self::ALL[(day.days() as i64 + 3).rem_euclid(7) as usize]
    }

    /// The first such weekday that is this day or later.
    pub const fn on_or_after(self, day: Day) -> Day {
        day.plus((self as i32 - Self::of(day) as i32).rem_euclid(7))
    }
}

/// A time of day, written `HH:MM`, from `00:00` to `24:00`, which is where a day ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(u16);

/// A text that is no time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a time of day written HH:MM")]
pub struct NotATime;

impl Time {
    /// Midnight, when a day begins.
    pub const MIDNIGHT: Self = Self(0);
    /// Midnight, when a day ends.
    pub const DAY_ENDS: Self = Self(DAY_MINUTES);

    /// The time so many minutes after midnight; the end of the day when there are more than a day has.
    pub const fn from_minutes(minutes: u16) -> Self {
        Self(if minutes < DAY_MINUTES { minutes } else { DAY_MINUTES })
    }

    /// Hour and minute, as the clock shows them.
    pub const fn hour_and_minute(self) -> (u16, u16) {
        (self.0 / 60, self.0 % 60)
    }

    /// Parses `HH:MM`.
    ///
    /// # Errors
    /// [`NotATime`] for anything else, or a time that no day has.
    pub fn parse(text: &str) -> Result<Self, NotATime> {
        let digits = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        let (hour, minute) = text.split_once(':').filter(|(hour, minute)| digits(hour) && digits(minute)).ok_or(NotATime)?;
        let (Ok(hour), Ok(minute)) = (hour.parse::<u16>(), minute.parse::<u16>()) else { return Err(NotATime) };
        let minutes = hour * 60 + minute;
        if minute < 60 && minutes <= DAY_MINUTES { Ok(Self(minutes)) } else { Err(NotATime) }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute) = self.hour_and_minute();
        write!(f, "{hour:02}:{minute:02}")
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// A day and a time of it, by the clock on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The time.
    pub time: Time,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days_have_their_weekdays() {
        let weekday = |text| Weekday::of(Day::parse(text).unwrap());
        assert_eq!(weekday("1970-01-01"), Weekday::Thursday);
        assert_eq!(weekday("1969-12-31"), Weekday::Wednesday);
        assert_eq!(weekday("2026-11-22"), Weekday::Sunday);
    }

    #[test]
    fn a_time_that_no_clock_shows_is_refused() {
        for text in ["24:01", "25:00", "10:60", "9:00", "10.00", "10:0", "10:000", "+1:00", ""] {
            assert_eq!(Time::parse(text), Err(NotATime), "{text}");
        }
        assert_eq!(Time::parse("24:00"), Ok(Time::DAY_ENDS));
    }

    proptest! {
        #[test]
        fn every_time_survives_being_written(minutes in 0_u16..=DAY_MINUTES) {
            let time = Time::from_minutes(minutes);
            prop_assert_eq!(Time::parse(&time.to_string()), Ok(time));
        }

        #[test]
        fn the_next_such_weekday_is_within_a_week(days in -40_000_i32..40_000, index in 0_usize..7) {
            let (day, weekday) = (Day::from_days(days), Weekday::ALL[index]);
            let found = weekday.on_or_after(day);
            prop_assert_eq!(Weekday::of(found), weekday);
            prop_assert!((0..7).contains(&(found.days() - day.days())));
        }
    }
}
