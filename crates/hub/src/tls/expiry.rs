//! Until when a certificate is good, and when somebody should be told that nobody has renewed it.

use rustls::pki_types::CertificateDer;
use std::time::Duration;
use x509_cert::Certificate;
use x509_cert::der::Decode;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A certificate's time, milliseconds since 1970 (UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expiry {
    from_ms: i64,
    to_ms: i64,
}

impl Expiry {
    /// Of a certificate; none when its form is not understood.
    pub(super) fn of(cert: &CertificateDer<'_>) -> Option<Self> {
        let cert = Certificate::from_der(cert).ok()?;
        let validity = cert.tbs_certificate().validity();
        let ms = |since_1970: Duration| i64::try_from(since_1970.as_millis()).ok();
        Some(Self { from_ms: ms(validity.not_before.to_unix_duration())?, to_ms: ms(validity.not_after.to_unix_duration())? })
    }

    /// Says in the log that browsers refuse the certificate, or soon will.
    pub(super) fn warn(self, now_ms: i64) {
        let days = (self.to_ms - now_ms).div_euclid(DAY_MS);
        match self.state(now_ms) {
            State::Good => {}
            State::NotYet => tracing::warn!("the TLS certificate is not valid yet: browsers refuse it, or this machine's clock is wrong"),
            State::Soon => tracing::warn!(days, "the TLS certificate ends soon and has not been renewed"),
            State::Over => tracing::warn!("the TLS certificate has expired: browsers and tablets refuse this hub until there is a new one"),
        }
    }

    /// Soon is the last tenth of its time: whatever renews certificates does so when a third is left, be they made
    /// for six days, for ninety or for a year.
    fn state(self, now_ms: i64) -> State {
        if now_ms >= self.to_ms {
            State::Over
        } else if now_ms < self.from_ms {
            State::NotYet
        } else if now_ms >= self.to_ms - (self.to_ms - self.from_ms) / 10 {
            State::Soon
        } else {
            State::Good
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Good,
    NotYet,
    Soon,
    Over,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_complained_about_in_the_last_tenth_of_its_time() {
        for days in [6, 90, 365] {
            let expiry = Expiry { from_ms: 0, to_ms: days * DAY_MS };
            let state = |tenths: i64| expiry.state(days * DAY_MS * tenths / 100);
            assert_eq!((state(0), state(89), state(90), state(99)), (State::Good, State::Good, State::Soon, State::Soon), "{days}");
            assert_eq!((state(100), state(101), expiry.state(-1)), (State::Over, State::Over, State::NotYet), "{days}");
        }
    }
}
