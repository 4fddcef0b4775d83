//! `cargo xtask build`: tools → content → assets → Trunk once per page → assembly → list of files, into `target/dist`.
//!
//! Knows the order; each step knows its work.

use crate::args::Args;
use crate::fingerprint::Fingerprint;
use crate::paths::Paths;
use crate::tools::{self, Tools};
use crate::{assemble, assets, content, lock, process, say};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::time::Instant;

/// Residents', staff's and the coordinators' page, each with its own program: name of the HTML file.
pub(crate) const PAGES: [&str; 3] = ["index", STAFF, "samordning"];
/// Staff's page: the only one that seals.
pub(crate) const STAFF: &str = "personal";

/// Everything that ends up in `target/dist`, or decides how.
const INPUTS: [&str; 20] = [
    "src",
    "style",
    "content",
    "public",
    "index.html",
    "personal.html",
    "samordning.html",
    "crates/domain",
    "crates/vault",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "build.rs",
    "rust-toolchain.toml",
    "package-lock.json",
    "crates/xtask/src/assets",
    "crates/xtask/src/content",
    "crates/xtask/src/precache",
    "crates/xtask/src/assemble.rs",
    "crates/xtask/src/build.rs",
];

/// For whom it is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// For use: small.
    Release,
    /// For us: quick, with comments and names kept.
    Dev,
    /// For one story: without the seal.
    Unsealed,
}

pub(crate) fn command(paths: &Paths, mut args: Args) -> Result<()> {
    let mode = if args.flag("--dev") { Mode::Dev } else { Mode::Release };
    let force = args.flag("--force");
    let without_seal = args.flag("--unsealed");
    args.finish()?;
    match (without_seal, force) {
        (true, _) => unsealed(paths),
        (false, true) => app(paths, mode),
        (false, false) => app_if_changed(paths, mode),
    }
}

/// Builds unless nothing that matters has changed since the last time.
pub(crate) fn app_if_changed(paths: &Paths, mode: Mode) -> Result<()> {
    let now = Fingerprint::of(paths, &INPUTS, &format!("{mode:?}"));
    if paths.dist().join("index.html").is_file() && now.is_noted(paths, "dist") {
        say::line("build", "target/dist is up to date");
        return Ok(());
    }
    app(paths, mode)
}

/// The app as it is but for the seal, in a folder of its own: what the scan of a seized tablet must find everything in.
/// Takes residents' and coordinators' pages, which have nothing to seal, from the app as it is used, which is built before it.
pub(crate) fn unsealed(paths: &Paths) -> Result<()> {
    let now = Fingerprint::of(paths, &INPUTS, "unsealed");
    if paths.unsealed().join("sw.js").is_file() && now.is_noted(paths, "unsealed") {
        say::line("build", "target/dist-unsealed is up to date");
        return Ok(());
    }
    let _turn = turn(paths)?;
    let tools = tools::for_building(paths)?;
    packs(paths, Mode::Release)?;
    assets::make(paths, false)?;
    trunk(paths, &tools, STAFF, Mode::Unsealed)?;
    assemble::unsealed(paths)?;
    now.note(paths, "unsealed")
}

/// Builds everything the browser gets.
pub(crate) fn app(paths: &Paths, mode: Mode) -> Result<()> {
    let _only_one = lock::hold(paths)?;
    let start = Instant::now();
    let _turn = turn(paths)?;
    // Taken before, so that what changes during the build is built the next time.
    let fingerprint = Fingerprint::of(paths, &INPUTS, &format!("{mode:?}"));
    let tools = tools::for_building(paths)?;
    packs(paths, mode)?;
    assets::make(paths, mode == Mode::Dev)?;
    check_settings(paths)?;
    for page in PAGES {
        trunk(paths, &tools, page, mode)?;
    }
    assemble::make(paths, mode)?;
    fingerprint.note(paths, "dist")?;
    say::line("build", &format!("target/dist is ready ({})", say::seconds(start)));
    Ok(())
}

/// One build at a time in a checkout: two would mix their files. Given back when the file is closed.
fn turn(paths: &Paths) -> Result<std::fs::File> {
    std::fs::create_dir_all(paths.notes())?;
    let file = std::fs::File::create(paths.notes().join("build.lock")).context("cannot make the lock of the build")?;
    if file.try_lock().is_err() {
        say::line("build", "waiting for another build in this checkout");
        file.lock().context("cannot wait for the other build")?;
    }
    Ok(file)
}

/// Compiles the content. While developing, a mistake in it leaves the last good packs in place.
fn packs(paths: &Paths, mode: Mode) -> Result<()> {
    match content::compile(paths, false) {
        Err(error) if mode == Mode::Dev => {
            say::line("content", &format!("{error:#}. Going on with the last good packs, because of --dev"));
            Ok(())
        }
        other => other,
    }
}

/// The hub, as it is used. Cargo itself knows whether anything changed.
pub(crate) fn hub(paths: &Paths) -> Result<()> {
    say::timed("hub", || {
        let args = ["build", "--quiet", "--locked", "--profile", "server", "--package", "erum-hub"];
        process::run(&mut process::cargo(paths, &args))?;
        Ok(((), format!("{} is ready", paths.name(&paths.hub()))))
    })
}

/// What Trunk would only say in riddles.
fn check_settings(paths: &Paths) -> Result<()> {
    let read = |name: &str| -> Result<toml::Table> {
        let text = std::fs::read_to_string(paths.join(name)).with_context(|| format!("cannot read {name}"))?;
        toml::from_str(&text).with_context(|| format!("cannot understand {name}"))
    };
    let (cargo, trunk) = (read("Cargo.toml")?, read("Trunk.toml")?);
    let members = cargo.get("workspace").and_then(|workspace| workspace.get("default-members")).and_then(|list| list.as_array());
    if members.is_some_and(|members| !members.iter().any(|member| member.as_str() == Some("."))) {
        bail!("Cargo.toml: `default-members` must hold \".\", for Trunk builds with `cargo build --bin` and names no package");
    }
    let noted = trunk.get("tools").and_then(|tools| tools.get("wasm_bindgen")).and_then(|version| version.as_str());
    let locked = tools::bindgen_version(paths)?;
    if noted != Some(locked.as_str()) {
        bail!("Trunk.toml: write wasm_bindgen = \"{locked}\" under [tools], as Cargo.lock has it");
    }
    Ok(())
}

/// One page and its program.
fn trunk(paths: &Paths, tools: &Tools, page: &str, mode: Mode) -> Result<()> {
    say::timed("trunk", || {
        let html = format!("{page}.html");
        let dist = trunk_dist(paths, page, mode);
        let mut command = process::program(tools.bin.join("trunk"), &["build", &html, "--offline", "--dist"]);
        command.arg(&dist).args((mode != Mode::Dev).then_some("--release"));
        if mode == Mode::Unsealed {
            command.args(["--features", "unsealed"]);
        }
        process::without_cargo_variables(&mut command);
        // npm's wasm-opt and never Debian's: version 108 exports the function table under the name of the table of
        // JS values, and the app dies at start with "failed to grow table".
        let path = process::path_with(&[&tools.bin, &paths.join("node_modules/.bin")])?;
        // Trunk takes NO_COLOR=1 for a wrong argument.
        command.current_dir(paths.root()).env_remove("NO_COLOR").env("RUST_BACKTRACE", "0").env("PATH", path);
        process::run(&mut command).with_context(|| format!("{html} could not be built"))?;
        Ok(((), format!("{html}: program of {} kB", wasm_bytes(&dist) / 1024)))
    })
}

/// Where Trunk puts a page.
pub(crate) fn trunk_dist(paths: &Paths, page: &str, mode: Mode) -> std::path::PathBuf {
    let folder = if mode == Mode::Unsealed { format!("{page}-unsealed") } else { page.to_owned() };
    paths.join("target/trunk").join(folder)
}

fn wasm_bytes(dist: &Path) -> u64 {
    let files = crate::paths::files_below(dist);
    let wasm = files.iter().filter(|path| crate::paths::has_ending(path, &["wasm"]));
    wasm.filter_map(|path| path.metadata().ok()).map(|data| data.len()).sum()
}
