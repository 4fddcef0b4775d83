//! What Debian packages hold, programs on PATH or files: found, installed when we may, else named with the command that would.

use crate::{process, say};
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// Where the program is, after installing its package if need be.
pub(super) fn ensure(program: &str, package: &str) -> Result<PathBuf> {
    ensure_found(program, package, || process::find(program))
}

/// What `find` finds, after installing the package if need be.
pub(super) fn ensure_found(what: &str, package: &str, find: impl Fn() -> Option<PathBuf>) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let install = ["apt-get", "install", "-y", "--no-install-recommends", package];
    let by_hand = format!("sudo {}", install.join(" "));
    let Some(prefix) = may_install() else {
        bail!("`{what}` is missing. It is in Debian's package {package}: {by_hand}");
    };
    say::begins("tools", &format!("installing Debian's {package}"));
    if as_root(prefix, &install).is_err() {
        // The machine's list of packages may be old or empty.
        as_root(prefix, &["apt-get", "update"]).ok();
        if let Err(error) = as_root(prefix, &install) {
            bail!("{error:#}\n`{what}` is missing. By hand: {by_hand}");
        }
    }
    match find() {
        Some(found) => Ok(found),
        None => bail!("{package} is installed, and `{what}` is still not to be found"),
    }
}

/// How to become root without asking: already root, `sudo -n`, or not at all.
fn may_install() -> Option<&'static [&'static str]> {
    process::find("apt-get")?;
    if process::output(&mut process::program("id", &["-u"])).is_ok_and(|id| id.trim() == "0") {
        return Some(&[]);
    }
    process::output(&mut process::program("sudo", &["-n", "true"])).is_ok().then_some(&["sudo", "-n"])
}

fn as_root(prefix: &[&str], words: &[&str]) -> Result<()> {
    let all: Vec<&str> = prefix.iter().chain(words).copied().collect();
    let mut command = Command::new(all[0]);
    process::output(command.args(&all[1..]).env("DEBIAN_FRONTEND", "noninteractive")).map(drop)
}
