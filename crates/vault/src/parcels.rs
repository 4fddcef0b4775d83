//! Parcels: bytes sealed to the hub's public key (HPKE, RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305).
//!
//! Whoever seals one cannot open it again. The parcel's id is bound in: bytes moved to another id do not open.
//! Format, as base 64: version (1 byte) ‖ which key (8) ‖ sender (32) ‖ ciphertext and tag (16). Lengths come in steps.

use crate::Seed;
use crate::bytes::{from_text, to_text};
use crate::padding::{padded, unpadded};
use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

const INFO: &[u8] = b"erum parcel 1";
const VERSION: u8 = 1;
const HEAD: usize = 1 + 8 + 32;

/// What parcels are sealed to. Known to every tablet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HubPublic([u8; 32]);

/// What opens parcels. Never leaves the hub, is never printed, and is wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct HubSecret([u8; 32]);

/// Which key a parcel was sealed to: the beginning of the public key's hash.
pub type KeyName = [u8; 8];

/// Why a parcel was not sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParcelError {
    /// It is no parcel of a form we know.
    #[error("not a sealed parcel")]
    NotSealed,
    /// It was sealed to another key.
    #[error("sealed to another key")]
    OtherKey,
    /// Changed on the way, or moved to another id.
    #[error("damaged, or moved to another id")]
    Damaged,
    /// The public key is none that anything can be sealed to.
    #[error("no public key")]
    BadKey,
}

impl HubSecret {
    /// A new key from random bytes.
    pub fn from_random(seed: Seed) -> Self {
        let (secret, _) = X25519HkdfSha256::derive_keypair(&seed);
        Self(secret.to_bytes().into())
    }

    /// A stored key.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// For storing, where only the hub can read.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What tablets seal to.
    ///
    /// # Errors
    /// [`ParcelError::BadKey`] when the stored bytes are no key.
    pub fn public(&self) -> Result<HubPublic, ParcelError> {
        let secret = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&self.0).map_err(|_cause| ParcelError::BadKey)?;
        Ok(HubPublic(X25519HkdfSha256::sk_to_pk(&secret).to_bytes().into()))
    }
}

impl std::fmt::Debug for HubSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HubSecret(…)")
    }
}

impl HubPublic {
    /// The key as it travels: base 64.
    pub fn to_text(self) -> String {
        to_text(&self.0)
    }

    /// Reads a key. One that nothing can be sealed to, or that is another key written differently, is told here and not
    /// when the first record is to leave.
    ///
    /// # Errors
    /// [`ParcelError::BadKey`].
    pub fn parse(text: &str) -> Result<Self, ParcelError> {
        let key = from_text(text).and_then(|bytes| bytes.try_into().ok()).map(Self).ok_or(ParcelError::BadKey)?;
        if !key.is_below_the_prime() {
            return Err(ParcelError::BadKey);
        }
        // Fails for the few points that make every shared secret nought. What comes out is thrown away: the seed is none.
        seal(key, "", &[], [0; 32]).map(|_sealed| key)
    }

    /// The name parcels know it by.
    pub fn name(self) -> KeyName {
        let mut name = [0; 8];
        name.copy_from_slice(&Sha256::digest(self.0)[..8]);
        name
    }

    /// X25519 takes a number beyond 2²⁵⁵ − 19 for its remainder, so that one key could be written in several ways. The hub
    /// knows its key by one way only and would take parcels to the others for sealed to another key.
    fn is_below_the_prime(self) -> bool {
        let [least, middle @ .., most] = self.0;
        most < 0x7f || (most == 0x7f && (least < 0xed || middle.iter().any(|byte| *byte != 0xff)))
    }
}

/// Seals bytes to the hub, for the parcel with this id.
///
/// # Errors
/// [`ParcelError::BadKey`].
pub fn seal(hub: HubPublic, id: &str, plain: &[u8], seed: Seed) -> Result<String, ParcelError> {
    let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&hub.0).map_err(|_cause| ParcelError::BadKey)?;
    let mut plain = padded(plain);
    let sealed = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &public,
        INFO,
        &plain,
        id.as_bytes(),
        &mut ChaCha20Rng::from_seed(seed),
    );
    plain.zeroize();
    let (sender, sealed) = sealed.map_err(|_cause| ParcelError::BadKey)?;
    let mut bytes = vec![VERSION];
    bytes.extend_from_slice(&hub.name());
    bytes.extend_from_slice(&sender.to_bytes());
    bytes.extend_from_slice(&sealed);
    Ok(to_text(&bytes))
}

/// Which key a parcel was sealed to.
///
/// # Errors
/// [`ParcelError::NotSealed`].
pub fn key_of(body: &str) -> Result<KeyName, ParcelError> {
    taken_apart(body).map(|parts| parts.name)
}

/// Opens the parcel with this id.
///
/// # Errors
/// [`ParcelError`], each for what it says.
pub fn open(secret: &HubSecret, id: &str, body: &str) -> Result<Vec<u8>, ParcelError> {
    let parts = taken_apart(body)?;
    if parts.name != secret.public()?.name() {
        return Err(ParcelError::OtherKey);
    }
    let private = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&secret.0).map_err(|_cause| ParcelError::BadKey)?;
    let sender = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&parts.sender).map_err(|_cause| ParcelError::Damaged)?;
    let plain = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &private,
        &sender,
        INFO,
        &parts.sealed,
        id.as_bytes(),
    );
    unpadded(plain.map_err(|_cause| ParcelError::Damaged)?).ok_or(ParcelError::Damaged)
}

struct Parts {
    name: KeyName,
    sender: [u8; 32],
    sealed: Vec<u8>,
}

fn taken_apart(body: &str) -> Result<Parts, ParcelError> {
    let bytes = from_text(body).ok_or(ParcelError::NotSealed)?;
    let (head, sealed) = bytes.split_at_checked(HEAD).ok_or(ParcelError::NotSealed)?;
    if head[0] != VERSION {
        return Err(ParcelError::NotSealed);
    }
    let (mut name, mut sender) = ([0; 8], [0; 32]);
    name.copy_from_slice(&head[1..9]);
    sender.copy_from_slice(&head[9..]);
    Ok(Parts { name, sender, sealed: sealed.to_vec() })
}
