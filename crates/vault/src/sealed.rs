//! The tablet's own data under one data key: XChaCha20-Poly1305, with the place of every value bound in.
//!
//! A value that was moved to another id, another store or another schema does not open. Lengths come in steps.
//! Format: version (1 byte) ‖ nonce (24) ‖ ciphertext and tag (16).

use crate::Seed;
use crate::padding::{padded, unpadded};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The first byte of every sealed value. No JSON begins with it.
const VERSION: u8 = 1;
const NONCE: usize = 24;

/// A nonce: random, used for one value only.
pub type Nonce = [u8; NONCE];

/// The key to everything a tablet keeps. Wiped from memory when dropped, as far as the machine allows; never printed.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

impl DataKey {
    /// A new key from random bytes.
    pub const fn from_random(seed: Seed) -> Self {
        Self(seed)
    }

    /// The key's bytes, for handing it from the worker that opened it to the page that uses it.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(…)")
    }
}

/// Where a value lies; bound into its seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The store's name.
    pub store: &'a str,
    /// The value's key in the store.
    pub id: &'a str,
    /// The version of the stores' form.
    pub schema: u32,
}

impl Place<'_> {
    /// Unmistakable: lengths stand before texts.
    fn bound(self) -> Vec<u8> {
        let mut bytes = b"erum sealed 1".to_vec();
        bytes.extend_from_slice(&self.schema.to_be_bytes());
        for text in [self.store, self.id] {
            bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes
    }
}

/// Why sealed bytes did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// They were never sealed by this code, or by a newer one.
    #[error("not sealed")]
    NotSealed,
    /// Changed, swapped with others, or sealed under another key.
    #[error("damaged, moved, or sealed under another key")]
    Damaged,
}

/// Seals bytes for a place.
pub fn seal(key: &DataKey, place: Place<'_>, plain: &[u8], nonce: Nonce) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new((&key.0).into());
    let mut plain = padded(plain);
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: &plain, aad: &place.bound() });
    plain.zeroize();
    let sealed = sealed.expect("fails only beyond 256 GiB");
    let mut bytes = Vec::with_capacity(1 + NONCE + sealed.len());
    bytes.push(VERSION);
    bytes.extend_from_slice(&nonce);
    bytes.extend_from_slice(&sealed);
    bytes
}

/// Whether bytes look sealed. Says nothing about whether they open.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.first() == Some(&VERSION)
}

/// Opens bytes sealed for this very place.
///
/// # Errors
/// [`OpenError`].
pub fn open(key: &DataKey, place: Place<'_>, bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
    if !is_sealed(bytes) {
        return Err(OpenError::NotSealed);
    }
    let (nonce, sealed) = bytes[1..].split_at_checked(NONCE).ok_or(OpenError::Damaged)?;
    let nonce = Nonce::try_from(nonce).map_err(|_cause| OpenError::Damaged)?;
    let cipher = XChaCha20Poly1305::new((&key.0).into());
    let plain = cipher.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: &place.bound() });
    unpadded(plain.map_err(|_cause| OpenError::Damaged)?).ok_or(OpenError::Damaged)
}
