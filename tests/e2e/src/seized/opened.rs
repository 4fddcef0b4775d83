//! A file of the profile with its own packing taken off: raw, and as what it is. Knows every format by its bytes.
//!
//! Whatever cannot be read as what it seems to be is still searched raw. Only a body proven to be the app's own is
//! blanked out of the raw bytes too.

use super::excepted::Built;
use super::simple_cache::Entry;
use super::stream::Stream;
use super::{leveldb, sessions, sqlite};

/// What there is to search in a file, and what was passed over.
#[derive(Debug, Default)]
pub(super) struct Opened {
    pub(super) streams: Vec<Stream>,
    pub(super) excepted: Vec<String>,
}

impl Opened {
    /// `beside` reads the file whose name is this one's and an ending.
    pub(super) fn of(file: &str, bytes: &[u8], beside: impl Fn(&str) -> Option<Vec<u8>>, built: Option<&Built>) -> Self {
        let mut opened = Self::default();
        let mut raw = bytes.to_vec();
        if let Some(entry) = Entry::of(bytes, file.ends_with("_1")) {
            opened.cached(file, &entry, &mut raw, built);
        }
        opened.streams.extend(leveldb::read(file, bytes));
        let cells = sqlite::pieces(bytes, beside("-wal").as_deref(), beside("-journal").as_deref());
        opened.streams.extend(cells.into_iter().map(|cell| Stream::new(file, "SQLite", cell)));
        opened.streams.extend(sessions::pieces(bytes).into_iter().map(|piece| Stream::new(file, "Chromium's constant key", piece)));
        opened.streams.push(Stream::new(file, "raw", raw));
        opened
    }

    fn cached(&mut self, file: &str, entry: &Entry<'_>, raw: &mut [u8], built: Option<&Built>) {
        let path = entry.path().unwrap_or_default();
        let own = built.and_then(|built| built.file(path));
        let compiled = file.ends_with("_1") || file.contains("Code Cache/");
        let (packing, body) = entry.unpacked();
        let packing = packing.unwrap_or_else(|| "not packed".to_owned());
        match own {
            Some(own) if !compiled && own == body => {
                raw[entry.body.clone()].fill(0);
                self.excepted.push(format!("{path} ({packing}, {} bytes, equal to the built file): {file}", body.len()));
            }
            Some(own) if compiled => {
                raw[entry.body.clone()].fill(0);
                let stream = Stream::new(file, &format!("compiled code of {path}"), body);
                self.streams.push(stream.made_of(own));
            }
            _ => self.streams.push(Stream::new(file, &format!("body of {path}, {packing}"), body)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seized::simple_cache::tests::written;

    const PACK: &[u8] = b"{\"step\":\"kanariefagel\"}";
    const FILE: &str = "Default/Service Worker/CacheStorage/a/b/0123456789abcdef_0";

    fn opened(file: &str, address: &str, body: &[u8]) -> Opened {
        Opened::of(file, &written(address, body, b"headers"), |_| None, Some(&Built::with("/packs/sv.json", PACK)))
    }

    fn holds(opened: &Opened) -> bool {
        opened.streams.iter().any(|stream| stream.bytes.windows(12).any(|part| part == b"kanariefagel"))
    }

    #[test]
    fn a_pack_is_passed_over_only_where_it_is_the_built_one() {
        let pack = opened(FILE, "http://localhost:1/packs/sv.json", PACK);
        assert!(!holds(&pack));
        assert_eq!(pack.excepted.len(), 1);
        assert!(holds(&opened(FILE, "http://localhost:1/packs/sv.json", b"{\"step\":\"kanariefagel\",\"more\":1}")));
        assert!(holds(&opened(FILE, "http://localhost:1/packs/en.json", PACK)));
        assert!(holds(&opened(FILE, "http://localhost:1/kanariefagel", PACK)));
    }

    #[test]
    fn without_a_build_nothing_is_passed_over() {
        let bytes = written("http://localhost:1/packs/sv.json", PACK, b"headers");
        let opened = Opened::of(FILE, &bytes, |_| None, None);
        assert!(holds(&opened) && opened.excepted.is_empty());
    }

    #[test]
    fn a_damaged_file_of_any_kind_is_searched_raw() {
        for (file, beginning) in
            [("1/000003.log", &b""[..]), ("1/000005.ldb", b""), ("History", b"SQLite format 3\0"), ("Sessions/Session_1", b"SNSS")]
        {
            let bytes = [beginning, &[0xff; 90], b"kanariefagel", &[0xff; 90]].concat();
            assert!(holds(&Opened::of(file, &bytes, |_| None, None)), "{file}");
        }
        let mut entry = written("http://localhost:1/packs/sv.json", PACK, b"headers");
        entry.truncate(entry.len() - 5);
        assert!(holds(&Opened::of(FILE, &entry, |_| None, Some(&Built::with("/packs/sv.json", PACK)))));
    }
}
