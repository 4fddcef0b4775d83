//! What waits for people, in SQLite: parcels of revoked and unknown tablets, and what else was kept aside.

use super::records::{reason_from, store_one};
use super::retention::{Rule, log};
use super::{SqliteStore, day_in, id_of, unsigned};
use crate::clock::day_of;
use crate::intake::{Judged, Waiting};
use crate::store::{Aside, StoreError};
use erum_domain::ident::{Id, Slug};
use erum_domain::wire::Parcel;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

impl SqliteStore {
    pub(super) async fn count_aside(&self, unit: &Slug) -> Result<Aside, StoreError> {
        let mut aside = Aside::default();
        let sql = "SELECT reason, count(*) AS records FROM record
                   WHERE unit = $1 AND status = 'quarantined' AND device IS NULL GROUP BY reason ORDER BY reason";
        for row in sqlx::query(sql).bind(unit.as_str()).fetch_all(&self.readers).await? {
            let reason = row.try_get::<Option<&str>, _>("reason")?.and_then(reason_from);
            aside.by_reason.push((reason, unsigned(row.try_get("records")?)));
        }
        let sql = "SELECT count(*) FROM record WHERE unit = $1 AND status = 'kept'";
        aside.unread = unsigned(sqlx::query_scalar(sql).bind(unit.as_str()).fetch_one(&self.readers).await?);
        let sql = "SELECT device, count(*) AS records FROM record
                   WHERE unit = $1 AND device IS NOT NULL AND device NOT IN (SELECT id FROM device WHERE unit = $1)
                   GROUP BY device ORDER BY device";
        for row in sqlx::query(sql).bind(unit.as_str()).fetch_all(&self.readers).await? {
            aside.strangers.push((id_of(&row, "device")?, unsigned(row.try_get("records")?)));
        }
        Ok(aside)
    }

    pub(super) async fn list_waiting(&self, unit: &Slug, device: Id) -> Result<Vec<Waiting>, StoreError> {
        let sql = "SELECT id, body, days_off, received_day FROM record WHERE unit = $1 AND device = $2 ORDER BY id";
        let rows = sqlx::query(sql).bind(unit.as_str()).bind(device.to_string()).fetch_all(&self.readers).await?;
        rows.iter().map(waiting).collect()
    }

    pub(super) async fn take_in_accepted(&self, unit: &Slug, device: Id, judged: &[Judged], now_ms: i64) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for one in judged {
            let sql = "DELETE FROM record WHERE unit = $1 AND id = $2 AND device = $3";
            let waited =
                sqlx::query(sql).bind(unit.as_str()).bind(one.parcel.id.to_string()).bind(device.to_string()).execute(&mut *tx).await?;
            if waited.rows_affected() > 0 {
                store_one(&mut tx, unit, one, now_ms).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    pub(super) async fn delete_waiting(&self, unit: &Slug, device: Id, now_ms: i64) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO gone (unit, id) SELECT unit, id FROM record WHERE unit = $1 AND device = $2 ON CONFLICT DO NOTHING";
        sqlx::query(sql).bind(unit.as_str()).bind(device.to_string()).execute(&mut *tx).await?;
        let sql = "DELETE FROM record WHERE unit = $1 AND device = $2";
        let done = sqlx::query(sql).bind(unit.as_str()).bind(device.to_string()).execute(&mut *tx).await?;
        let today = day_of(now_ms);
        log(&mut tx, Some(unit), today, Rule::Discarded, today.quarter(), done.rows_affected()).await?;
        tx.commit().await?;
        Ok(done.rows_affected())
    }
}

fn waiting(row: &SqliteRow) -> Result<Waiting, StoreError> {
    let body = String::from_utf8(row.try_get("body")?).map_err(|_not_text| StoreError::Damaged("a record that waits"))?;
    let parcel = Parcel { id: id_of(row, "id")?, number: 0, body };
    Ok(Waiting { parcel, days_off: row.try_get("days_off")?, received: day_in(row.try_get("received_day")?)? })
}
