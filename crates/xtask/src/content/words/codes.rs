//! Every code that people see has words, and no words are left without a code.

use super::{Words, place};
use crate::content::report::File;
use erum_domain::codes::{
    Coded, CorrectedField, Fault, FlagReason, Form, LengthClass, Level, Limit, Obstacle, Outcome, Personal, PlaceKind, Referral, Service,
    ServiceLevel, SupportLanguage, Variant,
};
use std::collections::BTreeSet;

pub(super) fn check(words: &Words, text: &str, file: &mut File<'_>) {
    let wanted = keys();
    for key in wanted.iter().filter(|key| !words.contains_key(*key)) {
        file.wrong(None, key, "has no words", "add the key: people see this code");
    }
    for key in words.keys().filter(|key| key.starts_with("code.") && !wanted.contains(*key)) {
        file.wrong(place(text, key), key, "there is no such code", "correct the key or remove it");
    }
}

/// `code.<list>.<code>` for every value of every list.
pub(in crate::content) fn keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    add::<Service>(&mut keys);
    add::<Obstacle>(&mut keys);
    add::<Fault>(&mut keys);
    add::<Outcome>(&mut keys);
    add::<Form>(&mut keys);
    add::<PlaceKind>(&mut keys);
    add::<Referral>(&mut keys);
    add::<Limit>(&mut keys);
    add::<SupportLanguage>(&mut keys);
    add::<LengthClass>(&mut keys);
    add::<Level>(&mut keys);
    add::<ServiceLevel>(&mut keys);
    add::<Variant>(&mut keys);
    add::<FlagReason>(&mut keys);
    add::<CorrectedField>(&mut keys);
    add::<Personal>(&mut keys);
    keys
}

fn add<C: Coded>(keys: &mut BTreeSet<String>) {
    keys.extend(C::all().iter().map(|value| format!("code.{}.{}", C::LIST, value.code())));
}
