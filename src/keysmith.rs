//! The page's side of the keysmith: hires the worker, asks, and lets it go, with all its memory, when dropped.
//!
//! The only place that starts a worker. Knows no slots' meaning and stores nothing.

use crate::platform;
use erum_vault::keysmith::{Answer, Ask};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

const PROGRAM: &str = "/keysmith_loader.js";

/// The worker could not be started, or died: its files are missing, or the device is out of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoKeysmith;

/// A hired keysmith.
pub(crate) struct Keysmith {
    worker: Worker,
}

impl Keysmith {
    /// Starts the worker and waits until it listens.
    pub(crate) async fn hire() -> Result<Self, NoKeysmith> {
        let worker = Worker::new(PROGRAM).map_err(|_cause| NoKeysmith)?;
        let keysmith = Self { worker };
        keysmith.hear(|| Ok(())).await.map(|_ready| keysmith)
    }

    /// Has a task done.
    pub(crate) async fn ask(&self, ask: &Ask) -> Result<Answer, NoKeysmith> {
        let text = serde_json::to_string(ask).map_err(|_cause| NoKeysmith)?;
        let heard = self.hear(|| self.worker.post_message(&JsValue::from(text))).await?;
        serde_json::from_str(&heard.ok_or(NoKeysmith)?).map_err(|_cause| NoKeysmith)
    }

    /// How long the trial takes here, milliseconds.
    pub(crate) async fn trial_ms(&self) -> Result<f64, NoKeysmith> {
        let begun = platform::steady_ms();
        self.ask(&Ask::Trial).await?;
        Ok(platform::steady_ms() - begun)
    }

    /// The next message, after `speak` has been called.
    async fn hear(&self, speak: impl FnOnce() -> Result<(), JsValue>) -> Result<Option<String>, NoKeysmith> {
        let heard = Promise::new(&mut |resolve, reject| {
            self.worker.set_onmessage(Some(&resolve));
            self.worker.set_onerror(Some(&reject));
        });
        speak().map_err(|_cause| NoKeysmith)?;
        let event: MessageEvent = JsFuture::from(heard).await.map_err(|_cause| NoKeysmith)?.into();
        Ok(event.data().as_string())
    }
}

impl Drop for Keysmith {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
