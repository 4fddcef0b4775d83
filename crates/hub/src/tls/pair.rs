//! A certificate and its key, read from two files and found to belong together.

use super::{Expiry, Provider};
use rustls::InconsistentKeys;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the pair is.
#[derive(Clone, Debug)]
pub struct Files {
    /// The certificate and those that vouch for it, PEM.
    pub cert: PathBuf,
    /// Its private key, PEM.
    pub key: PathBuf,
}

/// Why a pair cannot be used. Names a file, never what is in it.
#[derive(Debug, thiserror::Error)]
pub enum PairError {
    /// A file.
    #[error("cannot read {}: {error}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        #[source]
        error: std::io::Error,
    },
    /// No certificate.
    #[error("{}: holds no certificate in PEM form, which begins with -----BEGIN CERTIFICATE-----", .0.display())]
    NoCertificate(PathBuf),
    /// No key.
    #[error("{}: holds no private key in PEM form without a passphrase", .0.display())]
    NoKey(PathBuf),
    /// One of one pair, one of another.
    #[error("the key in {} does not belong to the first certificate in {}", key.display(), cert.display())]
    Strangers {
        /// The certificate's file.
        cert: PathBuf,
        /// The key's file.
        key: PathBuf,
    },
    /// A certificate or key of a kind that TLS here does not know.
    #[error("{} and {} cannot be used: {error}", cert.display(), key.display())]
    Unusable {
        /// The certificate's file.
        cert: PathBuf,
        /// The key's file.
        key: PathBuf,
        /// What is wrong with them.
        #[source]
        error: rustls::Error,
    },
    /// The cryptography lacks what every version of TLS needs.
    #[error("no TLS here: {0}")]
    Provider(#[source] rustls::Error),
}

/// What was in the two files, as a hash: enough to see that it has changed, useless to whoever finds it.
pub(super) type Print = [u8; 32];

/// A pair that can be used.
pub(super) struct Pair {
    pub(super) key: Arc<CertifiedKey>,
    pub(super) print: Print,
    pub(super) expiry: Option<Expiry>,
}

/// Both files as they are, whatever is in them.
pub(super) struct Raw {
    cert: Vec<u8>,
    key: Vec<u8>,
}

impl Raw {
    pub(super) async fn read(files: &Files) -> Result<Self, PairError> {
        Ok(Self { cert: bytes(&files.cert).await?, key: bytes(&files.key).await? })
    }

    pub(super) fn print(&self) -> Print {
        // The length keeps what ends one file from beginning the other.
        Sha256::new().chain_update(self.cert.len().to_be_bytes()).chain_update(&self.cert).chain_update(&self.key).finalize().into()
    }

    pub(super) fn pair(&self, files: &Files, provider: &Provider) -> Result<Pair, PairError> {
        let no_certificate = || PairError::NoCertificate(files.cert.clone());
        let chain: Result<Vec<CertificateDer<'static>>, _> = CertificateDer::pem_slice_iter(&self.cert).collect();
        let chain = chain.ok().filter(|chain| !chain.is_empty()).ok_or_else(no_certificate)?;
        let key = PrivateKeyDer::from_pem_slice(&self.key).ok().ok_or_else(|| PairError::NoKey(files.key.clone()))?;
        let expiry = Expiry::of(&chain[0]);
        let key = CertifiedKey::from_der(chain, key, provider).map_err(|error| wrong(files, error))?;
        Ok(Pair { key: Arc::new(key), print: self.print(), expiry })
    }
}

impl Pair {
    pub(super) async fn read(files: &Files, provider: &Provider) -> Result<Self, PairError> {
        Raw::read(files).await?.pair(files, provider)
    }
}

async fn bytes(file: &Path) -> Result<Vec<u8>, PairError> {
    tokio::fs::read(file).await.map_err(|error| PairError::Unreadable { file: file.to_owned(), error })
}

fn wrong(files: &Files, error: rustls::Error) -> PairError {
    let Files { cert, key } = files.clone();
    match error {
        rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => PairError::Strangers { cert, key },
        error => PairError::Unusable { cert, key, error },
    }
}
