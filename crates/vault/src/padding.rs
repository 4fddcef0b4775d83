//! Padding: sealed bytes come in steps of [`STEP`], so that their length tells next to nothing of what is inside.
//!
//! ISO/IEC 7816-4: one 0x80, then zeros.

/// Lengths are multiples of this, in bytes. A usual draft or record fits in one or two.
pub(crate) const STEP: usize = 512;

/// The bytes, a mark, and zeros up to the next step.
pub(crate) fn padded(plain: &[u8]) -> Vec<u8> {
    let length = (plain.len() / STEP + 1) * STEP;
    let mut bytes = Vec::with_capacity(length + 16);
    bytes.extend_from_slice(plain);
    bytes.push(0x80);
    bytes.resize(length, 0);
    bytes
}

/// Takes the padding off; `None` when it is not exactly what [`padded`] puts on: whoever sealed did not hide the length.
pub(crate) fn unpadded(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let mark = bytes.iter().rposition(|byte| *byte != 0)?;
    (bytes[mark] == 0x80 && bytes.len() == (mark / STEP + 1) * STEP).then(|| {
        bytes.truncate(mark);
        bytes
    })
}
