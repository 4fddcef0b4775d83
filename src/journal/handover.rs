//! When a tablet cannot send: what waits, as a file; and handing in such a file from another tablet.
//!
//! The file holds parcels, which only the hub can open, so it may travel on a memory stick or by e-mail. Handed in twice,
//! everything is stored once. What was exported stays on the tablet until the hub's own receipt.

use crate::desk::Desk;
use crate::network::{self, NoAnswer};
use crate::platform;
use erum_domain::wire::{HandIn, HandInAnswer, Problem};
use leptos::prelude::*;

/// The version of the file's form.
const FORM: u32 = 1;

/// Why a file was not handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HandInTrouble {
    /// It is no file of ours, or a damaged one.
    NotOurs,
    /// The hub said no, in its own words.
    Refused(Box<Problem>),
    /// No contact.
    NoContact,
}

/// Saves what has no receipt as a file.
pub(crate) fn export(desk: Desk) {
    let Some(device) = desk.device.get_untracked() else { return };
    let unsent = desk.parcels.with_untracked(|parcels| {
        parcels.iter().filter(|stored| stored.receipt.is_none()).map(|stored| stored.parcel.clone()).collect::<Vec<_>>()
    });
    let name = format!("erum-{}-{}.json", &device.id.to_string()[..8], unsent.len());
    let file = HandIn { v: FORM, device: device.id, parcels: unsent };
    platform::save_file(&name, &serde_json::to_string(&file).unwrap_or_default());
}

/// Hands a file in that another tablet saved. Answers with how many parcels the hub has now.
pub(crate) async fn hand_in_file(desk: Desk, text: &str) -> Result<usize, HandInTrouble> {
    let file: HandIn = serde_json::from_str(text).map_err(|_cause| HandInTrouble::NotOurs)?;
    let token = desk.device.with_untracked(|device| device.as_ref().map(|device| device.token.clone()));
    let mut has = 0;
    // One that fails leaves the earlier ones handed in: the same file once more does the rest.
    for request in file.in_requests() {
        let answer: Result<HandInAnswer, NoAnswer> = network::post("/api/v1/hand-in", &request, token.as_deref()).await;
        has += answer.map_err(trouble)?.receipts.len();
    }
    Ok(has)
}

fn trouble(no_answer: NoAnswer) -> HandInTrouble {
    match no_answer {
        NoAnswer::Problem(_, _, Some(problem)) => HandInTrouble::Refused(problem),
        _ => HandInTrouble::NoContact,
    }
}
