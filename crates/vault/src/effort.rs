//! What one guess at a PIN costs: Argon2id (RFC 9106), measured on the device itself and stored with the slot.
//!
//! Memory stays at 32 MiB because browsers on older iPads stop beyond about 48; passes make up the time.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// What unlocking should take on the device that made the slot, milliseconds.
pub const TARGET_MS: f64 = 1_000.0;

/// The cost of a guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// Memory in KiB.
    memory_kib: u32,
    /// Passes over it.
    passes: u32,
}

/// Key and verifier from a PIN. The verifier may be stored: the two are independent halves of one hash.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Stretched {
    pub(crate) key: [u8; 32],
    pub(crate) verifier: [u8; 16],
}

impl Effort {
    /// For a PIN, before anything was measured: one pass. Also what is timed for [`Self::for_pin`].
    pub const TRIAL: Self = Self { memory_kib: 32 * 1024, passes: 1 };
    /// For a recovery code: its 100 random bits need no help.
    pub const RECOVERY: Self = Self { memory_kib: 1024, passes: 1 };
    /// The most that is ever written. A stored cost beyond it is damage or malice: an older iPad would stop the page for
    /// the memory, and any tablet would be tied up for the passes.
    const MOST: Self = Self { memory_kib: Self::TRIAL.memory_kib, passes: 24 };

    /// For a PIN on a device where [`Self::TRIAL`] takes so many milliseconds: about [`TARGET_MS`], never under two passes.
    pub fn for_pin(trial_ms: f64) -> Self {
        let passes = (TARGET_MS / trial_ms.max(1.0)).round().clamp(2.0, f64::from(Self::MOST.passes));
        Self { passes: passes as u32, ..Self::TRIAL }
    }

    /// The cost as bytes, for a slot's sum.
    pub(crate) fn to_bytes(self) -> [u8; 8] {
        let mut bytes = [0; 8];
        bytes[..4].copy_from_slice(&self.memory_kib.to_be_bytes());
        bytes[4..].copy_from_slice(&self.passes.to_be_bytes());
        bytes
    }

    /// Stretches a PIN. `None` when the stored cost is none that we write.
    pub(crate) fn stretch(self, pin: &str, salt: &[u8; 16]) -> Option<Stretched> {
        if self.memory_kib > Self::MOST.memory_kib || self.passes > Self::MOST.passes {
            return None;
        }
        let mut out = Zeroizing::new([0; 48]);
        let params = Params::new(self.memory_kib, self.passes, 1, Some(out.len())).ok()?;
        // Memory of our own, for it must be wiped: after a single pass its first blocks tell a right guess from a wrong one
        // for next to nothing. A device without so much memory stops here; it is not told that its slot is damaged.
        let mut memory = Zeroizing::new(vec![Block::new(); params.block_count()]);
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon2.hash_password_into_with_memory(pin.as_bytes(), salt, out.as_mut_slice(), memory.as_mut_slice()).ok()?;
        let mut stretched = Stretched { key: [0; 32], verifier: [0; 16] };
        stretched.key.copy_from_slice(&out[..32]);
        stretched.verifier.copy_from_slice(&out[32..]);
        Some(stretched)
    }
}
