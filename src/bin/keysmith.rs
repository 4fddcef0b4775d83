//! The keysmith's workshop: a worker with a wasm of its own, so that stretching a PIN never freezes the screen, its
//! memory is given back afterwards, and residents never load it. Does what `erum_vault::keysmith` says; keeps nothing.

use erum_vault::keysmith::{Ask, answer};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new({
        let scope = scope.clone();
        move |event: MessageEvent| reply(&scope, &event)
    })
    .into_js_value();
    scope.set_onmessage(Some(listener.unchecked_ref()));
    // A message that came earlier would have been lost: only now may one be sent.
    scope.post_message(&JsValue::NULL).unwrap_or_default();
}

/// An ask that makes no sense gets no answer in words, but an answer all the same.
fn reply(scope: &DedicatedWorkerGlobalScope, event: &MessageEvent) {
    let ask = event.data().as_string().and_then(|text| serde_json::from_str::<Ask>(&text).ok());
    let text = ask.and_then(|ask| serde_json::to_string(&answer(ask)).ok());
    scope.post_message(&text.map_or(JsValue::NULL, JsValue::from)).unwrap_or_default();
}
