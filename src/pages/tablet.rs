//! This tablet before a journey: is everything on it that is needed without a network? All green, or what to do.
//!
//! A checklist like any other. Judges; mends nothing but by the buttons on it.

use crate::components::icon::icon;
use crate::components::shell::PageTitle;
use crate::components::staff_shell::StaffShell;
use crate::components::while_here;
use crate::desk::Desk;
use crate::health::{self, Health};
use crate::words::{Word, t, t_count, t_with, w};
use crate::{journal, platform};
use erum_domain::day::DAY_MS;
use erum_domain::sync::Contact;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

/// A contact this fresh has brought the latest packs and taken what waited, days.
const FRESH_DAYS: i64 = 7;
/// Below this the battery does not last an afternoon.
const BATTERY_ENOUGH: f64 = 0.5;
/// Room that a season of records and new packs needs, bytes.
const ROOM_NEEDED: f64 = 50.0 * 1024.0 * 1024.0;

/// How one point stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Good,
    /// To do before the journey.
    Mend,
    /// The browser does not tell.
    Unknown,
}

/// One point of the list.
struct Point {
    name: &'static str,
    title: Word,
    stands: Stands,
    words: String,
    /// How much of something is used, 0 to 1, where a meter says more than words.
    used: Option<f64>,
}

/// The page.
#[component]
pub(crate) fn TabletPage() -> impl IntoView {
    let desk = Desk::get();
    let health = RwSignal::new(None::<Health>);
    let worker = RwSignal::new(());
    let look = move || {
        worker.set(());
        spawn_local(async move { health.set(Some(health::look().await)) });
    };
    look();
    for event in ["erum:offline-ready", "erum:offline-looked"] {
        while_here::hear(event, move || worker.set(()));
    }
    let ask_to_keep = move |_| {
        spawn_local(async move {
            platform::ask_to_persist().await;
            look();
        });
    };
    let again = move |_| {
        journal::send_now(desk);
        look();
    };
    let points = move || {
        worker.track();
        health.get().map(|health| points(desk, health))
    };
    view! {
        <StaffShell>
            <div class="narrow">
                <PageTitle id="tablet-title" text=t(w::TABLET_TITLE).to_owned() />
                {move || match points() {
                    None => view! { <p class="quiet">{t(w::TABLET_LOOKING)}</p> }.into_any(),
                    Some(points) => view! { <Verdict points=points /> }.into_any(),
                }}
                <div class="links">
                    <button type="button" class="button" data-testid="tablet-again" on:click=again>{t(w::TABLET_AGAIN)}</button>
                    <button type="button" class="button button--outline" data-testid="tablet-keep" on:click=ask_to_keep>{t(w::TABLET_KEEP)}</button>
                    <A href="/personal/nycklar" attr:class="button button--outline" attr:data-testid="to-keys">{t(w::KEYS_TITLE)}</A>
                    <A href="/personal/skicka" attr:class="button button--quiet">{t(w::START_TO_SENDING)}</A>
                </div>
            </div>
        </StaffShell>
    }
}

#[component]
fn Verdict(points: Vec<Point>) -> impl IntoView {
    let to_do = points.iter().filter(|point| point.stands == Stands::Mend).count() as u64;
    let words = if to_do == 0 { t(w::TABLET_READY).to_owned() } else { t_count(w::TABLET_NOT_READY, to_do, &[]) };
    let rows = points.into_iter().map(|point| view! { <Row point /> }).collect_view();
    view! {
        <p class="lead" role="status" data-testid="tablet-verdict" data-to-do=to_do.to_string()>{words}</p>
        <ul class="rows rows--cards">{rows}</ul>
    }
}

#[component]
fn Row(point: Point) -> impl IntoView {
    let (state, picture, word) = match point.stands {
        Stands::Good => ("good", icon("circle-check").into_any(), w::TABLET_GOOD),
        Stands::Mend => ("mend", icon("circle-alert").into_any(), w::TABLET_MEND),
        Stands::Unknown => ("unknown", icon("circle-help").into_any(), w::TABLET_UNKNOWN),
    };
    view! {
        <li class="row card" data-testid=format!("point-{}", point.name) data-state=state>
            <span class=format!("stand stand--{state}")>{picture}<span class="unseen">{t(word)}</span></span>
            <div class="row__words"><span class="row__title">{t(point.title)}</span><span class="row__hint">{point.words}</span>
                {point.used.map(|used| view! { <meter class="meter" min="0" max="1" high="0.8" value=used.to_string() aria-label=t(point.title)></meter> })}
            </div>
        </li>
    }
}

fn points(desk: Desk, health: Health) -> Vec<Point> {
    vec![offline(), packs(desk), contacted(desk), unsent(desk), clock(desk), room(health), kept(health), battery(health), version()]
}

fn point(name: &'static str, title: Word, good: bool, words: String) -> Point {
    Point { name, title, stands: if good { Stands::Good } else { Stands::Mend }, words, used: None }
}

fn unknown(name: &'static str, title: Word, words: Word) -> Point {
    Point { name, title, stands: Stands::Unknown, words: t(words).to_owned(), used: None }
}

fn offline() -> Point {
    let ready = platform::worker_fact("offlineReady");
    // Until the worker has answered nobody is told to do anything; but nothing is called ready either.
    let words = match (ready, platform::worker_fact("offlineLooked")) {
        (true, _) => w::TABLET_OFFLINE_GOOD,
        (false, true) => w::TABLET_OFFLINE_MEND,
        (false, false) => w::TABLET_LOOKING,
    };
    point("offline", w::TABLET_OFFLINE, ready, t(words).to_owned())
}

fn packs(desk: Desk) -> Point {
    let guides = desk.pack.guides.len() as u64;
    point("packs", w::TABLET_PACKS, guides > 0, t_count(w::TABLET_PACKS_COUNT, guides, &[]))
}

fn contacted(desk: Desk) -> Point {
    let device = desk.device.get();
    let last = device.as_ref().and_then(|device| device.last_contact_ms);
    let now = platform::now_ms();
    let fresh = last.is_some_and(|last| now - last < FRESH_DAYS * DAY_MS);
    let due = device.is_some_and(|device| device.contact(now) != Contact::Fine);
    let words = last.map_or_else(String::new, |last| {
        t_with(w::SENDING_LAST_CONTACT, &[("day", &platform::day_text(platform::day_of(last))), ("time", &platform::clock_text(last))])
    });
    let good = fresh && !due;
    point("contact", w::TABLET_CONTACT, good, if good { words } else { format!("{words} {}", t(w::TABLET_CONTACT_MEND)) })
}

fn unsent(desk: Desk) -> Point {
    let count = desk.unsent() as u64;
    let words = if count == 0 { t(w::SENDING_ALL_SENT).to_owned() } else { t_count(w::TABLET_UNSENT_MEND, count, &[]) };
    point("unsent", w::TABLET_UNSENT, count == 0, words)
}

fn clock(desk: Desk) -> Point {
    let right = desk.device.with(|device| device.as_ref().is_some_and(|device| device.clock_error_ms.is_none()));
    let shown = [("day", platform::day_text(platform::today())), ("time", platform::clock_text(platform::now_ms()))];
    let shown = shown.each_ref().map(|(name, value)| (*name, value.as_str()));
    point("clock", w::TABLET_CLOCK, right, t_with(if right { w::TABLET_CLOCK_GOOD } else { w::SENDING_CLOCK }, &shown))
}

fn room(health: Health) -> Point {
    let megabytes = |bytes: f64| format!("{:.0}", bytes / 1_048_576.0);
    match health.room {
        None => unknown("room", w::TABLET_ROOM, w::TABLET_NOT_TOLD),
        Some((used, quota)) => {
            let good = quota - used > ROOM_NEEDED;
            let values = [("used", megabytes(used)), ("room", megabytes(quota))];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            let words = t_with(if good { w::TABLET_ROOM_GOOD } else { w::TABLET_ROOM_MEND }, &values);
            Point { used: Some((used / quota.max(1.0)).clamp(0.0, 1.0)), ..point("room", w::TABLET_ROOM, good, words) }
        }
    }
}

fn kept(health: Health) -> Point {
    match health.persisted {
        None => unknown("kept", w::TABLET_KEPT, w::TABLET_NOT_TOLD),
        Some(true) => point("kept", w::TABLET_KEPT, true, t(w::TABLET_KEPT_GOOD).to_owned()),
        Some(false) => point("kept", w::TABLET_KEPT, false, t(w::TABLET_KEPT_MEND).to_owned()),
    }
}

fn battery(health: Health) -> Point {
    match health.battery {
        None => unknown("battery", w::TABLET_BATTERY, w::TABLET_BATTERY_UNKNOWN),
        Some((level, charging)) => {
            let good = level >= BATTERY_ENOUGH || charging;
            let percent = format!("{:.0}", level * 100.0);
            point(
                "battery",
                w::TABLET_BATTERY,
                good,
                t_with(if good { w::TABLET_BATTERY_GOOD } else { w::TABLET_BATTERY_MEND }, &[("percent", &percent)]),
            )
        }
    }
}

fn version() -> Point {
    let newer = platform::worker_fact("updateReady");
    let words = t_with(if newer { w::TABLET_VERSION_MEND } else { w::TABLET_VERSION_GOOD }, &[("version", env!("CARGO_PKG_VERSION"))]);
    point("version", w::TABLET_VERSION, !newer, words)
}
