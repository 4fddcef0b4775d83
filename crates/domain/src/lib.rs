//! What a help session is, what leaves the tablet, how it is counted and what may be shown.
//!
//! Pure: no clock, no files, no network, no `async`; randomness only as an argument. The same code runs on
//! the tablet and on the hub, so that both count alike. No type here is made to hold a person: every field is a
//! number, a date, an identifier from a guide or a value from a coded list – but for the note of two kinds of record,
//! which is screened on both sides.
//!
//! Modules in reading order.
#![forbid(unsafe_code)]

pub mod codes;
pub mod day;
pub mod directory;
pub mod disclosure;
pub mod failing;
pub mod folding;
pub mod guide;
pub mod ident;
pub mod languages;
pub mod limits;
pub mod link;
pub mod manuscript;
pub mod mixed;
pub mod note;
pub mod pack;
pub mod record;
pub mod screening;
pub mod search;
pub mod session;
pub mod slip;
pub mod statistics;
pub mod sync;
pub mod wire;
