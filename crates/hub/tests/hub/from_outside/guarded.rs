//! Every answer, good or bad, tells the browser to load nothing from elsewhere, to open no camera and to tell nobody
//! where it comes from.

use super::house::{Answer, House, request};
use axum::body::Body;
use axum::http::StatusCode;
use std::collections::BTreeSet;

/// Where the routes are made: a new one is tried here without anybody thinking of it.
const ROUTER: &str = include_str!("../../../src/lib.rs");
const METHODS: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"];

fn routes() -> BTreeSet<String> {
    let named = ROUTER.split(".route(").skip(1).filter_map(|rest| rest.split('"').nth(1));
    let filled = named.map(|route| route.replace("{file}", "facts.json").replace("{slug}", "bankid-skaffa").replace("{revision}", "1"));
    let routes: BTreeSet<String> = filled.collect();
    assert!(routes.len() >= 8 && routes.iter().all(|route| route.starts_with('/') && !route.contains('{')), "{routes:?}");
    routes
}

fn assert_guarded(answer: &Answer, what: &str) {
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"), "{what}: {policy}");
    assert!(policy.ends_with("; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"), "{what}: {policy}");
    for source in ["http:", "https:", "*", "unsafe-inline", "'unsafe-eval'", "blob:"] {
        assert!(!policy.contains(source), "{what}: {source} in {policy}");
    }
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("strict-transport-security", "max-age=31536000"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    let permissions = answer.header("permissions-policy");
    for feature in ["camera", "microphone", "geolocation", "payment", "usb", "serial", "hid", "display-capture", "browsing-topics"] {
        assert!(permissions.split(", ").any(|part| part == format!("{feature}=()")), "{what}: {feature} in {permissions}");
    }
    assert!(!answer.header("cache-control").is_empty(), "{what}: says how long it may be kept");
    for name in ["server", "x-powered-by", "access-control-allow-origin"] {
        assert_eq!(answer.header(name), "", "{what}: {name}");
    }
}

#[tokio::test]
async fn every_route_answers_every_method_with_all_headers() {
    let house = House::with(|config| config.https = true).await;
    let files = ["/", "/guider/nagot", "/samordning", "/sw.js", "/nix.js", "/%ff", "/../x", "/api", "/api/v1/nix", "/packs/facts.json"];
    for path in routes().into_iter().chain(files.map(str::to_owned)) {
        for method in METHODS {
            let answer = house.send(request(method, &path, &[], Body::empty())).await;
            assert_guarded(&answer, &format!("{method} {path}: {}", answer.status));
        }
    }
}

/// The status that is expected, path, headers, body.
type Try<'a> = (u16, &'a str, &'a [(&'a str, &'a str)], &'a str);

#[tokio::test]
async fn every_kind_of_refusal_and_fault_carries_all_headers() {
    let house = House::with(|config| (config.https, config.enrol_attempts) = (true, 2)).await;
    let tablet = house.tablet("asele").await;
    let json = ("content-type", "application/json");
    let (large, code) = (" ".repeat(3 << 20), r#"{"code":"ABCDE-FGHJK-MNP"}"#.to_owned());
    let bearer = format!("Bearer {}", tablet.token);
    let tries: [Try<'_>; 9] = [
        (400, "/api/v1/enrol", &[json], "{"),
        (404, "/api/v1/enrol", &[json], &code),
        (404, "/api/v1/enrol", &[json], &code),
        (429, "/api/v1/enrol", &[json], &code),
        (401, "/api/v1/sync", &[json], "{}"),
        (403, "/api/v1/session", &[json, ("sec-fetch-site", "cross-site")], "{}"),
        (413, "/api/v1/sync", &[json, ("authorization", &bearer)], &large),
        (415, "/api/v1/sync", &[("content-type", "text/plain"), ("authorization", &bearer)], "{}"),
        (415, "/api/v1/sync", &[json, ("authorization", &bearer), ("content-encoding", "compress")], "{}"),
    ];
    for (status, path, headers, body) in tries {
        let answer = house.send(request("POST", path, headers, Body::from(body.to_owned()))).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text());
        assert_guarded(&answer, &format!("{path}: {status}"));
    }
    let page = house.get("/").await;
    for (status, path, header) in [(304, "/", ("if-none-match", page.header("etag"))), (416, "/sw.js", ("range", "bytes=900-"))] {
        let answer = house.get_with(path, &[header]).await;
        assert_eq!(answer.status.as_u16(), status);
        assert_guarded(&answer, &format!("{path}: {status}"));
    }
    erum_hub::store::HubStore::close(&house.store).await;
    let answer = house.sync_raw(&tablet, "{}").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_guarded(&answer, "the hub's own fault");
}
