//! The npm packages that the app's fonts and icons come from, as package-lock.json has them.

use super::Component;
use crate::paths::Paths;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What helps to build or to test and is not delivered. Another package counts as delivered until it stands here.
const TOOLS: [&str; 2] = ["axe-core", "binaryen"];

#[derive(Deserialize)]
struct Lock {
    packages: BTreeMap<String, Package>,
}

#[derive(Deserialize)]
struct Package {
    version: Option<String>,
    license: Option<String>,
    integrity: Option<String>,
}

pub(super) fn components(paths: &Paths) -> Result<Vec<Component>> {
    let text = std::fs::read_to_string(paths.join("package-lock.json")).context("cannot read package-lock.json")?;
    let lock: Lock = serde_json::from_str(&text).context("cannot understand package-lock.json")?;
    // The one without a folder is our own list.
    let packages = lock.packages.into_iter().filter_map(|(folder, package)| {
        let name = folder.rsplit_once("node_modules/")?.1.to_owned();
        Some(component(name, package))
    });
    packages.collect()
}

fn component(name: String, package: Package) -> Result<Component> {
    let version = package.version.with_context(|| format!("package-lock.json has no version of {name}"))?;
    let hash = package.integrity.as_deref().and_then(|integrity| integrity.strip_prefix("sha512-")).and_then(hex_of_base64);
    Ok(Component {
        purl: format!("pkg:npm/{}@{version}", name.replace('@', "%40")),
        version,
        licence: package.license,
        hash: hash.map(|digest| ("SHA-512", digest)),
        delivered: !TOOLS.contains(&name.as_str()),
        name,
    })
}

/// npm writes digests in base 64, CycloneDX in hexadecimal digits.
fn hex_of_base64(text: &str) -> Option<String> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut hex) = (0_u32, 0, String::new());
    for digit in text.trim_end_matches('=').bytes() {
        let value = DIGITS.iter().position(|known| *known == digit)?;
        bits = (bits << 6) | u32::try_from(value).ok()?;
        count += 6;
        if count >= 8 {
            count -= 8;
            hex += &format!("{:02x}", (bits >> count) & 0xff);
        }
    }
    Some(hex)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::scratch::Scratch;

    #[test]
    fn a_digest_is_written_in_hexadecimal_digits() {
        assert_eq!(hex_of_base64("aGVq").as_deref(), Some("68656a"));
        assert_eq!(hex_of_base64("/wA=").as_deref(), Some("ff00"));
        assert_eq!(hex_of_base64("å"), None);
    }

    #[test]
    fn fonts_are_delivered_and_tools_are_not() {
        let scratch = Scratch::new();
        let lock = r#"{"packages":{"":{"name":"own"},"node_modules/@x/font":{"version":"1.0.0","license":"OFL-1.1","integrity":"sha512-aGVq"},
            "node_modules/axe-core":{"version":"2.0.0"}}}"#;
        scratch.write("package-lock.json", lock);
        let found = components(&scratch.0).unwrap();
        assert_eq!(
            found.iter().map(|one| (one.purl.as_str(), one.delivered)).collect::<Vec<_>>(),
            [("pkg:npm/%40x/font@1.0.0", true), ("pkg:npm/axe-core@2.0.0", false)]
        );
        assert_eq!(found[0].hash, Some(("SHA-512", "68656a".to_owned())));
    }
}
