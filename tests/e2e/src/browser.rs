//! A real Chromium under chromedriver, on a profile that outlives it: closed, killed and opened again at will.

use crate::paths;
use crate::process::{self, Running};
use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewport {
    /// 1180 × 820.
    Tablet,
    /// 390 × 844.
    Phone,
    /// 320 × 512: a laptop's screen at 400 %, as WCAG asks.
    Magnified,
}

/// The browser of one tablet, phone or desk.
#[derive(Debug)]
pub struct Browser {
    /// Where its app lives: `http://localhost:PORT`.
    pub origin: String,
    home: TempDir,
    chromedriver: Running,
    driver_url: String,
    driver: Option<WebDriver>,
    browser_pid: Option<u32>,
    viewport: Viewport,
    before_every_page: Vec<String>,
    console: Vec<String>,
}

impl Browser {
    /// Starts Chromium on an empty profile.
    ///
    /// # Errors
    /// When chromedriver or Chromium does not start.
    pub async fn start(origin: &str, viewport: Viewport) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("erum-browser-").tempdir()?;
        let mut command = Command::new(paths::chromedriver());
        // Dates and clock times as where the tablets are, whatever this machine thinks.
        command.arg("--port=0").env("TZ", "Europe/Stockholm").env("LANGUAGE", "sv");
        let mut chromedriver = Running::start(command, &home.path().join("chromedriver.log"))?;
        let line = chromedriver.until_printed("started successfully on port").await?;
        let port: String = line.chars().filter(char::is_ascii_digit).collect();
        let mut browser = Self {
            origin: origin.to_owned(),
            home,
            chromedriver,
            driver_url: format!("http://127.0.0.1:{port}"),
            driver: None,
            browser_pid: None,
            viewport,
            before_every_page: Vec::new(),
            console: Vec::new(),
        };
        browser.open_again().await?;
        Ok(browser)
    }

    /// The profile's directory.
    pub fn profile(&self) -> PathBuf {
        self.home.path().join("profile")
    }

    /// Starts Chromium on the profile it had.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn open_again(&mut self) -> Result<()> {
        let driver = WebDriver::new(&self.driver_url, capabilities(&self.profile())).await.with_context(|| {
            let log = self.chromedriver.printed();
            format!("start Chromium; chromedriver said: {}", log.lines().last().unwrap_or_default())
        })?;
        let pid = driver.capabilities().get("goog:processID").and_then(Value::as_u64);
        self.browser_pid = pid.and_then(|pid| u32::try_from(pid).ok());
        self.driver = Some(driver);
        self.set_viewport(self.viewport).await?;
        for script in self.before_every_page.clone() {
            self.add_to_pages(&script).await?;
        }
        Ok(())
    }

    /// Closes Chromium as a person does; the profile stays.
    ///
    /// # Errors
    /// When it does not end.
    pub async fn quit(&mut self) -> Result<()> {
        self.drain_console().await;
        let driver = self.driver.take().context("the browser is not open")?;
        driver.quit().await?;
        self.browser_pid = None;
        process::until_unused(&self.profile()).await
    }

    /// Closes and opens it again.
    ///
    /// # Errors
    /// As [`quit`](Self::quit) and [`open_again`](Self::open_again).
    pub async fn restart(&mut self) -> Result<()> {
        self.quit().await?;
        self.open_again().await
    }

    /// A hand on the plug, for another task.
    pub fn plug(&self) -> Plug {
        Plug { profile: self.profile(), browser_pid: self.browser_pid }
    }

    /// After the plug was pulled: waits until every process is gone and forgets the dead session.
    ///
    /// # Errors
    /// When a process lives on.
    pub async fn is_dead(&mut self) -> Result<()> {
        if let Some(driver) = self.driver.take() {
            driver.leak()?;
        }
        self.browser_pid = None;
        process::until_unused(&self.profile()).await
    }

    /// The WebDriver session.
    ///
    /// # Errors
    /// When the browser is closed.
    pub fn driver(&self) -> Result<&WebDriver> {
        self.driver.as_ref().context("the browser is closed")
    }

    /// A command of the Chrome DevTools Protocol.
    ///
    /// # Errors
    /// When Chromium refuses it.
    pub async fn cdp(&self, method: &str, params: Value) -> Result<Value> {
        self.driver()?.cdp().send_raw(method, params).await.with_context(|| method.to_owned())
    }

    /// Runs a script in the page; its `arguments` are `args`.
    ///
    /// # Errors
    /// When it throws, or returns something else.
    pub async fn script<T: DeserializeOwned>(&self, script: &str, args: &[Value]) -> Result<T> {
        Ok(self.driver()?.execute(script, args.to_vec()).await?.convert()?)
    }

    /// Runs a script that ends by calling the last of its `arguments`.
    ///
    /// # Errors
    /// As [`script`](Self::script).
    pub async fn script_async<T: DeserializeOwned>(&self, script: &str, args: &[Value]) -> Result<T> {
        Ok(self.driver()?.execute_async(script, args.to_vec()).await?.convert()?)
    }

    /// Runs a script before any of a page's own, in every page from now on, also after a restart.
    ///
    /// # Errors
    /// When Chromium refuses it.
    pub async fn before_every_page(&mut self, script: &str) -> Result<()> {
        self.add_to_pages(script).await?;
        self.before_pages(script);
        Ok(())
    }

    /// The same for a browser that is closed: from its next start.
    pub fn before_pages(&mut self, script: &str) {
        self.before_every_page.push(script.to_owned());
    }

    async fn add_to_pages(&self, script: &str) -> Result<()> {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await.map(drop)
    }

    /// Changes the size of the screen.
    ///
    /// # Errors
    /// When Chromium refuses it.
    pub async fn set_viewport(&mut self, viewport: Viewport) -> Result<()> {
        self.viewport = viewport;
        self.seen_as_sharp_as(1).await
    }

    /// The screen as it was last set, so many times as sharp: what a camera sees of it.
    pub(crate) async fn seen_as_sharp_as(&self, times: u32) -> Result<()> {
        let (width, height, mobile) = match self.viewport {
            Viewport::Tablet => (1180, 820, false),
            Viewport::Phone => (390, 844, true),
            Viewport::Magnified => (320, 512, false),
        };
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": times, "mobile": mobile });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await.map(drop)
    }

    /// Puts the window away, as a person who changes to another app does.
    ///
    /// # Errors
    /// When Chromium refuses it.
    pub async fn out_of_sight(&self) -> Result<()> {
        self.set_window("minimized").await
    }

    /// Takes the window out again.
    ///
    /// # Errors
    /// When Chromium refuses it.
    pub async fn into_sight(&self) -> Result<()> {
        self.set_window("normal").await
    }

    async fn set_window(&self, state: &str) -> Result<()> {
        let window = self.cdp("Browser.getWindowForTarget", json!({})).await?;
        let asked = json!({ "windowId": window["windowId"], "bounds": { "windowState": state } });
        self.cdp("Browser.setWindowBounds", asked).await.map(drop)
    }

    /// Everything the pages wrote to the console since the browser was first started.
    pub async fn console(&mut self) -> &[String] {
        self.drain_console().await;
        &self.console
    }

    async fn drain_console(&mut self) {
        let Some(driver) = &self.driver else {
            return;
        };
        let entries = driver.browser_log().await.unwrap_or_default();
        self.console.extend(entries.into_iter().map(|entry| format!("{} {}", entry.level, entry.message)));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            driver.leak().ok();
        }
        process::kill_using(&self.profile(), self.browser_pid);
    }
}

/// Kills the browser and all its helpers at one moment.
#[derive(Clone, Debug)]
pub struct Plug {
    profile: PathBuf,
    browser_pid: Option<u32>,
}

impl Plug {
    /// SIGKILL to all of them.
    pub fn pull(&self) {
        process::kill_using(&self.profile, self.browser_pid);
    }
}

fn capabilities(profile: &Path) -> Capabilities {
    let mut args: Vec<String> = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--disable-breakpad",
        "--disable-default-apps",
        "--disable-search-engine-choice-screen",
        "--password-store=basic",
        "--lang=sv-SE",
        "--window-size=1180,820",
    ]
    .map(str::to_owned)
    .to_vec();
    args.push(format!("--user-data-dir={}", profile.display()));
    let asked = json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": paths::chromium(),
            "args": args,
            "prefs": { "intl.accept_languages": "sv-SE,sv" },
        },
        "goog:loggingPrefs": { "browser": "ALL" },
        "unhandledPromptBehavior": "accept",
    });
    match asked {
        Value::Object(map) => Capabilities::from(map),
        _ => Capabilities::new(),
    }
}
