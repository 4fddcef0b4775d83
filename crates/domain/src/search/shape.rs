//! A word as it is compared: its letters, where its endings may begin, and which letters it has at all.
//!
//! Knows nothing of guides, nor of which words are known.

use super::endings;

/// Longer words are cut here: nobody types them, and a place in a word must fit a bit.
pub(super) const MOST_LETTERS: usize = 30;

/// A folded word, ready for comparing.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) letters: Box<[char]>,
    /// Bits of `endings::places`.
    pub(super) endings: u32,
    /// Which kinds of letters are in it. Words that differ much here need no closer look, which is what makes search quick.
    pub(super) kinds: u64,
    /// The same of its root only.
    pub(super) root_kinds: u64,
}

impl Shape {
    pub(super) fn of(word: &str) -> Self {
        Self::from_letters(word.chars().take(MOST_LETTERS).collect())
    }

    pub(super) fn from_letters(letters: Box<[char]>) -> Self {
        let endings = endings::places(&letters);
        let kinds = kinds(&letters);
        let mut shape = Self { letters, endings, kinds, root_kinds: kinds };
        shape.root_kinds = self::kinds(shape.root());
        shape
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

fn kinds(letters: &[char]) -> u64 {
    letters.iter().fold(0, |kinds, letter| kinds | 1 << (kind(*letter) % 64))
}

/// Letters that are easily taken for each other are of one kind.
fn kind(letter: char) -> u32 {
    u32::from(match letter {
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
        '\u{1200}'..='\u{137f}' => return u32::from(letter) / 8,
        other => other,
    })
}

/// Whether two letters are easily taken for each other.
pub(super) fn alike(a: char, b: char) -> bool {
    kind(a) == kind(b)
}
