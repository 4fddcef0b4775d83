//! Reading numbers out of bytes that may be anything: past the end there is nothing, never a panic.

pub(super) fn u16_be(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(array(bytes, at)?)))
}

pub(super) fn u16_le(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(array(bytes, at)?)))
}

pub(super) fn u32_be(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(array(bytes, at)?)).ok()
}

pub(super) fn u32_le(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(array(bytes, at)?)).ok()
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// So many bytes from here, if there are.
pub(super) fn part(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

/// LevelDB's and protobuf's: seven bits at a time, the lowest first. The number, and where it ends.
pub(super) fn varint_low_first(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut number = 0_u64;
    for (index, byte) in bytes.get(at..)?.iter().take(10).enumerate() {
        number |= u64::from(byte & 0x7f).checked_shl(u32::try_from(index * 7).ok()?)?;
        if byte & 0x80 == 0 {
            return Some((usize::try_from(number).ok()?, at + index + 1));
        }
    }
    None
}

/// SQLite's: seven bits at a time, the highest first; a ninth byte counts whole.
pub(super) fn varint_high_first(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut number = 0_u64;
    for (index, byte) in bytes.get(at..)?.iter().take(9).enumerate() {
        if index == 8 {
            number = number << 8 | u64::from(*byte);
        } else {
            number = number << 7 | u64::from(byte & 0x7f);
        }
        if index == 8 || byte & 0x80 == 0 {
            return Some((usize::try_from(number).ok()?, at + index + 1));
        }
    }
    None
}

/// Where a mark stands, in order, up to a limit.
pub(super) fn places(bytes: &[u8], mark: &[u8], limit: usize) -> Vec<usize> {
    let Some(first) = mark.first() else { return Vec::new() };
    let starts = bytes.iter().enumerate().filter(|(_, byte)| *byte == first).map(|(at, _)| at);
    starts.filter(|at| bytes[*at..].starts_with(mark)).take(limit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_both_formats_write_them_and_past_the_end_there_are_none() {
        assert_eq!(varint_low_first(&[0xac, 0x02, 9], 0), Some((300, 2)));
        assert_eq!(varint_high_first(&[0x82, 0x2c, 9], 0), Some((300, 2)));
        assert_eq!(varint_low_first(&[0xff; 4], 0), None);
        assert_eq!(varint_low_first(&[0xff; 12], 0), None);
        assert_eq!(varint_high_first(&[0xff; 4], 0), None);
        assert_eq!(varint_high_first(&[], usize::MAX), None);
        assert_eq!(part(&[1, 2, 3], 1, usize::MAX), None);
        assert_eq!(u32_be(&[0, 0, 1, 0], 0), Some(256));
    }
}
