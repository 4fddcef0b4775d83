//! Finding: as people say it and misspell it, the right guide comes first; nothing is found where nothing fits.

#[path = "support/arbitrary.rs"]
mod arbitrary;

use arbitrary::cases;
use erum_domain::search::{Document, Field, Index, fold, says_something};
use proptest::prelude::*;
use proptest::sample::Index as Pick;

/// What a guide is found by: as editors write it in `content/guides`, only less.
struct Guide {
    slug: &'static str,
    title: &'static str,
    goal: &'static str,
    actor: &'static str,
    phrases: &'static [&'static str],
}

const SHELF: [Guide; 7] = [
    Guide {
        slug: "bankid-skaffa",
        title: "Skaffa eller förnya BankID",
        goal: "Du har ett eget BankID som fungerar, och du vet när det går ut.",
        actor: "Banken",
        phrases: &["bankid", "bank-id", "mobilt bankid", "banke id", "glömt koden till bankid", "e-legitimation", "بنك آيدي", "банк айді"],
    },
    Guide {
        slug: "1177-boka-tid",
        title: "Boka tid på hälsocentralen",
        goal: "Du har själv bett om en tid och vet var svaret kommer.",
        actor: "Region Västerbotten",
        phrases: &[
            "1177",
            "boka tid",
            "läkartid",
            "läkare",
            "doktorn",
            "boka doktor",
            "vårdcentral",
            "söka vård",
            "doctor",
            "طبيب",
            "лікар",
        ],
    },
    Guide {
        slug: "digital-brevlada",
        title: "Skaffa digital brevlåda",
        goal: "Du har valt hur du vill få post från myndigheter, och du vet var du läser den.",
        actor: "Digg",
        phrases: &[
            "digital brevlåda",
            "digital post",
            "min myndighetspost",
            "kivra",
            "brev från myndigheter",
            "post i mobilen",
            "sanduuqa boostada",
        ],
    },
    Guide {
        slug: "bostadstillagg-ansok",
        title: "Ansök om bostadstillägg",
        goal: "Din ansökan är inskickad och inget fattas i den.",
        actor: "Pensionsmyndigheten",
        phrases: &["bostadstillägg", "hyresbidrag", "hjälp med hyran", "låg pension", "pensionär", "eläkkeensaajan asumistuki"],
    },
    Guide {
        slug: "tabussen-biljett",
        title: "Hitta bussen och rätt biljett",
        goal: "Du vet när bussen går och vilken biljett som passar dig.",
        actor: "Länstrafiken i Västerbotten",
        phrases: &[
            "buss",
            "bussbiljett",
            "biljett",
            "tabussen",
            "busstider",
            "när går bussen",
            "bus ticket",
            "تذكرة الحافلة",
            "tigidh bas",
        ],
    },
    Guide {
        slug: "wifi-telefon-grunder",
        title: "Kom igång med wifi och telefonen",
        goal: "Din telefon är uppkopplad, och du vet hur du gör nästa gång.",
        actor: "Din operatör",
        phrases: &["wifi", "trådlöst nät", "internet fungerar inte", "mobildata", "telefonens inställningar", "telefonen"],
    },
    Guide {
        slug: "sfi-anmalan",
        title: "Sök till sfi",
        goal: "Du har sökt till en kurs.",
        actor: "Kommunen",
        phrases: &["sfi", "lära mig svenska", "svenskakurs", "learn swedish", "تعلم السويدية", "вивчати шведську", "ሽወደንኛ ምምሃር"],
    },
];

fn documents() -> Vec<Document<'static>> {
    let document = |guide: &Guide| {
        let rest = [(Field::Title, guide.title), (Field::Goal, guide.goal), (Field::Actor, guide.actor)];
        Document { texts: rest.into_iter().chain(guide.phrases.iter().map(|phrase| (Field::Phrase, *phrase))).collect() }
    };
    SHELF.iter().map(document).collect()
}

fn found(query: &str) -> Vec<&'static str> {
    Index::new(documents()).find(query).into_iter().map(|at| SHELF[at].slug).collect()
}

/// The guide that comes first for this query.
fn check(query: &str, expected: &str) {
    let found = found(query);
    assert_eq!(found.first(), Some(&expected), "{query:?} found {found:?}");
}

#[test]
fn the_right_guide_comes_first_as_people_ask_for_it() {
    check("bankid", "bankid-skaffa");
    check("läkartid", "1177-boka-tid");
    check("tid hos doktorn", "1177-boka-tid");
    check("bussbiljett", "tabussen-biljett");
    check("hyresbidrag pensionär", "bostadstillagg-ansok");
    check("jag vill ha digital brevlåda", "digital-brevlada");
    check("1177", "1177-boka-tid");
    check("när går bussen", "tabussen-biljett");
}

#[test]
fn writing_it_apart_together_or_without_dots_finds_the_same() {
    check("bank id", "bankid-skaffa");
    check("Bank-ID", "bankid-skaffa");
    check("BANKID!", "bankid-skaffa");
    check("lakartid", "1177-boka-tid");
    check("läkar tid", "1177-boka-tid");
    check("11 77", "1177-boka-tid");
    check("digitalbrevlåda", "digital-brevlada");
    check("buss biljett", "tabussen-biljett");
    check("läkarbesök", "1177-boka-tid");
}

#[test]
fn a_slip_of_the_finger_finds_it_all_the_same() {
    check("bilett buss", "tabussen-biljett");
    check("wiffi", "wifi-telefon-grunder");
    check("bankdi", "bankid-skaffa");
    check("bostadstilägg", "bostadstillagg-ansok");
    check("bostadztilleg", "bostadstillagg-ansok");
    check("digtal brevlåda", "digital-brevlada");
    check("vostadstillägg", "bostadstillagg-ansok");
}

#[test]
fn the_beginning_of_a_word_is_enough_and_so_is_a_longer_one() {
    check("bos", "bostadstillagg-ansok");
    check("läk", "1177-boka-tid");
    check("kiv", "digital-brevlada");
    check("bussresan", "tabussen-biljett");
}

#[test]
fn every_language_is_understood_in_its_own_forms() {
    check("doctors", "1177-boka-tid");
    check("I need to see a doctor", "1177-boka-tid");
    check("أريد موعد مع الطَّبيب", "1177-boka-tid");
    check("بطاقة للحافله", "tabussen-biljett");
    check("до лікаря", "1177-boka-tid");
    check("лекарь", "1177-boka-tid");
    check("tigidhka baska", "tabussen-biljett");
    check("asumistukea eläkkeensaajille", "bostadstillagg-ansok");
    check("ሽወደንኛ", "sfi-anmalan");
}

#[test]
fn what_nobody_wrote_about_finds_nothing() {
    for query in ["xyz", "qqqq", "", "   ", "!?", "jag vill ha en", "häst traktor fiskekort", "häst traktor fiskekort post", "1178"] {
        let found = found(query);
        assert!(found.is_empty(), "{query:?} found {found:?}");
    }
}

#[test]
fn a_sentence_that_has_only_begun_says_nothing_yet() {
    assert!(!says_something("jag vill ") && !says_something("how do I ") && !says_something(" "));
    assert!(says_something("jag vill ha läk") && says_something("qqqq"));
}

#[test]
fn where_one_lives_does_not_drown_what_one_wants() {
    check("läkare i Vilhelmina", "1177-boka-tid");
    check("buss från Sorsele till Umeå", "tabussen-biljett");
}

#[test]
fn a_text_of_fillers_only_is_found_as_a_whole() {
    let documents = ["hur gör jag", "buss"].map(|text| Document { texts: vec![(Field::Phrase, text)] });
    let index = Index::new(documents);
    assert_eq!(index.find("Hur gör jag?"), [0]);
    assert!(index.find("hur gör").is_empty());
}

/// A guide and one of its phrases.
fn phrase() -> impl Strategy<Value = (usize, &'static str)> {
    (0..SHELF.len(), any::<Pick>()).prop_map(|(at, which)| (at, *which.get(SHELF[at].phrases)))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text_can_be_searched_for_and_in(query in any::<String>(), title in any::<String>(), words in any::<String>()) {
        let own = Document { texts: vec![(Field::Title, &title), (Field::Phrase, &words), (Field::Goal, &query)] };
        let index = Index::new(documents().into_iter().chain([own, Document::default()]));
        for query in [&query, &title, &words, &[title.as_str(), &words].join(" ")] {
            let mut found = index.find(query);
            prop_assert!(found.iter().all(|at| *at < SHELF.len() + 2));
            let count = found.len();
            found.sort_unstable();
            found.dedup();
            prop_assert_eq!(found.len(), count, "each once");
        }
    }

    #[test]
    fn letters_of_every_script_can_be_searched_for(query in "[a-zåäö אا-يа-яіїሀ-ፚ0-9'\u{200c}\u{301}-]{0,60}") {
        prop_assert!(Index::new(documents()).find(&query).len() <= SHELF.len());
        prop_assert_eq!(fold(&fold(&query)), fold(&query));
    }

    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn a_phrase_finds_its_guide_among_the_first_three_however_it_is_written((at, phrase) in phrase(), upper in any::<bool>()) {
        let query = if upper { phrase.to_uppercase() } else { format!("  {phrase} ") };
        let found = found(&query);
        prop_assert!(found.iter().take(3).any(|slug| *slug == SHELF[at].slug), "{query:?} found {found:?}");
    }

    #[test]
    fn a_filler_changes_nothing((_, phrase) in phrase(), filler in prop::sample::select(vec!["jag", "vill", "please", "the", "хочу", "waan", "اريد", "haluan"])) {
        let plain = found(&format!("{phrase} "));
        prop_assert_eq!(&found(&format!("{filler} {phrase} ")), &plain);
        prop_assert_eq!(&found(&format!("{phrase} {filler} ")), &plain);
    }

    #[test]
    fn the_order_of_guides_changes_nothing((_, phrase) in phrase(), order in Just((0..SHELF.len()).collect::<Vec<_>>()).prop_shuffle(), length in any::<Pick>()) {
        let letters: Vec<char> = phrase.chars().collect();
        let typed: String = letters[..=length.index(letters.len())].iter().collect();
        let documents = documents();
        let shuffled = Index::new(order.iter().map(|at| documents[*at].clone()));
        let found_there: Vec<&str> = shuffled.find(&typed).into_iter().map(|at| SHELF[order[at]].slug).collect();
        prop_assert_eq!(found_there, found(&typed));
    }

    #[test]
    fn what_is_typed_letter_by_letter_is_never_lost_once_it_is_alone((at, phrase) in phrase()) {
        let letters: Vec<char> = phrase.chars().collect();
        let mut alone = false;
        for end in 1..=letters.len() {
            let typed: String = letters[..end].iter().collect();
            let found = found(&typed);
            alone = alone || found == [SHELF[at].slug];
            prop_assert!(!alone || found.iter().take(3).any(|slug| *slug == SHELF[at].slug), "{typed:?} found {found:?}");
        }
    }
}
