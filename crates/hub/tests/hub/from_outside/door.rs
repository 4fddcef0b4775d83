//! A hub behind a real port, with certificates made for the occasion, and callers who speak TLS to it.

use super::house::House;
use erum_hub::listen::{self, Limits};
use erum_hub::tls::{Files, Tls};
use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// Longer than anything here takes, shorter than a test's patience.
pub(crate) const AT_MOST: Duration = Duration::from_secs(20);

/// A certificate for `localhost` and its key.
pub(crate) struct Paper {
    pub(crate) cert: String,
    pub(crate) key: String,
    pub(crate) der: CertificateDer<'static>,
}

impl Paper {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    pub(crate) fn with(change: impl FnOnce(&mut CertificateParams)) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        change(&mut params);
        let cert = params.self_signed(&key).unwrap();
        Self { cert: cert.pem(), key: key.serialize_pem(), der: cert.der().clone() }
    }

    pub(crate) fn write(&self, dir: &Path) -> Files {
        let files = Files { cert: dir.join("cert.pem"), key: dir.join("key.pem") };
        std::fs::write(&files.cert, &self.cert).unwrap();
        std::fs::write(&files.key, &self.key).unwrap();
        files
    }

    /// A caller who trusts this certificate and offers these protocols.
    pub(crate) fn trusted(&self, protocols: &[&str]) -> Arc<ClientConfig> {
        let mut roots = RootCertStore::empty();
        roots.add(self.der.clone()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let mut config = versions.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
        Arc::new(config)
    }

    pub(crate) async fn connect(&self, address: SocketAddr, protocols: &[&str]) -> std::io::Result<TlsStream<TcpStream>> {
        let stream = TcpStream::connect(address).await.unwrap();
        TlsConnector::from(self.trusted(protocols)).connect(ServerName::try_from("localhost").unwrap(), stream).await
    }
}

/// A hub behind a port of its own.
pub(crate) struct Door {
    pub(crate) address: SocketAddr,
    pub(crate) house: House,
    tell: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Door {
    pub(crate) async fn plain(limits: Limits) -> Self {
        Self::open(limits, None).await
    }

    /// With TLS, and files that are looked at a hundred times a second.
    pub(crate) async fn tls(limits: Limits, files: Files) -> Self {
        let (tls, renewal) = Tls::open(files).await.unwrap();
        tokio::spawn(renewal.watch(Duration::from_millis(10)));
        Self::open(limits, Some(tls)).await
    }

    async fn open(limits: Limits, tls: Option<Tls>) -> Self {
        let house = House::new().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, stop) = watch::channel(false);
        let serving = tokio::spawn(listen::serve(listener, tls, house.router.clone(), limits, stop));
        Self { address, house, tell, serving }
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Tells the hub to stop.
    pub(crate) fn tell(&self) {
        self.tell.send_replace(true);
    }

    /// Waits until it has.
    pub(crate) async fn stopped(self) {
        tokio::time::timeout(AT_MOST, self.serving).await.expect("a hub that was told stops").unwrap();
    }
}

/// Asks for the page whose answer everyone gets; what is answered, with the connection kept.
pub(crate) async fn ask(stream: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> String {
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"ok\n") {
        let mut piece = [0; 2048];
        let read = tokio::time::timeout(AT_MOST, stream.read(&mut piece)).await.expect("an answer").unwrap();
        assert!(read > 0, "closed after {}", String::from_utf8_lossy(&answer));
        answer.extend_from_slice(&piece[..read]);
    }
    String::from_utf8(answer).unwrap()
}

/// Everything until the hub closes, which it must.
pub(crate) async fn until_closed(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut rest = Vec::new();
    // A reset is an end as well.
    drop(tokio::time::timeout(AT_MOST, stream.read_to_end(&mut rest)).await.expect("the hub closes"));
    String::from_utf8_lossy(&rest).into_owned()
}
