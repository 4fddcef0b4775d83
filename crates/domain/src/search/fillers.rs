//! Words that say nothing about the errand, language by language: *I want to have a …*.
//!
//! Short lists on purpose: how rare a word is among the guides does the rest. Never a word that names an errand in any of
//! the languages, for all of them are searched together.

use std::sync::LazyLock;

/// Whether a folded word says nothing.
pub(super) fn is_filler(word: &str) -> bool {
    let of_script: &[&str] = match word.chars().next() {
        Some('a'..='z') => &LATIN,
        Some('\u{400}'..='\u{52f}') => &CYRILLIC,
        Some('\u{600}'..='\u{6ff}') => &PERSO_ARABIC,
        Some('\u{1200}'..='\u{137f}') => &ETHIOPIC,
        _ => &[],
    };
    of_script.binary_search(&word).is_ok()
}

static LATIN: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(&[SWEDISH, ENGLISH, SOMALI, FINNISH]));
static CYRILLIC: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(&[UKRAINIAN, RUSSIAN]));
static PERSO_ARABIC: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(&[ARABIC, PERSIAN]));
static ETHIOPIC: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(&[TIGRINYA]));

/// The words of these lists, ready for looking up.
pub(super) fn sorted(lists: &[&'static str]) -> Vec<&'static str> {
    let mut words: Vec<&str> = lists.iter().flat_map(|list| list.split_whitespace()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

const SWEDISH: &str = "\
    aldrig alla allt alltid an andra annan ar at att av bara behov behover blev bli blir blivit borde da dar de dej dem den det dig \
    din dina ditt dom du eftersom ej eller en ett fa far fatt fick finns for fran gar gor gora ha hade han har hej hit hjalp hjalpa \
    hon hos hur i ihop inte jag ju just kan kanske kunna lite man maste med mej men mer mig min mina mitt mycket nagon nagot nagra \
    nan nar nat ni nog nu och ocksa om oss pa redan sa sedan sen sig sin sina sitt sjalv ska skall skulle snalla som ta tack tar \
    till tror under vad var vara varfor vart vem vet veta vi vilka vilken vilket vill ville";

const ENGLISH: &str = "\
    a about am an and any are as at be been but can cant could did do does dont for from get go going got had has have he help how i \
    if im in into is it its ive know like make me mine must my need needs no not of on or our please she should so some that the \
    there they this to us want wants was we what when where which who why will with would you your";

const UKRAINIAN: &str = "\
    а або але будласка бути в вам вас ви вид вин вона вони воно де для до е з за зи и из коли маю мене мени ми мии мое можна можу \
    мои моя на нас не немае по потрибен потрибна потрибно про свии свою та ти треба у хотив хочу хто це цеи ця чи чому що я як";

const RUSSIAN: &str = "\
    бит где ест ето из или к как когда кто ли меня мне могу мое можно надо нет но нужен нужна нужно о об он она они оно от почему с \
    свои со ти что";

const SOMALI: &str = "\
    aad aan ah ahay ama ay ayaa ayay ayuu baa baan bay buu doonayaa ee fadlan goorma halkee haysto i iga igu ii in inaan iska isku \
    iyo ka kan kara karaa karo ku la laga lagu leeyahay leh loo ma maxaan maxay miyaan oo rabaa rabo si sidee sideen tan u uu waa \
    waan wax waxa waxaa waxaan xaggee";

const ARABIC: &str = "\
    احتاج احصل ارغب اريد استطيع التي الذي الي ان انا انت او اين بي ثم ذلك علي عن عند فضلك في قد كان كيف لا لدي لم لماذا لن لي ليس ما \
    ماذا متي مع من نحن هذا هذه هل هم هو هي و يجب يمكن يمكنني";

const PERSIAN: &str = "\
    از است ان او اين با بايد براي به خوام خواهم دارم در را رو شما كجا كرد كنم كه كي لطفا ما من مي ميتوانم ميخوام ميخواهم ميشود ندارم \
    هست يك چطور چه چگونه";

const FINNISH: &str = "\
    ei en etta haluaisin haluan han he ja jos kuka kun ma me mihin mika miksi milloin mina minulla minulle minun missa mista mita \
    miten mun mutta niin ole olen on pitaa saa saada saan se sina tai tama tarvitsen te voi voiko voin";

const TIGRINYA: &str = "\
    መዓስ ምስ ስለምንታይ ናብ ናይ ንሕና ንስኹም ንስኻ ኣለኒ ኣሎ ኣበይ ኣብ ኣነ እቲ እታ እንተ እንታይ እዚ እየ እዩ እደሊ ከመይ ከም ከኣ ካብ ክሳብ ክኸውን ክገብር ወይ ዝኾነ የብለይን የድልየኒ ይደሊ \
    ደልየ ድማ ግን";

#[cfg(test)]
mod tests {
    use super::super::letters::fold;
    use super::*;

    #[test]
    fn every_filler_is_written_as_folded() {
        for word in sorted(&[SWEDISH, ENGLISH, UKRAINIAN, RUSSIAN, SOMALI, ARABIC, PERSIAN, FINNISH, TIGRINYA]) {
            assert_eq!(fold(word), word);
            assert!(is_filler(word), "{word}");
        }
    }

    #[test]
    fn what_names_an_errand_is_no_filler() {
        for word in ["tid", "buss", "pass", "id", "sj", "post", "kort", "bil", "1177"] {
            assert!(!is_filler(word), "{word}");
        }
    }
}
