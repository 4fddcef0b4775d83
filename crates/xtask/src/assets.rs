//! Styles, fonts and icons: made ready in `target/assets` for Trunk and the assembly. Nothing is fetched here.

mod fonts;
pub(crate) mod icons;
mod styles;

use crate::paths::Paths;
use crate::say;
use anyhow::{Context, Result};
use std::fs;

/// Makes everything anew. `dev` keeps comments in the styles.
pub(crate) fn make(paths: &Paths, dev: bool) -> Result<()> {
    say::timed("assets", || {
        let out = paths.assets();
        fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
        let fonts = fonts::make(paths)?;
        let icons = icons::make(paths)?;
        let bytes = styles::make(paths, dev)?;
        Ok(((), format!("{fonts} font files, {icons} icons, styles of {} kB", bytes / 1024)))
    })
}

/// Writes a file, and only when it changes: Trunk and browsers care.
fn write(paths: &Paths, name: &str, bytes: &[u8]) -> Result<()> {
    let path = paths.assets().join(name);
    if fs::read(&path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
