//! A step read aloud: by a voice that lives on the device, sentence by sentence; where there is none, the page says so.

use anyhow::Result;
use erum_domain::guide::Step;
use erum_e2e::guides::{as_shown, guide, link};
use erum_e2e::tablet::BUS;
use erum_e2e::voices::Said;
use erum_e2e::{Browser, ensure, story, wait};

/// A voice of somebody else's comes first: who takes the first that speaks Swedish sends what is read away.
const VOICES: [(&str, bool); 3] = [("sv-SE", false), ("sv-SE", true), ("ar-SA", false)];

/// All the words of a step, in the order they stand on the page.
fn words_of(step: &Step) -> String {
    let texts = [Some(&step.text), step.hint.as_ref(), step.if_stuck.as_ref()];
    texts.into_iter().flatten().map(|text| as_shown(text)).collect::<Vec<_>>().join(" ")
}

/// Waits until so much has been said that it is all of this, and returns it by sentence.
async fn says(phone: &Browser, words: &str) -> Result<Vec<Said>> {
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    wait::until(format!("{words:?} to be said"), async || {
        let said = phone.said().await?;
        let all = said.iter().map(|said| said.text.as_str()).collect::<Vec<_>>().join(" ");
        Ok((squeeze(&all) == squeeze(words)).then_some(said))
    })
    .await
}

async fn forget_what_was_said(phone: &Browser) -> Result<()> {
    phone.script("window.erumSaid = []; window.erumHushed = 0;", &[]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_read_sentence_by_sentence_by_the_devices_own_voice() {
    story(async |story| {
        let phone = &mut story.tablet;
        phone.has_voices(&VOICES).await?;
        let bus = guide(BUS, "sv")?;
        let (number, step) =
            (1..).zip(&bus.steps).find(|(_, step)| words_of(step).matches(". ").count() > 1).expect("a step of some sentences");
        phone.open(&link(&bus, Some(number), "sv")?).await?;
        phone.see("no-voice").await?;
        phone.finds_voices().await?;
        phone.tap("guide-read").await?;
        phone.see_with("guide-read", "data-reading", "true").await?;
        let said = says(phone, &words_of(step)).await?;
        ensure!(said.len() > 2, "all of it is said in one breath: {said:?}");
        ensure!(said.iter().all(|said| said.local == Some(true)), "a voice of somebody else's would hear it: {said:?}");
        ensure!(said.iter().all(|said| said.language == "sv-SE" && said.pace == 1.0), "another language or pace: {said:?}");
        ensure!(!said.iter().any(|said| said.text.contains("**")), "marks are read: {said:?}");
        phone.passes_axe("reading aloud").await?;
        phone.script::<()>("window.erumHasSaidAll()", &[]).await?;
        phone.see_with("guide-read", "data-reading", "false").await?;

        forget_what_was_said(phone).await?;
        phone.tap("guide-pace").await?;
        phone.tap("guide-read").await?;
        let said = says(phone, &words_of(step)).await?;
        ensure!(said.iter().all(|said| said.pace < 1.0), "it is not slower: {said:?}");
        phone.tap("guide-next").await?;
        phone.see_with("guide-read", "data-reading", "false").await?;
        ensure!(phone.value("window.erumHushed > 0").await? == true, "another step is shown and the last one is still read");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voice_that_would_send_away_what_is_read_is_never_used_and_the_page_says_that_there_is_none() {
    story(async |story| {
        let phone = &mut story.tablet;
        phone.has_voices(&VOICES).await?;
        phone.open(&link(&guide(BUS, "ar")?, Some(1), "ar")?).await?;
        phone.finds_voices().await?;
        phone.see("no-voice").await?;
        ensure!(!phone.shows("guide-read").await?, "a voice that does not live on the device would be used");
        // The same device has one for Swedish.
        phone.tap("language").await?;
        phone.tap("language-sv").await?;
        phone.see("guide-read").await?;
        ensure!(!phone.shows("no-voice").await?, "there is a voice, and the page says that there is none");
        ensure!(phone.said().await?.is_empty(), "something is read without being asked for");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_without_voices_says_so_in_every_language() {
    story(async |story| {
        let phone = &story.tablet;
        let mut said = Vec::new();
        for language in ["sv", "sv-simple", "en", "ar", "fa", "so", "ti", "uk", "fi"] {
            phone.goto("/robots.txt").await?;
            phone.open(&link(&guide(BUS, language)?, Some(1), language)?).await?;
            said.push(phone.see("no-voice").await?.text);
            ensure!(!phone.shows("guide-read").await?, "{language}: nothing could read");
        }
        said.sort();
        said.dedup();
        ensure!(said.len() > 7, "it is not said in the reader's language: {said:?}");
        Ok(())
    })
    .await;
}
