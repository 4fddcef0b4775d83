//! From nothing to the first screen, once for residents and once for staff: packs and words are fetched, then the app mounts.
//!
//! Does no work that can wait: sending, asking for persistence and clearing out old things come afterwards.

use crate::desk::Desk;
use crate::finding::Finding;
use crate::library::{self, Reader};
use crate::network::NoAnswer;
use crate::shelf::Shelf;
use crate::{app, journal, platform, preferences};
use erum_domain::languages::Language;
use erum_domain::link::{Broken, Link};
use leptos::mount::{UnmountHandle, mount_to, mount_to_body};
use leptos::prelude::*;
use std::any::Any;
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;

thread_local! {
    /// Residents' pages, so that they can be drawn anew in another language.
    static DRAWN: RefCell<Option<Drawn>> = const { RefCell::new(None) };
}

/// What was drawn, and what listens for it.
struct Drawn {
    owner: Owner,
    /// Takes it away when it is dropped.
    _page: Box<dyn Any>,
}

impl Drop for Drawn {
    fn drop(&mut self) {
        // By name: somewhere something still holds on to it, and the router of these pages would answer taps on the next ones.
        self.owner.cleanup();
    }
}

/// Starts residents' pages: they open no database.
pub fn start_for_residents() {
    prepare();
    // Not Leptos' own: it has no executor before something is mounted.
    spawn_local(async {
        let arrived = arrived();
        let chosen = preferences::language();
        let wished = spoken_by(&arrived).unwrap_or(chosen);
        let opened = match library::open(wished, Reader::Everyone).await {
            Err(_) if wished != chosen => library::open(chosen, Reader::Everyone).await,
            opened => opened,
        };
        // Without words nothing can be said: the watchdog in boot.js offers to try again.
        let Ok((pack, words)) = opened else { return };
        words.speak();
        let shelf = Shelf::new(pack);
        shelf.arrived.set(arrived);
        draw(shelf);
        platform::on_window("erum:arrival", move || follow(shelf));
        platform::mark_started();
    });
}

/// The link that one came by, once.
fn arrived() -> Option<Result<Link, Broken>> {
    Some(platform::take_arrival()).filter(|said| !said.is_empty()).map(|said| Link::read(&said))
}

fn spoken_by(arrived: &Option<Result<Link, Broken>>) -> Option<Language> {
    arrived.as_ref()?.as_ref().ok().map(|link| link.language)
}

/// Follows a link that was opened while the page was. Its language is for this visit: what was chosen here stays chosen.
fn follow(shelf: Shelf) {
    spawn_local(async move {
        let arrived = arrived();
        if let Some(language) = spoken_by(&arrived).filter(|language| *language != crate::words::language()) {
            // Without its words, the guide is opened in the language that is spoken.
            speak_anew(shelf, language).await.unwrap_or_default();
        }
        shelf.arrived.set(arrived);
    });
}

/// Starts staff's pages, with the tablet's data.
pub fn start_for_staff() {
    prepare();
    spawn_local(async {
        let Ok((pack, words)) = library::open(Language::SWEDISH, Reader::Staff).await else { return };
        words.speak();
        platform::speak(Language::SWEDISH);
        let desk = Desk::new(pack);
        journal::take_over_desk(desk).await;
        let finding = Finding::soon(pack);
        mount_to_body(move || {
            provide_context(desk);
            provide_context(finding);
            app::StaffApp()
        });
        platform::mark_started();
    });
}

/// Changes the language of residents' pages: everything is drawn anew, with the same guide in hand at the same step.
/// When the words cannot be had, everything stays as it is.
pub(crate) async fn change_language(shelf: Shelf, language: Language) -> Result<(), NoAnswer> {
    speak_anew(shelf, language).await?;
    preferences::set_language(language);
    Ok(())
}

/// Draws residents' pages anew in a language, without remembering it.
pub(crate) async fn speak_anew(shelf: Shelf, language: Language) -> Result<(), NoAnswer> {
    let (pack, words) = library::open(language, Reader::Everyone).await?;
    words.speak();
    draw(shelf.with(pack));
    Ok(())
}

/// Draws residents' pages anew with the guides that the service worker has taken into use since.
pub(crate) fn show_new_guides(shelf: Shelf) {
    spawn_local(async move {
        // What is shown now stays when they cannot be had.
        speak_anew(shelf, crate::words::language()).await.unwrap_or_default();
    });
}

fn prepare() {
    platform::show_panel_on_panic();
    preferences::apply();
}

/// Draws residents' pages, in place of what was drawn before.
fn draw(shelf: Shelf) {
    platform::speak(crate::words::language());
    drop(DRAWN.take());
    if let Some(body) = platform::document().body() {
        let finding = Finding::soon(shelf.pack);
        let owner = Owner::new();
        let page: UnmountHandle<_> = owner.with(|| {
            mount_to(body, move || {
                provide_context(shelf);
                provide_context(finding);
                app::ResidentApp()
            })
        });
        DRAWN.set(Some(Drawn { owner, _page: Box::new(page) }));
    }
}
