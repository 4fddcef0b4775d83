//! The tablet's only storage: one IndexedDB database, opened once, reopened when the browser drops it.
//!
//! A write is one strict transaction and is done at `complete`, never before: what is said to be saved is on
//! disk. All bytes pass `seal` on the way in and out. Knows no pages and no network.
//! Raw IndexedDB on purpose: see `docs/decisions/0003-raw-indexeddb.md`.

mod connection;
mod error;
mod kept;
mod seal;

pub(crate) use connection::Storage;
pub(crate) use error::StorageError;
pub(crate) use kept::{DayItem, DayState, Device, KeptReceipt, SETTING_KEY, StoredParcel};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The stores, each with its own kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Store {
    /// Who this tablet is, its numbers, the setting of the day.
    Device,
    /// Sessions being worked on.
    Drafts,
    /// Records on their way, kept a week after their receipt.
    Parcels,
    /// The day's own list: what was closed here, so that it can be corrected.
    Day,
}

impl Store {
    const ALL: [Self; 4] = [Self::Device, Self::Drafts, Self::Parcels, Self::Day];

    const fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Drafts => "drafts",
            Self::Parcels => "parcels",
            Self::Day => "day",
        }
    }
}

/// One thing to do in a transaction.
pub(crate) struct Change {
    store: Store,
    id: String,
    /// Sealed bytes to put; `None` deletes.
    bytes: Option<Vec<u8>>,
}

impl Change {
    /// Puts a value under an id.
    pub(crate) fn put<T: Serialize>(store: Store, id: impl ToString, value: &T) -> Result<Self, StorageError> {
        let id = id.to_string();
        let plain = serde_json::to_vec(value).map_err(|_cause| StorageError::Unreadable)?;
        let bytes = Some(seal::seal(store, &id, plain));
        Ok(Self { store, id, bytes })
    }

    /// Deletes what is under an id.
    pub(crate) fn delete(store: Store, id: impl ToString) -> Self {
        Self { store, id: id.to_string(), bytes: None }
    }
}

impl Storage {
    /// The value under an id.
    pub(crate) async fn get<T: DeserializeOwned>(&self, store: Store, id: &str) -> Result<Option<T>, StorageError> {
        match self.read(store, id).await? {
            None => Ok(None),
            Some(bytes) => decode(store, id, &bytes).map(Some),
        }
    }

    /// Every value of a store that can be read, and how many could not: one bad value never hides the others.
    pub(crate) async fn all<T: DeserializeOwned>(&self, store: Store) -> Result<(Vec<T>, usize), StorageError> {
        let rows = self.read_all(store).await?;
        let found = rows.len();
        let values: Vec<T> = rows.into_iter().filter_map(|(id, bytes)| decode(store, &id, &bytes).ok()).collect();
        let unreadable = found - values.len();
        Ok((values, unreadable))
    }
}

fn decode<T: DeserializeOwned>(store: Store, id: &str, bytes: &[u8]) -> Result<T, StorageError> {
    serde_json::from_slice(&seal::open(store, id, bytes)?).map_err(|_cause| StorageError::Unreadable)
}
