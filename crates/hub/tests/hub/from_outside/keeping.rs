//! Retention, seen from outside: a closed quarter's statistics stay, its records go, and a run that is cut off does neither.

use super::house::{House, Tablet, correction, id, session, slug, today, withdrawal};
use erum_domain::day::{DAY_MS, Day};
use erum_domain::disclosure::Shown;
use erum_domain::record::Refusal;
use erum_domain::wire::{Parcel, ReceiptStatus, StatisticsAnswer};
use erum_hub::retention;
use erum_hub::store::HubStore;
use std::time::Duration;

/// Days from the test's day, 2026-11-21, until the fourth quarter is closed: the 2nd of March.
const UNTIL_CLOSED: i64 = 101;

fn pass_days(house: &House, days: i64) {
    house.pass(days * DAY_MS);
}

/// Twelve sessions, one withdrawn, one corrected.
async fn a_quarters_work(house: &House) -> (Tablet, Vec<Parcel>) {
    let mut tablet = house.tablet("asele").await;
    let mut parcels: Vec<Parcel> = (1..=12).map(|n| tablet.session(id(n))).collect();
    parcels.push(tablet.parcel(id(101), withdrawal(id(101), id(1))));
    parcels.push(tablet.parcel(id(102), correction(id(102), id(2))));
    house.sync(&tablet, parcels.clone()).await;
    (tablet, parcels)
}

async fn fourth_quarter(house: &House) -> StatisticsAnswer {
    house.statistics("asele", "2026-Q4").await
}

/// The tablet's request with its clock right, which the test's own is not after months.
async fn sync_now(house: &House, tablet: &Tablet, parcels: Vec<Parcel>) -> erum_domain::wire::SyncAnswer {
    let request = erum_domain::wire::SyncRequest { device_time_ms: house.now_ms(), ..tablet.request(parcels) };
    house.sync_raw(tablet, serde_json::to_vec(&request).unwrap()).await.json()
}

#[tokio::test]
async fn the_statistics_of_a_closed_quarter_stay_when_its_records_go() {
    let house = House::new().await;
    let (tablet, parcels) = a_quarters_work(&house).await;
    let before = fourth_quarter(&house).await;
    assert_eq!(before.statistics.sessions, Shown::Exactly(11));
    pass_days(&house, UNTIL_CLOSED - 1);
    house.keep_house().await;
    assert_eq!(house.store.countable(&slug("asele")).await.unwrap().len(), 14, "not closed yet");
    pass_days(&house, 1);
    house.keep_house().await;
    assert!(house.store.countable(&slug("asele")).await.unwrap().is_empty());
    assert_eq!(fourth_quarter(&house).await, before);
    let again = sync_now(&house, &tablet, parcels).await;
    assert!(again.receipts.iter().all(|receipt| receipt.status == ReceiptStatus::Known) && again.missing.is_empty());
    house.keep_house().await;
    assert_eq!(fourth_quarter(&house).await, before);
}

#[tokio::test]
async fn a_late_session_is_added_and_a_late_correction_is_kept_aside() {
    let house = House::new().await;
    let (mut tablet, _) = a_quarters_work(&house).await;
    pass_days(&house, UNTIL_CLOSED);
    house.keep_house().await;
    let late = vec![
        tablet.parcel(id(13), session(id(13), today())),
        tablet.parcel(id(103), correction(id(103), id(3))),
        tablet.parcel(id(104), withdrawal(id(104), id(4))),
    ];
    let answer = sync_now(&house, &tablet, late).await;
    let verdicts: Vec<_> = answer.receipts.iter().map(|receipt| (receipt.status, receipt.reason)).collect();
    use ReceiptStatus::{Quarantined, Stored};
    assert_eq!(verdicts, [(Stored, None), (Quarantined, Some(Refusal::TooLate)), (Quarantined, Some(Refusal::TooLate))]);
    for _ in 0..2 {
        assert_eq!(fourth_quarter(&house).await.statistics.sessions, Shown::Exactly(12));
        house.keep_house().await;
    }
    assert!(house.store.countable(&slug("asele")).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_log_says_what_went_by_which_rule_and_never_a_small_number() {
    let house = House::new().await;
    a_quarters_work(&house).await;
    pass_days(&house, UNTIL_CLOSED);
    house.keep_house().await;
    let cookie = house.coordinator(&["asele"]).await;
    let text = house.get_with("/api/v1/disposals?unit=asele", &[("cookie", &cookie)]).await.text();
    let line = |rest: &str| format!("2027-03-02;asele;{rest}\r\n");
    assert!(text.contains(&line("G1-stangt-kvartal;tillfalle;2026-Q4;13")), "{text}");
    assert!(text.contains(&line("G1-stangt-kvartal;aterkallelse;2026-Q4;<5")), "{text}");
    assert!(text.contains(&line("G5-kopplingskod-30-dagar;kopplingskod;2026-Q4;<5")), "{text}");
    assert!(text.contains("2027-03-02;navet;G7-avslutad-inloggning;") || !text.contains("navet"), "{text}");
    assert!(!text.contains("bokbuss") && !text.contains(&id(1).to_string()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_is_cut_off_leaves_before_or_after() {
    let house = House::new().await;
    a_quarters_work(&house).await;
    let before = fourth_quarter(&house).await;
    pass_days(&house, UNTIL_CLOSED);
    let mut halfway = 0;
    for micros in (0..80).map(|n| n * 100) {
        drop(tokio::time::timeout(Duration::from_micros(micros), retention::run(&house.store, house.now_ms())).await);
        let books = house.store.books(&slug("asele")).await.unwrap();
        let left = books.records.len();
        let folded = books.closed.first().map_or(0, |closed| closed.counts.sessions);
        assert!(matches!((left, folded), (14, 0) | (0, 11)), "{left} left and {folded} folded");
        halfway += usize::from(left == 14);
    }
    assert!(halfway > 0, "some runs must be cut off, or nothing was tried");
    house.keep_house().await;
    assert_eq!(fourth_quarter(&house).await, before);
}

#[tokio::test]
async fn another_units_quarters_are_its_own() {
    let house = House::new().await;
    a_quarters_work(&house).await;
    let mut tablet = house.tablet("lycksele").await;
    let parcels: Vec<Parcel> = (1..=6).map(|n| tablet.session(id(n))).collect();
    house.sync(&tablet, parcels).await;
    pass_days(&house, UNTIL_CLOSED);
    house.keep_house().await;
    assert_eq!(fourth_quarter(&house).await.statistics.sessions, Shown::Exactly(11));
    assert_eq!(house.statistics("lycksele", "2026-Q4").await.statistics.sessions, Shown::Exactly(6));
    assert_eq!(Day::from_local_ms(house.now_ms()).to_string(), "2027-03-02");
}
