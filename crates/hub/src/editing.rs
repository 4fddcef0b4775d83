//! Editing guides: how a guide stands, what may be done to it next, and what is to be said about it.
//!
//! Guides belong to the hub: any coordinator may edit any of them. Every deed names the newest revision that its editor knew
//! and becomes the next revision, or nothing at all: nobody's work is ever written over. Stores nothing by itself; judges
//! nothing of the words, that is [`erum_content`].

pub mod deeds;
pub mod standing;
pub mod state;
pub mod steps;
pub mod translations;
