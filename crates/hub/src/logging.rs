//! The log: one line per request with method, route, status, time and size. Nothing else, ever: no path beyond
//! the route's template, no query, no header, no address, no content.

use crate::Hub;
use crate::problem::Cause;
use axum::body::HttpBody;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;
use std::time::Instant;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// The route of everything that is a file of the app.
const APP_ROUTE: &str = "/{app}";

/// Writes the line.
pub async fn one_line(State(_hub): State<Arc<Hub>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = known_method(&request);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or(APP_ROUTE, MatchedPath::as_str);
    let status = response.status().as_u16();
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let bytes = response.body().size_hint().exact().or_else(|| stated_length(&response));
    match response.extensions().get::<Cause>() {
        Some(Cause(cause)) => tracing::error!(method, route, status, ms, bytes, cause = %cause, "request"),
        None => tracing::info!(method, route, status, ms, bytes, "request"),
    }
    response
}

/// The length of a body that streams from a file.
fn stated_length(response: &Response) -> Option<u64> {
    response.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The method's name; an invented one could carry anything, so it is not repeated.
fn known_method(request: &Request) -> &'static str {
    let known = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
    known.into_iter().find(|name| *name == request.method().as_str()).unwrap_or("OTHER")
}

/// What writes the log: JSON lines. Only our own words, and warnings of the database.
pub fn subscriber<W>(writer: W) -> impl tracing::Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let filter = EnvFilter::new("off,erum_hub=info,sqlx=warn");
    tracing_subscriber::fmt().json().flatten_event(true).with_env_filter(filter).with_writer(writer).finish()
}

/// Logs where a panic happened, never its message: that may repeat content.
pub fn panics_without_content() {
    std::panic::set_hook(Box::new(|panic| {
        let location = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(location, "panic");
    }));
}
