//! The command itself, as an administrator runs it: a real process, a real port, stopped and killed.

use super::house::{Tablet, build_app, id, session};
use super::shelf;
use erum_domain::day::Day;
use erum_domain::wire::{ReceiptStatus, SessionAnswer, StatisticsAnswer, SyncAnswer};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

const HUB: &str = env!("CARGO_BIN_EXE_erum-hub");

fn hub(dir: &Path, args: &[&str]) -> Output {
    let data = dir.join("data");
    Command::new(HUB).args(args).arg("--data").arg(data).output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A serving hub; killed when dropped, so that no test leaves one behind.
struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn start(dir: &Path) -> Self {
        Self::start_with(dir, &[])
    }

    fn start_with(dir: &Path, more: &[&str]) -> Self {
        let app = build_app(dir);
        let mut command = Command::new(HUB);
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(more).arg("--app").arg(app).arg("--data").arg(dir.join("data"));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line}")).to_owned();
        Self { child, address }
    }

    /// One request on a connection of its own: status and body.
    fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\r\n{body}",
            self.address
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head[9..12].parse().unwrap(), head.to_owned(), body.to_owned())
    }

    fn sync(&self, tablet: &Tablet, parcels: Vec<erum_domain::wire::Parcel>) -> SyncAnswer {
        let request = erum_domain::wire::SyncRequest { device_time_ms: now_ms(), ..tablet.request(parcels) };
        let headers = format!("authorization: Bearer {}\r\n", tablet.token);
        let (status, _, body) = self.ask("POST", "/api/v1/sync", &headers, &serde_json::to_string(&request).unwrap());
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).unwrap()
    }

    fn enrol(&self, dir: &Path) -> Tablet {
        let code: Value = serde_json::from_str(&said(&hub(dir, &["enrol", "--unit", "asele", "--json"]))).unwrap();
        let (status, _, body) = self.ask("POST", "/api/v1/enrol", "", &json!({ "code": code["code"] }).to_string());
        assert_eq!(status, 200, "{body}");
        Tablet::enrolled(serde_json::from_str(&body).unwrap())
    }

    /// Sends SIGTERM and waits; what was logged.
    fn stop(mut self) -> String {
        assert!(Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        log
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Gone already when it was stopped.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as i64
}

fn real_today() -> Day {
    Day::from_local_ms(now_ms())
}

#[test]
fn commands_work_while_the_hub_serves_and_it_stops_when_told() {
    let dir = tempfile::tempdir().unwrap();
    let serving = Serving::start(dir.path());
    assert_eq!(said(&hub(dir.path(), &["unit", "add", "--id", "asele", "--name", "Åsele"])), "unit asele (Åsele)\n");
    said(&hub(dir.path(), &["unit", "add", "--id", "asele", "--name", "Åsele"]));
    let mut tablet = serving.enrol(dir.path());
    let parcel = tablet.parcel(id(1), session(id(1), real_today()));
    assert_eq!(serving.sync(&tablet, vec![parcel]).receipts[0].status, ReceiptStatus::Stored);

    let args = ["user", "add", "--role", "coordinator", "--unit", "asele", "--public-url", "https://hub.example/"];
    let printed = said(&hub(dir.path(), &args));
    let token = printed.lines().next().unwrap().strip_prefix("https://hub.example/samordning.html#inloggning=").unwrap();
    let (status, head, body) = serving.ask("POST", "/api/v1/session", "", &json!({ "token": token }).to_string());
    assert_eq!((status, serde_json::from_str::<SessionAnswer>(&body).unwrap().units[0].name.as_str()), (200, "Åsele"));
    let cookie = head.split_once("set-cookie: ").unwrap().1.split(';').next().unwrap();
    let (_, _, body) = serving.ask("GET", "/api/v1/statistics?unit=asele", &format!("cookie: {cookie}\r\n"), "");
    assert_eq!(serde_json::from_str::<StatisticsAnswer>(&body).unwrap().quarantined, 0);

    let checked = said(&hub(dir.path(), &["check"]));
    assert!(checked.contains("records stored: 1") && checked.ends_with("all is well\n"), "{checked}");
    let listed = said(&hub(dir.path(), &["device", "list", "--unit", "asele"]));
    assert!(listed.contains(&tablet.device.to_string()) && listed.contains("in use"), "{listed}");
    said(&hub(dir.path(), &["device", "revoke", "--unit", "asele", "--id", &tablet.device.to_string()]));
    let parcel = tablet.parcel(id(2), session(id(2), real_today()));
    assert_eq!(serving.sync(&tablet, vec![parcel]).receipts[0].status, ReceiptStatus::Quarantined);

    let log = serving.stop();
    for secret in [tablet.token.as_str(), token, "bankid-skaffa", "bokbuss", &id(1).to_string()] {
        assert!(!log.contains(secret), "{log}");
    }
    assert!(log.contains("\"route\":\"/api/v1/sync\",\"status\":200"), "{log}");
}

#[test]
fn what_the_unit_decided_and_a_renewed_key_reach_the_tablets() {
    let dir = tempfile::tempdir().unwrap();
    said(&hub(dir.path(), &["unit", "add", "--id", "asele", "--name", "Åsele"]));
    let serving = Serving::start_with(dir.path(), &["--lock-after", "60", "--contact-within", "20"]);
    let mut tablet = serving.enrol(dir.path());
    let before = tablet.parcel(id(1), session(id(1), real_today()));
    said(&hub(dir.path(), &["key", "renew"]));
    let answer = serving.sync(&tablet, vec![before]);
    assert_eq!((answer.policy.lock_after_s, answer.policy.contact_within_days), (60, 20));
    assert_eq!(answer.receipts[0].status, ReceiptStatus::Stored, "sealed to the key before");
    assert_ne!(answer.hub_key, tablet.hub_key.to_text());
    let app = dir.path().join("app");
    let short = hub(dir.path(), &["serve", "--app", app.to_str().unwrap(), "--lock-after", "4"]);
    assert!(String::from_utf8_lossy(&short.stderr).contains("--lock-after"));
    let no_dictionary = hub(dir.path(), &["serve", "--app", app.to_str().unwrap(), "--dictionary", "/nowhere/sv.dic"]);
    assert!(String::from_utf8_lossy(&no_dictionary.stderr).contains("/nowhere/sv.aff"), "said when it starts, with the file");
}

#[test]
fn a_file_that_a_tablet_exported_is_taken_in_and_disposals_are_printed() {
    let dir = tempfile::tempdir().unwrap();
    said(&hub(dir.path(), &["unit", "add", "--id", "asele", "--name", "Åsele"]));
    let serving = Serving::start(dir.path());
    let mut tablet = serving.enrol(dir.path());
    // One more than a request may hold.
    let parcels: Vec<_> = (1..=501).map(|n| tablet.parcel(id(n), session(id(n), real_today()))).collect();
    let file = dir.path().join("platta.json");
    let file_name = file.to_str().unwrap();
    std::fs::write(&file, json!({ "v": 1, "device": tablet.device, "parcels": parcels }).to_string()).unwrap();
    let take_in = || said(&hub(dir.path(), &["hand-in", file_name, "--unit", "asele"]));
    assert_eq!(take_in(), "501 records: 501 new, 0 known before, 0 of an unknown kind, 0 kept aside\n");
    assert_eq!(take_in(), "501 records: 0 new, 501 known before, 0 of an unknown kind, 0 kept aside\n");
    let answer = serving.sync(&tablet, vec![]);
    assert!(answer.missing.is_empty() && !answer.restored);
    std::fs::write(&file, "hemligt").unwrap();
    let refused = hub(dir.path(), &["hand-in", file_name, "--unit", "asele"]);
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("it is not a file that a tablet exported") && !told.contains("hemligt"), "{told}");
    let csv = said(&hub(dir.path(), &["disposals", "--unit", "asele", "--csv"]));
    assert_eq!(csv, "dag;enhet;regel;slag;period;antal\n");
    assert!(said(&hub(dir.path(), &["disposals", "--unit", "asele"])).starts_with("dag "));
    assert!(serving.stop().contains("retention ran"), "at the start, by itself");
}

#[test]
fn what_was_receipted_survives_a_hub_that_is_killed() {
    let dir = tempfile::tempdir().unwrap();
    said(&hub(dir.path(), &["unit", "add", "--id", "asele", "--name", "Åsele"]));
    let mut serving = Serving::start(dir.path());
    let mut tablet = serving.enrol(dir.path());
    let parcels: Vec<_> = (1..=30).map(|n| tablet.parcel(id(n), session(id(n), real_today()))).collect();
    assert_eq!(serving.sync(&tablet, parcels.clone()).receipts.len(), 30);
    serving.child.kill().unwrap();
    serving.child.wait().unwrap();
    assert!(said(&hub(dir.path(), &["check"])).contains("records stored: 30"));
    let again = Serving::start(dir.path()).sync(&tablet, parcels);
    assert!(again.receipts.iter().all(|receipt| receipt.status == ReceiptStatus::Known));
    assert!(again.missing.is_empty() && !again.restored);
}

#[test]
fn what_goes_wrong_is_told_in_one_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let failed = |args: &[&str]| {
        let output = hub(dir.path(), args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(told.lines().count(), 1, "{told}");
        told
    };
    assert!(failed(&["check"]).contains("there is no hub data here"));
    assert!(failed(&["enrol", "--unit", "asele"]).contains("there is no hub data here"));
    said(&hub(dir.path(), &["unit", "add", "--id", "asele", "--name", "Åsele"]));
    assert!(failed(&["enrol", "--unit", "lycksele"]).contains("there is no unit `lycksele`"));
    assert!(failed(&["demo", "--packs", "nowhere"]).contains("cannot read nowhere"));
    let strange = id(7).to_string();
    assert!(failed(&["device", "revoke", "--unit", "asele", "--id", &strange]).contains(&strange));
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let told = hub(dir.path(), &["serve", "--listen", &address, "--app", "nowhere"]);
    assert!(String::from_utf8_lossy(&told.stderr).contains(&format!("cannot listen on {address}")));
    std::fs::write(dir.path().join("data/hub.sqlite"), "this is no database, whatever its name may say").unwrap();
    assert!(failed(&["check"]).contains("file is not a database"));
}

#[test]
fn two_that_start_at_once_make_one_database() {
    let dir = tempfile::tempdir().unwrap();
    let add = |id: &'static str| {
        let dir = dir.path().to_owned();
        std::thread::spawn(move || hub(&dir, &["unit", "add", "--id", id, "--name", "Namn"]))
    };
    for started in [add("asele"), add("lycksele"), add("storuman"), add("vilhelmina")] {
        said(&started.join().unwrap());
    }
    assert!(said(&hub(dir.path(), &["check"])).contains("all is well"));
}

fn sample_packs(dir: &Path) -> std::path::PathBuf {
    let slugs = ["bankid-skaffa", "1177-boka-tid", "digital-brevlada", "bostadstillagg-ansok", "tabussen-biljett", "wifi-telefon-grunder"];
    let packs = dir.join("sample-packs");
    std::fs::create_dir_all(&packs).unwrap();
    shelf::write(&packs, &slugs.map(shelf::guide));
    packs
}

#[test]
fn the_sample_unit_is_made_once_marked_as_such_and_worth_showing() {
    let dir = tempfile::tempdir().unwrap();
    let packs = sample_packs(dir.path());
    let packs = packs.to_str().unwrap();
    assert!(said(&hub(dir.path(), &["demo", "--packs", packs])).contains("180 new invented sessions, 180 in all"));
    assert!(said(&hub(dir.path(), &["demo", "--packs", packs])).contains("0 new invented sessions"));
    assert!(said(&hub(dir.path(), &["check"])).contains("records stored: 180"));

    let serving = Serving::start(dir.path());
    let args = ["user", "add", "--role", "coordinator", "--unit", "exempel", "--json"];
    let user: Value = serde_json::from_str(&said(&hub(dir.path(), &args))).unwrap();
    let (_, head, body) = serving.ask("POST", "/api/v1/session", "", &json!({ "token": user["token"] }).to_string());
    assert!(serde_json::from_str::<SessionAnswer>(&body).unwrap().units[0].sample);
    let cookie = head.split_once("set-cookie: ").unwrap().1.split(';').next().unwrap();
    for quarter in [real_today().quarter(), real_today().quarter().previous()] {
        let path = format!("/api/v1/statistics?quarter={quarter}");
        let (_, _, body) = serving.ask("GET", &path, &format!("cookie: {cookie}\r\n"), "");
        let shown = serde_json::from_str::<StatisticsAnswer>(&body).unwrap().statistics;
        assert_eq!(shown.sessions.exactly(), Some(90));
        assert_eq!(shown.without_guide.iter().map(|row| row.count.exactly()).collect::<Vec<_>>(), [Some(10)], "{body}");
        assert!(shown.guides.iter().any(|guide| guide.steps.iter().any(|step| step.percent.is_some())), "{body}");
    }
}

#[test]
fn published_edits_are_exported_and_drafts_are_not() {
    let dir = tempfile::tempdir().unwrap();
    said(&hub(dir.path(), &["unit", "add", "--id", "asele", "--name", "Åsele"]));
    let serving = Serving::start(dir.path());
    let args = ["user", "add", "--role", "coordinator", "--unit", "asele", "--json"];
    let user: Value = serde_json::from_str(&said(&hub(dir.path(), &args))).unwrap();
    let (_, head, _) = serving.ask("POST", "/api/v1/session", "", &json!({ "token": user["token"] }).to_string());
    let cookie = head.split_once("set-cookie: ").unwrap().1.split(';').next().unwrap();
    let does = |path: &str, body: &Value| {
        let headers = format!("cookie: {cookie}\r\nsec-fetch-site: same-origin\r\n");
        let (status, _, body) = serving.ask("POST", &format!("/api/v1/guides/{path}"), &headers, &body.to_string());
        assert_eq!(status, 200, "{body}");
    };
    let edit = shelf::with_goal(&shelf::guide("bankid-skaffa"), "Du har BankID.");
    does("bankid-skaffa/draft", &json!({ "revision": 0, "manuscript": edit }));
    does("bankid-skaffa/checked", &json!({ "revision": 1 }));
    does("bankid-skaffa/publish", &json!({ "revision": 2 }));
    does("1177-boka-tid/draft", &json!({ "revision": 0, "manuscript": shelf::guide("1177-boka-tid") }));

    let to = dir.path().join("ut/guider");
    assert!(said(&hub(dir.path(), &["guides", "export", to.to_str().unwrap()])).contains("1 published edits"));
    let files: Vec<_> = std::fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files, ["bankid-skaffa.json"]);
    let written: erum_domain::manuscript::Manuscript =
        serde_json::from_slice(&std::fs::read(to.join("bankid-skaffa.json")).unwrap()).unwrap();
    assert_eq!(written.words, edit.words);
    assert!(said(&hub(dir.path(), &["check"])).contains("revisions of guides: 4, of which cannot be read: 0"));
}
