//! Trunk, the wasm-bindgen program and cargo-deny: built once by cargo, with a light profile, into a cache outside the
//! checkout.

use crate::paths::Paths;
use crate::{process, say};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// 0.22 needs a newer Rust than ours.
const TRUNK: &str = "0.21.14";

/// Needs Rust 1.88.
const DENY: &str = "0.20.2";

/// Trunk's own profile takes 1,300 CPU-seconds, this one 480, and cargo-deny 100; the tools run for seconds.
const LIGHT: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// Where built tools are kept between checkouts.
pub(super) fn cache() -> PathBuf {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    from("ERUM_TOOLS")
        .or_else(|| from("XDG_CACHE_HOME").map(|cache| cache.join("erum/tools")))
        .or_else(|| from("HOME").map(|home| home.join(".cache/erum/tools")))
        .unwrap_or_else(|| std::env::temp_dir().join("erum-tools"))
}

/// Both tools in the right version; gives the folder they are in.
pub(super) fn ensure(paths: &Paths) -> Result<PathBuf> {
    let cache = cache();
    let bindgen = locked_version(paths, "wasm-bindgen")?;
    ensure_one(&cache, "trunk", "trunk", TRUNK, &["--no-default-features", "--features", "rustls"])?;
    ensure_one(&cache, "wasm-bindgen", "wasm-bindgen-cli", &bindgen, &[])?;
    Ok(cache.join("bin"))
}

/// cargo-deny, in our version: what it refuses must not depend on the machine.
pub(super) fn deny() -> Result<PathBuf> {
    let cache = cache();
    ensure_one(&cache, "cargo-deny", "cargo-deny", DENY, &[])?;
    Ok(cache.join("bin/cargo-deny"))
}

fn ensure_one(cache: &Path, program: &str, package: &str, version: &str, features: &[&str]) -> Result<()> {
    let file = cache.join("bin").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    if version_of(&file).is_some_and(|found| found == version) {
        return Ok(());
    }
    let root = cache.display().to_string();
    let wanted = format!("{package}@{version}");
    let mut args = vec!["install", "--locked", "--force", "--root", &root, &wanted];
    args.extend(features);
    say::begins("tools", &format!("building {package} {version} into {root}, once for this machine (some minutes)"));
    let building = cache.join(format!("building-{program}"));
    let mut command = process::program("cargo", &args);
    // Outside the checkout: its rust-toolchain.toml and .cargo/config.toml are not for these.
    std::fs::create_dir_all(cache).with_context(|| format!("cannot make {root}"))?;
    command.current_dir(cache).envs(LIGHT).env("CARGO_TARGET_DIR", &building);
    let by_hand = process::written(&command);
    let built = process::run(&mut command);
    if building.exists() {
        std::fs::remove_dir_all(&building).with_context(|| format!("cannot remove {}", building.display()))?;
    }
    built.with_context(|| format!("{package} {version} could not be built. By hand: {by_hand}"))?;
    if version_of(&file).is_none_or(|found| found != version) {
        bail!("{} is not version {version} after installing it. By hand: {by_hand}", file.display());
    }
    Ok(())
}

/// What `--version` says, without the name.
fn version_of(program: &Path) -> Option<String> {
    let text = process::output(process::program(program, &["--version"]).env_remove("NO_COLOR")).ok()?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

/// The version of a package in Cargo.lock: the program must fit the library exactly.
pub(super) fn locked_version(paths: &Paths, package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(paths.join("Cargo.lock")).context("cannot read Cargo.lock")?;
    version_in(&lock, package).with_context(|| format!("Cargo.lock has no {package}"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let (_, after) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    after.split_once('"').map(|(version, _)| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_package_itself() {
        let lock = "name = \"wasm-bindgen-macro\"\nversion = \"1\"\n\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.129"));
        assert_eq!(version_in(lock, "leptos"), None);
    }
}
