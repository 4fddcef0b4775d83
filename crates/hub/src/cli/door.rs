//! How `serve` may be reached: the flags for TLS, and a warning where there is none and there should be.

use super::CliError;
use crate::ServeConfig;
use crate::tls::{Files, LOOK_EVERY, Tls};
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Both or none.
#[derive(Debug, Args)]
pub struct TlsArgs {
    /// Serve HTTPS with this certificate and those that vouch for it (PEM). Looked at again every minute.
    #[arg(long = "tls-cert", value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// The certificate's private key (PEM, without a passphrase).
    #[arg(long = "tls-key", value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
}

/// TLS when there is to be any, and from now on its renewal.
pub(super) async fn open(args: &TlsArgs) -> Result<Option<Tls>, CliError> {
    // Clap has seen to it that there are both or none.
    let (Some(cert), Some(key)) = (args.cert.clone(), args.key.clone()) else { return Ok(None) };
    let (tls, renewal) = Tls::open(Files { cert, key }).await?;
    tokio::spawn(renewal.watch(LOOK_EVERY));
    Ok(Some(tls))
}

/// Says that the app will not work for those who come from elsewhere.
pub(super) fn warn_of_plain_http(config: &ServeConfig, address: SocketAddr) {
    if !config.https && !config.behind_proxy && !address.ip().is_loopback() {
        tracing::warn!(
            "plain HTTP on an address that others reach: tokens and records are readable on the way, and browsers start no \
             service worker, so the app does not work offline. Give --tls-cert and --tls-key, or put a proxy with TLS in \
             front and give --behind-proxy"
        );
    }
}
