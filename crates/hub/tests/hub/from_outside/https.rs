//! The real program with and without a certificate: what it says, what it warns of, what it refuses.

use super::door::Paper;
use super::program::{HUB, Program};
use rcgen::date_time_ymd;
use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};
use std::path::Path;
use std::process::Command;

fn flags(dir: &Path, paper: &Paper) -> [String; 4] {
    let files = paper.write(dir);
    ["--tls-cert".to_owned(), files.cert.display().to_string(), "--tls-key".to_owned(), files.key.display().to_string()]
}

#[test]
fn the_program_serves_https_and_tells_browsers_to_stay_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let paper = Paper::new();
    let program = Program::start(dir.path(), &flags(dir.path(), &paper).each_ref().map(String::as_str));
    assert_eq!(program.scheme, "https");
    let client = ClientConnection::new(paper.trusted(&["http/1.1"]), ServerName::try_from("localhost").unwrap()).unwrap();
    let mut stream = StreamOwned::new(client, program.connect());
    let (head, body) = program.ask(&mut stream, "GET", "/", "", "");
    assert!(head.starts_with("HTTP/1.1 200 OK") && body.contains("<title>eRUM"), "{head}");
    assert!(head.contains("strict-transport-security: max-age=31536000"), "{head}");
    let log = program.stop();
    assert!(!log.contains("WARN") && log.contains("\"message\":\"stopped\""), "{log}");
}

#[test]
fn an_expired_certificate_is_served_and_complained_about() {
    let dir = tempfile::tempdir().unwrap();
    let paper = Paper::with(|params| params.not_after = date_time_ymd(2020, 1, 1));
    let program = Program::start(dir.path(), &flags(dir.path(), &paper).each_ref().map(String::as_str));
    assert!(program.stop().contains("the TLS certificate has expired"));
}

#[test]
fn one_of_the_two_files_alone_or_a_wrong_one_is_refused_in_plain_words() {
    let dir = tempfile::tempdir().unwrap();
    let flags = flags(dir.path(), &Paper::new());
    std::fs::write(&flags[3], Paper::new().key).unwrap();
    let refused = |flags: &[String]| {
        let mut command = Command::new(HUB);
        let output = command.args(["serve", "--app", "nowhere", "--data"]).arg(dir.path().join("data")).args(flags).output().unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&flags[..2]).contains("--tls-key <FILE>"));
    assert!(refused(&flags[2..]).contains("--tls-cert <FILE>"));
    let told = refused(&flags);
    assert!(told.contains("does not belong to the first certificate") && told.lines().count() == 1, "{told}");
    assert!(!dir.path().join("data").exists(), "nothing is made before the certificate is found good");
}

#[test]
fn plain_http_that_others_can_reach_is_warned_of_unless_a_proxy_stands_in_front() {
    let dir = tempfile::tempdir().unwrap();
    let warned = |listen, args: &[&str]| Program::start_at(dir.path(), listen, args).stop().contains("browsers start no service worker");
    assert!(warned("0.0.0.0:0", &[]));
    assert!(!warned("0.0.0.0:0", &["--behind-proxy"]));
    assert!(!warned("127.0.0.1:0", &[]));
    assert!(!warned("0.0.0.0:0", &flags(dir.path(), &Paper::new()).each_ref().map(String::as_str)));
}
