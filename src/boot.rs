//! From nothing to the first screen, once for residents and once for staff: the pack is fetched, then the app mounts.
//!
//! Does no work that can wait: sending, asking for persistence and clearing out old things come afterwards.

use crate::desk::Desk;
use crate::shelf::Shelf;
use crate::{app, journal, network, platform, preferences, words};
use erum_domain::pack::Pack;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The pack that the app came with.
const PACK: &str = "/packs/sv.json";

/// Starts residents' pages: they open no database.
pub fn start_for_residents() {
    prepare();
    // Not Leptos' own: it has no executor before something is mounted.
    spawn_local(async {
        // Without words nothing can be said: the watchdog in boot.js offers to try again.
        let Ok(pack) = load_pack().await else { return };
        let shelf = Shelf::new(pack);
        mount_to_body(move || {
            provide_context(shelf);
            app::ResidentApp()
        });
        platform::mark_started();
    });
}

/// Starts staff's pages, with the tablet's data.
pub fn start_for_staff() {
    prepare();
    spawn_local(async {
        let Ok(pack) = load_pack().await else { return };
        let desk = Desk::new(pack);
        journal::take_over_desk(desk).await;
        mount_to_body(move || {
            provide_context(desk);
            app::StaffApp()
        });
        platform::mark_started();
    });
}

fn prepare() {
    platform::show_panel_on_panic();
    preferences::apply();
}

/// Fetches the pack and hands its words to everyone. It lives as long as the page.
pub(crate) async fn load_pack() -> Result<&'static Pack, network::NoAnswer> {
    let pack: Pack = network::get(PACK).await?;
    let pack: &'static Pack = Box::leak(Box::new(pack));
    words::set_catalogue(&pack.words);
    Ok(pack)
}
