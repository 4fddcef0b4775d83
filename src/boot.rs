//! From nothing to the first screen: the pack and the tablet's data are fetched side by side, then the app mounts.
//!
//! Does no work that can wait: sending, asking for persistence and clearing out old things come afterwards.

use crate::desk::Desk;
use crate::{app, journal, network, platform, preferences, words};
use erum_domain::pack::Pack;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The pack that the app came with.
const PACK: &str = "/packs/sv.json";

/// Starts the app.
pub fn start() {
    platform::show_panel_on_panic();
    preferences::apply();
    // Not Leptos' own: it has no executor before something is mounted.
    spawn_local(async {
        // Without words nothing can be said: the watchdog in boot.js offers to try again.
        let Ok(pack) = load_pack().await else { return };
        let staff = platform::path().starts_with("/personal") || preferences::is_staff_tablet();
        let desk = Desk::new(pack);
        if staff {
            journal::take_over_desk(desk).await;
        }
        mount_to_body(move || {
            provide_context(desk);
            app::App()
        });
        platform::mark_started();
    });
}

/// Fetches the pack and hands its words to everyone. It lives as long as the page.
pub(crate) async fn load_pack() -> Result<&'static Pack, network::NoAnswer> {
    let pack: Pack = network::get(PACK).await?;
    let pack: &'static Pack = Box::leak(Box::new(pack));
    words::set_catalogue(&pack.words);
    Ok(pack)
}
