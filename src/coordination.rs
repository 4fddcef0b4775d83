//! Coordinators' page: where do people get stuck, and which service is at fault. A page and wasm of its own.
//!
//! Shows the hub's protected counts, the units' tablets, and the knowledge bank, which is edited here. Touches no journal, no
//! storage and no router: which part is open is state, and no address names a guide.

mod bank;
mod controls;
mod door;
mod editor;
mod entrance;
mod failing;
mod figures;
mod fleet;
mod front;
mod guides;
mod office;
mod queue;
mod rooms;
mod shown;
mod skeleton;
mod tablet;
mod tablets;
mod tally;
mod tongues;

use crate::library::{self, Reader};
use crate::platform;
use erum_domain::languages::Language;
use front::Page;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use office::Office;
use wasm_bindgen_futures::spawn_local;

/// Without words nothing can be said: they are asked for again after so long, milliseconds.
const WORDS_AGAIN_MS: i64 = 3_000;

/// Starts the coordinators' page.
pub fn start() {
    let token = door::take_token();
    platform::show_panel_on_panic();
    open(token);
}

fn open(token: Option<String>) {
    // Not Leptos' own: it runs nothing before the first mount.
    spawn_local(async {
        match library::open(Language::SWEDISH, Reader::Coordinator).await {
            Ok((pack, words)) => {
                words.speak();
                mount_to_body(move || {
                    provide_context(Office::open(pack, token));
                    Page()
                });
                platform::mark_started();
            }
            Err(_) => platform::after_ms(WORDS_AGAIN_MS, || open(token)),
        }
    });
}
