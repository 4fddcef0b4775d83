//! Guides in SQLite. What was done is only ever added; that it comes next is looked at in the transaction that adds it.

use super::{SqliteStore, day_in, unsigned};
use crate::store::StoreError;
use crate::store::guides::{GuideStore, KnownStep, NewRevision, Revision};
use async_trait::async_trait;
use erum_domain::day::Day;
use erum_domain::ident::{Id, Slug};
use erum_domain::manuscript::Manuscript;
use erum_domain::wire::editing::{OwnerAnswer, RevisionLine};
use erum_domain::wire::queue::Settled;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

#[async_trait]
impl GuideStore for SqliteStore {
    async fn deeds(&self) -> Result<Vec<(Slug, Revision)>, StoreError> {
        let sql = "SELECT guide, revision, deed, made_from, base, version, day FROM guide_edit ORDER BY guide, revision";
        sqlx::query(sql).fetch_all(&self.readers).await?.iter().map(|row| Ok((slug_of(row, "guide")?, revision(row)?))).collect()
    }

    async fn manuscript(&self, guide: &Slug, revision: u32) -> Result<Option<Manuscript>, StoreError> {
        let sql = "SELECT manuscript FROM guide_edit WHERE guide = $1 AND revision = $2";
        let found = sqlx::query_scalar::<_, Option<String>>(sql).bind(guide.as_str()).bind(revision).fetch_optional(&self.readers).await?;
        let read = |json: String| serde_json::from_str(&json).map_err(|_not_a_guide| StoreError::Damaged("a guide"));
        found.flatten().map(read).transpose()
    }

    async fn add_revision(&self, new: &NewRevision) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "SELECT coalesce(max(revision), 0) FROM guide_edit WHERE guide = $1";
        let last = sqlx::query_scalar::<_, i64>(sql).bind(new.guide.as_str()).fetch_one(&mut *tx).await?;
        if last + 1 != i64::from(new.line.revision) {
            return Ok(false);
        }
        insert(&mut tx, new).await?;
        remember(&mut tx, &new.steps).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn publications(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM guide_edit WHERE deed IN ('published', 'removed')";
        Ok(unsigned(sqlx::query_scalar(sql).fetch_one(&self.readers).await?))
    }

    async fn known_steps(&self) -> Result<Vec<KnownStep>, StoreError> {
        let sql = "SELECT guide, step, meaning FROM guide_step ORDER BY guide, step";
        let step = |row: &SqliteRow| {
            Ok(KnownStep { guide: slug_of(row, "guide")?, step: slug_of(row, "step")?, meaning: row.try_get("meaning")? })
        };
        sqlx::query(sql).fetch_all(&self.readers).await?.iter().map(step).collect()
    }

    async fn remember_steps(&self, steps: &[KnownStep]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        remember(&mut tx, steps).await?;
        Ok(tx.commit().await?)
    }

    async fn owner_answers(&self) -> Result<Vec<(Slug, OwnerAnswer)>, StoreError> {
        let sql = "SELECT guide, day, text FROM owner_answer ORDER BY guide, day DESC";
        let answer = |row: &SqliteRow| {
            let text = serde_json::from_value(row.try_get::<String, _>("text")?.into());
            let text = text.map_err(|_not_a_statement| StoreError::Damaged("an owner's answer"))?;
            Ok((slug_of(row, "guide")?, OwnerAnswer { day: day_in(row.try_get("day")?)?, text }))
        };
        sqlx::query(sql).fetch_all(&self.readers).await?.iter().map(answer).collect()
    }

    async fn put_owner_answer(&self, guide: &Slug, answer: &OwnerAnswer) -> Result<(), StoreError> {
        let sql = "INSERT INTO owner_answer (guide, day, text) VALUES ($1, $2, $3)
                   ON CONFLICT (guide, day) DO UPDATE SET text = excluded.text";
        sqlx::query(sql).bind(guide.as_str()).bind(answer.day.to_string()).bind(answer.text.as_str()).execute(&self.writer).await?;
        Ok(())
    }

    async fn delete_owner_answer(&self, guide: &Slug, day: Day) -> Result<bool, StoreError> {
        let sql = "DELETE FROM owner_answer WHERE guide = $1 AND day = $2";
        let done = sqlx::query(sql).bind(guide.as_str()).bind(day.to_string()).execute(&self.writer).await?;
        Ok(done.rows_affected() > 0)
    }

    async fn open_reports(&self, unit: &Slug) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT body FROM record WHERE unit = $1 AND status = 'stored' AND kind IN ('guide_flag', 'directory_correction')
                   AND id NOT IN (SELECT record FROM settled WHERE unit = $1) ORDER BY day, id";
        let bodies = sqlx::query_scalar::<_, Vec<u8>>(sql).bind(unit.as_str()).fetch_all(&self.readers).await?;
        let text = |body| String::from_utf8(body).map_err(|_not_text| StoreError::Damaged("a record"));
        bodies.into_iter().map(text).collect()
    }

    async fn settle(&self, unit: &Slug, records: &[Id], how: Settled, day: Day) -> Result<u64, StoreError> {
        let (mut tx, mut settled) = (self.begin().await?, 0);
        for record in records {
            let sql = "INSERT INTO settled (unit, record, how, day) SELECT unit, id, $3, $4 FROM record
                       WHERE unit = $1 AND id = $2 AND status = 'stored' AND kind IN ('guide_flag', 'directory_correction')
                       ON CONFLICT DO NOTHING";
            let done =
                sqlx::query(sql).bind(unit.as_str()).bind(record.to_string()).bind(code_of(how)).bind(day.to_string()).execute(&mut *tx);
            settled += done.await?.rows_affected();
        }
        tx.commit().await?;
        Ok(settled)
    }
}

async fn insert(tx: &mut SqliteConnection, new: &NewRevision) -> Result<(), StoreError> {
    let json = new.manuscript.as_ref().map(serde_json::to_string).transpose();
    let json = json.map_err(|_not_json| StoreError::Damaged("a guide to be kept"))?;
    let sql = "INSERT INTO guide_edit (guide, revision, deed, made_from, base, version, manuscript, day)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    sqlx::query(sql)
        .bind(new.guide.as_str())
        .bind(new.line.revision)
        .bind(code_of(new.line.deed))
        .bind(new.line.made_from)
        .bind(&new.base)
        .bind(new.manuscript.as_ref().map(|manuscript| manuscript.facts.version))
        .bind(json)
        .bind(new.line.day.to_string())
        .execute(tx)
        .await?;
    Ok(())
}

async fn remember(tx: &mut SqliteConnection, steps: &[KnownStep]) -> Result<(), StoreError> {
    for KnownStep { guide, step, meaning } in steps {
        let sql = "INSERT INTO guide_step (guide, step, meaning) VALUES ($1, $2, $3)
                   ON CONFLICT (guide, step) DO UPDATE SET meaning = excluded.meaning";
        sqlx::query(sql).bind(guide.as_str()).bind(step.as_str()).bind(meaning).execute(&mut *tx).await?;
    }
    Ok(())
}

fn revision(row: &SqliteRow) -> Result<Revision, StoreError> {
    let line = RevisionLine {
        revision: row.try_get("revision")?,
        deed: from_code(row.try_get("deed")?)?,
        made_from: row.try_get("made_from")?,
        day: day_in(row.try_get("day")?)?,
    };
    Ok(Revision { line, base: row.try_get("base")?, version: row.try_get("version")? })
}

fn slug_of(row: &SqliteRow, column: &'static str) -> Result<Slug, StoreError> {
    Slug::parse(row.try_get(column)?).map_err(|_not_a_slug| StoreError::Damaged("a guide's or a step's name"))
}

/// The code of a value, as it travels and as it is stored.
fn code_of<T: Serialize>(value: T) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

fn from_code<T: DeserializeOwned>(code: &str) -> Result<T, StoreError> {
    serde_json::from_value(code.into()).map_err(|_unknown| StoreError::Damaged("a code"))
}
