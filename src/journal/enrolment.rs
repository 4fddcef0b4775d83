//! Making this tablet known to the hub, once, with a code; and noting what staff have read.
//!
//! The code is sent and forgotten. The first way in is made before the code is spent, and everything is stored in one
//! transaction before the tablet calls itself enrolled: there is never a moment with data and no lock.

use super::closing::sealed_to_hub;
use super::keys::{Beginning, beginning};
use super::{put_device, put_home, put_slot, storage, turn, write};
use crate::desk::{Access, Desk, Saving};
use crate::network::{self, NoAnswer};
use crate::storage::{Change, DayItem, Device, Home, Sign, StorageError, Store, StoredParcel};
use crate::{platform, preferences, sync, vigil};
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
    /// The helper program that makes locks could not be started.
    NoKeysmith,
    /// The tablet could not store what came back.
    NotStored(StorageError),
}

/// The first member's way in.
#[derive(Clone)]
pub(crate) struct FirstSlot {
    /// Its sign.
    pub(crate) sign: Sign,
    /// Its PIN.
    pub(crate) pin: String,
}

/// Enrols this tablet, and answers with the recovery code when it is new: shown once. One that was enrolled before keeps
/// what it holds and sends it all once more; one that moves to another unit begins afresh, once everything for the old one
/// has been sent. A tablet without a way in gets its first one here.
pub(crate) async fn enrol(desk: Desk, code: String, first: Option<FirstSlot>) -> Result<Option<String>, EnrolTrouble> {
    if let Access::Failed(error) = desk.access.get_untracked() {
        return Err(EnrolTrouble::NotStored(error));
    }
    let beginning = match first {
        Some(first) => Some(beginning(first.sign, first.pin).await.map_err(|_cause| EnrolTrouble::NoKeysmith)?),
        None => None,
    };
    // Asked before the turn is taken: nobody's tick waits for the hub.
    let answer: EnrolAnswer = network::post("/api/v1/enrol", &EnrolRequest { code }, None).await.map_err(|answer| match answer {
        NoAnswer::Problem(_, _, Some(problem)) => EnrolTrouble::Refused(problem),
        _ => EnrolTrouble::NoContact,
    })?;
    let _turn = turn().await;
    if desk.home.get_untracked().is_some_and(|home| home.unit != answer.unit) {
        leave_unit(desk).await?;
    }
    settle_in(desk, answer, beginning.as_ref()).await.map_err(|error| {
        desk.saving.set(Some(Saving::Failed(error)));
        EnrolTrouble::NotStored(error)
    })?;
    preferences::remember_staff_tablet();
    preferences::forget_wiped();
    vigil::begin(desk);
    sync::begin_anew(desk);
    Ok(beginning.map(|beginning| beginning.recovery))
}

/// Stores who the tablet is from now on, with everything it held before sealed under its key.
async fn settle_in(desk: Desk, answer: EnrolAnswer, beginning: Option<&Beginning>) -> Result<(), StorageError> {
    let home = Home { unit: answer.unit.clone(), unit_name: answer.unit_name.clone(), hub_key: answer.hub_key.clone() };
    let parcels = resealed(desk, &home, desk.parcels.get_untracked()).await?;
    let (device, parcels) = anew(answer, desk.device.get_untracked(), parcels);
    let mut changes = vec![put_device(&device)?, put_home(&home)?];
    for stored in &parcels {
        changes.push(Change::put(Store::Parcels, stored.parcel.id, stored)?);
    }
    match beginning {
        None => storage()?.write(&changes).await?,
        Some(beginning) => {
            // What an earlier version of the app stored unsealed.
            changes.splice(0..0, storage()?.sealed_anew().await?);
            for kept in &beginning.slots {
                changes.push(put_slot(kept)?);
            }
            storage()?.write_under(beginning.key.clone(), &changes).await?;
            desk.slots.set(beginning.slots.clone());
            desk.me.set(beginning.slots.first().map(|kept| kept.id));
            super::opening::fill(desk, &super::opening::fetch().await?).await?;
        }
    }
    desk.device.set(Some(device));
    desk.home.set(Some(home));
    desk.parcels.set(parcels);
    Ok(())
}

/// Parcels that the hub may not be able to open any more, sealed anew from the day's own copies: a hub that knows the
/// tablet no longer may have another key. Those without a copy stay as they are; the hub keeps them aside and says so.
async fn resealed(desk: Desk, home: &Home, mut parcels: Vec<StoredParcel>) -> Result<Vec<StoredParcel>, StorageError> {
    let same_key = desk.home.with_untracked(|known| known.as_ref().is_some_and(|known| known.hub_key == home.hub_key));
    if same_key {
        return Ok(parcels);
    }
    let (closed, _) = storage()?.all::<DayItem>(Store::Day).await?;
    for stored in &mut parcels {
        let id = stored.parcel.id;
        let copy =
            closed.iter().find(|item| item.record.id == id).map(|item| erum_domain::record::Record::Session(item.record.clone()).to_json());
        // From before there were seals, a parcel is the record itself.
        let plain = copy.or_else(|| stored.parcel.body.starts_with('{').then(|| stored.parcel.body.clone()));
        if let Some(plain) = plain {
            stored.parcel.body = sealed_to_hub(&home.hub_key, id, plain).await?;
        }
    }
    Ok(parcels)
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
        next_number: parcels.len() as u64 + 1,
        next_visitor: before.map_or(1, |device| device.next_visitor),
        last_contact_ms: Some(answer.hub_time_ms),
        clock_error_ms: erum_domain::sync::clock_error_ms(platform::now_ms(), answer.hub_time_ms),
        restored: false,
        gone: Vec::new(),
        gone_read: Vec::new(),
        policy: answer.policy,
        revoked: false,
        overdue_since_ms: None,
        gave_up: false,
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
