//! LevelDB's logs: records in blocks of 32 KiB, in fragments where one does not fit.
//!
//! A record is a batch of puts and deletes, in which keys and values lie whole: it is searched as it is.

use crate::seized::bytes;

const BLOCK: usize = 32 << 10;
const HEADER: usize = 7;

/// Every record, put together again. After damage it goes on with the next block; a record without its end is
/// given as far as it goes. Checksums are not asked: what is damaged can still be read by a finder.
pub(super) fn records(log: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut under_way: Vec<u8> = Vec::new();
    for block in log.chunks(BLOCK) {
        let mut at = 0;
        while let Some((kind, fragment)) = fragment(block, at) {
            at += HEADER + fragment.len();
            if matches!(kind, 1 | 2) && !under_way.is_empty() {
                found.push(std::mem::take(&mut under_way));
            }
            under_way.extend_from_slice(fragment);
            if matches!(kind, 1 | 4) {
                found.push(std::mem::take(&mut under_way));
            }
        }
    }
    if !under_way.is_empty() {
        found.push(under_way);
    }
    found
}

/// A fragment and its kind: 1 whole, 2 first, 3 middle, 4 last. One that says it is longer than its block ends there.
fn fragment(block: &[u8], at: usize) -> Option<(u8, &[u8])> {
    let length = bytes::u16_le(block, at + 4)?;
    let kind = *block.get(at + 6)?;
    let begin = at + HEADER;
    let end = block.len().min(begin + length);
    matches!(kind, 1..=4).then(|| block.get(begin..end).map(|fragment| (kind, fragment)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As LevelDB writes it, with checksums of zero.
    fn written(records: &[&[u8]]) -> Vec<u8> {
        let mut log = Vec::new();
        for record in records {
            let (mut rest, mut first) = (*record, true);
            loop {
                let left = BLOCK - log.len() % BLOCK;
                if left < HEADER {
                    log.resize(log.len() + left, 0);
                    continue;
                }
                let (now, later) = rest.split_at(rest.len().min(left - HEADER));
                let kind = match (first, later.is_empty()) {
                    (true, true) => 1,
                    (true, false) => 2,
                    (false, false) => 3,
                    (false, true) => 4,
                };
                log.extend([0; 4]);
                log.extend(u16::try_from(now.len()).unwrap().to_le_bytes());
                log.push(kind);
                log.extend(now);
                (rest, first) = (later, false);
                if rest.is_empty() {
                    break;
                }
            }
        }
        log
    }

    #[test]
    fn a_record_over_three_blocks_comes_back_whole() {
        let long: Vec<u8> = (0..80_000_u32).flat_map(|n| n.to_le_bytes()).take(80_000).collect();
        let log = written(&[b"before", &long, b"after"]);
        assert_eq!(records(&log), [b"before".to_vec(), long, b"after".to_vec()]);
    }

    #[test]
    fn a_word_split_by_the_end_of_a_block_is_whole_in_the_record() {
        let padding = vec![b'.'; BLOCK - HEADER - HEADER - 4];
        let log = written(&[&padding, b"kanariefagel"]);
        assert!(!log.windows(12).any(|part| part == b"kanariefagel"), "it is not split");
        assert_eq!(records(&log)[1], b"kanariefagel");
    }

    #[test]
    fn after_a_damaged_block_the_next_is_read_and_a_cut_record_as_far_as_it_goes() {
        let block = vec![b'x'; BLOCK - HEADER];
        let mut log = written(&[&block, b"later"]);
        log[..HEADER].fill(0xff);
        assert_eq!(records(&log).last().unwrap(), b"later");
        let whole = written(&[b"a whole record"]);
        assert_eq!(records(&whole[..whole.len() - 4]), [b"a whole re".to_vec()]);
    }
}
