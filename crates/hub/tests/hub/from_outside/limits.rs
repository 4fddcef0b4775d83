//! Nobody holds the hub's door open: slow, silent and unreading callers are let go of, there is room for so many at
//! once, and a hub that was told to stop lets requests end.

use super::door::{Door, Paper, ask, until_closed};
use axum::body::Body;
use erum_hub::listen::Limits;
use hyper_util::rt::{TokioExecutor, TokioIo};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWrite, AsyncWriteExt};

const SOON: Duration = Duration::from_millis(300);

fn short() -> Limits {
    Limits { quiet: SOON, handshake: SOON, last_requests: SOON, ..Limits::default() }
}

/// Sends a head one byte at a time; how long it was listened to.
async fn drip(stream: &mut (impl AsyncWrite + Unpin)) -> Duration {
    let began = Instant::now();
    let head = b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nx-slow: ".iter().chain(std::iter::repeat(&b'a'));
    for byte in head.take(2000) {
        if stream.write_all(&[*byte]).await.is_err() || stream.flush().await.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    began.elapsed()
}

#[tokio::test]
async fn whoever_sends_a_head_byte_by_byte_is_dropped() {
    let dir = tempfile::tempdir().unwrap();
    let paper = Paper::new();
    let plain = Door::plain(short()).await;
    let tls = Door::tls(short(), paper.write(dir.path())).await;
    assert!(drip(&mut plain.connect().await).await < Duration::from_secs(5));
    assert!(drip(&mut paper.connect(tls.address, &["http/1.1"]).await.unwrap()).await < Duration::from_secs(5));
    assert!(drip(&mut tls.connect().await).await < Duration::from_secs(5), "nor is a handshake waited for");
    ask(&mut plain.connect().await).await;
    ask(&mut paper.connect(tls.address, &[]).await.unwrap()).await;
}

#[tokio::test]
async fn whoever_sends_an_http_2_head_that_never_ends_is_dropped() {
    let dir = tempfile::tempdir().unwrap();
    let paper = Paper::new();
    let door = Door::tls(short(), paper.write(dir.path())).await;
    let mut stream = paper.connect(door.address, &["h2"]).await.unwrap();
    let settings = b"\0\0\0\x04\0\0\0\0\0";
    // HEADERS on stream 1 without END_HEADERS, holding `:method: GET` and nothing more yet.
    let head = b"\0\0\x01\x01\0\0\0\0\x01\x82";
    stream.write_all(&[&b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"[..], settings, head].concat()).await.unwrap();
    let began = Instant::now();
    // CONTINUATION without END_HEADERS, again and again: `:scheme: https`.
    while stream.write_all(b"\0\0\x01\x09\0\0\0\0\x01\x87").await.is_ok() && stream.flush().await.is_ok() {
        assert!(began.elapsed() < Duration::from_secs(5), "still listened to");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn whoever_is_silent_is_let_go_of_before_during_and_after_a_handshake_and_between_requests() {
    let dir = tempfile::tempdir().unwrap();
    let paper = Paper::new();
    let plain = Door::plain(short()).await;
    let tls = Door::tls(short(), paper.write(dir.path())).await;
    assert_eq!(until_closed(&mut plain.connect().await).await, "");
    assert_eq!(until_closed(&mut tls.connect().await).await, "");
    until_closed(&mut paper.connect(tls.address, &["http/1.1"]).await.unwrap()).await;
    let mut kept = plain.connect().await;
    ask(&mut kept).await;
    assert_eq!(until_closed(&mut kept).await, "");

    let stream = paper.connect(tls.address, &["h2"]).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.unwrap();
    let connection = tokio::spawn(connection);
    let request = hyper::Request::get("https://localhost/healthz").body(Body::empty()).unwrap();
    assert_eq!(sender.send_request(request).await.unwrap().status(), 200);
    drop(tokio::time::timeout(Duration::from_secs(5), connection).await.expect("HTTP/2 ends when nothing is asked"));
}

#[tokio::test]
async fn whoever_does_not_read_the_answer_is_cut_off() {
    let door = Door::plain(Limits { stalled: SOON, ..short() }).await;
    // More than the kernel holds for a caller who does not read.
    std::fs::write(door.house.dir.path().join("app/large.bin"), vec![b'x'; 64 << 20]).unwrap();
    let mut stream = door.connect().await;
    stream.write_all(b"GET /large.bin HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    tokio::time::sleep(4 * SOON).await;
    assert!(until_closed(&mut stream).await.len() < 64 << 20);

    let mut reads = door.connect().await;
    reads.write_all(b"GET /large.bin HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    let (began, mut read, mut piece) = (Instant::now(), 0, vec![0; 4 << 20]);
    while began.elapsed() < 3 * SOON {
        tokio::time::sleep(SOON / 10).await;
        read += reads.read(&mut piece).await.unwrap();
    }
    read += until_closed(&mut reads).await.len();
    assert!(read > 64 << 20, "whoever reads slowly gets all of it: {read}");
}

#[tokio::test]
async fn a_connection_ends_when_it_is_old_enough() {
    let door = Door::plain(Limits { age: SOON, ..Limits::default() }).await;
    let mut stream = door.connect().await;
    ask(&mut stream).await;
    until_closed(&mut stream).await;
}

#[tokio::test]
async fn there_is_room_for_so_many_and_the_next_waits_its_turn() {
    let door = Door::plain(Limits { connections: 2, quiet: 4 * SOON, ..Limits::default() }).await;
    let (mut first, mut second) = (door.connect().await, door.connect().await);
    ask(&mut first).await;
    ask(&mut second).await;
    let mut third = door.connect().await;
    third.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let mut byte = [0];
    assert!(tokio::time::timeout(SOON, third.read(&mut byte)).await.is_err(), "there is no room yet");
    drop(first);
    assert_eq!(tokio::time::timeout(super::door::AT_MOST, third.read(&mut byte)).await.unwrap().unwrap(), 1);
}

#[tokio::test]
async fn a_hub_that_is_told_to_stop_takes_nobody_new_and_lets_a_request_end() {
    let door = Door::plain(Limits::default()).await;
    let mut idle = door.connect().await;
    ask(&mut idle).await;
    let mut slow = door.connect().await;
    let body = r#"{"code":"x"}"#;
    let head =
        format!("POST /api/v1/enrol HTTP/1.1\r\nhost: h\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
    slow.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(SOON).await;
    door.tell();
    assert_eq!(until_closed(&mut idle).await, "", "nothing is asked on it: it is closed at once");
    slow.write_all(body.as_bytes()).await.unwrap();
    assert!(until_closed(&mut slow).await.starts_with("HTTP/1.1 404 "));
    let address = door.address;
    door.stopped().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_hub_that_is_told_to_stop_waits_only_so_long() {
    let door = Door::plain(Limits { last_requests: SOON, ..Limits::default() }).await;
    let mut endless = door.connect().await;
    endless.write_all(b"POST /api/v1/enrol HTTP/1.1\r\nhost: h\r\ncontent-length: 9\r\n\r\n").await.unwrap();
    tokio::time::sleep(SOON).await;
    door.tell();
    door.stopped().await;
}
