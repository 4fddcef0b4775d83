//! Reading aloud with a voice that lives on the device.
//!
//! A voice that needs the network would send what is read to whoever owns it: such a voice is never used. Keeps nothing.

use crate::platform;
use erum_domain::languages::Language;
use js_sys::Reflect;
use leptos::prelude::*;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

/// How fast, as a part of the voice's own pace.
pub(crate) const PACE: f32 = 1.0;
/// For those who want time to follow.
pub(crate) const SLOW_PACE: f32 = 0.7;
/// Chrome forgets what it is told right after it was told to be silent.
const BREATH_MS: i64 = 60;

thread_local! {
    /// Counts up whenever something else is read, or nothing: what belongs to an earlier turn is over.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// Tells when the browser has found voices: most do so some time after the page has begun.
    static FOUND: OnceCell<ArcTrigger> = const { OnceCell::new() };
}

/// The browser's speech; none where it has none, as in some apps that show pages.
fn speech() -> Option<SpeechSynthesis> {
    let speech = Reflect::get(&platform::window(), &"speechSynthesis".into()).ok()?;
    (!speech.is_undefined()).then(|| speech.unchecked_into())
}

/// A voice of this device that speaks a language. Tracks: voices may be found later.
pub(crate) fn of(language: Language) -> Option<SpeechSynthesisVoice> {
    let speech = speech()?;
    FOUND.with(|found| found.get_or_init(|| listen(&speech)).track());
    let voices = speech.get_voices().into_iter().map(JsCast::unchecked_into::<SpeechSynthesisVoice>);
    let ours = |voice: &SpeechSynthesisVoice| Language::wished(&voice.lang()).is_some_and(|speaks| speaks.tag() == language.tag());
    voices.filter(|voice| voice.local_service()).find(|voice| ours(voice))
}

fn listen(speech: &SpeechSynthesis) -> ArcTrigger {
    let found = ArcTrigger::new();
    let told = found.clone();
    let callback = Closure::<dyn FnMut()>::new(move || told.notify()).into_js_value();
    speech.add_event_listener_with_callback("voiceschanged", callback.unchecked_ref()).unwrap_or_default();
    found
}

/// Reads sentence by sentence, and calls back when the last one has been read or one could not be. From a tap only: browsers
/// wait for one.
pub(crate) fn read(texts: &[String], voice: &SpeechSynthesisVoice, pace: f32, on_end: impl Fn() + 'static) {
    let Some(speech) = speech() else { return };
    speech.cancel();
    let turn = next_turn();
    let sentences: Vec<String> = texts.iter().flat_map(|text| sentences(text)).collect();
    let Some(last) = sentences.len().checked_sub(1) else { return on_end() };
    let on_end = Rc::new(move || {
        if TURN.get() == turn {
            on_end()
        }
    });
    let said = sentences.iter().enumerate().filter_map(|(number, sentence)| {
        let utterance = SpeechSynthesisUtterance::new_with_text(sentence).ok()?;
        utterance.set_voice(Some(voice));
        utterance.set_lang(&voice.lang());
        utterance.set_rate(pace);
        let over = || {
            let on_end = Rc::clone(&on_end);
            Closure::once_into_js(move || on_end())
        };
        utterance.set_onerror(Some(over().unchecked_ref()));
        if number == last {
            utterance.set_onend(Some(over().unchecked_ref()));
        }
        Some(utterance)
    });
    let said: Vec<SpeechSynthesisUtterance> = said.collect();
    platform::after_ms(BREATH_MS, move || {
        if TURN.get() == turn {
            said.iter().for_each(|utterance| speech.speak(utterance));
        }
    });
}

/// Is silent from now on.
pub(crate) fn stop() {
    next_turn();
    if let Some(speech) = speech() {
        speech.cancel();
    }
}

fn next_turn() -> u32 {
    TURN.set(TURN.get().wrapping_add(1));
    TURN.get()
}

/// A text in sentences: browsers break off in the middle of what takes longer than a quarter of a minute.
fn sentences(text: &str) -> Vec<String> {
    let ends = |letter: char| matches!(letter, '.' | '!' | '?' | '؟' | '።' | '፧' | '\n');
    let mut parts = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
        // "1177.se" is no end: there is a space behind one.
        if ends(letter) && letters.peek().is_none_or(|next| next.is_whitespace()) {
            parts.push(String::new());
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_sentence_by_sentence() {
        assert_eq!(sentences("Öppna 1177.se. Tryck på Logga in! Klart?"), ["Öppna 1177.se.", "Tryck på Logga in!", "Klart?"]);
        assert_eq!(sentences("هل لديك هاتف؟ افتح التطبيق."), ["هل لديك هاتف؟", "افتح التطبيق."]);
        assert_eq!(sentences("ደጊምካ ፈትን። ይኣክል"), ["ደጊምካ ፈትን።", "ይኣክል"]);
        assert!(sentences("  ").is_empty());
    }
}
