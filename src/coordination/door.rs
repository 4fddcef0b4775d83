//! How a coordinator comes in: with the token of a one-time link, or with the session that a link gave before.
//!
//! Takes the token out of the address and keeps nothing itself; the session is a cookie that no script can read.

use crate::network::{self, NoAnswer};
use crate::platform;
use erum_domain::wire::{LoginRequest, Problem, SessionAnswer};
use wasm_bindgen::JsValue;

const SESSION: &str = "/api/v1/session";

/// How a link carries its token.
const TOKEN_MARK: &str = "#inloggning=";

/// The hub's own words, when it gave any.
pub(super) type Words = Option<Box<Problem>>;

/// Who may come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Door {
    /// Being asked.
    Busy,
    /// Logged in.
    In,
    /// A link is needed.
    Out(Words),
    /// Just logged out.
    LoggedOut,
    /// The hub does not answer, or cannot.
    NoContact(Words),
}

impl Door {
    /// The state's name, for tests.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::In => "in",
            Self::Out(_) | Self::LoggedOut => "out",
            Self::NoContact(_) => "no-contact",
        }
    }
}

/// The session of a link's token, or the one that is there. A link opened a second time is spent, but the session
/// that it gave may still be alive.
pub(super) async fn session(token: Option<String>) -> Result<SessionAnswer, NoAnswer> {
    let Some(token) = token else { return network::get(SESSION).await };
    match network::post(SESSION, &LoginRequest { token }, None).await {
        Err(refused @ NoAnswer::Problem(404 | 410, ..)) => network::get(SESSION).await.or(Err(refused)),
        answer => answer,
    }
}

/// Ends the session.
pub(super) async fn end_session() -> Result<(), NoAnswer> {
    network::delete(SESSION).await
}

/// Takes a link's token out of the address and its history.
pub(super) fn take_token() -> Option<String> {
    let location = platform::window().location();
    let token = location.hash().ok()?.strip_prefix(TOKEN_MARK)?.to_owned();
    let history = platform::window().history().ok()?;
    history.replace_state_with_url(&JsValue::NULL, "", Some(&platform::path())).ok()?;
    Some(token)
}
