//! Key slots: each opens the same data key with its own PIN, so that several people share a tablet and none knows another's.
//!
//! A slot holds a key pair. Its private half is sealed under the PIN; the data key is enclosed to its public half. So the
//! data key can be changed for every slot without anybody's PIN – when somebody leaves, offline. Holds no name.

use crate::Seed;
use crate::bytes::{Bytes, Fixed};
use crate::effort::{Effort, Stretched};
use crate::sealed::{DataKey, Nonce, Place, open, seal};
use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;

/// What HPKE seals here, so that nothing sealed for another use opens.
const INFO: &[u8] = b"erum slot 1";
/// The version of the form, bound into the seal of the private key.
const FORM: u32 = 1;

/// One way in, as it is stored. Nothing in it is secret by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Its random id.
    id: String,
    effort: Effort,
    salt: Fixed<16>,
    /// Tells a wrong PIN from damage.
    verifier: Fixed<16>,
    public: Fixed<32>,
    /// The private key, sealed under the stretched PIN.
    private: Bytes,
    enclosed: Enclosed,
    /// The public key again, sealed under the data key: nobody without it can slip in a key of their own and wait for
    /// the data key to be changed.
    vouched: Bytes,
    /// Over all of the above: damage to the slot itself is no wrong PIN.
    sum: Fixed<8>,
}

/// The data key, enclosed to a slot's public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Enclosed {
    sender: Fixed<32>,
    key: Bytes,
}

/// Why a slot did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// The slot is whole; the PIN is another.
    #[error("wrong PIN")]
    WrongPin,
    /// The slot was changed or its parts were swapped: no PIN can open it.
    #[error("the slot is damaged")]
    Damaged,
}

impl Slot {
    /// A slot with this id that opens `key` with `pin`. The id names it in storage and is bound into its seals.
    pub fn new(id: &str, pin: &str, effort: Effort, key: &DataKey, seed: Seed) -> Self {
        let mut rng = ChaCha20Rng::from_seed(seed);
        let mut salt = [0; 16];
        rng.fill_bytes(&mut salt);
        let mut nonce: Nonce = [0; 24];
        rng.fill_bytes(&mut nonce);
        let stretched = effort.stretch(pin, &salt).expect("the costs we write are within what we accept");
        let (private, public) = X25519HkdfSha256::gen_keypair_with_rng(&mut rng);
        let sealed = seal(&key_of(&stretched), private_place(id), &private.to_bytes(), nonce);
        let public_bytes: [u8; 32] = public.to_bytes().into();
        let slot = Self {
            id: id.to_owned(),
            effort,
            salt: Fixed(salt),
            verifier: Fixed(stretched.verifier),
            public: Fixed(public_bytes),
            private: Bytes(sealed),
            enclosed: enclose(&public, id, key, &mut rng).expect("a generated public key is never of small order"),
            vouched: vouch(id, &public_bytes, key, &mut rng),
            sum: Fixed([0; 8]),
        };
        slot.summed()
    }

    /// The slot's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The data key, for the right PIN.
    ///
    /// # Errors
    /// [`SlotError`].
    pub fn open(&self, pin: &str) -> Result<DataKey, SlotError> {
        if self.sum != self.sum_now() {
            return Err(SlotError::Damaged);
        }
        let stretched = self.effort.stretch(pin, &self.salt.0).ok_or(SlotError::Damaged)?;
        if stretched.verifier != self.verifier.0 {
            return Err(SlotError::WrongPin);
        }
        let private = open(&key_of(&stretched), private_place(&self.id), &self.private.0).map_err(|_cause| SlotError::Damaged)?;
        let private = PrivateKey::from_bytes(&private).map_err(|_cause| SlotError::Damaged)?;
        self.enclosed.open(&private, &self.id).ok_or(SlotError::Damaged)
    }

    /// The same slot with the same PIN for another data key. Needs no PIN, but the key so far.
    ///
    /// # Errors
    /// [`SlotError::Damaged`] when the slot is, or was not made under `current`; nothing is enclosed to it then.
    pub fn with_key(&self, current: &DataKey, new: &DataKey, seed: Seed) -> Result<Self, SlotError> {
        let vouched = open(current, vouched_place(&self.id), &self.vouched.0).map_err(|_cause| SlotError::Damaged)?;
        if self.sum != self.sum_now() || vouched != self.public.0 {
            return Err(SlotError::Damaged);
        }
        let rng = &mut ChaCha20Rng::from_seed(seed);
        let public = PublicKey::from_bytes(&self.public.0).map_err(|_cause| SlotError::Damaged)?;
        let enclosed = enclose(&public, &self.id, new, rng).ok_or(SlotError::Damaged)?;
        let vouched = vouch(&self.id, &self.public.0, new, rng);
        Ok(Self { enclosed, vouched, ..self.clone() }.summed())
    }

    fn summed(self) -> Self {
        Self { sum: self.sum_now(), ..self }
    }

    /// A fingerprint of everything but itself. Guards against accidents, not against people: the seals do that.
    fn sum_now(&self) -> Fixed<8> {
        let mut hasher = Sha256::new();
        let cost = self.effort.to_bytes();
        let parts: [&[u8]; 9] = [
            self.id.as_bytes(),
            &cost,
            &self.salt.0,
            &self.verifier.0,
            &self.public.0,
            &self.private.0,
            &self.enclosed.sender.0,
            &self.enclosed.key.0,
            &self.vouched.0,
        ];
        for part in parts {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        let mut sum = [0; 8];
        sum.copy_from_slice(&hasher.finalize()[..8]);
        Fixed(sum)
    }
}

impl Enclosed {
    fn open(&self, private: &PrivateKey, id: &str) -> Option<DataKey> {
        let sender = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&self.sender.0).ok()?;
        let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            private,
            &sender,
            INFO,
            &self.key.0,
            id.as_bytes(),
        );
        opened.ok()?.try_into().ok().map(DataKey::from_random)
    }
}

/// `None` for a public key of small order.
fn enclose(public: &PublicKey, id: &str, key: &DataKey, rng: &mut ChaCha20Rng) -> Option<Enclosed> {
    let sealed = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        public,
        INFO,
        key.bytes(),
        id.as_bytes(),
        rng,
    );
    let (sender, sealed) = sealed.ok()?;
    Some(Enclosed { sender: Fixed(sender.to_bytes().into()), key: Bytes(sealed) })
}

fn vouch(id: &str, public: &[u8; 32], key: &DataKey, rng: &mut ChaCha20Rng) -> Bytes {
    let mut nonce: Nonce = [0; 24];
    rng.fill_bytes(&mut nonce);
    Bytes(seal(key, vouched_place(id), public, nonce))
}

const fn key_of(stretched: &Stretched) -> DataKey {
    DataKey::from_random(stretched.key)
}

const fn private_place(id: &str) -> Place<'_> {
    Place { store: "slot", id, schema: FORM }
}

const fn vouched_place(id: &str) -> Place<'_> {
    Place { store: "slot-public", id, schema: FORM }
}
