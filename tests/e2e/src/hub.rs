//! The real hub as a process: its own data directory, its own port, stopped and started at will.

use crate::client::Device;
use crate::newer::copy_folder;
use crate::paths;
use crate::process::Running;
use crate::seized::{self, Canary};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The unit that every story belongs to.
pub const UNIT: &str = "asele";

/// A hub with one unit.
#[derive(Debug)]
pub struct Hub {
    data: TempDir,
    app: PathBuf,
    port: u16,
    origin: String,
    packs: Option<PathBuf>,
    lock_after_s: Option<u32>,
    process: Option<Running>,
}

impl Hub {
    /// A new hub on a free port, serving the built app.
    ///
    /// # Errors
    /// When the binary is missing or does not start.
    pub async fn start() -> Result<Self> {
        let port = free_port()?;
        Self::start_with(port, format!("http://localhost:{port}"), paths::app()).await
    }

    /// A new hub that people reach under `origin`, which may be a proxy's.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub async fn start_with(port: u16, origin: String, app: PathBuf) -> Result<Self> {
        let data = tempfile::Builder::new().prefix("erum-hub-").tempdir()?;
        let mut hub = Self { data, app, port, origin, packs: None, lock_after_s: None, process: None };
        hub.command(&["unit", "add", "--id", UNIT, "--name", "Åsele"])?;
        hub.start_again().await?;
        Ok(hub)
    }

    /// Where people reach it.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Where it listens itself, past any proxy.
    pub fn direct(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Starts it on the same port with the same data.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn start_again(&mut self) -> Result<()> {
        let mut command = Command::new(paths::hub());
        let listen = format!("127.0.0.1:{}", self.port);
        command.args(["serve", "--listen", &listen, "--public-url", &self.origin]);
        command.arg("--data").arg(self.data_dir()).arg("--app").arg(&self.app);
        if let Some(seconds) = self.lock_after_s {
            command.args(["--lock-after", &seconds.to_string()]);
        }
        if let Some(packs) = &self.packs {
            command.arg("--packs").arg(packs);
        }
        let mut process = Running::start(command, &self.log())?;
        process.until_printed("listening on").await?;
        self.process = Some(process);
        Ok(())
    }

    /// Asks it to end, as a service manager does.
    ///
    /// # Errors
    /// When it does not end, or not well.
    pub async fn stop(&mut self) -> Result<()> {
        let mut process = self.process.take().context("the hub is not running")?;
        let status = process.stop().await?;
        ensure!(status.success(), "the hub ended with {status}:\n{}", process.printed());
        Ok(())
    }

    /// Ends it as a power cut does.
    ///
    /// # Errors
    /// When it was not running.
    pub fn kill(&mut self) -> Result<()> {
        self.process.take().context("the hub is not running")?.kill()
    }

    /// A copy of its data, as a backup would be. Only of a hub that is stopped.
    ///
    /// # Errors
    /// When it runs, or cannot be copied.
    pub fn copy_of_data(&self) -> Result<TempDir> {
        ensure!(self.process.is_none(), "the hub is running");
        let copy = tempfile::Builder::new().prefix("erum-backup-").tempdir()?;
        copy_folder(&self.data_dir(), copy.path())?;
        Ok(copy)
    }

    /// Puts a copy in the place of its data. Only in a hub that is stopped.
    ///
    /// # Errors
    /// When it runs, or cannot be copied.
    pub fn restore_data(&self, copy: &Path) -> Result<()> {
        ensure!(self.process.is_none(), "the hub is running");
        std::fs::remove_dir_all(self.data_dir())?;
        copy_folder(copy, &self.data_dir())
    }

    /// Serves another build of the app from the next start.
    pub fn serve_app(&mut self, app: &Path) {
        app.clone_into(&mut self.app);
    }

    /// Serves other packs than the app's from the next start.
    pub fn serve_packs(&mut self, packs: &Path) {
        self.packs = Some(packs.to_owned());
    }

    /// Tablets lock themselves after so many seconds without a touch, from its next start and their next contact.
    pub const fn lock_after(&mut self, seconds: u32) {
        self.lock_after_s = Some(seconds);
    }

    /// Revokes a tablet, as the coordinator has it done when one is lost. Works whether the hub runs or not.
    ///
    /// # Errors
    /// When there is no such tablet.
    pub fn revoke(&self, device: &str) -> Result<()> {
        self.command(&["device", "revoke", "--unit", UNIT, "--id", device]).map(drop)
    }

    /// Hands a tablet's file in, as the coordinator has it done at the hub itself. Answers with what became of it, in words.
    ///
    /// # Errors
    /// When it is no such file.
    pub fn hand_in(&self, file: &Path) -> Result<String> {
        self.command(&["hand-in", "--unit", UNIT, file.to_str().context("a path that is text")?])
    }

    /// Whether its data hold this very text somewhere.
    ///
    /// # Errors
    /// When its data cannot be read.
    pub fn holds(&self, text: &str) -> Result<bool> {
        let report = seized::scan(&self.data_dir(), None, &[Canary::new("text", text)])?;
        Ok(!report.hits.is_empty())
    }

    /// A one-time code for a tablet.
    ///
    /// # Errors
    /// When the command fails.
    pub fn enrolment_code(&self) -> Result<String> {
        let answer = self.json(&["enrol", "--unit", UNIT, "--json"])?;
        text_at(&answer, &["code"])
    }

    /// A one-time link for a coordinator.
    ///
    /// # Errors
    /// When the command fails.
    pub fn coordinator_link(&self) -> Result<String> {
        let answer = self.json(&["user", "add", "--role", "coordinator", "--unit", UNIT, "--public-url", &self.origin, "--json"])?;
        text_at(&answer, &["link", "url"])
    }

    /// A second device, enrolled past any proxy.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn device(&self) -> Result<Device> {
        Device::enrol(&self.direct(), &self.enrolment_code()?).await
    }

    /// What the hub wrote to its log since it was last started.
    pub fn log_text(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    fn data_dir(&self) -> PathBuf {
        self.data.path().join("data")
    }

    fn log(&self) -> PathBuf {
        self.data.path().join("hub.log")
    }

    fn json(&self, words: &[&str]) -> Result<Value> {
        let printed = self.command(words)?;
        serde_json::from_str(&printed).with_context(|| format!("no JSON from `{}`: {printed}", words.join(" ")))
    }

    fn command(&self, words: &[&str]) -> Result<String> {
        let binary = paths::hub();
        let output = Command::new(&binary)
            .args(words)
            .arg("--data")
            .arg(self.data_dir())
            .output()
            .with_context(|| format!("start {} (ERUM_HUB)", binary.display()))?;
        let complaint = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "`erum-hub {}` failed: {complaint}", words.join(" "));
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

fn text_at(answer: &Value, names: &[&str]) -> Result<String> {
    let found = names.iter().find_map(|name| answer.get(name)?.as_str());
    found.map(str::to_owned).with_context(|| format!("none of {names:?} in {answer}"))
}

/// A port that was free a moment ago.
///
/// # Errors
/// When the machine has none.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
