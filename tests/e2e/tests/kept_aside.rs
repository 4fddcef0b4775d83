//! Records that do not fit, tablets that have gone back in time: kept, shown, noticed, and in nobody's way.

use erum_domain::codes::Outcome;
use erum_e2e::newer::copy_folder;
use erum_e2e::{Fault, Plan, ensure, story, story_with};

fn plan() -> Plan {
    Plan { proxy: true, ..Plan::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_the_hub_cannot_accept_is_kept_aside_shown_and_does_not_hold_up_the_next() {
    story_with(plan(), async |story| {
        story.seed(9, Outcome::DoneAlone).await?;
        story.tablet.make_ready(&story.hub).await?;
        story.proxy()?.set(Fault::Refuse);
        story.tablet.help("klar-sjalv").await?;
        story.tablet.help("klar-sjalv").await?;
        story.proxy()?.set(Fault::Pass);
        // The first byte of a sealed body says in which form: this is none that anybody knows.
        story.proxy()?.set_once(Fault::Alter(r#""body":"A"#.into(), r#""body":"C"#.into()));
        story.tablet.open("/personal/skicka").await?;
        story.tablet.until_parcels_are(&["quarantined", "stored"]).await?;
        story.tablet.speaks_plainly().await?;
        story.tablet.passes_axe("a record kept aside").await?;
        story.tablet.until_day_is(&["quarantined", "sent"]).await?;
        story.desk().await?.until_total("10").await?;
        // The next one passes as if nothing had happened.
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["quarantined", "stored", "stored"]).await?;
        story.desk().await?.until_total("11").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_of_an_unknown_kind_is_kept() {
    story_with(plan(), async |story| {
        story.seed(9, Outcome::DoneAlone).await?;
        story.tablet.make_ready(&story.hub).await?;
        let hub_key = story.hub.device().await?.hub_key().to_owned();
        story.proxy()?.set_once(Fault::Instead(hub_key, r#"{"kind":"besok","v":1,"id":"ID"}"#.into()));
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["kept"]).await?;
        story.desk().await?.until_total("9").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tablet_restored_from_an_older_copy_loses_nothing_and_is_noticed() {
    story(async |story| {
        story.seed(9, Outcome::DoneAlone).await?;
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["stored"]).await?;
        story.tablet.quit().await?;
        let older = tempfile::tempdir()?;
        copy_folder(&story.tablet.profile(), older.path())?;

        story.tablet.open_again().await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["stored", "stored"]).await?;
        story.tablet.quit().await?;

        // The copy comes back; what it closes next gets a number that the hub has seen under another id.
        std::fs::remove_dir_all(story.tablet.profile())?;
        copy_folder(older.path(), &story.tablet.profile())?;
        story.tablet.open_again().await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["stored", "stored"]).await?;
        story.tablet.see("restored-warning").await?;
        story.tablet.speaks_plainly().await?;
        story.tablet.passes_axe("a restored tablet").await?;
        story.desk().await?.until_total("12").await?;
        // And once it is known, work goes on.
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["stored", "stored", "stored"]).await?;
        story.desk().await?.until_total("13").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_that_are_gone_are_said_out_loud() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["stored"]).await?;
        story.hub.stop().await?;
        story.tablet.help("klar-sjalv").await?;
        // A parcel that vanishes from the tablet before it was ever sent.
        let lost: bool = story.tablet.script_async(LOSE_THE_UNSENT, &[]).await?;
        ensure!(lost, "there was no unsent parcel to lose");
        story.tablet.restart().await?;
        story.hub.start_again().await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["stored", "stored"]).await?;
        story.tablet.see_text("missing-warning", "2").await?;
        story.tablet.passes_axe("numbers that are gone").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_restored_from_an_older_copy_gets_everything_again() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.seed(9, Outcome::DoneAlone).await?;
        story.hub.stop().await?;
        let older = story.hub.copy_of_data()?;
        story.hub.start_again().await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["stored"]).await?;

        story.hub.stop().await?;
        story.hub.restore_data(older.path())?;
        story.hub.start_again().await?;
        // What the tablet closes next tells the hub that a number is missing.
        story.tablet.help("klar-sjalv").await?;
        story.tablet.to("/personal/skicka").await?;
        story.tablet.tap("send-now").await?;
        story.tablet.until_parcels_are(&["stored", "stored"]).await?;
        story.desk().await?.until_total("11").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tablet_that_the_hub_has_forgotten_is_enrolled_again_and_sends_everything() {
    story(async |story| {
        story.hub.stop().await?;
        let empty = story.hub.copy_of_data()?;
        story.hub.start_again().await?;
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.until_parcels_are(&["stored"]).await?;

        story.hub.stop().await?;
        story.hub.restore_data(empty.path())?;
        story.hub.start_again().await?;
        story.seed(9, Outcome::DoneAlone).await?;
        story.tablet.help("klar-sjalv").await?;
        story.tablet.to("/personal/skicka").await?;
        story.tablet.see_with("send-status", "data-trouble", "not-enrolled").await?;
        story.tablet.speaks_plainly().await?;
        story.tablet.enrol(&story.hub).await?;
        story.tablet.until_parcels_are(&["stored", "stored"]).await?;
        story.desk().await?.until_total("11").await
    })
    .await;
}

const LOSE_THE_UNSENT: &str = r"
    const done = arguments[arguments.length - 1];
    const opening = indexedDB.open('erum');
    opening.onsuccess = () => {
        const database = opening.result;
        const writing = database.transaction('parcels', 'readwrite', { durability: 'strict' });
        const parcels = writing.objectStore('parcels');
        const all = parcels.getAll();
        let lost = false;
        all.onsuccess = () => all.result.forEach((row) => {
            const stored = JSON.parse(new TextDecoder().decode(row.bytes));
            if (!stored.receipt) { parcels.delete(row.id); lost = true; }
        });
        writing.oncomplete = () => { database.close(); done(lost); };
    };
";
