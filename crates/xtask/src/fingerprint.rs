//! Whether anything a part is made of has changed, by content. Never by time: a fresh checkout has new times.

use crate::paths::{Paths, files_below};
use crate::precache::hashes::{hex, sha256};
use anyhow::{Context, Result};
use std::fs;

/// SHA-256 over names and contents.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint(String);

impl Fingerprint {
    /// Of these files and folders, and of how the part is made.
    pub(crate) fn of(paths: &Paths, inputs: &[&str], how: &str) -> Self {
        let mut lines = format!("{how}\n");
        for input in inputs {
            let path = paths.join(input);
            let files = if path.is_dir() { files_below(&path) } else { vec![path] };
            for file in files {
                let bytes = fs::read(&file).unwrap_or_default();
                lines += &format!("{} {}\n", paths.name(&file), hex(&sha256(&bytes)));
            }
        }
        Self(hex(&sha256(lines.as_bytes())))
    }

    /// Whether the part was last made from the same.
    pub(crate) fn is_noted(&self, paths: &Paths, part: &str) -> bool {
        fs::read_to_string(paths.notes().join(part)).is_ok_and(|noted| noted == self.0)
    }

    /// Notes that the part has been made from this.
    pub(crate) fn note(&self, paths: &Paths, part: &str) -> Result<()> {
        fs::create_dir_all(paths.notes())?;
        fs::write(paths.notes().join(part), &self.0).context("cannot note what was built")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::scratch::Scratch;

    #[test]
    fn a_changed_file_is_noticed_and_the_same_content_is_not() {
        let scratch = Scratch::new();
        scratch.write("src/a.rs", "one");
        let first = Fingerprint::of(&scratch.0, &["src", "missing.toml"], "release");
        first.note(&scratch.0, "part").unwrap();
        scratch.write("src/a.rs", "one");
        assert!(Fingerprint::of(&scratch.0, &["src", "missing.toml"], "release").is_noted(&scratch.0, "part"));
        assert_ne!(Fingerprint::of(&scratch.0, &["src", "missing.toml"], "dev"), first);
        scratch.write("src/b.rs", "two");
        assert_ne!(Fingerprint::of(&scratch.0, &["src", "missing.toml"], "release"), first);
    }
}
