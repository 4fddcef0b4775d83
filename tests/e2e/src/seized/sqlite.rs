//! SQLite without its library: every page of a database, of its write-ahead log and its rollback journal, used or freed.
//!
//! A library would show the tables as they are now; a finder looks at the pages. Values that run over several pages
//! are put together again, which a search through the file alone would miss. Chromium 156 keeps history and autofill
//! so; its store for IndexedDB can be switched to SQLite, and packs values with Snappy or Zstandard there.

use super::{bytes, value};

const MAGIC: &[u8] = b"SQLite format 3\0";
const WAL_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// A journal's header fills a sector; Chromium blanks its first bytes and lets the pages lie.
const JOURNAL_HEADER: usize = 512;
/// A longer chain of pages is a loop.
const MOST_PAGES: usize = 1 << 16;

/// Pages by number as they stand in one state of the database.
#[derive(Clone)]
struct Pages<'a> {
    size: usize,
    usable: usize,
    pages: Vec<&'a [u8]>,
}

/// What every cell holds, and each of its values that is packed, unpacked.
pub(super) fn pieces(file: &[u8], wal: Option<&[u8]>, journal: Option<&[u8]>) -> Vec<Vec<u8>> {
    let Some(now) = Pages::of(file) else { return Vec::new() };
    let mut found: Vec<Vec<u8>> = now.pages.iter().enumerate().flat_map(|(index, page)| now.cells(page, index == 0)).collect();
    // As the log goes on, a page's older pictures stay in it: each is read in the state in which it was written.
    let mut later = now.clone();
    for (number, page) in now.pictures(wal, WAL_HEADER, FRAME_HEADER, 0) {
        later.put(number, page);
        found.extend(later.cells(page, number == 1));
    }
    // A journal holds the pages as they were before: all of them together.
    let mut before = now.clone();
    let old = now.pictures(journal, JOURNAL_HEADER, 4, 4);
    old.iter().for_each(|(number, page)| before.put(*number, page));
    found.extend(old.iter().flat_map(|(number, page)| before.cells(page, *number == 1)));
    let packed: Vec<Vec<u8>> = found.iter().flat_map(|cell| columns(cell)).filter_map(value::snappy).collect();
    found.extend(packed);
    found
}

impl<'a> Pages<'a> {
    fn of(file: &'a [u8]) -> Option<Self> {
        let size = match bytes::u16_be(file, 16)? {
            1 => 1 << 16,
            size => size,
        };
        let usable = size.checked_sub(usize::from(*file.get(20)?))?;
        (file.starts_with(MAGIC) && usable >= 480).then(|| Self { size, usable, pages: file.chunks(size).collect() })
    }

    /// The pages in a file beside, each after its number and before its checksum.
    fn pictures<'b>(&self, file: Option<&'b [u8]>, header: usize, before: usize, after: usize) -> Vec<(usize, &'b [u8])> {
        let frames = file.and_then(|file| file.get(header..)).unwrap_or_default().chunks_exact(before + self.size + after);
        let numbered = frames.filter_map(|frame| Some((bytes::u32_be(frame, 0)?, &frame[before..before + self.size])));
        numbered.filter(|(number, _)| (1..self.pages.len() + MOST_PAGES).contains(number)).collect()
    }

    fn put(&mut self, number: usize, page: &'a [u8]) {
        self.pages.resize(self.pages.len().max(number), &[]);
        self.pages[number - 1] = page;
    }
}

impl Pages<'_> {
    /// The whole payload of every cell that the page's own list names.
    fn cells(&self, page: &[u8], first: bool) -> Vec<Vec<u8>> {
        let header = if first { 100 } else { 0 };
        let Some(kind) = page.get(header).copied() else { return Vec::new() };
        let list = header + if kind < 8 { 12 } else { 8 };
        let count = bytes::u16_be(page, header + 3).unwrap_or_default();
        let offsets = (0..count).map_while(|index| bytes::u16_be(page, list + index * 2));
        offsets.filter_map(|at| self.payload(page, kind, at)).collect()
    }

    /// 13: a table's leaf. 10 and 2: an index's leaf and inner page. 5, a table's inner page, holds numbers only.
    fn payload(&self, page: &[u8], kind: u8, at: usize) -> Option<Vec<u8>> {
        let (length, at) = bytes::varint_high_first(page, if kind == 2 { at + 4 } else { at })?;
        let (at, most) = match kind {
            13 => (bytes::varint_high_first(page, at)?.1, self.usable.checked_sub(35)?),
            10 | 2 => (at, (self.usable.checked_sub(12)? * 64 / 255).checked_sub(23)?),
            _ => return None,
        };
        if length <= most {
            return bytes::part(page, at, length).map(<[u8]>::to_vec);
        }
        let least = ((self.usable - 12) * 32 / 255).checked_sub(23)?;
        let fits = least + (length - least) % (self.usable - 4);
        let here = if fits <= most { fits } else { least };
        let mut payload = bytes::part(page, at, here)?.to_vec();
        self.follow(bytes::u32_be(page, at + here)?, length, &mut payload);
        Some(payload)
    }

    /// The rest of a value, page after page, as far as they go.
    fn follow(&self, mut next: usize, length: usize, payload: &mut Vec<u8>) {
        for _ in 0..MOST_PAGES {
            let Some(page) = next.checked_sub(1).and_then(|index| self.pages.get(index)) else { return };
            let rest = (self.usable - 4).min(length.saturating_sub(payload.len())).min(self.size);
            let (Some(part), Some(after)) = (bytes::part(page, 4, rest), bytes::u32_be(page, 0)) else { return };
            payload.extend_from_slice(part);
            if payload.len() >= length {
                return;
            }
            next = after;
        }
    }
}

/// A record's texts and blobs.
fn columns(cell: &[u8]) -> Vec<&[u8]> {
    let Some((header, mut at)) = bytes::varint_high_first(cell, 0) else { return Vec::new() };
    let (mut found, mut body) = (Vec::new(), header);
    while at < header {
        let Some((kind, next)) = bytes::varint_high_first(cell, at) else { break };
        let length = match kind {
            0..=4 => kind,
            5 => 6,
            6 | 7 => 8,
            8..=11 => 0,
            _ => (kind - 12) / 2,
        };
        let Some(column) = bytes::part(cell, body, length) else { break };
        if kind >= 12 && !column.is_empty() {
            found.push(column);
        }
        (at, body) = (next, body + length);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: usize = 512;

    fn varint(number: usize) -> [u8; 2] {
        [u8::try_from(number >> 7).unwrap() | 0x80, u8::try_from(number & 0x7f).unwrap()]
    }

    /// A record of one blob.
    fn record(blob: &[u8]) -> Vec<u8> {
        let kind = varint(blob.len() * 2 + 12);
        [&[3, kind[0], kind[1]], blob].concat()
    }

    fn page(bytes: &[(usize, &[u8])]) -> Vec<u8> {
        let mut page = vec![0; SIZE];
        bytes.iter().for_each(|(at, bytes)| page[*at..at + bytes.len()].copy_from_slice(bytes));
        page
    }

    /// A leaf with one cell at 100; what does not fit goes on from page 3.
    fn leaf(record: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let usable = SIZE;
        let (most, least) = (usable - 35, (usable - 12) * 32 / 255 - 23);
        let fits = least + (record.len().saturating_sub(least)) % (usable - 4);
        let here = if record.len() <= most {
            record.len()
        } else if fits <= most {
            fits
        } else {
            least
        };
        let cell = [&varint(record.len())[..], &[1], &record[..here], &[0, 0, 0, 3]].concat();
        (page(&[(0, &[13, 0, 0, 0, 1, 0, 100]), (8, &[0, 100]), (100, &cell)]), record[here..].to_vec())
    }

    fn header() -> Vec<u8> {
        page(&[(0, MAGIC), (16, &[2, 0]), (100, &[13])])
    }

    #[test]
    fn a_value_over_several_pages_is_whole() {
        let blob: Vec<u8> = [vec![b'.'; 900], b"kanariefagel".to_vec(), vec![b'.'; 200]].concat();
        let (leaf, rest) = leaf(&record(&blob));
        let mut file = [header(), leaf].concat();
        for (index, part) in rest.chunks(SIZE - 4).enumerate() {
            let next = u8::try_from(index + 4).unwrap();
            file.extend(page(&[(0, &[0, 0, 0, next]), (4, part)]));
        }
        assert!(pieces(&file, None, None).iter().any(|piece| piece.windows(blob.len()).any(|part| part == blob)));
        for at in 0..file.len() {
            let mut damaged = file.clone();
            damaged[at] ^= 0xff;
            pieces(&damaged, Some(&file), Some(&file));
        }
    }

    #[test]
    fn a_packed_value_is_unpacked() {
        let text = "kanariefagel ".repeat(40);
        let (leaf, rest) = leaf(&record(&snap::raw::Encoder::new().compress_vec(text.as_bytes()).unwrap()));
        assert!(rest.is_empty());
        assert!(pieces(&[header(), leaf].concat(), None, None).contains(&text.into_bytes()));
    }

    #[test]
    fn every_picture_of_a_page_in_the_write_ahead_log_is_read() {
        let mut wal = vec![0; WAL_HEADER];
        for blob in [b"kanariefagel", b"nagot sedan "] {
            wal.extend([&[0, 0, 0, 2][..], &[0; FRAME_HEADER - 4]].concat());
            wal.extend(leaf(&record(blob)).0);
        }
        let found = pieces(&header(), Some(&wal), None);
        assert!([b"kanariefagel", b"nagot sedan "].iter().all(|blob| found.contains(&record(*blob))));
    }

    #[test]
    fn a_page_as_it_was_before_is_read_from_the_journal() {
        let blob = [vec![b'.'; 300], b"kanariefagel".repeat(30)].concat();
        let (leaf, rest) = leaf(&record(&blob));
        let mut journal = vec![0; JOURNAL_HEADER];
        for (number, page) in [(2, leaf), (3, page(&[(4, &rest)]))] {
            journal.extend([&[0, 0, 0, number][..], &page, &[0; 4]].concat());
        }
        assert!(pieces(&header(), None, Some(&journal)).contains(&record(&blob)));
    }

    #[test]
    fn what_is_no_database_is_left_alone() {
        assert!(pieces(b"SQLite format 3", None, None).is_empty());
        assert!(pieces(&[MAGIC, &[0, 1]].concat(), None, None).is_empty());
    }
}
