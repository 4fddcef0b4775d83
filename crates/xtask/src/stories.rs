//! The browser's tests and measurements: what `tests/e2e` is told through its environment.

use crate::paths::Paths;
use crate::{process, tools};
use anyhow::Result;
use std::process::Command;

/// `cargo <words>` for the crate with the stories, told where everything is.
pub(crate) fn cargo(paths: &Paths, words: &[&str], deep: bool) -> Result<Command> {
    let (chromium, driver) = tools::for_browsers()?;
    let mut command = process::cargo(paths, words);
    command.env("ERUM_DIST", paths.dist()).env("ERUM_HUB", paths.hub());
    command.env("ERUM_CHROMIUM", chromium).env("ERUM_CHROMEDRIVER", driver);
    command.env("ERUM_AXE", paths.join("node_modules/axe-core/axe.min.js"));
    command.env("ERUM_SCREENS", paths.join("target/screens"));
    tell_depth(&mut command, deep);
    Ok(command)
}

/// Whether the full counts are asked for.
pub(crate) fn tell_depth(command: &mut Command, deep: bool) {
    if deep {
        command.env("ERUM_DEEP", "1");
    }
}
