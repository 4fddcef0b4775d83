//! The `erum-hub` command. Reads the command line, runs one command, says in one sentence what went wrong.
#![forbid(unsafe_code)]

use clap::Parser;
use erum_hub::cli::{Cli, run};
use std::io::Write;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(code) => code,
        Err(error) => {
            // When even this cannot be told, the exit code still does.
            drop(writeln!(std::io::stderr(), "erum-hub: {error}"));
            ExitCode::FAILURE
        }
    }
}
