//! The store in one SQLite file: a single connection that writes, a few that read, everything durable before it
//! is answered (WAL, `synchronous=FULL`).
//!
//! SQL stands here and in the files under `sqlite/`, static and nowhere else. Several processes may use the file
//! at once: commands work while the hub serves.

mod deliveries;
mod devices;
mod guides;
mod keys;
mod people;
mod records;
mod retention;
mod review;
#[cfg(test)]
mod schema;

use crate::intake::{Judged, Waiting};
use crate::keys::Keys;
use crate::secret::{CodeHash, Hash};
use crate::store::guides::GuideStore;
use crate::store::{
    Aside, Books, CheckReport, Concerns, Delivered, Delivery, DeviceLine, Disposal, HandedIn, HubStore, KnownDevice, NewDevice, Redeemed,
    StoreError,
};
use async_trait::async_trait;
use erum_domain::day::Day;
use erum_domain::ident::{Id, Slug};
use erum_domain::record::{Reading, read};
use erum_domain::wire::{Receipt, UnitName};
use erum_vault::parcels::HubSecret;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous};
use sqlx::{Row, Sqlite, Transaction};
use std::path::Path;
use std::time::Duration;

/// The database's file in the data directory.
pub const FILE: &str = "hub.sqlite";

/// How long to wait for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long to wait for this process's own writers before telling the tablet to come back.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(20);
const READERS: u32 = 4;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// The store in a SQLite file.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteStore {
    /// Opens the store in `dir`, making both when they are not there, and brings the schema up to date.
    ///
    /// # Errors
    /// [`StoreError`] when the directory or the database cannot be used, or is newer than this code.
    pub async fn open(dir: &Path) -> Result<Self, StoreError> {
        make_private_dir(dir).map_err(StoreError::Directory)?;
        // Held while migrating, so that two processes that start at once do not both make the tables.
        let lock = std::fs::File::create(dir.join("migrate.lock")).map_err(StoreError::Directory)?;
        let lock = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock)).await;
        let lock = lock.map_err(|panic| StoreError::Directory(std::io::Error::other(panic)))?.map_err(StoreError::Directory)?;
        make_private_file(&dir.join(FILE)).map_err(StoreError::Directory)?;
        let store = Self::connect(dir).await?;
        MIGRATIONS.run(&store.writer).await?;
        store.ensure_key().await?;
        drop(lock);
        Ok(store)
    }

    /// Opens the store in `dir` when there is one.
    ///
    /// # Errors
    /// [`StoreError::NoData`] when there is none, else as [`open`](Self::open).
    pub async fn open_existing(dir: &Path) -> Result<Self, StoreError> {
        match dir.join(FILE).is_file() {
            true => Self::open(dir).await,
            false => Err(StoreError::NoData),
        }
    }

    async fn connect(dir: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(dir.join(FILE))
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is deleted is overwritten, not only forgotten.
            .pragma("secure_delete", "ON")
            .busy_timeout(BUSY_TIMEOUT);
        let pool = || SqlitePoolOptions::new().acquire_timeout(ACQUIRE_TIMEOUT).idle_timeout(None).max_lifetime(None);
        let writer = pool().max_connections(1).connect_with(options.clone()).await?;
        let readers = pool().max_connections(READERS).connect_lazy_with(options.read_only(true));
        Ok(Self { writer, readers })
    }

    /// A transaction that may write from its first statement on, so that it never fails half way for being late.
    async fn begin(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }
}

/// Only the hub's own account may look into the directory.
fn make_private_dir(dir: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Made before SQLite opens it, which gives the files it puts beside it the same rights.
fn make_private_file(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop)
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
        // SQLITE_BUSY and its extended forms.
        let busy = matches!(code.as_deref(), Some("5" | "261" | "517" | "773"));
        if busy || matches!(error, sqlx::Error::PoolTimedOut) { Self::Busy(error) } else { Self::Database(error) }
    }
}

fn day_in(text: &str) -> Result<Day, StoreError> {
    Day::parse(text).map_err(|_not_a_day| StoreError::Damaged("a day"))
}

fn id_of(row: &SqliteRow, column: &'static str) -> Result<Id, StoreError> {
    Id::parse(row.try_get(column)?).map_err(|_not_an_id| StoreError::Damaged("an id"))
}

fn unit_of(row: &SqliteRow) -> Result<UnitName, StoreError> {
    let id = Slug::parse(row.try_get("id")?).map_err(|_not_a_slug| StoreError::Damaged("a unit's id"))?;
    Ok(UnitName { id, name: row.try_get("name")?, sample: row.try_get("sample")? })
}

/// A count or number from the database, where they are signed.
fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A number for the database; the books hold none that does not fit.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

async fn unit(connection: &mut sqlx::SqliteConnection, id: &Slug) -> Result<UnitName, StoreError> {
    let row = sqlx::query("SELECT id, name, sample FROM unit WHERE id = $1").bind(id.as_str()).fetch_optional(connection).await?;
    row.map(|row| unit_of(&row)).transpose()?.ok_or_else(|| StoreError::NoUnit(id.clone()))
}

#[async_trait]
impl HubStore for SqliteStore {
    async fn add_unit(&self, unit: &UnitName) -> Result<(), StoreError> {
        let sql = "INSERT INTO unit (id, name, sample) VALUES ($1, $2, $3)
                   ON CONFLICT (id) DO UPDATE SET name = excluded.name, sample = excluded.sample";
        sqlx::query(sql).bind(unit.id.as_str()).bind(&unit.name).bind(unit.sample).execute(&self.writer).await?;
        Ok(())
    }

    async fn units(&self) -> Result<Vec<UnitName>, StoreError> {
        let rows = sqlx::query("SELECT id, name, sample FROM unit ORDER BY id").fetch_all(&self.readers).await?;
        rows.iter().map(unit_of).collect()
    }

    async fn hub_keys(&self) -> Result<Keys, StoreError> {
        self.read_keys().await
    }

    async fn add_hub_key(&self, key: &HubSecret) -> Result<(), StoreError> {
        self.insert_key(key).await
    }

    async fn add_enrolment(&self, unit: &Slug, code: &CodeHash, expires_ms: i64) -> Result<(), StoreError> {
        self.add_code(unit, code, expires_ms).await
    }

    async fn enrol(&self, code: &CodeHash, device: NewDevice, now_ms: i64) -> Result<Redeemed<UnitName>, StoreError> {
        self.spend_code(code, device, now_ms).await
    }

    async fn device_by_token(&self, token_hash: &Hash) -> Result<Option<KnownDevice>, StoreError> {
        self.find_device(token_hash).await
    }

    async fn devices(&self, unit: &Slug) -> Result<Vec<DeviceLine>, StoreError> {
        self.list_devices(unit).await
    }

    async fn revoke_device(&self, unit: &Slug, device: Id, now_ms: i64) -> Result<(), StoreError> {
        self.revoke(unit, device, now_ms).await
    }

    async fn device_called(&self, id: Id) -> Result<Option<KnownDevice>, StoreError> {
        self.find_device_called(id).await
    }

    async fn hand_in(&self, handed: &HandedIn) -> Result<Vec<Receipt>, StoreError> {
        self.take_in_for_another(handed).await
    }

    async fn aside(&self, unit: &Slug) -> Result<Aside, StoreError> {
        self.count_aside(unit).await
    }

    async fn waiting(&self, unit: &Slug, device: Id) -> Result<Vec<Waiting>, StoreError> {
        self.list_waiting(unit, device).await
    }

    async fn accept(&self, unit: &Slug, device: Id, judged: &[Judged], now_ms: i64) -> Result<(), StoreError> {
        self.take_in_accepted(unit, device, judged, now_ms).await
    }

    async fn discard(&self, unit: &Slug, device: Id, now_ms: i64) -> Result<u64, StoreError> {
        self.delete_waiting(unit, device, now_ms).await
    }

    async fn books(&self, unit: &Slug) -> Result<Books, StoreError> {
        self.read_books(unit).await
    }

    async fn dispose(&self, unit: &Slug, now_ms: i64) -> Result<(), StoreError> {
        self.dispose_of_records(unit, now_ms).await
    }

    async fn dispose_of_keys(&self, now_ms: i64) -> Result<(), StoreError> {
        self.delete_old_keys(now_ms).await
    }

    async fn disposals(&self, unit: &Slug) -> Result<Vec<Disposal>, StoreError> {
        self.list_disposals(unit).await
    }

    async fn receive(&self, delivery: &Delivery) -> Result<Delivered, StoreError> {
        self.take_in(delivery).await
    }

    async fn put_sample(&self, unit: &Slug, records: &[Judged], now_ms: i64) -> Result<u64, StoreError> {
        self.take_in_sample(unit, records, now_ms).await
    }

    async fn countable(&self, unit: &Slug) -> Result<Vec<String>, StoreError> {
        Ok(self.read_books(unit).await?.records)
    }

    async fn concerns(&self, unit: &Slug) -> Result<Concerns, StoreError> {
        let sql = "SELECT (SELECT count(*) FROM record WHERE unit = $1 AND status = 'quarantined') AS quarantined,
                          (SELECT count(*) FROM incarnation WHERE unit = $1 AND generation > 1) AS restored";
        let row = sqlx::query(sql).bind(unit.as_str()).fetch_one(&self.readers).await?;
        Ok(Concerns { quarantined: unsigned(row.try_get("quarantined")?), restored_devices: unsigned(row.try_get("restored")?) })
    }

    async fn add_coordinator(&self, person: Id, units: &[Slug], now_ms: i64) -> Result<(), StoreError> {
        self.add_person(person, units, now_ms).await
    }

    async fn add_login_link(&self, person: Id, token_hash: &Hash, expires_ms: i64) -> Result<(), StoreError> {
        self.add_link(person, token_hash, expires_ms).await
    }

    async fn log_in(&self, token_hash: &Hash, session: &Hash, now_ms: i64) -> Result<Redeemed<Vec<UnitName>>, StoreError> {
        self.spend_link(token_hash, session, now_ms).await
    }

    async fn session_units(&self, session: &Hash, now_ms: i64) -> Result<Option<Vec<UnitName>>, StoreError> {
        self.use_session(session, now_ms).await
    }

    async fn log_out(&self, session: &Hash) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM web_session WHERE hash = $1").bind(session.as_slice()).execute(&self.writer).await?;
        Ok(())
    }

    async fn ready(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT count(*) FROM unit").fetch_one(&self.readers).await?;
        Ok(())
    }

    async fn check(&self) -> Result<CheckReport, StoreError> {
        let mut report = CheckReport::default();
        let integrity = sqlx::query_scalar::<_, String>("PRAGMA integrity_check").fetch_all(&self.readers).await?;
        report.faults.extend(integrity.into_iter().filter(|line| line != "ok"));
        for row in sqlx::query("PRAGMA foreign_key_check").fetch_all(&self.readers).await? {
            report.faults.push(format!("a row of `{}` names another that is gone", row.try_get::<String, _>("table")?));
        }
        let sql = "SELECT coalesce(max(version), 0) FROM _sqlx_migrations WHERE success";
        let here = sqlx::query_scalar::<_, i64>(sql).fetch_one(&self.readers).await?;
        report.schema = (here, MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0));
        let rows = sqlx::query("SELECT status, count(*) AS records FROM record GROUP BY status ORDER BY status");
        for row in rows.fetch_all(&self.readers).await? {
            report.by_status.push((row.try_get("status")?, unsigned(row.try_get("records")?)));
        }
        for unit in self.units().await? {
            let bodies = self.countable(&unit.id).await?;
            let unreadable = bodies.iter().filter(|body| !matches!(read(body), Reading::Known(_))).count();
            report.unreadable += unreadable as u64;
        }
        for (guide, revision) in self.deeds().await?.into_iter().filter(|(_, revision)| revision.version.is_some()) {
            report.edits += 1;
            report.unreadable_edits += u64::from(self.manuscript(&guide, revision.line.revision).await.is_err());
        }
        Ok(report)
    }

    async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
