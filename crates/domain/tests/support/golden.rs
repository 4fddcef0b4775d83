//! The golden files: name and text.

use std::path::Path;

/// All golden JSON files whose names begin so, in order: name without `.json`, and the text without its line end.
pub(crate) fn files(beginning: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let entries = std::fs::read_dir(&folder).expect("the folder of golden files is there");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let mut files: Vec<_> = paths.filter_map(|path| golden(&path)).filter(|(name, _)| name.starts_with(beginning)).collect();
    files.sort_unstable();
    assert!(!files.is_empty(), "no golden file begins with {beginning}");
    files
}

fn golden(path: &Path) -> Option<(String, String)> {
    let name = path.file_name()?.to_str()?.strip_suffix(".json")?.to_owned();
    let text = std::fs::read_to_string(path).expect("a golden file can be read");
    Some((name, text.trim_end().to_owned()))
}
