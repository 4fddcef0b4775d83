//! Retention, by itself: at the start and once a day. What goes and by which rule is decided in the store.
//!
//! Logs that it ran and whether it failed, never what went: that stands in the disposal log.

use crate::Hub;
use crate::clock::day_of;
use crate::store::{HubStore, StoreError};
use std::sync::Arc;
use std::time::Duration;

/// How often to look whether a new day has begun. A machine that slept is then up to date within the hour.
const LOOK_AGAIN: Duration = Duration::from_secs(3_600);

/// Disposes of everything that has been kept long enough, unit by unit. Doing it twice does nothing more.
///
/// # Errors
/// The store's; units before the one that failed are done.
pub async fn run(store: &dyn HubStore, now_ms: i64) -> Result<(), StoreError> {
    for unit in store.units().await? {
        store.dispose(&unit.id, now_ms).await?;
    }
    store.dispose_of_keys(now_ms).await
}

/// Runs now and then once a day, for as long as the hub serves. A run that failed is made up for at the next look.
pub async fn every_day(hub: Arc<Hub>) {
    let mut done = None;
    loop {
        let now_ms = hub.now_ms();
        let today = day_of(now_ms);
        if done != Some(today) {
            match run(hub.store.as_ref(), now_ms).await {
                Ok(()) => {
                    done = Some(today);
                    tracing::info!("retention ran");
                }
                Err(error) => tracing::error!(%error, "retention failed; it is tried again within the hour"),
            }
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}
