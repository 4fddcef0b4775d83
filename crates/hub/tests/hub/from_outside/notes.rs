//! Notes of free text: what in them looks like a person's data is found nowhere on the hub, whatever became of the record.

use super::house::{House, id, slug, today};
use axum::http::StatusCode;
use erum_domain::day::Day;
use erum_domain::ident::Id;
use erum_domain::record::Refusal;
use erum_domain::wire::HandIn;
use erum_domain::wire::ReceiptStatus::{self, Kept, Quarantined, Stored};
use erum_hub::store::HubStore;
use std::path::Path;

const NUMBER: &str = "19121212-1212";
const HARMLESS: &str = "Knappen heter nu Skaffa. Ring 1177 eller 0771-567 567.";

fn flag(id: Id, date: Day, note: &str) -> String {
    format!(
        r#"{{"kind":"guide_flag","v":1,"id":"{id}","date":"{date}","guide":{{"slug":"bankid-skaffa","version":1}},"step":"hamta-appen","reason":"fel-uppgift","note":"{note}"}}"#
    )
}

/// Every byte that the hub keeps.
fn kept_by(house: &House) -> String {
    let text = |path: &Path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    let entries = std::fs::read_dir(house.dir.path().join("data")).unwrap();
    entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).map(|path| text(&path)).collect()
}

#[tokio::test]
async fn a_note_with_a_personal_number_is_on_the_hub_nowhere_however_it_came() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let right = |n: u64| flag(id(n), today(), NUMBER);
    let parcels = vec![
        tablet.parcel(id(1), right(1)),
        tablet.parcel(id(2), right(2).replace("fel-uppgift", "ingen-kod")),
        tablet.parcel(id(3), flag(id(3), today().plus(5), NUMBER)),
        tablet.parcel(id(4), right(44)),
        tablet.parcel(id(5), right(5).replace("guide_flag", "besok")),
        tablet.parcel(id(6), right(6).replace("guide_flag", "directory_correction")),
    ];
    let answer = house.sync(&tablet, parcels).await;
    let statuses: Vec<ReceiptStatus> = answer.receipts.iter().map(|receipt| receipt.status).collect();
    assert_eq!(statuses, [Stored, Quarantined, Quarantined, Quarantined, Kept, Quarantined]);
    house.store.revoke_device(&slug("asele"), tablet.device, house.now_ms()).await.unwrap();
    let parcel = tablet.parcel(id(7), right(7));
    assert_eq!(house.sync(&tablet, vec![parcel]).await.receipts[0].status, Quarantined);
    let kept = kept_by(&house);
    assert!(!kept.contains(NUMBER), "the number is in the database");
    assert!(kept.contains(r#""withheld":["personnummer"]"#), "the database was not read");
}

#[tokio::test]
async fn a_note_with_a_personal_number_that_came_unsealed_is_on_the_hub_nowhere_whoever_brought_it() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let plain = |n: u64| flag(id(n), today(), NUMBER);
    let own = vec![tablet.parcel_as_it_is(id(1), plain(1)), tablet.parcel_as_it_is(id(2), plain(2).replace("guide_flag", "besok"))];
    let answer = house.sync(&tablet, own).await;
    assert!(answer.receipts.iter().all(|receipt| (receipt.status, receipt.reason) == (Quarantined, Some(Refusal::NotSealed))));
    let cookie = house.coordinator(&["asele"]).await;
    for (n, device) in [(3, tablet.device), (4, id(999))] {
        let brought = HandIn { v: 1, device, parcels: vec![tablet.parcel_as_it_is(id(n), plain(n))] };
        let brought = serde_json::to_value(brought).unwrap();
        assert_eq!(house.as_coordinator(&cookie, "/api/v1/hand-in?unit=asele", &brought).await.status, StatusCode::OK);
    }
    house.store.revoke_device(&slug("asele"), tablet.device, house.now_ms()).await.unwrap();
    let late = tablet.parcel_as_it_is(id(5), plain(5));
    assert_eq!(house.sync(&tablet, vec![late]).await.receipts[0].status, Quarantined);
    for device in [tablet.device, id(999)] {
        let body = serde_json::json!({ "unit": "asele", "device": device });
        assert_eq!(house.as_coordinator(&cookie, "/api/v1/devices/accept", &body).await.status, StatusCode::OK);
    }
    let kept = kept_by(&house);
    assert!(!kept.contains(NUMBER), "the number is in the database");
    assert!(kept.contains(r#""withheld":["personnummer"]"#), "the database was not read");
    assert!(house.store.countable(&slug("asele")).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_note_about_a_button_is_stored_as_it_was_written() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let parcel = tablet.parcel(id(1), flag(id(1), today(), HARMLESS));
    assert_eq!(house.sync(&tablet, vec![parcel]).await.receipts[0].status, Stored);
    assert!(kept_by(&house).contains(HARMLESS));
}
