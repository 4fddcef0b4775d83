//! The stories, by theme. Each starts a hub and a browser of its own; they run one at a time.
//!
//! `cargo test -p erum-e2e` runs all; `cargo test -p erum-e2e killed` one theme. `ERUM_DEEP=1` asks for full counts.

mod aloud;
mod arrivals;
mod bad_input;
mod by_hand;
mod editing;
mod faults;
mod free_text;
mod heard;
mod kept_aside;
mod killed;
mod knowledge;
mod languages;
mod left_alone;
mod locked;
mod lost;
mod newer_version;
mod notes;
mod offline;
mod packs;
mod places;
mod queue;
mod ready;
mod residents;
mod residents_screens;
mod screens;
mod secrecy;
mod sending;
mod several_staff;
mod slips;
mod tablets;
mod trouble;
mod unread;
