//! What a parcel is worth: countable, of an unknown kind, or to be kept aside. Pure; stores nothing.
//!
//! A verdict never repeats what the record said, and no verdict stops another parcel. A note in which personal data is
//! seen goes no further than this file, whatever else its record is worth.

use crate::clock;
use erum_domain::codes::Personal;
use erum_domain::day::Day;
use erum_domain::record::{Reading, Record, Refusal, read};
use erum_domain::screening::kinds;
use erum_domain::sync::{day_by_hub_clock, plausible};
use erum_domain::wire::Parcel;
use serde_json::Value;

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
    /// The parcel, its body as it is to be stored: without a note in which personal data is seen, and with the day by the
    /// hub's clock when it is countable.
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
        Reading::Refused(reason) => aside(unread(parcel), reason),
        Reading::Unknown => Judged { parcel: unread(parcel), status: Status::Kept, reason: None, kind: None, day: None },
        Reading::Known(record) => known(parcel, *record, clocks),
    }
}

/// A parcel from a device that was revoked: nothing it says counts before someone has looked at it.
pub fn into_review(parcel: Parcel) -> Judged {
    let parcel = match read(&parcel.body) {
        Reading::Known(record) => with_screened(parcel, *record).0,
        Reading::Unknown | Reading::Refused(_) => unread(parcel),
    };
    Judged { parcel, status: Status::Quarantined, reason: None, kind: None, day: None }
}

fn known(parcel: Parcel, record: Record, clocks: Clocks) -> Judged {
    let (parcel, record) = with_screened(parcel, record);
    if record.id() == parcel.id { countable(parcel, record, clocks) } else { aside(parcel, Refusal::OtherId) }
}

/// The record without a note in which personal data is seen; the body written anew only then.
fn with_screened(parcel: Parcel, record: Record) -> (Parcel, Record) {
    let screened = record.clone().screened();
    let body = if screened == record { parcel.body } else { screened.to_json() };
    (Parcel { body, ..parcel }, screened)
}

/// What this hub cannot read as a record may still have a note, of a newer kind or out of form: that is screened too.
fn unread(parcel: Parcel) -> Parcel {
    let Ok(mut value) = serde_json::from_str::<Value>(&parcel.body) else { return parcel };
    let text = value.get("note").map(|note| note.as_str().map_or_else(|| note.to_string(), str::to_owned));
    let seen = kinds(&text.unwrap_or_default());
    if seen.is_empty() {
        return parcel;
    }
    if let Some(fields) = value.as_object_mut() {
        fields.remove("note");
        fields.insert("withheld".to_owned(), seen.into_iter().map(Personal::code).collect());
    }
    Parcel { body: value.to_string(), ..parcel }
}

fn countable(parcel: Parcel, mut record: Record, clocks: Clocks) -> Judged {
    let (kind, date) = match &mut record {
        Record::Session(session) => ("session", Some(&mut session.date)),
        Record::Withdrawal(_) => ("withdrawal", None),
        Record::GuideFlag(flag) => ("guide_flag", Some(&mut flag.date)),
        Record::DirectoryCorrection(correction) => ("directory_correction", Some(&mut correction.date)),
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

/// Kept aside with its body as it came, but for a note that was screened away.
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

    const NUMBER: &str = "19121212-1212";

    fn flag(id: Id, date: Day, note: &str) -> String {
        format!(
            r#"{{"kind":"guide_flag","v":1,"id":"{id}","date":"{date}","guide":{{"slug":"bankid-skaffa","version":1}},"step":"hamta-appen","reason":"fel-uppgift","note":"{note}"}}"#
        )
    }

    fn correction(id: Id, date: Day, note: &str) -> String {
        format!(
            r#"{{"kind":"directory_correction","v":1,"id":"{id}","date":"{date}","point":"asele-bibliotek","field":"other","note":"{note}"}}"#
        )
    }

    #[test]
    fn a_note_in_which_nothing_is_seen_is_stored_as_it_came() {
        let body = flag(Id::from_random([7; 16]), clock::day_of(NOW), "Knappen heter nu Öppna. Ring 1177.");
        let verdict = judged(body.clone(), NOW);
        assert_eq!((verdict.status, verdict.kind, verdict.parcel.body), (Status::Stored, Some("guide_flag"), body));
    }

    #[test]
    fn a_note_with_personal_data_is_stored_as_nothing_but_its_kind() {
        for make in [flag, correction] {
            let verdict = judged(make(Id::from_random([7; 16]), clock::day_of(NOW), NUMBER), NOW);
            assert_eq!(verdict.status, Status::Stored);
            assert!(!verdict.parcel.body.contains("1212-1212") && !verdict.parcel.body.contains("note"));
            assert!(verdict.parcel.body.contains(r#""withheld":["personnummer"]"#), "{}", verdict.parcel.body);
        }
    }

    #[test]
    fn a_note_with_personal_data_is_dropped_also_from_what_is_kept_aside_kept_unread_or_under_review() {
        let (id, today) = (Id::from_random([7; 16]), clock::day_of(NOW));
        let right = flag(id, today, NUMBER);
        let bodies = [
            flag(id, today.plus(9), NUMBER),
            flag(Id::from_random([8; 16]), today, NUMBER),
            right.replace("fel-uppgift", "ingen-kod"),
            right.replace(r#""v":1"#, r#""v":2"#),
            right.replace("guide_flag", "visit"),
            flag(id, today, &format!("{NUMBER}{}", "å".repeat(300))),
            right.replace(&format!("\"{NUMBER}\""), &format!("[\"{NUMBER}\"]")),
        ];
        for body in bodies {
            let verdict = judged(body.clone(), NOW);
            assert_ne!(verdict.status, Status::Stored, "{body}");
            assert!(!verdict.parcel.body.contains("1212-1212"), "{body}");
            assert!(verdict.parcel.body.contains("personnummer"), "{body}");
        }
        let reviewed = into_review(Parcel { id, number: 1, body: right });
        assert!(!reviewed.parcel.body.contains("1212-1212") && reviewed.parcel.body.contains("personnummer"));
    }

    #[test]
    fn a_clock_at_the_end_of_time_is_no_panic() {
        for device_ms in [i64::MIN, i64::MAX, 0] {
            judged(session(Id::from_random([7; 16]), clock::day_of(NOW)), device_ms);
        }
    }
}
