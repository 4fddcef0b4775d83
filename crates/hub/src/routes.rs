//! One file per part of the face the hub shows: each handler reads, asks the store, answers. No SQL, no files'
//! paths from outside, no decisions about records.

pub mod answers;
pub mod app;
pub mod devices;
pub mod disposals;
pub mod enrol;
pub mod guide_list;
pub mod guides;
pub mod hand_in;
pub mod health;
pub mod packs;
pub mod queue;
pub mod session;
pub mod statistics;
pub mod sync;
