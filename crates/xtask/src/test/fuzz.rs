//! The part `fuzz`: hostile input for what reads storage, parcels, bodies and packs, for a short while each.
//!
//! Needs a nightly compiler and cargo-fuzz; installs neither, and says so plainly where they are not. What it finds lies
//! in `target/fuzz-found`, and the corpus it grows in `target/fuzz-corpus`, so that the checkout stays as it is.

use super::parts::End;
use crate::paths::Paths;
use crate::{process, say, tools};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// A target and the folders whose files it begins with.
struct Target {
    name: &'static str,
    seeds: &'static [&'static str],
}

const TARGETS: [Target; 4] = [
    Target { name: "vault_open", seeds: &["crates/vault/golden", "fuzz/seeds/vault_open"] },
    Target { name: "parcel_open", seeds: &["crates/vault/golden", "fuzz/seeds/parcel_open"] },
    Target { name: "wire_bodies", seeds: &["crates/domain/golden"] },
    Target { name: "packs", seeds: &["fuzz/seeds/packs"] },
];

/// Seconds for each target.
const SHORT: u32 = 15;
const DEEP: u32 = 300;

pub(super) fn run(paths: &Paths, deep: bool) -> Result<End> {
    let Some(program) = tools::if_there("cargo-fuzz") else {
        return Ok(not_run("cargo-fuzz is not installed", "cargo install --locked cargo-fuzz"));
    };
    let toolchains = process::output(&mut process::program("rustup", &["toolchain", "list"])).unwrap_or_default();
    if !has_nightly(&toolchains) {
        return Ok(not_run("there is no nightly compiler", "rustup toolchain install nightly --profile minimal"));
    }
    let folder = program.parent().context("cargo-fuzz lies in a folder")?;
    process::run(&mut cargo_fuzz(paths, folder, &["build"])?)?;
    let seconds = if deep { DEEP } else { SHORT };
    for target in &TARGETS {
        say::begins("fuzz", &format!("{} for {seconds} s", target.name));
        one(paths, folder, target, seconds)?;
    }
    Ok(End::Passed)
}

fn not_run(why: &str, how: &str) -> End {
    End::NotRun(format!("{why}. By hand: {how}, then cargo xtask test --only fuzz"))
}

fn has_nightly(toolchains: &str) -> bool {
    toolchains.lines().any(|line| line.starts_with("nightly"))
}

fn one(paths: &Paths, folder: &Path, target: &Target, seconds: u32) -> Result<()> {
    let corpus = paths.join("target/fuzz-corpus").join(target.name);
    let found = paths.join("target/fuzz-found");
    for folder in [&corpus, &found] {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let mut command = cargo_fuzz(paths, folder, &["run", target.name])?;
    command.arg(&corpus).args(target.seeds.iter().map(|seeds| paths.join(seeds)));
    // A pack is large; what can go wrong in one goes wrong in a small one.
    command.args(["--", "-max_len=4096", "-timeout=20", "-print_final_stats=1", "-verbosity=0"]);
    command.arg(format!("-max_total_time={seconds}")).arg(format!("-artifact_prefix={}/{}-", found.display(), target.name));
    process::run(&mut command)
}

/// `cargo fuzz` with the nightly compiler, whichever compiler started us. Checks memory too where the compiler can.
fn cargo_fuzz(paths: &Paths, folder: &Path, words: &[&str]) -> Result<Command> {
    let mut command = process::program("rustup", &["run", "nightly", "cargo", "fuzz"]);
    process::without_cargo_variables(&mut command);
    command.args(words).arg("--fuzz-dir").arg(paths.join("fuzz")).current_dir(paths.join("fuzz"));
    command.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN").env("PATH", process::path_with(&[folder])?);
    command.env("CARGO_TARGET_DIR", paths.join("target/fuzz"));
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nightly_compiler_is_known_by_its_name() {
        assert!(has_nightly("stable-x86_64-unknown-linux-gnu (default)\nnightly-x86_64-unknown-linux-gnu\n"));
        assert!(has_nightly("nightly-2026-05-19-x86_64-unknown-linux-gnu\n"));
        assert!(!has_nightly("stable-x86_64-unknown-linux-gnu (default)\n") && !has_nightly("no installed toolchains\n"));
    }

    #[test]
    fn every_target_is_run_and_begins_with_files_that_are_there() {
        let paths = Paths::of_this_checkout();
        let mut built: Vec<String> = crate::paths::children(&paths.join("fuzz/fuzz_targets"))
            .iter()
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .collect();
        let mut run: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        built.sort();
        run.sort_unstable();
        assert_eq!(run, built);
        assert!(TARGETS.iter().flat_map(|target| target.seeds).all(|seeds| !crate::paths::children(&paths.join(seeds)).is_empty()));
    }
}
