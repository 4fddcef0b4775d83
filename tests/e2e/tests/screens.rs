//! Every screen: looked at by axe, photographed on tablet and phone in light and dark, and used by keyboard alone.

use anyhow::Result;
use erum_domain::codes::Outcome;
use erum_e2e::locks::PIN;
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, Story, ensure, story};
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_passes_axe_and_is_photographed() {
    story(async |story| {
        let mut found = Vec::new();
        found.extend(before_enrolment(story).await?);
        found.extend(in_a_session(story).await?);
        found.extend(after_a_session(story).await?);
        let desk = story.desk().await?;
        found.extend(desk.shoot("samordning").await?);
        ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n\n"));
        Ok(())
    })
    .await;
}

async fn before_enrolment(story: &mut Story) -> Result<Vec<String>> {
    let tablet = &mut story.tablet;
    let mut found = Vec::new();
    tablet.open("/").await?;
    found.extend(tablet.shoot("start").await?);
    tablet.fill("search", "xyzxyz").await?;
    found.extend(tablet.shoot("start-ingen-traff").await?);
    tablet.fill("search", "buss").await?;
    found.extend(tablet.shoot("start-sok").await?);
    tablet.tap(&format!("guide-{BUS}")).await?;
    found.extend(tablet.shoot("guide").await?);
    tablet.tap("guide-next").await?;
    found.extend(tablet.shoot("guide-steg").await?);
    tablet.open("/hjalp").await?;
    found.extend(tablet.shoot("hjalp").await?);
    tablet.tap("unit-asele").await?;
    tablet.see("directory").await?;
    found.extend(tablet.shoot("hjalp-kommun").await?);
    tablet.open("/finns-inte").await?;
    found.extend(tablet.shoot("finns-inte").await?);
    tablet.open("/personal/koppla").await?;
    found.extend(tablet.shoot("koppla").await?);
    tablet.fill("enrol-code", "FEL-KOD").await?;
    tablet.choose_pin(PIN).await?;
    tablet.tap("enrol-submit").await?;
    tablet.see("enrol-error").await?;
    found.extend(tablet.shoot("koppla-fel").await?);
    Ok(found)
}

async fn in_a_session(story: &mut Story) -> Result<Vec<String>> {
    story.seed(12, Outcome::DoneAlone).await?;
    let tablet = &mut story.tablet;
    let mut found = Vec::new();
    tablet.enrol(&story.hub).await?;
    tablet.open("/personal/dag").await?;
    found.extend(tablet.shoot("dag").await?);
    found.extend(locks_and_papers(tablet).await?);
    tablet.choose_day("aldreboende", "uppsokande").await?;
    tablet.open("/personal").await?;
    found.extend(tablet.shoot("personal").await?);
    tablet.fill("search", "buss").await?;
    tablet.tap(&format!("guide-{BUS}")).await?;
    tablet.see("agreement").await?;
    found.extend(tablet.shoot("overenskommelse").await?);
    tablet.tap("agreement-start").await?;
    tablet.tick_first(3).await?;
    found.extend(tablet.shoot("tillfalle").await?);
    tablet.stuck("oppna-tabussen", "tillgang-natet").await?;
    found.extend(tablet.shoot("tillfalle-fastnat").await?);
    tablet.open("/personal/tillfalle").await?;
    found.extend(a_note_that_cannot_be_sent(tablet).await?);
    tablet.open("/personal/tillfalle").await?;
    tablet.tap("show-visitor").await?;
    tablet.see("visitor-view").await?;
    found.extend(tablet.shoot("visa-besokaren").await?);
    tablet.tap("visitor-close").await?;
    tablet.tap("visitor-language").await?;
    tablet.tap("language-ar").await?;
    tablet.see_css(".visitor [lang=ar]").await?;
    found.extend(tablet.shoot("tillfalle-arabiska").await?);
    tablet.tap("show-visitor").await?;
    found.extend(tablet.shoot("visa-besokaren-arabiska").await?);
    tablet.tap("visitor-close").await?;
    tablet.tap("to-finish").await?;
    found.extend(tablet.shoot("avsluta").await?);
    tablet.tap("outcome-hinder-kvarstar").await?;
    tablet.see("saved-preview").await?;
    found.extend(tablet.shoot("avsluta-valt").await?);
    tablet.tap("close-session").await?;
    tablet.until_gone("close-session").await?;
    Ok(found)
}

/// The screens around the lock, and those that say how things stand.
async fn locks_and_papers(tablet: &mut Browser) -> Result<Vec<String>> {
    let mut found = Vec::new();
    tablet.open_locked("/personal").await?;
    tablet.see("unlock").await?;
    found.extend(tablet.shoot("last").await?);
    tablet.try_pin("fel-fel-fel").await?;
    tablet.see("unlock-error").await?;
    tablet.tap("unlock-forgotten").await?;
    found.extend(tablet.shoot("last-glomt").await?);
    tablet.open("/personal/platser").await?;
    tablet.tap("correct-asele-bibliotek").await?;
    found.extend(tablet.shoot("platser-stammer-inte").await?);
    for (path, name) in [("/personal/platta", "klar-att-resa"), ("/personal/vad-sparas", "vad-sparas"), ("/personal/nycklar", "nycklar")] {
        tablet.open(path).await?;
        found.extend(tablet.shoot(name).await?);
    }
    tablet.tap("keys-add").await?;
    found.extend(tablet.shoot("nycklar-kollega").await?);
    tablet.tap("keys-no").await?;
    tablet.tap("keys-code").await?;
    tablet.see("recovery-code").await?;
    found.extend(tablet.shoot("aterstallningskod").await?);
    tablet.tap("recovery-done").await?;
    Ok(found)
}

async fn a_note_that_cannot_be_sent(tablet: &mut Browser) -> Result<Vec<String>> {
    let step = tablet.ids_after("flag-").await?.remove(0);
    tablet.tap(&format!("flag-{step}")).await?;
    tablet.fill("flag-note", "Nekas: 19121212-1212").await?;
    tablet.see("flag-note-seen").await?;
    tablet.shoot("tillfalle-stammer-inte").await
}

async fn after_a_session(story: &mut Story) -> Result<Vec<String>> {
    let mut found = Vec::new();
    story.tablet.until_day_is(&["sent"]).await?;
    story.hub.stop().await?;
    let tablet = &mut story.tablet;
    tablet.help("klar-sjalv").await?;
    tablet.begin("boka tid", "1177-boka-tid").await?;
    tablet.tap("switch-visitor").await?;
    tablet.see("ongoing").await?;
    found.extend(tablet.shoot("personal-pagaende").await?);
    tablet.until_day_is(&["sent", "unsent"]).await?;
    found.extend(tablet.shoot("idag").await?);
    tablet.open("/personal/skicka").await?;
    tablet.see_with("send-status", "data-trouble", "no-contact").await?;
    found.extend(tablet.shoot("skicka-utan-nat").await?);
    story.hub.start_again().await?;
    tablet.tap("send-now").await?;
    tablet.until_parcels_are(&["stored", "stored"]).await?;
    found.extend(tablet.shoot("skicka").await?);
    let first = tablet.tab().await?;
    tablet.new_tab().await?;
    tablet.open("/personal").await?;
    tablet.see("other-tab").await?;
    found.extend(tablet.shoot("annan-flik").await?);
    tablet.driver()?.close_window().await?;
    tablet.to_tab(&first).await?;
    Ok(found)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_session_is_run_by_keyboard_alone() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.open("/personal/koppla").await?;
        tablet.tab_to("enrol-code").await?;
        tablet.type_here(&story.hub.enrolment_code()?).await?;
        tablet.space_on("colour-blue").await?;
        tablet.space_on("symbol-1").await?;
        tablet.tab_to("pin-new").await?;
        tablet.type_here(PIN).await?;
        tablet.tab_to("pin-again").await?;
        tablet.type_here(PIN).await?;
        tablet.press(Key::Enter).await?;
        tablet.enter_on("recovery-done").await?;
        tablet.until_gone("recovery-done").await?;
        tablet.open("/personal/dag").await?;
        tablet.space_on("place-aldreboende").await?;
        tablet.space_on("form-uppsokande").await?;
        tablet.enter_on("day-save").await?;
        tablet.until_gone("day-save").await?;
        tablet.open("/personal").await?;
        tablet.tab_to("search").await?;
        tablet.type_here("buss").await?;
        tablet.enter_on(&format!("guide-{BUS}")).await?;
        tablet.enter_on("agreement-start").await?;
        tablet.see("session").await?;
        run_the_session(tablet).await?;
        tablet.until_day_is(&["sent"]).await
    })
    .await;
}

async fn run_the_session(tablet: &Browser) -> Result<()> {
    let steps = tablet.steps().await?;
    let title: bool = tablet.script("return document.activeElement?.matches('h1, main') ?? false", &[]).await?;
    ensure!(title, "the focus did not come along to the checklist");
    for (step, _) in &steps[..2] {
        tablet.space_on(&format!("tick-{step}")).await?;
        tablet.see_with(&format!("step-{step}"), "data-ticked", "true").await?;
    }
    let stuck = &steps[2].0;
    tablet.enter_on(&format!("stuck-{stuck}")).await?;
    let cause = tablet.ids_after("cause-").await?.into_iter().next().unwrap_or_default();
    tablet.space_on(&format!("cause-{cause}")).await?;
    tablet.enter_on("stuck-done").await?;
    tablet.enter_on("show-visitor").await?;
    tablet.see("visitor-view").await?;
    tablet.enter_on("visitor-close").await?;
    tablet.until_gone("visitor-view").await?;
    tablet.enter_on("to-finish").await?;
    tablet.space_on("outcome-klar-med-stod").await?;
    tablet.see("saved-preview").await?;
    tablet.enter_on("close-session").await?;
    tablet.until_gone("close-session").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_the_sending_and_a_residents_guide_work_by_keyboard_alone() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        let tablet = &story.tablet;
        tablet.help("klar-sjalv").await?;
        tablet.until_day_is(&["sent"]).await?;
        tablet.enter_on("day-withdraw").await?;
        tablet.until_day_is(&["withdrawn"]).await?;
        tablet.enter_on("day-restore").await?;
        tablet.until_day_is(&["sent"]).await?;
        tablet.enter_on("day-correct").await?;
        tablet.space_on("outcome-klar-med-stod").await?;
        tablet.space_on("obstacle-tillit").await?;
        tablet.enter_on("close-session").await?;
        tablet.until_gone("close-session").await?;
        tablet.enter_on("to-sending").await?;
        tablet.until_parcels_are(&["stored", "stored", "stored", "stored"]).await?;
        tablet.enter_on("send-now").await?;
        tablet.see_with("send-status", "data-trouble", "none").await?;

        tablet.open("/").await?;
        tablet.tab_to("search").await?;
        tablet.type_here("buss").await?;
        tablet.enter_on(&format!("guide-{BUS}")).await?;
        for place in 1..=3 {
            tablet.enter_on("guide-next").await?;
            tablet.see_with("guide-place", "data-place", &place.to_string()).await?;
            // It goes there after the step has been drawn: a Tab before that would begin from the wrong place.
            tablet.see_css("#guide-title:focus").await?;
        }
        tablet.enter_on("guide-back").await?;
        tablet.see_with("guide-place", "data-place", "2").await.map(drop)
    })
    .await;
}
