//! Bills of materials of what is delivered: every crate and npm package of the app and of the hub, as CycloneDX 1.5.
//! No names of people, no times, no folders of this machine: the same sources give the same file.
//!
//! cargo-cyclonedx 0.5.9 was tried: it writes authors' names and addresses, the checkout's path, the time and a random
//! number into the bill, leaves it among the sources, and knows nothing of npm.

mod crates;
mod npm;

use crate::paths::Paths;
use crate::process;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A crate or an npm package. Known by its package URL, which has name and version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Component {
    purl: String,
    name: String,
    version: String,
    licence: Option<String>,
    /// Algorithm and digest, as CycloneDX and hexadecimal digits.
    hash: Option<(&'static str, String)>,
    /// Whether it is in what is delivered; else it only helped to build it.
    delivered: bool,
}

/// What one program is made of.
struct Bill {
    /// The program itself.
    program: Component,
    components: BTreeSet<Component>,
    /// Who uses whom, by package URL.
    uses: BTreeMap<String, BTreeSet<String>>,
}

/// Writes one bill for the app and one for the hub into a folder; tells how many components.
pub(crate) fn write(paths: &Paths, folder: &Path) -> Result<String> {
    let (app, hub) = (app(paths)?, hub(paths)?);
    for (name, bill) in [("erum-app.cdx.json", &app), ("erum-hub.cdx.json", &hub)] {
        let text = serde_json::to_string_pretty(&bill.as_cyclonedx())? + "\n";
        fs::write(folder.join(name), text).with_context(|| format!("cannot write {name}"))?;
    }
    Ok(format!("{} components of the app, {} of the hub", app.components.len(), hub.components.len()))
}

/// What the browser gets: crates, fonts and icons.
fn app(paths: &Paths) -> Result<Bill> {
    let mut bill = crates::bill(paths, "erum", "wasm32-unknown-unknown")?;
    bill.components.extend(npm::components(paths)?);
    Ok(bill)
}

/// The hub's program, for a machine like this one.
fn hub(paths: &Paths) -> Result<Bill> {
    let said = process::output(&mut process::program("rustc", &["-vV"]))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc does not say what machine this is")?;
    crates::bill(paths, "erum-hub", host)
}

impl Bill {
    fn as_cyclonedx(&self) -> Value {
        let uses = self.uses.iter().map(|(who, whom)| json!({ "ref": who, "dependsOn": whom }));
        json!({
            "bomFormat": "CycloneDX",
            "specVersion": "1.5",
            "version": 1,
            "metadata": {
                "tools": { "components": [{ "type": "application", "name": "cargo xtask dist", "version": env!("CARGO_PKG_VERSION") }] },
                "component": self.program.as_cyclonedx("application"),
            },
            "components": self.components.iter().map(|component| component.as_cyclonedx("library")).collect::<Vec<_>>(),
            "dependencies": uses.collect::<Vec<_>>(),
        })
    }
}

impl Component {
    fn as_cyclonedx(&self, kind: &str) -> Value {
        let mut value = json!({
            "type": kind,
            "bom-ref": self.purl,
            "name": self.name,
            "version": self.version,
            "purl": self.purl,
            "scope": if self.delivered { "required" } else { "excluded" },
        });
        if let Some(licence) = &self.licence {
            value["licenses"] = json!([{ "expression": licence }]);
        }
        if let Some((algorithm, digest)) = &self.hash {
            value["hashes"] = json!([{ "alg": algorithm, "content": digest }]);
        }
        value
    }
}

#[cfg(test)]
mod tests;
