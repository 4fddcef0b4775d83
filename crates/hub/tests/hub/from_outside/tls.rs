//! HTTPS: a real handshake, a certificate that is renewed while the hub serves, and everything that may be wrong
//! with one.

use super::door::{AT_MOST, Door, Paper, ask, until_closed};
use super::logs::Captured;
use axum::body::Body;
use erum_hub::listen::Limits;
use erum_hub::logging;
use erum_hub::tls::{Files, Tls};
use http_body_util::BodyExt;
use hyper_util::rt::{TokioExecutor, TokioIo};
use std::time::Duration;
use tokio::io::AsyncWriteExt;

#[tokio::test]
async fn a_browser_that_trusts_the_certificate_is_answered_in_http_1_and_2() {
    let dir = tempfile::tempdir().unwrap();
    let paper = Paper::new();
    let door = Door::tls(Limits::default(), paper.write(dir.path())).await;

    let mut stream = paper.connect(door.address, &["http/1.1"]).await.unwrap();
    assert!(ask(&mut stream).await.starts_with("HTTP/1.1 200 OK"));
    assert!(ask(&mut stream).await.starts_with("HTTP/1.1 200 OK"), "the connection is kept");

    let stream = paper.connect(door.address, &["h2", "http/1.1"]).await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let (mut sender, connection) = hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    for path in ["/", "/erum-0123456789abcdef.js", "/sw.js"] {
        let request = hyper::Request::get(format!("https://localhost{path}")).body(Body::empty()).unwrap();
        let answer = sender.send_request(request).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        assert!(!answer.into_body().collect().await.unwrap().to_bytes().is_empty());
    }
}

#[tokio::test]
async fn a_caller_who_does_not_trust_the_certificate_is_left_without_an_answer_and_the_next_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let paper = Paper::new();
    let door = Door::tls(Limits::default(), paper.write(dir.path())).await;
    assert!(Paper::new().connect(door.address, &["http/1.1"]).await.is_err());
    ask(&mut paper.connect(door.address, &[]).await.unwrap()).await;
}

#[tokio::test]
async fn a_renewed_certificate_is_taken_in_while_connections_stand() {
    let dir = tempfile::tempdir().unwrap();
    let (old, new) = (Paper::new(), Paper::new());
    let door = Door::tls(Limits::default(), old.write(dir.path())).await;
    let mut standing = old.connect(door.address, &[]).await.unwrap();
    ask(&mut standing).await;

    new.write(dir.path());
    let mut renewed = eventually(&new, &door).await;
    ask(&mut renewed).await;
    ask(&mut standing).await;
    assert!(old.connect(door.address, &[]).await.is_err(), "new connections get the new certificate only");
}

#[tokio::test]
async fn a_new_pair_that_cannot_be_used_keeps_the_old_and_is_told_once() {
    let captured = Captured::default();
    let _logging = tracing::subscriber::set_default(logging::subscriber(captured.clone()));
    let dir = tempfile::tempdir().unwrap();
    let (old, other, last) = (Paper::new(), Paper::new(), Paper::new());
    let files = old.write(dir.path());
    let door = Door::tls(Limits::default(), files.clone()).await;

    let said = |times: usize| {
        let captured = captured.clone();
        async move {
            let told = "the new TLS certificate cannot be used: the old one is kept";
            let seen = async {
                while captured.text().matches(told).count() < times {
                    tokio::time::sleep(Duration::from_millis(5)).await
                }
            };
            tokio::time::timeout(AT_MOST, seen).await.unwrap_or_else(|_| panic!("{}", captured.text()));
            // Many looks later it is still told only once.
            tokio::time::sleep(Duration::from_millis(200)).await;
            assert_eq!(captured.text().matches(told).count(), times, "{}", captured.text());
        }
    };
    std::fs::write(&files.key, &other.key).unwrap();
    said(1).await;
    ask(&mut old.connect(door.address, &[]).await.unwrap()).await;
    std::fs::write(&files.cert, "hemlig-rad").unwrap();
    said(2).await;
    std::fs::remove_file(&files.cert).unwrap();
    said(3).await;
    ask(&mut old.connect(door.address, &[]).await.unwrap()).await;

    last.write(dir.path());
    ask(&mut eventually(&last, &door).await).await;
    let log = captured.text();
    assert!(log.contains("does not belong to the first certificate"), "{log}");
    assert_eq!(log.matches("a new TLS certificate was taken in").count(), 1, "{log}");
    for content in ["hemlig-rad", "BEGIN CERT", "BEGIN PRIV", other.key.lines().nth(1).unwrap()] {
        assert!(!log.replace("which begins with -----BEGIN CERTIFICATE", "").contains(content), "{content} in {log}");
    }
}

#[tokio::test]
async fn a_pair_is_written_one_file_after_the_other_without_any_complaint() {
    let captured = Captured::default();
    let _logging = tracing::subscriber::set_default(logging::subscriber(captured.clone()));
    let dir = tempfile::tempdir().unwrap();
    let (old, new) = (Paper::new(), Paper::new());
    let files = old.write(dir.path());
    let (tls, renewal) = Tls::open(files.clone()).await.unwrap();
    // The second file comes after the first look and before the second.
    tokio::spawn(renewal.watch(Duration::from_millis(400)));
    std::fs::write(&files.cert, &new.cert).unwrap();
    tokio::time::sleep(Duration::from_millis(600)).await;
    std::fs::write(&files.key, &new.key).unwrap();
    tokio::time::sleep(Duration::from_millis(400)).await;
    let log = captured.text();
    assert!(log.contains("taken in") && !log.contains("ERROR"), "{log}");
    drop(tls);
}

#[tokio::test]
async fn what_is_wrong_with_a_pair_is_said_with_the_file_and_never_its_content() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (Paper::new(), Paper::new());
    let files = one.write(dir.path());
    let why = |files: Files| async move { Tls::open(files).await.map(drop).unwrap_err().to_string() };

    std::fs::write(&files.key, &other.key).unwrap();
    assert!(why(files.clone()).await.contains("key.pem does not belong to the first certificate in"));
    std::fs::write(&files.key, "hemlig-nyckel").unwrap();
    let text = why(files.clone()).await;
    assert!(text.contains("key.pem: holds no private key") && !text.contains("hemlig"), "{text}");
    std::fs::write(&files.cert, &one.key).unwrap();
    assert!(why(files.clone()).await.contains("cert.pem: holds no certificate"));
    std::fs::write(&files.cert, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").unwrap();
    std::fs::write(&files.key, &one.key).unwrap();
    assert!(why(files.clone()).await.contains("cannot be used"));
    std::fs::remove_file(&files.key).unwrap();
    let text = why(files).await;
    assert!(text.starts_with("cannot read ") && text.contains("key.pem: "), "{text}");
}

#[tokio::test]
async fn http_at_a_port_with_tls_is_told_so_and_noise_ends_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let paper = Paper::new();
    let door = Door::tls(Limits { handshake: Duration::from_millis(500), ..Limits::default() }, paper.write(dir.path())).await;
    let mut plain = door.connect().await;
    plain.write_all(b"GET / HTTP/1.1\r\nhost: hub.example\r\n\r\n").await.unwrap();
    plain.shutdown().await.unwrap();
    let answer = until_closed(&mut plain).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 400 ") && head.contains(&format!("content-length: {}", body.len())), "{answer}");
    assert!(body.contains("https://"), "{body}");
    for noise in [&b""[..], b"\0", b"\x16", b"\x16\x03\x01\xff\xff\x01", b"\x16\x03\x01\x00\x02\x01\x00", &[0xff; 4096]] {
        let mut stream = door.connect().await;
        // The hub may have closed before it was all said.
        drop(stream.write_all(noise).await);
        assert!(!until_closed(&mut stream).await.contains("HTTP"));
    }
    ask(&mut paper.connect(door.address, &[]).await.unwrap()).await;
}

/// The first connection that gets this certificate.
async fn eventually(paper: &Paper, door: &Door) -> tokio_rustls::client::TlsStream<tokio::net::TcpStream> {
    let connected = async {
        loop {
            if let Ok(stream) = paper.connect(door.address, &[]).await {
                return stream;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(AT_MOST, connected).await.expect("the new certificate is taken in")
}
