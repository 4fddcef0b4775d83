//! Random ids, tokens and codes, and their hashes. What is secret leaves this room once; only hashes are stored.
//!
//! Plain SHA-256 is enough for tokens: 256 random bits. A code has 65, of which the first 20 stand readable beside its
//! hash, so that wrong guesses against it can be counted; the other 45 cannot be guessed in five attempts. Whoever reads
//! the database while a code lives could find them by computing, but could as well write a code of their own.

use erum_domain::ident::Id;
use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// Crockford's base 32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters in a one-time code: 13 of 5 bits each, 65 random bits.
const CODE_LENGTH: usize = 13;

/// Characters of a code's public part, which says which code somebody is guessing at.
const PUBLIC_LENGTH: usize = 4;

/// A one-time code as it is stored and looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeHash {
    /// Its first characters.
    pub public: String,
    /// The hash of all of it.
    pub hash: Hash,
}

/// The operating system gave no random bytes.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct NoRandomness(#[from] getrandom::Error);

fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// A new random id.
///
/// # Errors
/// [`NoRandomness`].
pub fn new_id() -> Result<Id, NoRandomness> {
    Ok(Id::from_random(random()?))
}

/// Fresh random bytes for a key of the hub.
///
/// # Errors
/// [`NoRandomness`].
pub fn new_seed() -> Result<[u8; 32], NoRandomness> {
    random()
}

/// A new token: 256 random bits as 64 hexadecimal digits.
///
/// # Errors
/// [`NoRandomness`].
pub fn new_token() -> Result<String, NoRandomness> {
    Ok(hex(&random::<32>()?))
}

/// A new one-time code as it is printed: four, four, four and one, with hyphens.
///
/// # Errors
/// [`NoRandomness`].
pub fn new_code() -> Result<String, NoRandomness> {
    let mut bits = u128::from_le_bytes(random()?);
    let mut code = String::new();
    for position in 0..CODE_LENGTH {
        if position > 0 && position % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(ALPHABET[(bits & 31) as usize]));
        bits >>= 5;
    }
    Ok(code)
}

/// A one-time code as typed, hashed: case, spaces and hyphens do not matter, O is 0, I and L are 1.
/// `None` when it cannot be a code.
pub fn hash_code(typed: &str) -> Option<CodeHash> {
    let mut plain = String::with_capacity(CODE_LENGTH);
    for letter in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')) {
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let known = u8::try_from(letter).is_ok_and(|byte| ALPHABET.contains(&byte));
        if !known || plain.len() == CODE_LENGTH {
            return None;
        }
        plain.push(letter);
    }
    (plain.len() == CODE_LENGTH).then(|| CodeHash { public: plain[..PUBLIC_LENGTH].to_owned(), hash: hash(plain.as_bytes()) })
}

/// The hash of a token. Tokens are compared by looking their hash up, so that no comparison leaks its progress.
pub fn hash(secret: &[u8]) -> Hash {
    Sha256::digest(secret).into()
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = new_code().unwrap();
        assert_eq!(code.len(), 16, "{code}");
        let right = hash_code(&code);
        assert!(right.is_some());
        assert_eq!(hash_code(&code.to_lowercase()), right);
        assert_eq!(hash_code(&code.replace('-', "")), right);
        assert_eq!(hash_code(&format!(" {} ", code.replace('-', " \u{2013} "))), right);
        assert_eq!(hash_code(&code.replace('0', "o").replace('1', "l")), right);
        assert_eq!(hash_code(&code.replace('0', "O").replace('1', "i")), right);
    }

    #[test]
    fn what_cannot_be_a_code_has_no_hash() {
        for text in ["", "1234", "UUUU-UUUU-UUUU-U", "0000-0000-0000-00", "åäö", "0000-0000-0000-!"] {
            assert_eq!(hash_code(text), None, "{text}");
        }
    }

    #[test]
    fn codes_and_tokens_do_not_repeat() {
        assert_ne!(new_code().unwrap(), new_code().unwrap());
        assert_ne!(new_token().unwrap(), new_token().unwrap());
        assert_eq!(new_token().unwrap().len(), 64);
    }
}
