//! A typed word as it is compared: its letters, their kinds, and where its endings may begin.
//!
//! Knows nothing of guides, nor of which words are known.

use super::endings;

/// Longer words are cut here: nobody types them, and a place in a word must fit a bit.
pub(super) const MOST_LETTERS: usize = 30;

/// Letters and kinds of letters, as bits. Different ones may share a bit: it says what is not there, never what is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Has {
    letters: u64,
    kinds: u64,
}

/// A folded word, ready for comparing.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) letters: Box<[char]>,
    /// Bits of `endings::places`.
    pub(super) endings: u32,
    /// The kind of each letter: letters of one kind are easily taken for each other.
    pub(super) kinds: Box<[u8]>,
}

impl Shape {
    pub(super) fn of(word: &str) -> Self {
        Self::from_letters(word.chars().take(MOST_LETTERS).collect())
    }

    pub(super) fn from_letters(letters: Box<[char]>) -> Self {
        let endings = endings::places(&letters);
        let kinds = letters.iter().map(|letter| kind(*letter)).collect();
        Self { letters, endings, kinds }
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// Numbers are exact: 1177 is no slip for 1178.
    pub(super) fn has_digits(&self) -> bool {
        has_digits(&self.letters)
    }

    /// The word without its longest ending, but never so short that it says nothing.
    pub(super) fn root(&self) -> &[char] {
        &self.letters[..root_length(&self.letters, self.endings)]
    }

    pub(super) fn telling(&self) -> usize {
        telling(&self.letters)
    }
}

impl Has {
    pub(super) fn of(letters: &[char]) -> Self {
        let bit = |at: u32| 1 << (at % 64);
        letters
            .iter()
            .fold(Self::default(), |has, letter| has.with(Self { letters: bit(u32::from(*letter)), kinds: bit(u32::from(kind(*letter))) }))
    }

    /// What either has.
    pub(super) fn with(self, other: Self) -> Self {
        Self { letters: self.letters | other.letters, kinds: self.kinds | other.kinds }
    }

    /// At least so many half edits it costs to do without what the other lacks: a small slip for each letter, and a whole edit
    /// when it lacks the kind.
    pub(super) fn missing(self, other: Self) -> u32 {
        (self.letters & !other.letters).count_ones() + (self.kinds & !other.kinds).count_ones()
    }
}

pub(super) fn has_digits(letters: &[char]) -> bool {
    letters.iter().any(char::is_ascii_digit)
}

/// How many letters are left without the longest of a word's endings; never so few that they say nothing.
pub(super) fn root_length(letters: &[char], endings: u32) -> usize {
    (telling(letters)..letters.len()).find(|at| endings & 1 << at != 0).unwrap_or(letters.len())
}

/// How many letters say something: a syllable of Ethiopic or a consonant of Arabic says more than a Latin letter.
pub(super) fn telling(letters: &[char]) -> usize {
    match letters.first() {
        Some('\u{600}'..='\u{6ff}' | '\u{1200}'..='\u{137f}') => 3,
        _ => 4,
    }
}

/// Letters that are easily taken for each other are of one kind.
pub(super) fn kind(letter: char) -> u8 {
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
