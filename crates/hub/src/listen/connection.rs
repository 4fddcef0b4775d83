//! One connection, from the first byte to the last: the handshake if there is TLS, then HTTP/1.1 or 2, within limits.
//! What goes wrong on it is the caller's trouble and is neither logged nor told; requests log themselves.

use super::pulse::Pulse;
use super::{Limits, told};
use crate::tls::Tls;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulConnection;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tower::ServiceExt;

/// Requests at once on one HTTP/2 connection. A browser that installs the app asks for some forty files.
const STREAMS: u32 = 100;
/// The first byte of every TLS handshake.
const HANDSHAKE_BYTE: u8 = 0x16;
/// For someone who typed http:// before the address of a hub with TLS. The same words go to everybody.
const USE_HTTPS: &str = "HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 34\r\n\
    connection: close\r\n\r\nSkriv https:// framf\u{f6}r adressen.\n";

pub(super) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    tls: Option<Tls>,
    router: Router,
    limits: Limits,
    stop: watch::Receiver<bool>,
) {
    // Answers are small, and waiting for more to send would only make them late. A socket that refuses is as good.
    drop(stream.set_nodelay(true));
    let pulse = Pulse::new();
    let service = answering(router, peer, pulse.clone());
    let Some(tls) = tls else {
        return drive(http1(limits).serve_connection(TokioIo::new(stream), service), &pulse, limits, stop).await;
    };
    let Ok(Some(stream)) = tokio::time::timeout(limits.handshake, shaken(stream, &tls)).await else { return };
    if stream.get_ref().1.alpn_protocol() == Some(b"h2") {
        drive(http2().serve_connection(TokioIo::new(stream), service), &pulse, limits, stop).await;
    } else {
        drive(http1(limits).serve_connection(TokioIo::new(stream), service), &pulse, limits, stop).await;
    }
}

/// The router as one connection's service.
fn answering(
    router: Router,
    peer: SocketAddr,
    pulse: Pulse,
) -> impl Service<Request<Incoming>, Response = Response<super::pulse::Answer>, Error = Infallible, Future: Send> {
    service_fn(move |request: Request<Incoming>| {
        let under_way = pulse.begin();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = router.clone().oneshot(request);
        async move { Ok(under_way.answer(answer.await?)) }
    })
}

/// The stream after a good handshake.
async fn shaken(stream: TcpStream, tls: &Tls) -> Option<tokio_rustls::server::TlsStream<TcpStream>> {
    let mut first = [0];
    let seen = stream.peek(&mut first).await.ok()?;
    if seen == 1 && first[0].is_ascii_uppercase() && first[0] != HANDSHAKE_BYTE {
        use_https(stream).await;
        return None;
    }
    tls.acceptor().accept(stream).await.ok()
}

async fn use_https(mut stream: TcpStream) {
    if stream.write_all(USE_HTTPS.as_bytes()).await.is_ok() && stream.shutdown().await.is_ok() {
        // Closing while bytes are unread makes the kernel reset, and the caller lose the answer.
        drop(tokio::time::timeout(Duration::from_secs(1), tokio::io::copy(&mut stream, &mut tokio::io::sink())).await);
    }
}

fn http1(limits: Limits) -> hyper::server::conn::http1::Builder {
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.quiet);
    http
}

fn http2() -> hyper::server::conn::http2::Builder<TokioExecutor> {
    let mut http = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
    http.timer(TokioTimer::new()).max_concurrent_streams(STREAMS);
    http
}

/// Drives a connection to its end: its own, the hub's, or that of our patience.
async fn drive<C: GracefulConnection>(connection: C, pulse: &Pulse, limits: Limits, stop: watch::Receiver<bool>) {
    let mut connection = pin!(connection);
    tokio::select! {
        _ended = connection.as_mut() => return,
        () = told(stop) => {}
        () = pulse.stops(limits) => {}
        () = tokio::time::sleep(limits.age) => {}
    }
    connection.as_mut().graceful_shutdown();
    drop(tokio::time::timeout(limits.last_requests, connection).await);
}
