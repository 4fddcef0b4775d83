//! A line and a hub that fail: nothing is lost, nothing counts twice, the tablet waits longer and says so calmly.

use anyhow::Result;
use erum_domain::codes::Outcome;
use erum_e2e::{Browser, Fault, Plan, Story, ensure, paths, story_with, wait};
use std::time::Duration;

fn plan() -> Plan {
    Plan { proxy: true, ..Plan::default() }
}

/// Ready to travel, nine sessions counted already.
async fn begin(story: &Story) -> Result<()> {
    story.seed(9, Outcome::DoneAlone).await?;
    story.tablet.make_ready(&story.hub).await
}

async fn says_so_calmly(tablet: &Browser, trouble: &str) -> Result<()> {
    tablet.see_with("send-status", "data-trouble", trouble).await?;
    tablet.speaks_plainly().await?;
    tablet.passes_axe(trouble).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_lost_on_the_way_is_asked_for_again_and_the_record_counts_once() {
    story_with(plan(), async |story| {
        begin(story).await?;
        story.proxy()?.set(Fault::LoseAnswer);
        story.tablet.help("klar-sjalv").await?;
        story.tablet.open("/personal/skicka").await?;
        says_so_calmly(&story.tablet, "no-contact").await?;
        story.tablet.until_parcels_are(&["unsent"]).await?;
        // The hub has it already, though the tablet cannot know.
        story.desk().await?.until_total("10").await?;

        story.proxy()?.set(Fault::Pass);
        story.tablet.tap("send-now").await?;
        story.tablet.until_parcels_are(&["known"]).await?;
        story.tablet.see_with("send-status", "data-trouble", "none").await?;
        story.desk().await?.until_total("10").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_with_a_fault_is_asked_ever_more_seldom_and_nothing_is_lost() {
    story_with(plan(), async |story| {
        begin(story).await?;
        story.tablet.open("/personal/skicka").await?;
        story.proxy()?.set(Fault::Status(500, None));
        story.tablet.help("klar-sjalv").await?;
        // By the app's own links: loading the page anew would make it forget how long it meant to wait.
        story.tablet.tap("to-sending").await?;
        says_so_calmly(&story.tablet, "hub-fault").await?;
        let proxy = story.proxy()?;
        // The hello of the page's start may have failed first: then the third try waits up to 25 s.
        let tries = wait::until_within(Duration::from_secs(90), "three tries", async || {
            let tries = proxy.deliveries();
            Ok((tries.len() >= 3).then_some(tries))
        })
        .await?;
        let waits: Vec<Duration> = tries.windows(2).map(|pair| pair[1].at - pair[0].at).collect();
        ensure!(waits[0] >= Duration::from_secs(4), "it tried again after {:?}", waits[0]);
        ensure!(waits[1] >= waits[0] + Duration::from_secs(3), "it does not wait longer: {waits:?}");

        proxy.set(Fault::Pass);
        story.tablet.tap("send-now").await?;
        story.tablet.until_parcels_are(&["stored"]).await?;
        story.desk().await?.until_total("10").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_asks_to_wait_is_given_the_time() {
    story_with(plan(), async |story| {
        begin(story).await?;
        story.proxy()?.set(Fault::Status(429, Some(9)));
        story.tablet.help("klar-sjalv").await?;
        story.tablet.tap("to-sending").await?;
        says_so_calmly(&story.tablet, "hub-busy").await?;
        story.proxy()?.set(Fault::Pass);
        story.tablet.until_parcels_are(&["stored"]).await?;
        let passed = story.proxy()?.passed();
        let asked = passed.iter().position(|one| matches!(one.fault, Fault::Status(..))).unwrap_or_default();
        let waited = passed[asked + 1].at - passed[asked].at;
        ensure!(waited >= Duration::from_millis(8_900), "asked to wait 9 s, it came back after {waited:?}");
        story.desk().await?.until_total("10").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_takes_only_one_at_a_time_gets_them_one_at_a_time() {
    story_with(plan(), async |story| {
        begin(story).await?;
        story.proxy()?.set(Fault::Refuse);
        for _ in 0..3 {
            story.tablet.help("klar-sjalv").await?;
        }
        story.proxy()?.set(Fault::AtMost(1));
        story.tablet.open("/personal/skicka").await?;
        story.tablet.until_parcels_are(&["stored", "stored", "stored"]).await?;
        story.desk().await?.until_total("12").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_page_of_somebody_elses_wifi_is_no_receipt() {
    story_with(plan(), async |story| {
        begin(story).await?;
        story.proxy()?.set(Fault::Garbage);
        story.tablet.help("klar-sjalv").await?;
        story.tablet.open("/personal/skicka").await?;
        says_so_calmly(&story.tablet, "hub-fault").await?;
        story.tablet.until_parcels_are(&["unsent"]).await?;
        story.proxy()?.set(Fault::Pass);
        story.tablet.tap("send-now").await?;
        story.tablet.until_parcels_are(&["stored"]).await?;
        story.desk().await?.until_total("10").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_hub_is_waited_for_and_ticks_go_on_meanwhile() {
    // Longer than the tablet's patience in a deep run: then it must ask again and be told that it is known.
    let slow = Duration::from_secs(if paths::deep() { 25 } else { 4 });
    story_with(plan(), async |story| {
        begin(story).await?;
        story.proxy()?.set_once(Fault::Slow(slow));
        story.tablet.help("klar-sjalv").await?;
        story.tablet.begin("boka tid", "1177-boka-tid").await?;
        story.tablet.tick_first(3).await?;
        // By the app's own link: loading the page anew would end the wait.
        story.tablet.to("/personal/skicka").await?;
        let settled = wait::until_within(Duration::from_secs(60), "the parcel to be settled", async || {
            let state = story.tablet.now("[data-testid=parcel]").await?.map(|parcel| parcel.attr("data-state").to_owned());
            Ok(state.filter(|state| state != "unsent"))
        });
        ensure!(["stored", "known"].contains(&settled.await?.as_str()), "the parcel is neither stored nor known");
        story.desk().await?.until_total("10").await
    })
    .await;
}
