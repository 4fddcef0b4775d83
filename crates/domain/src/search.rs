//! Finding a guide from how people talk: whole words, beginnings of words, and small slips of the finger.
//!
//! Pure and quick enough for every keystroke. Nothing that is searched for is kept.

use crate::guide::Guide;

/// Points for the ways a word of the query may match, best first.
const WHOLE: u32 = 100;
const BEGINNING: u32 = 60;
const SLIP: u32 = 40;
const INSIDE: u32 = 25;

/// The guides that match, best first. An empty query matches none.
pub fn find<'a>(guides: &'a [Guide], query: &str) -> Vec<&'a Guide> {
    let query = fold(query);
    let joined: String = query.split(' ').collect();
    let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty() && !is_filler(word)).collect();
    let mut scored: Vec<(u32, &Guide)> =
        guides.iter().map(|guide| (score(guide, &words, &joined), guide)).filter(|(points, _)| *points > 0).collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.title.cmp(&b.1.title)));
    scored.into_iter().map(|(_, guide)| guide).collect()
}

/// Lower case, accents off, anything but letters and digits as one space: `Bank-ID` and `bank id` become alike.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'å' | 'ä' | 'á' | 'à' | 'â' => folded.push('a'),
            'ö' | 'ó' | 'ô' | 'ø' => folded.push('o'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'ü' | 'ú' => folded.push('u'),
            c if c.is_alphanumeric() => folded.push(c),
            // An accent that stands apart from its letter, as some keyboards and copied texts have it.
            '\u{300}'..='\u{36f}' => {}
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.trim_end().to_owned()
}

fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "jag" | "vill" | "ha" | "en" | "ett" | "att" | "pa" | "till" | "med" | "hur" | "min" | "mitt" | "hos" | "och" | "i" | "for"
    )
}

fn score(guide: &Guide, words: &[&str], joined: &str) -> u32 {
    let texts = || std::iter::once((3, fold(&guide.title))).chain([(1, fold(&guide.goal)), (1, fold(&guide.actor))]);
    if words.is_empty() {
        return 0;
    }
    let whole_phrase =
        texts().filter(|(_, text)| text.replace(' ', "").starts_with(joined)).map(|(weight, _)| weight * WHOLE).max().unwrap_or(0);
    let mut sum = whole_phrase;
    let mut found = 0;
    for word in words {
        let best = texts()
            .flat_map(|(weight, text)| text.split(' ').map(|known| weight * closeness(known, word)).collect::<Vec<_>>())
            .max()
            .unwrap_or(0);
        found += u32::from(best > 0);
        sum += best;
    }
    // Most of what was typed must be found: one chance word out of four is no answer.
    let enough = 2 * found >= words.len() as u32;
    if enough || whole_phrase > 0 { sum } else { 0 }
}

fn closeness(known: &str, word: &str) -> u32 {
    let length = word.chars().count();
    if known == word {
        WHOLE
    } else if length >= 2 && known.starts_with(word) || known.chars().count() >= 4 && word.starts_with(known) {
        BEGINNING
    } else if length >= 4 && known.chars().count() >= 4 && one_slip_apart(known, word) {
        SLIP
    } else if length >= 4 && known.contains(word) {
        INSIDE
    } else {
        0
    }
}

/// One letter more, less or other, or two neighbours swapped.
fn one_slip_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    match a.len().abs_diff(b.len()) {
        0 => a.is_empty() || a[1..] == b[1..] || a.len() >= 2 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..],
        1 if a.len() > b.len() => a[1..] == *b,
        1 => b[1..] == *a,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_it_apart_or_with_a_hyphen_makes_no_difference() {
        assert_eq!(fold("Bank-ID"), fold("bank id"));
        assert_eq!(fold("  Läkar–tid! "), "lakar tid");
    }

    #[test]
    fn a_slip_of_the_finger_is_one_letter_or_a_swap() {
        assert!(one_slip_apart("biljett", "bilett"));
        assert!(one_slip_apart("pension", "pensoin"));
        assert!(one_slip_apart("wifi", "wiffi"));
        assert!(!one_slip_apart("wifi", "wififif"));
        assert!(!one_slip_apart("buss", "post"));
    }
}
