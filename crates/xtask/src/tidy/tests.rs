//! Each rule finds what it is for, with file and line, and leaves sound files alone.

use super::*;
use crate::paths::scratch::Scratch;

/// A checkout that keeps every rule, with one file changed.
fn found_in(name: &str, text: &str) -> Vec<String> {
    let scratch = Scratch::new();
    scratch
        .write("README.md", "# x\n")
        .write(
            "ARCHITECTURE.md",
            "`src/pages/` `src/storage/` `style/pages/` `crates/hub` `crates/content` `crates/domain` `crates/vault` `tests/e2e` `src/coordination`\n",
        )
        .write("src/pages/start.rs", "//! Start.\n")
        .write("src/storage/drafts.rs", "//! Drafts.\n")
        .write("src/coordination/page.rs", "//! Page.\n")
        .write("style/pages/start.css", "a { margin-inline: 0; --left: 1; }\n")
        .write("crates/hub/Cargo.toml", "[dependencies]\naxum = \"1\"\n")
        .write("crates/domain/Cargo.toml", "[dependencies]\nserde.workspace = true\n")
        .write("crates/content/Cargo.toml", "[dependencies]\nerum-domain.workspace = true\n[dev-dependencies]\nproptest = \"1\"\n")
        .write("crates/vault/Cargo.toml", "[dependencies]\nargon2 = \"0.6\"\nserde.workspace = true\n")
        .write("tests/e2e/src/lib.rs", "//! Stories.\n");
    assert_eq!(findings(&Tree::read(&scratch.0)).0, Vec::<String>::new(), "the sound checkout");
    scratch.write(name, text);
    findings(&Tree::read(&scratch.0)).0
}

fn finds(name: &str, text: &str, line: usize, part: &str) {
    let found = found_in(name, text);
    let place = format!("{name}:{line}  ");
    assert!(found.iter().any(|finding| finding.starts_with(&place) && finding.contains(part)), "{place}{part} not in {found:#?}");
}

#[test]
fn a_file_says_what_it_is_for_is_short_and_has_a_name() {
    finds("src/a.rs", "fn a() {}\n", 1, "must begin");
    finds("src/a.rs", &format!("//! A.\n{}", "\n".repeat(500)), 501, "501 lines");
    finds("src/date_utils.rs", "//! A.\n", 1, "utils");
    finds("src/a.rs", concat!("//! A.\n\n// TO", "DO later\n"), 3, "do it");
}

#[test]
fn text_never_becomes_html_and_nothing_comes_from_elsewhere() {
    finds("src/a.rs", "//! A.\nview! { <p inner_html=x/> }\n", 2, "inner_html");
    finds("public/boot.js", "a.innerHTML = b\n", 1, "innerHTML");
    finds("src/a.rs", "//! A.\nconst A: &str = \"https://example.org/\";\n", 2, "another origin");
    finds("style/pages/a.css", "a {\n  background: url(https://example.org/a);\n}\n", 2, "another origin");
    finds("index.html", "<script src=\"https://example.org/a.js\"></script>\n", 1, "another origin");
    finds("public/sw.js", "\nfetch('http://example.org')\n", 2, "another origin");
    let sound = "//! inner_html and https://example.org in a comment.\nconst NS: &str = \"http://www.w3.org/2000/svg\";\n";
    assert!(found_in("src/a.rs", sound).is_empty());
}

#[test]
fn rooms_know_only_whom_they_may() {
    finds("src/pages/a.rs", "//! A.\nuse crate::storage::drafts;\n", 2, "crate::storage");
    finds("src/pages/a.rs", "//! A.\nuse crate::{\n    journal,\n    sync::{self, wake},\n};\n", 4, "crate::sync");
    finds("src/components/a.rs", "//! A.\nuse web_sys::{Event, IdbFactory};\n", 2, "Idb");
    finds("src/storage/a.rs", "//! A.\nuse leptos::prelude::*;\n", 2, "leptos");
    finds("src/sync.rs", "//! A.\nfn a() { view! { } }\n", 2, "view!");
    finds("src/pages/resident/a.rs", "//! A.\nuse crate::{desk::Desk, words};\n", 2, "crate::desk");
    finds("src/coordination/a.rs", "//! A.\nuse crate::journal;\n", 2, "crate::journal");
    for pure in ["crates/domain/src/a.rs", "crates/vault/src/a.rs"] {
        finds(pure, "//! A.\nuse std::{\n    fmt,\n    fs::read,\n};\n", 4, "std::fs");
        finds(pure, "//! A.\nuse std::time::Instant;\n", 2, "std::time");
        finds(pure, "//! A.\nasync fn a() {}\n", 2, "async");
        finds(pure, "//! A.\nlet rng = hpke::rand_core::OsRng;\n", 2, "OsRng");
    }
    assert!(found_in("src/pages/a.rs", "//! A.\nuse crate::{journal, storage_words};\n// crate::storage\n").is_empty());
}

#[test]
fn crates_use_only_what_they_may() {
    finds("crates/domain/Cargo.toml", "[dependencies]\nserde = \"1\"\nrand = \"1\"\n", 3, "rand");
    finds("crates/content/Cargo.toml", "[dependencies]\nserde = \"1\"\nregex = \"1\"\n", 3, "regex");
    for name in ["web-sys", "leptos", "tokio", "sqlx", "axum", "rand", "getrandom", "erum-domain"] {
        finds("crates/vault/Cargo.toml", &format!("[dependencies]\nserde = \"1\"\n{name} = \"1\"\n"), 3, name);
    }
    finds("crates/hub/Cargo.toml", "[dev-dependencies]\nleptos_dom = \"1\"\n", 2, "leptos");
    finds("crates/vault/Cargo.toml", "[target.'cfg(unix)'.dependencies]\ntokio-util = \"1\"\n", 2, "tokio-util");
    finds("Cargo.toml", "[dependencies]\nrun = { package = \"tokio\", version = \"1\" }\n", 2, "`tokio`: the app");
    assert!(found_in("Cargo.toml", "[workspace.dependencies]\ntokio = \"1\"\n[dependencies]\naxumlike = \"1\"\n").is_empty());
    assert!(found_in("crates/domain/Cargo.toml", "[dev-dependencies]\nproptest = \"1\"\n").is_empty());
}

#[test]
fn a_long_function_is_named_and_a_component_may_be_longer() {
    let body = |signature: &str, lines: usize| format!("//! A.\n{signature} {{\n{}}}\n", "    let _a = '{';\n".repeat(lines));
    finds("src/a.rs", &body("fn long(a: [u8; 2]) -> u8", 60), 2, "`long` has 62 lines");
    assert!(found_in("src/a.rs", &body("fn Page() -> impl IntoView", 100)).is_empty());
    finds("src/a.rs", &body("fn Page() -> impl IntoView", 109), 2, "110 at most");
}

#[test]
fn styles_have_no_left_and_no_right() {
    for declaration in ["margin-left: 0", "border-top-right-radius: 1px", "left: 0", "text-align: left", "float: right !important"] {
        finds("style/pages/a.css", &format!("/* left: 0 */\na:hover,\nb {{\n  color: red;\n  {declaration}\n}}\n"), 5, "physical");
    }
}

#[test]
fn the_papers_name_every_folder_and_only_what_exists() {
    let found = found_in("style/print/a.css", "");
    assert!(found.iter().any(|finding| finding.contains("has no line about `style/print/`")), "{found:?}");
    finds("README.md", "# x\nSee `src/gone.rs` and `content/guides/<slug>`.\n", 2, "`src/gone.rs` does not exist");
    finds("README.md", &"x\n".repeat(81), 81, "81 lines");
}

#[test]
fn a_registry_in_the_lock_file_is_found() {
    finds("package-lock.json", "{\n  \"resolved\": \"x\"\n}\n", 2, "names a registry");
}
