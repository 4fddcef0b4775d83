//! Handing over parcels: nothing is lost, nothing counts twice, nothing blocks anything else.

use super::house::{House, MINUTE, NOW, Tablet, correction, id, request, session, slug, today, withdrawal};
use axum::body::Body;
use axum::http::StatusCode;
use erum_domain::day::DAY_MS;
use erum_domain::record::{RECORD_MAX_BYTES, Reading, Record, Refusal, read};
use erum_domain::wire::{EnrolAnswer, Parcel, Policy, REQUEST_MAX_BYTES, ReceiptStatus, SyncAnswer};
use erum_hub::store::HubStore;
use erum_hub::store::sqlite::SqliteStore;
use erum_vault::parcels::{HubPublic, HubSecret};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn statuses(answer: &SyncAnswer) -> Vec<ReceiptStatus> {
    answer.receipts.iter().map(|receipt| receipt.status).collect()
}

#[tokio::test]
async fn a_batch_whose_answer_was_lost_can_be_sent_again() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let parcels: Vec<Parcel> = (1..=20).map(|n| tablet.session(id(n))).collect();
    let first = house.sync(&tablet, parcels.clone()).await;
    let again = house.sync(&tablet, parcels.clone()).await;
    assert_eq!(statuses(&first), [ReceiptStatus::Stored; 20]);
    assert_eq!(statuses(&again), [ReceiptStatus::Known; 20]);
    assert!(!again.restored && again.missing.is_empty());
    assert!(again.receipts.iter().zip(&parcels).all(|(receipt, parcel)| (receipt.id, receipt.number) == (parcel.id, parcel.number)));
    assert_eq!(house.store.countable(&slug("asele")).await.unwrap().len(), 20);
}

#[tokio::test]
async fn a_hello_without_parcels_is_answered() {
    let house = House::new().await;
    let tablet = house.tablet("asele").await;
    let answer = house.sync(&tablet, vec![]).await;
    assert_eq!((answer.device, answer.hub_time_ms, answer.packs.len(), answer.snapshot.len()), (tablet.device, NOW, 64, 64));
}

#[tokio::test]
async fn what_cannot_be_accepted_is_kept_aside_and_blocks_nothing() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let parcels = vec![
        tablet.parcel(id(1), "not json"),
        tablet.parcel(id(2), session(id(2), today()).replace("bokbuss", "hemma hos Anna")),
        tablet.parcel(id(3), session(id(33), today())),
        tablet.parcel(id(4), session(id(4), today().plus(3))),
        tablet.parcel(id(5), session(id(5), today()).replace("klar-sjalv\"", "avbojd-betalning\"")),
        tablet.parcel(id(6), format!("\"{}\"", "x".repeat(RECORD_MAX_BYTES))),
        tablet.parcel(id(7), r#"{"kind":"tally","v":1,"count":4}"#),
        tablet.session(id(8)),
    ];
    let answer = house.sync(&tablet, parcels.clone()).await;
    use ReceiptStatus::{Kept, Known, Quarantined, Stored};
    let aside = [Refusal::NotARecord, Refusal::BadField, Refusal::OtherId, Refusal::BadDay, Refusal::Contradiction, Refusal::TooLarge];
    assert_eq!(statuses(&answer), [[Quarantined; 6].as_slice(), &[Kept, Stored]].concat());
    assert_eq!(answer.receipts.iter().filter_map(|receipt| receipt.reason).collect::<Vec<_>>(), aside);
    assert!(answer.missing.is_empty(), "what is kept aside has come");
    let again = house.sync(&tablet, parcels).await;
    assert_eq!(statuses(&again), [[Quarantined; 6].as_slice(), &[Known, Known]].concat());
    assert_eq!(again.receipts.iter().filter_map(|receipt| receipt.reason).collect::<Vec<_>>(), aside);
    assert_eq!(house.statistics("asele", "2026-Q4").await.quarantined, 6);
}

#[tokio::test]
async fn what_cannot_be_opened_is_kept_aside_as_it_came_and_blocks_nothing() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let to_another = HubSecret::from_random([1; 32]).public().unwrap();
    let mut stranger = Tablet { hub_key: to_another, ..tablet.clone() };
    let whole = tablet.session(id(3));
    let damaged = Parcel { body: whole.body.replacen(&whole.body[120..124], "AAAA", 1), ..whole };
    let parcels = vec![tablet.parcel_as_it_is(id(1), session(id(1), today())), stranger.session(id(2)), damaged, tablet.session(id(4))];
    let answer = house.sync(&tablet, parcels.clone()).await;
    use ReceiptStatus::{Quarantined, Stored};
    let reasons = [Refusal::NotSealed, Refusal::OtherKey, Refusal::Damaged];
    for answer in [answer, house.sync(&tablet, parcels[..3].to_vec()).await] {
        assert_eq!(statuses(&answer)[..3], [Quarantined; 3]);
        assert_eq!(answer.receipts.iter().filter_map(|receipt| receipt.reason).collect::<Vec<_>>(), reasons);
        assert!(answer.receipts.get(3).is_none_or(|receipt| receipt.status == Stored));
    }
    assert_eq!(house.store.countable(&slug("asele")).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_new_key_is_handed_out_and_what_was_sealed_to_the_old_one_counts() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let before = tablet.session(id(1));
    house.store.add_hub_key(&HubSecret::from_random([1; 32])).await.unwrap();
    let answer = house.sync(&tablet, vec![before]).await;
    assert_eq!(statuses(&answer), [ReceiptStatus::Stored]);
    let renewed = HubPublic::parse(&answer.hub_key).unwrap();
    assert_ne!(renewed, tablet.hub_key);
    tablet.hub_key = renewed;
    let after = tablet.session(id(2));
    assert_eq!(statuses(&house.sync(&tablet, vec![after]).await), [ReceiptStatus::Stored]);
}

#[tokio::test]
async fn two_hubs_on_one_database_open_each_others_parcels() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let again = SqliteStore::open(&house.dir.path().join("data")).await.unwrap();
    assert_eq!(again.hub_keys().await.unwrap().public(), tablet.hub_key.to_text());
    let parcel = tablet.session(id(1));
    assert!(again.hub_keys().await.unwrap().open(&parcel).is_ok());
}

#[tokio::test]
async fn a_tablet_is_told_what_its_unit_decided() {
    let decided = Policy { lock_after_s: 60, contact_within_days: 20 };
    let house = House::with(|config| config.policy = decided).await;
    let enrolled: EnrolAnswer = house.enrol(&house.code("asele").await).await.json();
    assert_eq!(enrolled.policy, decided);
    let tablet = Tablet::enrolled(enrolled);
    assert_eq!(house.sync(&tablet, vec![]).await.policy, decided);
}

#[tokio::test]
async fn a_wrong_clock_is_put_right_in_the_stored_record() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let parcel = tablet.parcel(id(1), session(id(1), today().plus(-400)));
    let mut request = tablet.request(vec![parcel]);
    request.device_time_ms = NOW - 400 * DAY_MS + MINUTE;
    let answer = house.sync_raw(&tablet, serde_json::to_vec(&request).unwrap()).await;
    assert_eq!(statuses(&answer.json()), [ReceiptStatus::Stored]);
    let stored = house.store.countable(&slug("asele")).await.unwrap();
    let Reading::Known(record) = read(&stored[0]) else { panic!("not a record: {stored:?}") };
    assert!(matches!(*record, Record::Session(session) if session.date == today()));
}

#[tokio::test]
async fn missing_numbers_are_named() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let parcels: Vec<Parcel> = (1..=6).map(|n| tablet.session(id(n))).collect();
    let some = vec![parcels[1].clone(), parcels[4].clone()];
    assert_eq!(house.sync(&tablet, some).await.missing, [1, 3, 4, 6]);
    assert_eq!(house.sync(&tablet, parcels).await.missing, [] as [u64; 0]);
}

#[tokio::test]
async fn withdrawals_and_corrections_count_right_in_any_order() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let early = vec![tablet.parcel(id(101), withdrawal(id(101), id(1))), tablet.parcel(id(102), correction(id(102), id(2)))];
    house.sync(&tablet, early).await;
    let sessions: Vec<Parcel> = (1..=12).map(|n| tablet.session(id(n))).collect();
    house.sync(&tablet, sessions).await;
    let shown = house.statistics("asele", "2026-Q4").await.statistics;
    assert_eq!(shown.sessions.exactly(), Some(11), "twelve, one withdrawn, one of them corrected");
}

#[tokio::test]
async fn a_revoked_tablet_may_only_push_into_review() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    house.store.revoke_device(&slug("asele"), tablet.device, NOW).await.unwrap();
    let parcel = tablet.session(id(1));
    let answer = house.sync(&tablet, vec![parcel]).await;
    assert_eq!((statuses(&answer), answer.receipts[0].reason), (vec![ReceiptStatus::Quarantined], None));
    assert!(answer.revoked, "so that it wipes itself");
    assert!(house.store.countable(&slug("asele")).await.unwrap().is_empty());
}

#[tokio::test]
async fn gzip_works_both_ways() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let parcels: Vec<Parcel> = (1..=50).map(|n| tablet.session(id(n))).collect();
    let body = gzip(&serde_json::to_vec(&tablet.request(parcels)).unwrap());
    let bearer = format!("Bearer {}", tablet.token);
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
        ("accept-encoding", "gzip"),
    ];
    let answer = house.send(request("POST", "/api/v1/sync", &headers, body.into())).await;
    assert_eq!((answer.status, answer.header("content-encoding")), (StatusCode::OK, "gzip"));
    let mut plain = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(answer.body.as_slice()), &mut plain).unwrap();
    assert_eq!(serde_json::from_str::<SyncAnswer>(&plain).unwrap().receipts.len(), 50);
}

#[tokio::test]
async fn a_gzip_bomb_and_a_body_too_large_are_refused_unpacked() {
    let house = House::new().await;
    let tablet = house.tablet("asele").await;
    let bearer = format!("Bearer {}", tablet.token);
    let huge = vec![b' '; REQUEST_MAX_BYTES + 1];
    let bomb = gzip(&vec![b' '; 64 * 1024 * 1024]);
    assert!(bomb.len() < 100_000);
    for (encoding, body) in [("identity", huge), ("gzip", bomb)] {
        let mut headers = vec![("authorization", bearer.as_str()), ("content-type", "application/json")];
        if encoding == "gzip" {
            headers.push(("content-encoding", encoding));
        }
        let answer = house.send(request("POST", "/api/v1/sync", &headers, body.into())).await;
        assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "too-large"), "{encoding}");
    }
}

#[tokio::test]
async fn too_many_parcels_are_refused_so_that_the_tablet_sends_fewer() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let parcels: Vec<Parcel> = (1..=501).map(|n| tablet.parcel_as_it_is(id(n), "{}")).collect();
    let answer = house.sync_raw(&tablet, serde_json::to_vec(&tablet.request(parcels)).unwrap()).await;
    assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "too-many-parcels"));
}

#[tokio::test]
async fn a_body_that_is_no_request_is_refused_without_being_repeated() {
    let house = House::new().await;
    let tablet = house.tablet("asele").await;
    let right = serde_json::to_string(&tablet.request(vec![])).unwrap();
    let bodies =
        ["", "{", "[]", "null", "\u{feff}{}", r#"{"canary":1}"#, &right.replace('}', r#","canary":1}"#), &right.replace(":1,", ":-1,")];
    for body in bodies {
        let answer = house.sync_raw(&tablet, body.to_owned()).await;
        assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::BAD_REQUEST, "bad-body"), "{body}");
        assert!(!answer.text().contains("canary"));
    }
}

#[tokio::test]
async fn another_type_or_packing_of_content_is_told_as_such() {
    let house = House::new().await;
    let tablet = house.tablet("asele").await;
    let bearer = format!("Bearer {}", tablet.token);
    for other in [("content-type", "text/plain"), ("content-encoding", "br")] {
        let mut headers = vec![("authorization", bearer.as_str()), other];
        if other.0 == "content-encoding" {
            headers.push(("content-type", "application/json"));
        }
        let answer = house.send(request("POST", "/api/v1/sync", &headers, Body::from("{}"))).await;
        assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong-type"), "{other:?}");
    }
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json"), ("content-encoding", "gzip")];
    let broken = house.send(request("POST", "/api/v1/sync", &headers, Body::from("not gzip"))).await;
    assert_eq!((broken.status, broken.problem().as_str()), (StatusCode::BAD_REQUEST, "bad-body"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_batch_delivered_by_many_at_once_is_stored_once() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let parcels: Vec<Parcel> = (1..=60).map(|n| tablet.session(id(n))).collect();
    let body = serde_json::to_string(&tablet.request(parcels)).unwrap();
    let bearer = format!("Bearer {}", tablet.token);
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let (router, body, bearer) = (house.router.clone(), body.clone(), bearer.clone());
        tasks.spawn(async move {
            let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
            let response = tower::ServiceExt::oneshot(router, request("POST", "/api/v1/sync", &headers, body.into())).await.unwrap();
            let bytes = http_body_util::BodyExt::collect(response.into_body()).await.unwrap().to_bytes();
            serde_json::from_slice::<SyncAnswer>(&bytes).unwrap()
        });
    }
    let answers = tasks.join_all().await;
    let stored = answers.iter().flat_map(statuses).filter(|status| *status == ReceiptStatus::Stored).count();
    assert_eq!(stored, 60, "each parcel is stored by exactly one of the twelve");
    assert!(answers.iter().all(|answer| answer.receipts.len() == 60 && !answer.restored && answer.missing.is_empty()));
    assert_eq!(house.store.countable(&slug("asele")).await.unwrap().len(), 60);
}

#[tokio::test]
async fn requests_that_are_cut_off_leave_nothing_half_done() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let parcels: Vec<Parcel> = (1..=100).map(|n| tablet.session(id(n))).collect();
    let body = serde_json::to_string(&tablet.request(parcels.clone())).unwrap();
    let bearer = format!("Bearer {}", tablet.token);
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    for micros in (0..60).map(|n| n * 200) {
        let asked = tower::ServiceExt::oneshot(house.router.clone(), request("POST", "/api/v1/sync", &headers, body.clone().into()));
        drop(tokio::time::timeout(std::time::Duration::from_micros(micros), asked).await);
        let stored = house.store.countable(&slug("asele")).await.unwrap().len();
        assert!(stored == 0 || stored == 100, "all or nothing, not {stored}");
    }
    let answer = house.sync(&tablet, parcels).await;
    assert_eq!((answer.receipts.len(), answer.restored, answer.missing.len()), (100, false, 0));
}

#[tokio::test]
async fn a_stranger_may_not_send_much() {
    let house = House::new().await;
    for path in ["/api/v1/enrol", "/api/v1/session"] {
        let answer = house.post(path, &[], &serde_json::json!({ "code": "x".repeat(5_000) })).await;
        assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "too-large"), "{path}");
    }
    let answer = house.send(request("POST", "/api/v1/sync", &[("content-type", "application/json")], vec![b' '; 1 << 20].into())).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "who it is comes before what it says");
}
