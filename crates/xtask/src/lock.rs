//! One build at a time in a checkout: a second one waits instead of writing into the same folders.

use crate::paths::Paths;
use crate::say;
use anyhow::{Context, Result};
use std::fs::File;

/// Holds until dropped, or until the process ends in whatever way.
pub(crate) fn hold(paths: &Paths) -> Result<File> {
    let folder = paths.notes();
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let file = File::create(folder.join("lock")).context("cannot make the build's lock")?;
    if file.try_lock().is_err() {
        say::begins("build", "waiting for another build in this checkout");
        file.lock().context("cannot wait for the other build")?;
    }
    Ok(file)
}
