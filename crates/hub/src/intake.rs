//! What a parcel is worth: countable, of an unknown kind, or to be kept aside. Pure; stores nothing.
//!
//! A record that counts is stored opened. Everything else is stored as it came, sealed or not: it may be anything.
//! A verdict never repeats what the record said, and no verdict stops another parcel. A note in which personal data is
//! seen goes no further than this file, whatever else its record is worth and sealed or not: then what is kept aside is kept
//! without it.

use crate::clock;
use crate::keys::Keys;
use erum_domain::codes::Personal;
use erum_domain::day::{DAY_MS, Day};
use erum_domain::ident::Id;
use erum_domain::record::{Reading, Record, Refusal, read};
use erum_domain::screening::kinds;
use erum_domain::sync::{day_by_hub_clock, plausible};
use erum_domain::wire::Parcel;
use serde_json::Value;

/// The reasons of what was never opened. Nobody knows what it says, so it is to stand in the way of nothing that was read.
pub const UNOPENED: [Refusal; 3] = [Refusal::NotSealed, Refusal::OtherKey, Refusal::Damaged];

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
    /// The parcel, its body as it is to be stored: opened and with the day by the hub's clock when it is countable.
    pub parcel: Parcel,
    /// How to keep it.
    pub status: Status,
    /// Why it is kept aside; none for what waits to be looked at and can be opened.
    pub reason: Option<Refusal>,
    /// The kind, when known.
    pub kind: Option<&'static str>,
    /// The day, when the kind has one.
    pub day: Option<Day>,
    /// The record that this one corrects or withdraws.
    pub names: Option<Id>,
    /// Set when it waits for people to look at it.
    pub review: Option<Review>,
}

/// What must be known of a parcel that waits, to judge it later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The tablet it came from, or is said to come from.
    pub device: Id,
    /// By how many whole days its day is to be moved.
    pub days_off: i32,
}

/// A parcel that waits, as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The parcel as it came; its number is not kept.
    pub parcel: Parcel,
    /// By how many whole days its day is to be moved.
    pub days_off: i32,
    /// The day it came.
    pub received: Day,
}

/// The two clocks when a request came.
#[derive(Clone, Copy, Debug)]
pub struct Clocks {
    /// The tablet's, milliseconds since 1970 (UTC).
    pub device_ms: i64,
    /// The hub's.
    pub hub_ms: i64,
}

/// Opens a parcel and looks inside.
pub fn judge(parcel: Parcel, keys: &Keys, clocks: Clocks) -> Judged {
    let opened = match keys.open(&parcel) {
        Ok(opened) => opened,
        Err(reason) => return aside(unopened(parcel), reason),
    };
    match read(&opened) {
        Reading::Refused(reason) => aside(unread(parcel, &opened), reason),
        Reading::Unknown => {
            let parcel = unread(parcel, &opened);
            Judged { parcel, status: Status::Kept, reason: None, kind: None, day: None, names: None, review: None }
        }
        Reading::Known(record) => {
            let (parcel, record) = with_screened(parcel, *record);
            if record.id() == parcel.id { countable(parcel, record, clocks) } else { aside(parcel, Refusal::OtherId) }
        }
    }
}

/// The record without a note in which personal data is seen. The parcel stays as it came unless something was seen.
fn with_screened(parcel: Parcel, record: Record) -> (Parcel, Record) {
    let screened = record.clone().screened();
    let body = if screened == record { parcel.body } else { screened.to_json() };
    (Parcel { body, ..parcel }, screened)
}

/// What this hub cannot read as a record may still have a note, of a newer kind or out of form: that is screened too.
fn unread(parcel: Parcel, opened: &str) -> Parcel {
    let Ok(mut value) = serde_json::from_str::<Value>(opened) else { return parcel };
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

/// What came as plain text would be stored as such, so a note in it is screened as if it had been sealed.
fn unopened(parcel: Parcel) -> Parcel {
    let as_it_came = parcel.body.clone();
    unread(parcel, &as_it_came)
}

/// A parcel from a device that was revoked, or that nobody knows: nothing it says counts before someone has looked at it.
/// What cannot be opened is told apart already now: only that gives way to the same record from a tablet that is trusted.
pub fn into_review(parcel: Parcel, device: Id, keys: &Keys, clocks: Clocks) -> Judged {
    let reason = keys.open(&parcel).err().filter(|reason| UNOPENED.contains(reason));
    let parcel = unopened(parcel);
    let days_off = day_by_hub_clock(Day::from_days(0), clocks.device_ms, clocks.hub_ms).days();
    let review = Some(Review { device, days_off });
    Judged { parcel, status: Status::Quarantined, reason, kind: None, day: None, names: None, review }
}

/// A parcel that was looked at and accepted: judged as on the day it came.
pub fn judge_accepted(waiting: Waiting, keys: &Keys) -> Judged {
    let hub_ms = i64::from(waiting.received.days()) * DAY_MS + DAY_MS / 2;
    let device_ms = hub_ms.saturating_sub(i64::from(waiting.days_off) * DAY_MS);
    judge(waiting.parcel, keys, Clocks { device_ms, hub_ms })
}

fn countable(parcel: Parcel, mut record: Record, clocks: Clocks) -> Judged {
    let (kind, date) = match &mut record {
        Record::Session(session) => ("session", Some(&mut session.date)),
        Record::Withdrawal(_) => ("withdrawal", None),
        Record::GuideFlag(flag) => ("guide_flag", Some(&mut flag.date)),
        Record::DirectoryCorrection(correction) => ("directory_correction", Some(&mut correction.date)),
    };
    let day = date.map(|date| {
        *date = day_by_hub_clock(*date, clocks.device_ms, clocks.hub_ms);
        *date
    });
    if day.is_some_and(|day| !plausible(day, clock::day_of(clocks.hub_ms))) {
        return aside(parcel, Refusal::BadDay);
    }
    let parcel = Parcel { body: record.to_json(), ..parcel };
    Judged { parcel, status: Status::Stored, reason: None, kind: Some(kind), day, names: record.names(), review: None }
}

/// Kept aside with its body as it came, but for a note that was screened away.
fn aside(parcel: Parcel, reason: Refusal) -> Judged {
    Judged { parcel, status: Status::Quarantined, reason: Some(reason), kind: None, day: None, names: None, review: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use erum_domain::wire::SyncRequest;
    use erum_vault::parcels::{HubPublic, HubSecret, seal};

    const NOW: i64 = 1_795_000_000_000;
    const OWN: [u8; 32] = [5; 32];

    fn own_id() -> Id {
        Id::from_random([7; 16])
    }

    fn keys(seeds: &[[u8; 32]]) -> Keys {
        Keys::newest_first(seeds.iter().map(|seed| HubSecret::from_random(*seed)).collect()).unwrap()
    }

    fn sealed(to: &Keys, body: &str) -> String {
        seal(HubPublic::parse(to.public()).unwrap(), &own_id().to_string(), body.as_bytes(), [9; 32]).unwrap()
    }

    fn session(id: Id, date: Day) -> String {
        format!(
            r#"{{"kind":"session","v":1,"id":"{id}","date":"{date}","place":"bokbuss","form":"drop-in","service":"eleg","outcome":"klar-sjalv"}}"#
        )
    }

    fn judged_as_it_came(body: String, keys: &Keys, device_ms: i64) -> Judged {
        judge(Parcel { id: own_id(), number: 1, body }, keys, Clocks { device_ms, hub_ms: NOW })
    }

    fn judged(body: &str, device_ms: i64) -> Judged {
        let keys = keys(&[OWN]);
        judged_as_it_came(sealed(&keys, body), &keys, device_ms)
    }

    #[test]
    fn a_tablet_whose_clock_is_ten_days_slow_is_put_right() {
        let today = clock::day_of(NOW);
        let verdict = judged(&session(own_id(), today.plus(-10)), NOW - 10 * DAY_MS);
        assert_eq!((verdict.status, verdict.day), (Status::Stored, Some(today)));
        assert!(verdict.parcel.body.contains(&today.to_string()), "the stored record carries the right day");
    }

    #[test]
    fn what_does_not_count_is_kept_as_it_came() {
        let keys = keys(&[OWN]);
        let late = session(own_id(), clock::day_of(NOW).plus(2));
        let other = session(Id::from_random([8; 16]), clock::day_of(NOW));
        let unknown = r#"{"kind":"tally","v":1,"anything":[1,2]}"#;
        let aside = |reason| (Status::Quarantined, Some(reason));
        for (plain, expected) in [
            (late.as_str(), aside(Refusal::BadDay)),
            (&other, aside(Refusal::OtherId)),
            ("not json", aside(Refusal::NotARecord)),
            (unknown, (Status::Kept, None)),
        ] {
            let body = sealed(&keys, plain);
            let verdict = judged_as_it_came(body.clone(), &keys, NOW);
            assert_eq!((verdict.status, verdict.reason, verdict.parcel.body), (expected.0, expected.1, body), "{plain}");
        }
    }

    #[test]
    fn what_cannot_be_opened_says_why() {
        let (own, other) = (keys(&[OWN]), keys(&[[6; 32]]));
        let plain = session(own_id(), clock::day_of(NOW));
        let right = sealed(&own, &plain);
        let mut damaged = right.clone();
        damaged.replace_range(100..104, if &right[100..104] == "AAAA" { "BBBB" } else { "AAAA" });
        for (body, reason) in [
            (plain.clone(), Refusal::NotSealed),
            (String::new(), Refusal::NotSealed),
            (sealed(&other, &plain), Refusal::OtherKey),
            (damaged, Refusal::Damaged),
        ] {
            let verdict = judged_as_it_came(body.clone(), &own, NOW);
            assert_eq!((verdict.status, verdict.reason, verdict.parcel.body), (Status::Quarantined, Some(reason), body));
        }
        let moved = Parcel { id: Id::from_random([8; 16]), number: 1, body: right };
        assert_eq!(judge(moved, &own, Clocks { device_ms: NOW, hub_ms: NOW }).reason, Some(Refusal::Damaged));
    }

    #[test]
    fn what_was_sealed_to_an_older_key_still_opens() {
        let (old, both) = (keys(&[OWN]), keys(&[[6; 32], OWN]));
        assert_ne!(old.public(), both.public());
        let verdict = judged_as_it_came(sealed(&old, &session(own_id(), clock::day_of(NOW))), &both, NOW);
        assert_eq!(verdict.status, Status::Stored);
    }

    /// The golden request was sealed once to the key that is made of thirty-two bytes of 5.
    #[test]
    fn every_parcel_of_the_golden_request_opens_for_ever() {
        let text = include_str!("../../domain/golden/wire-sync-request-v1.json");
        let request: SyncRequest = serde_json::from_str(text).unwrap();
        assert!(!request.parcels.is_empty());
        for parcel in request.parcels {
            let verdict = judge(parcel, &keys(&[OWN]), Clocks { device_ms: request.device_time_ms, hub_ms: request.device_time_ms });
            assert_eq!(verdict.status, Status::Stored, "{:?}", verdict.reason);
        }
    }

    #[test]
    fn what_waited_is_judged_as_on_the_day_it_came() {
        let (keys, today) = (keys(&[OWN]), clock::day_of(NOW));
        let parcel = Parcel { id: own_id(), number: 1, body: sealed(&keys, &session(own_id(), today.plus(-10))) };
        let reviewed = into_review(parcel, own_id(), &keys, Clocks { device_ms: NOW - 10 * DAY_MS, hub_ms: NOW });
        assert_eq!(reviewed.reason, None);
        let waiting = Waiting { parcel: reviewed.parcel, days_off: reviewed.review.unwrap().days_off, received: today };
        let verdict = judge_accepted(waiting, &keys);
        assert_eq!((verdict.status, verdict.day), (Status::Stored, Some(today)));
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
        let verdict = judged(&body, NOW);
        assert_eq!((verdict.status, verdict.kind, verdict.parcel.body), (Status::Stored, Some("guide_flag"), body));
    }

    #[test]
    fn a_note_with_personal_data_is_stored_as_nothing_but_its_kind() {
        for make in [flag, correction] {
            let verdict = judged(&make(Id::from_random([7; 16]), clock::day_of(NOW), NUMBER), NOW);
            assert_eq!(verdict.status, Status::Stored);
            assert!(!verdict.parcel.body.contains("1212-1212") && !verdict.parcel.body.contains("note"));
            assert!(verdict.parcel.body.contains(r#""withheld":["personnummer"]"#), "{}", verdict.parcel.body);
        }
    }

    #[test]
    fn a_note_with_personal_data_is_dropped_also_from_what_is_kept_aside_or_kept_unread() {
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
            let verdict = judged(&body, NOW);
            assert_ne!(verdict.status, Status::Stored, "{body}");
            assert!(!verdict.parcel.body.contains("1212-1212"), "{body}");
            assert!(verdict.parcel.body.contains("personnummer"), "{body}");
        }
    }

    #[test]
    fn a_note_with_personal_data_is_dropped_also_from_what_came_unsealed_and_from_what_waits() {
        let (keys, clocks) = (keys(&[OWN]), Clocks { device_ms: NOW, hub_ms: NOW });
        let right = flag(own_id(), clock::day_of(NOW), NUMBER);
        let listed = right.replace(&format!("\"{NUMBER}\""), &format!("[\"{NUMBER}\"]"));
        for body in [right.clone(), right.replace("guide_flag", "visit"), listed, format!(r#"{{"note":"{NUMBER}"}}"#)] {
            let parcel = Parcel { id: own_id(), number: 1, body };
            for verdict in [judge(parcel.clone(), &keys, clocks), into_review(parcel.clone(), own_id(), &keys, clocks)] {
                assert_eq!((verdict.status, verdict.reason), (Status::Quarantined, Some(Refusal::NotSealed)));
                assert!(!verdict.parcel.body.contains("1212-1212"), "{}", verdict.parcel.body);
                assert!(verdict.parcel.body.contains(r#""withheld":["personnummer"]"#), "{}", verdict.parcel.body);
            }
        }
    }

    #[test]
    fn what_waits_says_whether_it_can_be_opened() {
        let (own, other) = (keys(&[OWN]), keys(&[[6; 32]]));
        let plain = session(own_id(), clock::day_of(NOW));
        for (body, reason) in [
            (sealed(&own, &plain), None),
            (sealed(&own, "not json"), None),
            (sealed(&other, &plain), Some(Refusal::OtherKey)),
            (plain, Some(Refusal::NotSealed)),
        ] {
            let parcel = Parcel { id: own_id(), number: 1, body: body.clone() };
            let verdict = into_review(parcel, own_id(), &own, Clocks { device_ms: NOW, hub_ms: NOW });
            assert_eq!((verdict.status, verdict.reason, verdict.parcel.body), (Status::Quarantined, reason, body));
        }
    }

    #[test]
    fn a_clock_at_the_end_of_time_is_no_panic() {
        for device_ms in [i64::MIN, i64::MAX, 0] {
            judged(&session(own_id(), clock::day_of(NOW)), device_ms);
        }
    }
}
