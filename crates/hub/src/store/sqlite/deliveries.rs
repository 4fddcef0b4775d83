//! Deliveries in SQLite: every parcel of a request in one transaction, each stored once, none that was opened ever overwritten.
//!
//! What the numbers mean is decided in [`numbers`]; this file only asks the tables.

use super::records::store_one;
use super::{SqliteStore, id_of, signed, unit, unsigned};
use crate::intake::Judged;
use crate::store::numbers::{self, Incarnation};
use crate::store::{Delivered, Delivery, HandedIn, StoreError};
use erum_domain::ident::{Id, Slug};
use erum_domain::wire::{Receipt, ReceiptStatus};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

impl SqliteStore {
    pub(super) async fn take_in(&self, delivery: &Delivery) -> Result<Delivered, StoreError> {
        let mut tx = self.begin().await?;
        let next = numbers::next_number(delivery.next_number, &delivery.records);
        let (incarnation, restored) = settle_incarnation(&mut tx, delivery, next).await?;
        let mut receipts = Vec::with_capacity(delivery.records.len());
        for judged in &delivery.records {
            receipts.push(store_one(&mut tx, &delivery.unit, judged, delivery.now_ms).await?);
            note_number(&mut tx, &delivery.unit, incarnation.id, judged).await?;
        }
        let missing = settle_numbers(&mut tx, &delivery.unit, &incarnation, next).await?;
        note_contact(&mut tx, delivery, &incarnation).await?;
        tx.commit().await?;
        Ok(Delivered { receipts, device: incarnation.id, restored, missing })
    }

    /// Closes gaps by the numbers that came, but never says that a number was given out: it is not the tablet that speaks.
    pub(super) async fn take_in_for_another(&self, handed: &HandedIn) -> Result<Vec<Receipt>, StoreError> {
        let mut tx = self.begin().await?;
        unit(&mut tx, &handed.unit).await?;
        let mut receipts = Vec::with_capacity(handed.records.len());
        for judged in &handed.records {
            receipts.push(store_one(&mut tx, &handed.unit, judged, handed.now_ms).await?);
            if let Some(incarnation) = handed.numbered_under {
                note_number(&mut tx, &handed.unit, incarnation, judged).await?;
            }
        }
        tx.commit().await?;
        Ok(receipts)
    }

    pub(super) async fn take_in_sample(&self, unit_id: &Slug, records: &[Judged], now_ms: i64) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        unit(&mut tx, unit_id).await?;
        let mut new = 0;
        for judged in records {
            let receipt = store_one(&mut tx, unit_id, judged, now_ms).await?;
            new += u64::from(receipt.status == ReceiptStatus::Stored);
        }
        tx.commit().await?;
        Ok(new)
    }
}

/// The incarnation the request counts under, and whether it shows that the tablet is a copy.
async fn settle_incarnation(tx: &mut SqliteConnection, delivery: &Delivery, next: u64) -> Result<(Incarnation, bool), StoreError> {
    let all = incarnations(tx, &delivery.unit, delivery.device).await?;
    let claimed = all.iter().find(|one| one.id == delivery.claimed).or(all.last());
    let current = *claimed.ok_or(StoreError::Damaged("a device without an incarnation"))?;
    let twice = numbers::number_used_twice(&delivery.records);
    if !twice && !numbers::went_back(&current, next) && !known_number_new_id(tx, delivery, current.id).await? {
        return Ok((current, false));
    }
    for child in all.iter().filter(|one| numbers::awaits(one, current.id, next)) {
        if !known_number_new_id(tx, delivery, child.id).await? {
            return Ok((*child, true));
        }
    }
    let generation = all.iter().map(|one| one.generation).max().unwrap_or(0) + 1;
    let copy = Incarnation {
        id: delivery.spare_id,
        parent: Some(current.id),
        generation,
        used: false,
        first: next,
        complete: next,
        highest: next - 1,
    };
    insert_incarnation(tx, delivery, &copy).await?;
    Ok((copy, true))
}

/// A device's incarnations, oldest first.
async fn incarnations(tx: &mut SqliteConnection, unit: &Slug, device: Id) -> Result<Vec<Incarnation>, StoreError> {
    let sql = "SELECT id, parent, generation, used, first_number, complete_number, highest_number
               FROM incarnation WHERE unit = $1 AND device = $2 ORDER BY generation";
    let rows = sqlx::query(sql).bind(unit.as_str()).bind(device.to_string()).fetch_all(tx).await?;
    rows.iter().map(incarnation_of).collect()
}

fn incarnation_of(row: &SqliteRow) -> Result<Incarnation, StoreError> {
    let parent: Option<&str> = row.try_get("parent")?;
    Ok(Incarnation {
        id: id_of(row, "id")?,
        parent: parent.map(Id::parse).transpose().map_err(|_not_an_id| StoreError::Damaged("an incarnation's parent"))?,
        generation: row.try_get("generation")?,
        used: row.try_get("used")?,
        first: unsigned(row.try_get("first_number")?),
        complete: unsigned(row.try_get("complete_number")?),
        highest: unsigned(row.try_get("highest_number")?),
    })
}

async fn insert_incarnation(tx: &mut SqliteConnection, delivery: &Delivery, copy: &Incarnation) -> Result<(), StoreError> {
    let sql = "INSERT INTO incarnation
               (unit, id, device, generation, parent, first_number, complete_number, highest_number, since_ms)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    sqlx::query(sql)
        .bind(delivery.unit.as_str())
        .bind(copy.id.to_string())
        .bind(delivery.device.to_string())
        .bind(copy.generation)
        .bind(copy.parent.map(|parent| parent.to_string()))
        .bind(signed(copy.first))
        .bind(signed(copy.complete))
        .bind(signed(copy.highest))
        .bind(delivery.now_ms)
        .execute(tx)
        .await?;
    Ok(())
}

/// Whether a number that came before comes again with a record that did not.
async fn known_number_new_id(tx: &mut SqliteConnection, delivery: &Delivery, incarnation: Id) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM numbered WHERE unit = $1 AND incarnation = $2 AND number = $3 AND record <> $4
               AND NOT EXISTS (SELECT 1 FROM record WHERE record.unit = $1 AND record.id = $4)";
    for judged in delivery.records.iter().filter(|judged| numbers::counts(judged.parcel.number)) {
        let found = sqlx::query(sql)
            .bind(delivery.unit.as_str())
            .bind(incarnation.to_string())
            .bind(signed(judged.parcel.number))
            .bind(judged.parcel.id.to_string())
            .fetch_optional(&mut *tx)
            .await?;
        if found.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn note_number(tx: &mut SqliteConnection, unit: &Slug, incarnation: Id, judged: &Judged) -> Result<(), StoreError> {
    if !numbers::counts(judged.parcel.number) {
        return Ok(());
    }
    let sql = "INSERT INTO numbered (unit, incarnation, number, record) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    sqlx::query(sql)
        .bind(unit.as_str())
        .bind(incarnation.to_string())
        .bind(signed(judged.parcel.number))
        .bind(judged.parcel.id.to_string())
        .execute(tx)
        .await?;
    Ok(())
}

/// Brings the incarnation's books up to date and names the gaps. Reads only what lies above the last whole stretch.
async fn settle_numbers(tx: &mut SqliteConnection, unit: &Slug, incarnation: &Incarnation, next: u64) -> Result<Vec<u64>, StoreError> {
    let sql = "SELECT number FROM numbered WHERE unit = $1 AND incarnation = $2 AND number >= $3 AND number < $4 ORDER BY number";
    let come = sqlx::query_scalar::<_, i64>(sql)
        .bind(unit.as_str())
        .bind(incarnation.id.to_string())
        .bind(signed(incarnation.complete))
        .bind(signed(next))
        .fetch_all(&mut *tx)
        .await?;
    let come: Vec<u64> = come.into_iter().map(unsigned).collect();
    let (missing, complete) = numbers::missing(incarnation.complete, next, &come);
    let sql = "UPDATE incarnation SET complete_number = $3, highest_number = max(highest_number, $4) WHERE unit = $1 AND id = $2";
    sqlx::query(sql).bind(unit.as_str()).bind(incarnation.id.to_string()).bind(signed(complete)).bind(signed(next - 1)).execute(tx).await?;
    Ok(missing)
}

async fn note_contact(tx: &mut SqliteConnection, delivery: &Delivery, incarnation: &Incarnation) -> Result<(), StoreError> {
    if delivery.claimed == incarnation.id && !incarnation.used {
        sqlx::query("UPDATE incarnation SET used = 1 WHERE unit = $1 AND id = $2")
            .bind(delivery.unit.as_str())
            .bind(incarnation.id.to_string())
            .execute(&mut *tx)
            .await?;
    }
    sqlx::query("UPDATE device SET last_contact_ms = max(last_contact_ms, $3) WHERE unit = $1 AND id = $2")
        .bind(delivery.unit.as_str())
        .bind(delivery.device.to_string())
        .bind(delivery.now_ms)
        .execute(tx)
        .await?;
    Ok(())
}
