//! The sync plan: what to do next, and what an answer means. Decides; never sends.
//!
//! Every parcel without a receipt is sent. Nothing an answer says can lose one: only a receipt that names it
//! settles it. The network's absence is a normal state.

use crate::day::{DAY_MS, Day};
use crate::wire::Policy;
use serde::{Deserialize, Serialize};

/// First wait after a failure, milliseconds; doubles with every further one.
pub const FIRST_WAIT_MS: i64 = 5_000;
/// Longest wait, milliseconds.
pub const LONGEST_WAIT_MS: i64 = 300_000;
/// Parcels in a request while all goes well.
pub const FULL_BATCH: usize = 100;
/// How far the clocks may differ before staff are told, milliseconds.
pub const CLOCK_TOLERANCE_MS: i64 = 300_000;

/// What stands in the way, as staff should hear it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// No contact: no network, or the hub is away. Normal.
    NoContact,
    /// The hub asked us to wait.
    HubBusy,
    /// The hub has a fault of its own, or someone in between answered.
    HubFault,
    /// The hub does not know this tablet.
    NotEnrolled,
}

/// Where sending stands. Kept in memory: after a restart it begins afresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyncState {
    /// Failures in a row.
    pub failures: u32,
    /// Parcels in the next request.
    pub batch: usize,
    /// Nothing is sent by itself before this, milliseconds since 1970.
    pub not_before_ms: i64,
    /// What stands in the way.
    pub trouble: Option<Trouble>,
}

impl Default for SyncState {
    fn default() -> Self {
        Self { failures: 0, batch: FULL_BATCH, not_before_ms: 0, trouble: None }
    }
}

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A proper answer with receipts.
    Receipts,
    /// An HTTP status that is no success, with `Retry-After` in seconds if given.
    Status(u16, Option<u32>),
    /// A success with a body that is no answer of the hub's.
    Garbage,
    /// Nothing: no network, no hub, or too slow.
    Nothing,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Send this many parcels (none when only saying hello).
    Send(usize),
    /// Wait so many milliseconds.
    Wait(i64),
    /// Nothing to do until something happens.
    Rest,
}

impl SyncState {
    /// What to do at `now_ms` with `unsent` parcels; `asked` when a person pressed the button.
    pub fn next(&self, unsent: usize, asked: bool, now_ms: i64) -> Next {
        let wait = self.not_before_ms.saturating_sub(now_ms);
        // A clock that was set back must not turn a wait of minutes into one of years.
        let waiting = (1..=LONGEST_WAIT_MS * 2).contains(&wait);
        if waiting && !asked {
            return if unsent > 0 { Next::Wait(wait) } else { Next::Rest };
        }
        match unsent {
            0 if !asked => Next::Rest,
            _ => Next::Send(unsent.min(self.batch)),
        }
    }

    /// The state after an answer. `jitter` is any number; it spreads tablets that lost the hub at the same moment.
    pub fn after(&self, answer: Answer, now_ms: i64, jitter: u32) -> Self {
        let failed = |trouble, wait: Option<u32>| {
            let failures = self.failures.saturating_add(1);
            let own = backoff_ms(failures, jitter);
            let asked = wait.map_or(0, |seconds| i64::from(seconds.min(3_600)) * 1_000);
            Self { failures, batch: self.batch, not_before_ms: now_ms + own.max(asked.min(LONGEST_WAIT_MS)), trouble: Some(trouble) }
        };
        match answer {
            Answer::Receipts => Self { batch: (self.batch * 2).min(FULL_BATCH), ..Self::default() },
            Answer::Status(401 | 403, _) => failed(Trouble::NotEnrolled, None),
            Answer::Status(413, _) if self.batch > 1 => Self {
                batch: self.batch / 2,
                not_before_ms: now_ms + 1_000,
                failures: self.failures.saturating_add(1),
                trouble: Some(Trouble::HubBusy),
            },
            Answer::Status(429 | 503, wait) => failed(Trouble::HubBusy, wait),
            Answer::Status(_, wait) => failed(Trouble::HubFault, wait),
            Answer::Garbage => failed(Trouble::HubFault, None),
            Answer::Nothing => failed(Trouble::NoContact, None),
        }
    }
}

/// The wait after so many failures: 5 s, 10 s, 20 s … 5 min, each up to a quarter longer.
pub fn backoff_ms(failures: u32, jitter: u32) -> i64 {
    let doubled = FIRST_WAIT_MS << failures.saturating_sub(1).min(10);
    let wait = doubled.min(LONGEST_WAIT_MS);
    wait + i64::from(jitter % 1_000) * wait / 4_000
}

/// How far the tablet's clock is ahead of the hub's (behind when negative), when staff should know.
pub fn clock_error_ms(device_ms: i64, hub_ms: i64) -> Option<i64> {
    let error = device_ms.saturating_sub(hub_ms);
    (error.saturating_abs() > CLOCK_TOLERANCE_MS).then_some(error)
}

/// How a tablet stands with its hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    /// Recent enough.
    Fine,
    /// So many days ago: contact is asked for before new sessions.
    Due(u32),
    /// So many days ago, more than twice what is agreed: the tablet must be taken for lost.
    Over(u32),
}

/// How a tablet stands that was last in contact then, when its own clock says `now_ms`. A tablet that never was, or whose
/// clock says that the last contact lies ahead, is fine: that is for the clock's own warning.
pub fn contact(last_ms: Option<i64>, now_ms: i64, policy: Policy) -> Contact {
    let days = last_ms.map_or(0, |last| now_ms.saturating_sub(last).max(0) / DAY_MS);
    let (days, within) = (u32::try_from(days).unwrap_or(u32::MAX), policy.contact_within_days);
    match days {
        days if days <= within => Contact::Fine,
        days if days <= within.saturating_mul(2) => Contact::Due(days),
        days => Contact::Over(days),
    }
}

/// A record's day by the hub's clock: a tablet whose clock is days wrong dates its records as many days wrong.
/// Whole days only, and none when the clocks differ by less than half a day.
pub fn day_by_hub_clock(day: Day, device_ms: i64, hub_ms: i64) -> Day {
    let difference = hub_ms.saturating_sub(device_ms);
    let days = difference.saturating_add(DAY_MS / 2).div_euclid(DAY_MS);
    day.plus(i32::try_from(days).unwrap_or(0))
}

/// Whether a record's day can be right when the hub's day is `today`: not after tomorrow (time zones), not more
/// than two years ago.
pub fn plausible(day: Day, today: Day) -> bool {
    (today.plus(-731)..=today.plus(1)).contains(&day)
}
