//! The coordinators' tablets: seen, enrolled, revoked, and what waits of them accepted or discarded.

use super::house::{House, Tablet, id, session, today};
use axum::http::StatusCode;
use erum_domain::day::DAY_MS;
use erum_domain::disclosure::Shown;
use erum_domain::record::Refusal;
use erum_domain::wire::devices::{AsideShown, CodeAnswer, DeviceShown, DevicesAnswer};
use erum_domain::wire::{Parcel, ReceiptStatus};
use serde_json::json;

async fn listed(house: &House, cookie: &str) -> DevicesAnswer {
    let answer = house.get_with("/api/v1/devices?unit=asele", &[("cookie", cookie)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

async fn deed(house: &House, cookie: &str, what: &str, tablet: &Tablet) -> DevicesAnswer {
    let path = format!("/api/v1/devices/{what}");
    let answer = house.as_coordinator(cookie, &path, &json!({ "unit": "asele", "device": tablet.device })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

/// A revoked tablet that has handed over six sessions, four of yesterday by a clock that is right.
async fn revoked_with_six(house: &House, cookie: &str) -> Tablet {
    let mut tablet = house.tablet("asele").await;
    deed(house, cookie, "revoke", &tablet).await;
    let parcels: Vec<Parcel> = (1..=6).map(|n| tablet.session(id(n))).collect();
    let answer = house.sync(&tablet, parcels).await;
    assert!(answer.revoked && answer.receipts.iter().all(|receipt| receipt.status == ReceiptStatus::Quarantined));
    tablet
}

#[tokio::test]
async fn a_coordinator_makes_a_code_that_enrols_one_tablet_of_the_unit() {
    let house = House::new().await;
    let cookie = house.coordinator(&["asele"]).await;
    let answer = house.as_coordinator(&cookie, "/api/v1/devices/code", &json!({ "unit": "asele" })).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    let made: CodeAnswer = answer.json();
    assert_eq!(made.minutes, 15);
    let tablet = Tablet::enrolled(house.enrol(&made.code).await.json());
    assert_eq!(house.enrol(&made.code).await.problem(), "code-spent");
    let shown = listed(&house, &cookie).await;
    let expected =
        DeviceShown { id: tablet.device, enrolled: Some(today()), last_contact: Some(today()), revoked: false, copies: 0, waiting: 0 };
    assert_eq!((shown.today, shown.devices, shown.aside, shown.unread), (today(), vec![expected], vec![], 0));
}

#[tokio::test]
async fn a_revoked_tablet_is_shut_out_at_once_and_what_it_brings_waits() {
    let house = House::new().await;
    let cookie = house.coordinator(&["asele"]).await;
    let tablet = revoked_with_six(&house, &cookie).await;
    let shown = listed(&house, &cookie).await;
    assert_eq!((shown.devices[0].revoked, shown.devices[0].waiting, shown.aside), (true, 6, vec![]));
    assert_eq!(house.statistics("asele", "2026-Q4").await.statistics.sessions, Shown::Exactly(0));
    let bearer = format!("Bearer {}", tablet.token);
    let brought = json!({ "v": 1, "device": tablet.device, "parcels": [] });
    let refused = house.post("/api/v1/hand-in", &[("authorization", &bearer)], &brought).await;
    assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::FORBIDDEN, "device-revoked"));
}

#[tokio::test]
async fn what_waits_counts_once_it_is_accepted_and_only_once() {
    let house = House::new().await;
    let cookie = house.coordinator(&["asele"]).await;
    let mut tablet = revoked_with_six(&house, &cookie).await;
    let unfit = vec![tablet.parcel(id(7), session(id(7), today().plus(3))), tablet.parcel(id(8), r#"{"kind":"tally","v":1}"#)];
    house.sync(&tablet, unfit).await;
    let shown = deed(&house, &cookie, "accept", &tablet).await;
    let aside = vec![AsideShown { reason: Some(Refusal::BadDay), records: 1 }];
    assert_eq!((shown.devices[0].waiting, shown.aside, shown.unread), (0, aside, 1));
    assert_eq!(house.statistics("asele", "2026-Q4").await.statistics.sessions, Shown::Exactly(6));
    let again: Vec<Parcel> = (1..=6).map(|n| tablet.session(id(n))).collect();
    let answer = house.sync(&tablet, again).await;
    assert!(answer.receipts.iter().all(|receipt| receipt.status == ReceiptStatus::Known));
    deed(&house, &cookie, "accept", &tablet).await;
    assert_eq!(house.statistics("asele", "2026-Q4").await.statistics.sessions, Shown::Exactly(6));
}

#[tokio::test]
async fn the_wrong_clock_of_a_revoked_tablet_is_put_right_when_it_is_accepted() {
    let house = House::new().await;
    let cookie = house.coordinator(&["asele"]).await;
    let mut tablet = house.tablet("asele").await;
    deed(&house, &cookie, "revoke", &tablet).await;
    let parcels: Vec<Parcel> = (1..=5).map(|n| tablet.parcel(id(n), session(id(n), today().plus(-400)))).collect();
    let request = erum_domain::wire::SyncRequest { device_time_ms: house.now_ms() - 400 * DAY_MS, ..tablet.request(parcels) };
    house.sync_raw(&tablet, serde_json::to_vec(&request).unwrap()).await;
    house.pass(20 * DAY_MS);
    let cookie = house.coordinator(&["asele"]).await;
    deed(&house, &cookie, "accept", &tablet).await;
    assert_eq!(house.statistics("asele", "2026-Q4").await.statistics.sessions, Shown::Exactly(5));
}

#[tokio::test]
async fn what_is_discarded_is_gone_and_logged_without_content() {
    let house = House::new().await;
    let cookie = house.coordinator(&["asele"]).await;
    let mut tablet = revoked_with_six(&house, &cookie).await;
    let shown = deed(&house, &cookie, "discard", &tablet).await;
    assert_eq!(shown.devices[0].waiting, 0);
    let again = vec![tablet.session(id(1))];
    assert_eq!(house.sync(&tablet, again).await.receipts[0].status, ReceiptStatus::Known);
    assert_eq!(listed(&house, &cookie).await.devices[0].waiting, 0);
    let log = house.get_with("/api/v1/disposals?unit=asele", &[("cookie", &cookie)]).await;
    assert_eq!(log.header("content-type"), "text/csv; charset=utf-8");
    let text = log.text();
    assert_eq!(text, "dag;enhet;regel;slag;period;antal\r\n2026-11-21;asele;G4-kasserad-vid-granskning;granskning;2026-Q4;6\r\n");
}

#[tokio::test]
async fn another_site_can_do_nothing_to_a_tablet() {
    let house = House::new().await;
    let cookie = house.coordinator(&["asele"]).await;
    let tablet = house.tablet("asele").await;
    for what in ["code", "revoke", "accept", "discard"] {
        let body = json!({ "unit": "asele", "device": tablet.device });
        let path = format!("/api/v1/devices/{what}");
        let answer = house.post(&path, &[("cookie", &cookie), ("sec-fetch-site", "cross-site")], &body).await;
        assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::FORBIDDEN, "cross-site"), "{what}");
    }
    assert!(!listed(&house, &cookie).await.devices[0].revoked);
}
