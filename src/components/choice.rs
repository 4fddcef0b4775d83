//! Choices: large radios with a line of explanation, and chips that go on and off.

use leptos::prelude::*;

/// One of several: a large radio button.
#[component]
pub(crate) fn Choice(
    /// The group's name.
    group: &'static str,
    /// For tests and styles.
    name: String,
    /// What it is called.
    title: &'static str,
    /// A line of explanation.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// Whether it is chosen.
    chosen: Signal<bool>,
    /// Called when it is chosen.
    on_choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <label class="choice" class:choice--chosen=chosen>
            // Off: else the browser's session file keeps which was chosen, and a finder of the tablet reads the day's place.
            <input class="choice__radio" type="radio" name=group autocomplete="off" data-testid=name prop:checked=chosen on:change=move |_| on_choose() />
            <span class="choice__words">
                <span class="choice__title">{title}</span>
                {hint.map(|hint| view! { <span class="choice__hint">{hint}</span> })}
            </span>
        </label>
    }
}

/// One of many that may all be on.
#[component]
pub(crate) fn Chip(
    /// For tests and styles.
    name: String,
    /// What it is called.
    title: &'static str,
    /// Whether it is on.
    on: Signal<bool>,
    /// Called when it is pressed.
    on_press: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="chip" data-testid=name aria-pressed=move || on.get().to_string() on:click=move |_| on_press()>
            {title}
        </button>
    }
}
