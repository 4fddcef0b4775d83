//! What the hub remembers, as a trait: SQLite today, PostgreSQL through the same trait later, one suite of tests
//! for both (`store/contract.rs`).
//!
//! The store keeps; it never opens a record (that is [`intake`](crate::intake)) and never reads a clock. No
//! argument of it can hold a person.

#[cfg(test)]
pub(crate) mod contract;
pub mod guides;
pub mod numbers;
pub mod sqlite;

use crate::intake::{Judged, Waiting};
use crate::keys::Keys;
use crate::secret::{CodeHash, Hash, NoRandomness};
use async_trait::async_trait;
use erum_domain::day::Day;
use erum_domain::folding::Aggregate;
use erum_domain::ident::{Id, Slug};
use erum_domain::record::Refusal;
use erum_domain::wire::{Receipt, UnitName};
use erum_vault::parcels::HubSecret;
use guides::GuideStore;

/// How long a session lives unused, milliseconds.
pub const SESSION_IDLE_MS: i64 = 8 * 3_600_000;
/// How long a session lives at most, milliseconds.
pub const SESSION_LONGEST_MS: i64 = 7 * 24 * 3_600_000;
/// How often a session's use is written down, milliseconds.
pub const SESSION_TOUCH_MS: i64 = 60_000;

/// How long a one-time code lives, milliseconds.
pub const CODE_LIVES_MS: i64 = 15 * 60_000;
/// Wrong remainders against a code until it is spent.
pub const WRONG_REMAINDERS: u32 = 5;
/// How long a spent or expired code or link is remembered, so that a person is told why it does not work, milliseconds.
pub const SPENT_MEMORY_MS: i64 = 30 * 24 * 3_600_000;
/// How long flags, and records that were never counted, are kept, days.
pub const UNCOUNTED_KEPT_DAYS: i32 = 365;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Others hold the database; asking again soon will do.
    #[error("the database is busy")]
    Busy(#[source] sqlx::Error),
    /// The database failed.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("the schema could not be brought up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The data directory could not be used.
    #[error("the data directory could not be used")]
    Directory(#[source] std::io::Error),
    /// No hub has kept anything in the directory.
    #[error("there is no hub data here; `erum-hub unit add` or `serve` makes it")]
    NoData,
    /// A stored value is not what this code writes.
    #[error("a stored value cannot be read: {0}")]
    Damaged(&'static str),
    /// The machine has no randomness for the hub's first key.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// There is no such unit.
    #[error("there is no unit `{0}`; `erum-hub unit add` makes it")]
    NoUnit(Slug),
    /// There is no such device.
    #[error("the unit has no device `{0}`")]
    NoDevice(Id),
}

/// What a right code makes.
#[derive(Clone, Copy, Debug)]
pub struct NewDevice {
    /// Its id.
    pub id: Id,
    /// The hash of its token.
    pub token_hash: Hash,
}

/// What came of a one-time code or link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redeemed<T> {
    /// It was right; it is spent now.
    Done(T),
    /// Never given out.
    Unknown,
    /// Used before, or guessed at too often.
    Spent,
    /// Too old.
    Expired,
}

/// A device as known by its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDevice {
    /// Its unit.
    pub unit: Slug,
    /// Its first id.
    pub id: Id,
    /// Whether it may only push, into review.
    pub revoked: bool,
}

/// A device as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceLine {
    /// Its first id.
    pub id: Id,
    /// When it was enrolled, milliseconds since 1970.
    pub enrolled_ms: i64,
    /// When it was last heard of.
    pub last_contact_ms: i64,
    /// Whether it was revoked.
    pub revoked: bool,
    /// How many times it turned out to be a copy.
    pub copies: u64,
    /// How many of its records wait to be looked at.
    pub waiting: u64,
}

/// What is kept of a unit besides what counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aside {
    /// Kept aside, by reason; without those that wait for a tablet to be looked at.
    pub by_reason: Vec<(Option<Refusal>, u64)>,
    /// Of a kind or version that this code does not know.
    pub unread: u64,
    /// Waiting under ids of tablets that the unit never had.
    pub strangers: Vec<(Id, u64)>,
}

/// What is to be counted of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    /// The JSON of every record.
    pub records: Vec<String>,
    /// The counts of closed quarters, whose records are gone.
    pub closed: Vec<Aggregate>,
}

/// Parcels that somebody else than their tablet brought, judged.
#[derive(Clone, Debug)]
pub struct HandedIn {
    /// Whose they are.
    pub unit: Slug,
    /// The id the tablet went by, when the unit has such a tablet: its numbers close gaps there.
    pub numbered_under: Option<Id>,
    /// The parcels.
    pub records: Vec<Judged>,
    /// The hub's clock.
    pub now_ms: i64,
}

/// A line of the disposal log: what went, by which rule. Never what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposal {
    /// The day.
    pub day: Day,
    /// The unit; none for what belongs to none.
    pub unit: Option<Slug>,
    /// The rule's stable id.
    pub rule: String,
    /// What kind of thing.
    pub kind: String,
    /// The quarter it was from.
    pub period: String,
    /// How many.
    pub records: u64,
}

/// A request's parcels, judged.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Whose they are.
    pub unit: Slug,
    /// The device of the token.
    pub device: Id,
    /// The id the tablet goes by.
    pub claimed: Id,
    /// The number its next record will get.
    pub next_number: u64,
    /// The parcels.
    pub records: Vec<Judged>,
    /// The hub's clock.
    pub now_ms: i64,
    /// A new id, should the tablet turn out to be a copy.
    pub spare_id: Id,
}

/// What became of a [`Delivery`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// One for every parcel, in order.
    pub receipts: Vec<Receipt>,
    /// The id to go by from now on.
    pub device: Id,
    /// Whether the tablet turned out to be a copy.
    pub restored: bool,
    /// Numbers that have not come.
    pub missing: Vec<u64>,
}

/// What coordinators should know besides the counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Concerns {
    /// Records kept aside.
    pub quarantined: u64,
    /// Copies noticed.
    pub restored_devices: u64,
}

/// What a check of the whole store found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// What the database says against itself; empty when all is well.
    pub faults: Vec<String>,
    /// The schema's version here, and the one this code writes.
    pub schema: (i64, i64),
    /// Records by status.
    pub by_status: Vec<(String, u64)>,
    /// Countable records that can no longer be read.
    pub unreadable: u64,
    /// Guides that editors changed, in all their revisions.
    pub edits: u64,
    /// Those that can no longer be read.
    pub unreadable_edits: u64,
}

/// Everything the hub remembers.
#[async_trait]
pub trait HubStore: GuideStore + Send + Sync {
    /// Adds a unit, or gives it a new name.
    async fn add_unit(&self, unit: &UnitName) -> Result<(), StoreError>;
    /// All units by id.
    async fn units(&self) -> Result<Vec<UnitName>, StoreError>;

    /// The hub's keys. There is one from the store's first opening on.
    async fn hub_keys(&self) -> Result<Keys, StoreError>;
    /// From now on tablets seal to this key; what was sealed to others still opens.
    async fn add_hub_key(&self, key: &HubSecret) -> Result<(), StoreError>;

    /// Remembers a one-time code for a device of the unit.
    async fn add_enrolment(&self, unit: &Slug, code: &CodeHash, expires_ms: i64) -> Result<(), StoreError>;
    /// Turns a one-time code into a device, once. A wrong remainder is counted against the code of that public part.
    async fn enrol(&self, code: &CodeHash, device: NewDevice, now_ms: i64) -> Result<Redeemed<UnitName>, StoreError>;
    /// The device with this token.
    async fn device_by_token(&self, token_hash: &Hash) -> Result<Option<KnownDevice>, StoreError>;
    /// The devices of a unit, in the order they were enrolled.
    async fn devices(&self, unit: &Slug) -> Result<Vec<DeviceLine>, StoreError>;
    /// From now on the device may only push, into review.
    async fn revoke_device(&self, unit: &Slug, device: Id, now_ms: i64) -> Result<(), StoreError>;

    /// The device that goes, or has gone, by this id, in whatever unit.
    async fn device_called(&self, id: Id) -> Result<Option<KnownDevice>, StoreError>;

    /// Stores what has not come before, all or nothing, and says what is missing. What came before but could not be opened
    /// gives way to the same record once it can be counted.
    async fn receive(&self, delivery: &Delivery) -> Result<Delivered, StoreError>;
    /// Stores what has not come before, as `receive` does; moves no tablet's books but by closing gaps.
    async fn hand_in(&self, handed: &HandedIn) -> Result<Vec<Receipt>, StoreError>;
    /// Stores records that came from no device (sample data); how many were new.
    async fn put_sample(&self, unit: &Slug, records: &[Judged], now_ms: i64) -> Result<u64, StoreError>;
    /// The JSON of every record of the unit that can be counted.
    async fn countable(&self, unit: &Slug) -> Result<Vec<String>, StoreError>;
    /// What is kept besides what counts.
    async fn aside(&self, unit: &Slug) -> Result<Aside, StoreError>;
    /// The parcels of a device that wait to be looked at.
    async fn waiting(&self, unit: &Slug, device: Id) -> Result<Vec<Waiting>, StoreError>;
    /// Takes in parcels of a device that waited, as they were judged now. One that waits no longer is passed over.
    async fn accept(&self, unit: &Slug, device: Id, judged: &[Judged], now_ms: i64) -> Result<(), StoreError>;
    /// Deletes all parcels of a device that wait; how many. Sent again, they are known.
    async fn discard(&self, unit: &Slug, device: Id, now_ms: i64) -> Result<u64, StoreError>;

    /// All that is to be counted of a unit, as it was at one moment: a quarter that is being folded is never met twice.
    async fn books(&self, unit: &Slug) -> Result<Books, StoreError>;
    /// Folds a unit's closed quarters and deletes what has been kept long enough, all or nothing.
    async fn dispose(&self, unit: &Slug, now_ms: i64) -> Result<(), StoreError>;
    /// Deletes links and sessions that have been kept long enough.
    async fn dispose_of_keys(&self, now_ms: i64) -> Result<(), StoreError>;
    /// The disposal log of a unit, and of what belongs to none, oldest first.
    async fn disposals(&self, unit: &Slug) -> Result<Vec<Disposal>, StoreError>;

    /// What coordinators should know besides the counts.
    async fn concerns(&self, unit: &Slug) -> Result<Concerns, StoreError>;

    /// Adds a coordinator of these units.
    async fn add_coordinator(&self, person: Id, units: &[Slug], now_ms: i64) -> Result<(), StoreError>;
    /// Remembers a one-time link.
    async fn add_login_link(&self, person: Id, token_hash: &Hash, expires_ms: i64) -> Result<(), StoreError>;
    /// Turns a one-time link into a session, once; answers with the units it may see.
    async fn log_in(&self, token_hash: &Hash, session: &Hash, now_ms: i64) -> Result<Redeemed<Vec<UnitName>>, StoreError>;
    /// The units a living session may see, and notes that it was used; `None` when there is none.
    async fn session_units(&self, session: &Hash, now_ms: i64) -> Result<Option<Vec<UnitName>>, StoreError>;
    /// Ends a session.
    async fn log_out(&self, session: &Hash) -> Result<(), StoreError>;

    /// Whether the database answers.
    async fn ready(&self) -> Result<(), StoreError>;
    /// Looks through the whole database for faults.
    async fn check(&self) -> Result<CheckReport, StoreError>;
    /// Writes out what is held and lets go of the database.
    async fn close(&self);
}
