//! The harness of the stories: a real hub, a real Chromium, a line between them that can be made to fail.
//!
//! Knows the app only by its `data-testid` attributes and the hub only by its command line and its wire; never
//! reaches into their code. Every wait has a deadline and says what it waited for; whatever is started here is
//! ended here, by process id.
//!
//! Modules in reading order.

pub mod paths;
pub mod process;
pub mod wait;

pub mod client;
pub mod hub;
pub mod listener;
pub mod proxy;

pub mod browser;
pub mod files;
pub mod guides;
pub mod hands;
pub mod holding;
pub mod looks;
pub mod page;
pub mod paper;
pub mod scripts;
pub mod voices;

pub mod desk;
pub mod tablet;

pub mod axe;
pub mod keyboard;
pub mod locks;
pub mod newer;
pub mod newer_packs;
pub mod screens;

pub mod seized;

pub mod story;

pub mod measure;

pub use anyhow::{Context, Result, bail, ensure};
pub use browser::Browser;
pub use hub::Hub;
pub use proxy::{Fault, Proxy};
pub use story::{Plan, Story, story, story_with};
