//! Where things are: the binaries, the built app, and where pictures and traces go. Each can be moved by an
//! environment variable.

use std::path::{Path, PathBuf};

/// The checkout.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Cargo's target directory.
pub fn target() -> PathBuf {
    from_env("CARGO_TARGET_DIR").unwrap_or_else(|| root().join("target"))
}

/// The hub: `ERUM_HUB`.
pub fn hub() -> PathBuf {
    from_env("ERUM_HUB").unwrap_or_else(|| target().join("server/erum-hub"))
}

/// The built app: `ERUM_DIST`.
pub fn app() -> PathBuf {
    from_env("ERUM_DIST").unwrap_or_else(|| target().join("dist"))
}

/// The same app built without sealing, to prove that the scan would find what sealing hides: `ERUM_DIST_UNSEALED`.
pub fn unsealed_app() -> PathBuf {
    from_env("ERUM_DIST_UNSEALED").unwrap_or_else(|| target().join("dist-unsealed"))
}

/// axe-core: `ERUM_AXE`.
pub fn axe() -> PathBuf {
    from_env("ERUM_AXE").unwrap_or_else(|| root().join("node_modules/axe-core/axe.min.js"))
}

/// Pictures of every screen: `ERUM_SCREENS`.
pub fn screens() -> PathBuf {
    from_env("ERUM_SCREENS").unwrap_or_else(|| target().join("screens"))
}

/// What a failed story looked like.
pub fn failures() -> PathBuf {
    target().join("e2e-failures")
}

/// What the scans of seized profiles found.
pub fn seized() -> PathBuf {
    target().join("seized")
}

/// What the bench measured.
pub fn bench() -> PathBuf {
    target().join("bench")
}

/// Chromium: `ERUM_CHROMIUM`.
pub fn chromium() -> PathBuf {
    from_env("ERUM_CHROMIUM").unwrap_or_else(|| "/usr/bin/chromium".into())
}

/// Its driver: `ERUM_CHROMEDRIVER`.
pub fn chromedriver() -> PathBuf {
    from_env("ERUM_CHROMEDRIVER").unwrap_or_else(|| "/usr/bin/chromedriver".into())
}

/// Whether the full counts are asked for: `ERUM_DEEP=1`.
pub fn deep() -> bool {
    std::env::var("ERUM_DEEP").is_ok_and(|value| value == "1")
}

/// A relative path counts from the checkout, wherever cargo runs the test.
fn from_env(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(|value| root().join(value))
}
