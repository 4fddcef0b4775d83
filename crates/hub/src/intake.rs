//! What a parcel is worth: countable, of an unknown kind, or to be kept aside. Pure; stores nothing.
//!
//! A verdict never repeats what the record said, and no verdict stops another parcel.

use crate::clock;
use erum_domain::day::Day;
use erum_domain::record::{Reading, Record, Refusal, read};
use erum_domain::sync::{day_by_hub_clock, plausible};
use erum_domain::wire::Parcel;

/// How a record is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Countable.
    Stored,
    /// Of a kind or version this hub does not know: kept unread.
    Kept,
    /// Kept aside, for people to look at.
    Quarantined,
}

impl Status {
    /// As it stands in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::Kept => "kept",
            Self::Quarantined => "quarantined",
        }
    }
}

/// A parcel after the hub has looked inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The parcel, its body as it is to be stored: with the day by the hub's clock when it is countable.
    pub parcel: Parcel,
    /// How to keep it.
    pub status: Status,
    /// Why it is kept aside; none when the device was revoked.
    pub reason: Option<Refusal>,
    /// The kind, when known.
    pub kind: Option<&'static str>,
    /// The day, when the kind has one.
    pub day: Option<Day>,
}

/// The two clocks when a request came.
#[derive(Clone, Copy, Debug)]
pub struct Clocks {
    /// The tablet's, milliseconds since 1970 (UTC).
    pub device_ms: i64,
    /// The hub's.
    pub hub_ms: i64,
}

/// Looks inside a parcel.
pub fn judge(parcel: Parcel, clocks: Clocks) -> Judged {
    match read(&parcel.body) {
        Reading::Refused(reason) => aside(parcel, reason),
        Reading::Unknown => Judged { parcel, status: Status::Kept, reason: None, kind: None, day: None },
        Reading::Known(record) if record.id() != parcel.id => aside(parcel, Refusal::OtherId),
        Reading::Known(record) => countable(parcel, *record, clocks),
    }
}

/// A parcel from a device that was revoked: nothing it says counts before someone has looked at it.
pub fn into_review(parcel: Parcel) -> Judged {
    Judged { parcel, status: Status::Quarantined, reason: None, kind: None, day: None }
}

fn countable(parcel: Parcel, mut record: Record, clocks: Clocks) -> Judged {
    let (kind, date) = match &mut record {
        Record::Session(session) => ("session", Some(&mut session.date)),
        Record::Withdrawal(_) => ("withdrawal", None),
        Record::GuideFlag(flag) => ("guide_flag", Some(&mut flag.date)),
    };
    let Some(date) = date else {
        return Judged { parcel, status: Status::Stored, reason: None, kind: Some(kind), day: None };
    };
    *date = day_by_hub_clock(*date, clocks.device_ms, clocks.hub_ms);
    let day = *date;
    if !plausible(day, clock::day_of(clocks.hub_ms)) {
        return aside(parcel, Refusal::BadDay);
    }
    let parcel = Parcel { body: record.to_json(), ..parcel };
    Judged { parcel, status: Status::Stored, reason: None, kind: Some(kind), day: Some(day) }
}

/// Kept aside with its body as it came.
fn aside(parcel: Parcel, reason: Refusal) -> Judged {
    Judged { parcel, status: Status::Quarantined, reason: Some(reason), kind: None, day: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use erum_domain::day::DAY_MS;
    use erum_domain::ident::Id;

    const NOW: i64 = 1_795_000_000_000;

    fn session(id: Id, date: Day) -> String {
        format!(
            r#"{{"kind":"session","v":1,"id":"{id}","date":"{date}","place":"bokbuss","form":"drop-in","service":"eleg","outcome":"klar-sjalv"}}"#
        )
    }

    fn judged(body: String, device_ms: i64) -> Judged {
        let parcel = Parcel { id: Id::from_random([7; 16]), number: 1, body };
        judge(parcel, Clocks { device_ms, hub_ms: NOW })
    }

    #[test]
    fn a_tablet_whose_clock_is_ten_days_slow_is_put_right() {
        let today = clock::day_of(NOW);
        let verdict = judged(session(Id::from_random([7; 16]), today.plus(-10)), NOW - 10 * DAY_MS);
        assert_eq!((verdict.status, verdict.day), (Status::Stored, Some(today)));
        assert!(verdict.parcel.body.contains(&today.to_string()), "the stored record carries the right day");
    }

    #[test]
    fn a_day_in_the_future_is_kept_aside_as_it_came() {
        let body = session(Id::from_random([7; 16]), clock::day_of(NOW).plus(2));
        let verdict = judged(body.clone(), NOW);
        assert_eq!((verdict.status, verdict.reason), (Status::Quarantined, Some(Refusal::BadDay)));
        assert_eq!(verdict.parcel.body, body);
    }

    #[test]
    fn a_record_under_another_id_is_kept_aside() {
        let verdict = judged(session(Id::from_random([8; 16]), clock::day_of(NOW)), NOW);
        assert_eq!((verdict.status, verdict.reason), (Status::Quarantined, Some(Refusal::OtherId)));
    }

    #[test]
    fn a_kind_from_the_future_is_kept_unread() {
        let body = r#"{"kind":"tally","v":1,"anything":[1,2]}"#.to_owned();
        let verdict = judged(body.clone(), NOW);
        assert_eq!((verdict.status, verdict.parcel.body), (Status::Kept, body));
    }

    #[test]
    fn a_clock_at_the_end_of_time_is_no_panic() {
        for device_ms in [i64::MIN, i64::MAX, 0] {
            judged(session(Id::from_random([7; 16]), clock::day_of(NOW)), device_ms);
        }
    }
}
