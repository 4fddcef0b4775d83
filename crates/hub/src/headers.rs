//! The headers on every answer, good or bad: what a browser may load and do on our pages, which is next to nothing.

use crate::Hub;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The app's list of hashes of the scripts that stand in its pages.
const HASHES_FILE: &str = "csp.json";

const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), \
    display-capture=(), encrypted-media=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), \
    magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-create=(), publickey-credentials-get=(), serial=(), \
    usb=(), xr-spatial-tracking=()";

/// The headers that are the same on every answer, made once.
#[derive(Clone, Debug)]
pub struct Fixed(HeaderMap);

impl Fixed {
    /// The headers for the app in this directory; `https` when that is how people reach it.
    pub fn for_app(app: &Path, https: bool) -> Self {
        let hashes = script_hashes(app);
        let policy = content_security_policy(&hashes);
        let mut headers = HeaderMap::new();
        if let Ok(policy) = HeaderValue::try_from(policy) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        let mut fix = |name: HeaderName, value| drop(headers.insert(name, HeaderValue::from_static(value)));
        fix(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        fix(header::REFERRER_POLICY, "no-referrer");
        fix(HeaderName::from_static("permissions-policy"), PERMISSIONS);
        fix(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
        fix(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
        if https {
            fix(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
        }
        Self(headers)
    }
}

fn content_security_policy(hashes: &[String]) -> String {
    let scripts: String = hashes.iter().map(|hash| format!(" '{hash}'")).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// The hashes of all pages together; none, and a warning, when the build wrote no list.
fn script_hashes(app: &Path) -> Vec<String> {
    let read = std::fs::read(app.join(HASHES_FILE));
    let listed = read.ok().and_then(|bytes| serde_json::from_slice::<BTreeMap<String, Vec<String>>>(&bytes).ok());
    let Some(listed) = listed else {
        tracing::warn!("no readable csp.json in the app: scripts that stand in its pages will not run");
        return Vec::new();
    };
    let mut hashes: Vec<String> = listed.into_values().flatten().filter(|hash| is_hash(hash)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Whether a text is a hash and nothing that could widen the policy.
fn is_hash(text: &str) -> bool {
    let digest = ["sha256-", "sha384-", "sha512-"].iter().find_map(|kind| text.strip_prefix(kind));
    digest.is_some_and(|digest| !digest.is_empty() && digest.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=-_".contains(&b)))
}

/// Puts the headers on an answer. Answers of the API are never kept by a browser or a proxy unless they say so.
pub async fn on_everything(State(hub): State<Arc<Hub>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in &hub.headers.0 {
        headers.insert(name, value.clone());
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_that_would_widen_the_policy_is_left_out() {
        assert!(is_hash("sha256-dGVzdA=="));
        for text in ["", "sha256-", "'unsafe-inline'", "sha256-abc' 'unsafe-eval", "sha256-abc; script-src *"] {
            assert!(!is_hash(text), "{text}");
        }
    }
}
