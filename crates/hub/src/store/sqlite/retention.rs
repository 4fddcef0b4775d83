//! Retention in SQLite: a closed quarter's records give way to its counts, and what has been kept long enough goes. All
//! of a unit's in one transaction: whoever stops it leaves everything as it was. What goes is logged, never what it said.

use super::records::reason_code;
use super::{SqliteStore, day_in, unsigned};
use crate::clock::day_of;
use crate::store::{Books, Disposal, SESSION_IDLE_MS, SPENT_MEMORY_MS, StoreError, UNCOUNTED_KEPT_DAYS};
use erum_domain::day::{Day, Quarter};
use erum_domain::folding::{Aggregate, Fold, Received, fold};
use erum_domain::ident::Slug;
use erum_domain::record::{Reading, Refusal, read};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use std::collections::BTreeMap;

/// Why something is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// A session of a closed quarter, counted and folded.
    FoldedSession,
    /// A withdrawal that went with it.
    FoldedWithdrawal,
    /// A flag on a guide.
    OldFlag,
    /// A correction of the directory.
    OldCorrection,
    /// A record that was never counted.
    OldAside,
    /// Records that people looked at and discarded.
    Discarded,
    /// A one-time code.
    OldCode,
    /// A login link.
    OldLink,
    /// A login that has ended.
    EndedSession,
}

impl Rule {
    /// The rule's stable id, and the kind of thing. Both stand in the handbook.
    const fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::FoldedSession => ("G1-stangt-kvartal", "tillfalle"),
            Self::FoldedWithdrawal => ("G1-stangt-kvartal", "aterkallelse"),
            Self::OldFlag => ("G2-guideflagga-1-ar", "guideflagga"),
            Self::OldCorrection => ("G8-platsrattelse-1-ar", "platsrattelse"),
            Self::OldAside => ("G3-at-sidan-1-ar", "at-sidan"),
            Self::Discarded => ("G4-kasserad-vid-granskning", "granskning"),
            Self::OldCode => ("G5-kopplingskod-30-dagar", "kopplingskod"),
            Self::OldLink => ("G6-inloggningslank-30-dagar", "inloggningslank"),
            Self::EndedSession => ("G7-avslutad-inloggning", "inloggning"),
        }
    }
}

impl SqliteStore {
    pub(super) async fn dispose_of_records(&self, unit: &Slug, now_ms: i64) -> Result<(), StoreError> {
        let today = day_of(now_ms);
        let mut tx = self.begin().await?;
        fold_closed(&mut tx, unit, today).await?;
        delete_old_reports(&mut tx, unit, today, Rule::OldFlag, "guide_flag").await?;
        delete_old_reports(&mut tx, unit, today, Rule::OldCorrection, "directory_correction").await?;
        delete_old_aside(&mut tx, unit, today).await?;
        delete_old_codes(&mut tx, unit, now_ms).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn delete_old_keys(&self, now_ms: i64) -> Result<(), StoreError> {
        let (mut tx, today) = (self.begin().await?, day_of(now_ms));
        let sql = "DELETE FROM login_link WHERE expires_ms <= $1 RETURNING expires_ms";
        let gone = sqlx::query_scalar(sql).bind(now_ms - SPENT_MEMORY_MS).fetch_all(&mut *tx).await?;
        log_by_quarter(&mut tx, None, today, Rule::OldLink, gone.into_iter().map(day_of)).await?;
        let sql = "DELETE FROM web_session WHERE expires_ms <= $1 OR last_seen_ms <= $2 RETURNING last_seen_ms";
        let gone = sqlx::query_scalar(sql).bind(now_ms).bind(now_ms - SESSION_IDLE_MS).fetch_all(&mut *tx).await?;
        log_by_quarter(&mut tx, None, today, Rule::EndedSession, gone.into_iter().map(day_of)).await?;
        Ok(tx.commit().await?)
    }

    /// Both in one transaction that reads: between them no quarter can be folded.
    pub(super) async fn read_books(&self, unit: &Slug) -> Result<Books, StoreError> {
        let mut tx = self.readers.begin().await?;
        let sql = "SELECT body FROM record WHERE unit = $1 AND status = 'stored' AND kind IN ('session', 'withdrawal')";
        let bodies = sqlx::query_scalar::<_, Vec<u8>>(sql).bind(unit.as_str()).fetch_all(&mut *tx).await?;
        let sql = "SELECT aggregate FROM closed_quarter WHERE unit = $1 ORDER BY quarter";
        let closed = sqlx::query_scalar::<_, String>(sql).bind(unit.as_str()).fetch_all(&mut *tx).await?;
        tx.commit().await?;
        let text = |body| String::from_utf8(body).map_err(|_not_text| StoreError::Damaged("a record"));
        let aggregate = |json: &String| Aggregate::read(json).ok_or(StoreError::Damaged("a closed quarter"));
        Ok(Books {
            records: bodies.into_iter().map(text).collect::<Result<_, _>>()?,
            closed: closed.iter().map(aggregate).collect::<Result<_, _>>()?,
        })
    }

    pub(super) async fn list_disposals(&self, unit: &Slug) -> Result<Vec<Disposal>, StoreError> {
        let sql = "SELECT unit, day, rule, kind, period, records FROM disposal
                   WHERE unit IN ($1, '') ORDER BY day, unit, rule, kind, period";
        sqlx::query(sql).bind(unit.as_str()).fetch_all(&self.readers).await?.iter().map(disposal).collect()
    }
}

async fn fold_closed(tx: &mut SqliteConnection, unit: &Slug, today: Day) -> Result<(), StoreError> {
    let sql = "SELECT body, received_day FROM record WHERE unit = $1 AND status = 'stored' AND kind IN ('session', 'withdrawal')";
    let rows = sqlx::query(sql).bind(unit.as_str()).fetch_all(&mut *tx).await?;
    let received = rows.iter().map(received).collect::<Result<Vec<_>, _>>()?;
    // One that can no longer be read stays where it is: `check` tells of it, and what it named is not known.
    let folded = fold(&received.into_iter().flatten().collect::<Vec<_>>(), today);
    add_to_closed(tx, unit, &folded).await?;
    for id in &folded.gone {
        let sql = "INSERT INTO gone (unit, id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        sqlx::query(sql).bind(unit.as_str()).bind(id.to_string()).execute(&mut *tx).await?;
    }
    let mut gone = BTreeMap::new();
    for going in &folded.going {
        let sql = "DELETE FROM record WHERE unit = $1 AND id = $2";
        sqlx::query(sql).bind(unit.as_str()).bind(going.id.to_string()).execute(&mut *tx).await?;
        let rule = if going.is_session { Rule::FoldedSession } else { Rule::FoldedWithdrawal };
        *gone.entry((rule, going.quarter)).or_insert(0) += 1;
    }
    for ((rule, quarter), records) in gone {
        log(tx, Some(unit), today, rule, quarter, records).await?;
    }
    Ok(())
}

fn received(row: &SqliteRow) -> Result<Option<Received>, StoreError> {
    let body = String::from_utf8(row.try_get("body")?).map_err(|_not_text| StoreError::Damaged("a record"))?;
    let day = day_in(row.try_get("received_day")?)?;
    Ok(match read(&body) {
        Reading::Known(record) => Some(Received { record: *record, day }),
        Reading::Unknown | Reading::Refused(_) => None,
    })
}

async fn add_to_closed(tx: &mut SqliteConnection, unit: &Slug, folded: &Fold) -> Result<(), StoreError> {
    for (quarter, counts) in &folded.counts {
        let sql = "SELECT aggregate FROM closed_quarter WHERE unit = $1 AND quarter = $2";
        let before = sqlx::query_scalar::<_, String>(sql).bind(unit.as_str()).bind(quarter.to_string()).fetch_optional(&mut *tx).await?;
        let mut aggregate = match before {
            Some(json) => Aggregate::read(&json).ok_or(StoreError::Damaged("a closed quarter"))?,
            None => Aggregate::new(*quarter, Default::default()),
        };
        aggregate.counts.add(counts);
        let sql = "INSERT INTO closed_quarter (unit, quarter, aggregate) VALUES ($1, $2, $3)
                   ON CONFLICT (unit, quarter) DO UPDATE SET aggregate = excluded.aggregate";
        sqlx::query(sql).bind(unit.as_str()).bind(quarter.to_string()).bind(aggregate.to_json()).execute(&mut *tx).await?;
    }
    Ok(())
}

/// Reports from the field; that one is settled goes with it.
async fn delete_old_reports(tx: &mut SqliteConnection, unit: &Slug, today: Day, rule: Rule, kind: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM record WHERE unit = $1 AND status = 'stored' AND kind = $3 AND day < $2 RETURNING day";
    let before = today.plus(-UNCOUNTED_KEPT_DAYS).to_string();
    let gone = sqlx::query_scalar::<_, String>(sql).bind(unit.as_str()).bind(before).bind(kind).fetch_all(&mut *tx).await?;
    let gone = gone.iter().map(|day| day_in(day)).collect::<Result<Vec<_>, _>>()?;
    log_by_quarter(tx, Some(unit), today, rule, gone.into_iter()).await
}

/// What could not be counted. The ids of what came too late are remembered, so that what names them stays too late.
async fn delete_old_aside(tx: &mut SqliteConnection, unit: &Slug, today: Day) -> Result<(), StoreError> {
    let before = today.plus(-UNCOUNTED_KEPT_DAYS).to_string();
    let sql = "INSERT INTO gone (unit, id) SELECT unit, id FROM record
               WHERE unit = $1 AND status = 'quarantined' AND reason = $3 AND received_day < $2 ON CONFLICT DO NOTHING";
    let late = reason_code(Refusal::TooLate);
    sqlx::query(sql).bind(unit.as_str()).bind(&before).bind(late).execute(&mut *tx).await?;
    let sql = "DELETE FROM record WHERE unit = $1 AND status IN ('quarantined', 'kept') AND received_day < $2 RETURNING received_day";
    let gone = sqlx::query_scalar::<_, String>(sql).bind(unit.as_str()).bind(before).fetch_all(&mut *tx).await?;
    let gone = gone.iter().map(|day| day_in(day)).collect::<Result<Vec<_>, _>>()?;
    log_by_quarter(tx, Some(unit), today, Rule::OldAside, gone.into_iter()).await
}

async fn delete_old_codes(tx: &mut SqliteConnection, unit: &Slug, now_ms: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM enrolment WHERE unit = $1 AND expires_ms <= $2 RETURNING expires_ms";
    let gone = sqlx::query_scalar(sql).bind(unit.as_str()).bind(now_ms - SPENT_MEMORY_MS).fetch_all(&mut *tx).await?;
    log_by_quarter(tx, Some(unit), day_of(now_ms), Rule::OldCode, gone.into_iter().map(day_of)).await
}

async fn log_by_quarter(
    tx: &mut SqliteConnection,
    unit: Option<&Slug>,
    today: Day,
    rule: Rule,
    days: impl Iterator<Item = Day>,
) -> Result<(), StoreError> {
    let mut by_quarter: BTreeMap<Quarter, u64> = BTreeMap::new();
    days.for_each(|day| *by_quarter.entry(day.quarter()).or_default() += 1);
    for (quarter, records) in by_quarter {
        log(tx, unit, today, rule, quarter, records).await?;
    }
    Ok(())
}

/// Writes a line; one more run on the same day adds to it. Nothing gone, nothing written.
pub(super) async fn log(
    tx: &mut SqliteConnection,
    unit: Option<&Slug>,
    today: Day,
    rule: Rule,
    period: Quarter,
    records: u64,
) -> Result<(), StoreError> {
    if records == 0 {
        return Ok(());
    }
    let (rule, kind) = rule.codes();
    let sql = "INSERT INTO disposal (unit, day, rule, kind, period, records) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (unit, day, rule, kind, period) DO UPDATE SET records = records + excluded.records";
    sqlx::query(sql)
        .bind(unit.map_or("", Slug::as_str))
        .bind(today.to_string())
        .bind(rule)
        .bind(kind)
        .bind(period.to_string())
        .bind(super::signed(records))
        .execute(tx)
        .await?;
    Ok(())
}

fn disposal(row: &SqliteRow) -> Result<Disposal, StoreError> {
    let unit = row.try_get::<&str, _>("unit")?;
    let unit = if unit.is_empty() { None } else { Some(Slug::parse(unit).map_err(|_not_a_slug| StoreError::Damaged("a line's unit"))?) };
    Ok(Disposal {
        day: day_in(row.try_get("day")?)?,
        unit,
        rule: row.try_get("rule")?,
        kind: row.try_get("kind")?,
        period: row.try_get("period")?,
        records: unsigned(row.try_get("records")?),
    })
}
