//! The crates of a program, as cargo would compile them for one kind of machine: no more, no fewer.

use super::{Bill, Component};
use crate::paths::Paths;
use crate::process;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The part of Cargo.lock that is needed.
#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    checksum: Option<String>,
}

/// One line of `cargo tree`.
struct Line {
    depth: usize,
    name: String,
    version: String,
    licence: Option<String>,
}

/// Of this package, compiled for this kind of machine.
pub(super) fn bill(paths: &Paths, package: &str, machine: &str) -> Result<Bill> {
    let checksums = checksums(paths)?;
    let all = tree(paths, package, machine, "normal,build")?;
    // What a macro is made of runs while compiling and is not in the program.
    let inside: BTreeSet<String> = tree(paths, package, machine, "normal,no-proc-macro")?.iter().map(Line::purl).collect();
    let component = |line: &Line| Component {
        purl: line.purl(),
        name: line.name.clone(),
        version: line.version.clone(),
        licence: line.licence.clone(),
        hash: checksums.get(&(line.name.clone(), line.version.clone())).map(|sum| ("SHA-256", sum.clone())),
        delivered: inside.contains(&line.purl()),
    };
    let Some((program, others)) = all.split_first() else { bail!("cargo knows no package {package}") };
    Ok(Bill { program: component(program), components: others.iter().map(component).collect(), uses: uses(&all) })
}

fn tree(paths: &Paths, package: &str, machine: &str, edges: &str) -> Result<Vec<Line>> {
    let args =
        ["tree", "--locked", "--package", package, "--target", machine, "--edges", edges, "--prefix", "depth", "--format", "|{p}|{l}|"];
    let text = process::output(&mut process::cargo(paths, &args))?;
    text.lines().map(|line| Line::read(line).with_context(|| format!("cannot understand what cargo tree says: {line}"))).collect()
}

/// Each line belongs to the nearest one above that is less deep.
fn uses(lines: &[Line]) -> BTreeMap<String, BTreeSet<String>> {
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut above: Vec<String> = Vec::new();
    for line in lines {
        above.truncate(line.depth);
        if let Some(user) = above.last() {
            uses.entry(user.clone()).or_default().insert(line.purl());
        }
        uses.entry(line.purl()).or_default();
        above.push(line.purl());
    }
    uses
}

fn checksums(paths: &Paths) -> Result<BTreeMap<(String, String), String>> {
    let text = std::fs::read_to_string(paths.join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let lock: Lock = toml::from_str(&text).context("cannot understand Cargo.lock")?;
    Ok(lock.package.into_iter().filter_map(|locked| Some(((locked.name, locked.version), locked.checksum?))).collect())
}

impl Line {
    /// `1|serde v1.0.229|MIT OR Apache-2.0|`, perhaps with a path or a remark after the version, and a star at the end.
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('|');
        let depth = parts.next()?.parse().ok()?;
        let mut package = parts.next()?.split_whitespace();
        let (name, version) = (package.next()?.to_owned(), package.next()?.strip_prefix('v')?.to_owned());
        // Old crates write a slash for "or".
        let licence = Some(parts.next()?.replace('/', " OR ")).filter(|licence| !licence.is_empty());
        Some(Self { depth, name, version, licence })
    }

    fn purl(&self) -> String {
        format!("pkg:cargo/{}@{}", self.name, self.version.replace('+', "%2B"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_uses_whom_is_read_from_the_depth() {
        let text =
            "0|erum-hub v0.1.0 (/somewhere)|EUPL-1.2|\n1|a v1.0.0 (proc-macro)|MIT/Apache-2.0|\n2|b v2.0.0+c|MIT|\n1|b v2.0.0+c|MIT| (*)";
        let lines: Vec<Line> = text.lines().map(|line| Line::read(line).unwrap()).collect();
        assert_eq!(lines[1].licence.as_deref(), Some("MIT OR Apache-2.0"));
        let uses = uses(&lines);
        let of = |who: &str| uses[who].iter().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(of("pkg:cargo/erum-hub@0.1.0"), ["pkg:cargo/a@1.0.0", "pkg:cargo/b@2.0.0%2Bc"]);
        assert_eq!(of("pkg:cargo/a@1.0.0"), ["pkg:cargo/b@2.0.0%2Bc"]);
        assert_eq!(of("pkg:cargo/b@2.0.0%2Bc"), [""; 0]);
    }
}
