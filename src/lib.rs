//! eRUM in the browser: pages over a journal over storage, and the sending that follows.
//!
//! Everything that can be proved without a browser is in `erum-domain`; here is only what needs one. The spine is
//! page → journal → storage → sync, and no room reaches past its neighbour.
#![forbid(unsafe_code)]
#![allow(unreachable_pub, reason = "the component macro makes its generated items public")]

pub mod coordination;

mod app;
mod boot;
mod components;
mod desk;
mod finding;
mod health;
mod journal;
mod keysmith;
mod lease;
mod library;
mod network;
mod pages;
mod platform;
mod preferences;
mod qr;
mod share;
mod shelf;
mod storage;
mod sync;
mod vigil;
mod voice;
mod words;

pub use boot::{start_for_residents, start_for_staff};
