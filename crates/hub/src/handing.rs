//! Handing in for another: what a tablet could not send itself, brought by a tablet or a coordinator of the same unit,
//! or by whoever runs the hub. Judged as from the tablet named; never moves that tablet's or the bringer's own books.

use crate::intake::{Clocks, into_review, judge};
use crate::store::{HandedIn, HubStore, StoreError};
use erum_domain::ident::Slug;
use erum_domain::wire::{HandIn, PARCELS_MAX, Receipt};

/// The version of the form that this code reads.
pub const HAND_IN_VERSION: u32 = 1;

/// Why nothing of it was taken.
#[derive(Debug, thiserror::Error)]
pub enum HandInError {
    /// A form this code does not know.
    #[error("the form is of another version than this program reads")]
    Version,
    /// More than one request may hold.
    #[error("more than {PARCELS_MAX} records at once")]
    TooMany,
    /// The tablet belongs to another unit.
    #[error("the records are of another unit's tablet")]
    OtherUnit,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes in what was handed in for a unit. What comes from no tablet of the unit's, or from a revoked one, waits for
/// people to look at it.
///
/// # Errors
/// [`HandInError`]; then nothing was taken.
pub async fn take(store: &dyn HubStore, unit: &Slug, brought: HandIn, now_ms: i64) -> Result<Vec<Receipt>, HandInError> {
    if brought.v != HAND_IN_VERSION {
        return Err(HandInError::Version);
    }
    if brought.parcels.len() > PARCELS_MAX {
        return Err(HandInError::TooMany);
    }
    let known = store.device_called(brought.device).await?;
    if known.as_ref().is_some_and(|device| &device.unit != unit) {
        return Err(HandInError::OtherUnit);
    }
    let keys = store.hub_keys().await?;
    // The form does not say what the tablet's clock showed: the days stand as they are.
    let clocks = Clocks { device_ms: now_ms, hub_ms: now_ms };
    let trusted = known.as_ref().is_some_and(|device| !device.revoked);
    let waits_as = known.as_ref().map_or(brought.device, |device| device.id);
    let look = |parcel| if trusted { judge(parcel, &keys, clocks) } else { into_review(parcel, waits_as, &keys, clocks) };
    let records = brought.parcels.into_iter().map(look).collect();
    let numbered_under = known.map(|_| brought.device);
    Ok(store.hand_in(&HandedIn { unit: unit.clone(), numbered_under, records, now_ms }).await?)
}
