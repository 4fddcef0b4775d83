//! Why the last change was not saved, in words and with what to do. Reads the desk, changes nothing.

use crate::components::notice::{Notice, Tone};
use crate::desk::{Desk, Saving, StorageError};
use crate::words::{t, w};
use leptos::prelude::*;

/// Why the last tap was not saved. What is on the screen is what is on disk.
#[component]
pub(crate) fn SaveTrouble() -> impl IntoView {
    let desk = Desk::get();
    // Drawn anew only when that changes: it is asked at every save, before "Sparat" is drawn.
    let failed = Memo::new(move |_| match desk.saving.get() {
        Some(Saving::Failed(error)) => Some(error),
        _ => None,
    });
    move || {
        failed.get().map(|error| {
            let (name, text) = match error {
                StorageError::Full => ("quota-error", w::SAVE_FULL),
                StorageError::NewerSchema => ("schema-error", w::STORAGE_NEWER_SCHEMA),
                StorageError::Vanished => ("vanished-error", w::STORAGE_VANISHED),
                _ => ("save-error", w::SAVE_FAILED),
            };
            view! { <Notice tone=Tone::Stop name>{t(text)}</Notice> }
        })
    }
}
