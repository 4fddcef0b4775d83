//! Handing in what another tablet could not send: counted once, noticed as nobody's copy, never taken from elsewhere.

use super::house::{Answer, House, Tablet, id, request, session, slug, today};
use axum::http::StatusCode;
use erum_domain::ident::Id;
use erum_domain::record::Refusal;
use erum_domain::wire::devices::DevicesAnswer;
use erum_domain::wire::{HandIn, HandInAnswer, Parcel, ReceiptStatus};
use erum_hub::store::HubStore;
use erum_vault::parcels::HubSecret;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use std::io::Write;

fn file(device: Id, parcels: &[Parcel]) -> HandIn {
    HandIn { v: 1, device, parcels: parcels.to_vec() }
}

async fn by_tablet(house: &House, tablet: &Tablet, brought: &HandIn) -> Answer {
    let bearer = format!("Bearer {}", tablet.token);
    house.post("/api/v1/hand-in", &[("authorization", &bearer)], &serde_json::to_value(brought).unwrap()).await
}

async fn by_coordinator(house: &House, unit: &str, brought: &HandIn) -> Answer {
    let cookie = house.coordinator(&[unit]).await;
    let path = format!("/api/v1/hand-in?unit={unit}");
    house.as_coordinator(&cookie, &path, &serde_json::to_value(brought).unwrap()).await
}

fn statuses(answer: &Answer) -> Vec<ReceiptStatus> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json::<HandInAnswer>().receipts.iter().map(|receipt| receipt.status).collect()
}

#[tokio::test]
async fn what_a_broken_tablet_held_counts_once_whoever_brings_it_and_however_often() {
    let house = House::new().await;
    let (mut broken, other) = (house.tablet("asele").await, house.tablet("asele").await);
    let sent = broken.session(id(1));
    house.sync(&broken, vec![sent.clone()]).await;
    let held: Vec<Parcel> = (2..=6).map(|n| broken.session(id(n))).collect();
    let later = broken.session(id(7));
    assert_eq!(house.sync(&broken, vec![later]).await.missing, [2, 3, 4, 5, 6]);
    let brought = file(broken.device, &[vec![sent], held.clone()].concat());
    use ReceiptStatus::{Known, Stored};
    assert_eq!(statuses(&by_tablet(&house, &other, &brought).await), [[Known].as_slice(), &[Stored; 5]].concat());
    assert_eq!(statuses(&by_coordinator(&house, "asele", &brought).await), [Known; 6]);
    let own = house.sync(&broken, held).await;
    assert!(own.receipts.iter().all(|receipt| receipt.status == Known));
    assert!(own.missing.is_empty() && !own.restored, "the gaps are closed and nobody is a copy");
    let bringer = house.sync(&other, vec![]).await;
    assert_eq!((bringer.restored, bringer.device, bringer.missing.len()), (false, other.device, 0));
    assert_eq!(house.store.countable(&slug("asele")).await.unwrap().len(), 7);
    assert_eq!(house.statistics("asele", "2026-Q4").await.restored_devices, 0);
}

#[tokio::test]
async fn each_record_is_judged_for_itself() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let parcels =
        [tablet.parcel_as_it_is(id(1), "not sealed"), tablet.parcel(id(2), session(id(2), today().plus(9))), tablet.session(id(3))];
    let answer = by_coordinator(&house, "asele", &file(tablet.device, &parcels)).await;
    let receipts = answer.json::<HandInAnswer>().receipts;
    assert_eq!(receipts.iter().map(|receipt| receipt.reason).collect::<Vec<_>>(), [Some(Refusal::NotSealed), Some(Refusal::BadDay), None]);
}

#[tokio::test]
async fn a_copy_that_cannot_be_opened_keeps_no_record_from_counting() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let lost_key = HubSecret::from_random([1; 32]).public().unwrap();
    let own: Vec<Parcel> = (1..=4).map(|n| tablet.session(id(n))).collect();
    let mut before = Tablet { hub_key: lost_key, next_number: 1, ..tablet.clone() };
    let mut copies: Vec<Parcel> = (1..=4).map(|n| before.session(id(n))).collect();
    copies[1].body = session(id(2), today());
    copies[2].body = own[2].body.replacen(&own[2].body[120..124], "AAAA", 1);
    use ReceiptStatus::{Known, Quarantined, Stored};
    assert_eq!(statuses(&by_coordinator(&house, "asele", &file(tablet.device, &copies[..3])).await), [Quarantined; 3]);
    assert_eq!(statuses(&by_coordinator(&house, "asele", &file(id(999), &copies[3..])).await), [Quarantined]);
    let answer = house.sync(&tablet, own).await;
    assert!(answer.receipts.iter().all(|receipt| (receipt.status, receipt.reason) == (Stored, None)), "{:?}", answer.receipts);
    assert_eq!(statuses(&by_coordinator(&house, "asele", &file(tablet.device, &copies)).await), [Known; 4]);
    assert_eq!(house.store.countable(&slug("asele")).await.unwrap().len(), 4);
    assert_eq!(house.statistics("asele", "2026-Q4").await.quarantined, 0);
}

#[tokio::test]
async fn another_units_tablet_is_refused_by_name_and_nothing_is_taken() {
    let house = House::new().await;
    let (mut theirs, ours) = (house.tablet("lycksele").await, house.tablet("asele").await);
    let brought = file(theirs.device, &[theirs.session(id(1))]);
    for answer in [by_tablet(&house, &ours, &brought).await, by_coordinator(&house, "asele", &brought).await] {
        assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::FORBIDDEN, "other-units-device"));
    }
    for unit in ["asele", "lycksele"] {
        assert!(house.store.countable(&slug(unit)).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_comes_from_a_revoked_or_an_unknown_tablet_waits() {
    let house = House::new().await;
    let mut revoked = house.tablet("asele").await;
    house.store.revoke_device(&slug("asele"), revoked.device, house.now_ms()).await.unwrap();
    let mut stranger = Tablet { device: id(999), ..revoked.clone() };
    for brought in [file(revoked.device, &[revoked.session(id(1))]), file(stranger.device, &[stranger.session(id(2))])] {
        assert_eq!(statuses(&by_coordinator(&house, "asele", &brought).await), [ReceiptStatus::Quarantined]);
    }
    let cookie = house.coordinator(&["asele"]).await;
    let shown: DevicesAnswer = house.get_with("/api/v1/devices?unit=asele", &[("cookie", &cookie)]).await.json();
    let waiting: Vec<_> = shown.devices.iter().map(|device| (device.id, device.enrolled.is_some(), device.waiting)).collect();
    assert_eq!(waiting, [(revoked.device, true, 1), (id(999), false, 1)]);
    let body = json!({ "unit": "asele", "device": id(999) });
    let shown: DevicesAnswer = house.as_coordinator(&cookie, "/api/v1/devices/accept", &body).await.json();
    assert_eq!(shown.devices.len(), 1, "a stranger is listed only while something of it waits");
    assert_eq!(house.store.countable(&slug("asele")).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_form_of_another_version_and_too_much_at_once_are_told_as_such() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let newer = HandIn { v: 2, ..file(tablet.device, &[]) };
    let answer = by_tablet(&house, &tablet, &newer).await;
    assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::BAD_REQUEST, "hand-in-version"));
    let many: Vec<Parcel> = (0..501).map(|n| tablet.parcel_as_it_is(id(n), "x")).collect();
    assert_eq!(by_tablet(&house, &tablet, &file(tablet.device, &many)).await.problem(), "too-many-parcels");
    let huge = vec![b' '; erum_domain::wire::REQUEST_MAX_BYTES + 1];
    let bearer = format!("Bearer {}", tablet.token);
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    assert_eq!(house.send(request("POST", "/api/v1/hand-in", &headers, huge.into())).await.problem(), "too-large");
}

#[tokio::test]
async fn a_packed_file_is_taken() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&serde_json::to_vec(&file(tablet.device, &[tablet.session(id(1))])).unwrap()).unwrap();
    let bearer = format!("Bearer {}", tablet.token);
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json"), ("content-encoding", "gzip")];
    let answer = house.send(request("POST", "/api/v1/hand-in", &headers, encoder.finish().unwrap().into())).await;
    assert_eq!(statuses(&answer), [ReceiptStatus::Stored]);
}
