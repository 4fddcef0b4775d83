//! Flags from the field: they wait for editors, tablets of the unit learn that they wait, and settled they are gone. What
//! the owner of an e-service answered goes the same way to tablets.

use super::editing::{BANKID, Editor, Told};
use super::house::{Answer, House, Tablet, id, slug, today};
use axum::http::StatusCode;
use erum_domain::day::Day;
use erum_domain::ident::Id;
use erum_domain::wire::Parcel;
use erum_domain::wire::queue::QueueAnswer;
use erum_domain::wire::snapshot::SnapshotAnswer;
use erum_hub::store::HubStore;
use serde_json::json;

const QUEUE: &str = "/api/v1/queue?unit=asele";
const SETTLE: &str = "/api/v1/queue/settle";

fn flag(tablet: &mut Tablet, id: Id, date: Day, reason: &str, note: &str) -> Parcel {
    let note = if note.is_empty() { String::new() } else { format!(r#","note":"{note}""#) };
    let body = format!(
        r#"{{"kind":"guide_flag","v":1,"id":"{id}","date":"{date}","guide":{{"slug":"bankid-skaffa","version":1}},"step":"svara-steget","reason":"{reason}"{note}}}"#
    );
    tablet.parcel(id, body)
}

fn correction(tablet: &mut Tablet, id: Id) -> Parcel {
    let body = format!(
        r#"{{"kind":"directory_correction","v":1,"id":"{id}","date":"{}","point":"asele-bibliotek","field":"closed","note":"Stängt i juli."}}"#,
        today()
    );
    tablet.parcel(id, body)
}

async fn snapshot_as(house: &House, tablet: &Tablet) -> Answer {
    house.get_with("/api/v1/snapshot", &[("authorization", &format!("Bearer {}", tablet.token))]).await
}

async fn snapshot(house: &House, tablet: &Tablet) -> SnapshotAnswer {
    snapshot_as(house, tablet).await.json()
}

async fn queue(editor: &Editor<'_>) -> QueueAnswer {
    editor.house.see(&editor.cookie, QUEUE).await.json()
}

#[tokio::test]
async fn flags_are_grouped_by_step_with_reasons_notes_and_what_the_step_says_now() {
    let house = House::new().await;
    let (editor, mut tablet) = (Editor::at(&house).await, house.tablet("asele").await);
    let parcels = vec![
        flag(&mut tablet, id(1), today().plus(-3), "ser-annorlunda", ""),
        flag(&mut tablet, id(2), today(), "fel-uppgift", "Knappen heter Skicka."),
        flag(&mut tablet, id(3), today(), "fel-uppgift", "Ring Anna Svensson."),
        correction(&mut tablet, id(4)),
    ];
    house.sync(&tablet, parcels).await;
    let queue = queue(&editor).await;
    let group = &queue.flags[0];
    assert_eq!((queue.flags.len(), group.records.len()), (1, 3));
    assert_eq!(group.reasons.iter().map(|line| line.flags).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((group.first, group.last), (today().plus(-3), today()));
    assert_eq!(group.notes.iter().map(|line| line.note.as_str()).collect::<Vec<_>>(), ["Knappen heter Skicka."]);
    assert_eq!((group.text.as_deref(), group.versions.len()), (Some("Tryck på **Svara**."), 1));
    assert_eq!((queue.corrections.len(), queue.corrections[0].records.as_slice()), (1, &[id(4)][..]));
    assert_eq!(editor.line("bankid-skaffa").await.flags, 3);
}

#[tokio::test]
async fn what_is_settled_is_gone_from_queue_and_snapshot_until_somebody_flags_anew() {
    let house = House::new().await;
    let (editor, mut tablet) = (Editor::at(&house).await, house.tablet("asele").await);
    let empty = house.sync(&tablet, vec![]).await.snapshot;
    let first = flag(&mut tablet, id(1), today().plus(-2), "fel-uppgift", "Fel.");
    let second = flag(&mut tablet, id(2), today(), "fel-uppgift", "");
    let told = house.sync(&tablet, vec![first, second]).await.snapshot;
    let seen = snapshot(&house, &tablet).await;
    assert!(told == seen.hash && told != empty);
    assert_eq!((seen.flags.len(), seen.flags[0].several, seen.flags[0].first), (1, true, today().plus(-2)));
    assert!(!snapshot_as(&house, &tablet).await.text().contains("Fel."), "no note goes to tablets");

    let open = queue(&editor).await.flags.remove(0).records;
    let third = flag(&mut tablet, id(3), today(), "fel-uppgift", "");
    house.sync(&tablet, vec![third]).await;
    let body = json!({ "unit": "asele", "records": open, "how": "fixed" });
    let left: QueueAnswer = editor.tries(SETTLE, &body).await.json();
    assert_eq!(left.flags[0].records, [id(3)], "what came meanwhile is not settled unseen");
    assert!(!snapshot(&house, &tablet).await.flags[0].several);

    let body = json!({ "unit": "asele", "records": [id(3)], "how": "was-right" });
    let left: QueueAnswer = editor.tries(SETTLE, &body).await.json();
    assert_eq!((left.flags.len(), snapshot(&house, &tablet).await.hash), (0, empty), "and then all is as before");
    let later = flag(&mut tablet, id(4), today(), "fel-uppgift", "");
    house.sync(&tablet, vec![later]).await;
    assert_eq!(queue(&editor).await.flags[0].records, [id(4)]);
}

#[tokio::test]
async fn another_units_reports_are_neither_seen_nor_settled() {
    let house = House::new().await;
    let (editor, mut tablet) = (Editor::at(&house).await, house.tablet("lycksele").await);
    let parcel = flag(&mut tablet, id(1), today(), "fel-uppgift", "");
    house.sync(&tablet, vec![parcel]).await;
    assert_eq!((queue(&editor).await.flags.len(), editor.line("bankid-skaffa").await.flags), (0, 0));
    let own = house.tablet("asele").await;
    assert_eq!(snapshot(&house, &own).await.flags, []);
    let body = json!({ "unit": "asele", "records": [id(1)], "how": "fixed" });
    assert_eq!(editor.tries(SETTLE, &body).await.status, StatusCode::OK);
    assert_eq!(snapshot(&house, &tablet).await.flags.len(), 1, "it was not asele's to settle");
    let body = json!({ "unit": "lycksele", "records": [id(1)], "how": "fixed" });
    assert_eq!(editor.tries(SETTLE, &body).await.problem(), "unit-forbidden");
    let many: Vec<Id> = (0..501).map(id).collect();
    assert_eq!(editor.tries(SETTLE, &json!({ "unit": "asele", "records": many, "how": "fixed" })).await.status.as_u16(), 413);
}

#[tokio::test]
async fn a_tablet_that_is_shut_out_learns_nothing_more() {
    let house = House::new().await;
    let tablet = house.tablet("asele").await;
    house.store.revoke_device(&slug("asele"), tablet.device, house.now_ms()).await.unwrap();
    assert_eq!(house.sync(&tablet, vec![]).await.snapshot, "");
    assert_eq!(snapshot_as(&house, &tablet).await.problem(), "device-revoked");
}

#[tokio::test]
async fn a_settled_report_goes_with_its_record_after_a_year() {
    let house = House::new().await;
    let (editor, mut tablet) = (Editor::at(&house).await, house.tablet("asele").await);
    let parcels =
        vec![flag(&mut tablet, id(1), today(), "fel-uppgift", ""), correction(&mut tablet, id(2)), correction(&mut tablet, id(3))];
    house.sync(&tablet, parcels).await;
    editor.tries(SETTLE, &json!({ "unit": "asele", "records": [id(1), id(2)], "how": "owner-told" })).await;
    house.pass(367 * erum_domain::day::DAY_MS);
    house.keep_house().await;
    let logged = house.store.disposals(&slug("asele")).await.unwrap();
    let of_records = logged.iter().filter(|line| ["guideflagga", "platsrattelse"].contains(&line.kind.as_str()));
    assert_eq!(of_records.map(|line| (line.kind.as_str(), line.records)).collect::<Vec<_>>(), [("guideflagga", 1), ("platsrattelse", 2)]);
    assert_eq!(house.store.check().await.unwrap().faults, Vec::<String>::new());
}

#[tokio::test]
async fn a_guide_that_nobody_has_checked_for_a_year_waits_in_the_queue() {
    let house = House::new().await;
    assert!(queue(&Editor::at(&house).await).await.unchecked.is_empty());
    house.pass(346 * erum_domain::day::DAY_MS);
    let waiting = queue(&Editor::at(&house).await).await;
    assert_eq!(waiting.unchecked.len(), 2);
}

#[tokio::test]
async fn an_owners_answer_is_told_to_tablets_in_the_owners_name_and_can_be_taken_away() {
    let house = House::new().await;
    let (editor, tablet) = (Editor::at(&house).await, house.tablet("lycksele").await);
    let path = format!("{BANKID}/answer");
    for (day, text) in [(today().plus(-9), "Vi ser över sidan."), (today(), "Nu är knappen rättad.")] {
        let told: Told = editor.does(&path, &json!({ "day": day, "text": text })).await;
        assert_eq!(told.answers[0].text.as_str(), text, "the newest first");
    }
    let seen = snapshot(&house, &tablet).await;
    assert_eq!((seen.answers.len(), seen.answers[0].actor.as_str(), seen.answers[0].day), (1, "Banken", today()));
    let refused = [
        (422, "personal-data", json!({ "day": today(), "text": "Ring Anna Svensson på 070-123 45 67." })),
        (422, "day-to-come", json!({ "day": today().plus(1), "text": "Snart." })),
        (400, "bad-body", json!({ "day": today(), "text": "å".repeat(601) })),
        (400, "bad-body", json!({ "day": today(), "text": "" })),
    ];
    for (status, problem, body) in refused {
        let answer = editor.tries(&path, &body).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (status, problem));
    }
    let told = editor.does(&format!("{path}/delete"), &json!({ "day": today() })).await;
    assert_eq!(told.answers.len(), 1);
    assert_eq!(editor.tries(&format!("{path}/delete"), &json!({ "day": today() })).await.status.as_u16(), 404);
    assert_eq!(snapshot(&house, &tablet).await.answers[0].day, today().plus(-9));
}
