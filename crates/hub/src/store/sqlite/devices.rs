//! Devices in SQLite: one-time codes, tokens, revocation. Only hashes of secrets.

use super::{SqliteStore, id_of, unit, unit_of, unsigned};
use crate::secret::{CodeHash, Hash};
use crate::store::{DeviceLine, KnownDevice, NewDevice, Redeemed, StoreError, WRONG_REMAINDERS};
use erum_domain::ident::{Id, Slug};
use erum_domain::wire::UnitName;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

impl SqliteStore {
    pub(super) async fn add_code(&self, unit_id: &Slug, code: &CodeHash, expires_ms: i64) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        unit(&mut tx, unit_id).await?;
        sqlx::query("INSERT INTO enrolment (unit, code_hash, public, expires_ms) VALUES ($1, $2, $3, $4)")
            .bind(unit_id.as_str())
            .bind(code.hash.as_slice())
            .bind(&code.public)
            .bind(expires_ms)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn spend_code(&self, code: &CodeHash, device: NewDevice, now_ms: i64) -> Result<Redeemed<UnitName>, StoreError> {
        let sql = "SELECT count(*) FROM enrolment WHERE public = $1 OR code_hash = $2";
        let met = sqlx::query_scalar::<_, i64>(sql).bind(&code.public).bind(code.hash.as_slice()).fetch_one(&self.readers).await?;
        // Looked up by a reader first: a stranger who guesses must not hold up those who write.
        if met == 0 {
            return Ok(Redeemed::Unknown);
        }
        let mut tx = self.begin().await?;
        let sql = "SELECT unit.id, unit.name, unit.sample, enrolment.expires_ms, enrolment.used_ms, enrolment.wrong
                   FROM enrolment JOIN unit ON unit.id = enrolment.unit WHERE code_hash = $1";
        let Some(row) = sqlx::query(sql).bind(code.hash.as_slice()).fetch_optional(&mut *tx).await? else {
            let spent = count_wrong(&mut tx, &code.public, now_ms).await?;
            tx.commit().await?;
            return Ok(if spent { Redeemed::Spent } else { Redeemed::Unknown });
        };
        if row.try_get::<Option<i64>, _>("used_ms")?.is_some() || row.try_get::<u32, _>("wrong")? >= WRONG_REMAINDERS {
            return Ok(Redeemed::Spent);
        }
        if row.try_get::<i64, _>("expires_ms")? <= now_ms {
            return Ok(Redeemed::Expired);
        }
        let unit = unit_of(&row)?;
        sqlx::query("UPDATE enrolment SET used_ms = $3 WHERE unit = $1 AND code_hash = $2")
            .bind(unit.id.as_str())
            .bind(code.hash.as_slice())
            .bind(now_ms)
            .execute(&mut *tx)
            .await?;
        insert_device(&mut tx, &unit.id, device, now_ms).await?;
        tx.commit().await?;
        Ok(Redeemed::Done(unit))
    }

    pub(super) async fn find_device_called(&self, id: Id) -> Result<Option<KnownDevice>, StoreError> {
        let sql = "SELECT device.unit, device.id, device.revoked_ms
                   FROM incarnation JOIN device ON device.unit = incarnation.unit AND device.id = incarnation.device
                   WHERE incarnation.id = $1";
        let row = sqlx::query(sql).bind(id.to_string()).fetch_optional(&self.readers).await?;
        row.map(|row| known_device(&row)).transpose()
    }

    pub(super) async fn find_device(&self, token_hash: &Hash) -> Result<Option<KnownDevice>, StoreError> {
        let sql = "SELECT unit, id, revoked_ms FROM device WHERE token_hash = $1";
        let row = sqlx::query(sql).bind(token_hash.as_slice()).fetch_optional(&self.readers).await?;
        row.map(|row| known_device(&row)).transpose()
    }

    pub(super) async fn list_devices(&self, unit_id: &Slug) -> Result<Vec<DeviceLine>, StoreError> {
        let sql = "SELECT id, enrolled_ms, last_contact_ms, revoked_ms,
                          (SELECT count(*) FROM incarnation WHERE unit = device.unit AND device = device.id AND generation > 1) AS copies,
                          (SELECT count(*) FROM record WHERE unit = device.unit AND device = device.id) AS waiting
                   FROM device WHERE unit = $1 ORDER BY enrolled_ms, id";
        let rows = sqlx::query(sql).bind(unit_id.as_str()).fetch_all(&self.readers).await?;
        rows.iter().map(device_line).collect()
    }

    pub(super) async fn revoke(&self, unit_id: &Slug, device: Id, now_ms: i64) -> Result<(), StoreError> {
        let done = sqlx::query("UPDATE device SET revoked_ms = coalesce(revoked_ms, $3) WHERE unit = $1 AND id = $2")
            .bind(unit_id.as_str())
            .bind(device.to_string())
            .bind(now_ms)
            .execute(&self.writer)
            .await?;
        if done.rows_affected() == 0 { Err(StoreError::NoDevice(device)) } else { Ok(()) }
    }
}

/// Counts a wrong remainder against the living codes of this public part; whether that, or one before, has spent one.
async fn count_wrong(tx: &mut sqlx::SqliteConnection, public: &str, now_ms: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE enrolment SET wrong = wrong + 1
               WHERE public = $1 AND used_ms IS NULL AND expires_ms > $2 RETURNING wrong";
    let wrong = sqlx::query_scalar::<_, u32>(sql).bind(public).bind(now_ms).fetch_all(tx).await?;
    Ok(wrong.into_iter().any(|wrong| wrong >= WRONG_REMAINDERS))
}

/// A new device, and its first incarnation, which answers for every number from 1.
async fn insert_device(tx: &mut sqlx::SqliteConnection, unit: &Slug, device: NewDevice, now_ms: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO device (unit, id, token_hash, enrolled_ms, last_contact_ms) VALUES ($1, $2, $3, $4, $4)";
    sqlx::query(sql)
        .bind(unit.as_str())
        .bind(device.id.to_string())
        .bind(device.token_hash.as_slice())
        .bind(now_ms)
        .execute(&mut *tx)
        .await?;
    let sql = "INSERT INTO incarnation (unit, id, device, generation, used, first_number, complete_number, highest_number, since_ms)
               VALUES ($1, $2, $2, 1, 1, 1, 1, 0, $3)";
    sqlx::query(sql).bind(unit.as_str()).bind(device.id.to_string()).bind(now_ms).execute(&mut *tx).await?;
    Ok(())
}

fn known_device(row: &SqliteRow) -> Result<KnownDevice, StoreError> {
    let unit = Slug::parse(row.try_get("unit")?).map_err(|_not_a_slug| StoreError::Damaged("a device's unit"))?;
    Ok(KnownDevice { unit, id: id_of(row, "id")?, revoked: row.try_get::<Option<i64>, _>("revoked_ms")?.is_some() })
}

fn device_line(row: &SqliteRow) -> Result<DeviceLine, StoreError> {
    Ok(DeviceLine {
        id: id_of(row, "id")?,
        enrolled_ms: row.try_get("enrolled_ms")?,
        last_contact_ms: row.try_get("last_contact_ms")?,
        revoked: row.try_get::<Option<i64>, _>("revoked_ms")?.is_some(),
        copies: unsigned(row.try_get("copies")?),
        waiting: unsigned(row.try_get("waiting")?),
    })
}
