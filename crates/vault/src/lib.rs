//! The vault: seals and opens bytes, and says who may. Knows no records, no clock, no storage; randomness is an argument.
//!
//! Modules in reading order: [`sealed`] is the tablet's own data under one data key; [`slots`] lets several people open
//! that key, each with a PIN ([`effort`] is what a guess costs, [`recovery`] the code on paper, [`throttle`] the growing
//! wait); [`parcels`] seals what leaves, to the hub's public key, so that no tablet can read what it once sent.
//! Every failure is told apart from the others: a wrong PIN is never mistaken for damage, nor damage for a wrong PIN.
#![forbid(unsafe_code)]

pub mod effort;
pub mod keysmith;
pub mod parcels;
pub mod recovery;
pub mod sealed;
pub mod slots;
pub mod throttle;

mod bytes;
mod padding;

/// Fresh random bytes, drawn by the caller from the machine's cryptographic source for one operation and never again.
pub type Seed = [u8; 32];
