//! TLS with a certificate from two files. New handshakes get the pair that is current; connections that stand are
//! left alone when it changes. Never says or logs what is in the files.

mod expiry;
mod pair;
mod renewal;

pub use expiry::Expiry;
pub use pair::{Files, PairError};
pub use renewal::{LOOK_EVERY, Renewal};

use pair::Pair;
use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use tokio_rustls::TlsAcceptor;

/// What a browser may ask for: HTTP/2 lets it fetch the app's files over one connection.
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// What the door needs to speak TLS.
#[derive(Clone)]
pub struct Tls(TlsAcceptor);

impl Tls {
    /// TLS with the pair in these files, and what takes in their successors.
    ///
    /// # Errors
    /// [`PairError`], which says which file and why.
    pub async fn open(files: Files) -> Result<(Self, Renewal), PairError> {
        let provider = Arc::new(ring::default_provider());
        let pair = Pair::read(&files, &provider).await?;
        let current = Arc::new(Current(RwLock::new(pair.key.clone())));
        let mut config = ServerConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(PairError::Provider)?
            .with_no_client_auth()
            .with_cert_resolver(current.clone());
        config.alpn_protocols = PROTOCOLS.map(<[u8]>::to_vec).to_vec();
        Ok((Self(TlsAcceptor::from(Arc::new(config))), Renewal::new(files, provider, current, &pair)))
    }

    /// Accepts one connection's handshake.
    pub(crate) fn acceptor(&self) -> &TlsAcceptor {
        &self.0
    }
}

/// The pair that new handshakes get.
struct Current(RwLock<Arc<CertifiedKey>>);

impl Current {
    fn set(&self, key: Arc<CertifiedKey>) {
        // Whoever panicked while holding it left a whole pair behind.
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = key;
    }
}

impl ResolvesServerCert for Current {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.read().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

impl fmt::Debug for Current {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Current")
    }
}

/// The cryptography that pairs are checked with.
type Provider = Arc<CryptoProvider>;
