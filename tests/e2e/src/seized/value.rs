//! Values as Blink hands them to IndexedDB: large ones are one Snappy block after a mark of three bytes.
//!
//! The mark is 0xFF (version tag), 0x11 (needs processing), 0x02 (Snappy); 0x01 in its place names a blob file, whose
//! content is again such a value. Blink does so from 64 KiB, and leaves alone what does not shrink.

use super::bytes;

const COMPRESSED: [u8; 3] = [0xff, 0x11, 0x02];
/// Nothing the app writes comes near; a made-up length must not fill the memory.
const LARGEST: usize = 64 << 20;
const MOST: usize = 64;

/// Every value in these bytes that can be unpacked.
pub(super) fn unwrapped(stored: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    bytes::places(stored, &COMPRESSED, MOST).into_iter().filter_map(|at| snappy_prefix(&stored[at + COMPRESSED.len()..]))
}

/// One Snappy block that must fill the bytes.
pub(super) fn snappy(block: &[u8]) -> Option<Vec<u8>> {
    let length = snap::raw::decompress_len(block).ok()?;
    if length == 0 || length > LARGEST {
        return None;
    }
    snap::raw::Decoder::new().decompress_vec(block).ok()
}

/// One Snappy block with something after it, or cut off: as far as it goes. The library wants the exact end, and a
/// value in a damaged log has none, so the block is read here.
pub(super) fn snappy_prefix(block: &[u8]) -> Option<Vec<u8>> {
    if let Some(whole) = snappy(block) {
        return Some(whole);
    }
    let (length, mut at) = bytes::varint_low_first(block, 0)?;
    if length == 0 || length > LARGEST {
        return None;
    }
    let mut made = Vec::new();
    while made.len() < length && element(block, &mut at, &mut made).is_some() {}
    (made.len() > 3).then_some(made)
}

/// One literal or copy. `None` at the end or at nonsense.
fn element(block: &[u8], at: &mut usize, made: &mut Vec<u8>) -> Option<()> {
    let tag = usize::from(*block.get(*at)?);
    *at += 1;
    let (length, back) = match tag & 3 {
        0 => {
            let mut length = tag >> 2;
            if length >= 60 {
                let wide = length - 59;
                length = bytes::part(block, *at, wide)?.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte));
                *at += wide;
            }
            let end = block.len().min(at.checked_add(length)?.checked_add(1)?);
            made.extend_from_slice(block.get(*at..end)?);
            *at = end;
            return Some(());
        }
        1 => (4 + (tag >> 2 & 7), (tag >> 5) << 8 | usize::from(*block.get(*at)?)),
        2 => ((tag >> 2) + 1, bytes::u16_le(block, *at)?),
        _ => ((tag >> 2) + 1, bytes::u32_le(block, *at)?),
    };
    *at += [0, 1, 2, 4][tag & 3];
    let from = made.len().checked_sub(back).filter(|_| back > 0)?;
    for index in from..from + length {
        made.push(*made.get(index)?);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str) -> Vec<u8> {
        let mut stored = vec![0x07, 0xff, 0x11, 0x02];
        stored.extend(snap::raw::Encoder::new().compress_vec(text.as_bytes()).unwrap());
        stored
    }

    #[test]
    fn a_value_that_blink_has_packed_is_read() {
        let text = "kanarie fågel ".repeat(400);
        let stored = wrapped(&text);
        assert!(!stored.windows(28).any(|part| part == &text.as_bytes()[..28]), "it is not packed at all");
        assert_eq!(unwrapped(&stored).next().unwrap(), text.as_bytes());
    }

    #[test]
    fn a_packed_value_is_read_with_something_after_it_and_as_far_as_it_goes_when_cut() {
        let text = (0..900).map(|n| format!("rad {n}; ")).collect::<String>();
        let mut stored = wrapped(&text);
        let cut = stored[..stored.len() / 2].to_vec();
        stored.extend([0xde, 0xad, 0xbe, 0xef]);
        assert_eq!(unwrapped(&stored).next().unwrap(), text.as_bytes());
        assert!(text.as_bytes().starts_with(&unwrapped(&cut).next().unwrap()));
    }

    #[test]
    fn what_only_looks_packed_is_passed_over() {
        assert_eq!(unwrapped(&[0xff, 0x11, 0x02]).count(), 0);
        assert_eq!(unwrapped(&[0xff, 0x11, 0x02, 0xff, 0xff, 0xff, 0xff, 0xff]).count(), 0);
        assert_eq!(unwrapped(&[0xff, 0x11, 0x02, 10, 0x09, 0x05]).count(), 0);
    }
}
