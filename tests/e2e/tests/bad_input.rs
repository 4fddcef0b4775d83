//! What people type wrong: a clear word in Swedish, and nothing half done.

use erum_e2e::{ensure, story};

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_a_spent_and_a_nonsense_code_are_refused_in_plain_words() {
    story(async |story| {
        let tablet = &story.tablet;
        let spent = story.hub.enrolment_code()?;
        erum_e2e::client::Device::enrol(&story.hub.direct(), &spent).await?;
        for code in ["ABCD-EFGH-JKLM", spent.as_str(), "<script>", "0"] {
            tablet.open("/personal/koppla").await?;
            tablet.fill("enrol-code", code).await?;
            tablet.tap("enrol-submit").await?;
            let error = tablet.see("enrol-error").await?.text;
            ensure!(error.len() > 15 && !error.contains("error") && !error.contains("400"), "{code}: not plain words: {error:?}");
            ensure!(tablet.stored("device").await? == 0, "{code}: half enrolled");
        }
        // The code may be typed as people type: small letters, spaces.
        let typed = story.hub.enrolment_code()?.to_lowercase().replace('-', " ");
        tablet.fill("enrol-code", &format!(" {typed} ")).await?;
        tablet.tap("enrol-submit").await?;
        tablet.until_gone("enrol-submit").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_contact_enrolling_says_so() {
    story(async |story| {
        let tablet = &story.tablet;
        tablet.open("/personal/koppla").await?;
        tablet.until_offline_ready().await?;
        let code = story.hub.enrolment_code()?;
        story.hub.stop().await?;
        tablet.fill("enrol-code", &code).await?;
        tablet.tap("enrol-submit").await?;
        tablet.see("enrol-error").await?;
        // The same code still works when the hub is back: it was never spent.
        story.hub.start_again().await?;
        tablet.tap("enrol-submit").await?;
        tablet.until_gone("enrol-submit").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinators_link_works_once_and_without_one_nothing_is_shown() {
    story(async |story| {
        let link = story.hub.coordinator_link()?;
        ensure!(link.contains("#inloggning="), "the link does not carry its secret in the fragment: {link}");
        let desk = &story.tablet;
        desk.log_in(&link).await?;
        let url = desk.value("location.href").await?.to_string();
        ensure!(!url.contains("inloggning"), "the secret stays in the address: {url}");
        desk.driver()?.delete_all_cookies().await?;
        desk.goto("/manifest.webmanifest").await?;
        desk.driver()?.goto(&link).await?;
        desk.see("login-status").await?;
        ensure!(!desk.shows("total").await?, "a spent link shows counts");
        desk.goto("/samordning.html").await?;
        desk.see("login-status").await?;
        ensure!(!desk.shows("total").await?, "counts are shown without a login");
        Ok(())
    })
    .await;
}
