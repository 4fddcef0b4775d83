//! The hub's keys in SQLite: made once, at the first opening, and shared by every hub on the database.

use super::SqliteStore;
use crate::keys::Keys;
use crate::secret::new_seed;
use crate::store::StoreError;
use erum_vault::parcels::HubSecret;

impl SqliteStore {
    /// Makes the first key when there is none. Of several hubs that open a new database at once, one makes it.
    pub(super) async fn ensure_key(&self) -> Result<(), StoreError> {
        let there = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM hub_key").fetch_one(&self.writer).await?;
        if there == 0 {
            let first = HubSecret::from_random(new_seed()?);
            let sql = "INSERT INTO hub_key (generation, secret) SELECT 1, $1 WHERE NOT EXISTS (SELECT 1 FROM hub_key)";
            sqlx::query(sql).bind(first.bytes().as_slice()).execute(&self.writer).await?;
        }
        Ok(())
    }

    pub(super) async fn read_keys(&self) -> Result<Keys, StoreError> {
        let sql = "SELECT secret FROM hub_key ORDER BY generation DESC";
        let secrets = sqlx::query_scalar::<_, Vec<u8>>(sql).fetch_all(&self.readers).await?;
        let secrets: Option<Vec<HubSecret>> =
            secrets.into_iter().map(|bytes| Some(HubSecret::from_bytes(bytes.try_into().ok()?))).collect();
        secrets.and_then(Keys::newest_first).ok_or(StoreError::Damaged("the hub's key"))
    }

    pub(super) async fn insert_key(&self, key: &HubSecret) -> Result<(), StoreError> {
        let sql = "INSERT INTO hub_key (generation, secret) SELECT coalesce(max(generation), 0) + 1, $1 FROM hub_key";
        sqlx::query(sql).bind(key.bytes().as_slice()).execute(&self.writer).await?;
        Ok(())
    }
}
