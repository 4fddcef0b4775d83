//! LevelDB's tables: a footer names the index, the index names the blocks, a block is entries whose keys share beginnings.

use crate::seized::{bytes, value};

const FOOTER: usize = 48;
const MAGIC: [u8; 8] = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];

/// Whether it ends as a table does.
pub(super) fn is_one(file: &[u8]) -> bool {
    file.len() >= FOOTER && file.ends_with(&MAGIC)
}

/// Every block as it was before it was packed, in which values lie whole, and every whole key.
pub(super) fn pieces(file: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let footer = file.len() - FOOTER;
    let Some((meta, at)) = handle(file, footer) else { return found };
    let index = handle(file, at).and_then(|(index, _)| block(file, index)).unwrap_or_default();
    let data = entries(&index).into_iter().filter_map(|(_, value)| handle(&value, 0).map(|(handle, _)| handle));
    for block in data.chain([meta]).filter_map(|handle| block(file, handle)) {
        let keys: Vec<Vec<u8>> = entries(&block).into_iter().map(|(key, _)| key).collect();
        found.push(keys.join(&b"\n"[..]));
        found.push(block);
    }
    found.push(index);
    found
}

/// Where a block lies: offset and length.
type Handle = (usize, usize);

fn handle(bytes: &[u8], at: usize) -> Option<(Handle, usize)> {
    let (offset, at) = bytes::varint_low_first(bytes, at)?;
    let (length, at) = bytes::varint_low_first(bytes, at)?;
    Some(((offset, length), at))
}

/// A block without its packing: the byte after it says 0 for none, 1 for Snappy.
fn block(file: &[u8], (offset, length): Handle) -> Option<Vec<u8>> {
    let packed = bytes::part(file, offset, length)?;
    match *file.get(offset + length)? {
        1 => value::snappy(packed).or_else(|| value::snappy_prefix(packed)),
        _ => Some(packed.to_vec()),
    }
}

fn entries(block: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let restarts = block.len().checked_sub(4).and_then(|at| bytes::u32_le(block, at)).unwrap_or_default();
    let end = restarts.checked_mul(4).and_then(|length| block.len().checked_sub(4 + length)).unwrap_or(block.len());
    let (mut found, mut key, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some((value, next)) = entry(&block[..end], at, &mut key) {
        found.push((key.clone(), value.to_vec()));
        at = next;
    }
    found
}

fn entry<'a>(block: &'a [u8], at: usize, key: &mut Vec<u8>) -> Option<(&'a [u8], usize)> {
    let (shared, at) = bytes::varint_low_first(block, at)?;
    let (own, at) = bytes::varint_low_first(block, at)?;
    let (length, at) = bytes::varint_low_first(block, at)?;
    key.truncate(shared);
    key.extend_from_slice(bytes::part(block, at, own)?);
    Some((bytes::part(block, at + own, length)?, at + own + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(mut number: usize, into: &mut Vec<u8>) {
        while number > 127 {
            into.push(u8::try_from(number & 127).unwrap() | 128);
            number >>= 7;
        }
        into.push(u8::try_from(number).unwrap());
    }

    fn built(entries: &[(usize, &[u8], &[u8])]) -> Vec<u8> {
        let mut block = Vec::new();
        for (shared, key, value) in entries {
            [*shared, key.len(), value.len()].into_iter().for_each(|length| number(length, &mut block));
            block.extend_from_slice(key);
            block.extend_from_slice(value);
        }
        block.extend([0, 0, 0, 0, 1, 0, 0, 0]);
        block
    }

    /// Appends a block with its trailer; returns its handle.
    fn put(table: &mut Vec<u8>, block: &[u8], packed: bool) -> Vec<u8> {
        let stored = if packed { snap::raw::Encoder::new().compress_vec(block).unwrap() } else { block.to_vec() };
        let mut handle = Vec::new();
        number(table.len(), &mut handle);
        number(stored.len(), &mut handle);
        table.extend(stored);
        table.extend([u8::from(packed), 0, 0, 0, 0]);
        handle
    }

    fn table(blocks: &[Vec<u8>], packed: bool) -> Vec<u8> {
        let mut table = Vec::new();
        let handles: Vec<Vec<u8>> = blocks.iter().map(|block| put(&mut table, block, packed)).collect();
        let meta = put(&mut table, &built(&[]), false);
        let index = built(&handles.iter().map(|handle| (0, b"k".as_slice(), handle.as_slice())).collect::<Vec<_>>());
        let index = put(&mut table, &index, packed);
        let end = table.len() + FOOTER - MAGIC.len();
        table.extend(meta.into_iter().chain(index));
        table.resize(end, 0);
        table.extend(MAGIC);
        table
    }

    #[test]
    fn packed_blocks_are_read_and_keys_that_share_a_beginning_are_whole() {
        let value = "kanariefagel i en bur ".repeat(30);
        let first = built(&[(0, b"kanarie", value.as_bytes()), (7, b"fagel", b"second")]);
        let second = built(&[(0, b"other", b"third")]);
        for packed in [false, true] {
            let file = table(&[first.clone(), second.clone()], packed);
            assert!(is_one(&file));
            let pieces = pieces(&file);
            for wanted in [b"kanariefagel".as_slice(), value.as_bytes(), b"second", b"third", b"other"] {
                let there = pieces.iter().any(|piece| piece.windows(wanted.len()).any(|part| part == wanted));
                assert!(there, "{:?}", String::from_utf8_lossy(wanted));
            }
        }
    }

    #[test]
    fn a_damaged_table_gives_what_is_left_and_never_panics() {
        let file = table(&[built(&[(0, b"key", b"a value")]), built(&[(0, b"key", b"another value")])], true);
        for at in 0..file.len() {
            let mut damaged = file.clone();
            damaged[at] ^= 0xff;
            pieces(&damaged);
        }
        let mut cut = file[8..].to_vec();
        assert!(is_one(&cut));
        pieces(&cut);
        cut.truncate(cut.len() - 1);
        assert!(!is_one(&cut));
    }
}
