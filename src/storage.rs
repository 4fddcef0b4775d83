//! The tablet's only storage: one IndexedDB database, opened once, reopened when the browser drops it.
//!
//! A write is one strict transaction and is done at `complete`, never before: what is said to be saved is on
//! disk. All bytes pass `seal` on the way in and out; what is sealed can be neither written nor read without the data
//! key, which is held in memory only. Knows no pages and no network.
//! Raw IndexedDB on purpose: see `docs/decisions/0003-raw-indexeddb.md`.

mod connection;
mod error;
mod kept;
mod seal;

pub(crate) use connection::Storage;
pub(crate) use error::StorageError;
pub(crate) use kept::{
    DayItem, DayState, Device, Home, KeptReceipt, KeptSlot, OPEN_KEY, SETTING_KEY, SNAPSHOT_KEY, Sign, StoredParcel, THROTTLE_KEY,
};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The stores, each with its own kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Store {
    /// What a locked tablet needs: its id, numbers and token, and the wait after wrong PINs. Not sealed.
    Device,
    /// The ways in, one for every member of staff and one for the recovery code. Not sealed: they are what unseals.
    Keys,
    /// The unit, the hub's key, the setting of the day.
    Home,
    /// Sessions being worked on.
    Drafts,
    /// Records on their way, kept a week after their receipt. Sealed to the hub before they come here.
    Parcels,
    /// The day's own list: what was closed here, so that it can be corrected.
    Day,
}

impl Store {
    const ALL: [Self; 6] = [Self::Device, Self::Keys, Self::Home, Self::Drafts, Self::Parcels, Self::Day];
    /// The stores whose values are sealed under the data key.
    pub(crate) const SEALED: [Self; 3] = [Self::Home, Self::Drafts, Self::Day];

    const fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Keys => "keys",
            Self::Home => "home",
            Self::Drafts => "drafts",
            Self::Parcels => "parcels",
            Self::Day => "day",
        }
    }
}

/// Everything in a store, still sealed where it is.
pub(crate) struct Fetched {
    store: Store,
    rows: Vec<(String, Vec<u8>)>,
}

/// One thing to do in a transaction.
#[derive(Clone)]
pub(crate) struct Change {
    store: Store,
    id: String,
    /// Bytes to put, not sealed yet; `None` deletes.
    plain: Option<Vec<u8>>,
}

impl Change {
    /// Puts a value under an id.
    pub(crate) fn put<T: Serialize>(store: Store, id: impl ToString, value: &T) -> Result<Self, StorageError> {
        let plain = serde_json::to_vec(value).map_err(|_cause| StorageError::Unreadable)?;
        Ok(Self { store, id: id.to_string(), plain: Some(plain) })
    }

    /// Deletes what is under an id.
    pub(crate) fn delete(store: Store, id: impl ToString) -> Self {
        Self { store, id: id.to_string(), plain: None }
    }
}

impl Storage {
    /// The value under an id.
    pub(crate) async fn get<T: DeserializeOwned>(&self, store: Store, id: &str) -> Result<Option<T>, StorageError> {
        match self.read(store, id).await? {
            None => Ok(None),
            Some(bytes) => self.decode(store, id, &bytes).map(Some),
        }
    }

    /// Every value of a store that can be read, and how many could not: one bad value never hides the others.
    pub(crate) async fn all<T: DeserializeOwned>(&self, store: Store) -> Result<(Vec<T>, usize), StorageError> {
        Ok(self.unseal(&self.fetch(store).await?))
    }

    /// A store as it lies on disk: needs no key, and gives nothing away.
    pub(crate) async fn fetch(&self, store: Store) -> Result<Fetched, StorageError> {
        Ok(Fetched { store, rows: self.read_all(store).await? })
    }

    /// Every fetched value that can be read, and how many could not.
    pub(crate) fn unseal<T: DeserializeOwned>(&self, fetched: &Fetched) -> (Vec<T>, usize) {
        let values: Vec<T> = fetched.rows.iter().filter_map(|(id, bytes)| self.decode(fetched.store, id, bytes).ok()).collect();
        let unreadable = fetched.rows.len() - values.len();
        (values, unreadable)
    }

    /// The ids in a store, whatever lies under them.
    pub(crate) async fn ids(&self, store: Store) -> Result<Vec<String>, StorageError> {
        Ok(self.read_all(store).await?.into_iter().map(|(id, _)| id).collect())
    }

    /// Everything that is sealed, to be put again: under another key, or under the first one. What cannot be read is left
    /// as it lies.
    pub(crate) async fn sealed_anew(&self) -> Result<Vec<Change>, StorageError> {
        let mut changes = Vec::new();
        for store in Store::SEALED {
            for (id, bytes) in self.read_all(store).await? {
                if let Ok(plain) = self.opened(store, &id, &bytes) {
                    changes.push(Change { store, id, plain: Some(plain) });
                }
            }
        }
        Ok(changes)
    }

    fn decode<T: DeserializeOwned>(&self, store: Store, id: &str, bytes: &[u8]) -> Result<T, StorageError> {
        serde_json::from_slice(&self.opened(store, id, bytes)?).map_err(|_cause| StorageError::Unreadable)
    }
}
