//! Entries of Chromium's "simple" cache, in which HTTP cache, Cache Storage, code cache and worker scripts lie.
//!
//! A file `…_0` is header, key, body, end mark, response headers, perhaps the key's SHA-256, end mark; `…_1` is header,
//! key, side data (V8's compiled code), end mark. Never says what is in a body it cannot find both ends of.

use super::{bytes, packed};
use std::ops::Range;

const MAGIC: [u8; 8] = [0x30, 0x5c, 0x72, 0xa7, 0x1b, 0x6d, 0xfb, 0xfc];
const END_MAGIC: [u8; 8] = [0xd8, 0x41, 0x0d, 0x97, 0x45, 0x6f, 0xfa, 0xf4];
const HEADER: usize = 24;
const END: usize = 24;
const HAS_KEY_HASH: usize = 2;

/// Where things lie in an entry's file.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    file: &'a [u8],
    /// With the address in it, except for worker scripts, which have a number.
    key: String,
    /// The body, or the side data.
    pub(super) body: Range<usize>,
}

impl<'a> Entry<'a> {
    /// `None` when it is no entry, or not a whole one.
    pub(super) fn of(file: &'a [u8], side: bool) -> Option<Self> {
        if !file.starts_with(&MAGIC) {
            return None;
        }
        let length = bytes::u32_le(file, 12)?;
        let key = String::from_utf8_lossy(bytes::part(file, HEADER, length)?).into_owned();
        let last = file.len().checked_sub(END)?;
        if !file[last..].starts_with(&END_MAGIC) {
            return None;
        }
        let mut end = last;
        if !side {
            let hash = if bytes::u32_le(file, last + 8)? & HAS_KEY_HASH == 0 { 0 } else { 32 };
            end = last.checked_sub(bytes::u32_le(file, last + 16)?)?.checked_sub(hash)?.checked_sub(END)?;
            if !file[end..].starts_with(&END_MAGIC) {
                return None;
            }
        }
        let begin = HEADER + length;
        (begin <= end).then_some(Self { file, key, body: begin..end })
    }

    /// The path of the address in the key: "/packs/sv.json".
    pub(super) fn path(&self) -> Option<&str> {
        let address = match self.key.strip_prefix("_key") {
            // A code cache's: the script, then the page it is for.
            Some(both) => both.split_once(" \n")?.0,
            // The HTTP cache's: the sites it is kept apart for, then the address.
            None => &self.key[self.key.rfind("http")?..],
        };
        let after_host = address.split_once("://")?.1;
        after_host[after_host.find('/')?..].split(['?', '#', '\0']).next()
    }

    /// The body as it was before it was packed for the way, and the packing's name.
    pub(super) fn unpacked(&self) -> (Option<String>, Vec<u8>) {
        let stored = &self.file[self.body.clone()];
        let headers = self.file[self.body.end..].to_ascii_lowercase();
        let mark = b"content-encoding:";
        let encoding = bytes::places(&headers, mark, 1).first().map(|at| {
            let said = headers[at + mark.len()..].split(|byte| *byte == 0).next().unwrap_or_default();
            String::from_utf8_lossy(said).trim().to_owned()
        });
        match encoding.as_deref().and_then(|encoding| packed::by_name(encoding, stored)) {
            Some(bytes) => (encoding, bytes),
            None => (None, stored.to_vec()),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn end(flags: u8, size: usize) -> Vec<u8> {
        let size = u32::try_from(size).unwrap().to_le_bytes();
        [&END_MAGIC[..], &[flags, 0, 0, 0], &[0; 4], &size, &[0; 4]].concat()
    }

    /// An entry as Chromium writes it.
    pub(in crate::seized) fn written(key: &str, body: &[u8], headers: &[u8]) -> Vec<u8> {
        let length = u32::try_from(key.len()).unwrap().to_le_bytes();
        let head = [&MAGIC[..], &[5, 0, 0, 0], &length, &[0; 8], key.as_bytes()].concat();
        [head, body.to_vec(), end(1, 0), headers.to_vec(), vec![7; 32], end(3, headers.len())].concat()
    }

    #[test]
    fn an_entrys_path_and_body_are_found() {
        let file =
            written("1/0/_dk_http://localhost http://localhost http://localhost:1234/packs/sv.json?a", b"the body", b"HTTP/1.1 200\0");
        let entry = Entry::of(&file, false).unwrap();
        assert_eq!(entry.path(), Some("/packs/sv.json"));
        assert_eq!(entry.unpacked(), (None, b"the body".to_vec()));
    }

    #[test]
    fn the_path_of_compiled_code_is_the_scripts_and_not_the_pages() {
        let file = written("_keyhttp://localhost:1/app.js \nhttp://localhost:1/", b"code", b"");
        assert_eq!(Entry::of(&file, false).unwrap().path(), Some("/app.js"));
    }

    #[test]
    fn a_packed_body_is_unpacked_as_its_header_says() {
        use std::io::Write;
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gz.write_all(b"the body").unwrap();
        let file = written("http://localhost/", &gz.finish().unwrap(), b"HTTP/1.1 200\0Content-Encoding: gzip\0");
        assert_eq!(Entry::of(&file, false).unwrap().unpacked(), (Some("gzip".to_owned()), b"the body".to_vec()));
        // Brotli's way of leaving something as it is.
        let brotli = [0x8b, 0x03, 0x80, b't', b'h', b'e', b' ', b'b', b'o', b'd', b'y', 0x03];
        let file = written("http://localhost/", &brotli, b"HTTP/1.1 200\0content-encoding: br\0");
        assert_eq!(Entry::of(&file, false).unwrap().unpacked(), (Some("br".to_owned()), b"the body".to_vec()));
    }

    #[test]
    fn a_cut_or_damaged_entry_is_none_and_never_panics() {
        let file = written("http://localhost/", b"the body", b"HTTP/1.1 200\0");
        for end in 0..file.len() {
            assert!(Entry::of(&file[..end], false).is_none());
        }
        for at in 0..file.len() {
            let mut damaged = file.clone();
            damaged[at] ^= 0xff;
            if let Some(entry) = Entry::of(&damaged, at % 2 == 0) {
                entry.path();
                entry.unpacked();
            }
        }
    }
}
