//! Opening hours as data: a week, other weeks for a season, and single days that differ; is it open now?
//!
//! Answers only from what was collected: a day that no row covers is not known, which is not the same as closed.

use super::clock::{Moment, Time, Weekday};
use crate::day::Day;
use serde::{Deserialize, Serialize};

/// How far ahead the next opening is looked for: longer than any summer.
const AHEAD_DAYS: i32 = 120;
/// What has not closed after so many days does not close.
const ROUND_THE_CLOCK_DAYS: i32 = 8;

/// When a place is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The week. On days of a season the season's rows hold, and the rows without a season do not.
    #[serde(default)]
    pub weekly: Vec<Weekly>,
    /// Days that differ. They hold before any week.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Exception>,
    /// What else is to be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where this is known from.
    pub source: String,
    /// When it was read.
    pub seen: Day,
}

/// The same hours on some days of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weekly {
    /// The days of the week.
    pub days: Vec<Weekday>,
    /// When it opens.
    pub from: Time,
    /// When it closes.
    pub to: Time,
    /// The season's first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Day>,
    /// The season's last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Day>,
    /// What these hours are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A day, or several in a row, with hours of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The day, or the first of them.
    pub date: Day,
    /// The last of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Day>,
    /// The hours; closed when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Span>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Open from one time to another on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// When it opens.
    pub from: Time,
    /// When it closes: at this minute it is closed.
    pub to: Time,
}

/// How a place stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Open.
    OpenNow {
        /// Until when; `None` where it never closes.
        until: Option<Moment>,
    },
    /// Closed, and when it opens.
    OpensAt(Moment),
    /// Closed, and no opening is known of.
    Closed,
    /// What holds on this day has not been collected.
    NotCollected,
}

impl Opening {
    /// The hours of a day, in order and without overlaps: none when it is closed; `None` when they are not known.
    pub fn on(&self, day: Day) -> Option<Vec<Span>> {
        if let Some(exception) = self.exceptions.iter().find(|exception| exception.covers(day)) {
            return Some(joined(exception.hours.clone()));
        }
        let holds = |row: &&Weekly| row.covers(day);
        let in_season = self.weekly.iter().filter(holds).any(Weekly::is_of_a_season);
        let rows: Vec<&Weekly> = self.weekly.iter().filter(holds).filter(|row| row.is_of_a_season() == in_season).collect();
        let today = |row: &&Weekly| row.days.contains(&Weekday::of(day)).then_some(Span { from: row.from, to: row.to });
        if rows.is_empty() { None } else { Some(joined(rows.iter().filter_map(today).collect())) }
    }

    /// How it stands at a moment.
    pub fn state_at(&self, now: Moment) -> State {
        match self.on(now.day) {
            None => State::NotCollected,
            Some(today) => match today.into_iter().find(|span| span.from <= now.time && now.time < span.to) {
                Some(span) => State::OpenNow { until: self.closes(now.day, span) },
                None => self.opens(now).map_or(State::Closed, State::OpensAt),
            },
        }
    }

    /// When it closes that is open in this span: what ends at midnight may go on after it.
    fn closes(&self, mut day: Day, mut span: Span) -> Option<Moment> {
        let opened = day;
        while span.to == Time::DAY_ENDS {
            let tomorrow = self.on(day.plus(1)).unwrap_or_default();
            let Some(next) = tomorrow.first().copied().filter(|next| next.from == Time::MIDNIGHT) else { break };
            (day, span) = (day.plus(1), next);
            if day.days() - opened.days() > ROUND_THE_CLOCK_DAYS {
                return None;
            }
        }
        Some(Moment { day, time: span.to })
    }

    /// The next opening, as far as days are known.
    fn opens(&self, now: Moment) -> Option<Moment> {
        let days = (0..AHEAD_DAYS).map(|ahead| now.day.plus(ahead));
        let known = days.map_while(|day| Some((day, self.on(day)?)));
        let mut openings = known.flat_map(|(day, spans)| spans.into_iter().map(move |span| Moment { day, time: span.from }));
        openings.find(|opening| *opening > now)
    }
}

impl Weekly {
    /// Whether it holds for a part of the year only.
    pub const fn is_of_a_season(&self) -> bool {
        self.first.is_some() || self.last.is_some()
    }

    /// Whether it is still of use: its season has not passed.
    pub fn is_ahead(&self, today: Day) -> bool {
        self.last.is_none_or(|last| last >= today)
    }

    fn covers(&self, day: Day) -> bool {
        self.first.is_none_or(|first| first <= day) && self.is_ahead(day)
    }
}

impl Exception {
    /// The last of its days.
    pub fn last_day(&self) -> Day {
        self.last.unwrap_or(self.date)
    }

    fn covers(&self, day: Day) -> bool {
        self.date <= day && day <= self.last_day()
    }
}

/// In order, and as one where they meet.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut found: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| span.from < span.to) {
        match found.last_mut().filter(|before| before.to >= span.from) {
            Some(before) => before.to = before.to.max(span.to),
            None => found.push(span),
        }
    }
    found
}

#[cfg(test)]
mod tests;
