//! Finding: as people say it and misspell it, the right guide comes first; nothing is found where nothing fits.

#[path = "support/arbitrary.rs"]
mod arbitrary;
#[path = "support/guides.rs"]
mod guides;

use arbitrary::cases;
use erum_domain::codes::Service;
use erum_domain::guide::Guide;
use erum_domain::search::{find, fold};
use proptest::prelude::*;

/// A guide that is found by these words: as editors write them in `content/guides`, only fewer.
fn guide(name: &str, title: &str, goal: &str, actor: &str, search: &[&str]) -> Guide {
    let plain = guides::guide(guides::slug(name), Service::Other, vec![guides::step(guides::slug("forsta"))]);
    let search = search.iter().map(|words| (*words).to_owned()).collect();
    Guide { title: title.to_owned(), goal: goal.to_owned(), actor: actor.to_owned(), search, ..plain }
}

fn shelf() -> Vec<Guide> {
    vec![
        guide(
            "bankid-skaffa",
            "Skaffa eller förnya BankID",
            "Du har ett eget BankID som fungerar, och du vet när det går ut.",
            "Banken",
            &["bankid", "bank-id", "mobilt bankid", "banke id", "glömt koden till bankid", "e-legitimation"],
        ),
        guide(
            "1177-boka-tid",
            "Boka tid på hälsocentralen",
            "Du har själv bett om en tid och vet var svaret kommer.",
            "Region Västerbotten",
            &["1177", "boka tid", "läkartid", "läkare", "doktorn", "boka doktor", "vårdcentral", "söka vård"],
        ),
        guide(
            "digital-brevlada",
            "Skaffa digital brevlåda",
            "Du har valt hur du vill få post från myndigheter, och du vet var du läser den.",
            "Digg",
            &["digital brevlåda", "digital post", "min myndighetspost", "kivra", "brev från myndigheter", "post i mobilen"],
        ),
        guide(
            "bostadstillagg-ansok",
            "Ansök om bostadstillägg",
            "Din ansökan är inskickad och inget fattas i den.",
            "Pensionsmyndigheten",
            &["bostadstillägg", "hyresbidrag", "hjälp med hyran", "låg pension", "pensionär"],
        ),
        guide(
            "tabussen-biljett",
            "Hitta bussen och rätt biljett",
            "Du vet när bussen går och vilken biljett som passar dig.",
            "Länstrafiken i Västerbotten",
            &["buss", "bussbiljett", "biljett", "tabussen", "busstider", "när går bussen"],
        ),
        guide(
            "wifi-telefon-grunder",
            "Kom igång med wifi och telefonen",
            "Din telefon är uppkopplad, och du vet hur du gör nästa gång.",
            "Din operatör",
            &["wifi", "trådlöst nät", "internet fungerar inte", "mobildata", "telefonens inställningar"],
        ),
    ]
}

/// The guide that comes first for this query.
fn check(query: &str, expected: &str) {
    let shelf = shelf();
    let found: Vec<&str> = find(&shelf, query).into_iter().map(|guide| guide.slug.as_str()).collect();
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
    check("digitalbrevlåda", "digital-brevlada");
    check("buss biljett", "tabussen-biljett");
    assert_eq!(fold("La\u{308}kartid"), "lakartid", "an accent apart from its letter");
}

#[test]
fn a_slip_of_the_finger_finds_it_all_the_same() {
    check("bilett buss", "tabussen-biljett");
    check("wiffi", "wifi-telefon-grunder");
    check("bankdi", "bankid-skaffa");
    check("bostadstilägg", "bostadstillagg-ansok");
    check("digtal brevlåda", "digital-brevlada");
}

#[test]
fn the_beginning_of_a_word_is_enough_and_so_is_a_longer_one() {
    check("bos", "bostadstillagg-ansok");
    check("läk", "1177-boka-tid");
    check("kiv", "digital-brevlada");
    check("bussresan", "tabussen-biljett");
}

#[test]
fn what_nobody_wrote_about_finds_nothing() {
    for query in ["xyz", "qqqq", "", "   ", "!?", "jag vill ha en", "häst traktor fiskekort", "häst traktor fiskekort post"] {
        let shelf = shelf();
        let found: Vec<&str> = find(&shelf, query).into_iter().map(|guide| guide.slug.as_str()).collect();
        assert!(found.is_empty(), "{query:?} found {found:?}");
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text_can_be_searched_for(query in any::<String>(), title in any::<String>(), words in any::<String>()) {
        let shelf = [&shelf()[..], &[guide("godtycklig", &title, &words, &query, &[&words, &title])]].concat();
        prop_assert!(find(&shelf, &query).len() <= shelf.len());
        prop_assert!(find(&shelf, &[title, words].join(" ")).len() <= shelf.len());
    }

    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn a_guide_is_found_by_its_own_words_however_they_are_written(which in 0_usize..6, word in any::<proptest::sample::Index>(), upper in any::<bool>()) {
        let shelf = shelf();
        let words = word.get(&shelf[which].search).clone();
        let query = if upper { words.to_uppercase() } else { format!("  {words} ") };
        let found = find(&shelf, &query);
        prop_assert!(found.iter().any(|guide| guide.slug == shelf[which].slug), "{:?}", query);
    }
}
