//! LevelDB without its library: every table and log on its own, deleted and overwritten values too.
//!
//! Needs no comparator and no manifest, because it asks for no order: IndexedDB's own order ("idb_cmp1") is known to
//! Chromium alone, and libraries refuse a database whose order they do not know.

mod log;
mod table;

use super::stream::Stream;

/// What can be read of a file, if it is one of LevelDB's.
pub(super) fn read(file: &str, bytes: &[u8]) -> Vec<Stream> {
    if table::is_one(bytes) {
        return table::pieces(bytes).into_iter().map(|piece| Stream::new(file, "LevelDB table", piece)).collect();
    }
    let name = file.rsplit('/').next().unwrap_or(file);
    let numbered = name.strip_suffix(".log").is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    // A manifest is a log too; it holds the smallest and largest keys of every table.
    if !numbered && !name.starts_with("MANIFEST-") {
        return Vec::new();
    }
    log::records(bytes).into_iter().map(|record| Stream::new(file, "LevelDB log", record)).collect()
}
