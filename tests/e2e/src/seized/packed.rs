//! Gzip, zlib, Zstandard, found by their first bytes; and Brotli, which has none and is tried only where it was named.

use super::bytes;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::io::Read;

const GZIP: [u8; 3] = [0x1f, 0x8b, 8];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// A bomb must not fill the memory.
const LARGEST: u64 = 64 << 20;
const MOST: usize = 64;

/// Everything packed in these bytes, with the name of the packing.
pub(super) fn unpacked(packed: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut found = Vec::new();
    found.extend(bytes::places(packed, &GZIP, MOST).into_iter().filter_map(|at| Some(("gzip", gzip(&packed[at..])?))));
    found.extend(bytes::places(packed, &ZSTD, MOST).into_iter().filter_map(|at| Some(("Zstandard", zstd(&packed[at..])?))));
    // Its two bytes stand everywhere by chance: only where the bytes begin with them, as a value or a body does.
    if matches!(packed, [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..]) {
        found.extend(as_far_as_it_goes(ZlibDecoder::new(packed)).map(|bytes| ("zlib", bytes)));
    }
    found
}

/// A body as its `Content-Encoding` says; unpacked nowhere when it says nothing.
pub(super) fn by_name(encoding: &str, body: &[u8]) -> Option<Vec<u8>> {
    match encoding {
        "gzip" => gzip(body),
        "br" => as_far_as_it_goes(brotli_decompressor::Decompressor::new(body, 4096)),
        "zstd" => zstd(body),
        "deflate" => as_far_as_it_goes(ZlibDecoder::new(body)),
        _ => None,
    }
}

fn gzip(packed: &[u8]) -> Option<Vec<u8>> {
    as_far_as_it_goes(MultiGzDecoder::new(packed))
}

fn zstd(packed: &[u8]) -> Option<Vec<u8>> {
    as_far_as_it_goes(ruzstd::decoding::StreamingDecoder::new(packed).ok()?)
}

/// What could be read before the end or the first damage.
fn as_far_as_it_goes(reader: impl Read) -> Option<Vec<u8>> {
    let mut made = Vec::new();
    // An error leaves what was read before it, and that is what a finder would have too.
    reader.take(LARGEST).read_to_end(&mut made).ok();
    (!made.is_empty()).then_some(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{GzEncoder, ZlibEncoder};
    use std::io::Write;

    const TEXT: &str = "en kanariefågel i en gruva, en kanariefågel i en bur";

    #[test]
    fn every_packing_is_read() {
        let mut gz = GzEncoder::new(b"before".to_vec(), Compression::default());
        gz.write_all(TEXT.as_bytes()).unwrap();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(TEXT.as_bytes()).unwrap();
        let zstd = ruzstd::encoding::compress_to_vec(TEXT.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
        for (how, packed) in [("gzip", gz.finish().unwrap()), ("zlib", zlib.finish().unwrap()), ("Zstandard", zstd)] {
            assert_eq!(unpacked(&packed), [(how, TEXT.as_bytes().to_vec())], "{how}");
        }
    }

    #[test]
    fn damage_ends_the_reading_and_nothing_else() {
        let mut gz = GzEncoder::new(Vec::new(), Compression::none());
        gz.write_all(&TEXT.repeat(2000).into_bytes()).unwrap();
        let whole = gz.finish().unwrap();
        let read = unpacked(&whole[..whole.len() / 2]);
        assert!(read.first().is_some_and(|(_, bytes)| bytes.starts_with(TEXT.as_bytes())));
        assert!(unpacked(&[0x1f, 0x8b, 8, 1, 2, 3]).is_empty());
        assert!(by_name("br", &[0xff; 40]).is_none_or(|bytes| bytes.len() < 1000));
    }
}
