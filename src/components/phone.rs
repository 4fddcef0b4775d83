//! Telephone numbers, and the ways on that have one. Dialled with a tap, read from left to right in every language.

use crate::components::rich::rich;
use erum_domain::guide::WayOn;
use leptos::prelude::*;

/// A way on without a computer. Its number can be dialled where it stands in the sentence, else after it.
#[component]
pub(crate) fn Way(way: &'static WayOn) -> impl IntoView {
    let Some(number) = way.phone.as_deref() else { return rich(&way.text).into_any() };
    match way.text.split_once(number) {
        Some((before, after)) => view! { {rich(before)} <Phone number /> {rich(after)} }.into_any(),
        None => view! { {rich(&way.text)} " " <Phone number /> }.into_any(),
    }
}

/// A number that can be dialled, read from left to right in every language.
#[component]
pub(crate) fn Phone(number: &'static str) -> impl IntoView {
    let dial: String = number.chars().filter(char::is_ascii_digit).collect();
    view! { <a class="phone" href=format!("tel:{dial}") dir="ltr">{number}</a> }
}
