//! Compresses texts and programs with Node's own brotli and gzip.
//!
//! Node is there for fonts and icons anyway. The Rust crates take 6 CPU-seconds to compile before xtask first runs and,
//! in the dev profile, 13 seconds for the app's program alone (measured); Node takes about 3 for everything.

use crate::paths::{Paths, files_below, has_ending};
use crate::process;
use anyhow::{Context, Result};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

const SCRIPT: &str = include_str!("squeeze.mjs");
const ENDINGS: [&str; 7] = ["html", "js", "wasm", "css", "json", "svg", "webmanifest"];

/// Writes `.br` and `.gz` beside each file; tells how many files, and their size as brotli.
pub(super) fn all(paths: &Paths, dist: &Path, quality: u8) -> Result<(usize, u64)> {
    let files: Vec<_> = files_below(dist).into_iter().filter(|path| has_ending(path, &ENDINGS)).collect();
    let mut command = process::program("node", &["--input-type=module", "--eval", SCRIPT, &quality.to_string()]);
    let mut child = command.current_dir(paths.root()).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("cannot start node")?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(&serde_json::to_vec(&files)?)?;
    }
    let out = child.wait_with_output()?;
    anyhow::ensure!(out.status.success(), "compressing failed ({})", out.status);
    let bytes = String::from_utf8_lossy(&out.stdout).trim().parse().context("the compressor said nothing")?;
    Ok((files.len(), bytes))
}
