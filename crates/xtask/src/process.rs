//! Starts other programs and says which one failed, with the command line. Never hides what they print.

use crate::paths::Paths;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A program with arguments.
pub(crate) fn program(name: impl AsRef<std::ffi::OsStr>, args: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(args);
    command
}

/// Runs it with its output on the terminal; an end other than success is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start `{}`", written(command)))?;
    if status.success() { Ok(()) } else { bail!("`{}` failed ({status})", written(command)) }
}

/// Runs it and gives back what it printed; on failure, what it printed is part of the error.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let out = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{}`", written(command)))?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    if out.status.success() {
        return Ok(text);
    }
    bail!("`{}` failed ({})\n{text}{}", written(command), out.status, String::from_utf8_lossy(&out.stderr))
}

/// Runs it in silence for at most so long; whether it ended well by then.
pub(crate) fn ends_well_within(command: &mut Command, most: Duration) -> Result<bool> {
    let began = Instant::now();
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = silent.spawn().with_context(|| format!("cannot start `{}`", written(silent)))?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if began.elapsed() > most {
            child.kill().and_then(|()| child.wait())?;
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The command line, for people.
pub(crate) fn written(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Where a program is found on PATH.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// PATH with folders put first.
pub(crate) fn path_with(first: &[&Path]) -> Result<std::ffi::OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = first.iter().map(|folder| folder.to_path_buf()).chain(std::env::split_paths(&path));
    std::env::join_paths(folders).context("a folder on PATH has a colon in its name")
}

/// Cargo itself, in the checkout.
pub(crate) fn cargo(paths: &Paths, args: &[&str]) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), args);
    without_cargo_variables(command.current_dir(paths.root()));
    command
}

/// Takes away what the cargo that started us set for us alone, so that nothing is rebuilt because of it.
pub(crate) fn without_cargo_variables(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") || text == "CARGO_BIN_NAME" {
            command.env_remove(&name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_takes_too_long_or_fails_has_not_ended_well() {
        let within = |words: &str, most| ends_well_within(program("sh", &["-c", words]).current_dir("/"), most).unwrap();
        assert!(within("exit 0", Duration::from_secs(20)));
        assert!(!within("exit 3", Duration::from_secs(20)));
        assert!(!within("exec sleep 60", Duration::from_millis(100)));
        assert!(ends_well_within(&mut program("erum-no-such-program", &[]), Duration::from_secs(1)).is_err());
    }
}
