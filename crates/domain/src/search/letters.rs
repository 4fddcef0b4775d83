//! Folding letters: the many ways to write the same word become one.
//!
//! Knows letters only, no words and no languages. What it gives is for comparing, never for showing.

/// Lower case, accents and marks off, letters that are typed for each other made one, anything but letters and digits
/// as one space: `Bank-ID` and `bank id` become alike, and so do `сім'я` and `сімя`, `أحمد` and `احمد`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        // Most text is plain: tables of all the world's letters are opened for the rest only.
        if c.is_ascii() {
            add(&mut folded, c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(|c| add(&mut folded, plain(c)));
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn add(folded: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' | 'а'..='щ' | 'ю' | 'я' | 'ا'..='غ' | 'ف'..='ي' | '\u{1200}'..='\u{1248}' => folded.push(c),
        'ß' => folded.push_str("ss"),
        c if is_silent(c) => {}
        c if c.is_alphanumeric() => folded.push(c),
        _ if folded.ends_with(' ') || folded.is_empty() => {}
        _ => folded.push(' '),
    }
}

/// Marks on or beside letters that people type or leave out as they please, and marks that nobody sees.
fn is_silent(c: char) -> bool {
    matches!(c,
        // An accent that stands apart from its letter, as some keyboards and copied texts have it.
        '\u{300}'..='\u{36f}'
        // Apostrophes: doctor’s, п’ять.
        | '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '′'
        // Cyrillic signs that only tell how the letter before is said.
        | 'ь' | 'ъ'
        // Arabic vowel marks, the stretching line, the hamza on its own.
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{640}' | '\u{621}'
        | '\u{135d}'..='\u{135f}'
        // Soft hyphen, joiners, marks of direction, byte order mark.
        | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The letter that stands for this one in comparisons.
fn plain(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c,
        '\u{80}'..='\u{24f}' => plain_latin(c),
        '\u{400}'..='\u{52f}' => plain_cyrillic(c),
        '\u{600}'..='\u{6ff}' => plain_arabic(c),
        '\u{1200}'..='\u{137f}' => plain_ethiopic(c),
        _ => c,
    }
}

fn plain_latin(c: char) -> char {
    match c {
        'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' | 'ā' | 'ă' | 'ą' | 'æ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ĝ' | 'ġ' | 'ģ' => 'g',
        'í' | 'ì' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ł' | 'ĺ' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ö' | 'ó' | 'ò' | 'ô' | 'õ' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'œ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ü' | 'ú' | 'ù' | 'û' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => c,
    }
}

/// Ukrainian and Russian spell the same words with different vowels.
fn plain_cyrillic(c: char) -> char {
    match c {
        'і' | 'ї' | 'й' | 'ы' => 'и',
        'є' | 'ё' | 'э' => 'е',
        'ґ' => 'г',
        'ў' => 'у',
        _ => c,
    }
}

/// Forms of alef, ya, kaf and ha, Arabic and Persian; digits of both.
fn plain_arabic(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' | 'ې' => 'ي',
        'ؤ' => 'و',
        'ة' | 'ۀ' | 'ە' | 'ھ' | 'ہ' => 'ه',
        'ک' | 'ڪ' => 'ك',
        '\u{660}'..='\u{669}' => digit(c, '\u{660}'),
        '\u{6f0}'..='\u{6f9}' => digit(c, '\u{6f0}'),
        _ => c,
    }
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// Rows of letters that sound alike in Tigrinya, and the two ways to write a word's first `a`.
fn plain_ethiopic(c: char) -> char {
    let row = |from: u32, to: u32| char::from_u32(u32::from(c) - from + to).unwrap_or(c);
    match c {
        '\u{1220}'..='\u{1226}' => row(0x1220, 0x1230),
        '\u{1280}'..='\u{1286}' => row(0x1280, 0x1210),
        '\u{1340}'..='\u{1346}' => row(0x1340, 0x1338),
        '\u{12a0}' => '\u{12a3}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_it_apart_or_with_a_hyphen_makes_no_difference() {
        assert_eq!(fold("Bank-ID"), fold("bank id"));
        assert_eq!(fold("  Läkar–tid! "), "lakar tid");
        assert_eq!(fold("La\u{308}kartid"), "lakartid", "an accent apart from its letter");
    }

    #[test]
    fn arabic_and_persian_ways_of_writing_become_one() {
        assert_eq!(fold("مَوْعِد"), fold("موعد"));
        assert_eq!(fold("مـوعد"), fold("\u{200f}موعد\u{200e}"));
        assert_eq!(fold("إقامة"), fold("اقامه"));
        assert_eq!(fold("کارت بانکی"), fold("كارت بانكي"));
        assert_eq!(fold("می\u{200c}خواهم"), fold("میخواهم"));
        assert_eq!(fold("١١٧٧"), "1177");
        assert_eq!(fold("۱۱۷۷"), "1177");
    }

    #[test]
    fn ukrainian_and_russian_spelling_meet() {
        assert_eq!(fold("сім'я"), fold("СІМ’Я"));
        assert_eq!(fold("объявление"), fold("обявление"));
        assert_eq!(fold("И\u{306}"), fold("й"));
    }

    #[test]
    fn rows_that_sound_alike_in_tigrinya_are_one() {
        assert_eq!(fold("ፀሓይ"), fold("ጸሓይ"));
        assert_eq!(fold("ሥራሕ"), fold("ስራሕ"));
    }
}
