//! Who may do what, as one table over every route.

use super::house::{House, NOW, Tablet, request, slug, today};
use super::shelf::{guide, with_goal};
use axum::body::Body;
use erum_hub::store::HubStore;
use serde_json::json;

/// A route, and the status for: anyone, a tablet, a revoked tablet, a coordinator of the unit, one of another unit.
type Line = (&'static str, &'static str, [u16; 5]);

const TABLE: [Line; 55] = [
    ("POST", "/api/v1/enrol", [404; 5]),
    ("GET", "/api/v1/enrol", [405; 5]),
    ("POST", "/api/v1/sync", [401, 200, 200, 401, 401]),
    ("GET", "/api/v1/sync", [405; 5]),
    ("POST", "/api/v1/hand-in", [401, 200, 403, 400, 400]),
    ("POST", "/api/v1/hand-in?unit=asele", [401, 200, 403, 200, 403]),
    ("POST", "/api/v1/hand-in?unit=lycksele", [401, 403, 403, 403, 200]),
    ("GET", "/api/v1/hand-in", [405; 5]),
    ("GET", "/api/v1/devices", [401, 401, 401, 400, 400]),
    ("GET", "/api/v1/devices?unit=asele", [401, 401, 401, 200, 403]),
    ("POST", "/api/v1/devices/code", [401, 401, 401, 200, 403]),
    ("POST", "/api/v1/devices/revoke", [401, 401, 401, 404, 403]),
    ("POST", "/api/v1/devices/accept", [401, 401, 401, 200, 403]),
    ("POST", "/api/v1/devices/discard", [401, 401, 401, 200, 403]),
    ("GET", "/api/v1/devices/code", [405; 5]),
    ("GET", "/api/v1/disposals?unit=asele", [401, 401, 401, 200, 403]),
    ("GET", "/api/v1/disposals", [401, 401, 401, 400, 400]),
    ("GET", "/api/v1/packs/manifest", [200; 5]),
    ("GET", "/api/v1/packs/facts.json", [200; 5]),
    ("GET", "/api/v1/packs/unlisted.json", [404; 5]),
    ("GET", "/api/v1/statistics?unit=asele", [401, 401, 401, 200, 403]),
    ("GET", "/api/v1/statistics", [401, 401, 401, 200, 200]),
    ("POST", "/api/v1/statistics", [405; 5]),
    ("GET", "/api/v1/failing?unit=asele", [401, 401, 401, 200, 403]),
    ("GET", "/api/v1/failing", [401, 401, 401, 200, 200]),
    ("GET", "/api/v1/queue?unit=asele", [401, 401, 401, 200, 403]),
    ("GET", "/api/v1/queue", [401, 401, 401, 400, 400]),
    ("POST", "/api/v1/queue/settle", [401, 401, 401, 200, 403]),
    ("GET", "/api/v1/snapshot", [401, 200, 403, 401, 401]),
    ("POST", "/api/v1/snapshot", [405; 5]),
    ("GET", "/api/v1/guides", [401, 401, 401, 200, 200]),
    ("GET", "/api/v1/guides/bankid-skaffa", [401, 401, 401, 200, 200]),
    ("GET", "/api/v1/guides/finns-inte", [401, 401, 401, 404, 404]),
    ("DELETE", "/api/v1/guides/bankid-skaffa", [405; 5]),
    // The guides are everybody's: the second coordinator finds the first one's draft, and comes second.
    ("POST", "/api/v1/guides/bankid-skaffa/draft", [401, 401, 401, 200, 409]),
    ("POST", "/api/v1/guides/bankid-skaffa/findings", [401, 401, 401, 200, 200]),
    ("POST", "/api/v1/guides/bankid-skaffa/checked", [401, 401, 401, 409, 409]),
    ("POST", "/api/v1/guides/bankid-skaffa/publish", [401, 401, 401, 409, 409]),
    ("POST", "/api/v1/guides/bankid-skaffa/discard", [401, 401, 401, 409, 409]),
    ("POST", "/api/v1/guides/bankid-skaffa/remove", [401, 401, 401, 409, 409]),
    ("POST", "/api/v1/guides/bankid-skaffa/back", [401, 401, 401, 409, 409]),
    ("POST", "/api/v1/guides/bankid-skaffa/newer", [401, 401, 401, 409, 409]),
    ("POST", "/api/v1/guides/bankid-skaffa/answer", [401, 401, 401, 200, 200]),
    ("POST", "/api/v1/guides/bankid-skaffa/answer/delete", [401, 401, 401, 200, 404]),
    ("GET", "/api/v1/session", [401, 401, 401, 200, 200]),
    ("POST", "/api/v1/session", [404; 5]),
    ("PUT", "/api/v1/session", [405; 5]),
    ("DELETE", "/api/v1/session", [204; 5]),
    ("GET", "/healthz", [200; 5]),
    ("GET", "/readyz", [200; 5]),
    ("GET", "/", [200; 5]),
    ("POST", "/", [405; 5]),
    ("GET", "/samordning", [200; 5]),
    ("GET", "/api/v1/unknown", [404; 5]),
    ("POST", "/api/v2/sync", [404; 5]),
];

async fn credentials(house: &House) -> [Vec<(&'static str, String)>; 5] {
    let bearer = |tablet: &Tablet| vec![("authorization", format!("Bearer {}", tablet.token))];
    let (tablet, revoked) = (house.tablet("asele").await, house.tablet("asele").await);
    house.store.revoke_device(&slug("asele"), revoked.device, NOW).await.unwrap();
    let cookie = async |unit| vec![("cookie", house.coordinator(&[unit]).await)];
    [vec![], bearer(&tablet), bearer(&revoked), cookie("asele").await, cookie("lycksele").await]
}

/// What a page would send; every revision is another than the newest, except for the first that saves.
fn about_a_guide(path: &str) -> serde_json::Value {
    let goal = with_goal(&guide("bankid-skaffa"), "Klart.");
    match path.rsplit('/').next().unwrap() {
        "draft" => json!({ "revision": 0, "manuscript": goal }),
        "findings" => json!({ "manuscript": goal }),
        "back" => json!({ "revision": 9, "to": 0 }),
        "newer" => json!({ "revision": 9, "keep": "edit" }),
        "answer" => json!({ "day": today(), "text": "Rättat." }),
        "delete" => json!({ "day": today() }),
        _ => json!({ "revision": 9 }),
    }
}

#[tokio::test]
async fn every_route_answers_each_role_as_the_table_says() {
    let house = House::with(|config| config.enrol_attempts = 1_000).await;
    let device = "0123456789abcdef0123456789abcdef";
    for (method, path, expected) in TABLE {
        let roles = credentials(&house).await;
        for (role, (headers, status)) in roles.iter().zip(expected).enumerate() {
            let own = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
            let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).chain(own).collect();
            let body = match path {
                "/api/v1/enrol" => json!({ "code": "0000-0000-0000-0" }),
                "/api/v1/sync" => json!({ "device": device, "next_number": 1, "device_time_ms": NOW, "parcels": [] }),
                "/api/v1/devices/code" => json!({ "unit": "asele" }),
                "/api/v1/queue/settle" => json!({ "unit": "asele", "records": [], "how": "fixed" }),
                path if path.starts_with("/api/v1/guides/") => about_a_guide(path),
                path if path.starts_with("/api/v1/devices/") => json!({ "unit": "asele", "device": device }),
                path if path.starts_with("/api/v1/hand-in") => json!({ "v": 1, "device": device, "parcels": [] }),
                _ => json!({ "token": "unknown" }),
            };
            let body = if method == "POST" { Body::from(body.to_string()) } else { Body::empty() };
            let answer = house.send(request(method, path, &headers, body)).await;
            assert_eq!(answer.status.as_u16(), status, "{method} {path} for role {role}: {}", answer.text());
            assert!(answer.headers.contains_key("content-security-policy"), "{method} {path}");
            if status >= 400 {
                answer.problem();
            }
        }
    }
}

#[tokio::test]
async fn a_tablets_token_opens_no_session_and_a_sessions_token_is_no_tablet() {
    let house = House::new().await;
    let tablet = house.tablet("asele").await;
    let cookie = house.coordinator(&["asele"]).await;
    let stolen = format!("__Host-erum={}", tablet.token);
    assert_eq!(house.get_with("/api/v1/session", &[("cookie", &stolen)]).await.status.as_u16(), 401);
    let disguised = Tablet { token: cookie.split_once('=').unwrap().1.to_owned(), ..tablet };
    let answer = house.sync_raw(&disguised, "{}").await;
    assert_eq!((answer.status.as_u16(), answer.header("www-authenticate")), (401, "Bearer"));
}
