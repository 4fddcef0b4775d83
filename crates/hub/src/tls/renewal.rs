//! Takes in a renewed certificate while the hub serves: whoever renews it writes the two files, and nobody needs to be
//! there or to tell the hub. A pair that cannot be used changes nothing.

use super::pair::{Pair, PairError, Print, Raw};
use super::{Current, Expiry, Files, Provider};
use crate::clock;
use std::sync::Arc;
use std::time::Duration;

/// How often the files are looked at.
pub const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How often somebody is told that the certificate ends.
const TELL_EVERY_MS: i64 = 24 * 60 * 60 * 1000;

/// Watches the two files.
///
/// By content, which is two small reads a minute: times of change survive copying and say nothing about a file that
/// was moved into place. Not by a signal: a program that renews certificates often runs as another user, in another
/// container, or on a machine without signals, and a forgotten hook shows only when the certificate has expired.
pub struct Renewal {
    files: Files,
    provider: Provider,
    current: Arc<Current>,
    print: Print,
    expiry: Option<Expiry>,
    told_ms: Option<i64>,
    doubt: Doubt,
}

/// What is known about a pair that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doubt {
    None,
    /// Seen once: perhaps only one of the two files has been written yet. Without a print it could not be read.
    Once(Option<Print>),
    Told(Option<Print>),
}

impl Renewal {
    pub(super) fn new(files: Files, provider: Provider, current: Arc<Current>, pair: &Pair) -> Self {
        Self { files, provider, current, print: pair.print, expiry: pair.expiry, told_ms: None, doubt: Doubt::None }
    }

    /// Looks again and again; never ends.
    pub async fn watch(mut self, every: Duration) {
        loop {
            self.tell_of_expiry(clock::now_ms());
            tokio::time::sleep(every).await;
            self.look().await;
        }
    }

    /// Looks once.
    async fn look(&mut self) {
        let raw = Raw::read(&self.files).await;
        let print = raw.as_ref().ok().map(Raw::print);
        if print == Some(self.print) {
            self.doubt = Doubt::None;
            return;
        }
        if self.doubt == Doubt::Told(print) {
            return;
        }
        match raw.and_then(|raw| raw.pair(&self.files, &self.provider)) {
            Ok(pair) => self.take(&pair),
            Err(error) => self.doubt(print, &error),
        }
    }

    fn take(&mut self, pair: &Pair) {
        self.current.set(pair.key.clone());
        (self.print, self.expiry, self.told_ms, self.doubt) = (pair.print, pair.expiry, None, Doubt::None);
        tracing::info!("a new TLS certificate was taken in");
    }

    /// Tells once of a pair that is still the same at the second look.
    fn doubt(&mut self, print: Option<Print>, error: &PairError) {
        if self.doubt == Doubt::Once(print) {
            tracing::error!(%error, "the new TLS certificate cannot be used: the old one is kept");
            self.doubt = Doubt::Told(print);
        } else {
            self.doubt = Doubt::Once(print);
        }
    }

    fn tell_of_expiry(&mut self, now_ms: i64) {
        if self.told_ms.is_some_and(|told| now_ms - told < TELL_EVERY_MS) {
            return;
        }
        if let Some(expiry) = self.expiry {
            expiry.warn(now_ms);
        }
        self.told_ms = Some(now_ms);
    }
}
