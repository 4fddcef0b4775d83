//! A word as it is compared: its letters, where its endings may begin, and which letters it has at all.
//!
//! Knows nothing of guides, nor of which words are known.

use super::endings;

/// Longer words are cut here: nobody types them, and a place in a word must fit a bit.
pub(super) const MOST_LETTERS: usize = 30;

/// Letters and kinds of letters, as bits. Different ones may share a bit: it says what is not there, never what is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Has {
    pub(super) letters: u64,
    pub(super) kinds: u64,
}

/// A folded word, ready for comparing.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) letters: Box<[char]>,
    /// Bits of `endings::places`.
    pub(super) endings: u32,
    /// The kind of each letter: letters of one kind are easily taken for each other.
    pub(super) kinds: Box<[u8]>,
    /// Which letters and kinds are in it. Words that differ much here need no closer look, which is what makes search quick.
    pub(super) has: Has,
    /// The same of its root only.
    pub(super) root_has: Has,
    pub(super) root_length: usize,
}

impl Shape {
    pub(super) fn of(word: &str) -> Self {
        Self::from_letters(word.chars().take(MOST_LETTERS).collect())
    }

    pub(super) fn from_letters(letters: Box<[char]>) -> Self {
        let endings = endings::places(&letters);
        let kinds: Box<[u8]> = letters.iter().map(|letter| kind(*letter)).collect();
        let mut shape = Self { letters, endings, has: Has::default(), root_has: Has::default(), root_length: 0, kinds };
        shape.root_length = shape.root().len();
        shape.has = shape.has_before(shape.len());
        shape.root_has = shape.has_before(shape.root_length);
        shape
    }

    fn has_before(&self, end: usize) -> Has {
        let bit = |bits: u64, at: u32| bits | 1 << (at % 64);
        Has {
            letters: self.letters[..end].iter().fold(0, |bits, letter| bit(bits, u32::from(*letter))),
            kinds: self.kinds[..end].iter().fold(0, |bits, kind| bit(bits, u32::from(*kind))),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// Numbers are exact: 1177 is no slip for 1178.
    pub(super) fn has_digits(&self) -> bool {
        self.letters.iter().any(char::is_ascii_digit)
    }

    /// Whether an ending, or the word's own end, is here.
    pub(super) fn may_end_at(&self, at: usize) -> bool {
        self.endings & 1 << at != 0
    }

    /// The word without its longest ending, but never so short that it says nothing.
    pub(super) fn root(&self) -> &[char] {
        let least = self.telling();
        let end = (least..self.len()).find(|at| self.may_end_at(*at)).unwrap_or(self.len());
        &self.letters[..end]
    }

    /// How many letters say something: a syllable of Ethiopic or a consonant of Arabic says more than a Latin letter.
    pub(super) fn telling(&self) -> usize {
        match self.letters.first() {
            Some('\u{600}'..='\u{6ff}' | '\u{1200}'..='\u{137f}') => 3,
            _ => 4,
        }
    }
}

/// Letters that are easily taken for each other are of one kind.
fn kind(letter: char) -> u8 {
    let representative = match letter {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' => 'a',
        'c' | 'k' | 'q' | 's' | 'z' | 'x' => 'k',
        'd' | 't' => 't',
        'b' | 'p' => 'p',
        'v' | 'w' | 'f' => 'v',
        'а' | 'о' | 'е' | 'и' | 'я' | 'у' | 'ю' => 'а',
        'з' | 'с' => 'с',
        'ت' | 'ط' => 'ت',
        'س' | 'ص' | 'ث' => 'س',
        'ض' | 'ظ' | 'ذ' | 'ز' | 'د' => 'ض',
        'ه' | 'ح' => 'ه',
        'ق' | 'ك' => 'ق',
        // The same consonant before another vowel.
        '\u{1200}'..='\u{137f}' => return (u32::from(letter) / 8 % 64) as u8,
        other => other,
    };
    (u32::from(representative) % 64) as u8
}
