//! Makes requests that are almost right, the same ones every time.

/// Draws that come out the same every time.
pub(crate) struct Draws(pub(crate) u64);

impl Draws {
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    pub(crate) fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }
}

const PIECES: [&str; 24] = [
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    "null",
    "-1",
    "1e400",
    "18446744073709551615",
    "9223372036854775808",
    "\u{0}",
    "\\u0000",
    "\\ud800",
    "å",
    ",",
    "\r\n",
    "\r\n\r\n",
    ": ",
    "%",
    "%00",
    "&",
    "../",
    "kanarie",
];

pub(crate) fn mutate(right: &[u8], draws: &mut Draws) -> Vec<u8> {
    let mut bytes = right.to_vec();
    for _ in 0..1 + draws.below(3) {
        let at = draws.below(bytes.len().max(1)).min(bytes.len());
        match draws.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << draws.below(8),
            1 => bytes.truncate(at),
            2 => drop(bytes.splice(at..at, PIECES[draws.below(PIECES.len())].bytes())),
            3 => {
                let end = (at + draws.below(12)).min(bytes.len());
                drop(bytes.drain(at..end));
            }
            4 => {
                let end = (at + draws.below(40)).min(bytes.len());
                let twice = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, twice));
            }
            _ => {
                let end = (at + 1 + draws.below(4)).min(bytes.len());
                drop(bytes.splice(at..end, PIECES[draws.below(PIECES.len())].bytes()));
            }
        }
    }
    bytes
}

/// A body that is far too much: in bytes, in depth, or once it is unpacked.
pub(crate) fn monstrous(draws: &mut Draws) -> (Vec<u8>, &'static str) {
    match draws.below(3) {
        0 => (vec![b' '; 3 << 20], ""),
        1 => (b"[".repeat(1 << 20), ""),
        _ => (packed(&vec![b' '; 32 << 20]), "content-encoding: gzip\r\n"),
    }
}

pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packing = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packing.write_all(bytes).unwrap();
    packing.finish().unwrap()
}
