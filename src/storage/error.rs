//! What can go wrong with storage, in the few kinds that staff can do something about.
//!
//! Carries no content and no text from the browser: pages turn a kind into words.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

/// Why something was not stored or read. Nothing is half done when one is returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StorageError {
    /// The tablet is full.
    Full,
    /// The database was made by a newer version of the app.
    NewerSchema,
    /// Another tab holds the database and an upgrade waits for it.
    Blocked,
    /// The browser dropped the connection, and again after reopening.
    LostConnection,
    /// The database that was open is not there any more, and with it what unseals: a new one would only seem to save.
    Vanished,
    /// A value could not be read.
    Unreadable,
    /// What is sealed cannot be reached: nobody has unlocked the tablet.
    Locked,
    /// A record could not be sealed to the hub, so it was not stored either.
    NotSealed,
    /// The browser refuses storage altogether, as in some private windows.
    Refused,
}

impl StorageError {
    /// The kind of a browser's error.
    pub(super) fn from_js(error: &JsValue) -> Self {
        let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
        match name.as_str() {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::NewerSchema,
            "SecurityError" | "NotAllowedError" => Self::Refused,
            // Chromium reports a full disk as an abort without a name of its own; the transaction's error tells.
            _ => Self::LostConnection,
        }
    }

    /// Whether reopening the database may help.
    pub(super) const fn may_pass(self) -> bool {
        matches!(self, Self::LostConnection)
    }
}
