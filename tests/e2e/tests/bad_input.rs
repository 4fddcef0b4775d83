//! What people type wrong: a clear word in Swedish, and nothing half done.

use erum_domain::wire::Problem;
use erum_e2e::locks::PIN;
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
            tablet.choose_pin(PIN).await?;
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
        tablet.choose_pin(PIN).await?;
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
async fn a_request_that_makes_no_sense_is_answered_with_a_problem_in_swedish() {
    story(async |story| {
        // A refused body may end its connection: each request gets one of its own.
        let http = reqwest::Client::builder().pool_max_idle_per_host(0).build()?;
        let enrol = format!("{}/api/v1/enrol", story.hub.direct());
        let large = format!("{{\"code\":\"{}\"}}", "A".repeat(100 * 1024));
        for (body, status) in [("{\"code\":", 400), ("{\"code\":\"A\",\"name\":\"Anna\"}", 400), (large.as_str(), 413)] {
            let answer = http.post(&enrol).header("content-type", "application/json").body(body.to_owned()).send().await?;
            let told = (answer.status().as_u16(), answer.headers().get("content-type").cloned());
            let problem: Problem = answer.json().await?;
            ensure!(told.0 == status && problem.status == status, "{told:?} {problem:?}");
            ensure!(told.1.is_some_and(|kind| kind == "application/problem+json"), "not a problem document");
            ensure!(problem.title.len() > 5 && problem.detail.len() > 10 && !problem.detail.contains("Anna"), "{problem:?}");
        }
        for path in ["/..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/packs/..%2f..%2fhub.log"] {
            let text = http.get(format!("{}{path}", story.hub.direct())).send().await?.text().await?;
            ensure!(!text.contains("root:") && !text.contains("listening on"), "{path} leads out of the app");
        }
        Ok(())
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
