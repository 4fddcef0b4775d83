//! The parts of `cargo xtask test`, in order. Each is a command that anyone can run alone.

use super::fuzz;
use crate::build::{self, Mode};
use crate::paths::Paths;
use crate::{content, process, stories, tidy, tools};
use anyhow::Result;
use std::process::Command;
use std::time::Duration;

/// For fetching the list of known weaknesses.
const PATIENCE: Duration = Duration::from_secs(90);

/// How a part ended, when it did not fail.
pub(super) enum End {
    Passed,
    /// And why.
    NotRun(String),
}

/// One part.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    /// The part without which this one proves nothing.
    pub(super) needs: Option<&'static str>,
    pub(super) work: fn(&Paths, deep: bool) -> Result<End>,
}

pub(super) const PARTS: [Part; 10] = [
    Part { name: "fmt", what: "everything is formatted alike", needs: None, work: fmt },
    Part { name: "clippy", what: "no warning, natively and for the browser", needs: None, work: clippy },
    Part { name: "tidy", what: "the house rules", needs: None, work: |paths, _| passed(tidy::check(paths)) },
    Part {
        name: "content",
        what: "guides, places and words fit together",
        needs: None,
        work: |paths, _| Ok(content::check(paths)?.map_or(End::Passed, |why| End::NotRun(format!("all passed but the spelling: {why}")))),
    },
    Part { name: "unit", what: "what can be proved without a browser", needs: None, work: unit },
    Part { name: "fuzz", what: "hostile input, for a short while", needs: None, work: fuzz::run },
    Part { name: "deny", what: "licences, sources and forbidden edges of all crates", needs: None, work: deny },
    Part { name: "advisories", what: "no known weakness in any crate", needs: None, work: advisories },
    Part { name: "build", what: "the app and the hub, as they are used", needs: None, work: built },
    Part { name: "browser", what: "stories in a real browser against a real hub", needs: Some("build"), work: browser },
];

fn passed(result: Result<()>) -> Result<End> {
    result.map(|()| End::Passed)
}

fn cargo(paths: &Paths, words: &str) -> Result<()> {
    process::run(&mut process::cargo(paths, &words.split_whitespace().collect::<Vec<_>>()))
}

fn fmt(paths: &Paths, _deep: bool) -> Result<End> {
    // The fuzz targets are a workspace of their own.
    let ours = cargo(paths, "fmt --all --check");
    passed(ours.and(cargo(paths, "fmt --manifest-path fuzz/Cargo.toml --check")))
}

fn clippy(paths: &Paths, _deep: bool) -> Result<End> {
    // Both are run, so that one look shows everything.
    let native = cargo(paths, "clippy --locked --workspace --exclude erum --all-targets -- -D warnings");
    let browser = cargo(paths, "clippy --locked --target wasm32-unknown-unknown --package erum --lib --bins -- -D warnings");
    passed(native.and(browser))
}

fn unit(paths: &Paths, deep: bool) -> Result<End> {
    let words = "test --locked --workspace --exclude erum --exclude erum-e2e --no-fail-fast";
    let mut command = process::cargo(paths, &words.split_whitespace().collect::<Vec<_>>());
    // For the hub's mutated requests.
    stories::tell_depth(&mut command, deep);
    passed(process::run(&mut command))
}

/// Always with the whole workspace: by itself cargo-deny looks at the package in the folder only, which is the app.
fn cargo_deny(paths: &Paths, words: &[&str]) -> Result<Command> {
    let mut command = process::program(tools::for_denying(paths)?, &["--workspace"]);
    command.args(words).current_dir(paths.root());
    Ok(command)
}

fn deny(paths: &Paths, _deep: bool) -> Result<End> {
    let words = ["--locked", "--offline", "check", "--deny", "unused-wrapper", "licenses", "bans", "sources"];
    passed(process::run(&mut cargo_deny(paths, &words)?))
}

/// The list of known weaknesses changes every day and lies elsewhere: where it cannot be had, that is said and is no
/// failure of ours.
fn advisories(paths: &Paths, _deep: bool) -> Result<End> {
    let mut fetch = cargo_deny(paths, &["fetch", "db"])?;
    // Git asks nobody for a password, and gives up on a line that has gone quiet.
    fetch.env("GIT_TERMINAL_PROMPT", "0").env("GIT_HTTP_LOW_SPEED_LIMIT", "1000").env("GIT_HTTP_LOW_SPEED_TIME", "20");
    if !process::ends_well_within(&mut fetch, PATIENCE)? {
        return Ok(End::NotRun(
            "the list of known weaknesses cannot be reached from here. Where it can: cargo xtask test --only advisories".to_owned(),
        ));
    }
    passed(process::run(&mut cargo_deny(paths, &["--locked", "--offline", "check", "advisories"])?))
}

fn built(paths: &Paths, _deep: bool) -> Result<End> {
    build::app_if_changed(paths, Mode::Release)?;
    build::unsealed(paths)?;
    passed(build::hub(paths))
}

fn browser(paths: &Paths, deep: bool) -> Result<End> {
    let words = ["test", "--locked", "--package", "erum-e2e", "--", "--test-threads=1"];
    passed(process::run(&mut stories::cargo(paths, &words, deep)?))
}
