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
    /// No contact with the hub, or an answer that makes no sense.
    NoContact,
    /// The tablet could not store what came back.
    NotStored(StorageError),
}

/// Enrols this tablet. A tablet that was enrolled before keeps its records; what is unsent gets new numbers.
pub(crate) async fn enrol(desk: Desk, code: String) -> Result<(), EnrolTrouble> {
    let _turn = turn().await;
    if let Access::Failed(error) = desk.access.get_untracked() {
        return Err(EnrolTrouble::NotStored(error));
    }
    let answer: EnrolAnswer = network::post("/api/v1/enrol", &EnrolRequest { code }, None).await.map_err(|answer| match answer {
        NoAnswer::Problem(_, _, Some(problem)) => EnrolTrouble::Refused(problem),
        _ => EnrolTrouble::NoContact,
    })?;
    let (device, parcels) = anew(answer, desk.device.get_untracked(), desk.parcels.get_untracked());
    let changes = parcels.iter().map(|stored| Change::put(Store::Parcels, stored.parcel.id, stored)).chain([put_device(&device)]).collect();
    write(desk, changes).await.map_err(EnrolTrouble::NotStored)?;
    desk.device.set(Some(device));
    desk.parcels.set(parcels);
    preferences::remember_staff_tablet();
    platform::ask_to_persist().await;
    sync::start(desk);
    Ok(())
}

/// The tablet as it is known from now on, and its parcels: what the hub has not receipted is numbered anew, from 1.
fn anew(answer: EnrolAnswer, before: Option<Device>, parcels: Vec<StoredParcel>) -> (Device, Vec<StoredParcel>) {
    let mut next_number = 1;
    let mut parcels = parcels;
    for stored in parcels.iter_mut().filter(|stored| stored.receipt.is_none()) {
        stored.device = answer.device;
        stored.parcel.number = next_number;
        next_number += 1;
    }
    let device = Device {
        id: answer.device,
        token: answer.token,
        unit: answer.unit,
        unit_name: answer.unit_name,
        next_number,
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
