//! The one place where bytes are sealed before they are stored and opened after they are read.
//!
//! Store, id and form are bound into each seal. A tablet without a key has no sealed store: nothing can be put there.
//! Bytes from before there were keys are read only until the first key is made, which seals them.

use super::{StorageError, Store};
use crate::platform;
use erum_vault::sealed::{self, DataKey, Place};

/// The form of what is sealed; counts up when it changes, apart from the database's schema.
const FORM: u32 = 1;

const fn place(store: Store, id: &str) -> Place<'_> {
    Place { store: store.name(), id, schema: FORM }
}

impl Store {
    /// Whether its values are sealed.
    fn is_sealed(self) -> bool {
        !cfg!(feature = "unsealed") && Self::SEALED.contains(&self)
    }
}

/// Bytes as they are stored.
pub(super) fn seal(key: Option<&DataKey>, store: Store, id: &str, plain: &[u8]) -> Result<Vec<u8>, StorageError> {
    if !store.is_sealed() {
        return Ok(plain.to_vec());
    }
    let key = key.ok_or(StorageError::Locked)?;
    Ok(sealed::seal(key, place(store, id), plain, platform::random_bytes()))
}

/// Bytes as they were before sealing.
pub(super) fn open(key: Option<&DataKey>, store: Store, id: &str, stored: &[u8]) -> Result<Vec<u8>, StorageError> {
    if !store.is_sealed() {
        return Ok(stored.to_vec());
    }
    match key {
        Some(key) => sealed::open(key, place(store, id), stored).map_err(|_cause| StorageError::Unreadable),
        None if sealed::is_sealed(stored) => Err(StorageError::Locked),
        None => Ok(stored.to_vec()),
    }
}
