//! Processes that a story starts, and their end: by process id, never by name.

use crate::wait;
use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process};
use std::ffi::OsStr;
use std::fs::File;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A child process that writes to a log file. Dropped, it is killed and waited for.
#[derive(Debug)]
pub struct Running {
    child: Child,
    log: PathBuf,
}

impl Running {
    /// Starts it; everything it prints goes to `log`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(mut command: Command, log: &Path) -> Result<Self> {
        let out = File::create(log).with_context(|| format!("create {}", log.display()))?;
        command.stdin(Stdio::null()).stdout(out.try_clone()?).stderr(out);
        let child = command.spawn().with_context(|| format!("start {}", command.get_program().display()))?;
        Ok(Self { child, log: log.to_owned() })
    }

    /// What it has printed so far.
    pub fn printed(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Waits until it has printed a line that holds `mark`, and returns that line.
    ///
    /// # Errors
    /// When it ends first, or says nothing of the kind in time.
    pub async fn until_printed(&mut self, mark: &str) -> Result<String> {
        let what = format!("`{mark}` in {}", self.log.display());
        wait::until(what, async || {
            let printed = self.printed();
            let complete = printed.rfind('\n').map_or("", |end| &printed[..end]);
            if let Some(line) = complete.lines().find(|line| line.contains(mark)) {
                return Ok(Some(line.to_owned()));
            }
            match self.child.try_wait()? {
                Some(status) => anyhow::bail!("ended with {status} before `{mark}`:\n{printed}"),
                None => Ok(None),
            }
        })
        .await
    }

    /// Asks it to end and waits until it has; its exit status tells whether it ended well.
    ///
    /// # Errors
    /// When it does not end in time.
    pub async fn stop(&mut self) -> Result<std::process::ExitStatus> {
        signal(self.child.id(), Signal::TERM);
        wait::until(format!("process {} to end", self.child.id()), async || Ok(self.child.try_wait()?)).await
    }

    /// Ends it outright, as a power cut would.
    ///
    /// # Errors
    /// When it cannot be waited for.
    pub fn kill(&mut self) -> Result<()> {
        // It may have ended already: then there is nothing to kill, and that is what was wanted.
        self.child.kill().ok();
        self.child.wait().map(drop).context("wait for a killed process")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill().ok();
    }
}

/// Sends a signal to a process that may be gone already.
fn signal(pid: u32, signal: Signal) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        kill_process(pid, signal).ok();
    }
}

/// The processes whose command line holds this path: a profile's Chromium and all its helpers. The path is a
/// directory made by this story, so nobody else's process can hold it.
pub fn using(path: &Path) -> Vec<u32> {
    let needle = path.as_os_str().as_bytes();
    let own = std::process::id();
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()).filter(|pid| *pid != own && holds(*pid, needle)).collect()
}

fn holds(pid: u32, needle: &[u8]) -> bool {
    let Ok(command) = std::fs::read(format!("/proc/{pid}/cmdline")) else {
        return false;
    };
    command.split(|byte| *byte == 0).map(OsStr::from_bytes).any(|word| word.as_bytes().windows(needle.len()).any(|part| part == needle))
}

/// Kills a tree of processes at one moment: first the root, then all helpers that hold the profile.
pub fn kill_using(path: &Path, root: Option<u32>) {
    let helpers = using(path);
    root.into_iter().chain(helpers).for_each(|pid| signal(pid, Signal::KILL));
}

/// Waits until no process uses the path any more.
///
/// # Errors
/// When some still does after ten seconds.
pub async fn until_unused(path: &Path) -> Result<()> {
    let what = format!("every process of {} to end", path.display());
    wait::until_within(Duration::from_secs(10), what, async || Ok(using(path).is_empty().then_some(()))).await
}
