//! Which crates a crate may use, where a mistake would be expensive to find later. `deny.toml` keeps the same through
//! other crates; this names the line.

use super::{Findings, Tree, line_at};
use toml::{Table, Value};

const NORMAL: [&str; 1] = ["dependencies"];
const ALL: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

pub(super) fn check(tree: &Tree, found: &mut Findings) {
    let allowed = ["serde", "serde_json", "thiserror"];
    each_dependency(tree, "crates/domain/Cargo.toml", &NORMAL, found, |name| {
        (!allowed.contains(&name)).then(|| format!("`{name}`: the domain is pure, it uses {} only", allowed.join(", ")))
    });
    let of_content = ["erum-domain", "serde", "spellbook", "thiserror"];
    each_dependency(tree, "crates/content/Cargo.toml", &NORMAL, found, |name| {
        (!of_content.contains(&name)).then(|| format!("`{name}`: judging content is pure, it uses {} only", of_content.join(", ")))
    });
    let of_the_vault = ["argon2", "base64ct", "chacha20", "chacha20poly1305", "hpke", "serde", "sha2", "thiserror", "zeroize"];
    each_dependency(tree, "crates/vault/Cargo.toml", &NORMAL, found, |name| {
        (!of_the_vault.contains(&name))
            .then(|| format!("`{name}`: the vault seals and opens bytes, it uses {} only", of_the_vault.join(", ")))
    });
    each_dependency(tree, "crates/hub/Cargo.toml", &ALL, found, |name| {
        of_family(name, &["leptos"]).then(|| format!("`{name}`: the hub shows nothing"))
    });
    let of_servers = ["tokio", "sqlx", "rusqlite", "axum", "hyper", "tower", "rustls"];
    each_dependency(tree, "Cargo.toml", &ALL, found, |name| {
        of_family(name, &of_servers).then(|| format!("`{name}`: the app lives in a browser"))
    });
}

/// The crate itself, or one of those that come with it: `tokio`, `tokio-util`, `leptos_dom`.
fn of_family(name: &str, families: &[&str]) -> bool {
    families.iter().any(|family| name.strip_prefix(family).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_'])))
}

/// Also those for one kind of machine, and those under another name.
fn each_dependency(tree: &Tree, file: &str, tables: &[&str], found: &mut Findings, wrong: impl Fn(&str) -> Option<String>) {
    let Some(file) = tree.file(file) else { return };
    let Ok(cargo) = file.text.parse::<Table>() else {
        return found.add(&file.name, 1, "is no TOML");
    };
    let for_some = cargo.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let lists = std::iter::once(&cargo).chain(for_some).flat_map(|place| tables.iter().filter_map(|table| place.get(*table)?.as_table()));
    for (key, what) in lists.flatten() {
        let name = what.get("package").and_then(Value::as_str).unwrap_or(key);
        if let Some(why) = wrong(name) {
            let at = file.text.find(&format!("\n{key}")).map_or(0, |at| at + 1);
            found.add(&file.name, line_at(&file.text, at), &why);
        }
    }
}
