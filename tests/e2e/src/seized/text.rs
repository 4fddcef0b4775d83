//! Text in disguise: base64 anywhere in the bytes, and UTF-16 written narrow again so that what is coded in it is read.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// Shorter runs are words; a canary in one is found by its own base64 spellings.
const SHORTEST_RUN: usize = 24;

pub(super) fn to_base64(bytes: &[u8]) -> String {
    let mut coded = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - three.len()));
        for index in 0..=three.len() {
            coded.push(char::from(ALPHABET[bits >> (18 - 6 * index) & 63]));
        }
    }
    coded
}

fn six_bits(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    }))
}

/// What every long run of base64 letters stands for, in one piece with gaps; `None` when there is no such run.
pub(super) fn from_base64_runs(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut decoded = Vec::new();
    for run in bytes.split(|byte| six_bits(*byte).is_none()).filter(|run| run.len() >= SHORTEST_RUN) {
        let (mut bits, mut held) = (0_u32, 0);
        for six in run.iter().filter_map(|byte| six_bits(*byte)) {
            bits = bits << 6 | six;
            held += 6;
            if held >= 8 {
                held -= 8;
                decoded.push(u8::try_from(bits >> held & 0xff).unwrap_or_default());
            }
        }
        decoded.push(0);
    }
    (!decoded.is_empty()).then_some(decoded)
}

/// Runs of UTF-16LE letters from Latin-1 as UTF-8, at any alignment; `None` when there are none.
pub(super) fn narrowed(bytes: &[u8]) -> Option<Vec<u8>> {
    let is_letter = |pair: &[u8]| matches!(pair, [b' '..=b'~' | b'\n' | b'\r' | b'\t' | 0xa0.., 0]);
    let (mut text, mut at) = (String::new(), 0);
    while at + 1 < bytes.len() {
        let run = bytes[at..].chunks_exact(2).take_while(|pair| is_letter(pair)).count();
        if run >= SHORTEST_RUN {
            text.extend(bytes[at..at + run * 2].chunks_exact(2).map(|pair| char::from(pair[0])));
            text.push('\0');
        }
        at += (run * 2).max(1);
    }
    (!text.is_empty()).then(|| text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_in_the_middle_of_something_is_read() {
        let hidden = "ett ganska långt meddelande med innehåll";
        let around = format!("{{\"sealed\":\"{}\",\"n\":1}}", to_base64(hidden.as_bytes()));
        let read = from_base64_runs(around.as_bytes()).unwrap();
        assert!(String::from_utf8_lossy(&read).contains(hidden));
        assert!(from_base64_runs(b"nothing of the kind in here").is_none());
    }

    #[test]
    fn base64_is_as_everybody_writes_it() {
        assert_eq!(to_base64(b"Man"), "TWFu");
        assert_eq!(to_base64(b"Ma"), "TWE");
        assert_eq!(to_base64(b"M"), "TQ");
    }

    #[test]
    fn wide_text_is_read_at_odd_places_too() {
        let mut bytes = vec![7];
        bytes.extend("en lång rad med text i bredd".encode_utf16().flat_map(u16::to_le_bytes));
        bytes.push(9);
        assert_eq!(narrowed(&bytes).unwrap(), "en lång rad med text i bredd\0".as_bytes());
        assert!(narrowed(b"narrow text is left to the others").is_none());
    }
}
