//! Makes disguises alike: digits of any script, wide letters, every dash and space, characters that do not show.
//!
//! Never loses the way back: each character knows which bytes of the text it stands for.

/// A character as it is compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) c: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The text without disguises.
pub(super) fn fold(text: &str) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len());
    for (start, raw) in text.char_indices() {
        let end = start + raw.len_utf8();
        match glyphs.last_mut() {
            Some(before) if is_mark(raw) => {
                before.c = with_mark(before.c, raw);
                before.end = end;
            }
            _ if is_mark(raw) || is_unseen(raw) => {}
            _ => glyphs.push(Glyph { c: plain(raw), start, end }),
        }
    }
    glyphs
}

/// Drawn onto the character before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Swedish letters written as two characters.
fn with_mark(letter: char, mark: char) -> char {
    match (letter, mark) {
        ('a', '\u{30a}') => 'å',
        ('A', '\u{30a}') => 'Å',
        ('a', '\u{308}') => 'ä',
        ('A', '\u{308}') => 'Ä',
        ('o', '\u{308}') => 'ö',
        ('O', '\u{308}') => 'Ö',
        ('e', '\u{301}') => 'é',
        _ => letter,
    }
}

/// Takes no room on the screen.
fn is_unseen(c: char) -> bool {
    let control = c.is_control() && !c.is_whitespace();
    control
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn plain(c: char) -> char {
    if c.is_ascii() && !c.is_ascii_whitespace() {
        return c;
    }
    match c {
        _ if c.is_whitespace() || c == '\u{2800}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{2d7}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{30fc}' => '-',
        '\u{207a}' | '\u{2795}' | '\u{fe62}' | '\u{ff0b}' => '+',
        '\u{b7}' | '\u{2022}' | '\u{2024}' | '\u{2219}' | '\u{3002}' | '\u{30fb}' | '\u{fe52}' | '\u{ff0e}' => '.',
        '\u{60c}' | '\u{66b}' | '\u{66c}' | '\u{ff0c}' => ',',
        '\u{2044}' | '\u{2215}' | '\u{ff0f}' => '/',
        '\u{fe55}' | '\u{ff1a}' | '\u{2236}' => ':',
        '\u{fe6b}' | '\u{ff20}' => '@',
        '\u{ff08}' => '(',
        '\u{ff09}' => ')',
        '\u{ff3f}' => '_',
        '\u{ff21}'..='\u{ff3a}' => offset(b'A', c, '\u{ff21}'),
        '\u{ff41}'..='\u{ff5a}' => offset(b'a', c, '\u{ff41}'),
        _ => digit(c).map_or(c, |value| char::from(b'0' + value)),
    }
}

fn offset(first: u8, c: char, zero: char) -> char {
    u8::try_from(u32::from(c) - u32::from(zero)).map_or(c, |by| char::from(first.saturating_add(by)))
}

/// Where the decimal digits of the scripts begin; each script has its ten in a row.
const ZEROS: [u32; 41] = [
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040,
    0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0x2080, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0,
    0xaa50, 0xabf0, 0xff10, 0x104a0, 0x1e140, 0x1e950, 0x1fbf0,
];

/// The value of a digit of any script, raised, lowered or in a circle.
fn digit(c: char) -> Option<u8> {
    let point = u32::from(c);
    let value = match point {
        0xb2 | 0xb3 => point - 0xb0,
        0xb9 => 1,
        0x2070 | 0x2074..=0x2079 => point - 0x2070,
        0x2460..=0x2468 => point - 0x245f,
        0x24ea | 0x24ff => 0,
        0x2776..=0x277e => point - 0x2775,
        0x1d7ce..=0x1d7ff => (point - 0x1d7ce) % 10,
        _ => ZEROS.iter().map(|zero| point.wrapping_sub(*zero)).find(|value| *value < 10)?,
    };
    u8::try_from(value).ok()
}
