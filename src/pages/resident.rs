//! Residents' pages: the same steps, on their own phone, with no account and no trace.
//!
//! They open no database, ask nothing, and keep nothing but harmless preferences: language, size of the text,
//! municipality; and a place in a guide, by the reader's own tap.

mod about;
mod guide;
mod helping;
mod install;
mod places;
mod start;
mod tools;

pub(crate) use about::About;
pub(crate) use guide::{Guide, OneStep, Ready};
pub(crate) use helping::Helping;
pub(crate) use install::Install;
pub(crate) use places::Places;
pub(crate) use start::{NotKept, Start};
