//! The log holds no content: whatever a request carries, none of it is found there.

use super::house::{House, id, request, session, today};
use super::shelf::{guide, with_goal};
use axum::body::Body;
use erum_hub::logging;
use std::io::Write;
use std::sync::{Arc, Mutex};
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
pub(crate) struct Captured(Arc<Mutex<Vec<u8>>>);

impl Captured {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Captured {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

const CANARY: &str = "kanarie-i-gruvan";

/// Requests that carry secrets wherever a request can carry anything; what must not be found in the log.
async fn say_secrets_everywhere() -> Vec<String> {
    let house = House::new().await;
    let code = house.code("asele").await;
    let mut tablet = house.tablet("asele").await;
    house.enrol(&code).await;
    let body = session(id(1), today()).replace("bankid-skaffa", CANARY);
    let flag = format!(
        r#"{{"kind":"guide_flag","v":1,"id":"{}","date":"{}","guide":{{"slug":"bankid-skaffa","version":1}},"step":"hamta-appen","reason":"fel-uppgift","note":"{CANARY} 19121212-1212"}}"#,
        id(9),
        today()
    );
    let parcels = vec![
        tablet.parcel(id(9), flag),
        tablet.parcel(id(1), body.clone()),
        tablet.parcel(id(2), body.clone()),
        tablet.parcel(id(3), CANARY),
    ];
    house.sync(&tablet, parcels).await;
    house.sync_raw(&tablet, format!("{{\"{CANARY}\":1}}")).await;
    let cookie = house.coordinator(&["asele"]).await;
    let path = format!("/api/v1/statistics?unit=asele&quarter={CANARY}");
    house.get_with(&path, &[("cookie", &cookie), ("user-agent", CANARY)]).await;
    for path in ["/kanarie-i-gruvan", "/kanarie-i-gruvan.js?x=kanarie-i-gruvan", "/api/v1/packs/kanarie-i-gruvan", "/api/kanarie-i-gruvan"]
    {
        house.get(path).await;
    }
    // A guide that a coordinator reads or writes, and what an owner is said to have answered.
    house.get_with(&format!("/api/v1/guides/{CANARY}"), &[("cookie", &cookie)]).await;
    let guide = with_goal(&guide("bankid-skaffa"), CANARY);
    let body = serde_json::json!({ "revision": 0, "manuscript": guide });
    house.as_coordinator(&cookie, "/api/v1/guides/bankid-skaffa/draft", &body).await;
    let body = serde_json::json!({ "day": today(), "text": CANARY });
    house.as_coordinator(&cookie, "/api/v1/guides/bankid-skaffa/answer", &body).await;
    house.get_with(&format!("/api/v1/failing?unit=asele&quarter={CANARY}"), &[("cookie", &cookie)]).await;
    house.send(request("KANARIE", "/", &[], Body::empty())).await;
    let known = [CANARY, "bankid-skaffa", "KANARIE", "bokbuss", "sele\"", "1212-1212", "personnummer"].map(str::to_owned);
    let drawn = [tablet.token, code.replace('-', ""), code, cookie, id(1).to_string(), tablet.device.to_string()];
    known.into_iter().chain(drawn).collect()
}

#[tokio::test]
async fn nothing_of_a_request_is_logged_but_method_route_status_time_and_size() {
    let captured = Captured::default();
    let _logging = tracing::subscriber::set_default(logging::subscriber(captured.clone()));
    let secrets = say_secrets_everywhere().await;

    let log = captured.text();
    for secret in &secrets {
        assert!(!log.contains(secret.as_str()), "{secret} in {log}");
    }
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.iter().filter(|line| line["route"] == "/api/v1/sync" && line["status"] == 200).count(), 1);
    assert!(lines.iter().any(|line| line["route"] == "/{app}" && line["status"] == 404));
    for line in lines.iter().filter(|line| line["message"] == "request") {
        let known = ["timestamp", "level", "target", "message", "method", "route", "status", "ms", "bytes"];
        assert!(line.as_object().unwrap().keys().all(|key| known.contains(&key.as_str())), "{line}");
    }
}

#[tokio::test]
async fn the_cause_of_the_hubs_own_fault_is_logged_once_and_never_told() {
    let captured = Captured::default();
    let _logging = tracing::subscriber::set_default(logging::subscriber(captured.clone()));
    let house = House::new().await;
    let tablet = house.tablet("asele").await;
    erum_hub::store::HubStore::close(&house.store).await;
    let answer = house.sync_raw(&tablet, "{}").await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (500, "fault"));
    assert!(!answer.text().contains("pool"));
    let log = captured.text();
    assert_eq!(log.matches("the database failed").count(), 1, "{log}");
    assert!(log.contains("\"level\":\"ERROR\"") && log.contains("\"route\":\"/api/v1/sync\""));
}

#[tokio::test]
async fn packs_that_cannot_be_read_are_told_of_once_and_not_at_every_hello() {
    let captured = Captured::default();
    let _logging = tracing::subscriber::set_default(logging::subscriber(captured.clone()));
    let house = House::new().await;
    let tablet = house.tablet("asele").await;
    let manifest = house.dir.path().join("app/packs/manifest.json");
    let whole = std::fs::read(&manifest).unwrap();
    let told = || captured.text().matches("packs cannot be made anew").count();
    house.sync(&tablet, vec![]).await;
    std::fs::write(&manifest, "half a mani").unwrap();
    for _ in 0..3 {
        house.sync(&tablet, vec![]).await;
    }
    assert_eq!(told(), 1);
    std::fs::write(&manifest, &whole).unwrap();
    house.sync(&tablet, vec![]).await;
    std::fs::write(&manifest, "half a mani").unwrap();
    house.sync(&tablet, vec![]).await;
    assert_eq!(told(), 2, "broken anew is told anew");
}
