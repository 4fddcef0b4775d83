//! A second tablet without a screen: speaks the hub's wire directly, to seed records and to measure.

use anyhow::{Context, Result, ensure};
use erum_domain::codes::{Form, Outcome, PlaceKind, Service};
use erum_domain::day::Day;
use erum_domain::ident::{Id, Slug};
use erum_domain::record::{GuideRef, RECORD_VERSION, Record, SessionRecord};
use erum_domain::wire::{EnrolAnswer, EnrolRequest, Parcel, SyncAnswer, SyncRequest};
use erum_vault::parcels::{HubPublic, seal};
use reqwest::Client;
use std::time::{SystemTime, UNIX_EPOCH};

/// An enrolled device.
#[derive(Debug)]
pub struct Device {
    http: Client,
    origin: String,
    enrolled: EnrolAnswer,
    next_number: u64,
}

impl Device {
    /// Enrols with a one-time code.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn enrol(origin: &str, code: &str) -> Result<Self> {
        let http = Client::new();
        let request = EnrolRequest { code: code.to_owned() };
        let answer = http.post(format!("{origin}/api/v1/enrol")).json(&request).send().await?;
        ensure!(answer.status().is_success(), "enrol: {} {}", answer.status(), answer.text().await?);
        Ok(Self { http, origin: origin.to_owned(), enrolled: answer.json().await?, next_number: 1 })
    }

    /// What the hub's parcels are sealed to.
    pub fn hub_key(&self) -> &str {
        &self.enrolled.hub_key
    }

    /// The id it goes by.
    pub const fn id(&self) -> Id {
        self.enrolled.device
    }

    /// Makes parcels of records, with the next numbers.
    pub fn pack(&mut self, records: &[Record]) -> SyncRequest {
        let first = self.next_number;
        self.next_number += records.len() as u64;
        let hub_key = HubPublic::parse(&self.enrolled.hub_key).expect("the hub hands out a key");
        let parcels = records.iter().zip(first..).map(|(record, number)| {
            let (id, seed) = (record.id(), random());
            let body = seal(hub_key, &id.to_string(), record.to_json().as_bytes(), seed).expect("the hub's key seals");
            Parcel { id, number, body }
        });
        SyncRequest { device: self.enrolled.device, next_number: self.next_number, device_time_ms: now_ms(), parcels: parcels.collect() }
    }

    /// Sends what [`pack`](Self::pack) made.
    ///
    /// # Errors
    /// When the hub does not answer with receipts for all.
    pub async fn send(&self, request: &SyncRequest) -> Result<SyncAnswer> {
        let url = format!("{}/api/v1/sync", self.origin);
        let answer = self.http.post(url).bearer_auth(&self.enrolled.token).json(request).send().await?;
        ensure!(answer.status().is_success(), "sync: {} {}", answer.status(), answer.text().await?);
        let answer: SyncAnswer = answer.json().await.context("sync: no answer of the hub's")?;
        ensure!(answer.receipts.len() == request.parcels.len(), "sync: not a receipt for every parcel");
        Ok(answer)
    }

    /// Packs and sends `count` sessions of one kind.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn seed(&mut self, count: usize, sample: &SessionRecord) -> Result<()> {
        let records: Vec<Record> = (0..count).map(|_| Record::Session(SessionRecord { id: random_id(), ..sample.clone() })).collect();
        let request = self.pack(&records);
        self.send(&request).await.map(drop)
    }
}

/// A session closed today with a guide, in a senior home.
pub fn closed_today(guide: &str, service: Service, outcome: Outcome) -> SessionRecord {
    SessionRecord {
        v: RECORD_VERSION,
        id: random_id(),
        date: today(),
        place: PlaceKind::SeniorHome,
        form: Form::Outreach,
        service,
        guide: Slug::parse(guide).ok().map(|slug| GuideRef { slug, version: 1 }),
        outcome,
        stuck: Default::default(),
        obstacles: Default::default(),
        faults: Default::default(),
        limit: erum_domain::limits::limit_meant_by(outcome, None),
        referral: None,
        support: None,
        length: None,
        returning: false,
        replaces: None,
    }
}

/// A new random id.
pub fn random_id() -> Id {
    Id::from_random(random())
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    bytes
}

/// Milliseconds since 1970.
pub fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Today, by UTC.
pub fn today() -> Day {
    Day::from_local_ms(now_ms())
}
