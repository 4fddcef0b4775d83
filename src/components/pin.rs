//! Choosing a PIN or passphrase, twice, with what is wrong with it said at once. Holds it no longer than the page.

use crate::journal::{PIN_SHORTEST, is_too_simple};
use crate::words::{Word, t, w};
use leptos::prelude::*;

/// A PIN being chosen.
#[derive(Clone, Copy)]
pub(crate) struct NewPin {
    pin: RwSignal<String>,
    again: RwSignal<String>,
}

impl NewPin {
    /// Nothing typed yet.
    pub(crate) fn new() -> Self {
        Self { pin: RwSignal::new(String::new()), again: RwSignal::new(String::new()) }
    }

    /// What stands in the way of using it. Tracks.
    fn wrong(self) -> Option<Word> {
        self.pin.with(|pin| {
            if pin.chars().count() < PIN_SHORTEST {
                Some(w::PIN_TOO_SHORT)
            } else if is_too_simple(pin) {
                Some(w::PIN_TOO_SIMPLE)
            } else {
                self.again.with(|again| (again != pin).then_some(w::PIN_NOT_SAME))
            }
        })
    }

    /// Whether it may be used. Tracks.
    pub(crate) fn is_good(self) -> bool {
        self.wrong().is_none()
    }

    /// What stands in the fields; they keep it, for another try.
    pub(crate) fn typed(self) -> String {
        self.pin.get_untracked()
    }

    /// Takes it out of the fields.
    pub(crate) fn take(self) -> String {
        self.again.set(String::new());
        std::mem::take(&mut *self.pin.write())
    }
}

/// The two fields.
#[component]
pub(crate) fn PinFields(new: NewPin) -> impl IntoView {
    let field = move |name: &'static str, label: Word, value: RwSignal<String>| {
        view! {
            <label class="field">
                <span class="field__label">{t(label)}</span>
                <input class="field__input field__input--code" type="password" data-testid=name autocomplete="one-time-code" spellcheck="false"
                    aria-describedby="pin-hint pin-wrong" prop:value=value on:input:target=move |event| value.set(event.target().value()) />
            </label>
        }
    };
    let begun = move || !new.pin.with(String::is_empty);
    view! {
        {field("pin-new", w::PIN_NEW, new.pin)}
        {field("pin-again", w::PIN_AGAIN, new.again)}
        <p class="field__hint" id="pin-hint">{t(w::PIN_HINT)}</p>
        <p class="field__wrong" id="pin-wrong" role="status" data-testid="pin-wrong">{move || new.wrong().filter(|_| begun()).map(t)}</p>
    }
}
