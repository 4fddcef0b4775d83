//! Editing guides from the coordinators' page: drafts, checking, publishing, going back, and never over somebody's work.

use super::house::{Answer, House, slug};
use super::shelf::{guide, with_goal, with_step, without_step};
use axum::http::StatusCode;
use erum_content::{Finding, Part, Problem};
use erum_domain::guide::{Status, TranslationStatus};
use erum_domain::manuscript::{Manuscript, StepWords, Words};
use erum_domain::wire::editing::{Deed, GuideAnswer, GuideLine, GuidesAnswer, Progress, Published, StepWhy, Unchanged};
use serde_json::{Value, json};

pub(crate) const BANKID: &str = "/api/v1/guides/bankid-skaffa";

pub(crate) type Told = GuideAnswer<Finding>;

/// A coordinator at a house.
pub(crate) struct Editor<'a> {
    pub(crate) house: &'a House,
    pub(crate) cookie: String,
}

impl<'a> Editor<'a> {
    pub(crate) async fn at(house: &'a House) -> Self {
        Self { house, cookie: house.coordinator(&["asele"]).await }
    }

    /// What is done to a guide, as it came out.
    pub(crate) async fn tries(&self, path: &str, body: &Value) -> Answer {
        self.house.as_coordinator(&self.cookie, path, body).await
    }

    /// What is done to a guide and must be done.
    pub(crate) async fn does(&self, path: &str, body: &Value) -> Told {
        let answer = self.tries(path, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        answer.json()
    }

    /// What is refused, with the status and the name of the problem.
    pub(crate) async fn is_refused(&self, path: &str, body: &Value) -> (u16, String, Unchanged<Finding>) {
        let answer = self.tries(path, body).await;
        (answer.status.as_u16(), answer.problem(), answer.json())
    }

    pub(crate) async fn sees(&self, path: &str) -> Told {
        let answer = self.house.see(&self.cookie, path).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()
    }

    pub(crate) async fn saves(&self, revision: u32, manuscript: &Manuscript) -> Told {
        let path = format!("/api/v1/guides/{}/draft", manuscript.facts.slug);
        self.does(&path, &json!({ "revision": revision, "manuscript": manuscript })).await
    }

    /// Saves, checks and publishes after this revision; three more then.
    pub(crate) async fn publishes(&self, revision: u32, manuscript: &Manuscript) -> Told {
        let path = format!("/api/v1/guides/{}", manuscript.facts.slug);
        self.saves(revision, manuscript).await;
        self.does(&format!("{path}/checked"), &json!({ "revision": revision + 1 })).await;
        self.does(&format!("{path}/publish"), &json!({ "revision": revision + 2 })).await
    }

    pub(crate) async fn line(&self, slug: &str) -> GuideLine {
        let answer: GuidesAnswer = self.house.see(&self.cookie, "/api/v1/guides").await.json();
        answer.guides.into_iter().find(|line| line.slug.as_str() == slug).unwrap()
    }
}

fn version(told: &Told) -> u32 {
    told.published.as_ref().unwrap().manuscript.facts.version
}

#[tokio::test]
async fn a_guide_goes_from_draft_to_checked_to_tablets_and_every_step_is_told() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    let told = editor.sees(BANKID).await;
    assert_eq!((told.revision, told.built_in, told.published, told.history.len()), (0, Some(guide("bankid-skaffa")), None, 0));
    assert_eq!(editor.line("bankid-skaffa").await.published, Published::BuiltIn);

    let told = editor.saves(0, &with_goal(&guide("bankid-skaffa"), "Du har BankID.")).await;
    let draft = told.draft.unwrap();
    assert_eq!((draft.deed, draft.manuscript.facts.checked.status), (Deed::Draft, Status::Draft), "who changes has not checked");
    assert_eq!(editor.line("bankid-skaffa").await.draft, Some(Progress::Draft));

    let told = editor.does(&format!("{BANKID}/checked"), &json!({ "revision": 1 })).await;
    let checked = told.draft.unwrap().manuscript.facts.checked;
    assert_eq!((checked.status, checked.date, checked.role.as_str()), (Status::Checked, super::house::today(), "redaktion"));

    let told = editor.does(&format!("{BANKID}/publish"), &json!({ "revision": 2 })).await;
    assert_eq!((told.revision, told.draft.is_none(), version(&told)), (3, true, 1));
    let deeds: Vec<_> = told.history.iter().map(|line| (line.revision, line.deed, line.made_from)).collect();
    assert_eq!(deeds, [(3, Deed::Published, Some(2)), (2, Deed::Checked, Some(1)), (1, Deed::Draft, None)]);
    let line = editor.line("bankid-skaffa").await;
    assert_eq!((line.published, line.draft, line.version), (Published::Edit, None, 1));
}

#[tokio::test]
async fn who_saves_second_writes_over_nobody_and_is_shown_the_newer_text() {
    let house = House::new().await;
    let (first, second) = (Editor::at(&house).await, Editor::at(&house).await);
    let [mine, yours] = ["Mitt mål.", "Ditt mål."].map(|goal| with_goal(&guide("bankid-skaffa"), goal));
    let save = |manuscript: &Manuscript| json!({ "revision": 0, "manuscript": manuscript });
    let path = format!("{BANKID}/draft");
    let (my_body, your_body) = (save(&mine), save(&yours));
    let (one, other) = tokio::join!(first.tries(&path, &my_body), second.tries(&path, &your_body));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let (won, lost) = if one.status.is_success() { (mine, other) } else { (yours, one) };
    assert_eq!(lost.problem(), "guide-changed");
    let newer: Unchanged<Finding> = lost.json();
    assert_eq!((newer.guide.revision, newer.guide.draft.unwrap().manuscript.words), (1, won.words.clone()));
    assert_eq!(first.sees(BANKID).await.draft.unwrap().manuscript.words, won.words, "nothing is lost");
    for deed in ["checked", "publish", "discard", "remove"] {
        let (status, problem, _) = second.is_refused(&format!("{BANKID}/{deed}"), &json!({ "revision": 0 })).await;
        assert_eq!((status, problem.as_str()), (409, "guide-changed"), "{deed}");
    }
}

#[tokio::test]
async fn many_who_publish_at_once_publish_once() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    editor.saves(0, &with_goal(&guide("bankid-skaffa"), "Nytt.")).await;
    editor.does(&format!("{BANKID}/checked"), &json!({ "revision": 1 })).await;
    let (path, body) = (format!("{BANKID}/publish"), json!({ "revision": 2 }));
    let publish = || editor.tries(&path, &body);
    let (a, b, c, d) = tokio::join!(publish(), publish(), publish(), publish());
    assert_eq!([a, b, c, d].iter().filter(|answer| answer.status.is_success()).count(), 1);
    assert_eq!(editor.sees(BANKID).await.revision, 3);
}

#[tokio::test]
async fn what_is_wrong_can_be_saved_but_neither_checked_nor_published() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    let mut empty = guide("bankid-skaffa");
    empty.words.get_mut("sv").unwrap().title.clear();
    let told = editor.saves(0, &empty).await;
    assert!(told.findings.iter().any(|finding| finding.problem.is_wrong()), "{:?}", told.findings);
    let (status, problem, unchanged) = editor.is_refused(&format!("{BANKID}/checked"), &json!({ "revision": 1 })).await;
    assert_eq!((status, problem.as_str(), unchanged.guide.revision), (422, "guide-wrong", 1));
    assert!(!unchanged.guide.findings.is_empty());
    let (status, problem, _) = editor.is_refused(&format!("{BANKID}/publish"), &json!({ "revision": 1 })).await;
    assert_eq!((status, problem.as_str()), (409, "guide-not-now"), "a draft that nobody has checked");
    let answer = editor.tries(&format!("{BANKID}/findings"), &json!({ "manuscript": empty })).await;
    assert!(answer.text().contains("\"findings\":[{"), "{}", answer.text());
}

#[tokio::test]
async fn swedish_is_spelt_where_there_is_a_dictionary_and_a_new_name_stands_in_nobodys_way() {
    let shelf = tempfile::tempdir().unwrap();
    let file = shelf.path().join("sv.dic");
    std::fs::write(file.with_extension("aff"), "SET UTF-8\n").unwrap();
    std::fs::write(&file, "9\ngör\nså\nhär\nbankid\nskaffa\nöppna\nsidan\ntryck\npå\n").unwrap();
    let house = House::with(|config| config.dictionary = Some(file)).await;
    let editor = Editor::at(&house).await;
    let told = editor.saves(0, &with_goal(&guide("bankid-skaffa"), "Öppna Kivra på siddan.")).await;
    let misspelt = |finding: &Finding| match &finding.problem {
        Problem::Misspelt { word } if finding.key == "goal" && finding.part == Part::Words("sv".to_owned()) => Some(word.clone()),
        _ => None,
    };
    assert_eq!(told.findings.iter().filter_map(misspelt).collect::<Vec<_>>(), ["siddan"], "Kivra is on the project's list");
    assert!(told.spelling);
    editor.does(&format!("{BANKID}/checked"), &json!({ "revision": 1 })).await;

    let without = House::new().await;
    let told = Editor::at(&without).await.saves(0, &with_goal(&guide("bankid-skaffa"), "Siddan.")).await;
    assert!(!told.spelling && told.findings.iter().all(|finding| misspelt(finding).is_none()), "{:?}", told.findings);
}

#[tokio::test]
async fn a_phrase_that_another_guide_answers_to_is_told() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    let asked = |name: &str| Manuscript { phrases: [("sv".to_owned(), vec!["Boka tid".to_owned()])].into(), ..guide(name) };
    let told = editor.publishes(0, &asked("1177-boka-tid")).await;
    assert_eq!(told.findings, [], "its own phrase is nobody else's");
    let told = editor.saves(0, &asked("bankid-skaffa")).await;
    let shared = Problem::SharedPhrase { phrase: "Boka tid".to_owned(), guide: slug("1177-boka-tid") };
    assert_eq!(told.findings, [Finding { part: Part::Phrases, key: "sv.0".to_owned(), problem: shared }]);
}

#[tokio::test]
async fn an_id_of_a_step_never_comes_to_mean_another() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    let original = guide("bankid-skaffa");
    let shorter = without_step(&original, "svara-steget");
    assert_eq!(version(&editor.publishes(0, &shorter).await), 2, "other steps are another version");

    let reused = with_step(&shorter, "svara-steget", "Betala.");
    let told = editor.saves(3, &reused).await;
    assert_eq!(told.steps.iter().map(|step| (step.step.as_str(), step.why)).collect::<Vec<_>>(), [("svara-steget", StepWhy::Reused)]);
    assert_eq!(editor.is_refused(&format!("{BANKID}/checked"), &json!({ "revision": 4 })).await.0, 422);

    let renamed = with_step(&without_step(&shorter, "forsta-steget"), "steg-ett", "Öppna sidan.");
    assert_eq!(editor.saves(4, &renamed).await.steps[0].why, StepWhy::Renamed);
    let twice = with_step(&shorter, "forsta-steget", "Öppna sidan.");
    assert_eq!(editor.saves(5, &twice).await.steps[0].why, StepWhy::Twice);

    let new = with_step(&shorter, "nytt-steg", "Skriv din kod.");
    assert_eq!(version(&editor.publishes(6, &new).await), 3);
    let as_it_was = with_step(&new, "svara-steget", "Tryck på **Svara**.");
    let told = editor.publishes(9, &as_it_was).await;
    assert_eq!((version(&told), told.used_steps.len()), (4, 3), "a step may come back as it was");
}

/// The guide with other Swedish words for a step.
fn with_text(guide: &Manuscript, step: &str, text: &str) -> Manuscript {
    let mut guide = guide.clone();
    text.clone_into(&mut guide.words.get_mut("sv").unwrap().steps.get_mut(&slug(step)).unwrap().text);
    guide
}

#[tokio::test]
async fn steps_that_stay_cannot_take_one_anothers_words() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    let original = guide("bankid-skaffa");
    let [first, second] = ["forsta-steget", "svara-steget"];
    let whys = |told: &Told| told.steps.iter().map(|step| (step.step.to_string(), step.why)).collect::<Vec<_>>();
    let reused = |step: &str| (step.to_owned(), StepWhy::Reused);

    let swapped = with_text(&with_text(&original, first, "Tryck på **Svara**."), second, "Öppna sidan.");
    assert_eq!(whys(&editor.saves(0, &swapped).await), [reused(first), reused(second)]);
    assert_eq!(editor.is_refused(&format!("{BANKID}/checked"), &json!({ "revision": 1 })).await.0, 422);

    let taken = with_text(&without_step(&original, second), first, " Tryck på **Svara**. ");
    assert_eq!(whys(&editor.saves(1, &taken).await), [reused(first)], "also that of one that goes");
    let both_anew = with_text(&with_text(&original, first, "Tryck på **Svara**."), second, "Vänta på svar.");
    assert_eq!(whys(&editor.saves(2, &both_anew).await), [reused(first)], "also when the other got new words");

    let mut moved = original.clone();
    moved.facts.steps.reverse();
    assert_eq!(whys(&editor.saves(3, &moved).await), [], "moving is how steps change places");
    let mended = with_text(&original, first, "Öppna bankens sida.");
    assert_eq!(whys(&editor.saves(4, &mended).await), [], "words of its own are a step's own");
    let told = editor.publishes(5, &with_step(&original, "oppna-igen", "Öppna sidan.")).await;
    assert_eq!(whys(&told), [], "two steps may be there from the start with the same words");
    assert_eq!(whys(&editor.saves(8, &with_goal(&told.published.unwrap().manuscript, "Klart.")).await), [], "and may keep them");
}

/// The guide with translations that somebody has read.
fn reviewed(guide: &Manuscript) -> Manuscript {
    let mut guide = guide.clone();
    let translations = guide.words.iter_mut().filter(|(language, _)| *language != "sv");
    translations.for_each(|(_, words)| words.translation.status = TranslationStatus::Reviewed);
    guide
}

/// Which languages' words are said to be reviewed in the draft.
fn reviews(told: &Told) -> Vec<&str> {
    let words = told.draft.iter().flat_map(|draft| &draft.manuscript.words);
    words.filter(|(_, words)| words.translation.status == TranslationStatus::Reviewed).map(|(language, _)| language.as_str()).collect()
}

const BOTH: [&str; 2] = ["en", "sv-simple"];

#[tokio::test]
async fn a_translation_that_stays_when_the_swedish_changes_is_reviewed_no_more() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    let read = reviewed(&guide("bankid-skaffa"));
    assert_eq!(reviews(&editor.saves(0, &read).await), BOTH, "who has read what is there may say so");
    editor.does(&format!("{BANKID}/checked"), &json!({ "revision": 1 })).await;
    editor.does(&format!("{BANKID}/publish"), &json!({ "revision": 2 })).await;

    let mut phone = read.clone();
    phone.facts.phone = Some("114 14".to_owned());
    assert_eq!(reviews(&editor.saves(3, &phone).await), BOTH, "no Swedish word changed");

    // English follows, easy Swedish does not.
    let mut followed = with_goal(&phone, "Du har BankID.");
    followed.words.get_mut("en").unwrap().goal = "You have BankID.".to_owned();
    let told = editor.saves(4, &followed).await;
    assert_eq!(reviews(&told), ["en"]);

    let told = editor.saves(5, &with_goal(&followed, "Du har ett BankID.")).await;
    assert_eq!(reviews(&told), Vec::<&str>::new(), "the English was made from the draft's Swedish");
    let told = editor.saves(6, &with_goal(&followed, "Du har ett BankID.")).await;
    assert_eq!(reviews(&told), BOTH, "who was told of it and calls it reviewed has read it");
    let told = editor.saves(7, &with_goal(&phone, "Du har ett BankID.")).await;
    assert_eq!(reviews(&told), ["sv-simple"], "the English of the published goal came back, its Swedish did not");
}

#[tokio::test]
async fn every_text_that_is_read_takes_the_review_with_it_and_what_goes_in_all_languages_takes_nothing() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    let mut read = reviewed(&guide("bankid-skaffa"));
    read.facts.before = vec![slug("telefon")];
    read.facts.otherwise = serde_json::from_value(json!([{ "id": "besok" }])).unwrap();
    for words in read.words.values_mut() {
        words.before.insert(slug("telefon"), "Telefon.".to_owned());
        words.otherwise.insert(slug("besok"), "Besök.".to_owned());
    }
    read.words.get_mut("sv").unwrap().steps.get_mut(&slug("svara-steget")).unwrap().hint = Some("Den gröna.".to_owned());
    let first = slug("forsta-steget");
    let step = |words: &mut Words, change: &dyn Fn(&mut StepWords)| change(words.steps.get_mut(&first).unwrap());
    let changes: [&dyn Fn(&mut Words); 7] = [
        &|words| words.title.push_str(" nu"),
        &|words| words.goal.push_str(" Klart."),
        &|words| drop(words.before.insert(slug("telefon"), "Dator.".to_owned())),
        &|words| step(words, &|step| step.text.push_str(" Vänta.")),
        &|words| step(words, &|step| step.hint = Some("Den är blå.".to_owned())),
        &|words| step(words, &|step| step.if_stuck = Some("Ring banken.".to_owned())),
        &|words| drop(words.otherwise.insert(slug("besok"), "Ring.".to_owned())),
    ];
    assert_eq!(reviews(&editor.saves(0, &read).await), Vec::<&str>::new(), "a hint came in Swedish only");
    editor.publishes(1, &read).await;
    let mut revision = 4;
    for (at, change) in changes.iter().enumerate() {
        let mut changed = read.clone();
        change(changed.words.get_mut("sv").unwrap());
        assert_eq!(reviews(&editor.saves(revision, &changed).await), Vec::<&str>::new(), "change {at}");
        editor.does(&format!("{BANKID}/discard"), &json!({ "revision": revision + 1 })).await;
        revision += 2;
    }
    let told = editor.saves(revision, &without_step(&read, "svara-steget")).await;
    assert_eq!(reviews(&told), BOTH, "a step that goes in every language leaves nothing behind");
    editor.saves(revision + 1, &with_goal(&read, "Klart.")).await;
    let told = editor.does(&format!("{BANKID}/back"), &json!({ "revision": revision + 2, "to": 4 })).await;
    assert_eq!(reviews(&told), BOTH, "an earlier text comes back as it was read");
}

#[tokio::test]
async fn words_alone_do_not_count_the_version_up_and_no_version_means_two_things() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    let original = guide("bankid-skaffa");
    assert_eq!(version(&editor.publishes(0, &with_goal(&original, "Annat mål.")).await), 1);
    assert_eq!(version(&editor.publishes(3, &with_step(&original, "tredje-steget", "Klart.")).await), 2);
    editor.does(&format!("{BANKID}/remove"), &json!({ "revision": 6 })).await;
    assert_eq!(version(&editor.publishes(7, &with_step(&original, "fjarde-steget", "Slut.")).await), 3, "2 was given out before");
}

#[tokio::test]
async fn an_earlier_text_becomes_a_new_draft_and_a_draft_can_be_thrown_away() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    let original = guide("bankid-skaffa");
    editor.saves(0, &with_goal(&original, "Ett.")).await;
    editor.saves(1, &with_goal(&original, "Två.")).await;
    assert_eq!(editor.saves(2, &with_goal(&original, "Två.")).await.revision, 2, "no change is no revision");
    let told = editor.does(&format!("{BANKID}/back"), &json!({ "revision": 2, "to": 1 })).await;
    assert_eq!((told.revision, told.history[0].made_from), (3, Some(1)));
    assert_eq!(told.draft.unwrap().manuscript.words["sv"].goal, "Ett.");
    let told = editor.does(&format!("{BANKID}/discard"), &json!({ "revision": 3 })).await;
    assert_eq!((told.draft, told.history.len()), (None, 4), "what was thrown away is still in the history");
    assert_eq!(editor.is_refused(&format!("{BANKID}/discard"), &json!({ "revision": 4 })).await.1, "guide-not-now");
    assert_eq!(editor.is_refused(&format!("{BANKID}/back"), &json!({ "revision": 4, "to": 99 })).await.1, "guide-not-now");
    let told = editor.does(&format!("{BANKID}/back"), &json!({ "revision": 4, "to": 0 })).await;
    assert_eq!((told.draft.unwrap().manuscript.words, told.history[0].made_from), (original.words, None));
}

#[tokio::test]
async fn a_guide_that_there_was_not_is_written_and_published() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    let new = guide("bokbussen-lana");
    assert_eq!(house.see(&editor.cookie, "/api/v1/guides/bokbussen-lana").await.problem(), "no-such-guide");
    editor.saves(0, &new).await;
    let line = editor.line("bokbussen-lana").await;
    assert_eq!((line.published, line.draft), (Published::Nothing, Some(Progress::Draft)));
    assert_eq!(version(&editor.does_publish("bokbussen-lana").await), 1);
    let told = editor.does("/api/v1/guides/bokbussen-lana/remove", &json!({ "revision": 3 })).await;
    assert_eq!((told.published, told.built_in), (None, None));
    assert_eq!(editor.line("bokbussen-lana").await.published, Published::Nothing, "it can still be found");
}

impl Editor<'_> {
    async fn does_publish(&self, slug: &str) -> Told {
        self.does(&format!("/api/v1/guides/{slug}/checked"), &json!({ "revision": 1 })).await;
        self.does(&format!("/api/v1/guides/{slug}/publish"), &json!({ "revision": 2 })).await
    }
}

#[tokio::test]
async fn what_is_no_guide_or_another_guide_changes_nothing() {
    let house = House::new().await;
    let editor = Editor::at(&house).await;
    let path = format!("{BANKID}/draft");
    let mut large = guide("bankid-skaffa");
    large.phrases.insert("sv".to_owned(), vec!["sök ".repeat(200_000)]);
    let refused = [
        (400, json!({ "revision": 0, "manuscript": guide("1177-boka-tid") })),
        (400, json!({ "revision": 0, "manuscript": {} })),
        (400, json!({ "manuscript": guide("bankid-skaffa") })),
        (400, json!({ "revision": -1, "manuscript": guide("bankid-skaffa") })),
        (413, json!({ "revision": 0, "manuscript": large })),
    ];
    for (status, body) in refused {
        assert_eq!(editor.tries(&path, &body).await.status.as_u16(), status);
    }
    for slug in ["Anna%20Svensson", "191212121212", "..%2f..", "%ff"] {
        let answer = house.see(&editor.cookie, &format!("/api/v1/guides/{slug}")).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (404, "no-such-guide"), "{slug}");
    }
    assert_eq!(editor.sees(BANKID).await.revision, 0);
}
