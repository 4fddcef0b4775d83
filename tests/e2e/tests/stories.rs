//! The stories, by theme. Each starts a hub and a browser of its own; they run one at a time.
//!
//! `cargo test -p erum-e2e` runs all; `cargo test -p erum-e2e killed` one theme. `ERUM_DEEP=1` asks for full counts.

mod bad_input;
mod faults;
mod kept_aside;
mod killed;
mod newer_version;
mod offline;
mod screens;
mod sending;
mod tablets;
mod trouble;
