//! The line between tablet and hub, with a switch: lose the answer, refuse, answer wrongly, dawdle; and with somebody who
//! listens to everything that is asked.
//!
//! Faults apply to `POST /api/v1/sync` only; everything else passes untouched, or is held back whole.

use crate::listener::Asked;
use anyhow::{Context, Result, anyhow};
use bytes::Bytes;
use erum_domain::wire::SyncRequest;
use erum_vault::parcels::HubPublic;
use flate2::read::GzDecoder;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{
    ACCEPT_ENCODING, CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, RETRY_AFTER, TRANSFER_ENCODING,
};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// What happens to a sync request on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: it passes.
    Pass,
    /// The hub gets it, stores it and answers; the answer is lost with the connection.
    LoseAnswer,
    /// The connection is cut before the hub gets anything.
    Refuse,
    /// The hub never sees it; this status comes back, with `Retry-After` in seconds if given.
    Status(u16, Option<u32>),
    /// 413 for requests with more parcels than this.
    AtMost(usize),
    /// A page of a hotel's or a village hall's login portal comes back, with 200.
    Garbage,
    /// It passes, but first this long goes by.
    Slow(Duration),
    /// The first occurrence of the first text in the request becomes the second.
    Alter(String, String),
    /// Another record takes the place of the first one, sealed to this hub key as a tablet would that never looked: `ID` in
    /// its text becomes the parcel's id.
    Instead(String, String),
    /// The hub gets it twice.
    Twice,
}

/// One sync request that came by.
#[derive(Clone, Debug)]
pub struct Passed {
    /// When.
    pub at: Instant,
    /// How many parcels it carried.
    pub parcels: usize,
    /// What happened to it.
    pub fault: Fault,
}

#[derive(Debug)]
struct Switch {
    always: Fault,
    next_with_parcels: Option<Fault>,
    passed: Vec<Passed>,
    asked: Vec<Asked>,
    /// One byte of what comes from here is another.
    damaged: Option<String>,
}

/// A reverse proxy in front of a hub.
#[derive(Debug)]
pub struct Proxy {
    port: u16,
    switch: Arc<Mutex<Switch>>,
    /// What comes from addresses that end so has to wait.
    held: watch::Sender<Option<String>>,
    accepting: JoinHandle<()>,
}

impl Proxy {
    /// Listens on a free port and passes everything on to `hub_port`.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start(hub_port: u16) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let switch = Switch { always: Fault::Pass, next_with_parcels: None, passed: Vec::new(), asked: Vec::new(), damaged: None };
        let (switch, held) = (Arc::new(Mutex::new(switch)), watch::Sender::new(None));
        let http = reqwest::Client::builder().no_proxy().build()?;
        let line = Line { hub_port, switch: switch.clone(), held: held.clone(), http };
        let accepting = tokio::spawn(accept(listener, line));
        Ok(Self { port, switch, held, accepting })
    }

    /// Where browsers reach the hub through it.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// This happens to every sync request from now on.
    pub fn set(&self, fault: Fault) {
        lock(&self.switch).always = fault;
    }

    /// This happens to the next sync request that carries parcels, once.
    pub fn set_once(&self, fault: Fault) {
        lock(&self.switch).next_with_parcels = Some(fault);
    }

    /// From now on one byte is wrong of what is fetched from addresses that end so; from none when nothing is said.
    pub fn damage(&self, end: Option<&str>) {
        lock(&self.switch).damaged = end.map(str::to_owned);
    }

    /// From now on what is fetched from addresses that end so is asked for and does not come; until nothing is said.
    pub fn hold_back(&self, end: Option<&str>) {
        self.held.send_replace(end.map(str::to_owned));
    }

    /// Every request since this was last asked, as somebody sees it who listens on the line.
    pub fn overheard(&self) -> Vec<Asked> {
        std::mem::take(&mut lock(&self.switch).asked)
    }

    /// Whether something has been asked for from an address that ends so, since [`overheard`](Self::overheard) was last asked.
    pub fn was_asked(&self, end: &str) -> bool {
        lock(&self.switch).asked.iter().any(|asked| asked.path.ends_with(end))
    }

    /// Every sync request so far.
    pub fn passed(&self) -> Vec<Passed> {
        lock(&self.switch).passed.clone()
    }

    /// Every sync request so far that carried parcels.
    pub fn deliveries(&self) -> Vec<Passed> {
        self.passed().into_iter().filter(|passed| passed.parcels > 0).collect()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

fn lock(switch: &Mutex<Switch>) -> std::sync::MutexGuard<'_, Switch> {
    switch.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Clone)]
struct Line {
    hub_port: u16,
    switch: Arc<Mutex<Switch>>,
    held: watch::Sender<Option<String>>,
    http: reqwest::Client,
}

async fn accept(listener: TcpListener, line: Line) {
    // Dropped with this task, and every connection with it.
    let mut connections = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let line = line.clone();
        connections.spawn(async move {
            let answer = service_fn(move |request| {
                let line = line.clone();
                async move { line.answer(request).await }
            });
            // An error here is a connection that was cut, most often by us and on purpose.
            hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await.ok();
        });
        while connections.try_join_next().is_some() {}
    }
}

impl Line {
    /// An error cuts the connection without a word: that is how hyper treats it.
    async fn answer(&self, request: Request<Incoming>) -> Result<Response<Full<Bytes>>> {
        let is_sync = request.method() == Method::POST && request.uri().path() == "/api/v1/sync";
        let (mut head, body) = request.into_parts();
        lock(&self.switch).asked.push(Asked::of(&head));
        let mut body = body.collect().await?.to_bytes();
        let is_held = |held: &Option<String>| held.as_ref().is_some_and(|end| head.uri.path().ends_with(end));
        self.held.subscribe().wait_for(|held| !is_held(held)).await?;
        let is_damaged = lock(&self.switch).damaged.as_ref().is_some_and(|end| head.uri.path().ends_with(end));
        if is_damaged {
            // A wrong byte, not one that unpacking would stumble over.
            head.headers.remove(ACCEPT_ENCODING);
            return self.forward(&head, body).await.map(|answer| answer.map(|body| Full::new(with_a_wrong_byte(body))));
        }
        if !is_sync {
            return self.forward(&head, body).await;
        }
        if head.headers.remove(CONTENT_ENCODING).is_some() {
            body = unpack(&body)?;
        }
        let (fault, parcels) = self.fault_for(&body);
        match fault {
            Fault::AtMost(most) if parcels > most => refusal(413, None),
            Fault::Pass | Fault::AtMost(_) => self.forward(&head, body).await,
            Fault::LoseAnswer => {
                self.forward(&head, body).await?;
                Err(anyhow!("the answer is lost"))
            }
            Fault::Refuse => Err(anyhow!("refused")),
            Fault::Status(status, retry_after) => refusal(status, retry_after),
            Fault::Garbage => portal(),
            Fault::Slow(time) => {
                tokio::time::sleep(time).await;
                self.forward(&head, body).await
            }
            Fault::Alter(from, to) => {
                let text = std::str::from_utf8(&body).context("the request is not text")?;
                self.forward(&head, text.replacen(&from, &to, 1).into()).await
            }
            Fault::Instead(hub_key, record) => self.forward(&head, instead(&body, &hub_key, &record)?).await,
            Fault::Twice => {
                self.forward(&head, body.clone()).await?;
                self.forward(&head, body).await
            }
        }
    }

    /// What happens to this request, and how many parcels it carries.
    fn fault_for(&self, body: &[u8]) -> (Fault, usize) {
        let request = serde_json::from_slice::<serde_json::Value>(body).unwrap_or_default();
        let parcels = request["parcels"].as_array().map_or(0, Vec::len);
        let mut switch = lock(&self.switch);
        let once = if parcels > 0 { switch.next_with_parcels.take() } else { None };
        let fault = once.unwrap_or_else(|| switch.always.clone());
        switch.passed.push(Passed { at: Instant::now(), parcels, fault: fault.clone() });
        (fault, parcels)
    }

    async fn forward(&self, head: &hyper::http::request::Parts, body: Bytes) -> Result<Response<Full<Bytes>>> {
        let url = format!("http://127.0.0.1:{}{}", self.hub_port, head.uri);
        let mut headers = end_to_end(&head.headers);
        // The hub must see the origin that people use, not where it listens itself.
        if let Some(host) = head.headers.get(HOST) {
            headers.insert(HOST, host.clone());
        }
        let answer = self.http.request(head.method.clone(), url).headers(headers).body(body).send().await?;
        let mut response = Response::builder().status(answer.status());
        if let Some(headers) = response.headers_mut() {
            *headers = end_to_end(answer.headers());
        }
        Ok(response.body(Full::new(answer.bytes().await?))?)
    }
}

/// The same, but for the byte in the middle.
fn with_a_wrong_byte(body: Full<Bytes>) -> Bytes {
    let mut bytes = body.into_inner().unwrap_or_default().to_vec();
    let middle = bytes.len() / 2;
    bytes.iter_mut().skip(middle).take(1).for_each(|byte| *byte ^= 1);
    bytes.into()
}

fn unpack(packed: &[u8]) -> Result<Bytes> {
    let mut unpacked = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut unpacked)?;
    Ok(unpacked.into())
}

/// Headers without those that speak about one connection only, or about a length that may change.
fn end_to_end(headers: &HeaderMap) -> HeaderMap {
    let mut kept = headers.clone();
    [CONNECTION, TRANSFER_ENCODING, CONTENT_LENGTH].iter().for_each(|name| drop(kept.remove(name)));
    kept
}

/// The request with another record in its first parcel.
fn instead(body: &[u8], hub_key: &str, record: &str) -> Result<Bytes> {
    let mut request: SyncRequest = serde_json::from_slice(body)?;
    let parcel = request.parcels.first_mut().context("the request carries no parcel")?;
    let id = parcel.id.to_string();
    parcel.body = erum_vault::parcels::seal(HubPublic::parse(hub_key)?, &id, record.replace("ID", &id).as_bytes(), [7; 32])?;
    Ok(serde_json::to_vec(&request)?.into())
}

fn refusal(status: u16, retry_after: Option<u32>) -> Result<Response<Full<Bytes>>> {
    let mut response = Response::builder().status(StatusCode::from_u16(status)?).header(CONTENT_TYPE, "text/plain");
    if let Some(seconds) = retry_after {
        response = response.header(RETRY_AFTER, seconds);
    }
    Ok(response.body(Full::new(Bytes::from_static(b"Internal Server Error")))?)
}

fn portal() -> Result<Response<Full<Bytes>>> {
    let page = b"<!doctype html><title>Welcome</title><p>Accept the terms to use this wifi.";
    Ok(Response::builder().header(CONTENT_TYPE, "text/html").body(Full::new(Bytes::from_static(page)))?)
}
