//! Turns the keys of the interface's Swedish words into typed names, so that the compiler finds a missing word (no such
//! name) and an unused one (a constant never used). Words of coded lists (`code.…`) are looked up by code and
//! checked by `cargo xtask content` instead. Never writes outside OUT_DIR.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Everyone's, staff's and the coordinators'.
const SOURCES: [&str; 3] = ["content/words/sv.json", "content/words/staff/sv.json", "content/words/samordning/sv.json"];
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        let words: BTreeMap<String, String> = serde_json::from_str(&std::fs::read_to_string(source)?)?;
        for key in words.keys().filter(|key| !key.starts_with("code.")) {
            let (base, kind) = match key.rsplit_once('_') {
                Some((base, category)) if PLURALS.contains(&category) => (base, "Counted"),
                _ => (key.as_str(), "Word"),
            };
            let name = base.to_uppercase().replace(['.', '-'], "_");
            names.insert(name, format!("{kind} = {kind}({base:?})"));
        }
    }
    let mut code = String::new();
    for (name, value) in names {
        writeln!(code, "pub(crate) const {name}: {value};")?;
    }
    let out = std::path::PathBuf::from(std::env::var("OUT_DIR")?).join("words.rs");
    std::fs::write(out, code)?;
    Ok(())
}
