//! `POST /api/v1/sync`: a device hands over parcels and gets a receipt for every one of them.

use super::queue;
use crate::Hub;
use crate::auth::Device;
use crate::body::Body;
use crate::intake::{Clocks, Judged, into_review, judge};
use crate::problem::ApiError;
use crate::secret::new_id;
use crate::store::{Delivery, KnownDevice};
use axum::Json;
use axum::extract::State;
use erum_domain::wire::{PARCELS_MAX, SyncAnswer, SyncRequest};
use std::sync::Arc;

/// Takes in a request's parcels. No parcel stops another: whatever is wrong inside one is told on its receipt.
///
/// # Errors
/// An unknown device, a body that is no request, too many parcels.
pub async fn sync(
    State(hub): State<Arc<Hub>>,
    Device(device): Device,
    Body(request): Body<SyncRequest>,
) -> Result<Json<SyncAnswer>, ApiError> {
    if request.parcels.len() > PARCELS_MAX {
        return Err(ApiError::TooManyParcels);
    }
    let now_ms = hub.now_ms();
    let clocks = Clocks { device_ms: request.device_time_ms, hub_ms: now_ms };
    let keys = hub.store.hub_keys().await?;
    let look = |parcel| if device.revoked { into_review(parcel, device.id, &keys, clocks) } else { judge(parcel, &keys, clocks) };
    let records: Vec<Judged> = request.parcels.into_iter().map(look).collect();
    let delivery = Delivery {
        unit: device.unit.clone(),
        device: device.id,
        claimed: request.device,
        next_number: request.next_number,
        records,
        now_ms,
        spare_id: new_id()?,
    };
    let delivered = hub.store.receive(&delivery).await?;
    Ok(Json(SyncAnswer {
        hub_time_ms: now_ms,
        receipts: delivered.receipts,
        device: delivered.device,
        restored: delivered.restored,
        missing: delivered.missing,
        // Parcels are taken also where there are no packs.
        packs: hub.packs.now(hub.store.as_ref()).await.map(|served| served.version.clone()).unwrap_or_default(),
        snapshot: snapshot_hash(&hub, &device).await,
        revoked: device.revoked,
        hub_key: keys.public().to_owned(),
        policy: hub.config.policy,
    }))
}

/// A tablet that is shut out learns nothing more of its unit. Whatever fails here, the receipts go out: what is stored is
/// stored, and the tablet keeps the snapshot that it has.
async fn snapshot_hash(hub: &Hub, device: &KnownDevice) -> String {
    if device.revoked {
        return String::new();
    }
    match queue::of_unit(hub, &device.unit).await {
        Ok(snapshot) => snapshot.hash,
        Err(error) => {
            tracing::warn!(%error, "the snapshot for tablets cannot be made");
            String::new()
        }
    }
}
