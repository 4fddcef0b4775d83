//! Voices for a page to read aloud with: a stand-in for the one thing that no build server has.
//!
//! Speaks nothing; notes what it is told, by which voice and how fast, in `window.erumSaid`.

use crate::browser::Browser;
use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

/// A voice, by its language and whether it lives on the device.
pub type Voice = (&'static str, bool);

/// Something the page has told a voice to say.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// The language they are in.
    pub language: String,
    /// Whether the voice lives on the device; none when the page left the choice to the browser.
    pub local: Option<bool>,
    /// How fast.
    pub pace: f64,
}

/// Takes the place of a browser's speech before the page's own scripts. Voices are found late, as in most browsers:
/// `window.erumFindVoices()` finds them.
const STAND_IN: &str = r"
    const found = VOICES.map(([lang, localService], at) => ({ lang, localService, name: `voice ${at}`, voiceURI: `${at}`, default: at === 0 }));
    const speech = new EventTarget();
    let voices = [];
    let queue = [];
    window.erumSaid = [];
    window.erumHushed = 0;
    window.erumFindVoices = () => { voices = found; speech.dispatchEvent(new Event('voiceschanged')); };
    window.erumHasSaidAll = () => queue.splice(0).forEach((one) => one.onend?.(new Event('end')));
    speech.getVoices = () => voices;
    speech.cancel = () => { queue = []; window.erumHushed += 1; };
    speech.speak = (one) => {
        queue.push(one);
        window.erumSaid.push({ text: one.text, language: one.lang, local: one.voice?.localService ?? null, pace: one.rate });
    };
    window.SpeechSynthesisUtterance = class { constructor(text) { Object.assign(this, { text, lang: '', voice: null, rate: 1 }); } };
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
";

impl Browser {
    /// From the next page on the device has these voices, once they are [found](Self::finds_voices).
    ///
    /// # Errors
    /// When Chromium refuses it.
    pub async fn has_voices(&mut self, voices: &[Voice]) -> Result<()> {
        let script = STAND_IN.replace("VOICES", &json!(voices).to_string());
        self.before_every_page(&format!("{{{script}}}")).await
    }

    /// The browser has found its voices, some time after the page has begun.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn finds_voices(&self) -> Result<()> {
        self.script("window.erumFindVoices()", &[]).await
    }

    /// What has been said so far.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn said(&self) -> Result<Vec<Said>> {
        self.script("return window.erumSaid", &[]).await
    }
}
