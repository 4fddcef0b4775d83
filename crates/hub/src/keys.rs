//! The hub's keys: what tablets seal to, and what opens what they sealed.
//!
//! Never prints a key, and never says more of what does not open than a coded reason.

use erum_domain::record::Refusal;
use erum_domain::wire::Parcel;
use erum_vault::parcels::{self, HubSecret, ParcelError};

/// All keys of the hub, the newest first. There is always one.
#[derive(Clone, Debug)]
pub struct Keys {
    newest: HubSecret,
    newest_public: String,
    older: Vec<HubSecret>,
}

impl Keys {
    /// The keys as they are stored, the newest first; `None` when there is none, or the newest is no key.
    pub fn newest_first(secrets: Vec<HubSecret>) -> Option<Self> {
        let mut secrets = secrets.into_iter();
        let newest = secrets.next()?;
        let newest_public = newest.public().ok()?.to_text();
        Some(Self { newest, newest_public, older: secrets.collect() })
    }

    /// What tablets seal to from now on, base 64.
    pub fn public(&self) -> &str {
        &self.newest_public
    }

    /// The record's JSON that was sealed in the parcel.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn open(&self, parcel: &Parcel) -> Result<String, Refusal> {
        let id = parcel.id.to_string();
        let mut opened = parcels::open(&self.newest, &id, &parcel.body);
        for older in &self.older {
            if opened != Err(ParcelError::OtherKey) {
                break;
            }
            opened = parcels::open(older, &id, &parcel.body);
        }
        let bytes = opened.map_err(reason)?;
        String::from_utf8(bytes).map_err(|_not_text| Refusal::NotARecord)
    }
}

const fn reason(error: ParcelError) -> Refusal {
    match error {
        ParcelError::NotSealed => Refusal::NotSealed,
        ParcelError::OtherKey => Refusal::OtherKey,
        ParcelError::Damaged | ParcelError::BadKey => Refusal::Damaged,
    }
}
