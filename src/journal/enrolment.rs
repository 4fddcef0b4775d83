//! Making this tablet known to the hub, once, with a code; and noting what staff have read.
//!
//! The code is sent and forgotten. What comes back is stored before the tablet calls itself enrolled.

use super::{put_device, turn, write};
use crate::desk::{Access, Desk};
use crate::network::{self, NoAnswer};
use crate::storage::{Change, Device, StorageError, Store, StoredParcel};
use crate::{platform, preferences, sync};
use erum_domain::wire::{EnrolAnswer, EnrolRequest, Problem};
use leptos::prelude::*;

/// Why a tablet was not enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EnrolTrouble {
    /// The hub said no, in its own words.
    Refused(Box<Problem>),
    /// The code belongs to another unit, and records for this one have not been sent yet.
    OtherUnit,
    /// No contact with the hub, or an answer that makes no sense.
    NoContact,
    /// The tablet could not store what came back.
    NotStored(StorageError),
}

/// Enrols this tablet. One that was enrolled before keeps what it holds and sends it all once more; one that moves to
/// another unit begins afresh, once everything for the old one has been sent.
pub(crate) async fn enrol(desk: Desk, code: String) -> Result<(), EnrolTrouble> {
    if let Access::Failed(error) = desk.access.get_untracked() {
        return Err(EnrolTrouble::NotStored(error));
    }
    // Asked before the turn is taken: nobody's tick waits for the hub.
    let answer: EnrolAnswer = network::post("/api/v1/enrol", &EnrolRequest { code }, None).await.map_err(|answer| match answer {
        NoAnswer::Problem(_, _, Some(problem)) => EnrolTrouble::Refused(problem),
        _ => EnrolTrouble::NoContact,
    })?;
    let _turn = turn().await;
    let before = desk.device.get_untracked();
    if before.as_ref().is_some_and(|device| device.unit != answer.unit) {
        leave_unit(desk).await?;
    }
    let (device, parcels) = anew(answer, before, desk.parcels.get_untracked());
    let changes = parcels.iter().map(|stored| Change::put(Store::Parcels, stored.parcel.id, stored)).chain([put_device(&device)]).collect();
    write(desk, changes).await.map_err(EnrolTrouble::NotStored)?;
    desk.device.set(Some(device));
    desk.parcels.set(parcels);
    preferences::remember_staff_tablet();
    sync::begin_anew(desk);
    Ok(())
}

/// Lets go of what belongs to the old unit: all of it has been received there.
async fn leave_unit(desk: Desk) -> Result<(), EnrolTrouble> {
    let parcels = desk.parcels.get_untracked();
    if parcels.iter().any(|stored| stored.receipt.is_none()) {
        return Err(EnrolTrouble::OtherUnit);
    }
    let closed = desk.closed.get_untracked();
    let parcels = parcels.iter().map(|stored| Change::delete(Store::Parcels, stored.parcel.id));
    let closed = closed.iter().map(|item| Change::delete(Store::Day, item.record.id));
    write(desk, Ok(parcels.chain(closed).collect())).await.map_err(EnrolTrouble::NotStored)?;
    desk.parcels.set(Vec::new());
    desk.closed.set(Vec::new());
    Ok(())
}

/// The tablet as it is known from now on, and its parcels: all it still holds are numbered anew, from 1, and sent
/// again. A hub that forgot the tablet may have forgotten its records; one that has them knows them by their ids.
fn anew(answer: EnrolAnswer, before: Option<Device>, mut parcels: Vec<StoredParcel>) -> (Device, Vec<StoredParcel>) {
    for (stored, number) in parcels.iter_mut().zip(1..) {
        stored.receipt = None;
        stored.device = answer.device;
        stored.parcel.number = number;
    }
    let device = Device {
        id: answer.device,
        token: answer.token,
        unit: answer.unit,
        unit_name: answer.unit_name,
        next_number: parcels.len() as u64 + 1,
        next_visitor: before.map_or(1, |device| device.next_visitor),
        last_contact_ms: Some(answer.hub_time_ms),
        clock_error_ms: erum_domain::sync::clock_error_ms(platform::now_ms(), answer.hub_time_ms),
        restored: false,
        gone: Vec::new(),
        gone_read: Vec::new(),
    };
    (device, parcels)
}

/// Staff have read that the tablet was restored, and which numbers are gone.
pub(crate) async fn acknowledge(desk: Desk) -> Result<(), StorageError> {
    let _turn = turn().await;
    let Some(device) = desk.device.get_untracked() else { return Ok(()) };
    let device = Device { restored: false, gone_read: device.gone.clone(), ..device };
    write(desk, put_device(&device).map(|change| vec![change])).await?;
    desk.device.set(Some(device));
    Ok(())
}
