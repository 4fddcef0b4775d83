//! Widgets: props in, callbacks out. No storage, no network, nothing about who calls.

pub(crate) mod answers;
pub(crate) mod before;
pub(crate) mod choice;
pub(crate) mod directory;
pub(crate) mod finder;
pub(crate) mod icon;
pub(crate) mod language;
pub(crate) mod link_card;
pub(crate) mod note;
pub(crate) mod notice;
pub(crate) mod own_words;
pub(crate) mod phone;
pub(crate) mod pin;
pub(crate) mod qr;
pub(crate) mod recovery;
pub(crate) mod rich;
pub(crate) mod saving;
pub(crate) mod sheet;
pub(crate) mod shell;
pub(crate) mod shown;
pub(crate) mod sign;
pub(crate) mod slip;
pub(crate) mod staff_shell;
pub(crate) mod when;
pub(crate) mod whole_record;
