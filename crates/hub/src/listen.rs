//! The hub's door: takes connections, plain or TLS, and hands their requests to the router. Nobody may hold it open
//! for long, and there is room for so many at once. Never looks into a request.

mod connection;
mod pulse;

use crate::tls::Tls;
use axum::Router;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;

/// How seldom the log repeats that there is no room.
const SAY_FULL_EVERY: Duration = Duration::from_secs(60);

/// What a connection may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at once. Below the 1,024 open files that a service usually may have.
    pub connections: usize,
    /// For the TLS handshake.
    pub handshake: Duration,
    /// Without a whole request head, at the beginning and between requests.
    pub quiet: Duration,
    /// Without any progress while a request is answered. Longer than a request may take, so that it only concerns
    /// callers who do not read the answer.
    pub stalled: Duration,
    /// Altogether, whatever happens on it.
    pub age: Duration,
    /// For requests to end once the connection is to end.
    pub last_requests: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            handshake: Duration::from_secs(10),
            quiet: Duration::from_secs(20),
            stalled: Duration::from_secs(150),
            age: Duration::from_secs(60 * 60),
            last_requests: Duration::from_secs(10),
        }
    }
}

/// Serves until told to stop, then takes no more connections and lets every request end.
pub async fn serve(listener: TcpListener, tls: Option<Tls>, router: Router, limits: Limits, stop: watch::Receiver<bool>) {
    let mut door = Door { listener, room: Arc::new(Semaphore::new(limits.connections)), said_full: None };
    let mut open = JoinSet::new();
    loop {
        let next = tokio::select! {
            () = told(stop.clone()) => break,
            next = door.next() => next,
        };
        // Those that have ended; kept, they would add up.
        while open.try_join_next().is_some() {}
        let Some((stream, peer, place)) = next else { break };
        let (tls, router, stop) = (tls.clone(), router.clone(), stop.clone());
        open.spawn(async move {
            connection::serve(stream, peer, tls, router, limits, stop).await;
            drop(place);
        });
    }
    drop(door);
    // Whoever has not ended by then is cut off when the set is dropped.
    let all_ended = async { while open.join_next().await.is_some() {} };
    drop(tokio::time::timeout(limits.last_requests, all_ended).await);
}

/// Waits until the hub is told to stop.
pub async fn told(mut stop: watch::Receiver<bool>) {
    // An error means that nobody can tell us any more; then we were told.
    drop(stop.wait_for(|told| *told).await);
}

struct Door {
    listener: TcpListener,
    room: Arc<Semaphore>,
    said_full: Option<Instant>,
}

impl Door {
    /// The next connection, once there is room for it; until then the kernel keeps callers waiting.
    async fn next(&mut self) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
        if self.room.available_permits() == 0 {
            self.say_full();
        }
        // The semaphore is never closed.
        let place = self.room.clone().acquire_owned().await.ok()?;
        let (stream, peer) = accepted(&self.listener).await;
        Some((stream, peer, place))
    }

    fn say_full(&mut self) {
        if self.said_full.is_none_or(|said| said.elapsed() >= SAY_FULL_EVERY) {
            tracing::warn!("as many connections as there is room for: new ones wait");
            self.said_full = Some(Instant::now());
        }
    }
}

async fn accepted(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        let error = match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) => error,
        };
        // The caller's trouble, not ours.
        if matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset) {
            continue;
        }
        // Mostly that no more files may be open: wait for some to be closed.
        tracing::error!(%error, "no connection can be taken");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
