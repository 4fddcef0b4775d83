//! `erum-hub serve`: binds, says where, serves until told to stop, then lets every request end.

use super::{CliError, ServeArgs, door, in_dir, say};
use crate::listen::{self, Limits};
use crate::store::HubStore;
use crate::store::sqlite::SqliteStore;
use crate::{Hub, ServeConfig, clock, logging, retention, router, spelling};
use erum_domain::wire::Policy;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

pub(super) async fn serve(args: ServeArgs) -> Result<(), CliError> {
    // Another subscriber can only be there when this runs inside a test.
    drop(tracing::subscriber::set_global_default(logging::subscriber(std::io::stderr)));
    logging::panics_without_content();
    let dir = &args.data.dir;
    let tls = door::open(&args.tls).await?;
    let store = SqliteStore::open(dir).await.map_err(|error| in_dir(dir, error))?;
    let config = ServeConfig {
        dictionary: args.dictionary.or_else(spelling::usual),
        packs: args.packs.unwrap_or_else(|| args.app.join("packs")),
        public_url: args.public_url,
        behind_proxy: args.behind_proxy,
        policy: Policy { lock_after_s: args.lock_after, contact_within_days: args.contact_within },
        https: tls.is_some(),
        ..ServeConfig::new(args.app)
    };
    if !config.app.join("index.html").is_file() {
        tracing::warn!("the app directory has no index.html: the hub answers tablets but shows no page");
    }
    let refused = |error| CliError::Listen { address: args.listen.clone(), error };
    let listener = TcpListener::bind(&args.listen).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    door::warn_of_plain_http(&config, address);
    let hub = Hub::new(Arc::new(store.clone()), clock::system(), config);
    let stop = stop_signal();
    let retention = tokio::spawn(retention::every_day(hub.clone()));
    say(&format!("listening on {}://{address}", if tls.is_some() { "https" } else { "http" }))?;
    listen::serve(listener, tls, router(hub), Limits::default(), stop).await;
    // In the middle of a run it changes nothing: a unit's disposal is one transaction.
    retention.abort();
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Becomes true on SIGTERM or SIGINT.
fn stop_signal() -> watch::Receiver<bool> {
    let (tell, told) = watch::channel(false);
    let terminated = terminated();
    tokio::spawn(async move {
        terminated.await;
        tracing::info!("stopping");
        tell.send_replace(true);
    });
    told
}

/// Listens from now on, not only when somebody waits: whoever reads where the hub is may stop it in the same moment.
#[cfg(unix)]
fn terminated() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let terminate = signal(SignalKind::terminate());
    let interrupt = signal(SignalKind::interrupt());
    async move {
        match (terminate, interrupt) {
            (Ok(mut terminate), Ok(mut interrupt)) => {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = interrupt.recv() => {}
                }
            }
            (Err(error), _) | (_, Err(error)) => {
                tracing::warn!(%error, "SIGTERM cannot be heard; stop with Ctrl-C");
                interrupted().await;
            }
        }
    }
}

#[cfg(not(unix))]
async fn terminated() {
    interrupted().await;
}

async fn interrupted() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "Ctrl-C cannot be heard");
        std::future::pending::<()>().await;
    }
}
