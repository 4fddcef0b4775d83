//! Key slots: each opens the same data key with its own PIN, so that several people share a tablet and none knows another's.
//!
//! A slot holds a key pair. Its private half is sealed under the PIN; the data key is enclosed to its public half. So the
//! data key can be changed for every slot without anybody's PIN – when somebody leaves, offline. Holds no name.
//!
//! A public key alone would let anybody who can write the disk enclose a data key of their own and wait until the tablet
//! seals with it. So a slot has a bond: a secret in both of its seals, known only to who opened the slot or the tablet.
//! Nothing enclosed without it opens (HPKE's mode with a shared secret), and no key without it is enclosed to.

use crate::Seed;
use crate::bytes::{Bytes, Fixed};
use crate::effort::{Effort, Stretched};
use crate::sealed::{DataKey, Nonce, Place, open, seal};
use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, PskBundle, Serializable};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;

/// What HPKE seals here, so that nothing sealed for another use opens.
const INFO: &[u8] = b"erum slot 1";
/// What HPKE calls the shared secret by.
const BOND: &[u8] = b"erum bond 1";
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
    /// The private key and the bond, sealed under the stretched PIN.
    private: Bytes,
    enclosed: Enclosed,
    /// The public key again and the bond, sealed under the data key: nobody without it can slip in a key of their own and
    /// wait for the data key to be changed.
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

/// Two halves that are sealed as one: a key of the pair, and the bond.
#[derive(PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
struct Bonded {
    key: [u8; 32],
    bond: [u8; 32],
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
        let stretched = effort.stretch(pin, &salt).expect("the costs we write are within what we accept");
        let (private, public) = X25519HkdfSha256::gen_keypair_with_rng(&mut rng);
        let mut mine = Bonded { key: private.to_bytes().into(), bond: [0; 32] };
        rng.fill_bytes(&mut mine.bond);
        let vouched = Bonded { key: public.to_bytes().into(), bond: mine.bond };
        let slot = Self {
            id: id.to_owned(),
            effort,
            salt: Fixed(salt),
            verifier: Fixed(stretched.verifier),
            public: Fixed(vouched.key),
            private: mine.sealed(&key_of(&stretched), private_place(id), &mut rng),
            enclosed: enclose(&vouched, id, key, &mut rng).expect("a generated public key is never of small order"),
            vouched: vouched.sealed(key, vouched_place(id), &mut rng),
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
        // The verifier is no secret, so nothing is told by how long comparing takes.
        if stretched.verifier != self.verifier.0 {
            return Err(SlotError::WrongPin);
        }
        let mine = Bonded::opened(&key_of(&stretched), private_place(&self.id), &self.private).ok_or(SlotError::Damaged)?;
        let key = self.enclosed.open(&mine, &self.id).ok_or(SlotError::Damaged)?;
        // What opens today must also open after the data key was changed: told now, not when somebody leaves.
        match self.vouched_under(&key) {
            Some(vouched) if vouched.bond == mine.bond => Ok(key),
            _ => Err(SlotError::Damaged),
        }
    }

    /// The same slot with the same PIN for another data key. Needs no PIN, but the key so far.
    ///
    /// # Errors
    /// [`SlotError::Damaged`] when the slot is, or was not made under `current`; nothing is enclosed to it then.
    pub fn with_key(&self, current: &DataKey, new: &DataKey, seed: Seed) -> Result<Self, SlotError> {
        if self.sum != self.sum_now() {
            return Err(SlotError::Damaged);
        }
        let vouched = self.vouched_under(current).ok_or(SlotError::Damaged)?;
        let rng = &mut ChaCha20Rng::from_seed(seed);
        let enclosed = enclose(&vouched, &self.id, new, rng).ok_or(SlotError::Damaged)?;
        let vouched = vouched.sealed(new, vouched_place(&self.id), rng);
        Ok(Self { enclosed, vouched, ..self.clone() }.summed())
    }

    /// The public key and the bond, when they were sealed under this key and the public key is the slot's.
    fn vouched_under(&self, key: &DataKey) -> Option<Bonded> {
        Bonded::opened(key, vouched_place(&self.id), &self.vouched).filter(|vouched| vouched.key == self.public.0)
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

impl Bonded {
    fn sealed(&self, key: &DataKey, place: Place<'_>, rng: &mut ChaCha20Rng) -> Bytes {
        let mut nonce: Nonce = [0; 24];
        rng.fill_bytes(&mut nonce);
        let both = Zeroizing::new([self.key, self.bond].concat());
        Bytes(seal(key, place, &both, nonce))
    }

    fn opened(key: &DataKey, place: Place<'_>, sealed: &Bytes) -> Option<Self> {
        let both = Zeroizing::new(open(key, place, &sealed.0).ok()?);
        let (key, bond) = both.split_at_checked(32)?;
        Some(Self { key: key.try_into().ok()?, bond: bond.try_into().ok()? })
    }
}

impl Enclosed {
    fn open(&self, mine: &Bonded, id: &str) -> Option<DataKey> {
        let private = PrivateKey::from_bytes(&mine.key).ok()?;
        let sender = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&self.sender.0).ok()?;
        let mode = OpModeR::Psk(PskBundle::new(&mine.bond, BOND).ok()?);
        let key = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &mode,
            &private,
            &sender,
            INFO,
            &self.key.0,
            id.as_bytes(),
        );
        let key = Zeroizing::new(key.ok()?);
        key.as_slice().try_into().ok().map(DataKey::from_random)
    }
}

/// `None` for a public key of small order.
fn enclose(to: &Bonded, id: &str, key: &DataKey, rng: &mut ChaCha20Rng) -> Option<Enclosed> {
    let public = PublicKey::from_bytes(&to.key).ok()?;
    let mode = OpModeS::Psk(PskBundle::new(&to.bond, BOND).ok()?);
    let sealed = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &mode,
        &public,
        INFO,
        key.bytes(),
        id.as_bytes(),
        rng,
    );
    let (sender, sealed) = sealed.ok()?;
    Some(Enclosed { sender: Fixed(sender.to_bytes().into()), key: Bytes(sealed) })
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
