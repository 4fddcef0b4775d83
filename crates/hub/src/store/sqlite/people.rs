//! Coordinators in SQLite: random ids, roles, one-time links and sessions. No name, no address, no contact.

use super::{SqliteStore, id_of, unit, unit_of};
use crate::secret::Hash;
use crate::store::{Redeemed, SESSION_IDLE_MS, SESSION_LONGEST_MS, SESSION_TOUCH_MS, StoreError};
use erum_domain::ident::{Id, Slug};
use erum_domain::wire::UnitName;
use sqlx::{Row, SqliteConnection};

impl SqliteStore {
    pub(super) async fn add_person(&self, person: Id, units: &[Slug], now_ms: i64) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("INSERT INTO person (id, role, created_ms) VALUES ($1, 'coordinator', $2)")
            .bind(person.to_string())
            .bind(now_ms)
            .execute(&mut *tx)
            .await?;
        for id in units {
            unit(&mut tx, id).await?;
            sqlx::query("INSERT INTO person_unit (unit, person) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(id.as_str())
                .bind(person.to_string())
                .execute(&mut *tx)
                .await?;
        }
        Ok(tx.commit().await?)
    }

    pub(super) async fn add_link(&self, person: Id, token_hash: &Hash, expires_ms: i64) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO login_link (token_hash, person, expires_ms) VALUES ($1, $2, $3)")
            .bind(token_hash.as_slice())
            .bind(person.to_string())
            .bind(expires_ms)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    pub(super) async fn spend_link(&self, token_hash: &Hash, session: &Hash, now_ms: i64) -> Result<Redeemed<Vec<UnitName>>, StoreError> {
        let sql = "SELECT person, expires_ms, used_ms FROM login_link WHERE token_hash = $1";
        // Looked up by a reader first: a stranger who guesses must not hold up those who write.
        if sqlx::query(sql).bind(token_hash.as_slice()).fetch_optional(&self.readers).await?.is_none() {
            return Ok(Redeemed::Unknown);
        }
        let mut tx = self.begin().await?;
        let Some(row) = sqlx::query(sql).bind(token_hash.as_slice()).fetch_optional(&mut *tx).await? else {
            return Ok(Redeemed::Unknown);
        };
        if row.try_get::<Option<i64>, _>("used_ms")?.is_some() {
            return Ok(Redeemed::Spent);
        }
        if row.try_get::<i64, _>("expires_ms")? <= now_ms {
            return Ok(Redeemed::Expired);
        }
        let person = id_of(&row, "person")?;
        let sql = "UPDATE login_link SET used_ms = $2 WHERE token_hash = $1";
        sqlx::query(sql).bind(token_hash.as_slice()).bind(now_ms).execute(&mut *tx).await?;
        insert_session(&mut tx, person, session, now_ms).await?;
        let units = units_of(&mut tx, person).await?;
        tx.commit().await?;
        Ok(Redeemed::Done(units))
    }

    pub(super) async fn use_session(&self, session: &Hash, now_ms: i64) -> Result<Option<Vec<UnitName>>, StoreError> {
        let mut reader = self.readers.acquire().await?;
        let sql = "SELECT person, last_seen_ms FROM web_session WHERE hash = $1 AND expires_ms > $2 AND last_seen_ms > $3";
        let row =
            sqlx::query(sql).bind(session.as_slice()).bind(now_ms).bind(now_ms - SESSION_IDLE_MS).fetch_optional(&mut *reader).await?;
        let Some(row) = row else { return Ok(None) };
        let units = units_of(&mut reader, id_of(&row, "person")?).await?;
        drop(reader);
        if row.try_get::<i64, _>("last_seen_ms")? <= now_ms - SESSION_TOUCH_MS {
            let sql = "UPDATE web_session SET last_seen_ms = $2 WHERE hash = $1";
            sqlx::query(sql).bind(session.as_slice()).bind(now_ms).execute(&self.writer).await?;
        }
        Ok(Some(units))
    }
}

async fn insert_session(tx: &mut SqliteConnection, person: Id, session: &Hash, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO web_session (hash, person, expires_ms, last_seen_ms) VALUES ($1, $2, $3, $4)")
        .bind(session.as_slice())
        .bind(person.to_string())
        .bind(now_ms + SESSION_LONGEST_MS)
        .bind(now_ms)
        .execute(&mut *tx)
        .await?;
    Ok(())
}

async fn units_of(connection: &mut SqliteConnection, person: Id) -> Result<Vec<UnitName>, StoreError> {
    let sql = "SELECT unit.id, unit.name, unit.sample FROM person_unit JOIN unit ON unit.id = person_unit.unit
               WHERE person_unit.person = $1 ORDER BY unit.name, unit.id";
    let rows = sqlx::query(sql).bind(person.to_string()).fetch_all(connection).await?;
    rows.iter().map(unit_of).collect()
}
