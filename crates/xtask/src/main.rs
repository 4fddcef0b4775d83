//! `cargo xtask <command>`: builds, runs, checks and measures everything, from the repository's root.
//!
//! Knows the commands and their flags; never does the work itself. Modules in reading order.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal speaks by printing")]

mod args;
mod paths;
mod process;
mod say;

mod tools;

mod assets;
mod content;

mod assemble;
mod build;
mod fingerprint;
mod lock;
mod precache;

mod bench;
mod dist;
mod finding;
mod run;
mod sbom;
mod stories;
mod test;
mod tidy;

use args::Args;
use paths::Paths;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  run      build what changed, start the hub, print what to open   [--port 8080] [--data DIR] [--demo]
  build    make target/dist: packs, styles, app, hashes            [--dev] [--force]
  content  check content/ and compile it to target/packs           [--check]
  precache write the app's list of files into target/dist          [--dev]
  finding  ask for guides as people do, and tell what is found   [--queries FILE] [--speed]
  tidy     the house rules that no compiler keeps
  test     everything that proves the project                      [--deep] [--only PART]
  bench    measure against budgets.toml
  dist     make target/erum-<version>.tar.gz
  help     this list";

fn main() -> ExitCode {
    match command() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> anyhow::Result<()> {
    let paths = Paths::of_this_checkout();
    let mut args = Args::of_this_process();
    let Some(name) = args.command() else {
        println!("{HELP}");
        return Ok(());
    };
    match name.as_str() {
        "run" => run::command(&paths, args),
        "build" => build::command(&paths, args),
        "content" => content::command(&paths, args),
        "precache" => precache::command(&paths, args),
        "finding" => finding::command(&paths, args),
        "tidy" => tidy::command(&paths, args),
        "test" => test::command(&paths, args),
        "bench" => bench::command(&paths, args),
        "dist" => dist::command(&paths, args),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => anyhow::bail!("there is no command `{other}`. `cargo xtask help` lists them"),
    }
}
