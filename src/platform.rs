//! The browser's own things: clock, random ids, dates in words, persistence, service worker, page life.
//!
//! Thin and without opinion. Stores nothing and knows no session.

use erum_domain::day::{DAY_MS, Day};
use erum_domain::directory::clock::{Moment, Time};
use erum_domain::ident::Id;
use erum_domain::languages::Language;
use js_sys::{Date, Function, Object, Reflect};
use std::task::{Context, Waker};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Window};

/// The window. There always is one: nothing here runs in a worker.
pub(crate) fn window() -> Window {
    web_sys::window().expect("the app runs in a window")
}

/// The document.
pub(crate) fn document() -> Document {
    window().document().expect("a window has a document")
}

/// Milliseconds since 1970 (UTC), by the tablet's clock, right or wrong.
pub(crate) fn now_ms() -> i64 {
    Date::now() as i64
}

/// Today, by the tablet's clock and time zone.
pub(crate) fn today() -> Day {
    day_of(now_ms())
}

/// The local day of a moment.
pub(crate) fn day_of(ms: i64) -> Day {
    let offset_minutes = Date::new(&JsValue::from_f64(ms as f64)).get_timezone_offset();
    Day::from_local_ms(ms - (offset_minutes * 60_000.0) as i64)
}

/// Now, by the clock on the wall where the device is.
pub(crate) fn moment() -> Moment {
    let now = Date::new_0();
    let minutes = now.get_hours() * 60 + now.get_minutes();
    Moment { day: today(), time: Time::from_minutes(u16::try_from(minutes).unwrap_or(0)) }
}

/// A random id from the browser's cryptographic source.
pub(crate) fn random_id() -> Id {
    Id::from_random(random_bytes())
}

/// Random bytes from the browser's cryptographic source, for a key, a nonce or a salt.
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).map(drop))
        .expect("every browser we support has a source of randomness");
    bytes
}

/// Milliseconds on a clock that nobody can set. Begins anew with the page; may stand still while the tablet sleeps.
pub(crate) fn steady_ms() -> f64 {
    window().performance().map_or_else(Date::now, |performance| performance.now())
}

/// A random number, for spreading retries. Not for secrets.
pub(crate) fn jitter() -> u32 {
    (js_sys::Math::random() * 1_000.0) as u32
}

/// The time of day as Swedes write it: `14.02`.
pub(crate) fn clock_text(ms: i64) -> String {
    let date = Date::new(&JsValue::from_f64(ms as f64));
    format!("{:02}.{:02}", date.get_hours(), date.get_minutes())
}

/// A day in words: `21 november`, and the year when it is not this one.
pub(crate) fn day_text(day: Day) -> String {
    let year = (day.civil().0 != today().civil().0).then_some(("year", "numeric"));
    day_with(day, &[("day", "numeric"), ("month", "long")], year)
}

/// A day to come, in a language: `tisdag 1 december`.
pub(crate) fn coming_day_text(day: Day, language: Language) -> String {
    day_in(language, day, &[("weekday", "long"), ("day", "numeric"), ("month", "long")], None)
}

/// A day with its year, in a language: `1 december 2026`. For paper, which lies long.
pub(crate) fn date_text(day: Day, language: Language) -> String {
    day_in(language, day, &[("day", "numeric"), ("month", "long"), ("year", "numeric")], None)
}

/// A day's name: `tisdag`.
pub(crate) fn weekday_text(day: Day) -> String {
    day_with(day, &[("weekday", "long")], None)
}

/// A day as one speaks of it: `i dag`, `i morgon`, `tisdag`, and from next week on `tisdag 1 december`.
pub(crate) fn near_day_text(day: Day) -> String {
    match day.days() - today().days() {
        ahead @ 0..=1 => ahead_text(ahead),
        2..=6 => weekday_text(day),
        _ => day_with(day, &[("weekday", "long"), ("day", "numeric"), ("month", "long")], None),
    }
}

/// So many days from now, in words where the language has one.
fn ahead_text(days: i32) -> String {
    let options = Object::new();
    set(&options, "numeric", "auto");
    js_sys::Intl::RelativeTimeFormat::new(&locales(crate::words::language()), &options).format(f64::from(days), "day").into()
}

fn day_with(day: Day, parts: &[(&str, &str)], more: Option<(&str, &str)>) -> String {
    day_in(crate::words::language(), day, parts, more)
}

fn day_in(language: Language, day: Day, parts: &[(&str, &str)], more: Option<(&str, &str)>) -> String {
    let options = Object::new();
    set(&options, "timeZone", "UTC");
    // Dates of Swedish authorities: Persian would have another calendar, Arabic perhaps other digits.
    set(&options, "calendar", "gregory");
    set(&options, "numberingSystem", "latn");
    for (name, value) in parts.iter().copied().chain(more) {
        set(&options, name, value);
    }
    let date = Date::new(&JsValue::from_f64(day.days() as f64 * DAY_MS as f64));
    let format = js_sys::Intl::DateTimeFormat::new(&locales(language), &options).format();
    format.call1(&JsValue::UNDEFINED, &date).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// A language for the browser, and Swedish where it has no words for that one, as few have for Tigrinya.
fn locales(language: Language) -> js_sys::Array {
    js_sys::Array::of2(&language.tag().into(), &Language::SWEDISH.tag().into())
}

/// Tells the browser and screen readers which language the page is in, and which way its lines run.
pub(crate) fn speak(language: Language) {
    if let Some(root) = document().document_element() {
        root.set_attribute("lang", language.tag()).unwrap_or_default();
        root.set_attribute("dir", language.direction()).unwrap_or_default();
    }
}

/// The languages this browser's owner wishes for, best first.
pub(crate) fn wished_languages() -> Vec<Language> {
    window().navigator().languages().iter().filter_map(|tag| Language::wished(&tag.as_string()?)).collect()
}

fn set(object: &Object, name: &str, value: &str) {
    // Setting a property of a plain object cannot fail.
    Reflect::set(object, &name.into(), &value.into()).map(drop).unwrap_or_default();
}

/// Runs something after so many milliseconds.
pub(crate) fn after_ms(ms: i64, run: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(run);
    let ms = i32::try_from(ms.max(0)).unwrap_or(i32::MAX);
    window().set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), ms).map(drop).unwrap_or_default();
}

/// Runs a future, as far as it comes here and now: one that is merely spawned begins when every listener of the event at
/// hand has had its turn.
pub(crate) fn run_now(future: impl Future<Output = ()> + 'static) {
    let mut future = Box::pin(future);
    if future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
        // Asked again at once, with one who wakes it.
        spawn_local(future);
    }
}

/// Lets the browser do what is waiting, such as drawing, before going on.
pub(crate) async fn breathe() {
    let waited = js_sys::Promise::new(&mut |go_on, _| window().set_timeout_with_callback(&go_on).map(drop).unwrap_or_default());
    JsFuture::from(waited).await.map(drop).unwrap_or_default();
}

/// Runs something every so many milliseconds, for as long as the page lives.
pub(crate) fn every_ms(ms: i32, run: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(run).into_js_value();
    window().set_interval_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), ms).map(drop).unwrap_or_default();
}

/// Calls back for as long as the page lives, whenever the event happens on the window.
pub(crate) fn on_window(event: &str, run: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(run).into_js_value();
    window().add_event_listener_with_callback(event, callback.unchecked_ref()).unwrap_or_default();
}

/// Whether the page can be seen.
pub(crate) fn is_in_sight() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Calls back whenever the page comes into sight.
pub(crate) fn on_visible(mut run: impl FnMut() + 'static) {
    on_visibility(move |visible| {
        if visible {
            run();
        }
    });
}

/// Calls back whenever the page comes into sight or goes out of it.
pub(crate) fn on_visibility(mut run: impl FnMut(bool) + 'static) {
    let callback = Closure::<dyn FnMut()>::new(move || run(is_in_sight())).into_js_value();
    document().add_event_listener_with_callback("visibilitychange", callback.unchecked_ref()).unwrap_or_default();
}

/// Covers the page, or uncovers it.
pub(crate) fn veil(covered: bool) {
    if let Some(root) = document().document_element() {
        root.toggle_attribute_with_force("data-veiled", covered).map(drop).unwrap_or_default();
    }
}

/// Waits so many milliseconds.
pub(crate) async fn sleep_ms(ms: i32) {
    let waited = js_sys::Promise::new(&mut |go_on, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&go_on, ms).map(drop).unwrap_or_default();
    });
    JsFuture::from(waited).await.map(drop).unwrap_or_default();
}

/// Asks the browser to keep our data. `None` where it cannot be asked.
pub(crate) async fn ask_to_persist() -> Option<bool> {
    let navigator: JsValue = window().navigator().into();
    let storage = Reflect::get(&navigator, &"storage".into()).ok().filter(|storage| !storage.is_undefined())?;
    let storage: web_sys::StorageManager = storage.unchecked_into();
    JsFuture::from(storage.persist().ok()?).await.ok()?.as_bool()
}

/// A fact that `boot.js` keeps about the service worker: `offlineReady` or `updateReady`.
pub(crate) fn worker_fact(name: &str) -> bool {
    let worker = Reflect::get(&window(), &"erumWorker".into()).unwrap_or_default();
    Reflect::get(&worker, &name.into()).is_ok_and(|fact| fact.is_truthy())
}

/// Calls a function that `boot.js` put on the window, if it is there.
pub(crate) fn call_boot(name: &str) {
    if let Some(function) = Reflect::get(&window(), &name.into()).ok().and_then(|found| found.dyn_into::<Function>().ok()) {
        function.call0(&JsValue::UNDEFINED).map(drop).unwrap_or_default();
    }
}

/// Asks a function that `boot.js` put on the window, if it is there, and waits for its answer.
pub(crate) async fn ask_boot(name: &str) -> Option<String> {
    let function: Function = Reflect::get(&window(), &name.into()).ok()?.dyn_into().ok()?;
    let answer: js_sys::Promise = function.call0(&JsValue::UNDEFINED).ok()?.dyn_into().ok()?;
    JsFuture::from(answer).await.ok()?.as_string()
}

/// Whether the browser offers to install the app, as `boot.js` has heard.
pub(crate) fn offers_to_install() -> bool {
    Reflect::get(&window(), &"erumInstall".into()).is_ok_and(|offer| offer.is_truthy())
}

/// Whether the app was opened from the home screen and not in a browser.
pub(crate) fn is_installed() -> bool {
    let by_display = window().match_media("(display-mode: standalone)").ok().flatten().is_some_and(|asked| asked.matches());
    // What only Safari on iPhone and iPad says.
    by_display || Reflect::get(&window().navigator(), &"standalone".into()).is_ok_and(|alone| alone.is_truthy())
}

/// The kinds of device whose browsers install an app in different ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// iPhone or iPad.
    Apple,
    /// A phone or tablet with Android.
    Android,
    /// A computer.
    Computer,
}

/// Which kind this is, as far as the browser tells.
pub(crate) fn kind() -> Kind {
    let says = window().navigator().user_agent().unwrap_or_default();
    // An iPad says that it is a Mac; no Mac has a screen to touch.
    let touched = Reflect::get(&window().navigator(), &"maxTouchPoints".into()).ok().and_then(|points| points.as_f64()).unwrap_or_default();
    if says.contains("iPhone") || says.contains("iPad") || (says.contains("Macintosh") && touched > 1.0) {
        Kind::Apple
    } else if says.contains("Android") {
        Kind::Android
    } else {
        Kind::Computer
    }
}

/// Where the app comes from: scheme, host and port.
pub(crate) fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// What the address said behind its `#`, which `boot.js` has taken out of it. Empty from then on: it is told once.
pub(crate) fn take_arrival() -> String {
    let name = JsValue::from_str("erumArrival");
    let said = Reflect::get(&window(), &name).ok().and_then(|said| said.as_string()).unwrap_or_default();
    Reflect::set(&window(), &name, &"".into()).map(drop).unwrap_or_default();
    said
}

/// Marks the page as started, for the watchdog in `boot.js`.
pub(crate) fn mark_started() {
    if let Some(root) = document().document_element() {
        root.set_attribute("data-started", "true").unwrap_or_default();
    }
    if let Some(splash) = document().get_element_by_id("start") {
        splash.remove();
    }
}

/// Opens the system's print dialogue.
pub(crate) fn print() {
    window().print().unwrap_or_default();
}

/// Unfolds everything folded that a selector finds.
pub(crate) fn unfold(selector: &str) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    for folded in (0..found.length()).filter_map(|index| found.get(index)?.dyn_into::<web_sys::Element>().ok()) {
        folded.set_attribute("open", "").unwrap_or_default();
    }
}

/// Lets the browser ask before the page is left, while something would be lost by it.
pub(crate) fn hold_back_when(holds: impl Fn() -> bool + 'static) {
    let callback = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        if holds() {
            event.prevent_default();
        }
    })
    .into_js_value();
    window().add_event_listener_with_callback("beforeunload", callback.unchecked_ref()).unwrap_or_default();
}

/// Loads the page anew.
pub(crate) fn reload() {
    window().location().reload().unwrap_or_default();
}

/// The path of the address. Never says which guide is read.
pub(crate) fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Moves the focus, so that a screen reader follows.
pub(crate) fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.focus().unwrap_or_default();
    }
}

/// Brings something into sight and moves the focus there.
pub(crate) fn go_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
    focus(id);
}

/// The text of the file chosen in an input; none when none was, or it cannot be read.
pub(crate) async fn chosen_text(input: &web_sys::HtmlInputElement) -> Option<String> {
    let files = Reflect::get(input, &"files".into()).ok()?;
    let file = Reflect::get_u32(&files, 0).ok().filter(|file| !file.is_undefined())?;
    let read: Function = Reflect::get(&file, &"text".into()).ok()?.dyn_into().ok()?;
    let text: js_sys::Promise = read.call0(&file).ok()?.dyn_into().ok()?;
    JsFuture::from(text).await.ok()?.as_string()
}

/// Hands a panic to the plain-JS panel; Leptos can draw nothing any more.
pub(crate) fn show_panel_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        // Where, never what: a message could hold something that was on the screen.
        if let Some(place) = panic.location() {
            web_sys::console::error_1(&format!("eRUM stopped at {place}").into());
        }
        call_boot("erumCrashed");
    }));
}

/// The text of the file that was just chosen in a field, once it has been read.
pub(crate) fn chosen_file(event: &web_sys::Event) -> Option<impl Future<Output = Option<String>> + 'static> {
    let field: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let text = field.files()?.get(0)?.text();
    // So that the same file can be chosen again.
    field.set_value("");
    Some(async move { JsFuture::from(text).await.ok()?.as_string() })
}

/// Offers a text as a file to save.
pub(crate) fn save_file(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let Some(link) = document().create_element("a").ok().and_then(|made| made.dyn_into::<web_sys::HtmlAnchorElement>().ok()) else {
        return;
    };
    let address = web_sys::Blob::new_with_str_sequence(&parts).and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    if let Ok(address) = address {
        link.set_href(&address);
        link.set_download(name);
        link.click();
        after_ms(60_000, move || web_sys::Url::revoke_object_url(&address).unwrap_or_default());
    }
}
