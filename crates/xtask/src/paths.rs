//! Where things lie. The only place that knows the folders' names; never reads or writes.

use std::path::{Path, PathBuf};

/// A checkout. Tests make one in a temporary folder.
#[derive(Clone, Debug)]
pub(crate) struct Paths {
    root: PathBuf,
}

impl Paths {
    pub(crate) fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The checkout that this xtask was built from, wherever one stands in it.
    pub(crate) fn of_this_checkout() -> Self {
        let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        Self::at(here.ancestors().nth(2).map_or_else(|| PathBuf::from("."), Path::to_path_buf))
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path below the root, written with slashes.
    pub(crate) fn join(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// The path as people name it: below the root, with slashes.
    pub(crate) fn name(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string().replace('\\', "/")
    }

    /// What the browser gets.
    pub(crate) fn dist(&self) -> PathBuf {
        self.join("target/dist")
    }

    /// What the browser gets without sealing, for one story.
    pub(crate) fn unsealed(&self) -> PathBuf {
        self.join("target/dist-unsealed")
    }

    /// Compiled guides and places.
    pub(crate) fn packs(&self) -> PathBuf {
        self.join("target/packs")
    }

    /// The interface's words, as the app fetches them.
    pub(crate) fn words(&self) -> PathBuf {
        self.join("target/words")
    }

    /// Styles, fonts and icons, made ready for Trunk and the assembly.
    pub(crate) fn assets(&self) -> PathBuf {
        self.join("target/assets")
    }

    /// Notes that xtask keeps between runs.
    pub(crate) fn notes(&self) -> PathBuf {
        self.join("target/erum")
    }

    /// Where cargo puts what it builds.
    pub(crate) fn cargo_target(&self) -> PathBuf {
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.join("target"), |dir| self.root.join(dir))
    }

    /// The hub's program, as `cargo build --profile server` leaves it.
    pub(crate) fn hub(&self) -> PathBuf {
        self.cargo_target().join("server").join(format!("erum-hub{}", std::env::consts::EXE_SUFFIX))
    }
}

/// All files below a folder, sorted, so that nothing depends on the order a file system gives. Empty when it is missing.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// Direct children of a folder, sorted. Empty when it is missing.
pub(crate) fn children(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
    found.sort();
    found
}

/// Whether a file's name ends so.
pub(crate) fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().and_then(|e| e.to_str()).is_some_and(|e| endings.contains(&e))
}

#[cfg(test)]
pub(crate) mod scratch {
    //! Temporary checkouts for tests.

    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static NEXT: AtomicUsize = AtomicUsize::new(0);

    /// An empty checkout that is removed when dropped.
    pub(crate) struct Scratch(pub(crate) Paths);

    impl Scratch {
        pub(crate) fn new() -> Self {
            let name = format!("erum-xtask-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let root = std::env::temp_dir().join(name);
            std::fs::create_dir_all(&root).unwrap();
            Self(Paths::at(root))
        }

        /// Writes a file below the root.
        pub(crate) fn write(&self, below: &str, text: &str) -> &Self {
            let path = self.0.join(below);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
            self
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            std::fs::remove_dir_all(self.0.root()).ok();
        }
    }
}
