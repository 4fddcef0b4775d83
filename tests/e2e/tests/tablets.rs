//! The coordinator's tablets: a code made on the page enrols one, a lost one is shut out, and what it sends waits.

use erum_domain::codes::{Outcome, Service};
use erum_domain::record::{Record, SessionRecord};
use erum_e2e::client::{Device, closed_today, random_id};
use erum_e2e::tablet::BUS;
use erum_e2e::{ensure, story};

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_tablet_is_shut_out_and_what_it_sends_counts_once_somebody_says_so() {
    story(async |story| {
        story.seed(9, Outcome::DoneAlone).await?;
        let origin = story.hub.origin().to_owned();
        let desk = story.desk().await?;
        desk.tap("make-code").await?;
        let code = desk.see("new-code").await?.text;
        let mut found = desk.shoot("samordning-plattor").await?;
        desk.tap("hide-code").await?;
        let mut lost = Device::enrol(&origin, &code).await?;

        desk.driver()?.refresh().await?;
        let row = format!("[data-id=\"{}\"]", &lost.id().to_string()[..8]);
        desk.see_css(&row).await?;
        desk.tap_css(&format!("{row} [data-testid=\"revoke\"]")).await?;
        found.extend(desk.shoot("samordning-sparra").await?);
        desk.tap("yes").await?;
        desk.see_css(&format!("{row}[data-revoked=\"true\"]")).await?;

        let sample = closed_today(BUS, Service::Travel, Outcome::DoneAlone);
        let records: Vec<Record> = (0..3).map(|_| Record::Session(SessionRecord { id: random_id(), ..sample.clone() })).collect();
        let request = lost.pack(&records);
        ensure!(lost.send(&request).await?.revoked, "it is told");
        desk.driver()?.refresh().await?;
        desk.see_css(&format!("{row}[data-waiting=\"3\"]")).await?;
        desk.until_total("9").await?;
        desk.tap_css(&format!("{row} [data-testid=\"accept\"]")).await?;
        desk.tap("yes").await?;
        desk.see_css(&format!("{row}[data-waiting=\"0\"]")).await?;
        desk.until_total("12").await?;
        ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n\n"));
        Ok(())
    })
    .await;
}
