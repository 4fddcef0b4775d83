//! What publishing does to the packs that tablets get, and what it does not do to them.

use super::editing::{BANKID, Editor};
use super::house::House;
use super::shelf::{self, guide, guides, with_goal, with_step};
use erum_domain::manuscript::Manuscript;
use erum_domain::pack::{FACTS_FILE, LanguageWords, Manifest};
use erum_hub::secret::{hash, hex};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The list and the files, each of which must be what the list says.
async fn packs(house: &House) -> (Manifest, BTreeMap<String, Vec<u8>>) {
    let manifest: Manifest = house.get("/api/v1/packs/manifest").await.json();
    let mut files = BTreeMap::new();
    for file in manifest.files.iter().filter(|file| !file.name.contains('/')) {
        let bytes = house.get(&format!("/api/v1/packs/{}", file.name)).await.body;
        assert_eq!((hex(&hash(&bytes)), bytes.len() as u64), (file.sha256.clone(), file.bytes), "{}", file.name);
        files.insert(file.name.clone(), bytes);
    }
    (manifest, files)
}

fn dir(house: &House) -> PathBuf {
    house.dir.path().join("app/packs")
}

async fn version(house: &House) -> String {
    let manifest: Manifest = house.get("/api/v1/packs/manifest").await.json();
    manifest.version
}

#[tokio::test]
async fn without_edits_every_byte_is_that_of_the_file_on_disk() {
    let house = House::new().await;
    let on_disk = std::fs::read(dir(&house).join("manifest.json")).unwrap();
    assert_eq!(house.get("/api/v1/packs/manifest").await.body, on_disk);
    let (manifest, files) = packs(&house).await;
    for (name, bytes) in files {
        assert_eq!(bytes, std::fs::read(dir(&house).join(&name)).unwrap(), "{name}");
    }
    let tablet = house.tablet("asele").await;
    assert_eq!(house.sync(&tablet, vec![]).await.packs, manifest.version);
}

#[tokio::test]
async fn publishing_changes_the_version_and_only_what_was_edited_and_unpublishing_brings_all_back() {
    let house = House::new().await;
    let (editor, tablet) = (Editor::at(&house).await, house.tablet("asele").await);
    let (before, files_before) = packs(&house).await;
    editor.saves(0, &with_goal(&guide("bankid-skaffa"), "Du har BankID.")).await;
    editor.does(&format!("{BANKID}/checked"), &json!({ "revision": 1 })).await;
    assert_eq!(version(&house).await, before.version, "a draft is nothing for tablets");

    editor.does(&format!("{BANKID}/publish"), &json!({ "revision": 2 })).await;
    let (after, files_after) = packs(&house).await;
    assert_ne!(after.version, before.version);
    assert_eq!(house.sync(&tablet, vec![]).await.packs, after.version);
    assert_eq!(files_before.keys().collect::<Vec<_>>(), files_after.keys().collect::<Vec<_>>());
    let changed: Vec<_> = files_after.iter().filter(|(name, bytes)| &files_before[*name] != *bytes).map(|(name, _)| name).collect();
    assert_eq!(changed, ["facts.json", "words-sv.json"], "when it was checked, and its Swedish words");
    let words: LanguageWords = serde_json::from_slice(&files_after["words-sv.json"]).unwrap();
    let goals: Vec<_> = words.guides.values().map(|words| words.goal.as_str()).collect();
    assert_eq!(goals, ["Du är klar.", "Du har BankID."]);

    editor.does(&format!("{BANKID}/remove"), &json!({ "revision": 3 })).await;
    assert_eq!(packs(&house).await, (before, files_before));
}

#[tokio::test]
async fn a_guide_that_the_program_has_not_is_served_with_the_others() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    editor.publishes(0, &guide("bokbussen-lana")).await;
    let (_, files) = packs(&house).await;
    let facts: Vec<erum_domain::manuscript::Facts> = serde_json::from_slice(&files[FACTS_FILE]).unwrap();
    assert_eq!(facts.len(), 3);
}

#[tokio::test]
async fn another_hub_on_the_same_database_serves_what_was_published_here() {
    let house = House::new().await;
    let other = house.second_hub();
    let before = version(&other).await;
    Editor::at(&house).await.publishes(0, &with_goal(&guide("bankid-skaffa"), "Nytt.")).await;
    let after = version(&other).await;
    assert!(after != before && after == version(&house).await);
}

#[tokio::test]
async fn a_newer_built_in_guide_waits_for_editors_who_keep_their_edit_or_take_it() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    let edit = with_goal(&guide("bankid-skaffa"), "Vårt mål.");
    editor.publishes(0, &edit).await;
    editor.saves(3, &with_goal(&edit, "Vårt nya mål.")).await;
    let upgrade = |goal: &str| shelf::write(&dir(&house), &[with_goal(&guide("bankid-skaffa"), goal), guide("1177-boka-tid")]);
    upgrade("Programmets mål.");
    let told = editor.sees(BANKID).await;
    assert!(told.newer_built_in && editor.line("bankid-skaffa").await.newer_built_in);
    assert_eq!(told.published.unwrap().manuscript.words, edit.words, "the edit stands until somebody has looked");

    let told = editor.does(&format!("{BANKID}/newer"), &json!({ "revision": 4, "keep": "edit" })).await;
    assert!(!told.newer_built_in && told.draft.is_some() && told.published.is_some());
    assert_eq!(editor.is_refused(&format!("{BANKID}/newer"), &json!({ "revision": 5, "keep": "edit" })).await.1, "guide-not-now");

    upgrade("Programmets nyaste mål.");
    let told = editor.does(&format!("{BANKID}/newer"), &json!({ "revision": 5, "keep": "built-in" })).await;
    assert_eq!((told.newer_built_in, told.published, told.draft), (false, None, None));
    let (_, files) = packs(&house).await;
    assert_eq!(files["facts.json"], std::fs::read(dir(&house).join("facts.json")).unwrap());
}

#[tokio::test]
async fn an_id_that_an_earlier_program_used_is_not_given_to_another_step() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    version(&house).await;
    let shorter = shelf::without_step(&guide("bankid-skaffa"), "svara-steget");
    shelf::write(&dir(&house), &[shorter.clone(), guide("1177-boka-tid")]);
    let told = editor.saves(0, &with_step(&shorter, "svara-steget", "Något helt annat.")).await;
    assert_eq!(told.steps.len(), 1);
}

#[tokio::test]
async fn packs_that_are_half_replaced_do_not_take_the_place_of_whole_ones() {
    let house = House::new().await;
    let (editor, tablet) = (Editor::at(&house).await, house.tablet("asele").await);
    let whole = packs(&house).await;
    let replace = |name: &str, bytes: &str| std::fs::write(dir(&house).join(name), bytes).unwrap();
    let other: Vec<Manuscript> = guides().map(|guide| with_goal(&guide, "Annat.")).into();
    shelf::write(&dir(&house), &other);
    replace("words-en.json", "half a fi");
    assert_eq!(packs(&house).await, whole, "a file is not the one that is listed");
    replace("manifest.json", "half a mani");
    assert_eq!(packs(&house).await, whole);
    assert_eq!(house.sync(&tablet, vec![]).await.packs, whole.0.version);
    std::fs::remove_file(dir(&house).join("manifest.json")).unwrap();
    assert_eq!(packs(&house).await, whole);
    editor.publishes(0, &with_goal(&guide("bankid-skaffa"), "Ändrat ändå.")).await;
    assert_ne!(packs(&house).await.0.version, whole.0.version, "editors can go on");
    shelf::write(&dir(&house), &other);
    let facts = packs(&house).await;
    let words: LanguageWords = serde_json::from_slice(&facts.1["words-sv.json"]).unwrap();
    let goals: Vec<_> = words.guides.values().map(|words| words.goal.as_str()).collect();
    assert_eq!(goals, ["Annat.", "Ändrat ändå."], "and whole ones are taken, with the edits");
}

#[tokio::test]
async fn packs_of_another_form_are_served_as_they_are() {
    let house = House::new().await;
    let file = br#"{"guides":[]}"#;
    let sha256 = hex(&hash(file));
    std::fs::write(dir(&house).join("sv.json"), file).unwrap();
    let manifest = json!({ "form": 9, "version": "v9", "files": [{ "name": "sv.json", "sha256": sha256, "bytes": file.len() }] });
    std::fs::write(dir(&house).join("manifest.json"), manifest.to_string()).unwrap();
    assert_eq!((version(&house).await.as_str(), house.get("/api/v1/packs/sv.json").await.body), ("v9", file.to_vec()));
    assert_eq!(house.get("/api/v1/packs/facts.json").await.problem(), "no-such-pack");
}
