//! A tablet is seized: what can be read in its browser's profile after a day's work, killed in the middle or closed.
//!
//! The scan is `erum_e2e::seized`. A scan that finds nothing proves nothing by itself, so the same day is worked with a
//! build that does not seal, and there it must find everything.

use anyhow::Result;
use erum_e2e::locks::PIN;
use erum_e2e::seized::{self, Built, Canary, Report};
use erum_e2e::{Plan, Story, ensure, paths, story, story_with};
use serde_json::json;
use std::path::Path;

const PLACE: &str = "sfi-lararcentrum";
const TOPIC: &str = "ny-i-sverige";
const GUIDE: &str = "bostadstillagg-ansok";
const STUCK: &str = "partner-skriver-under";
const CAUSE: &str = "beroende";
const LIMIT: &str = "vittna-intyga";
const OPEN_GUIDE: &str = "digital-brevlada";
const OPEN_STEP: &str = "papper-eller-digitalt";
/// What staff typed to find the guide.
const ASKED_FOR: &str = "bostadstillägg";

/// What the day writes. A new field of a draft, a record or the device that could tell something belongs here.
fn written() -> Vec<Canary> {
    vec![
        Canary::new("place", PLACE),
        Canary::new("topic without a guide", TOPIC),
        Canary::new("guide", GUIDE),
        Canary::new("stuck step", STUCK),
        Canary::new("cause", CAUSE),
        Canary::new("outcome", "avbojd-annan-grans"),
        Canary::new("limit", LIMIT),
        Canary::new("guide of the open draft", OPEN_GUIDE),
        Canary::new("ticked step of the draft", OPEN_STEP),
    ]
}

/// What is typed and must be kept by no build at all.
fn typed() -> Vec<Canary> {
    vec![Canary::new("passphrase", PIN), Canary::new("search", ASKED_FOR)]
}

/// A day with one session sent, one that waits for a network and one left open. What is not sealed the hub keeps aside.
async fn a_days_work(story: &mut Story, sealed: bool) -> Result<()> {
    let (parcel, item) = if sealed { ("stored", "sent") } else { ("quarantined", "quarantined") };
    let tablet = &mut story.tablet;
    tablet.enrol(&story.hub).await?;
    tablet.choose_day(PLACE, "grupp").await?;

    tablet.begin(ASKED_FOR, GUIDE).await?;
    tablet.tick_first(2).await?;
    tablet.stuck(STUCK, CAUSE).await?;
    tablet.tap("to-finish").await?;
    tablet.tap("outcome-avbojd-annan-grans").await?;
    tablet.tap(&format!("limit-{LIMIT}")).await?;
    tablet.see("saved-preview").await?;
    tablet.tap("close-session").await?;
    tablet.until_gone("close-session").await?;
    tablet.until_parcels_are(&[parcel]).await?;

    story.hub.stop().await?;
    tablet.to("/personal").await?;
    tablet.tap(&format!("topic-{TOPIC}")).await?;
    tablet.tap("topic-start").await?;
    tablet.tap("agreement-start").await?;
    tablet.see("session").await?;
    tablet.close_with("hanvisad").await?;
    tablet.until_day_is(&[item, "unsent"]).await?;

    tablet.begin("brevlåda", OPEN_GUIDE).await?;
    tablet.tick(OPEN_STEP, true).await?;
    Ok(())
}

/// The profile as it lies when the tablet is torn away in the middle of a session, and after it was started once more
/// and closed: a killed browser tidies up when it comes back.
async fn seize(story: &mut Story, app: &Path, canaries: &[Canary]) -> Result<[(&'static str, Report); 2]> {
    let built = Built::read(app)?;
    let tablet = &mut story.tablet;
    tablet.plug().pull();
    tablet.is_dead().await?;
    let killed = seized::scan(&tablet.profile(), Some(&built), canaries)?;
    tablet.open_again().await?;
    tablet.open("/personal").await?;
    tablet.quit().await?;
    let closed = seized::scan(&tablet.profile(), Some(&built), canaries)?;
    let scans = [("killed", killed), ("closed", closed)];
    for (when, report) in &scans {
        std::fs::create_dir_all(paths::seized())?;
        std::fs::write(paths::seized().join(format!("{}-{when}.txt", folder_name(app))), report.to_string())?;
        ensure!(report.excepted.iter().any(|passed| passed.contains("/packs/words-sv.json")), "{when}: the packs were not recognised");
    }
    Ok(scans)
}

fn folder_name(app: &Path) -> String {
    app.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_build_without_sealing_leaves_every_canary_for_the_finder() {
    let app = paths::unsealed_app();
    assert!(app.join("sw.js").exists(), "{} is missing: cargo xtask build --unsealed", app.display());
    let plan = Plan { app: Some(app.clone()), ..Plan::default() };
    story_with(plan, async |story| {
        a_days_work(story, false).await?;
        let written = written();
        for (when, report) in seize(story, &app, &written).await? {
            let missing = report.missing(&written);
            ensure!(missing.is_empty(), "{when}: the scan is blind to {missing:?}:\n{report}");
        }
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seized_tablet_tells_nothing_of_the_day() {
    story(async |story| {
        a_days_work(story, true).await?;
        let mut canaries = written();
        canaries.extend(typed());
        for (when, report) in seize(story, &paths::app(), &canaries).await? {
            ensure!(report.hits.is_empty(), "{when}: a finder can read\n{report}");
            ensure!(report.kept_forms.is_empty(), "{when}: the browser keeps what was chosen or typed\n{report}");
        }
        Ok(())
    })
    .await;
}

/// Chromium packs what is large, splits what is long, and writes wide letters in its own way: made to happen here, for
/// a day's work is too small for most of it.
const FILL: &str = r"
    const done = arguments[arguments.length - 1];
    const noise = (length) => {
        const letters = new Uint8Array(length);
        for (let at = 0; at < length; at += 65536) crypto.getRandomValues(letters.subarray(at, at + 65536));
        return letters;
    };
    const text = 'Det var en gång en kanariefågel i en gruva. '.repeat(20);
    localStorage.setItem('small', 'lokal-fågel');
    localStorage.setItem('wide', 'lokal-våg €');
    sessionStorage.setItem('small', 'sittande-fågel');
    const opening = indexedDB.open('kanarie', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('all');
    opening.onsuccess = async () => {
        const put = (values) => new Promise((resolve, reject) => {
            const writing = opening.result.transaction('all', 'readwrite', { durability: 'strict' });
            for (const [key, value] of values) writing.objectStore('all').put(value, key);
            writing.oncomplete = resolve;
            writing.onabort = () => reject(writing.error);
        });
        await put([['packed', text.repeat(100) + 'packad-fågel' + text]]);
        await put([['file', new Blob([noise(50000), 'fil-fågel-ett', noise(50000)])]]);
        await put([['large', { text: 'stor-fågel-ett', noise: noise(200000) }]]);
        await put([['early', 'tidig-fågel-ett ' + text]]);
        for (let round = 0; round < 9; round++) {
            await put(Array.from({ length: 10 }, (_, index) => [`${round}-${index}`, noise(60000)]));
        }
        const cache = await caches.open('kanarie');
        const squeezed = new Response(new Blob([text + 'klämd-fågel-ett']).stream().pipeThrough(new CompressionStream('gzip')));
        await cache.put('/squeezed', new Response(await squeezed.arrayBuffer()));
        opening.result.close();
        done(true);
    };
";

#[tokio::test(flavor = "multi_thread")]
async fn what_chromium_packs_splits_or_widens_is_found_all_the_same() {
    // Each with what the way to it must name.
    let expected = [
        ("lokal-fågel", "Local Storage"),
        ("lokal-våg €", "Local Storage"),
        ("sittande-fågel", "Session Storage"),
        ("packad-fågel", "Blink's Snappy"),
        ("fil-fågel-ett", ".blob/"),
        ("stor-fågel-ett", "IndexedDB"),
        ("tidig-fågel-ett", "LevelDB table"),
        ("klämd-fågel-ett", "gzip"),
        ("lång-fågel-ett", "SQLite"),
    ];
    story(async |story| {
        let tablet = &mut story.tablet;
        tablet.open("/").await?;
        let filled: bool = tablet.script_async(FILL, &[json!(null)]).await?;
        ensure!(filled, "the profile could not be filled");
        tablet.goto(&format!("/#{}lång-fågel-ett{}", "x".repeat(6000), "y".repeat(3000))).await?;
        tablet.quit().await?;
        let canaries: Vec<Canary> = expected.iter().map(|(value, _)| Canary::new(value, value)).collect();
        let report = seized::scan(&tablet.profile(), None, &canaries)?;
        for (canary, way) in expected {
            let there = report.hits.keys().any(|hit| hit.canary == canary && hit.place.contains(way));
            ensure!(there, "{canary} is not found by way of {way}:\n{report}");
        }
        Ok(())
    })
    .await;
}
