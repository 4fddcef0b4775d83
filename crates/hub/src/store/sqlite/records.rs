//! One record in SQLite: stored once by its id, and set aside when what it names is gone. What was once opened is never
//! overwritten.

use crate::clock::day_of;
use crate::intake::{Judged, Status, UNOPENED};
use crate::store::StoreError;
use erum_domain::ident::{Id, Slug};
use erum_domain::record::Refusal;
use erum_domain::wire::{Receipt, ReceiptStatus};
use sqlx::{Row, SqliteConnection};

/// Stores a record unless its id is known: the first one that came stands, but for one that could not be opened.
pub(super) async fn store_one(tx: &mut SqliteConnection, unit: &Slug, judged: &Judged, now_ms: i64) -> Result<Receipt, StoreError> {
    let receipt = |status, reason| Receipt { id: judged.parcel.id, number: judged.parcel.number, status, reason };
    if is_gone(tx, unit, judged.parcel.id).await? {
        return Ok(receipt(ReceiptStatus::Known, None));
    }
    let late = judged.status == Status::Stored && names_what_is_gone(tx, unit, judged.names).await?;
    let (status, reason) = if late { (Status::Quarantined, Some(Refusal::TooLate)) } else { (judged.status, judged.reason) };
    let kept = (status, reason);
    let is_new = insert(tx, unit, judged, kept, now_ms).await?
        || (judged.status == Status::Stored
            && delete_unopened(tx, unit, judged.parcel.id).await?
            && insert(tx, unit, judged, kept, now_ms).await?);
    if is_new {
        if late {
            set_followers_aside(tx, unit, judged.parcel.id).await?;
        }
        return Ok(match status {
            Status::Stored => receipt(ReceiptStatus::Stored, None),
            Status::Kept => receipt(ReceiptStatus::Kept, None),
            Status::Quarantined => receipt(ReceiptStatus::Quarantined, reason),
        });
    }
    let sql = "SELECT status, reason FROM record WHERE unit = $1 AND id = $2";
    let row = sqlx::query(sql).bind(unit.as_str()).bind(judged.parcel.id.to_string()).fetch_one(tx).await?;
    Ok(match row.try_get::<&str, _>("status")? {
        "quarantined" => receipt(ReceiptStatus::Quarantined, row.try_get::<Option<&str>, _>("reason")?.and_then(reason_from)),
        _ => receipt(ReceiptStatus::Known, None),
    })
}

/// Whether it was new.
async fn insert(
    tx: &mut SqliteConnection,
    unit: &Slug,
    judged: &Judged,
    (status, reason): (Status, Option<Refusal>),
    now_ms: i64,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO record (unit, id, status, reason, kind, day, body, received_day, names, device, days_off)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (unit, id) DO NOTHING";
    let done = sqlx::query(sql)
        .bind(unit.as_str())
        .bind(judged.parcel.id.to_string())
        .bind(status.code())
        .bind(reason.and_then(reason_code))
        .bind(judged.kind)
        .bind(judged.day.map(|day| day.to_string()))
        .bind(judged.parcel.body.as_bytes())
        .bind(day_of(now_ms).to_string())
        .bind(judged.names.map(|named| named.to_string()))
        .bind(judged.review.map(|review| review.device.to_string()))
        .bind(judged.review.map_or(0, |review| review.days_off))
        .execute(tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Makes room for a record that was read: a copy of it that nobody could open says nothing, and kept out what counts. Also
/// for one that comes too late, or what names it would not be known for too late. Whether there was such a copy.
async fn delete_unopened(tx: &mut SqliteConnection, unit: &Slug, id: Id) -> Result<bool, StoreError> {
    let [first, second, third] = UNOPENED.map(reason_code);
    let sql = "DELETE FROM record WHERE unit = $1 AND id = $2 AND status = 'quarantined' AND reason IN ($3, $4, $5)";
    let copy = sqlx::query(sql).bind(unit.as_str()).bind(id.to_string()).bind(first).bind(second).bind(third);
    Ok(copy.execute(tx).await?.rows_affected() > 0)
}

async fn is_gone(tx: &mut SqliteConnection, unit: &Slug, id: Id) -> Result<bool, StoreError> {
    let sql = "SELECT count(*) FROM gone WHERE unit = $1 AND id = $2";
    Ok(sqlx::query_scalar::<_, i64>(sql).bind(unit.as_str()).bind(id.to_string()).fetch_one(tx).await? > 0)
}

/// Whether it corrects or withdraws a record that is gone, or one that itself came too late.
async fn names_what_is_gone(tx: &mut SqliteConnection, unit: &Slug, named: Option<Id>) -> Result<bool, StoreError> {
    let Some(named) = named else { return Ok(false) };
    let sql = "SELECT (SELECT count(*) FROM gone WHERE unit = $1 AND id = $2)
                    + (SELECT count(*) FROM record WHERE unit = $1 AND id = $2 AND reason = $3)";
    let found = sqlx::query_scalar::<_, i64>(sql)
        .bind(unit.as_str())
        .bind(named.to_string())
        .bind(reason_code(Refusal::TooLate))
        .fetch_one(tx)
        .await?;
    Ok(found > 0)
}

/// What came earlier and names a record that came too late is too late itself, or the errand would count twice.
async fn set_followers_aside(tx: &mut SqliteConnection, unit: &Slug, late: Id) -> Result<(), StoreError> {
    let sql = "WITH RECURSIVE follower (id) AS (
                   SELECT id FROM record WHERE unit = $1 AND names = $2 AND status = 'stored'
                   UNION SELECT record.id FROM record JOIN follower ON record.names = follower.id
                   WHERE record.unit = $1 AND record.status = 'stored')
               UPDATE record SET status = 'quarantined', reason = $3 WHERE unit = $1 AND id IN (SELECT id FROM follower)";
    sqlx::query(sql).bind(unit.as_str()).bind(late.to_string()).bind(reason_code(Refusal::TooLate)).execute(tx).await?;
    Ok(())
}

/// The code of a reason, as it travels and as it is stored.
pub(super) fn reason_code(reason: Refusal) -> Option<String> {
    serde_json::to_value(reason).ok()?.as_str().map(str::to_owned)
}

pub(super) fn reason_from(code: &str) -> Option<Refusal> {
    serde_json::from_value(code.into()).ok()
}
