//! Who is asking: a device by its bearer token, a coordinator by a session cookie. And whether the request came
//! from our own pages.
//!
//! Never tells which part of a credential was wrong, and never keeps one: only hashes are looked up.

use crate::Hub;
use crate::problem::ApiError;
use crate::secret::hash;
use crate::store::{KnownDevice, SESSION_LONGEST_MS};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use erum_domain::ident::Slug;
use erum_domain::wire::UnitName;
use std::sync::Arc;

/// The session cookie. The prefix makes browsers insist on `Secure`, `Path=/` and this very host.
const COOKIE: &str = "__Host-erum";

/// The device that sent the request.
#[derive(Clone, Debug)]
pub struct Device(pub KnownDevice);

impl FromRequestParts<Arc<Hub>> for Device {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, hub: &Arc<Hub>) -> Result<Self, ApiError> {
        let token = bearer(&parts.headers).ok_or(ApiError::DeviceUnknown)?;
        let device = hub.store.device_by_token(&hash(token.as_bytes())).await?;
        device.map(Self).ok_or(ApiError::DeviceUnknown)
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The coordinator who sent the request: nothing but what the session may see.
#[derive(Clone, Debug)]
pub struct Coordinator {
    /// The units.
    pub units: Vec<UnitName>,
}

impl Coordinator {
    /// The unit with this id.
    ///
    /// # Errors
    /// [`ApiError::UnitForbidden`] when the session may not see it, whether it exists or not.
    pub fn unit(&self, id: &Slug) -> Result<&UnitName, ApiError> {
        self.units.iter().find(|unit| &unit.id == id).ok_or(ApiError::UnitForbidden)
    }
}

impl FromRequestParts<Arc<Hub>> for Coordinator {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, hub: &Arc<Hub>) -> Result<Self, ApiError> {
        let token = session_token(&parts.headers).ok_or(ApiError::SessionNeeded)?;
        let units = hub.store.session_units(&hash(token.as_bytes()), hub.now_ms()).await?;
        units.map(|units| Self { units }).ok_or(ApiError::SessionNeeded)
    }
}

/// The token in the session cookie.
pub fn session_token(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

/// The cookie that begins a session.
pub fn cookie_for(token: &str) -> String {
    format!("{COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={}", SESSION_LONGEST_MS / 1_000)
}

/// The cookie that ends one.
pub fn no_cookie() -> String {
    format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

/// Refuses what another site makes a browser send here: whatever changes something must come from our own pages.
/// A request without a cookie from something that is no browser (a test, a script) passes: it can do no more than
/// its own credentials allow.
pub async fn same_site_only(State(hub): State<Arc<Hub>>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_own(request.headers(), hub.config.public_url.as_deref()) {
        next.run(request).await
    } else {
        ApiError::CrossSite.into_response()
    }
}

fn is_own(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    let text = |name| headers.get(name).map(HeaderValue::to_str);
    match (text(header::HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(Ok(site)), _) => matches!(site, "same-origin" | "none"),
        (None, Some(Ok(origin))) => is_our_origin(origin, headers, public_url),
        (None, None) => !headers.contains_key(header::COOKIE),
        _ => false,
    }
}

fn is_our_origin(origin: &str, headers: &HeaderMap, public_url: Option<&str>) -> bool {
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let public = public_url.is_some_and(|url| url.trim_end_matches('/') == origin);
    public || (authority.is_some() && authority == host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (header::HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_our_own_pages_may_change_things() {
        let own = |pairs: &[(&'static str, &'static str)]| is_own(&headers(pairs), Some("https://hub.example"));
        assert!(own(&[("sec-fetch-site", "same-origin"), ("cookie", "a=b")]));
        assert!(own(&[("sec-fetch-site", "none")]));
        assert!(!own(&[("sec-fetch-site", "cross-site")]));
        assert!(!own(&[("sec-fetch-site", "same-site"), ("cookie", "a=b")]));
        assert!(own(&[("origin", "https://hub.example"), ("cookie", "a=b")]));
        assert!(own(&[("origin", "http://localhost:8080"), ("host", "localhost:8080"), ("cookie", "a=b")]));
        assert!(!own(&[("origin", "https://evil.example"), ("host", "localhost:8080")]));
        assert!(!own(&[("origin", "null"), ("cookie", "a=b")]));
        assert!(!own(&[("cookie", "a=b")]));
        assert!(own(&[]), "a script without a cookie can do no more than its own credentials allow");
    }

    #[test]
    fn the_session_is_found_among_other_cookies() {
        assert_eq!(session_token(&headers(&[("cookie", "a=b; __Host-erum=abc; c=d")])), Some("abc"));
        assert_eq!(session_token(&headers(&[("cookie", "x__Host-erum=abc; __Host-erumx=abc")])), None);
    }

    #[test]
    fn a_bearer_is_read_and_nothing_else() {
        assert_eq!(bearer(&headers(&[("authorization", "bearer  abc")])), Some("abc"));
        assert_eq!(bearer(&headers(&[("authorization", "Basic abc")])), None);
    }
}
