//! Signs: the picture and colour a member of staff knows their way in by. Never a name.
//!
//! Both lists only grow at the end: places in them are stored.

use crate::components::icon::icon;
use crate::desk::Sign;
use crate::words::{Word, t, t_with, w};
use leptos::prelude::*;

const SYMBOLS: [Word; 8] =
    [w::SIGN_SPRUCE, w::SIGN_FISH, w::SIGN_BIRD, w::SIGN_FLOWER, w::SIGN_SUN, w::SIGN_MOUNTAIN, w::SIGN_SNOWFLAKE, w::SIGN_SAILBOAT];

const COLOURS: [(&str, Word); 5] =
    [("green", w::SIGN_GREEN), ("blue", w::SIGN_BLUE), ("red", w::SIGN_RED), ("brown", w::SIGN_BROWN), ("grey", w::SIGN_GREY)];

/// What a sign is called: "Grön gran".
pub(crate) fn sign_name(sign: Sign) -> String {
    let colour = COLOURS.get(usize::from(sign.colour)).map_or("", |(_, word)| t(*word));
    let symbol = SYMBOLS.get(usize::from(sign.symbol)).map_or("", |word| t(*word));
    t_with(w::SIGN_NAME, &[("colour", colour), ("symbol", symbol)])
}

/// The picture alone; its name stands beside it or on the button around it.
#[component]
pub(crate) fn SignPicture(sign: Sign) -> impl IntoView {
    let picture = match sign.symbol {
        0 => icon("tree-pine").into_any(),
        1 => icon("fish").into_any(),
        2 => icon("bird").into_any(),
        3 => icon("flower-2").into_any(),
        4 => icon("sun").into_any(),
        5 => icon("mountain").into_any(),
        6 => icon("snowflake").into_any(),
        _ => icon("sailboat").into_any(),
    };
    let colour = COLOURS.get(usize::from(sign.colour)).map_or("grey", |(name, _)| name);
    view! { <span class=format!("sign sign--{colour}") aria-hidden="true">{picture}</span> }
}

/// Choosing a sign: a row of colours, a row of symbols, and what they make together. Those taken are not offered.
#[component]
pub(crate) fn SignChooser(chosen: RwSignal<Sign>, taken: Signal<Vec<Sign>>) -> impl IntoView {
    let is_taken = move |sign: Sign| taken.with(|taken| taken.contains(&sign));
    let colours = (0u8..).zip(COLOURS).map(|(colour, (name, word))| {
        let with_it = move || Sign { colour, ..chosen.get() };
        view! {
            <button type="button" class=format!("swatch sign--{name}") data-testid=format!("colour-{name}") aria-pressed=move || (chosen.get().colour == colour).to_string()
                disabled=move || is_taken(with_it()) on:click=move |_| chosen.set(with_it())><span class="unseen">{t(word)}</span></button>
        }
    });
    let symbols = (0u8..).zip(SYMBOLS).map(|(symbol, word)| {
        let with_it = move || Sign { symbol, ..chosen.get() };
        view! {
            <button type="button" class="swatch swatch--symbol" data-testid=format!("symbol-{symbol}") aria-pressed=move || (chosen.get().symbol == symbol).to_string()
                disabled=move || is_taken(with_it()) on:click=move |_| chosen.set(with_it())>
                {move || view! { <SignPicture sign=with_it() /> }}<span class="unseen">{t(word)}</span>
            </button>
        }
    });
    view! {
        <fieldset class="signs">
            <legend class="field__label">{t(w::SIGN_CHOOSE)}</legend>
            <p class="field__hint">{t(w::SIGN_HINT)}</p>
            <div class="signs__row">{colours.collect_view()}</div>
            <div class="signs__row">{symbols.collect_view()}</div>
            <p class="signs__chosen" role="status" data-testid="sign-chosen">{move || sign_name(chosen.get())}</p>
        </fieldset>
    }
}

/// The first sign that nobody has.
pub(crate) fn free_sign(taken: &[Sign]) -> Sign {
    let all = (0u8..).zip(COLOURS).flat_map(|(colour, _)| (0u8..).zip(SYMBOLS).map(move |(symbol, _)| Sign { symbol, colour }));
    let mut free = all.filter(|sign| !taken.contains(sign));
    free.next().unwrap_or(Sign { symbol: 0, colour: 0 })
}
