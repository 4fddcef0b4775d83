//! What a screen reader says, in which order: read from the browser's own accessibility tree, which is what it is given.

use anyhow::{Context, Result};
use erum_e2e::browser::{Browser, Viewport};
use erum_e2e::{ensure, story};
use serde_json::{Value, json};

/// What is said, in order: the role, and the name or the text. What only holds others together is left out.
async fn said(phone: &Browser) -> Result<Vec<String>> {
    phone.cdp("Accessibility.enable", json!({})).await?;
    let tree = phone.cdp("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().context("no accessibility tree")?;
    let find = |id: &Value| nodes.iter().find(|node| node["nodeId"] == *id);
    let mut said = Vec::new();
    let mut waiting: Vec<&Value> = nodes.first().into_iter().collect();
    while let Some(node) = waiting.pop() {
        let (role, name) = (node["role"]["value"].as_str().unwrap_or_default(), node["name"]["value"].as_str().unwrap_or_default());
        let is_said = ["heading", "button", "link", "StaticText", "searchbox", "image"].contains(&role);
        if is_said && node["ignored"] != true && !name.trim().is_empty() {
            said.push(format!("{role} {}", name.trim()));
        }
        // A button or a heading is said by its name: what it is made of would be said twice.
        if role != "button" && role != "link" && role != "heading" {
            let children = node["childIds"].as_array().map(Vec::as_slice).unwrap_or_default();
            waiting.extend(children.iter().rev().filter_map(find));
        }
    }
    Ok(said)
}

/// Everything expected is said, in this order; between may stand more.
fn in_order(said: &[String], expected: &[&str]) -> Result<()> {
    let mut rest = said.iter();
    for wanted in expected {
        ensure!(rest.any(|one| one.starts_with(wanted)), "`{wanted}` is not said, or not in its turn: {said:#?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_said_before_what_helps_when_it_stops_and_the_way_on_comes_last() {
    story(async |story| {
        let mut phone = Browser::start(story.hub.origin(), Viewport::Phone).await?;
        phone.open("/#g=1177-boka-tid.sv").await?;
        phone.see("guide-next").await?;
        in_order(
            &said(&phone).await?,
            &[
                "button Hoppa till innehållet",
                "link eRUM",
                "button Språk",
                "heading Boka tid",
                "heading Ha det här framme",
                "heading Vem som ansvarar",
                "heading Om det tar stopp",
                "link Bakåt",
                "button Börja",
                "button Skriv ut",
            ],
        )?;
        phone.tap("guide-next").await?;
        phone.see_with("guide-place", "data-place", "1").await?;
        let step = said(&phone).await?;
        in_order(
            &step,
            &[
                "StaticText Steg 1 av 10",
                "heading Gå till 1177.se",
                "StaticText Då kommer du",
                "heading Tar det stopp?",
                "button Bakåt",
                "button Nästa steg",
                "button Skriv ut",
                "button Dela",
                "button Spara var jag är",
            ],
        )?;
        // A picture never stands for its word, and is not said beside it.
        ensure!(!step.iter().any(|one| one.starts_with("image") && !one.contains("eRUM")), "a picture is said: {step:#?}");
        phone.quit().await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_start_page_is_said_from_the_question_to_the_promise() {
    story(async |story| {
        let mut phone = Browser::start(story.hub.origin(), Viewport::Phone).await?;
        phone.open("/").await?;
        phone.see("search").await?;
        in_order(
            &said(&phone).await?,
            &[
                "heading Vad vill du göra?",
                "searchbox",
                "button E-legitimation",
                "link Var får jag hjälp?",
                "link Hjälper du någon?",
                "link Lägg appen på hemskärmen",
                "heading Det här kan du lita på",
                "link Vad appen vet om dig",
                "link För personal",
            ],
        )?;
        phone.quit().await
    })
    .await;
}
