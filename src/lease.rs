//! One writer among tabs: whoever holds the lease may write, the others say so and can take it over.
//!
//! A Web Lock, which the browser lets go of even when a tab dies. Knows nothing of what is written.

use crate::platform;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::BroadcastChannel;

const LEASE: &str = "erum-writer";
const CHANNEL: &str = "erum-lease";

thread_local! {
    /// Lets the lease go when called.
    static HELD: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Tries for the lease without waiting. True as well where the browser has no locks: then there is no telling.
pub(crate) async fn try_now() -> bool {
    ask(true).await
}

/// Asks the tab that holds the lease to hand it over, and waits until it has.
pub(crate) async fn take_over() {
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        channel.post_message(&"hand-over".into()).unwrap_or_default();
        channel.close();
    }
    ask(false).await;
}

/// Calls back when another tab has asked for the lease. The lease is let go by [`release`], when all is written.
pub(crate) fn when_asked_for(run: impl Fn() + 'static) {
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
    let listener = Closure::<dyn FnMut()>::new(move || {
        if HELD.with_borrow(Option::is_some) {
            run();
        }
    })
    .into_js_value();
    channel.set_onmessage(Some(listener.unchecked_ref()));
    // The channel lives as long as the page.
    std::mem::forget(channel);
}

/// Lets the lease go.
pub(crate) fn release() {
    if let Some(release) = HELD.take() {
        release.call0(&JsValue::UNDEFINED).map(drop).unwrap_or_default();
    }
}

/// Requests the lock. Granted, it is held until the function kept in `HELD` is called.
async fn ask(only_if_free: bool) -> bool {
    let navigator: JsValue = platform::window().navigator().into();
    let Some(locks) = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object) else { return true };
    let Some(request) = Reflect::get(&locks, &"request".into()).ok().and_then(|found| found.dyn_into::<Function>().ok()) else {
        return true;
    };
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &only_if_free.into()).map(drop).unwrap_or_default();
    let answered = Promise::new(&mut |answer, _| {
        let granted = Closure::once_into_js({
            let answer = answer.clone();
            move |lock: JsValue| hold(&lock, &answer)
        });
        // Where the browser refuses the request itself there is no telling either: better to work than to stand still.
        let refused = Closure::once(move |_: JsValue| answer.call1(&JsValue::UNDEFINED, &true.into()).map(drop).unwrap_or_default());
        if let Ok(lasting) = request.call3(&locks, &LEASE.into(), &options, &granted) {
            drop(lasting.unchecked_into::<Promise>().catch(&refused));
        }
        refused.forget();
    });
    JsFuture::from(answered).await.is_ok_and(|held| held.is_truthy())
}

/// Called by the browser with the lock, or null. The promise returned keeps the lock until it is resolved.
fn hold(lock: &JsValue, answer: &Function) -> JsValue {
    let granted = !lock.is_null();
    answer.call1(&JsValue::UNDEFINED, &granted.into()).map(drop).unwrap_or_default();
    if !granted {
        return JsValue::UNDEFINED;
    }
    Promise::new(&mut |release, _| drop(HELD.replace(Some(release)))).into()
}
