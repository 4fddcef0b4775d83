//! Everything that is not the API: the app's files. Never anything outside the app's directory.
//!
//! A path without a file's ending is a place inside the app and gets the page; which place, only the browser knows.

use crate::Hub;
use crate::problem::ApiError;
use axum::extract::{Request, State};
use axum::http::uri::{PathAndQuery, Uri};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tower::ServiceExt;

const A_YEAR: &str = "public, max-age=31536000, immutable";
const A_DAY: &str = "public, max-age=86400";
const ASK_EACH_TIME: &str = "no-cache";

/// Serves a file of the app.
///
/// # Errors
/// A problem when there is no such file, or no such address under `/api`.
pub async fn serve(State(hub): State<Arc<Hub>>, mut request: Request) -> Result<Response, ApiError> {
    let path = request.uri().path();
    if path == "/api" || path.starts_with("/api/") {
        return Err(ApiError::NoSuchAddress);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let refusal = ApiError::Status(StatusCode::METHOD_NOT_ALLOWED);
        return Ok(([(header::ALLOW, "GET,HEAD")], refusal).into_response());
    }
    let caching = caching(page_for(path).unwrap_or(path));
    if let Some(page) = page_for(path) {
        *request.uri_mut() = Uri::from(PathAndQuery::from_static(page));
    }
    let Ok(served) = hub.files.clone().oneshot(request).await;
    if served.status() == StatusCode::NOT_FOUND {
        return Err(ApiError::NoSuchFile);
    }
    let mut response = served.into_response();
    if !response.status().is_client_error() && !response.status().is_server_error() {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        say_utf8(&mut response);
    }
    Ok(response)
}

/// All our text is UTF-8; a browser that is not told may read å as something else.
fn say_utf8(response: &mut Response) {
    let utf8 = match response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes) {
        Some(b"text/html") => "text/html; charset=utf-8",
        Some(b"text/javascript") => "text/javascript; charset=utf-8",
        Some(b"text/css") => "text/css; charset=utf-8",
        Some(b"text/plain") => "text/plain; charset=utf-8",
        _ => return,
    };
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(utf8));
}

/// The page for a path that names no file; `None` when it names one.
fn page_for(path: &str) -> Option<&'static str> {
    let last = path.rsplit('/').next().unwrap_or_default();
    if last.contains('.') {
        return None;
    }
    let within = |place: &str| path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    Some(if within("/samordning") {
        "/samordning.html"
    } else if within("/personal") {
        "/personal.html"
    } else {
        "/index.html"
    })
}

/// How long a browser may keep a file without asking.
fn caching(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    if carries_hash(name) {
        A_YEAR
    } else if name.ends_with(".woff2") {
        A_DAY
    } else {
        ASK_EACH_TIME
    }
}

/// Whether Trunk wrote the content's hash into the name: a hyphen and up to 16 hexadecimal digits; Trunk
/// drops leading noughts, so one in sixteen names has fewer.
fn carries_hash(name: &str) -> bool {
    name.split('-').skip(1).any(|part| {
        let digits = part.bytes().take_while(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')).count();
        let ends = part.as_bytes().get(digits).is_none_or(|next| matches!(next, b'.' | b'_'));
        (12..=16).contains(&digits) && ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_carry_a_hash_are_kept_for_a_year() {
        for name in
            ["/erum-0123456789abcdef.js", "/samordning-0123456789abcdef_bg.wasm", "/base-fedcba9876543210.css", "/erum-d5314084c22ebca.js"]
        {
            assert_eq!(caching(name), A_YEAR, "{name}");
        }
        for name in [
            "/index.html",
            "/sw.js",
            "/boot.js",
            "/packs/sv.json",
            "/a-0123456789a.js",
            "/a-0123456789abcdef0.js",
            "/a-0123456789abcdefg.js",
        ] {
            assert_eq!(caching(name), ASK_EACH_TIME, "{name}");
        }
        assert_eq!(caching("/fonts/lexend.woff2"), A_DAY);
    }

    #[test]
    fn a_place_inside_the_app_gets_the_page() {
        assert_eq!(page_for("/"), Some("/index.html"));
        assert_eq!(page_for("/guider"), Some("/index.html"));
        assert_eq!(page_for("/samordning"), Some("/samordning.html"));
        assert_eq!(page_for("/samordning/enheter"), Some("/samordning.html"));
        assert_eq!(page_for("/samordningen"), Some("/index.html"));
        assert_eq!(page_for("/personal"), Some("/personal.html"));
        assert_eq!(page_for("/personal/tillfalle"), Some("/personal.html"));
        assert_eq!(page_for("/personalen"), Some("/index.html"));
        assert_eq!(page_for("/sw.js"), None);
    }
}
