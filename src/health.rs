//! What the browser tells of this tablet: room, whether it is kept, battery. Asks; judges nothing and stores nothing.

use crate::platform;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What could be learnt; `None` where the browser does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Health {
    /// Whether the browser has promised not to clear the app's data to make room.
    pub(crate) persisted: Option<bool>,
    /// Bytes used and bytes there is room for.
    pub(crate) room: Option<(f64, f64)>,
    /// How full the battery is, 0 to 1, and whether it is being charged.
    pub(crate) battery: Option<(f64, bool)>,
}

/// Looks now.
pub(crate) async fn look() -> Health {
    let navigator: JsValue = platform::window().navigator().into();
    let storage = Reflect::get(&navigator, &"storage".into()).unwrap_or_default();
    let persisted = asked(&storage, "persisted").await.and_then(|answer| answer.as_bool());
    let estimate = asked(&storage, "estimate").await;
    let room = estimate.and_then(|estimate| Some((number(&estimate, "usage")?, number(&estimate, "quota")?)));
    let battery = asked(&navigator, "getBattery").await;
    let battery = battery.and_then(|battery| {
        let charging = Reflect::get(&battery, &"charging".into()).ok()?.as_bool()?;
        Some((number(&battery, "level")?, charging))
    });
    Health { persisted, room, battery }
}

/// What a method without arguments promises, if there is one and it keeps its promise.
async fn asked(object: &JsValue, method: &str) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = method.call0(object).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

fn number(object: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(object, &name.into()).ok()?.as_f64()
}
