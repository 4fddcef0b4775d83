//! `hand-in` and `disposals`: records that come in by file, and the log of what went. Prints counts, never content.

use super::{CliError, DisposalsArgs, HandInArgs, existing, in_dir, say};
use crate::clock::now_ms;
use crate::disposals::{csv, table};
use crate::handing::{HandInError, take};
use crate::store::{HubStore, StoreError};
use erum_domain::ident::Slug;
use erum_domain::wire::{HandIn, REQUEST_MAX_BYTES, Receipt, ReceiptStatus};
use std::path::Path;

/// A tablet that could not send for a year exports less than this.
const FILE_MAX_BYTES: usize = 16 * REQUEST_MAX_BYTES;

pub(super) async fn hand_in(args: &HandInArgs) -> Result<(), CliError> {
    let dir = &args.list.data.dir;
    let unfit = |why: String| CliError::HandIn { file: args.file.clone(), why };
    let brought = read(&args.file).await.map_err(unfit)?;
    let store = existing(dir).await?;
    let taken = take_all(&store, &args.list.unit, &brought).await;
    store.close().await;
    let receipts = taken.map_err(|error| match error {
        HandInError::Store(error) => in_dir(dir, error),
        other => unfit(other.to_string()),
    })?;
    say(&summary(&receipts))
}

/// As many at once as a request may hold. One that fails leaves the earlier ones taken: the same file once more does the rest.
async fn take_all(store: &dyn HubStore, unit: &Slug, brought: &HandIn) -> Result<Vec<Receipt>, HandInError> {
    let mut receipts = Vec::new();
    for request in brought.in_requests() {
        receipts.extend(take(store, unit, request, now_ms()).await?);
    }
    Ok(receipts)
}

/// What is wrong with a file is told without a word of what stands in it.
async fn read(file: &Path) -> Result<HandIn, String> {
    let bytes = tokio::fs::read(file).await.map_err(|error| error.to_string())?;
    if bytes.len() > FILE_MAX_BYTES {
        return Err("it is larger than any that a tablet exports".to_owned());
    }
    serde_json::from_slice(&bytes).map_err(|_cause| "it is not a file that a tablet exported".to_owned())
}

fn summary(receipts: &[Receipt]) -> String {
    let with = |status| receipts.iter().filter(|receipt| receipt.status == status).count();
    format!(
        "{} records: {} new, {} known before, {} of an unknown kind, {} kept aside",
        receipts.len(),
        with(ReceiptStatus::Stored),
        with(ReceiptStatus::Known),
        with(ReceiptStatus::Kept),
        with(ReceiptStatus::Quarantined)
    )
}

pub(super) async fn disposals(args: &DisposalsArgs) -> Result<(), CliError> {
    let (dir, unit) = (&args.list.data.dir, &args.list.unit);
    let store = existing(dir).await?;
    let known = store.units().await.map_err(|error| in_dir(dir, error))?;
    let lines = store.disposals(unit).await.map_err(|error| in_dir(dir, error))?;
    store.close().await;
    if !known.iter().any(|known| &known.id == unit) {
        return Err(in_dir(dir, StoreError::NoUnit(unit.clone())));
    }
    if args.csv {
        return say(csv(&lines).trim_end());
    }
    table(&lines).iter().try_for_each(|line| say(line))
}
