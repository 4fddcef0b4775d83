//! Handing a link on: the system's own share sheet, else the clipboard, else the reader's own hands.
//!
//! Sends nothing itself and keeps nothing. The link says a guide and a language, never who shares it.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How a link was handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shared {
    /// By the system, or not, as the reader chose there.
    BySystem,
    /// It lies in the clipboard.
    Copied,
    /// By neither: it has to be copied by hand.
    ByHand,
}

/// Hands a link on. From a tap only.
pub(crate) async fn share(title: &str, address: &str) -> Shared {
    let navigator: JsValue = crate::platform::window().navigator().into();
    let what = Object::new();
    for (name, value) in [("title", title), ("url", address)] {
        // Setting a property of a plain object cannot fail.
        Reflect::set(&what, &name.into(), &value.into()).map(drop).unwrap_or_default();
    }
    let Some(shared) = call(&navigator, "share", &what) else { return copy(&navigator, address).await };
    match JsFuture::from(shared).await {
        Err(why) if !was_closed(&why) => copy(&navigator, address).await,
        _ => Shared::BySystem,
    }
}

/// Whether the reader has closed the sheet: then they have changed their mind, and nothing went wrong.
fn was_closed(why: &JsValue) -> bool {
    Reflect::get(why, &"name".into()).is_ok_and(|name| name == "AbortError")
}

async fn copy(navigator: &JsValue, address: &str) -> Shared {
    let clipboard = Reflect::get(navigator, &"clipboard".into()).unwrap_or_default();
    let Some(copied) = call(&clipboard, "writeText", &address.into()) else { return Shared::ByHand };
    if JsFuture::from(copied).await.is_ok() { Shared::Copied } else { Shared::ByHand }
}

/// Calls what some browsers have. None where they have not.
fn call(on: &JsValue, name: &str, with: &JsValue) -> Option<Promise> {
    let function: Function = Reflect::get(on, &name.into()).ok()?.dyn_into().ok()?;
    function.call1(on, with).ok()?.dyn_into().ok()
}
