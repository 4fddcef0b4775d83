//! How many sync requests a second the hub takes, small ones and full ones, from several tablets at once.

use super::{Metrics, RUNS, median};
use crate::client::{Device, closed_today, random_id};
use crate::hub::Hub;
use crate::tablet::BUS;
use anyhow::Result;
use erum_domain::codes::{Outcome, Service};
use erum_domain::record::{Record, SessionRecord};
use erum_domain::wire::SyncRequest;
use std::time::Instant;
use tokio::task::JoinSet;

/// Tablets that send at the same moment.
const TABLETS: usize = 4;

/// Measures requests with one record and with 500.
///
/// # Errors
/// When the hub refuses one.
pub async fn measure(metrics: &mut Metrics) -> Result<()> {
    let hub = Hub::start().await?;
    let mut tablets = Vec::new();
    for _ in 0..TABLETS {
        tablets.push(hub.device().await?);
    }
    for (records, requests) in [(1, 50), (500, 4)] {
        let mut pace = Vec::new();
        for _ in 0..RUNS {
            let packed = tablets.drain(..).map(|tablet| pack(tablet, records, requests)).collect();
            let begun = Instant::now();
            tablets = all_send(packed).await?;
            pace.push((TABLETS * requests) as f64 / begun.elapsed().as_secs_f64());
        }
        metrics.insert(format!("hub_sync_{records}_per_s"), median(&pace));
    }
    Ok(())
}

/// Everything a tablet will send, made beforehand: the tablet's work is not the hub's.
fn pack(mut tablet: Device, records: usize, requests: usize) -> (Device, Vec<SyncRequest>) {
    let sample = closed_today(BUS, Service::Travel, Outcome::DoneAlone);
    let made = (0..requests)
        .map(|_| {
            let records: Vec<Record> = (0..records).map(|_| Record::Session(SessionRecord { id: random_id(), ..sample.clone() })).collect();
            tablet.pack(&records)
        })
        .collect();
    (tablet, made)
}

async fn all_send(packed: Vec<(Device, Vec<SyncRequest>)>) -> Result<Vec<Device>> {
    let mut sending: JoinSet<Result<Device>> = JoinSet::new();
    for (tablet, requests) in packed {
        sending.spawn(async move {
            for request in &requests {
                tablet.send(request).await?;
            }
            Ok(tablet)
        });
    }
    let mut tablets = Vec::new();
    while let Some(sent) = sending.join_next().await {
        tablets.push(sent??);
    }
    Ok(tablets)
}
