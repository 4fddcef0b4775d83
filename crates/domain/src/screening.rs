//! Finds personal data in a short text, so that the two kinds of record with a note never carry any.
//!
//! The tablet asks before it saves, the hub asks again before it stores. What is found is told as a coded kind and
//! a range of bytes. Total: any text whatever is read, in time that grows with its length, and nothing panics. Never
//! keeps, prints or repeats what it read. No pattern can tell that a sentence is about somebody who is not named:
//! what is not seen here is not thereby free of people (`docs/decisions/0018-own-screening.md`).

mod addresses;
mod births;
mod folding;
mod lists;
mod mail;
mod money;
mod names;
mod personal_numbers;
mod phones;
mod references;
mod sheet;

use crate::codes::Personal;
use sheet::Sheet;
use std::collections::BTreeSet;

/// Something that looks like personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What it looks like.
    pub kind: Personal,
    /// The first byte of it.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Everything in the text that looks like personal data, in the text's order; no two overlap.
pub fn scan(text: &str) -> Vec<Seen> {
    let mut sheet = Sheet::of(text);
    // The surest first: what one has taken, the next does not look at.
    personal_numbers::find(&mut sheet);
    mail::find(&mut sheet);
    money::find_ibans(&mut sheet);
    births::find(&mut sheet);
    money::find_cards(&mut sheet);
    phones::find(&mut sheet);
    money::find_accounts(&mut sheet);
    references::find_named(&mut sheet);
    addresses::find(&mut sheet);
    names::find(&mut sheet);
    references::find_long(&mut sheet);
    sheet.into_seen()
}

/// The kinds of personal data that the text seems to hold.
pub fn kinds(text: &str) -> BTreeSet<Personal> {
    scan(text).into_iter().map(|seen| seen.kind).collect()
}
