//! `erum-hub serve`: binds, says where, serves until told to stop, then lets every request end.

use super::{CliError, ServeArgs, in_dir, say};
use crate::store::HubStore;
use crate::store::sqlite::SqliteStore;
use crate::{Hub, ServeConfig, clock, logging, retention, router};
use erum_domain::wire::Policy;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long requests may take to end once the hub is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

pub(super) async fn serve(args: ServeArgs) -> Result<(), CliError> {
    // Another subscriber can only be there when this runs inside a test.
    drop(tracing::subscriber::set_global_default(logging::subscriber(std::io::stderr)));
    logging::panics_without_content();
    let dir = &args.data.dir;
    let store = SqliteStore::open(dir).await.map_err(|error| in_dir(dir, error))?;
    let config = ServeConfig {
        packs: args.packs.unwrap_or_else(|| args.app.join("packs")),
        public_url: args.public_url,
        behind_proxy: args.behind_proxy,
        policy: Policy { lock_after_s: args.lock_after, contact_within_days: args.contact_within },
        ..ServeConfig::new(args.app)
    };
    if !config.app.join("index.html").is_file() {
        tracing::warn!("the app directory has no index.html: the hub answers tablets but shows no page");
    }
    let hub = Hub::new(Arc::new(store.clone()), clock::system(), config);
    let refused = |error| CliError::Listen { address: args.listen.clone(), error };
    let listener = TcpListener::bind(&args.listen).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let stop = stop_signal();
    let retention = tokio::spawn(retention::every_day(hub.clone()));
    say(&format!("listening on http://{address}"))?;
    let served = serve_until(listener, hub, stop).await;
    // In the middle of a run it changes nothing: a unit's disposal is one transaction.
    retention.abort();
    store.close().await;
    tracing::info!("stopped");
    served
}

async fn serve_until(listener: TcpListener, hub: Arc<Hub>, stop: watch::Receiver<bool>) -> Result<(), CliError> {
    let service = router(hub).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(told(stop.clone()));
    let too_late = async {
        told(stop).await;
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    tokio::select! {
        ended = serving => ended.map_err(CliError::Serving),
        () = too_late => Ok(()),
    }
}

async fn told(mut stop: watch::Receiver<bool>) {
    // An error means that nobody can tell us any more; then we were told.
    drop(stop.wait_for(|told| *told).await);
}

/// Becomes true on SIGTERM or SIGINT.
fn stop_signal() -> watch::Receiver<bool> {
    let (tell, told) = watch::channel(false);
    tokio::spawn(async move {
        terminated().await;
        tracing::info!("stopping");
        tell.send_replace(true);
    });
    told
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(error) => {
            tracing::warn!(%error, "SIGTERM cannot be heard; stop with Ctrl-C");
            interrupted().await;
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
