//! The bills of this checkout name everything, and nothing of this machine.

use super::*;
use serde::Deserialize;

/// What `cargo metadata` says, which is not what the bill is made from.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    dependencies: Vec<Declared>,
}

#[derive(Deserialize)]
struct Declared {
    name: String,
    kind: Option<String>,
    optional: bool,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

fn host() -> String {
    let said = process::output(&mut process::program("rustc", &["-vV"])).unwrap();
    said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

fn metadata(paths: &Paths, machine: &str) -> Metadata {
    let args = ["metadata", "--locked", "--format-version", "1", "--filter-platform", machine];
    serde_json::from_str(&process::output(&mut process::cargo(paths, &args)).unwrap()).unwrap()
}

/// Everything that cannot be left out of a program: from the program on, whatever is declared and not optional.
fn needed(metadata: &Metadata, program: &str) -> BTreeSet<(String, String)> {
    let package = |id: &str| metadata.packages.iter().find(|package| package.id == id).unwrap();
    let mut waiting = vec![metadata.packages.iter().find(|package| package.name == program).unwrap()];
    let mut found = BTreeSet::new();
    while let Some(user) = waiting.pop() {
        let node = metadata.resolve.nodes.iter().find(|node| node.id == user.id).unwrap();
        for used in node.dependencies.iter().map(|id| package(id)) {
            let declared =
                user.dependencies.iter().filter(|declared| declared.name == used.name && declared.kind.as_deref() != Some("dev"));
            let certain = declared.clone().count() > 0 && declared.clone().all(|declared| !declared.optional);
            if certain && found.insert((used.name.clone(), used.version.clone())) {
                waiting.push(used);
            }
        }
    }
    found
}

#[test]
fn every_crate_that_the_hub_or_the_app_uses_is_in_its_bill_with_the_lock_files_checksum() {
    let paths = Paths::of_this_checkout();
    let lock: toml::Table = toml::from_str(&fs::read_to_string(paths.join("Cargo.lock")).unwrap()).unwrap();
    let locked: BTreeSet<(&str, &str, Option<&str>)> = lock["package"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            (package["name"].as_str().unwrap(), package["version"].as_str().unwrap(), package.get("checksum").and_then(toml::Value::as_str))
        })
        .collect();
    for (bill, program, machine, most) in
        [(hub(&paths).unwrap(), "erum-hub", host(), 100), (app(&paths).unwrap(), "erum", "wasm32-unknown-unknown".to_owned(), 60)]
    {
        let crates: Vec<&Component> = bill.components.iter().filter(|one| one.purl.starts_with("pkg:cargo/")).collect();
        let named: BTreeSet<_> = crates.iter().map(|one| (one.name.clone(), one.version.clone())).collect();
        let needed = needed(&metadata(&paths, &machine), program);
        assert!(needed.len() > most, "{program} needs {} crates", needed.len());
        assert_eq!(needed.difference(&named).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "missing from the bill of {program}");
        for one in crates {
            let sum = one.hash.as_ref().map(|(_, sum)| sum.as_str());
            assert!(locked.contains(&(one.name.as_str(), one.version.as_str(), sum)), "{one:?} is not so in Cargo.lock");
            assert!(one.licence.is_some(), "{} has no licence", one.purl);
        }
    }
}

#[test]
fn a_bill_says_what_is_delivered_and_names_no_folder_no_person_and_no_time() {
    let paths = Paths::of_this_checkout();
    let (hub, app) = (hub(&paths).unwrap(), app(&paths).unwrap());
    let delivered = |bill: &Bill, name: &str| bill.components.iter().find(|one| one.name == name).map(|one| one.delivered);
    assert_eq!([delivered(&hub, "ring"), delivered(&hub, "axum"), delivered(&hub, "cc")], [Some(true), Some(true), Some(false)]);
    assert_eq!([delivered(&hub, "rcgen"), delivered(&hub, "leptos")], [None, None], "what only tests and the app use");
    assert_eq!(
        [delivered(&app, "leptos"), delivered(&app, "lucide-static"), delivered(&app, "axe-core")],
        [Some(true), Some(true), Some(false)]
    );
    for bill in [hub, app] {
        let refs: BTreeSet<&String> = bill.components.iter().map(|one| &one.purl).chain([&bill.program.purl]).collect();
        assert!(bill.uses.iter().all(|(who, whom)| refs.contains(who) && whom.iter().all(|one| refs.contains(one))));
        let text = bill.as_cyclonedx().to_string();
        for hidden in [paths.root().to_str().unwrap(), "file:", "timestamp", "serialNumber", "author", "@gmail"] {
            assert!(!text.contains(hidden), "{hidden}");
        }
    }
}
