//! A wire that counts: what goes from the hub to a browser, byte by byte, headers and all.

use anyhow::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// A relay between a free port and the hub's.
#[derive(Debug)]
pub struct CountingLine {
    port: u16,
    came: Arc<AtomicU64>,
    accepting: JoinHandle<()>,
}

impl CountingLine {
    /// Listens on a free port and passes everything on to `hub_port`.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start(hub_port: u16) -> Result<Self> {
        Self::start_far(hub_port, Duration::ZERO).await
    }

    /// The same, with so much time for a connection to come about, as over a real network. Only a browser's first one takes it:
    /// where it is not the same machine, the hub speaks HTTP/2, which has one connection for everything.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start_far(hub_port: u16, greeting: Duration) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let came = Arc::new(AtomicU64::new(0));
        let counter = came.clone();
        let accepting = tokio::spawn(async move {
            let open = Arc::new(AtomicUsize::new(0));
            let mut connections = JoinSet::new();
            while let Ok((browser, _)) = listener.accept().await {
                let (counter, open) = (counter.clone(), open.clone());
                connections.spawn(async move {
                    if open.fetch_add(1, Ordering::Relaxed) == 0 {
                        tokio::time::sleep(greeting).await;
                    }
                    pass(browser, hub_port, counter).await;
                    open.fetch_sub(1, Ordering::Relaxed);
                });
            }
        });
        Ok(Self { port, came, accepting })
    }

    /// Where browsers reach the hub through it.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Bytes from the hub since the last time this was asked.
    pub fn came(&self) -> u64 {
        self.came.swap(0, Ordering::Relaxed)
    }
}

impl Drop for CountingLine {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Passes one connection both ways until either side closes. No hub, no connection: as on any wire.
async fn pass(browser: TcpStream, hub_port: u16, came: Arc<AtomicU64>) {
    let Ok(hub) = TcpStream::connect(("127.0.0.1", hub_port)).await else { return };
    let (mut from_hub, mut to_hub) = hub.into_split();
    let (mut from_browser, mut to_browser) = browser.into_split();
    let asking = async { tokio::io::copy(&mut from_browser, &mut to_hub).await.ok() };
    let answering = async {
        let mut buffer = vec![0; 16 * 1024];
        while let Ok(count @ 1..) = from_hub.read(&mut buffer).await {
            came.fetch_add(count as u64, Ordering::Relaxed);
            if to_browser.write_all(&buffer[..count]).await.is_err() {
                break;
            }
        }
    };
    tokio::select! { _ = asking => {}, () = answering => {} }
}
