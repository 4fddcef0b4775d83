//! A story: a hub, perhaps a line that can fail, a tablet, and what happens. One at a time.
//!
//! When it fails, everything that could explain it is written to `target/e2e-failures/<story>/`.

use crate::browser::{Browser, Viewport};
use crate::client::closed_today;
use crate::hub::{Hub, free_port};
use crate::paths;
use crate::proxy::Proxy;
use crate::tablet::BUS;
use anyhow::{Context, Result, anyhow, bail};
use erum_domain::codes::{Outcome, Service};
use futures_util::FutureExt;
use std::any::Any;
use std::io::Write;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::time::Instant;
use tokio::sync::Mutex;

/// Two browsers at a time would only measure each other.
static TURN: Mutex<()> = Mutex::const_new(());

/// What a story needs beyond a hub and a tablet.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// A line between them that can fail.
    pub proxy: bool,
    /// Another build of the app than the usual.
    pub app: Option<PathBuf>,
}

/// What a story has at hand.
#[derive(Debug)]
pub struct Story {
    /// The hub.
    pub hub: Hub,
    /// The line, when the plan asked for it.
    proxy: Option<Proxy>,
    /// The tablet.
    pub tablet: Browser,
    /// The coordinator's desk, once opened.
    desk: Option<Browser>,
    may_panic: bool,
}

impl Story {
    async fn begin(plan: Plan) -> Result<Self> {
        let port = free_port()?;
        let proxy = if plan.proxy { Some(Proxy::start(port).await?) } else { None };
        let origin = proxy.as_ref().map_or_else(|| format!("http://localhost:{port}"), Proxy::origin);
        let hub = Hub::start_with(port, origin.clone(), plan.app.unwrap_or_else(paths::app)).await?;
        let tablet = Browser::start(&origin, Viewport::Tablet).await?;
        Ok(Self { hub, proxy, tablet, desk: None, may_panic: false })
    }

    /// The line that can fail.
    ///
    /// # Errors
    /// When the plan did not ask for one.
    pub fn proxy(&self) -> Result<&Proxy> {
        self.proxy.as_ref().context("this story has no proxy: ask for it in its plan")
    }

    /// In this story the app is made to stop.
    pub fn may_panic(&mut self) {
        self.may_panic = true;
    }

    /// Another tablet's sessions with the bus guide, so that counts are large enough to be shown.
    ///
    /// # Errors
    /// When the hub refuses them.
    pub async fn seed(&self, count: usize, outcome: Outcome) -> Result<()> {
        let sample = closed_today(BUS, Service::Travel, outcome);
        self.hub.device().await?.seed(count, &sample).await
    }

    /// The coordinator's desk, logged in; a browser of its own, as it is in life.
    ///
    /// # Errors
    /// When it cannot log in.
    pub async fn desk(&mut self) -> Result<&mut Browser> {
        if self.desk.is_none() {
            self.desk = Some(Browser::start(self.hub.origin(), Viewport::Tablet).await?);
            let link = self.hub.coordinator_link()?;
            self.desk.as_ref().context("just opened")?.log_in(&link).await?;
        }
        self.desk.as_mut().context("just opened")
    }

    /// What no story may leave behind: a panic, or something that the Content-Security-Policy had to stop.
    async fn left_a_clean_console(&mut self) -> Result<()> {
        let may_panic = self.may_panic;
        for browser in [Some(&mut self.tablet), self.desk.as_mut()].into_iter().flatten() {
            let stopped = |line: &str| line.contains("panicked at") || line.contains("eRUM stopped at");
            let bad = |line: &&String| line.contains("Content Security Policy") || !may_panic && stopped(line);
            if let Some(line) = browser.console().await.iter().find(bad) {
                bail!("in the console: {line}");
            }
        }
        Ok(())
    }

    async fn dump(&mut self, name: &str, error: &anyhow::Error) -> Result<PathBuf> {
        let folder = paths::failures().join(name.replace("::", "-"));
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("error.txt"), format!("{error:#}"))?;
        std::fs::write(folder.join("hub.log"), self.hub.log_text())?;
        if let Some(proxy) = &self.proxy {
            std::fs::write(folder.join("proxy.txt"), format!("{:#?}", proxy.passed()))?;
        }
        for (who, browser) in [("tablet", Some(&mut self.tablet)), ("desk", self.desk.as_mut())] {
            let Some(browser) = browser else { continue };
            let console = browser.console().await.join("\n");
            std::fs::write(folder.join(format!("{who}-console.txt")), console)?;
            browser.picture(&folder.join(format!("{who}.png"))).await.ok();
            let text = browser.page_text().await.unwrap_or_else(|error| format!("{error:#}"));
            let url = browser.value("location.href").await.unwrap_or_default();
            std::fs::write(folder.join(format!("{who}.txt")), format!("{url}\n\n{text}"))?;
            let html = browser.value("document.documentElement.outerHTML").await.unwrap_or_default();
            std::fs::write(folder.join(format!("{who}.html")), html.as_str().unwrap_or_default())?;
        }
        Ok(folder)
    }
}

/// Tells a story with a hub and a tablet.
///
/// # Panics
/// When the story fails.
pub async fn story(tell: impl AsyncFnOnce(&mut Story) -> Result<()>) {
    story_with(Plan::default(), tell).await;
}

/// Tells a story with more at hand. It is named by the test that tells it.
///
/// # Panics
/// When the story fails.
pub async fn story_with(plan: Plan, tell: impl AsyncFnOnce(&mut Story) -> Result<()>) {
    let _turn = TURN.lock().await;
    let name = std::thread::current().name().unwrap_or("story").to_owned();
    let begun = Instant::now();
    let mut story = Story::begin(plan).await.unwrap_or_else(|error| panic!("{name} could not begin: {error:?}"));
    let told = match AssertUnwindSafe(tell(&mut story)).catch_unwind().await {
        Ok(Ok(())) => story.left_a_clean_console().await,
        Ok(Err(error)) => Err(error),
        Err(panic) => Err(anyhow!("{}", message(panic.as_ref()))),
    };
    let folder = match &told {
        Ok(()) => String::new(),
        Err(error) => story.dump(&name, error).await.map_or_else(|why| why.to_string(), |folder| folder.display().to_string()),
    };
    drop(story);
    let verdict = if told.is_ok() { "ok" } else { "FAILED" };
    writeln!(std::io::stderr(), "{:6.1} s  {verdict}  {name}", begun.elapsed().as_secs_f64()).ok();
    if let Err(error) = told {
        panic!("{error:#}\n\nsee {folder}");
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_else(|| "a panic".to_owned())
}
