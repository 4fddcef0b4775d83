//! What the build needs besides Rust: found, or installed from a registry or Debian, or named with the command
//! that would. Never takes anything prebuilt from a release page.

mod cargo_tools;
mod debian;
mod npm;

use crate::paths::Paths;
use crate::process;
use crate::say;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Where the tools are, once `for_building` has seen to them.
pub(crate) struct Tools {
    /// The folder with `trunk` and `wasm-bindgen`.
    pub(crate) bin: PathBuf,
}

/// Everything that a build needs.
pub(crate) fn for_building(paths: &Paths) -> Result<Tools> {
    say::timed("tools", || {
        wasm_target(paths)?;
        crates(paths)?;
        let bin = cargo_tools::ensure(paths)?;
        debian::ensure("node", "nodejs")?;
        npm::ensure(paths)?;
        Ok((Tools { bin }, "trunk, wasm-bindgen, wasm-opt, npm packages are there".to_owned()))
    })
}

/// Everything that the browser tests need besides: Chromium and its driver.
pub(crate) fn for_browsers() -> Result<(PathBuf, PathBuf)> {
    Ok((debian::ensure("chromium", "chromium")?, debian::ensure("chromedriver", "chromium-driver")?))
}

/// The Swedish dictionary, installed if need be.
pub(crate) fn dictionary() -> Result<PathBuf> {
    debian::ensure_found("sv_SE.dic", "hunspell-sv", dictionary_if_there)
}

/// The Swedish dictionary where there is one: its file of words, with its file of endings beside it.
pub(crate) fn dictionary_if_there() -> Option<PathBuf> {
    Some(PathBuf::from("/usr/share/hunspell/sv_SE.dic")).filter(|file| file.is_file())
}

/// cargo-deny, with all crates there for it to read.
pub(crate) fn for_denying(paths: &Paths) -> Result<PathBuf> {
    crates(paths)?;
    cargo_tools::deny()
}

/// A tool that is used when it is there and never installed.
pub(crate) fn if_there(name: &str) -> Option<PathBuf> {
    process::find(name).or_else(|| Some(cargo_tools::cache().join("bin").join(name)).filter(|file| file.is_file()))
}

/// The version of wasm-bindgen that the library has, and so the program must have.
pub(crate) fn bindgen_version(paths: &Paths) -> Result<String> {
    cargo_tools::locked_version(paths, "wasm-bindgen")
}

/// The standard library for the browser.
fn wasm_target(paths: &Paths) -> Result<()> {
    let target = "wasm32-unknown-unknown";
    let mut rustc = process::program("rustc", &["--print", "target-libdir", "--target", target]);
    let folder = process::output(rustc.current_dir(paths.root())).unwrap_or_default();
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    say::begins("tools", &format!("rustup target add {target}"));
    process::run(process::program("rustup", &["target", "add", target]).current_dir(paths.root()))
        .with_context(|| format!("Rust cannot build for the browser here. Install it with: rustup target add {target}"))
}

/// All crates, before something reads or builds them without the network.
fn crates(paths: &Paths) -> Result<()> {
    once_per_file(paths, "Cargo.lock", "crates", || process::run(&mut process::cargo(paths, &["fetch", "--locked", "--quiet"])))
}

/// Does something once for each state of a file.
fn once_per_file(paths: &Paths, file: &str, note: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let text = std::fs::read_to_string(paths.join(file)).with_context(|| format!("cannot read {file}"))?;
    let note = paths.notes().join(note);
    if std::fs::read_to_string(&note).is_ok_and(|seen| seen == text) {
        return Ok(());
    }
    work()?;
    std::fs::create_dir_all(paths.notes())?;
    std::fs::write(&note, text).with_context(|| format!("cannot write {}", note.display()))
}
