//! Slows down whoever guesses one-time codes: so many wrong ones from one address in a quarter of an hour.
//!
//! Kept in memory only, and never logged: an address is the nearest thing to a person that the hub ever holds.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

/// Wrong codes allowed as a rule.
pub const USUAL: u32 = 10;
/// The time they are counted over, milliseconds.
const WINDOW_MS: i64 = 15 * 60_000;
/// Most addresses remembered at once.
const REMEMBERED_MAX: usize = 10_000;

#[derive(Clone, Copy, Debug)]
struct Count {
    since_ms: i64,
    attempts: u32,
}

/// The attempts of late, by address.
#[derive(Debug)]
pub struct Attempts {
    allowed: u32,
    by_peer: Mutex<BTreeMap<Option<IpAddr>, Count>>,
}

impl Attempts {
    /// Allows so many wrong codes.
    pub const fn new(allowed: u32) -> Self {
        Self { allowed, by_peer: Mutex::new(BTreeMap::new()) }
    }

    /// Counts an attempt before it is made, so that many at once gain nothing.
    ///
    /// # Errors
    /// Seconds to wait, when there have been too many.
    pub fn begin(&self, peer: Option<IpAddr>, now_ms: i64) -> Result<(), u64> {
        let mut by_peer = self.by_peer.lock().unwrap_or_else(PoisonError::into_inner);
        if by_peer.len() >= REMEMBERED_MAX {
            by_peer.retain(|_, count| is_fresh(*count, now_ms));
        }
        if by_peer.len() >= REMEMBERED_MAX {
            // So many guessers at once: begin afresh rather than grow. The code's own length still holds.
            by_peer.clear();
        }
        let fresh = Count { since_ms: now_ms, attempts: 0 };
        let count = by_peer.entry(peer.map(network)).or_insert(fresh);
        if !is_fresh(*count, now_ms) {
            *count = fresh;
        }
        if count.attempts >= self.allowed {
            let left_ms = count.since_ms.saturating_add(WINDOW_MS).saturating_sub(now_ms);
            return Err(u64::try_from(left_ms).unwrap_or(0).div_ceil(1_000).max(1));
        }
        count.attempts += 1;
        Ok(())
    }

    /// Takes an attempt back: the code was right, and thirty tablets may be enrolled from one office.
    pub fn forgive(&self, peer: Option<IpAddr>) {
        let mut by_peer = self.by_peer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = by_peer.get_mut(&peer.map(network)) {
            count.attempts = count.attempts.saturating_sub(1);
        }
    }
}

const fn is_fresh(count: Count, now_ms: i64) -> bool {
    now_ms >= count.since_ms && now_ms - count.since_ms < WINDOW_MS
}

/// One household or office: an IPv4 address, or the first half of an IPv6 one.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_wrong_code_of_two_allowed_must_wait() {
        let attempts = Attempts::new(2);
        let peer = Some(IpAddr::from([192, 0, 2, 1]));
        assert_eq!(attempts.begin(peer, 0), Ok(()));
        assert_eq!(attempts.begin(peer, 1_000), Ok(()));
        assert_eq!(attempts.begin(peer, 2_000), Err(898));
        assert_eq!(attempts.begin(Some(IpAddr::from([192, 0, 2, 2])), 2_000), Ok(()), "others need not");
        assert_eq!(attempts.begin(peer, WINDOW_MS), Ok(()), "a quarter of an hour later all is forgotten");
    }

    #[test]
    fn right_codes_are_not_counted() {
        let attempts = Attempts::new(1);
        for _ in 0..30 {
            assert_eq!(attempts.begin(None, 0), Ok(()));
            attempts.forgive(None);
        }
    }

    #[test]
    fn one_ipv6_network_is_one_guesser() {
        let attempts = Attempts::new(1);
        assert_eq!(attempts.begin("2001:db8::1".parse().ok(), 0), Ok(()));
        assert!(attempts.begin("2001:db8::2".parse().ok(), 0).is_err());
    }

    #[test]
    fn memory_is_bounded() {
        let attempts = Attempts::new(1);
        for address in 0..20_000_u32 {
            assert_eq!(attempts.begin(Some(IpAddr::from(address.to_be_bytes())), 0), Ok(()));
        }
        assert!(attempts.by_peer.lock().unwrap().len() <= REMEMBERED_MAX);
    }
}
