//! What every store must do about codes that are guessed at, review, handing in for another, and retention.

use super::{NOW, code, deliver, id, record, secret, slug, statuses, with_device};
use crate::intake::{Judged, Review, Status};
use crate::store::{Aside, Disposal, HandedIn, HubStore, NewDevice, Redeemed, SPENT_MEMORY_MS, WRONG_REMAINDERS};
use erum_domain::day::{DAY_MS, Day};
use erum_domain::ident::Id;
use erum_domain::record::Refusal;
use erum_domain::wire::{Parcel, Receipt, ReceiptStatus, UnitName};
use std::collections::BTreeSet;

/// In the third quarter of 2026; `NOW` is in the fourth.
const AUTUMN: &str = "2026-09-15";
/// The first day on which that quarter is closed.
const CLOSED_MS: i64 = 20_787 * DAY_MS;

fn session(record_id: u64, number: u64, date: &str, names: Option<u64>) -> Judged {
    let replaces = names.map(|named| format!(r#","replaces":"{}""#, id(named))).unwrap_or_default();
    let body = format!(
        r#"{{"kind":"session","v":1,"id":"{}","date":"{date}","place":"bokbuss","form":"drop-in","service":"eleg","outcome":"klar-sjalv"{replaces}}}"#,
        id(record_id)
    );
    let parcel = Parcel { id: id(record_id), number, body };
    let (kind, day) = (Some("session"), Day::parse(date).ok());
    Judged { parcel, status: Status::Stored, reason: None, kind, day, names: names.map(id), review: None }
}

fn waits(record_id: u64, device: Id) -> Judged {
    let review = Some(Review { device, days_off: 3 });
    Judged { status: Status::Quarantined, kind: None, names: None, review, ..record(record_id, record_id) }
}

fn aside(number: u64, reason: Refusal) -> Judged {
    Judged { status: Status::Quarantined, reason: Some(reason), kind: None, names: None, ..record(number, number) }
}

fn flag(record_id: u64, date: &str) -> Judged {
    Judged { kind: Some("guide_flag"), day: Day::parse(date).ok(), names: None, ..record(record_id, record_id) }
}

async fn folded_sessions(store: &dyn HubStore) -> Vec<(String, u64)> {
    let closed = store.books(&slug("asele")).await.unwrap().closed;
    closed.into_iter().map(|closed| (closed.quarter.to_string(), closed.counts.sessions)).collect()
}

async fn logged(store: &dyn HubStore, unit: &str) -> Vec<(String, String, u64)> {
    let lines = store.disposals(&slug(unit)).await.unwrap();
    lines.into_iter().map(|Disposal { kind, period, records, .. }| (kind, period, records)).collect()
}

pub(crate) async fn five_wrong_remainders_spend_a_code(store: &dyn HubStore) {
    with_device(store).await;
    store.add_enrolment(&slug("asele"), &code("ABCD-right"), NOW + 1).await.unwrap();
    store.add_enrolment(&slug("asele"), &code("WXYZ-other"), NOW + 1).await.unwrap();
    let device = NewDevice { id: id(2), token_hash: secret("second") };
    let mut told = Vec::new();
    for wrong in 0..WRONG_REMAINDERS {
        told.push(store.enrol(&code(&format!("ABCD-wrong-{wrong}")), device, NOW).await.unwrap());
    }
    assert_eq!((told.pop(), told), (Some(Redeemed::Spent), vec![Redeemed::Unknown; 4]), "the last of them is told so");
    assert_eq!(store.enrol(&code("ABCD-right"), device, NOW).await.unwrap(), Redeemed::Spent);
    assert_eq!(store.enrol(&code("KLMN-none"), device, NOW).await.unwrap(), Redeemed::Unknown);
    assert!(matches!(store.enrol(&code("WXYZ-other"), device, NOW).await.unwrap(), Redeemed::Done(_)), "another code is not meant");
}

pub(crate) async fn a_device_is_found_by_every_id_it_has_gone_by(store: &dyn HubStore) {
    with_device(store).await;
    deliver(store, 1, 11, vec![record(1, 1)], 100).await;
    deliver(store, 1, 6, vec![], 101).await;
    for called in [1, 101] {
        assert_eq!(store.device_called(id(called)).await.unwrap().unwrap().id, id(1));
    }
    assert_eq!(store.device_called(id(777)).await.unwrap(), None);
}

pub(crate) async fn what_another_brings_closes_gaps_and_makes_no_copy(store: &dyn HubStore) {
    with_device(store).await;
    assert_eq!(deliver(store, 1, 4, vec![record(1, 1)], 100).await.missing, [2, 3]);
    let records = vec![record(1, 1), record(2, 2), record(3, 3), record(9, 9)];
    let handed = HandedIn { unit: slug("asele"), numbered_under: Some(id(1)), records, now_ms: NOW };
    use ReceiptStatus::{Known, Stored};
    for expected in [[Known, Stored, Stored, Stored], [Known; 4]] {
        let receipts = store.hand_in(&handed).await.unwrap();
        assert_eq!(receipts.iter().map(|receipt| receipt.status).collect::<Vec<_>>(), expected);
    }
    let own = deliver(store, 1, 4, vec![record(2, 2)], 100).await;
    assert_eq!((statuses(&own), own.missing, own.restored), (vec![Known], vec![], false), "9 was not said by the tablet itself");
    let nobody = HandedIn { numbered_under: None, records: vec![waits(20, id(555))], ..handed };
    assert_eq!(store.hand_in(&nobody).await.unwrap()[0].status, ReceiptStatus::Quarantined);
    assert_eq!(store.aside(&slug("asele")).await.unwrap().strangers, [(id(555), 1)]);
}

pub(crate) async fn what_waits_is_listed_by_tablet_and_counts_once_accepted(store: &dyn HubStore) {
    let asele = slug("asele");
    with_device(store).await;
    deliver(store, 1, 3, vec![waits(1, id(1)), waits(2, id(1))], 100).await;
    assert_eq!(store.devices(&asele).await.unwrap()[0].waiting, 2);
    let waiting = store.waiting(&asele, id(1)).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].days_off, waiting[0].received), (2, 3, Day::from_local_ms(NOW)));
    assert_eq!(waiting[0].parcel.body, record(1, 1).parcel.body);
    let aside = Judged { status: Status::Quarantined, reason: Some(Refusal::BadDay), names: None, ..record(2, 0) };
    store.accept(&asele, id(1), &[record(1, 0), aside, record(3, 0)], NOW).await.unwrap();
    assert_eq!(store.countable(&asele).await.unwrap().len(), 1, "one that did not wait is passed over");
    assert_eq!(store.waiting(&asele, id(1)).await.unwrap(), []);
    assert_eq!(store.aside(&asele).await.unwrap().by_reason, [(Some(Refusal::BadDay), 1)]);
    store.accept(&asele, id(1), &[record(1, 0)], NOW).await.unwrap();
    assert_eq!(store.countable(&asele).await.unwrap().len(), 1);
}

pub(crate) async fn what_waits_and_is_discarded_is_gone_for_good(store: &dyn HubStore) {
    let asele = slug("asele");
    with_device(store).await;
    deliver(store, 1, 3, vec![waits(1, id(1)), waits(2, id(1)), record(3, 3)], 100).await;
    assert_eq!(store.discard(&asele, id(1), NOW).await.unwrap(), 2);
    assert_eq!(store.discard(&asele, id(1), NOW).await.unwrap(), 0);
    assert_eq!(logged(store, "asele").await, [("granskning".to_owned(), "2026-Q4".to_owned(), 2)]);
    let again = deliver(store, 1, 4, vec![record(1, 1), waits(2, id(1))], 100).await;
    assert_eq!(statuses(&again), [ReceiptStatus::Known; 2]);
    assert_eq!(store.countable(&asele).await.unwrap().len(), 1);
}

pub(crate) async fn what_is_kept_aside_is_counted_by_reason(store: &dyn HubStore) {
    with_device(store).await;
    let unread = Judged { status: Status::Kept, kind: None, ..record(5, 5) };
    let all = vec![aside(1, Refusal::Damaged), aside(2, Refusal::Damaged), aside(3, Refusal::NotSealed), waits(4, id(1)), unread];
    deliver(store, 1, 6, all, 100).await;
    let expected = Aside { by_reason: vec![(Some(Refusal::Damaged), 2), (Some(Refusal::NotSealed), 1)], unread: 1, strangers: vec![] };
    assert_eq!(store.aside(&slug("asele")).await.unwrap(), expected);
}

pub(crate) async fn what_could_not_be_opened_gives_way_to_the_same_record_once_it_counts(store: &dyn HubStore) {
    let asele = slug("asele");
    with_device(store).await;
    let copies = vec![
        aside(1, Refusal::NotSealed),
        aside(2, Refusal::OtherKey),
        aside(3, Refusal::Damaged),
        Judged { reason: Some(Refusal::OtherKey), ..waits(4, id(555)) },
    ];
    let handed = HandedIn { unit: asele.clone(), numbered_under: None, records: copies.clone(), now_ms: NOW };
    assert!(store.hand_in(&handed).await.unwrap().iter().all(|receipt| receipt.status == ReceiptStatus::Quarantined));
    let good: Vec<Judged> = (1..=4).map(|number| record(number, number)).collect();
    let own = deliver(store, 1, 5, good.clone(), 100).await;
    assert_eq!((statuses(&own), own.missing, own.restored), (vec![ReceiptStatus::Stored; 4], vec![], false));
    assert_eq!(store.aside(&asele).await.unwrap(), Aside::default());
    assert_eq!(store.waiting(&asele, id(555)).await.unwrap(), []);
    for records in [copies, good.clone()] {
        let again = store.hand_in(&HandedIn { records, ..handed.clone() }).await.unwrap();
        assert!(again.iter().all(|receipt| receipt.status == ReceiptStatus::Known), "the good one stays");
    }
    let bodies: BTreeSet<String> = store.countable(&asele).await.unwrap().into_iter().collect();
    assert_eq!(bodies, good.into_iter().map(|judged| judged.parcel.body).collect());
}

pub(crate) async fn what_was_opened_or_waits_for_people_gives_way_to_nothing(store: &dyn HubStore) {
    let asele = slug("asele");
    with_device(store).await;
    let opened = [Refusal::NotARecord, Refusal::BadField, Refusal::TooLarge, Refusal::Contradiction, Refusal::BadDay, Refusal::OtherId];
    let mut first: Vec<Judged> = (1..).zip(opened).map(|(number, reason)| aside(number, reason)).collect();
    first.extend([waits(7, id(1)), Judged { status: Status::Kept, kind: None, ..record(8, 8) }, aside(9, Refusal::Damaged)]);
    let receipts = deliver(store, 1, 10, first, 100).await.receipts;
    let mut later: Vec<Judged> = (1..=8).map(|number| record(number, number)).collect();
    later.extend([aside(9, Refusal::BadDay), Judged { reason: None, ..waits(9, id(1)) }]);
    let again = deliver(store, 1, 10, later, 100).await.receipts;
    let reasons = |receipts: &[Receipt]| receipts.iter().map(|receipt| receipt.reason).collect::<Vec<_>>();
    assert_eq!(reasons(&again[..9]), reasons(&receipts));
    assert_eq!(reasons(&again[9..]), [Some(Refusal::Damaged)], "only what counts takes its place");
    assert!(store.countable(&asele).await.unwrap().is_empty());
    assert_eq!(store.waiting(&asele, id(1)).await.unwrap().len(), 1);
}

pub(crate) async fn a_copy_that_could_not_be_opened_opens_no_way_around_a_closed_quarter(store: &dyn HubStore) {
    let asele = slug("asele");
    with_device(store).await;
    deliver(store, 1, 3, vec![session(1, 1, AUTUMN, None), aside(2, Refusal::Damaged)], 100).await;
    store.dispose(&asele, CLOSED_MS).await.unwrap();
    let stale = deliver(store, 1, 3, vec![aside(1, Refusal::Damaged), session(1, 1, AUTUMN, None)], 100).await;
    assert_eq!(statuses(&stale), [ReceiptStatus::Known; 2]);
    let late = deliver(store, 1, 5, vec![session(2, 2, AUTUMN, Some(1)), session(3, 3, AUTUMN, Some(2))], 100).await;
    assert!(late.receipts.iter().all(|receipt| (receipt.status, receipt.reason) == (ReceiptStatus::Quarantined, Some(Refusal::TooLate))));
    assert!(store.countable(&asele).await.unwrap().is_empty());
}

pub(crate) async fn a_closed_quarter_becomes_counts_and_its_ids_are_remembered(store: &dyn HubStore) {
    let asele = slug("asele");
    with_device(store).await;
    let autumn =
        vec![session(1, 1, AUTUMN, None), session(2, 2, AUTUMN, Some(1)), session(3, 3, AUTUMN, None), session(4, 4, "2026-11-01", None)];
    deliver(store, 1, 5, autumn.clone(), 100).await;
    store.dispose(&asele, CLOSED_MS - DAY_MS).await.unwrap();
    assert_eq!(folded_sessions(store).await, []);
    store.dispose(&asele, CLOSED_MS).await.unwrap();
    assert_eq!(folded_sessions(store).await, [("2026-Q3".to_owned(), 2)]);
    assert_eq!(store.countable(&asele).await.unwrap(), [autumn[3].parcel.body.clone()]);
    assert_eq!(logged(store, "asele").await, [("tillfalle".to_owned(), "2026-Q3".to_owned(), 3)]);
    let again = deliver(store, 1, 5, autumn, 100).await;
    assert_eq!((statuses(&again), again.missing), (vec![ReceiptStatus::Known; 4], vec![]));
    deliver(store, 1, 6, vec![session(5, 5, AUTUMN, None)], 100).await;
    store.dispose(&asele, CLOSED_MS + DAY_MS).await.unwrap();
    assert_eq!(folded_sessions(store).await, [("2026-Q3".to_owned(), 3)], "a late one is added");
}

pub(crate) async fn what_names_a_folded_record_comes_too_late_and_so_does_what_names_that(store: &dyn HubStore) {
    let asele = slug("asele");
    with_device(store).await;
    deliver(store, 1, 2, vec![session(1, 1, AUTUMN, None)], 100).await;
    store.dispose(&asele, CLOSED_MS).await.unwrap();
    // The correction of a correction may come before what it corrects.
    let early = deliver(store, 1, 3, vec![session(3, 2, AUTUMN, Some(2))], 100).await;
    assert_eq!(statuses(&early), [ReceiptStatus::Stored]);
    let late = deliver(store, 1, 4, vec![session(2, 3, AUTUMN, Some(1)), session(4, 4, AUTUMN, Some(3))], 100).await;
    assert!(late.receipts.iter().all(|receipt| (receipt.status, receipt.reason) == (ReceiptStatus::Quarantined, Some(Refusal::TooLate))));
    assert!(store.countable(&asele).await.unwrap().is_empty());
    store.dispose(&asele, CLOSED_MS + DAY_MS).await.unwrap();
    assert_eq!(folded_sessions(store).await, [("2026-Q3".to_owned(), 1)], "the errand counts once");
}

pub(crate) async fn nothing_is_disposed_of_twice_or_in_another_unit(store: &dyn HubStore) {
    with_device(store).await;
    let other = UnitName { id: slug("lycksele"), name: "Lycksele".to_owned(), sample: false };
    store.add_unit(&other).await.unwrap();
    store.put_sample(&other.id, &[session(1, 1, AUTUMN, None)], NOW).await.unwrap();
    deliver(store, 1, 2, vec![session(1, 1, AUTUMN, None)], 100).await;
    for _ in 0..2 {
        store.dispose(&slug("asele"), CLOSED_MS).await.unwrap();
    }
    assert_eq!(folded_sessions(store).await, [("2026-Q3".to_owned(), 1)]);
    assert_eq!(logged(store, "asele").await.len(), 1);
    assert_eq!((store.countable(&other.id).await.unwrap().len(), logged(store, "lycksele").await.len()), (1, 0));
    let report = store.check().await.unwrap();
    assert!(report.faults.is_empty(), "{:?}", report.faults);
}

pub(crate) async fn flags_and_what_was_never_counted_go_after_a_year(store: &dyn HubStore) {
    let asele = slug("asele");
    with_device(store).await;
    let aside = Judged { status: Status::Quarantined, reason: Some(Refusal::BadDay), kind: None, ..record(3, 3) };
    let unread = Judged { status: Status::Kept, kind: None, ..record(4, 4) };
    deliver(store, 1, 6, vec![flag(1, "2026-11-10"), flag(2, "2026-11-20"), aside, unread, waits(5, id(1))], 100).await;
    let year_later = NOW + 365 * DAY_MS;
    store.dispose(&asele, year_later).await.unwrap();
    let line = |kind: &str| (kind.to_owned(), "2026-Q4".to_owned(), 1);
    assert_eq!(logged(store, "asele").await, [line("guideflagga"), line("kopplingskod")], "the rest is a day too young");
    store.dispose(&asele, year_later + 3 * DAY_MS).await.unwrap();
    let kinds: Vec<_> = logged(store, "asele").await.into_iter().map(|(kind, _, records)| (kind, records)).collect();
    assert!(kinds.contains(&("at-sidan".to_owned(), 3)), "{kinds:?}");
    let aside = store.aside(&asele).await.unwrap();
    assert_eq!(aside, Aside::default());
}

pub(crate) async fn codes_links_and_ended_sessions_go_in_time(store: &dyn HubStore) {
    let asele = slug("asele");
    with_device(store).await;
    store.add_coordinator(id(50), std::slice::from_ref(&asele), NOW).await.unwrap();
    store.add_login_link(id(50), &secret("link"), NOW + 1).await.unwrap();
    store.log_in(&secret("link"), &secret("session"), NOW).await.unwrap();
    let kept = NOW + SPENT_MEMORY_MS;
    store.dispose(&asele, kept).await.unwrap();
    store.dispose_of_keys(kept).await.unwrap();
    assert_eq!(store.log_in(&secret("link"), &secret("again"), kept).await.unwrap(), Redeemed::Spent, "still told why");
    store.dispose(&asele, kept + 1).await.unwrap();
    store.dispose_of_keys(kept + 1).await.unwrap();
    let device = NewDevice { id: id(2), token_hash: secret("second") };
    assert_eq!(store.enrol(&code("code"), device, kept + 1).await.unwrap(), Redeemed::Unknown);
    assert_eq!(store.log_in(&secret("link"), &secret("again"), kept + 1).await.unwrap(), Redeemed::Unknown);
    let mut kinds: Vec<_> = logged(store, "asele").await.into_iter().map(|(kind, ..)| kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["inloggning", "inloggningslank", "kopplingskod"]);
}
