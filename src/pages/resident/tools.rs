//! What else can be done with a guide: heard, printed, handed on, and gone on with another day.
//!
//! The place to go on from is kept by the reader's own tap only, on this device only, and never on a tablet of the library,
//! which others use.

use crate::components::icon::icon;
use crate::components::notice::{Notice, Tone};
use crate::components::own_words::own_words;
use crate::components::rich::plain;
use crate::components::sheet::{self, Sheet};
use crate::components::when::When;
use crate::share::{self, Shared};
use crate::shelf::Shelf;
use crate::words::{self, t, w};
use crate::{platform, preferences, voice};
use erum_domain::guide::Guide;
use erum_domain::link::Link;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// All of it, for a guide and the place in it: nought is what to have ready, then the steps.
#[component]
pub(super) fn Tools(guide: &'static Guide, place: Memo<usize>) -> impl IntoView {
    let can = Memo::new(move |_| voice::of(guide.tongue()).is_some());
    let printing = RwSignal::new(false);
    let print = move |_| {
        printing.set(true);
        // A browser that prints lets nothing be drawn before it is done: the sheet is drawn first.
        spawn_local(async {
            platform::breathe().await;
            platform::print();
        });
    };
    view! {
        <section class="tools" aria-label=t(w::GUIDE_TOOLS)>
            <ReadAloud guide place can />
            <button type="button" class="chip" data-testid="guide-print" on:click=print>{icon("printer")} {t(w::GUIDE_PRINT)}</button>
            <Share guide />
            <AnotherDay guide place />
            <When holds=move || !can.get()><p class="tools__note" data-testid="no-voice">{t(w::GUIDE_NO_VOICE)}</p></When>
        </section>
        <OnPaper guide printing />
    }
}

/// What stands on the page now, in the order it is read.
fn heard(guide: &Guide, place: usize) -> Vec<String> {
    let Some(step) = place.checked_sub(1) else {
        let things = guide.before.iter().map(|thing| thing.text.clone());
        return [guide.title.clone(), guide.goal.clone()].into_iter().chain(things).collect();
    };
    let Some(step) = guide.steps.get(step) else { return vec![guide.goal.clone()] };
    // What is shown beside it in the page's language, where one voice can say both.
    let own = own_words(step.kind).filter(|_| words::language().tag() == guide.tongue().tag()).map(|word| t(word).to_owned());
    let hint = step.hint.iter().chain(&step.if_stuck).map(|text| plain(text));
    [plain(&step.text)].into_iter().chain(own).chain(hint).collect()
}

/// Reads what stands on the page, where the device has a voice for it.
#[component]
fn ReadAloud(
    guide: &'static Guide,
    place: Memo<usize>,
    /// Whether the device has a voice for it.
    can: Memo<bool>,
) -> impl IntoView {
    let reading = RwSignal::new(false);
    let slowly = RwSignal::new(false);
    let read = move || {
        let Some(voice) = voice::of(guide.tongue()) else { return };
        reading.set(true);
        let pace = if slowly.get_untracked() { voice::SLOW_PACE } else { voice::PACE };
        // The page may be gone by then.
        voice::read(&heard(guide, place.get_untracked()), &voice, pace, move || {
            reading.try_set(false);
        });
    };
    let stop = move || {
        voice::stop();
        reading.try_set(false);
    };
    // Another step is another text.
    Effect::new(move |before: Option<usize>| {
        let now = place.get();
        if before.is_some_and(|before| before != now) {
            stop();
        }
        now
    });
    on_cleanup(voice::stop);
    let press = move |_| if reading.get_untracked() { stop() } else { read() };
    let change_pace = move |_| {
        slowly.update(|slowly| *slowly = !*slowly);
        if reading.get_untracked() {
            read();
        }
    };
    view! {
        <When holds=move || can.get()>
            <button type="button" class="chip" data-testid="guide-read" data-reading=move || reading.get().to_string() on:click=press>
                {icon("volume-2")} {move || t(if reading.get() { w::GUIDE_READ_STOP } else { w::GUIDE_READ_ALOUD })}
            </button>
            <button type="button" class="chip" data-testid="guide-pace" on:click=change_pace>
                {move || t(if slowly.get() { w::GUIDE_READ_FASTER } else { w::GUIDE_READ_SLOWER })}
            </button>
        </When>
    }
}

/// Hands on a link to the guide, from its beginning: the place in it is the reader's own.
#[component]
fn Share(guide: &'static Guide) -> impl IntoView {
    let shared = RwSignal::new(None::<Shared>);
    let address = move || sheet::address(guide, None, words::language());
    let hand_on = move |_| {
        spawn_local(async move {
            shared.try_set(Some(share::share(&guide.title, &address()).await));
        })
    };
    let said = move || match shared.get()? {
        Shared::BySystem => None,
        Shared::Copied => Some(view! { <Notice tone=Tone::Calm name="shared">{t(w::GUIDE_SHARE_COPIED)}</Notice> }.into_any()),
        Shared::ByHand => {
            let by_hand = view! { <p>{t(w::GUIDE_SHARE_BY_HAND)}</p><p class="tools__address" dir="ltr">{address()}</p> };
            Some(view! { <Notice tone=Tone::Calm name="shared">{by_hand}</Notice> }.into_any())
        }
    };
    view! {
        <button type="button" class="chip" data-testid="guide-share" on:click=hand_on>{icon("share-2")} {t(w::GUIDE_SHARE)}</button>
        {said}
    }
}

/// Keeps the place and goes to the start page, where it waits.
#[component]
fn AnotherDay(guide: &'static Guide, place: Memo<usize>) -> impl IntoView {
    let shelf = Shelf::get();
    let navigate = StoredValue::new_local(use_navigate());
    let keep = move |_| {
        let step = place.get_untracked().checked_sub(1).and_then(|step| guide.steps.get(step)).map(|step| step.id.clone());
        preferences::set_place(Some(&Link { guide: guide.slug.clone(), step, language: words::language() }));
        shelf.reading.set(None);
        navigate.with_value(|navigate| navigate("/", Default::default()));
    };
    let may = move || !preferences::is_staff_tablet() && (1..=guide.steps.len()).contains(&place.get());
    view! {
        <When holds=may>
            <button type="button" class="chip" data-testid="guide-another-day" on:click=keep>{icon("calendar-clock")} {t(w::GUIDE_ANOTHER_DAY)}</button>
        </When>
    }
}

/// The whole guide, drawn only when something is about to be printed: by our button, or by the browser's own menu.
#[component]
fn OnPaper(guide: &'static Guide, printing: RwSignal<bool>) -> impl IntoView {
    let before = window_event_listener(ev::beforeprint, move |_| printing.set(true));
    let after = window_event_listener(ev::afterprint, move |_| printing.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    view! {
        <When holds=move || printing.get()>
            {words::spoken().map(|words| view! { <div class="only-print"><Sheet guide words /></div> })}
        </When>
    }
}
