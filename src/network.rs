//! The only fetch: JSON in and out, own origin only, gzip for larger bodies, and an end to waiting.
//!
//! Tells apart no answer, an answer that is an error, and an answer that makes no sense. Never looks at
//! `navigator.onLine`, which stays true when the hub is gone.

use crate::platform;
use erum_domain::wire::Problem;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

/// An answer that does not come within this time has not come.
const PATIENCE_MS: i64 = 20_000;
/// Bodies larger than this are packed.
const PACK_FROM_BYTES: usize = 1_024;

/// Why there is no proper answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoAnswer {
    /// No network, no hub, or too slow.
    Nothing,
    /// The hub said no: its status, how long to wait in seconds, and its own words.
    Problem(u16, Option<u32>, Option<Box<Problem>>),
    /// A success that is no answer of ours, as from a captive portal.
    Garbage,
}

/// Fetches JSON.
pub(crate) async fn get<T: DeserializeOwned>(path: &str) -> Result<T, NoAnswer> {
    send("GET", path, None, None).await
}

/// Fetches JSON that only a tablet of the unit gets. `token` goes as bearer.
pub(crate) async fn get_with<T: DeserializeOwned>(path: &str, token: &str) -> Result<T, NoAnswer> {
    send("GET", path, None, Some(token)).await
}

/// Sends JSON and reads JSON. `token` goes as bearer.
pub(crate) async fn post<B: Serialize, T: DeserializeOwned>(path: &str, body: &B, token: Option<&str>) -> Result<T, NoAnswer> {
    let body = serde_json::to_string(body).map_err(|_cause| NoAnswer::Garbage)?;
    send("POST", path, Some(body), token).await
}

/// Asks for something to be ended. Only whether it worked matters.
pub(crate) async fn delete(path: &str) -> Result<(), NoAnswer> {
    answer_to(request("DELETE")?, path).await.map(drop)
}

async fn send<T: DeserializeOwned>(method: &str, path: &str, body: Option<String>, token: Option<&str>) -> Result<T, NoAnswer> {
    let (options, headers) = request(method)?;
    let set = |name: &str, value: &str| headers.set(name, value).map_err(|_cause| NoAnswer::Nothing);
    if let Some(token) = token {
        set("Authorization", &format!("Bearer {token}"))?;
    }
    if let Some(body) = body {
        set("Content-Type", "application/json")?;
        match packed(&body).await {
            Some(bytes) => {
                set("Content-Encoding", "gzip")?;
                options.set_body(&bytes);
            }
            None => options.set_body(&body.into()),
        }
    }
    let text = answer_to((options, headers), path).await?;
    serde_json::from_str(&text).map_err(|_cause| NoAnswer::Garbage)
}

fn request(method: &str) -> Result<(RequestInit, Headers), NoAnswer> {
    let options = RequestInit::new();
    options.set_method(method);
    let headers = Headers::new().map_err(|_cause| NoAnswer::Nothing)?;
    options.set_headers(&headers);
    Ok((options, headers))
}

async fn answer_to((options, _headers): (RequestInit, Headers), path: &str) -> Result<String, NoAnswer> {
    let patience = AbortController::new().map_err(|_cause| NoAnswer::Nothing)?;
    options.set_signal(Some(&patience.signal()));
    platform::after_ms(PATIENCE_MS, move || patience.abort());
    let response = JsFuture::from(platform::window().fetch_with_str_and_init(path, &options)).await.map_err(|_cause| NoAnswer::Nothing)?;
    let response: Response = response.unchecked_into();
    let text = text_of(&response).await?;
    if response.ok() { Ok(text) } else { Err(problem(&response, &text)) }
}

async fn text_of(response: &Response) -> Result<String, NoAnswer> {
    let text = response.text().map_err(|_cause| NoAnswer::Nothing)?;
    JsFuture::from(text).await.map_err(|_cause| NoAnswer::Nothing)?.as_string().ok_or(NoAnswer::Garbage)
}

fn problem(response: &Response, text: &str) -> NoAnswer {
    let wait = response.headers().get("Retry-After").ok().flatten().and_then(|seconds| seconds.parse().ok());
    NoAnswer::Problem(response.status(), wait, serde_json::from_str(text).ok())
}

/// The body as gzip, where the browser can and it is worth it.
async fn packed(body: &str) -> Option<JsValue> {
    if body.len() < PACK_FROM_BYTES {
        return None;
    }
    let window = platform::window();
    let constructor = |name: &str| Reflect::get(&window, &name.into()).ok().and_then(|found| found.dyn_into::<Function>().ok());
    let stream = Reflect::construct(&constructor("CompressionStream")?, &Array::of1(&"gzip".into())).ok()?;
    let blob = Reflect::construct(&constructor("Blob")?, &Array::of1(&Array::of1(&body.into()))).ok()?;
    let unpacked = call(&blob, "stream", &Array::new())?;
    let packed = call(&unpacked, "pipeThrough", &Array::of1(&stream))?;
    let response = Reflect::construct(&constructor("Response")?, &Array::of1(&packed)).ok()?;
    let buffer: Promise = call(&response, "arrayBuffer", &Array::new())?.dyn_into().ok()?;
    JsFuture::from(buffer).await.ok().map(|buffer| Uint8Array::new(&buffer).into())
}

fn call(object: &JsValue, method: &str, arguments: &Array) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    method.apply(object, arguments).ok()
}
