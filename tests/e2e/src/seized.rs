//! The seized-profile scan: everything a finder could read in a tablet's Chromium profile, searched for what nobody may find.
//!
//! Never guesses that a file is harmless: every file is searched as it lies there, and again after every layer it is
//! packed in has been taken off. What is passed over (`excepted.rs`) is passed over by name and proven equal to the
//! built app. Never writes into a profile, and never needs the browser.
//!
//! Surprises, Chromium 156 on Linux: IndexedDB is LevelDB, and a day's values lie uncompressed in its `.log`, deleted ones
//! too; a `.ldb` comes after 4 MB, Blink's own Snappy from 64 KiB, V8's compiled WebAssembly in Cache Storage's `…_1`.
//! `Sessions` keeps which radio button was chosen, by position: no search for words finds it (see `forms.rs`), and the
//! list of closed tabs keeps it over restarts. `segmentation_platform/ukm_db` keeps every address besides `History`.
//!
//! Not looked at: what the file system or the flash keeps of deleted files, swap, memory, and anything outside the
//! profile. An SQLite value whose overflow pages were freed is found only page by page.
//!
//! Modules in reading order.

mod canary;
mod needles;
mod spellings;

mod bytes;
mod stream;

mod forms;
mod leveldb;
mod packed;
mod sessions;
mod simple_cache;
mod sqlite;
mod text;
mod value;

mod excepted;
mod opened;
mod report;

pub use canary::Canary;
pub use excepted::Built;
pub use report::{Hit, Report};

use anyhow::{Context, Result};
use needles::Needles;
use opened::Opened;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use stream::Stream;

/// Layers inside layers beyond this are nobody's doing.
const DEEPEST: usize = 5;

/// Searches a whole profile for the canaries; what is byte-equal to a file of the built app is passed over.
///
/// # Errors
/// When the profile cannot be read, or a canary is too short to mean anything.
pub fn scan(profile: &Path, built: Option<&Built>, canaries: &[Canary]) -> Result<Report> {
    let begun = Instant::now();
    let needles = Needles::new(canaries)?;
    let mut report = Report::default();
    for path in files(profile)? {
        let bytes = fs::read(&path).with_context(|| format!("read {}", path.display()))?;
        let file = path.strip_prefix(profile).unwrap_or(&path).to_string_lossy().into_owned();
        report.files += 1;
        report.bytes += bytes.len();
        // A name can tell as much as what is in it.
        search(&Stream::new(&file, "name", file.clone().into_bytes()), 0, &needles, &mut report);
        let beside = |ending: &str| fs::read(format!("{}{ending}", path.display())).ok();
        let opened = Opened::of(&file, &bytes, beside, built);
        for stream in &opened.streams {
            search(stream, 0, &needles, &mut report);
        }
        report.excepted.extend(opened.excepted);
    }
    report.took = begun.elapsed();
    Ok(report)
}

fn search(stream: &Stream, depth: usize, needles: &Needles, report: &mut Report) {
    report.streams += 1;
    let anyway = stream.made_of.as_ref().map(|built| needles.find(built)).unwrap_or_default();
    report.note(stream, needles.find(&stream.bytes), &anyway);
    report.kept_forms.extend(forms::kept(&stream.bytes).into_iter().map(|kept| format!("{} {kept}", stream.place())));
    if depth < DEEPEST {
        for inner in stream.within() {
            search(&inner, depth + 1, needles, report);
        }
    }
}

/// Every file of a folder, in a fixed order. Links are not followed: Chromium's lock is a dangling one.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("read {}", folder.display()))? {
            let entry = entry?;
            match entry.file_type()? {
                kind if kind.is_dir() => folders.push(entry.path()),
                kind if kind.is_file() => found.push(entry.path()),
                _ => {}
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &[u8] = b"const step = 'oppen-fagel';";

    /// A profile of one file, scanned with a build of one script.
    fn scanned(file: &str, bytes: &[u8]) -> Report {
        let profile = tempfile::tempdir().unwrap();
        let path = profile.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        let canaries = [Canary::new("open", "oppen-fagel"), Canary::new("secret", "hemlig-fagel")];
        scan(profile.path(), Some(&Built::with("/app.js", SCRIPT)), &canaries).unwrap()
    }

    fn names(report: &Report) -> Vec<&str> {
        report.hits.keys().map(|hit| hit.canary.as_str()).collect()
    }

    #[test]
    fn compiled_code_is_passed_over_only_for_what_the_built_file_says_too() {
        let key = "_keyhttp://localhost:1/app.js \nhttp://localhost:1/";
        let code = simple_cache::tests::written(key, b"\x00\x01oppen-fagel\x02hemlig-fagel", b"");
        let report = scanned("Default/Code Cache/js/0123456789abcdef_0", &code);
        assert_eq!(names(&report), ["secret"]);
        assert!(report.excepted.iter().any(|passed| passed.contains("open in Code Cache")));
    }

    #[test]
    fn a_file_is_searched_by_its_name_too_and_layers_within_layers_are_taken_off() {
        assert_eq!(names(&scanned("Default/IndexedDB/hemlig-fagel.txt", b"")), ["secret"]);
        let packed = snap::raw::Encoder::new().compress_vec(&b"en hemlig-fagel ".repeat(40)).unwrap();
        let inner = format!("{{\"value\":\"{}\"}}", text::to_base64(&[&[0xff, 0x11, 0x02][..], &packed].concat()));
        let report = scanned("Default/unheard-of", inner.as_bytes());
        assert!(report.hits.keys().any(|hit| hit.place.ends_with("raw › base64 › Blink's Snappy")), "{report}");
    }
}
