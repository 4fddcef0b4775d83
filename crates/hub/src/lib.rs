//! The hub: receives parcels, counts records, hands out packs and the app.
//!
//! A request passes the log, the headers and the guards in [`router`], then one handler in [`routes`], then the
//! [`store`]. No content of a request is ever logged, and no type here can hold a person.
//!
//! Modules in reading order.
#![forbid(unsafe_code)]

pub mod attempts;
pub mod auth;
pub mod body;
pub mod cli;
pub mod clock;
pub mod disposals;
pub mod editing;
pub mod handing;
pub mod headers;
pub mod intake;
pub mod keys;
pub mod listen;
pub mod logging;
pub mod packs;
pub mod problem;
pub mod queue;
pub mod retention;
pub mod routes;
pub mod secret;
pub mod spelling;
pub mod store;
pub mod tls;

use attempts::Attempts;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use clock::Clock;
use erum_domain::wire::{Policy, REQUEST_MAX_BYTES};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use store::HubStore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::decompression::RequestDecompressionLayer;
use tower_http::services::ServeDir;
use tower_http::timeout::TimeoutLayer;

/// Longest time for one request. Long, because a village hall's uplink is slow.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(120);

/// Most bytes of a request that anyone may send without a token: a code, or a link's token.
const SMALL_REQUEST_MAX_BYTES: usize = 4 * 1024;

/// How the hub serves.
#[derive(Clone, Debug)]
pub struct ServeConfig {
    /// The built app.
    pub app: PathBuf,
    /// The Swedish dictionary that editors' words are looked up in, if there is one.
    pub dictionary: Option<PathBuf>,
    /// The packs; mostly `<app>/packs`.
    pub packs: PathBuf,
    /// Where people reach the hub, when that is known.
    pub public_url: Option<String>,
    /// Wrong codes allowed from one address in fifteen minutes.
    pub enrol_attempts: u32,
    /// Whether the last address in `X-Forwarded-For` is the caller's, because a proxy stands in front.
    pub behind_proxy: bool,
    /// Whether the hub itself speaks TLS.
    pub https: bool,
    /// What tablets are told to keep to.
    pub policy: Policy,
}

impl ServeConfig {
    /// Serves the app in `app`, with everything else as usual.
    pub fn new(app: impl Into<PathBuf>) -> Self {
        let app = app.into();
        Self {
            packs: app.join("packs"),
            app,
            dictionary: None,
            public_url: None,
            enrol_attempts: attempts::USUAL,
            behind_proxy: false,
            https: false,
            policy: Policy::default(),
        }
    }
}

impl ServeConfig {
    /// Whether people reach the hub by https, through its own TLS or a proxy's.
    fn reached_by_https(&self) -> bool {
        self.https || self.public_url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// What every handler may use.
pub struct Hub {
    /// What is remembered.
    pub store: Arc<dyn HubStore>,
    /// The time.
    pub clock: Clock,
    /// How it serves.
    pub config: ServeConfig,
    /// What tablets get.
    pub packs: packs::Packs,
    /// How editors' words are spelt.
    pub spelling: spelling::Spelling,
    attempts: Attempts,
    headers: headers::Fixed,
    files: ServeDir,
}

impl Hub {
    /// A hub over a store. Reads the app's list of script hashes now.
    pub fn new(store: Arc<dyn HubStore>, clock: Clock, config: ServeConfig) -> Arc<Self> {
        let files = ServeDir::new(&config.app).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
        let headers = headers::Fixed::for_app(&config.app, config.reached_by_https());
        let attempts = Attempts::new(config.enrol_attempts);
        let packs = packs::Packs::new(&config.packs);
        let spelling = spelling::Spelling::from(config.dictionary.clone());
        Arc::new(Self { store, clock, config, packs, spelling, attempts, headers, files })
    }

    /// The time now, milliseconds since 1970 (UTC).
    pub fn now_ms(&self) -> i64 {
        (self.clock)()
    }
}

/// All that the hub answers.
pub fn router(hub: Arc<Hub>) -> Router {
    let small = || DefaultBodyLimit::max(SMALL_REQUEST_MAX_BYTES);
    let api = Router::new()
        .route("/api/v1/enrol", post(routes::enrol::enrol).layer(small()))
        .route("/api/v1/sync", post(routes::sync::sync))
        .route("/api/v1/hand-in", post(routes::hand_in::hand_in))
        .route("/api/v1/devices", get(routes::devices::list))
        .route("/api/v1/devices/code", post(routes::devices::code).layer(small()))
        .route("/api/v1/devices/revoke", post(routes::devices::revoke).layer(small()))
        .route("/api/v1/devices/accept", post(routes::devices::accept).layer(small()))
        .route("/api/v1/devices/discard", post(routes::devices::discard).layer(small()))
        .route("/api/v1/disposals", get(routes::disposals::csv))
        .route("/api/v1/packs/manifest", get(routes::packs::manifest))
        .route("/api/v1/packs/{file}", get(routes::packs::file))
        .route("/api/v1/statistics", get(routes::statistics::statistics))
        .route("/api/v1/failing", get(routes::statistics::failing))
        .route("/api/v1/queue", get(routes::queue::list))
        .route("/api/v1/queue/settle", post(routes::queue::settle))
        .route("/api/v1/snapshot", get(routes::queue::snapshot))
        .route("/api/v1/session", get(routes::session::show).post(routes::session::log_in).delete(routes::session::log_out).layer(small()))
        .merge(guides())
        .layer(RequestDecompressionLayer::new())
        .layer(CompressionLayer::new());
    Router::new()
        .merge(api)
        .route("/healthz", get(routes::health::up))
        .route("/readyz", get(routes::health::ready))
        .fallback(routes::app::serve)
        .layer(DefaultBodyLimit::max(REQUEST_MAX_BYTES))
        .layer(from_fn_with_state(hub.clone(), auth::same_site_only))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST_TIMEOUT))
        .layer(CatchPanicLayer::custom(problem::after_panic))
        .layer(from_fn(problem::in_one_form))
        .layer(from_fn_with_state(hub.clone(), headers::on_everything))
        .layer(from_fn_with_state(hub.clone(), logging::one_line))
        .with_state(hub)
}

/// What editors do. The log tells the route and not the path, so never which guide.
fn guides() -> Router<Arc<Hub>> {
    use routes::{answers, guide_list, guides};
    let small = || DefaultBodyLimit::max(SMALL_REQUEST_MAX_BYTES);
    Router::new()
        .route("/api/v1/guides", get(guide_list::list))
        .route("/api/v1/guides/{slug}", get(guides::show))
        .route("/api/v1/guides/{slug}/revisions/{revision}", get(guides::revision))
        .route("/api/v1/guides/{slug}/draft", post(guides::save))
        .route("/api/v1/guides/{slug}/findings", post(guides::findings))
        .route("/api/v1/guides/{slug}/checked", post(guides::check).layer(small()))
        .route("/api/v1/guides/{slug}/publish", post(guides::publish).layer(small()))
        .route("/api/v1/guides/{slug}/discard", post(guides::discard).layer(small()))
        .route("/api/v1/guides/{slug}/remove", post(guides::remove).layer(small()))
        .route("/api/v1/guides/{slug}/back", post(guides::back).layer(small()))
        .route("/api/v1/guides/{slug}/newer", post(guides::newer).layer(small()))
        .route("/api/v1/guides/{slug}/answer", post(answers::put).layer(small()))
        .route("/api/v1/guides/{slug}/answer/delete", post(answers::delete).layer(small()))
}
