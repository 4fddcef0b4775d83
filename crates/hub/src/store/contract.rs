//! What every store must do, as tests that know no SQL. A new kind of store passes by naming itself in
//! [`keeps_the_contract`]; SQLite does so at the end of this file.

use crate::intake::{Judged, Status};
use crate::secret::{CodeHash, Hash, hash};
use crate::store::sqlite::SqliteStore;
use crate::store::{Concerns, Delivered, Delivery, HubStore, NewDevice, Redeemed, SESSION_IDLE_MS, SESSION_LONGEST_MS, StoreError};
use erum_domain::ident::{Id, Slug};
use erum_domain::record::Refusal;
use erum_domain::wire::{Parcel, ReceiptStatus, UnitName};
use erum_vault::parcels::{self, HubPublic, HubSecret};
use std::collections::BTreeSet;

mod guides;
mod keeping;

use guides::*;
use keeping::*;

const NOW: i64 = 1_795_000_000_000;

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn id(number: u64) -> Id {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    Id::from_random(bytes)
}

fn secret(name: &str) -> Hash {
    hash(name.as_bytes())
}

fn code(name: &str) -> CodeHash {
    CodeHash { public: name.chars().take(4).collect(), hash: secret(name) }
}

fn record(record_id: u64, number: u64) -> Judged {
    let body = format!(r#"{{"kind":"withdrawal","v":1,"id":"{}","withdraws":"{}"}}"#, id(record_id), id(9_999));
    let parcel = Parcel { id: id(record_id), number, body };
    Judged { parcel, status: Status::Stored, reason: None, kind: Some("withdrawal"), day: None, names: Some(id(9_999)), review: None }
}

/// The records whose ids are their numbers.
fn records(numbers: impl IntoIterator<Item = u64>) -> Vec<Judged> {
    numbers.into_iter().map(|number| record(number, number)).collect()
}

/// A unit `asele` with a device of id 1 whose token is `token`.
async fn with_device(store: &dyn HubStore) {
    let unit = UnitName { id: slug("asele"), name: "Åsele".to_owned(), sample: false };
    store.add_unit(&unit).await.unwrap();
    store.add_enrolment(&unit.id, &code("code"), NOW + 1).await.unwrap();
    let device = NewDevice { id: id(1), token_hash: secret("token") };
    assert_eq!(store.enrol(&code("code"), device, NOW).await.unwrap(), Redeemed::Done(unit));
}

/// A delivery by the device, going by `claimed`; a copy would become `spare`.
async fn deliver(store: &dyn HubStore, claimed: u64, next_number: u64, records: Vec<Judged>, spare: u64) -> Delivered {
    let (claimed, spare_id) = (id(claimed), id(spare));
    let delivery = Delivery { unit: slug("asele"), device: id(1), claimed, next_number, records, now_ms: NOW, spare_id };
    store.receive(&delivery).await.unwrap()
}

fn statuses(delivered: &Delivered) -> Vec<ReceiptStatus> {
    delivered.receipts.iter().map(|receipt| receipt.status).collect()
}

pub(crate) async fn a_unit_added_again_gets_its_new_name(store: &dyn HubStore) {
    for name in ["Asele", "Åsele"] {
        store.add_unit(&UnitName { id: slug("asele"), name: name.to_owned(), sample: false }).await.unwrap();
    }
    let units = store.units().await.unwrap();
    assert_eq!(units.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>(), ["Åsele"]);
}

pub(crate) async fn there_is_one_key_from_the_first_opening_and_the_newest_is_handed_out(store: &dyn HubStore) {
    let first = store.hub_keys().await.unwrap();
    assert_eq!(store.hub_keys().await.unwrap().public(), first.public());
    let second = HubSecret::from_random([2; 32]);
    store.add_hub_key(&second).await.unwrap();
    let both = store.hub_keys().await.unwrap();
    assert_eq!(both.public(), second.public().unwrap().to_text());
    let sealed = |to: &str| parcels::seal(HubPublic::parse(to).unwrap(), &id(1).to_string(), b"{}", [3; 32]).unwrap();
    for (key, public) in [("first", first.public()), ("second", both.public())] {
        let parcel = Parcel { id: id(1), number: 1, body: sealed(public) };
        assert_eq!(both.open(&parcel).as_deref(), Ok("{}"), "{key}");
    }
    assert_eq!(first.open(&Parcel { id: id(1), number: 1, body: sealed(both.public()) }), Err(Refusal::OtherKey));
}

pub(crate) async fn a_code_works_once_and_not_too_late(store: &dyn HubStore) {
    with_device(store).await;
    let device = NewDevice { id: id(2), token_hash: secret("other") };
    assert_eq!(store.enrol(&code("code"), device, NOW).await.unwrap(), Redeemed::Spent);
    assert_eq!(store.enrol(&code("never"), device, NOW).await.unwrap(), Redeemed::Unknown);
    store.add_enrolment(&slug("asele"), &code("late"), NOW).await.unwrap();
    assert_eq!(store.enrol(&code("late"), device, NOW).await.unwrap(), Redeemed::Expired);
    assert_eq!(store.device_by_token(&secret("other")).await.unwrap(), None);
}

pub(crate) async fn a_code_for_no_unit_is_refused(store: &dyn HubStore) {
    let refused = store.add_enrolment(&slug("nowhere"), &code("code"), NOW).await;
    assert!(matches!(refused, Err(StoreError::NoUnit(_))));
}

pub(crate) async fn a_device_is_known_by_its_token_until_revoked(store: &dyn HubStore) {
    with_device(store).await;
    let known = store.device_by_token(&secret("token")).await.unwrap().unwrap();
    assert_eq!((known.unit, known.id, known.revoked), (slug("asele"), id(1), false));
    store.revoke_device(&slug("asele"), id(1), NOW).await.unwrap();
    assert!(store.device_by_token(&secret("token")).await.unwrap().unwrap().revoked);
    assert!(matches!(store.revoke_device(&slug("asele"), id(2), NOW).await, Err(StoreError::NoDevice(_))));
    let line = &store.devices(&slug("asele")).await.unwrap()[0];
    assert_eq!((line.id, line.enrolled_ms, line.revoked, line.copies), (id(1), NOW, true, 0));
}

pub(crate) async fn a_record_is_stored_once_and_never_overwritten(store: &dyn HubStore) {
    with_device(store).await;
    let first = deliver(store, 1, 2, records([1]), 100).await;
    assert_eq!((statuses(&first), first.missing), (vec![ReceiptStatus::Stored], vec![]));
    let mut changed = record(1, 1);
    changed.parcel.body = "{}".to_owned();
    let again = deliver(store, 1, 2, vec![changed.clone(), changed], 100).await;
    assert_eq!(statuses(&again), [ReceiptStatus::Known, ReceiptStatus::Known]);
    assert_eq!(store.countable(&slug("asele")).await.unwrap(), [record(1, 1).parcel.body]);
}

pub(crate) async fn what_is_kept_aside_says_why_every_time_and_does_not_count(store: &dyn HubStore) {
    with_device(store).await;
    let aside = Judged { status: Status::Quarantined, reason: Some(Refusal::BadDay), kind: None, ..record(1, 1) };
    let review = Judged { status: Status::Quarantined, kind: None, ..record(2, 2) };
    let unread = Judged { status: Status::Kept, kind: None, ..record(3, 3) };
    let all = vec![aside, review, unread, record(4, 4)];
    let delivered = deliver(store, 1, 5, all.clone(), 100).await;
    use ReceiptStatus::{Kept, Known, Quarantined, Stored};
    assert_eq!(statuses(&delivered), [Quarantined, Quarantined, Kept, Stored]);
    let again = deliver(store, 1, 5, all, 100).await;
    assert_eq!(statuses(&again), [Quarantined, Quarantined, Known, Known]);
    for delivered in [delivered, again] {
        assert_eq!(delivered.receipts.iter().map(|r| r.reason).collect::<Vec<_>>(), [Some(Refusal::BadDay), None, None, None]);
    }
    assert_eq!(store.countable(&slug("asele")).await.unwrap().len(), 1);
    assert_eq!(store.concerns(&slug("asele")).await.unwrap(), Concerns { quarantined: 2, restored_devices: 0 });
}

pub(crate) async fn every_byte_of_a_body_survives(store: &dyn HubStore) {
    with_device(store).await;
    let body = "å\u{0}\u{1f600}\r\n".to_owned();
    let odd = Judged { parcel: Parcel { id: id(1), number: 1, body: body.clone() }, ..record(1, 1) };
    deliver(store, 1, 2, vec![odd], 100).await;
    assert_eq!(store.countable(&slug("asele")).await.unwrap(), [body]);
}

pub(crate) async fn missing_numbers_are_named_until_they_come(store: &dyn HubStore) {
    with_device(store).await;
    assert_eq!(deliver(store, 1, 6, records([2, 4]), 100).await.missing, [1, 3, 5]);
    assert_eq!(deliver(store, 1, 6, records([1]), 100).await.missing, [3, 5]);
    assert_eq!(deliver(store, 1, 8, records([5, 7]), 100).await.missing, [3, 6]);
    assert_eq!(deliver(store, 1, 8, records([3, 6]), 100).await.missing, [] as [u64; 0]);
}

pub(crate) async fn a_tablet_that_went_back_gets_a_new_id_and_loses_nothing(store: &dyn HubStore) {
    with_device(store).await;
    deliver(store, 1, 11, records(1..=10), 100).await;
    let copy = deliver(store, 1, 6, vec![], 101).await;
    assert_eq!((copy.restored, copy.device, copy.missing.as_slice()), (true, id(101), [].as_slice()));
    let later = deliver(store, 101, 8, vec![record(206, 6)], 102).await;
    assert_eq!((later.restored, later.device, later.missing), (false, id(101), vec![7]));
    let original = deliver(store, 1, 12, vec![record(11, 11)], 103).await;
    assert_eq!((original.restored, original.device), (false, id(1)));
    assert_eq!(store.countable(&slug("asele")).await.unwrap().len(), 12);
    assert_eq!(store.concerns(&slug("asele")).await.unwrap().restored_devices, 1);
}

pub(crate) async fn a_known_number_with_a_new_record_is_stored_and_noticed(store: &dyn HubStore) {
    with_device(store).await;
    deliver(store, 1, 4, records(1..=3), 100).await;
    let clone = deliver(store, 1, 5, vec![record(1, 1), record(203, 3), record(204, 4)], 101).await;
    assert_eq!((clone.restored, clone.device), (true, id(101)));
    assert_eq!(statuses(&clone), [ReceiptStatus::Known, ReceiptStatus::Stored, ReceiptStatus::Stored]);
    assert_eq!(clone.missing, [] as [u64; 0]);
}

pub(crate) async fn a_copy_whose_answer_was_lost_is_counted_once(store: &dyn HubStore) {
    with_device(store).await;
    deliver(store, 1, 11, records(1..=10), 100).await;
    let lost = deliver(store, 1, 6, vec![record(205, 5)], 101).await;
    let again = deliver(store, 1, 6, vec![record(205, 5)], 102).await;
    assert_eq!((lost.device, again.device, again.restored), (id(101), id(101), true));
    assert_eq!(store.concerns(&slug("asele")).await.unwrap().restored_devices, 1);
    let other_clone = deliver(store, 1, 6, vec![record(305, 5)], 103).await;
    assert_eq!((other_clone.device, other_clone.restored), (id(103), true), "two clones never share an id");
}

pub(crate) async fn an_id_nobody_knows_goes_by_the_newest(store: &dyn HubStore) {
    with_device(store).await;
    deliver(store, 1, 11, records(1..=10), 100).await;
    deliver(store, 1, 6, vec![], 101).await;
    let stranger = deliver(store, 777, 9, vec![], 102).await;
    assert_eq!((stranger.device, stranger.restored, stranger.missing), (id(101), false, vec![6, 7, 8]));
}

pub(crate) async fn a_record_known_under_another_id_is_not_asked_for_for_ever(store: &dyn HubStore) {
    with_device(store).await;
    deliver(store, 1, 4, records(1..=3), 100).await;
    deliver(store, 1, 2, vec![], 101).await;
    let answer = deliver(store, 101, 4, records([2, 3]), 102).await;
    assert_eq!((statuses(&answer), answer.missing), (vec![ReceiptStatus::Known; 2], vec![]));
}

pub(crate) async fn numbers_beyond_reason_stop_nothing(store: &dyn HubStore) {
    with_device(store).await;
    for (next, number) in [(0, 0), (u64::MAX, 5), (1, u64::MAX), (i64::MAX as u64, i64::MAX as u64)] {
        let delivered = deliver(store, 1, next, vec![record(number ^ 0xff00, number)], 100 + (number & 0xff)).await;
        assert_eq!(delivered.receipts[0].number, number);
    }
    assert_eq!(store.countable(&slug("asele")).await.unwrap().len(), 4);
}

pub(crate) async fn units_do_not_see_each_other(store: &dyn HubStore) {
    with_device(store).await;
    let other = UnitName { id: slug("lycksele"), name: "Lycksele".to_owned(), sample: true };
    store.add_unit(&other).await.unwrap();
    assert_eq!(store.put_sample(&other.id, &records([1]), NOW).await.unwrap(), 1);
    assert_eq!(store.put_sample(&other.id, &records([1]), NOW).await.unwrap(), 0);
    assert!(store.countable(&slug("asele")).await.unwrap().is_empty());
    let here = deliver(store, 1, 2, records([1]), 100).await;
    assert_eq!(statuses(&here), [ReceiptStatus::Stored], "the same id in another unit is another record");
}

pub(crate) async fn a_login_link_works_once_and_not_too_late(store: &dyn HubStore) {
    with_device(store).await;
    store.add_coordinator(id(50), &[slug("asele")], NOW).await.unwrap();
    store.add_login_link(id(50), &secret("link"), NOW + 1).await.unwrap();
    store.add_login_link(id(50), &secret("late"), NOW).await.unwrap();
    let Redeemed::Done(units) = store.log_in(&secret("link"), &secret("session"), NOW).await.unwrap() else { panic!("no session") };
    assert_eq!(units[0].id, slug("asele"));
    assert_eq!(store.log_in(&secret("link"), &secret("two"), NOW).await.unwrap(), Redeemed::Spent);
    assert_eq!(store.log_in(&secret("late"), &secret("two"), NOW).await.unwrap(), Redeemed::Expired);
    assert_eq!(store.log_in(&secret("never"), &secret("two"), NOW).await.unwrap(), Redeemed::Unknown);
    assert_eq!(store.session_units(&secret("two"), NOW).await.unwrap(), None);
    assert_eq!(store.session_units(&secret("session"), NOW).await.unwrap(), Some(units));
    store.log_out(&secret("session")).await.unwrap();
    assert_eq!(store.session_units(&secret("session"), NOW).await.unwrap(), None);
}

pub(crate) async fn a_session_ends_when_unused_and_after_a_week_whatever(store: &dyn HubStore) {
    with_device(store).await;
    store.add_coordinator(id(50), &[slug("asele")], NOW).await.unwrap();
    for name in ["used", "unused"] {
        store.add_login_link(id(50), &secret(name), NOW + 1).await.unwrap();
        store.log_in(&secret(name), &secret(name), NOW).await.unwrap();
    }
    let mut now = NOW;
    while now + SESSION_IDLE_MS - 1 < NOW + SESSION_LONGEST_MS {
        now += SESSION_IDLE_MS - 1;
        assert!(store.session_units(&secret("used"), now).await.unwrap().is_some());
    }
    assert_eq!(store.session_units(&secret("used"), NOW + SESSION_LONGEST_MS).await.unwrap(), None);
    assert_eq!(store.session_units(&secret("unused"), NOW + SESSION_IDLE_MS).await.unwrap(), None);
}

pub(crate) async fn a_coordinator_of_no_known_unit_is_not_added(store: &dyn HubStore) {
    let refused = store.add_coordinator(id(50), &[slug("nowhere")], NOW).await;
    assert!(matches!(refused, Err(StoreError::NoUnit(_))));
}

pub(crate) async fn a_check_finds_nothing_wrong_but_what_cannot_be_read(store: &dyn HubStore) {
    with_device(store).await;
    store.ready().await.unwrap();
    let unread = Judged { status: Status::Kept, kind: None, ..record(2, 2) };
    deliver(store, 1, 3, vec![record(1, 1), unread], 100).await;
    let report = store.check().await.unwrap();
    assert_eq!((report.faults, report.unreadable, report.schema.0 == report.schema.1), (vec![], 0, true));
    assert_eq!(report.by_status, [("kept".to_owned(), 1), ("stored".to_owned(), 1)]);
    let broken = Judged { parcel: Parcel { id: id(3), number: 3, body: "{".to_owned() }, ..record(3, 3) };
    deliver(store, 1, 4, vec![broken], 100).await;
    assert_eq!(store.check().await.unwrap().unreadable, 1);
}

/// Batches in any order, any number of times, answered or not: each record once, and the gaps are the rest.
pub(crate) async fn whatever_is_delivered_in_any_order_is_stored_once(store: &dyn HubStore) {
    with_device(store).await;
    let mut come = BTreeSet::new();
    let mut draw = 7_u64;
    for _ in 0..60 {
        let batch: Vec<u64> = (0..5)
            .map(|_| {
                draw = draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                1 + (draw >> 33) % 80
            })
            .collect();
        come.extend(batch.iter().copied());
        let answer = deliver(store, 1, 81, records(batch), 100).await;
        let missing: Vec<u64> = (1..81).filter(|number| !come.contains(number)).collect();
        assert_eq!((answer.missing, answer.restored), (missing, false));
    }
    assert_eq!(store.countable(&slug("asele")).await.unwrap().len(), come.len());
}

/// Makes a test of every behaviour above for one kind of store. `$fresh` gives an empty store and what keeps it alive.
macro_rules! keeps_the_contract {
    ($fresh:path: $($behaviour:ident),+ $(,)?) => {
        $(#[tokio::test]
        async fn $behaviour() {
            let (store, _alive) = $fresh().await;
            super::$behaviour(&store).await;
        })+
    };
}

mod sqlite_store {
    use super::SqliteStore;

    async fn fresh() -> (SqliteStore, tempfile::TempDir) {
        let dir = tempfile::tempdir().unwrap();
        (SqliteStore::open(dir.path()).await.unwrap(), dir)
    }

    keeps_the_contract!(
        fresh: a_unit_added_again_gets_its_new_name,
        there_is_one_key_from_the_first_opening_and_the_newest_is_handed_out,
        a_code_works_once_and_not_too_late,
        a_code_for_no_unit_is_refused,
        a_device_is_known_by_its_token_until_revoked,
        a_record_is_stored_once_and_never_overwritten,
        what_is_kept_aside_says_why_every_time_and_does_not_count,
        every_byte_of_a_body_survives,
        missing_numbers_are_named_until_they_come,
        a_tablet_that_went_back_gets_a_new_id_and_loses_nothing,
        a_known_number_with_a_new_record_is_stored_and_noticed,
        a_copy_whose_answer_was_lost_is_counted_once,
        an_id_nobody_knows_goes_by_the_newest,
        a_record_known_under_another_id_is_not_asked_for_for_ever,
        numbers_beyond_reason_stop_nothing,
        units_do_not_see_each_other,
        a_login_link_works_once_and_not_too_late,
        a_session_ends_when_unused_and_after_a_week_whatever,
        a_coordinator_of_no_known_unit_is_not_added,
        a_check_finds_nothing_wrong_but_what_cannot_be_read,
        whatever_is_delivered_in_any_order_is_stored_once,
        five_wrong_remainders_spend_a_code,
        a_device_is_found_by_every_id_it_has_gone_by,
        what_another_brings_closes_gaps_and_makes_no_copy,
        what_waits_is_listed_by_tablet_and_counts_once_accepted,
        what_waits_and_is_discarded_is_gone_for_good,
        what_is_kept_aside_is_counted_by_reason,
        what_could_not_be_opened_gives_way_to_the_same_record_once_it_counts,
        what_was_opened_or_waits_for_people_gives_way_to_nothing,
        a_copy_that_could_not_be_opened_opens_no_way_around_a_closed_quarter,
        a_closed_quarter_becomes_counts_and_its_ids_are_remembered,
        what_names_a_folded_record_comes_too_late_and_so_does_what_names_that,
        nothing_is_disposed_of_twice_or_in_another_unit,
        flags_and_what_was_never_counted_go_after_a_year,
        codes_links_and_ended_sessions_go_in_time,
        what_is_done_to_a_guide_is_added_in_order_and_never_changed,
        of_many_who_are_next_at_once_one_is,
        what_tablets_get_is_counted_by_publications_alone,
        steps_are_remembered_with_what_they_mean_and_only_when_they_are_published,
        an_owners_answer_gives_way_to_one_of_the_same_day_only,
        only_open_reports_of_the_unit_are_settled_and_go_with_their_records,
        a_check_counts_the_texts_of_guides,
    );
}
