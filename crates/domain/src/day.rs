//! Days and quarters. Dates only: nothing that leaves a tablet carries a time of day.
//!
//! Days are counted from 1970-01-01 (proleptic Gregorian); the civil-date arithmetic follows Howard Hinnant's
//! "chrono-compatible low-level date algorithms", so that no time library reaches the wasm.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Milliseconds in a day.
pub const DAY_MS: i64 = 86_400_000;

/// A calendar day, written `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A text that is no calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a day written YYYY-MM-DD")]
pub struct NotADay;

impl Day {
    /// The day of a moment given in milliseconds since 1970 **in local time** (the caller adds the offset).
    pub fn from_local_ms(ms: i64) -> Self {
        Self(i32::try_from(ms.div_euclid(DAY_MS)).unwrap_or(0))
    }

    /// The day so many days after 1970-01-01.
    pub const fn from_days(days: i32) -> Self {
        Self(days)
    }

    /// Days since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// The day `days` later (earlier when negative).
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Year, month 1–12, day 1–31.
    pub fn civil(self) -> (i32, u32, u32) {
        let shifted = i64::from(self.0) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month as u32, day as u32)
    }

    /// The day with this year, month and day of month; `None` when there is none.
    pub fn from_civil(year: i32, month: u32, day: u32) -> Option<Self> {
        let shifted_year = i64::from(year) - i64::from(month <= 2);
        let era = shifted_year.div_euclid(400);
        let year_of_era = shifted_year.rem_euclid(400);
        let march_month = (i64::from(month) + 9) % 12;
        let day_of_year = (153 * march_month + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let found = Self(i32::try_from(era * 146_097 + day_of_era - 719_468).ok()?);
        (found.civil() == (year, month, day)).then_some(found)
    }

    /// Parses `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`NotADay`] for anything else, or a day that is in no calendar.
    pub fn parse(text: &str) -> Result<Self, NotADay> {
        let well_formed =
            text.len() == 10 && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        if !well_formed {
            return Err(NotADay);
        }
        let part = |range: std::ops::Range<usize>| text[range].parse::<u32>().ok();
        let (Some(year), Some(month), Some(day)) = (part(0..4), part(5..7), part(8..10)) else {
            return Err(NotADay);
        };
        Self::from_civil(year as i32, month, day).ok_or(NotADay)
    }

    /// The quarter this day lies in.
    pub fn quarter(self) -> Quarter {
        let (year, month, _) = self.civil();
        Quarter { year, quarter: (month - 1) / 3 + 1 }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// A quarter of a year, written `2026-Q4`: the shortest time that statistics are shown for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// Calendar year.
    pub year: i32,
    /// 1–4.
    pub quarter: u32,
}

impl Quarter {
    /// First and last day, both inclusive.
    pub fn days(self) -> (Day, Day) {
        (self.first_day(), self.next().first_day().plus(-1))
    }

    fn first_day(self) -> Day {
        Day::from_civil(self.year, (self.quarter - 1) * 3 + 1, 1).unwrap_or(Day(0))
    }

    /// The quarter after this one.
    pub const fn next(self) -> Self {
        if self.quarter == 4 { Self { year: self.year + 1, quarter: 1 } } else { Self { quarter: self.quarter + 1, ..self } }
    }

    /// The quarter before this one.
    pub const fn previous(self) -> Self {
        if self.quarter == 1 { Self { year: self.year - 1, quarter: 4 } } else { Self { quarter: self.quarter - 1, ..self } }
    }

    /// Parses `2026-Q4`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, quarter) = text.split_once("-Q")?;
        let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
        let year = digits(year, 4).then(|| year.parse().ok())??;
        let quarter = digits(quarter, 1).then(|| quarter.parse().ok())??;
        (1..=4).contains(&quarter).then_some(Self { year, quarter })
    }
}

impl Serialize for Quarter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quarter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a quarter"))
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.quarter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days_are_written_right() {
        assert_eq!(Day::from_days(0).to_string(), "1970-01-01");
        assert_eq!(Day::parse("2026-11-21").map(Day::days), Ok(20_778));
        assert_eq!(Day::parse("2024-02-29").map(|d| d.to_string()), Ok("2024-02-29".to_owned()));
    }

    #[test]
    fn a_day_that_is_in_no_calendar_is_refused() {
        for text in ["2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-11-21", "2026-11-21T10:00", ""] {
            assert_eq!(Day::parse(text), Err(NotADay), "{text}");
        }
    }

    #[test]
    fn a_quarter_has_its_own_days() {
        let quarter = Day::parse("2026-11-21").unwrap().quarter();
        assert_eq!(quarter.to_string(), "2026-Q4");
        assert_eq!(quarter.days(), (Day::parse("2026-10-01").unwrap(), Day::parse("2026-12-31").unwrap()));
        assert!(["2026-Q5", "+026-Q4", "2026-Q+4", "2026-Q"].iter().all(|text| Quarter::parse(text).is_none()));
        assert_eq!(quarter.next().previous(), quarter);
    }

    proptest! {
        #[test]
        fn every_day_survives_being_written(days in -700_000_i32..2_900_000) {
            let day = Day::from_days(days);
            let (year, month, date) = day.civil();
            prop_assert_eq!(Day::from_civil(year, month, date), Some(day));
            if (0..=9999).contains(&year) {
                prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
            }
        }
    }
}
