//! On paper: the note that a visitor takes home and the guide that a resident prints. Its code and its words lead back, it lies
//! well on the sheet, and it tells nothing of whom it is for.

use anyhow::Result;
use erum_domain::guide::Guide;
use erum_e2e::browser::Viewport;
use erum_e2e::guides::{as_shown, guide, link, slip, step};
use erum_e2e::paper::Paper;
use erum_e2e::scripts;
use erum_e2e::tablet::BUS;
use erum_e2e::{Browser, ensure, story, wait};

const CODE: &str = "[data-testid=sheet] svg[data-testid=qr]";
const THREE_DAYS_MS: i64 = 3 * 24 * 60 * 60 * 1000;

/// Begins with the bus guide, ticks two steps, chooses Arabic for the visitor and makes the note.
async fn make_a_note(tablet: &Browser) -> Result<()> {
    tablet.begin("buss", BUS).await?;
    tablet.tick_first(2).await?;
    tablet.tap("visitor-language").await?;
    tablet.tap("language-ar").await?;
    tablet.see_css(".visitor [lang=ar][dir=rtl]").await?;
    tablet.tap("to-slip").await?;
    tablet.see("note-page").await.map(drop)
}

/// Which steps of the guide stand on the sheet, by number.
async fn steps_on_paper(browser: &Browser, guide: &Guide) -> Result<Vec<usize>> {
    let sheet = squeezed(&browser.see("sheet").await?.text);
    let numbered = (1..).zip(&guide.steps).filter(|(_, step)| sheet.contains(&squeezed(&as_shown(&step.text))));
    Ok(numbered.map(|(number, _)| number).collect())
}

/// Without what only sets a name apart from text in the other direction, and with one space where there are some.
fn squeezed(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn words_on_paper(browser: &Browser) -> Result<String> {
    Ok(squeezed(&browser.see("note-words").await?.text))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_says_what_is_left_in_the_visitors_language_and_leads_back_there_without_a_network() {
    story(async |story| {
        story.tablet.make_ready(&story.hub).await?;
        story.tablet.until_offline_ready().await?;
        story.hub.stop().await?;
        let tablet = &story.tablet;
        make_a_note(tablet).await?;
        ensure!(tablet.path().await? == "/personal/lapp", "the note is at {}", tablet.path().await?);
        let bus = guide(BUS, "ar")?;
        let left: Vec<usize> = (3..=bus.steps.len()).collect();
        ensure!(steps_on_paper(tablet, &bus).await? == left, "other steps are left: {:?}", steps_on_paper(tablet, &bus).await?);
        ensure!(words_on_paper(tablet).await? == slip(&bus, Some(3))?.to_string(), "other words: {}", words_on_paper(tablet).await?);
        let address = tablet.reads_code(CODE).await?;
        ensure!(address == format!("{}{}", story.hub.origin(), link(&bus, Some(3), "ar")?), "the code says {address}");
        tablet.passes_axe("a visitor's note").await?;

        tablet.tap("note-back").await?;
        let ticked: Vec<String> = tablet.steps().await?.into_iter().filter(|(_, ticked)| *ticked).map(|(step, _)| step).collect();
        ensure!(ticked == [bus.steps[0].id.to_string(), bus.steps[1].id.to_string()], "the ticks are {ticked:?}");

        story.hub.start_again().await?;
        let phone = Browser::start(story.hub.origin(), Viewport::Phone).await?;
        phone.driver()?.goto(&address).await?;
        phone.see_with("guide-place", "data-place", "3").await?;
        phone.see_css("html[lang=ar][dir=rtl]").await?;
        let title = phone.see_css("#guide-title").await?.text;
        ensure!(squeezed(&title) == squeezed(&as_shown(&step(&bus, 3)?.text)), "the code leads to {title:?}");
        Ok(())
    })
    .await;
}

/// All there is of the sheet: its words, and what is in it unseen.
async fn whole_sheet(tablet: &Browser) -> Result<String> {
    tablet.see("sheet").await?;
    let whole = tablet.value("document.querySelector('[data-testid=sheet]').outerHTML").await?;
    Ok(whole.as_str().unwrap_or_default().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_the_same_to_the_letter_whoever_it_is_for_and_whenever_it_is_made() {
    story(async |story| {
        let tablet = &mut story.tablet;
        tablet.make_ready(&story.hub).await?;
        tablet.until_offline_ready().await?;
        story.hub.stop().await?;
        make_a_note(tablet).await?;
        let first = whole_sheet(tablet).await?;
        let device = tablet.device_row().await?;
        let device = device["id"].as_str().unwrap_or_default().to_owned();
        ensure!(!device.is_empty() && !first.contains(&device), "the note names the tablet {device:?}");
        tablet.tap("note-back").await?;
        let session = tablet.open_session().await?;
        ensure!(!first.contains(&session.id), "the note names the session");

        // Another visitor, who is not the first of another day.
        tablet.before_every_page(&scripts::clock_wrong_by(THREE_DAYS_MS)).await?;
        tablet.choose_day("bokbuss", "bokad").await?;
        tablet.begin("boka tid", "1177-boka-tid").await?;
        make_a_note(tablet).await?;
        let second = whole_sheet(tablet).await?;
        tablet.tap("note-back").await?;
        ensure!(tablet.open_session().await?.id != session.id, "it is the same visitor");
        ensure!(first == second, "one note is\n{first}\nand the other\n{second}");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_lies_well_on_paper_of_two_sizes_and_bears_the_next_visit_only_where_one_was_written() {
    story(async |story| {
        let tablet = &mut story.tablet;
        tablet.make_ready(&story.hub).await?;
        make_a_note(tablet).await?;
        ensure!(!tablet.shows("note-next").await?, "a visit that nobody has agreed on stands there");
        tablet.script::<()>(TYPE_A_VISIT, &[]).await?;
        tablet.see_text("note-next", "14.30").await?;
        on_every_paper(tablet).await?;
        tablet.tap("note-back").await?;
        tablet.tap("to-slip").await?;
        tablet.see("note-page").await?;
        ensure!(!tablet.shows("note-next").await?, "the visit was kept");
        Ok(())
    })
    .await;
}

/// Fields for a day and a time are filled in another way in every browser's language; what the page hears is the same.
const TYPE_A_VISIT: &str = r"
    for (const [name, value] of [['note-day', '2026-12-03'], ['note-time', '14:30']]) {
        const field = document.querySelector(`[data-testid=${name}]`);
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
    }
";

/// Black on white, nothing cut off, nothing beside the sheet; on as many pages as the paper needs.
async fn on_every_paper(browser: &Browser) -> Result<()> {
    for paper in [Paper::A4, Paper::A5] {
        browser.lies_well_on(paper).await?;
    }
    let mut pages = Vec::new();
    for (paper, size) in [(Paper::A4, (595, 842)), (Paper::A5, (420, 595))] {
        let printed = browser.print_on(paper).await?;
        let near = |said: &str| {
            let mut numbers = said.split_whitespace().rev().filter_map(|number| number.parse::<f64>().ok());
            let (height, width) = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
            (width - f64::from(size.0)).abs() < 2.0 && (height - f64::from(size.1)).abs() < 2.0
        };
        ensure!(!printed.sizes.is_empty() && printed.sizes.iter().all(|size| near(size)), "{paper:?} is {:?}", printed.sizes);
        pages.push(printed.pages);
    }
    // Large print: one page would mean that the steps are not there, many that each stands alone.
    ensure!((1..=4).contains(&pages[0]) && pages[1] > pages[0] && pages[1] <= 9, "on A4 and A5 there are {pages:?} pages");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resident_prints_the_whole_guide_with_its_code_and_its_words() {
    story(async |story| {
        let phone = &mut story.tablet;
        phone.set_viewport(Viewport::Phone).await?;
        phone.before_every_page(PRINT_DIALOGUE).await?;
        for language in ["sv", "ar"] {
            let bus = guide(BUS, language)?;
            phone.goto("/robots.txt").await?;
            phone.open(&link(&bus, Some(2), language)?).await?;
            phone.see("guide-place").await?;
            ensure!(phone.all("[data-testid=sheet]").await?.is_empty(), "the paper stands on the screen");
            phone.tap("guide-print").await?;
            let drawn =
                wait::until("something to be printed", async || Ok(phone.value("window.erumPrinted ?? null").await?.as_bool())).await?;
            ensure!(drawn, "{language}: the page was printed before its paper was drawn");
            phone.as_if_printed(true, erum_e2e::looks::Theme::Light).await?;
            let all: Vec<usize> = (1..=bus.steps.len()).collect();
            ensure!(steps_on_paper(phone, &bus).await? == all, "{language}: on paper stand {:?}", steps_on_paper(phone, &bus).await?);
            let text = phone.see("sheet").await?.text;
            for said in if language == "sv" {
                ["Gör det här själv. Visa inte din kod", "Här slutar guiden", &bus.actor]
            } else {
                ["افعل هذا بنفسك", "هنا ينتهي الدليل", &bus.actor]
            } {
                ensure!(text.contains(said), "{language}: {said:?} does not stand on paper");
            }
            ensure!(words_on_paper(phone).await? == slip(&bus, None)?.to_string(), "other words: {}", words_on_paper(phone).await?);
            let address = phone.reads_code(CODE).await?;
            ensure!(address == format!("{}{}", story.hub.origin(), link(&bus, None, language)?), "the code says {address}");
            // By the browser's own command it is drawn as well, and put away when the browser has done.
            on_every_paper(phone).await?;
            phone.see("guide-place").await?;
            ensure!(phone.all("[data-testid=sheet]").await?.is_empty(), "{language}: the paper is left on the screen");
        }
        Ok(())
    })
    .await;
}

/// A print dialogue that stays open until the story closes it: this browser has no window to show one in.
/// It tells what stood on the page when it opened: a browser lets nothing be drawn from then on.
const PRINT_DIALOGUE: &str = r#"
    window.print = () => {
        window.erumPrinted = document.querySelector('[data-testid="sheet"]') !== null;
        dispatchEvent(new Event('beforeprint'));
    };
"#;
