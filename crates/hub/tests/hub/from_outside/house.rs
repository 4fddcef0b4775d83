//! A hub in a temporary directory with a small app, two units and a clock that stands still until it is moved.

use super::shelf;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use erum_domain::day::Day;
use erum_domain::ident::{Id, Slug};
use erum_domain::wire::{EnrolAnswer, Parcel, Problem, SyncAnswer, SyncRequest, UnitName};
use erum_hub::secret::{hash, hash_code, new_code, new_id, new_seed, new_token};
use erum_hub::store::HubStore;
use erum_hub::store::sqlite::SqliteStore;
use erum_hub::{Hub, ServeConfig, router};
use erum_vault::parcels::{HubPublic, seal};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;
use tower::ServiceExt;

/// 2026-11-21, in the fourth quarter.
pub(crate) const NOW: i64 = 1_795_262_400_000;
pub(crate) const MINUTE: i64 = 60_000;

pub(crate) struct House {
    pub(crate) dir: TempDir,
    pub(crate) store: SqliteStore,
    pub(crate) router: Router,
    clock: Arc<AtomicI64>,
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The name of the problem, after checking that it is told in full.
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text());
        let problem: Problem = self.json();
        assert_eq!(problem.status, self.status.as_u16());
        assert!(!problem.title.is_empty() && !problem.detail.is_empty());
        problem.kind.strip_prefix("urn:erum:problem:").unwrap().to_owned()
    }
}

/// A tablet: its token, the id it goes by and its running number.
#[derive(Clone, Debug)]
pub(crate) struct Tablet {
    pub(crate) token: String,
    pub(crate) device: Id,
    pub(crate) next_number: u64,
    pub(crate) hub_key: HubPublic,
}

impl Tablet {
    /// The tablet that was answered so.
    pub(crate) fn enrolled(answer: EnrolAnswer) -> Self {
        let hub_key = HubPublic::parse(&answer.hub_key).unwrap();
        Self { token: answer.token, device: answer.device, next_number: 1, hub_key }
    }

    /// The request that hands over these parcels.
    pub(crate) fn request(&self, parcels: Vec<Parcel>) -> SyncRequest {
        SyncRequest { device: self.device, next_number: self.next_number, device_time_ms: NOW, parcels }
    }

    /// A parcel with the next number: a record's JSON, sealed to the hub.
    pub(crate) fn parcel(&mut self, id: Id, record: impl Into<String>) -> Parcel {
        let sealed = seal(self.hub_key, &id.to_string(), record.into().as_bytes(), new_seed().unwrap()).unwrap();
        self.parcel_as_it_is(id, sealed)
    }

    /// A parcel with the next number and any body, sealed or not.
    pub(crate) fn parcel_as_it_is(&mut self, id: Id, body: impl Into<String>) -> Parcel {
        let number = self.next_number;
        self.next_number += 1;
        Parcel { id, number, body: body.into() }
    }

    /// A parcel with an ordinary session of today.
    pub(crate) fn session(&mut self, id: Id) -> Parcel {
        self.parcel(id, session(id, today()))
    }
}

pub(crate) fn today() -> Day {
    Day::from_local_ms(NOW)
}

pub(crate) fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub(crate) fn id(number: u64) -> Id {
    let mut bytes = [0xab; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    Id::from_random(bytes)
}

pub(crate) fn session(id: Id, date: Day) -> String {
    format!(
        r#"{{"kind":"session","v":1,"id":"{id}","date":"{date}","place":"bokbuss","form":"drop-in","service":"eleg","guide":{{"slug":"bankid-skaffa","version":1}},"outcome":"klar-sjalv"}}"#
    )
}

pub(crate) fn correction(id: Id, replaces: Id) -> String {
    session(id, today()).replace("\"outcome\":\"klar-sjalv\"", &format!("\"outcome\":\"klar-med-stod\",\"replaces\":\"{replaces}\""))
}

pub(crate) fn withdrawal(id: Id, withdraws: Id) -> String {
    format!(r#"{{"kind":"withdrawal","v":1,"id":"{id}","withdraws":"{withdraws}"}}"#)
}

/// The smallest app there can be, with packs.
pub(crate) fn build_app(dir: &Path) -> PathBuf {
    let app = dir.join("app");
    std::fs::create_dir_all(app.join("packs")).unwrap();
    let files: [(&str, &[u8]); 11] = [
        ("index.html", b"<!doctype html><title>eRUM</title>"),
        ("personal.html", b"<!doctype html><title>Personal</title>"),
        ("samordning.html", b"<!doctype html><title>Samordning</title>"),
        ("csp.json", br#"{"index.html":["sha256-aW5kZXg="],"personal.html":["sha256-cGVyc28="],"samordning.html":["sha256-c2Ftb3I=","bad' 'unsafe-inline'"]}"#),
        ("erum-0123456789abcdef.js", b"export {}"),
        ("erum-0123456789abcdef_bg.wasm", b"\0asm plain"),
        ("erum-0123456789abcdef_bg.wasm.br", b"pretend brotli"),
        ("erum-0123456789abcdef_bg.wasm.gz", b"pretend gzip"),
        ("sw.js", b"//"),
        ("manifest.webmanifest", b"{}"),
        ("lexend.woff2", b"wOF2"),
    ];
    for (name, bytes) in files {
        std::fs::write(app.join(name), bytes).unwrap();
    }
    shelf::write(&app.join("packs"), &shelf::guides());
    std::fs::write(app.join("packs/unlisted.json"), b"unlisted secret").unwrap();
    std::fs::write(dir.join("outside.txt"), b"outside secret").unwrap();
    app
}

impl House {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut ServeConfig)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut config = ServeConfig::new(build_app(dir.path()));
        change(&mut config);
        let store = SqliteStore::open(&dir.path().join("data")).await.unwrap();
        for (unit, name) in [("asele", "Åsele"), ("lycksele", "Lycksele")] {
            store.add_unit(&UnitName { id: slug(unit), name: name.to_owned(), sample: false }).await.unwrap();
        }
        let clock = Arc::new(AtomicI64::new(NOW));
        let ticking = clock.clone();
        let hub = Hub::new(Arc::new(store.clone()), Arc::new(move || ticking.load(Ordering::SeqCst)), config);
        Self { dir, store, router: router(hub), clock }
    }

    pub(crate) fn pass(&self, ms: i64) {
        self.clock.fetch_add(ms, Ordering::SeqCst);
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    pub(crate) async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(request("GET", path, headers, Body::empty())).await
    }

    pub(crate) async fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let headers: Vec<_> = headers.iter().copied().chain([("content-type", "application/json")]).collect();
        self.send(request("POST", path, &headers, Body::from(body.to_string()))).await
    }

    /// A one-time code for a device of the unit.
    pub(crate) async fn code(&self, unit: &str) -> String {
        let code = new_code().unwrap();
        self.store.add_enrolment(&slug(unit), &hash_code(&code).unwrap(), self.now_ms() + 15 * MINUTE).await.unwrap();
        code
    }

    pub(crate) async fn enrol(&self, code: &str) -> Answer {
        self.post("/api/v1/enrol", &[], &serde_json::json!({ "code": code })).await
    }

    /// A tablet that was enrolled in the unit.
    pub(crate) async fn tablet(&self, unit: &str) -> Tablet {
        Tablet::enrolled(self.enrol(&self.code(unit).await).await.json())
    }

    pub(crate) async fn sync_raw(&self, tablet: &Tablet, body: impl Into<Body>) -> Answer {
        let bearer = format!("Bearer {}", tablet.token);
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        self.send(request("POST", "/api/v1/sync", &headers, body.into())).await
    }

    pub(crate) async fn sync(&self, tablet: &Tablet, parcels: Vec<Parcel>) -> SyncAnswer {
        let answer = self.sync_raw(tablet, serde_json::to_vec(&tablet.request(parcels)).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()
    }

    /// The token of a login link to these units.
    pub(crate) async fn link(&self, units: &[&str]) -> String {
        let units: Vec<Slug> = units.iter().map(|unit| slug(unit)).collect();
        let (person, token) = (new_id().unwrap(), new_token().unwrap());
        self.store.add_coordinator(person, &units, self.now_ms()).await.unwrap();
        self.store.add_login_link(person, &hash(token.as_bytes()), self.now_ms() + 24 * 60 * MINUTE).await.unwrap();
        token
    }

    /// The cookie of a coordinator who has logged in.
    pub(crate) async fn coordinator(&self, units: &[&str]) -> String {
        let token = self.link(units).await;
        let answer = self.post("/api/v1/session", &[], &serde_json::json!({ "token": token })).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    /// What a coordinator's page does, and what it is answered.
    pub(crate) async fn as_coordinator(&self, cookie: &str, path: &str, body: &Value) -> Answer {
        self.post(path, &[("cookie", cookie), ("sec-fetch-site", "same-origin")], body).await
    }

    /// What a coordinator's page sees.
    pub(crate) async fn see(&self, cookie: &str, path: &str) -> Answer {
        self.get_with(path, &[("cookie", cookie)]).await
    }

    /// Another hub on the same database and the same files.
    pub(crate) fn second_hub(&self) -> Self {
        let ticking = self.clock.clone();
        let config = ServeConfig::new(self.dir.path().join("app"));
        let hub = Hub::new(Arc::new(self.store.clone()), Arc::new(move || ticking.load(Ordering::SeqCst)), config);
        Self { dir: tempfile::tempdir().unwrap(), store: self.store.clone(), router: router(hub), clock: self.clock.clone() }
    }

    /// What lies between a retention's run and the next, at the clock's time.
    pub(crate) async fn keep_house(&self) {
        erum_hub::retention::run(&self.store, self.now_ms()).await.unwrap();
    }

    pub(crate) async fn statistics(&self, unit: &str, quarter: &str) -> erum_domain::wire::StatisticsAnswer {
        let cookie = self.coordinator(&[unit]).await;
        let answer = self.get_with(&format!("/api/v1/statistics?unit={unit}&quarter={quarter}"), &[("cookie", &cookie)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()
    }
}

pub(crate) fn request(method: &str, path: &str, headers: &[(&str, &str)], body: Body) -> Request<Body> {
    let mut builder = Request::builder().method(method).uri(path).header(header::HOST, "hub.example");
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(body).unwrap()
}
