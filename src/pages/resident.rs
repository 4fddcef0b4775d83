//! Residents' pages: the same steps, on their own phone, with no account and no trace.
//!
//! They open no database, ask nothing, and keep nothing but harmless preferences: language, size of the text,
//! municipality.

mod guide;
mod places;
mod start;

pub(crate) use guide::{Guide, OneStep, Ready};
pub(crate) use places::Places;
pub(crate) use start::{NotKept, Start};
