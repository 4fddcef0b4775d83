//! What a parcel is worth: countable, of an unknown kind, or to be kept aside. Pure; stores nothing.
//!
//! A record that counts is stored opened. Everything else is stored as it came, sealed or not: it may be anything.
//! A verdict never repeats what the record said, and no verdict stops another parcel.

use crate::clock;
use crate::keys::Keys;
use erum_domain::day::{DAY_MS, Day};
use erum_domain::ident::Id;
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
    /// The parcel, its body as it is to be stored: opened and with the day by the hub's clock when it is countable.
    pub parcel: Parcel,
    /// How to keep it.
    pub status: Status,
    /// Why it is kept aside; none when the device was revoked.
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
        Err(reason) => return aside(parcel, reason),
    };
    match read(&opened) {
        Reading::Refused(reason) => aside(parcel, reason),
        Reading::Unknown => Judged { parcel, status: Status::Kept, reason: None, kind: None, day: None, names: None, review: None },
        Reading::Known(record) if record.id() != parcel.id => aside(parcel, Refusal::OtherId),
        Reading::Known(record) => countable(parcel, *record, clocks),
    }
}

/// A parcel from a device that was revoked, or that nobody knows: nothing it says counts before someone has looked at it.
pub fn into_review(parcel: Parcel, device: Id, clocks: Clocks) -> Judged {
    let days_off = day_by_hub_clock(Day::from_days(0), clocks.device_ms, clocks.hub_ms).days();
    let review = Some(Review { device, days_off });
    Judged { parcel, status: Status::Quarantined, reason: None, kind: None, day: None, names: None, review }
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

/// Kept aside with its body as it came.
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
        let reviewed = into_review(parcel, own_id(), Clocks { device_ms: NOW - 10 * DAY_MS, hub_ms: NOW });
        let waiting = Waiting { parcel: reviewed.parcel, days_off: reviewed.review.unwrap().days_off, received: today };
        let verdict = judge_accepted(waiting, &keys);
        assert_eq!((verdict.status, verdict.day), (Status::Stored, Some(today)));
    }

    #[test]
    fn a_clock_at_the_end_of_time_is_no_panic() {
        for device_ms in [i64::MIN, i64::MAX, 0] {
            judged(&session(own_id(), clock::day_of(NOW)), device_ms);
        }
    }
}
