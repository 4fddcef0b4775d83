//! Which crates a crate may use, where a mistake would be expensive to find later.

use super::{Findings, Tree, line_at};

pub(super) fn check(tree: &Tree, found: &mut Findings) {
    let allowed = ["serde", "serde_json", "thiserror"];
    each_dependency(tree, "crates/domain/Cargo.toml", &["dependencies"], found, |name| {
        (!allowed.contains(&name)).then(|| format!("`{name}`: the domain is pure, it uses {} only", allowed.join(", ")))
    });
    let of_the_vault = ["argon2", "base64ct", "chacha20", "chacha20poly1305", "hpke", "serde", "sha2", "thiserror", "zeroize"];
    each_dependency(tree, "crates/vault/Cargo.toml", &["dependencies", "build-dependencies"], found, |name| {
        (!of_the_vault.contains(&name))
            .then(|| format!("`{name}`: the vault seals and opens bytes, it uses {} only", of_the_vault.join(", ")))
    });
    each_dependency(tree, "crates/hub/Cargo.toml", &["dependencies", "dev-dependencies", "build-dependencies"], found, |name| {
        name.starts_with("leptos").then(|| format!("`{name}`: the hub shows nothing"))
    });
}

fn each_dependency(tree: &Tree, file: &str, tables: &[&str], found: &mut Findings, wrong: impl Fn(&str) -> Option<String>) {
    let Some(file) = tree.file(file) else { return };
    let Ok(cargo) = file.text.parse::<toml::Table>() else {
        return found.add(&file.name, 1, "is no TOML");
    };
    let names = tables.iter().filter_map(|table| cargo.get(*table)?.as_table()).flat_map(toml::Table::keys);
    for name in names {
        if let Some(why) = wrong(name) {
            let at = file.text.find(&format!("\n{name}")).map_or(0, |at| at + 1);
            found.add(&file.name, line_at(&file.text, at), &why);
        }
    }
}
