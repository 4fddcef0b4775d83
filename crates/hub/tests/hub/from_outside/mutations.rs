//! Requests that almost are right, thrown at the real program: never a fault of the hub's, never a panic, no memory
//! that grows, nothing of them in the log, and the next right one is taken.

use super::house::{Tablet, id, session};
use super::mutants::{Draws, monstrous, mutate, packed};
use super::program::{Program, run, said};
use super::shelf;
use erum_domain::day::Day;
use erum_domain::wire::{HandIn, Parcel, SyncAnswer, SyncRequest};
use erum_hub::clock::now_ms;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::Shutdown;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// What must not be found in the log, planted wherever a request can carry anything.
const CANARY: &str = "kanarie";
const MOST_GROWTH_KIB: u64 = 64 * 1024;
const CALLERS: usize = 4;

/// A hub, and everything that a right request needs.
struct Target {
    program: Program,
    tablet: Tablet,
    cookie: String,
    next_id: AtomicU64,
}

/// A request in its parts: method and path, headers, body.
type Parts = (String, String, Vec<u8>);

/// How many answers by status; those without one under 0.
type Tally = BTreeMap<u16, usize>;

impl Target {
    fn start(dir: &Path) -> Self {
        said(&run(dir, &["unit", "add", "--id", "asele", "--name", "Åsele"]));
        let program = Program::start(dir, &["--behind-proxy"]);
        let code: Value = serde_json::from_str(&said(&run(dir, &["enrol", "--unit", "asele", "--json"]))).unwrap();
        let post = |path: &str, body: &Value| program.ask(&mut program.connect(), "POST", path, "", &body.to_string());
        let (_, body) = post("/api/v1/enrol", &json!({ "code": code["code"] }));
        let tablet = Tablet::enrolled(serde_json::from_str(&body).unwrap());
        let link = said(&run(dir, &["user", "add", "--role", "coordinator", "--unit", "asele"]));
        let token = link.lines().next().unwrap().rsplit('=').next().unwrap();
        let (head, _) = post("/api/v1/session", &json!({ "token": token }));
        let cookie = head.split_once("set-cookie: ").unwrap().1.split(';').next().unwrap().to_owned();
        Self { program, tablet, cookie, next_id: AtomicU64::new(1) }
    }

    /// A sealed record; of every second, what is inside is not quite right.
    fn parcel(&self, draws: &mut Draws) -> Parcel {
        let id = id(self.next_id.fetch_add(1, Ordering::Relaxed));
        let mut record = session(id, Day::from_local_ms(now_ms()));
        if draws.one_in(2) {
            let canary = record.replace("bankid-skaffa", CANARY);
            record = String::from_utf8_lossy(&mutate(canary.as_bytes(), draws)).into_owned();
        }
        Tablet { next_number: 1 + draws.below(1000) as u64, ..self.tablet.clone() }.parcel(id, record)
    }

    fn parcels(&self, draws: &mut Draws) -> Vec<Parcel> {
        let count = draws.below(4);
        (0..count).map(|_| self.parcel(draws)).collect()
    }

    /// A request that is right, or was before its records were touched.
    fn right(&self, draws: &mut Draws) -> Parts {
        let bearer = format!("authorization: Bearer {}\r\n", self.tablet.token);
        let cookie = format!("cookie: {}\r\nsec-fetch-site: same-origin\r\n", self.cookie);
        let device = self.tablet.device;
        match draws.below(14) {
            0..=2 => {
                let parcels = self.parcels(draws);
                let body = SyncRequest { device, next_number: 1000, device_time_ms: now_ms(), parcels };
                ("POST /api/v1/sync".to_owned(), bearer, serde_json::to_vec(&body).unwrap())
            }
            3 => {
                let body = HandIn { v: 1, device, parcels: self.parcels(draws) };
                let who = if draws.one_in(2) { bearer } else { cookie };
                ("POST /api/v1/hand-in".to_owned(), who, serde_json::to_vec(&body).unwrap())
            }
            4 => {
                let proxied = format!("x-forwarded-for: 192.0.2.{}\r\n", draws.below(256));
                ("POST /api/v1/enrol".to_owned(), proxied, json!({ "code": "ABCDE-FGHJK-MNP" }).to_string().into_bytes())
            }
            5 => ("POST /api/v1/session".to_owned(), String::new(), json!({ "token": CANARY.repeat(9) }).to_string().into_bytes()),
            6 => {
                let lists = [
                    "statistics?unit=asele&quarter=2026-Q4",
                    "failing?unit=asele&quarter=2026-Q4",
                    "devices?unit=asele",
                    "disposals?unit=asele",
                    "queue?unit=asele",
                    "guides",
                    "guides/kanarie",
                    "guides/bankid-skaffa",
                ];
                (format!("GET /api/v1/{}", lists[draws.below(lists.len())]), cookie, Vec::new())
            }
            7 => ("POST /api/v1/devices/code".to_owned(), cookie, json!({ "unit": "asele" }).to_string().into_bytes()),
            8 => {
                // Of a tablet that there is not: ours is still needed.
                let body = json!({ "unit": "asele", "device": id(u64::MAX) }).to_string().into_bytes();
                let what = ["revoke", "accept", "discard"][draws.below(3)];
                (format!("POST /api/v1/devices/{what}"), cookie, body)
            }
            9..=11 => self.about_guides(draws),
            12 => ("GET /api/v1/snapshot".to_owned(), bearer, Vec::new()),
            _ => {
                let paths =
                    ["/", "/api/v1/packs/facts.json", "/erum-0123456789abcdef_bg.wasm", "/api/v1/session", "/guider/kanarie?x=kanarie"];
                let asked = "range: bytes=0-3\r\nif-none-match: \"x\"\r\naccept-encoding: br, gzip\r\n".to_owned();
                (format!("GET {}", paths[draws.below(paths.len())]), asked + &cookie, Vec::new())
            }
        }
    }

    /// What a coordinator's page says of guides, and of what came about them from the field.
    fn about_guides(&self, draws: &mut Draws) -> Parts {
        let cookie = format!("cookie: {}\r\nsec-fetch-site: same-origin\r\n", self.cookie);
        match draws.below(3) {
            0 => {
                let about = shelf::with_goal(&shelf::guide("bankid-skaffa"), CANARY);
                let body = json!({ "revision": draws.below(3), "manuscript": about }).to_string().into_bytes();
                (format!("POST /api/v1/guides/bankid-skaffa/{}", ["draft", "findings"][draws.below(2)]), cookie, body)
            }
            1 => {
                let deeds = [
                    ("checked", json!({ "revision": 1 })),
                    ("publish", json!({ "revision": 2 })),
                    ("discard", json!({ "revision": 1 })),
                    ("remove", json!({ "revision": 3 })),
                    ("back", json!({ "revision": 1, "to": 1 })),
                    ("newer", json!({ "revision": 1, "keep": "edit" })),
                ];
                let (deed, body) = &deeds[draws.below(deeds.len())];
                (format!("POST /api/v1/guides/bankid-skaffa/{deed}"), cookie, body.to_string().into_bytes())
            }
            _ => {
                let (path, body) = match draws.below(3) {
                    0 => ("queue/settle", json!({ "unit": "asele", "records": [id(u64::MAX)], "how": "fixed" })),
                    1 => ("guides/bankid-skaffa/answer", json!({ "day": "2026-11-21", "text": CANARY })),
                    _ => ("guides/bankid-skaffa/answer/delete", json!({ "day": "2026-11-21" })),
                };
                (format!("POST /api/v1/{path}"), cookie, body.to_string().into_bytes())
            }
        }
    }

    /// The bytes of a request that is not quite right.
    fn mutant(&self, draws: &mut Draws) -> Vec<u8> {
        let (line, mut headers, mut body) = self.right(draws);
        headers += &format!("user-agent: {CANARY}\r\nx-{CANARY}: {CANARY}\r\n");
        if draws.one_in(60) {
            let (monster, packing) = monstrous(draws);
            (body, headers) = (monster, headers + packing);
        } else if !body.is_empty() && draws.one_in(4) {
            headers += "content-encoding: gzip\r\n";
            body = if draws.one_in(2) { packed(&mutate(&body, draws)) } else { mutate(&packed(&body), draws) };
        } else if !body.is_empty() && !draws.one_in(4) {
            body = mutate(&body, draws);
        }
        let head = format!("{line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n{headers}");
        let in_the_head = body.is_empty() || draws.one_in(5);
        let head = if in_the_head { mutate(head.as_bytes(), draws) } else { head.into_bytes() };
        [head, format!("content-length: {}\r\n\r\n", body.len()).into_bytes(), body].concat()
    }

    /// The status; 0 when there is none before patience ends, for a mutant may have promised more bytes than it has.
    fn throw(&self, bytes: &[u8]) -> u16 {
        let mut stream = self.program.connect();
        // The hub need not listen to the end, and how a connection ends is not what is asked here.
        drop(stream.write_all(bytes));
        let mut answer = [0; 12];
        stream.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
        if stream.read_exact(&mut answer).is_err() {
            drop(stream.shutdown(Shutdown::Write));
            drop(stream.read_exact(&mut answer));
        }
        // The rest, which must not be left unread; a mutant may have asked for the connection to be kept.
        stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        drop(stream.read_to_end(&mut Vec::new()));
        std::str::from_utf8(&answer[9..]).ok().and_then(|digits| digits.parse().ok()).unwrap_or(0)
    }

    fn throw_many(&self, seed: usize, rounds: usize) -> Tally {
        let mut draws = Draws(seed as u64);
        let mut tally = Tally::new();
        for round in 0..rounds {
            let bytes = self.mutant(&mut draws);
            let status = self.throw(&bytes);
            let shown = || String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]).into_owned();
            assert!(status < 500, "caller {seed}, round {round}: {status} for {}", shown());
            *tally.entry(status).or_default() += 1;
        }
        tally
    }

    /// As many as wanted, from several callers at once.
    fn storm(&self, seed: usize, rounds: usize) -> Tally {
        let tallies = std::thread::scope(|scope| {
            let callers: Vec<_> =
                (0..CALLERS).map(|caller| scope.spawn(move || self.throw_many(seed + caller, rounds / CALLERS))).collect();
            callers.into_iter().map(|caller| caller.join().unwrap()).collect::<Vec<_>>()
        });
        let mut all = Tally::new();
        for (status, times) in tallies.into_iter().flatten() {
            *all.entry(status).or_default() += times;
        }
        all
    }
}

#[test]
fn no_mutated_request_is_a_fault_of_the_hub_or_leaves_a_trace_in_its_log_or_memory() {
    let rounds = if std::env::var_os("ERUM_DEEP").is_some() { 10_000 } else { 1_000 };
    let dir = tempfile::tempdir().unwrap();
    let target = Target::start(dir.path());
    target.storm(1_000, 200);
    let (settled_kib, _) = target.program.memory_kib();
    let tally = target.storm(0, rounds);
    let (now_kib, most_kib) = target.program.memory_kib();
    println!("{tally:?}; memory {settled_kib} KiB before, {now_kib} KiB after, {most_kib} KiB at most");

    let between = |from: u16, to: u16| tally.range(from..=to).map(|(_, times)| times).sum::<usize>();
    assert!(between(200, 299) > rounds / 20, "some mutants must be taken, or nothing was tried: {tally:?}");
    assert!(between(400, 499) > rounds / 5, "and many must not: {tally:?}");
    assert!(between(0, 0) < rounds / 10, "nearly all are answered: {tally:?}");
    assert!(most_kib.max(now_kib) < settled_kib + MOST_GROWTH_KIB, "{settled_kib} KiB grew to {most_kib} KiB");

    let right = SyncRequest { parcels: vec![target.parcel_of_today()], device_time_ms: now_ms(), ..target.tablet.request(Vec::new()) };
    let bearer = format!("authorization: Bearer {}\r\n", target.tablet.token);
    let program = &target.program;
    let (head, body) = program.ask(&mut program.connect(), "POST", "/api/v1/sync", &bearer, &serde_json::to_string(&right).unwrap());
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    assert_eq!(serde_json::from_str::<SyncAnswer>(&body).unwrap().receipts.len(), 1);
    let secrets = [CANARY.to_owned(), target.tablet.token.clone(), target.tablet.device.to_string(), target.cookie.clone()];
    check_log(&target.program.stop(), rounds, &secrets);
}

/// Only our own words, whatever was sent.
fn check_log(log: &str, rounds: usize, secrets: &[String]) {
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect();
    assert!(lines.len() > rounds / 2, "{} lines", lines.len());
    for secret in secrets {
        let lower = secret.to_lowercase();
        assert!(!log.to_lowercase().contains(&lower), "{:?}", log.lines().find(|line| line.to_lowercase().contains(&lower)));
    }
    let known = ["timestamp", "level", "target", "message", "method", "route", "status", "ms", "bytes"];
    for line in &lines {
        let asked = line["message"] == "request";
        assert_eq!(line["level"], "INFO", "{line}");
        let allowed = if asked { &known[..] } else { &known[..4] };
        assert!(line.as_object().unwrap().keys().all(|key| allowed.contains(&key.as_str())), "{line}");
        let methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "OTHER"];
        assert!(!asked || methods.contains(&line["method"].as_str().unwrap()), "{line}");
    }
}

impl Target {
    fn parcel_of_today(&self) -> Parcel {
        let id = id(self.next_id.fetch_add(1, Ordering::Relaxed));
        self.tablet.clone().parcel(id, session(id, Day::from_local_ms(now_ms())))
    }
}
