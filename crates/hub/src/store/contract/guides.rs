//! What every store must do about guides: add what was done and change nothing of it, guard what is known of steps, keep
//! owners' answers, and let go of what is settled with its record.

use super::{NOW, deliver, id, record, slug, with_device};
use crate::intake::Judged;
use crate::store::HubStore;
use crate::store::guides::{KnownStep, NewRevision};
use erum_domain::day::{DAY_MS, Day};
use erum_domain::manuscript::Manuscript;
use erum_domain::note::Statement;
use erum_domain::wire::UnitName;
use erum_domain::wire::editing::{Deed, OwnerAnswer, RevisionLine};
use erum_domain::wire::queue::Settled;

fn today() -> Day {
    Day::from_local_ms(NOW)
}

fn manuscript(version: u32) -> Manuscript {
    let json = serde_json::json!({ "facts": {
        "slug": "bankid-skaffa", "version": version, "service": "eleg", "actor": "Åsele bank", "level": "state", "limit": "none",
        "confidence": "low", "checked": { "status": "draft", "date": "2026-11-21", "role": "redaktion" }, "sources": [], "steps": []
    }, "words": {} });
    serde_json::from_value(json).unwrap()
}

fn deed(guide: &str, revision: u32, deed: Deed) -> NewRevision {
    let line = RevisionLine { revision, deed, made_from: revision.checked_sub(1).filter(|from| *from > 0), day: today() };
    let with_text = matches!(deed, Deed::Draft | Deed::Checked | Deed::Published);
    let manuscript = with_text.then(|| manuscript(revision));
    NewRevision { guide: slug(guide), line, base: Some("5d".repeat(32)), manuscript, steps: Vec::new() }
}

fn step(step: &str, meaning: &str) -> KnownStep {
    KnownStep { guide: slug("bankid-skaffa"), step: slug(step), meaning: meaning.to_owned() }
}

fn flag(number: u64, kind: &'static str) -> Judged {
    Judged { kind: Some(kind), day: Some(today()), names: None, ..record(number, number) }
}

pub(crate) async fn what_is_done_to_a_guide_is_added_in_order_and_never_changed(store: &dyn HubStore) {
    let guide = slug("bankid-skaffa");
    assert!(store.add_revision(&deed("bankid-skaffa", 1, Deed::Draft)).await.unwrap());
    for wrong in [1, 3, 0] {
        assert!(!store.add_revision(&deed("bankid-skaffa", wrong, Deed::Checked)).await.unwrap(), "{wrong} is not the next");
    }
    assert!(store.add_revision(&deed("bankid-skaffa", 2, Deed::Discarded)).await.unwrap());
    assert!(store.add_revision(&deed("annan-guide", 1, Deed::Draft)).await.unwrap(), "each guide counts for itself");
    let deeds = store.deeds().await.unwrap();
    let told: Vec<_> = deeds.iter().map(|(guide, deed)| (guide.as_str(), deed.line.revision, deed.line.deed)).collect();
    let expected = [("annan-guide", 1, Deed::Draft), ("bankid-skaffa", 1, Deed::Draft), ("bankid-skaffa", 2, Deed::Discarded)];
    assert_eq!(told, expected);
    let (_, last) = &deeds[2];
    assert_eq!((last.line.made_from, last.line.day, last.version, &last.base), (Some(1), today(), None, &Some("5d".repeat(32))));
    assert_eq!(store.manuscript(&guide, 1).await.unwrap(), Some(manuscript(1)));
    assert_eq!((store.manuscript(&guide, 2).await.unwrap(), store.manuscript(&guide, 9).await.unwrap()), (None, None));
}

pub(crate) async fn of_many_who_are_next_at_once_one_is(store: &dyn HubStore) {
    let new = deed("bankid-skaffa", 1, Deed::Draft);
    let add = || store.add_revision(&new);
    let (a, b, c) = tokio::join!(add(), add(), add());
    assert_eq!([a, b, c].into_iter().filter(|added| *added.as_ref().unwrap()).count(), 1);
}

pub(crate) async fn what_tablets_get_is_counted_by_publications_alone(store: &dyn HubStore) {
    let deeds = [(Deed::Draft, 0), (Deed::Checked, 0), (Deed::Published, 1), (Deed::Seen, 1), (Deed::Draft, 1), (Deed::Removed, 2)];
    for (revision, (done, publications)) in deeds.into_iter().enumerate() {
        assert!(store.add_revision(&deed("bankid-skaffa", revision as u32 + 1, done)).await.unwrap());
        assert_eq!(store.publications().await.unwrap(), publications, "{done:?}");
    }
}

pub(crate) async fn steps_are_remembered_with_what_they_mean_and_only_when_they_are_published(store: &dyn HubStore) {
    store.remember_steps(&[step("ett", "a"), step("tva", "b")]).await.unwrap();
    store.remember_steps(&[step("tva", "c")]).await.unwrap();
    let published = NewRevision { steps: vec![step("tre", "d")], ..deed("bankid-skaffa", 1, Deed::Published) };
    let late = NewRevision { steps: vec![step("fyra", "e")], ..published.clone() };
    assert!(store.add_revision(&published).await.unwrap() && !store.add_revision(&late).await.unwrap());
    assert_eq!(store.known_steps().await.unwrap(), [step("ett", "a"), step("tre", "d"), step("tva", "c")]);
}

pub(crate) async fn an_owners_answer_gives_way_to_one_of_the_same_day_only(store: &dyn HubStore) {
    let guide = slug("bankid-skaffa");
    let answer = |days, text: &str| OwnerAnswer { day: today().plus(days), text: Statement::write(text).unwrap().unwrap() };
    for given in [answer(-1, "I går."), answer(0, "I dag."), answer(0, "Nu: ”å–ä”.")] {
        store.put_owner_answer(&guide, &given).await.unwrap();
    }
    let all = || async { store.owner_answers().await.unwrap().into_iter().map(|(_, answer)| answer).collect::<Vec<_>>() };
    assert_eq!(all().await, [answer(0, "Nu: ”å–ä”."), answer(-1, "I går.")]);
    assert!(store.delete_owner_answer(&guide, today()).await.unwrap() && !store.delete_owner_answer(&guide, today()).await.unwrap());
    assert_eq!(all().await, [answer(-1, "I går.")]);
}

pub(crate) async fn only_open_reports_of_the_unit_are_settled_and_go_with_their_records(store: &dyn HubStore) {
    let asele = slug("asele");
    with_device(store).await;
    store.add_unit(&UnitName { id: slug("lycksele"), name: "Lycksele".to_owned(), sample: false }).await.unwrap();
    let reports = vec![flag(1, "guide_flag"), flag(2, "directory_correction"), record(3, 3), flag(4, "guide_flag")];
    deliver(store, 1, 5, reports, 100).await;
    assert_eq!(store.open_reports(&asele).await.unwrap().len(), 3);
    assert_eq!(store.settle(&slug("lycksele"), &[id(1)], Settled::Fixed, today()).await.unwrap(), 0);
    let asked = [id(1), id(2), id(3), id(777)];
    assert_eq!(store.settle(&asele, &asked, Settled::OwnerTold, today()).await.unwrap(), 2);
    assert_eq!(store.settle(&asele, &asked, Settled::Fixed, today()).await.unwrap(), 0, "the first answer stands");
    assert_eq!(store.open_reports(&asele).await.unwrap(), [record(4, 4).parcel.body]);
    store.dispose(&asele, NOW + 400 * DAY_MS).await.unwrap();
    assert_eq!(store.open_reports(&asele).await.unwrap(), Vec::<String>::new());
    assert_eq!(store.check().await.unwrap().faults, Vec::<String>::new());
}

pub(crate) async fn a_check_counts_the_texts_of_guides(store: &dyn HubStore) {
    for (revision, done) in [(1, Deed::Draft), (2, Deed::Checked), (3, Deed::Discarded)] {
        store.add_revision(&deed("bankid-skaffa", revision, done)).await.unwrap();
    }
    let report = store.check().await.unwrap();
    assert_eq!((report.edits, report.unreadable_edits), (2, 0));
}
