//! Rule 1 in the database: every table and column stands in `migrations/columns.txt` with the reason why it cannot hold
//! a person's data; a new one fails here until someone has written why.

use super::SqliteStore;
use std::collections::{BTreeMap, BTreeSet};

const LISTED: &str = include_str!("../../../migrations/columns.txt");

fn listed() -> BTreeMap<&'static str, &'static str> {
    let lines = LISTED.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(" – ").unwrap_or((line, ""))).collect()
}

async fn columns() -> BTreeSet<String> {
    let dir = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(dir.path()).await.unwrap();
    let sql = "SELECT named.name || '.' || found.name FROM sqlite_master AS named JOIN pragma_table_info(named.name) AS found
               WHERE named.type = 'table' AND named.name NOT LIKE 'sqlite_%'";
    sqlx::query_scalar::<_, String>(sql).fetch_all(&store.readers).await.unwrap().into_iter().collect()
}

#[tokio::test]
async fn every_column_is_listed_with_the_reason_why_it_holds_no_person() {
    let (listed, found) = (listed(), columns().await);
    assert!(found.len() > 50, "the schema was walked: {}", found.len());
    let unlisted: Vec<_> = found.iter().filter(|column| !listed.contains_key(column.as_str())).collect();
    assert!(unlisted.is_empty(), "write in migrations/columns.txt why these cannot hold a person's data: {unlisted:#?}");
    let gone: Vec<_> = listed.keys().filter(|column| !found.contains(**column)).collect();
    assert!(gone.is_empty(), "migrations/columns.txt lists columns that are no more: {gone:#?}");
    let bare: Vec<_> = listed.iter().filter(|(_, why)| why.split(' ').count() < 3).collect();
    assert!(bare.is_empty(), "migrations/columns.txt gives no reason for {bare:#?}");
}
